package org.leibniz;

import java.util.List;
import org.leibniz.operator.Derivative;
import org.leibniz.operator.Jacobians;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Whole Jacobians by forward mode; use them by way of [Leibniz], which has all functions.
///
/// Overloads by arity as in [Gradients].
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public class ForwardJacobians extends Linearizations {
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
        return new Typed.T1<>("jacfwd", jacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn2<Tensor> jacfwd(TensorFn2<Tensor> f) {
        return new Typed.T2<>("jacfwd", jacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn3<Tensor> jacfwd(TensorFn3<Tensor> f) {
        return new Typed.T3<>("jacfwd", jacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn4<Tensor> jacfwd(TensorFn4<Tensor> f) {
        return new Typed.T4<>("jacfwd", jacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tensor, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn1<G> jacfwd(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwd", jacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of two tensors, with respect to given inputs; for parameters see
    /// `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn2<G> jacfwd(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwd", jacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of three tensors, with respect to given inputs; for parameters see
    /// `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn3<G> jacfwd(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwd", jacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of four tensors, with respect to given inputs; for parameters see
    /// `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn4<G> jacfwd(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwd", jacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A> Fn1<A, A> jacfwd(Fn1<A, Tensor> f) {
        return new Typed.F1<>("jacfwd", jacobian(Untyped.of("jacfwd", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to its first input. A cell with several outputs gives a
    /// Jacobian for each, in the form of the result.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return a cell that gives the Jacobian
    public static <R> CellOf<R> jacfwd(CellOf<R> net) {
        return new Typed.OfCell<>("jacfwd", each(untyped(net)), net);
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a cell that gives the Jacobians
    public static <G> CellOf<G> jacfwd(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("jacfwd", jacobian(untyped(net), wrt, Outputs.ONE), net);
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
        return new Typed.T1<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn2<Tuple2<Tensor, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f) {
        return new Typed.T2<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn3<Tuple2<Tensor, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f) {
        return new Typed.T3<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn4<Tuple2<Tensor, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f) {
        return new Typed.T4<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn1<Tuple2<G, X>> jacfwdAux(TensorFn1<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of two tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn2<Tuple2<G, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of three tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn3<Tuple2<G, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of four tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn4<Tuple2<G, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwdAux", jacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
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
        return new Typed.T1<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn2<TensorTuple> jacfwdEach(TensorFn2<? extends List<Tensor>> f) {
        return new Typed.T2<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn3<TensorTuple> jacfwdEach(TensorFn3<? extends List<Tensor>> f) {
        return new Typed.T3<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn4<TensorTuple> jacfwdEach(TensorFn4<? extends List<Tensor>> f) {
        return new Typed.T4<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn1<List<G>> jacfwdEach(TensorFn1<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T1<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of two tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn2<List<G>> jacfwdEach(TensorFn2<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of three tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn3<List<G>> jacfwdEach(TensorFn3<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of four tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn4<List<G>> jacfwdEach(TensorFn4<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwdEach", byOutput(Untyped.of("jacfwdEach", f), wrt));
    }

    private static Untyped jacobian(Untyped f, Wrt<?> wrt, Outputs outputs) {
        String what = outputs == Outputs.FIRST ? "jacfwdAux" : "jacfwd";
        WrtChoice.requireSome(what, wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.forward(what, f, wrt, outputs, a));
    }

    private static Untyped each(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)), a -> Jacobians.forwardOfEach("jacfwd", f, a));
    }

    private static Untyped byOutput(Untyped f) {
        return new Derivative(List.of(WrtChoice.tensors(1)),
                a -> Jacobians.tuple(Jacobians.forwardByOutput("jacfwdEach", f, WrtChoice.tensors(1), a)));
    }

    private static Untyped byOutput(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("jacfwdEach", wrt);
        return new Derivative(List.of(wrt), a -> Jacobians.forwardByOutput("jacfwdEach", f, wrt, a));
    }
}
