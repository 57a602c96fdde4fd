package org.leibniz;

import java.util.List;
import org.leibniz.operator.Derivative;
import org.leibniz.operator.Jacobians;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Whole Jacobians by forward mode; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class ForwardJacobians extends Linearizations {
    ForwardJacobians() {}

    // ---- jacfwd

    /// The Jacobian of a function of one tensor, by forward mode: one pass an element of the input, so for few inputs
    /// and many outputs. Its shape is the output's followed by the input's, its dtype the input's, float64 of integers.
    ///
    /// A function of several outputs is for [#jacfwdEach(TensorFn1)], one with a result that is not differentiated for
    /// [#jacfwdAux(TensorFn1)].
    ///
    /// Source: MindSpore's `mindspore.jacfwd`; the passes run together, by `vmap`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn1<Tensor> jacfwd(TensorFn1<Tensor> f) {
        return new Typed.T1<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tensor, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn1<G> jacfwd(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A> Fn1<A, A> jacfwd(Fn1<A, Tensor> f) {
        return new Typed.F1<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to its first input. A cell with several outputs gives a
    /// Jacobian for each, in the form of the result.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return a cell that gives the Jacobian
    public static <R> CellOf<R> jacfwd(CellOf<R> net) {
        return new Typed.OfCell<>("jacfwd", forwardJacobianOfEach(untyped(net)), net);
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a cell that gives the Jacobians
    public static <G> CellOf<G> jacfwd(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("jacfwd", forwardJacobian(untyped(net), wrt, Outputs.ONE), net);
    }

    /// As [#jacfwd(TensorFn1)], of a function that returns a pair: a tensor, which is differentiated, and something
    /// else, which is returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jacfwd`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn1<Tuple2<Tensor, X>> jacfwdAux(TensorFn1<Tuple2<Tensor, X>> f) {
        return new Typed.T1<>("jacfwdAux",
                forwardJacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn1<Tuple2<G, X>> jacfwdAux(TensorFn1<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwdAux", forwardJacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    // ---- jacfwdEach

    /// As [#jacfwd(TensorFn1)], of a function that returns a list of tensors or a [TensorTuple]: a Jacobian for each.
    ///
    /// ```java
    /// var j = jacfwdEach((x, y) -> List.of(x.mul(y), y.sum()), wrt(0, 1)).apply(a, b);
    /// Tensor block = j.get(1).second();  // of the second output, with respect to y
    /// ```
    ///
    /// Source: `tuple[output][position]` of MindSpore's `jacfwd`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn1<TensorTuple> jacfwdEach(TensorFn1<? extends List<Tensor>> f) {
        return new Typed.T1<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn1<List<G>> jacfwdEach(TensorFn1<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f), wrt));
    }

    static Untyped forwardJacobian(Untyped f, Wrt<?> wrt, Outputs outputs) {
        String what = outputs == Outputs.FIRST ? "jacfwdAux" : "jacfwd";
        WrtChoice.requireSome(what, wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.forward(what, f, wrt, outputs, a));
    }

    static Untyped forwardJacobianOfEach(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)), a -> Jacobians.forwardOfEach("jacfwd", f, a));
    }

    static Untyped forwardJacobians(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)),
                a -> Jacobians.tuple(Jacobians.forwardByOutput("jacfwdEach", f, WrtChoice.tensors(1), a)));
    }

    static Untyped forwardJacobians(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("jacfwdEach", wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.forwardByOutput("jacfwdEach", f, wrt, a));
    }
}
