package org.leibniz;

// made of ForwardJacobians.java by Twins: change that
import java.util.List;
import org.leibniz.operator.Derivative;
import org.leibniz.operator.Jacobians;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Whole Jacobians by reverse mode; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class ReverseJacobians extends ForwardJacobians {
    ReverseJacobians() {}

    // ---- jacrev

    /// The Jacobian of a function of one tensor, by reverse mode: one pass an element of the output, so for many inputs
    /// and few outputs. Its shape is the output's followed by the input's, its dtype the input's, float64 of integers.
    ///
    /// A function of several outputs is for [#jacrevEach(TensorFn1)], one with a result that is not differentiated for
    /// [#jacrevAux(TensorFn1)].
    ///
    /// Source: MindSpore's `mindspore.jacrev`; the passes run together, by `vmap`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn1<Tensor> jacrev(TensorFn1<Tensor> f) {
        return new Typed.T1<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn1<G> jacrev(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), wrt, Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A> Fn1<A, A> jacrev(Fn1<A, Tensor> f) {
        return new Typed.F1<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a cell, with respect to its first input. A cell with several outputs gives a
    /// Jacobian for each, in the form of the result.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return a cell that gives the Jacobian
    public static <R> CellOf<R> jacrev(CellOf<R> net) {
        return new Typed.OfCell<>("jacrev", reverseJacobianOfEach(untyped(net)), net);
    }

    /// As [#jacrev(TensorFn1)], of a cell, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a cell that gives the Jacobians
    public static <G> CellOf<G> jacrev(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("jacrev", reverseJacobian(untyped(net), wrt, Outputs.ONE), net);
    }

    /// As [#jacrev(TensorFn1)], of a function that returns a pair: a tensor, which is differentiated, and something
    /// else, which is returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jacrev`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn1<Tuple2<Tensor, X>> jacrevAux(TensorFn1<Tuple2<Tensor, X>> f) {
        return new Typed.T1<>("jacrevAux",
                reverseJacobian(Untyped.of("jacrevAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn1<Tuple2<G, X>> jacrevAux(TensorFn1<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacrevAux", reverseJacobian(Untyped.of("jacrevAux", f), wrt, Outputs.FIRST));
    }

    // ---- jacrevEach

    /// As [#jacrev(TensorFn1)], of a function that returns a list of tensors or a [TensorTuple]: a Jacobian for each.
    ///
    /// ```java
    /// var j = jacrevEach((x, y) -> List.of(x.mul(y), y.sum()), wrt(0, 1)).apply(a, b);
    /// Tensor block = j.get(1).second();  // of the second output, with respect to y
    /// ```
    ///
    /// Source: `tuple[output][position]` of MindSpore's `jacrev`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn1<TensorTuple> jacrevEach(TensorFn1<? extends List<Tensor>> f) {
        return new Typed.T1<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f)));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn1<List<G>> jacrevEach(TensorFn1<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f), wrt));
    }

    static Untyped reverseJacobian(Untyped f, Wrt<?> wrt, Outputs outputs) {
        String what = outputs == Outputs.FIRST ? "jacrevAux" : "jacrev";
        WrtChoice.requireSome(what, wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.reverse(what, f, wrt, outputs, a));
    }

    static Untyped reverseJacobianOfEach(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)), a -> Jacobians.reverseOfEach("jacrev", f, a));
    }

    static Untyped reverseJacobians(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)),
                a -> Jacobians.tuple(Jacobians.reverseByOutput("jacrevEach", f, WrtChoice.tensors(1), a)));
    }

    static Untyped reverseJacobians(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("jacrevEach", wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.reverseByOutput("jacrevEach", f, wrt, a));
    }
}
