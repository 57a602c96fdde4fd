package org.leibniz;

import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Products with transposed Jacobians, cotangents pulled backward; use them by way of [Leibniz], which has all
/// functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class Pullbacks extends Gradients {
    Pullbacks() {}

    // ---- vjp: cotangents backward

    /// The value of a function with its pullback: the function that takes a cotangent of the result, of its form,
    /// shapes and dtypes, to the gradient with respect to the input. The function runs once, the pullback as often as
    /// it is called; it can be differentiated and mapped itself.
    ///
    /// ```java
    /// var back = vjp(f, x);
    /// Tensor dx = back.pullback().apply(onesLike(back.value()));
    /// ```
    ///
    /// Source: MindSpore's `mindspore.vjp`; the gradient of one input is bare here, not a tuple of one.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, Tensor x) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(1), Outputs.ALL, x));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the input
    /// @return value and pullback, which gives a gradient in the form of the input
    public static <A, R> Vjp<R, A> vjp(Fn1<A, R> f, A a) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(1), Outputs.ALL, a));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of one tensor, with respect to given inputs and parameters: `vjp(f,
    /// wrt(0, net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, Tensor x) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), wrt, Outputs.ALL, x));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a computation that captures everything, with respect to parameters.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the computation
    /// @param wrt with respect to what: a [Parameter], a [ParameterTuple]
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(Fn0<R> f, Wrt<G> wrt) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), wrt, Outputs.ALL));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a cell, with respect to given inputs and parameters.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param inputs its inputs
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(CellOf<R> net, Wrt<G> wrt, Tensor... inputs) {
        return Untyped.cast(
                Derivatives.vjp("vjp", untyped(net), wrt, Outputs.ALL, (Object[]) Given.tensors(inputs, "inputs")));
    }

    /// As [#vjp(CellOf, Wrt, Tensor...)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient
    /// @param net the cell
    /// @param wrt with respect to what
    /// @param x where, a number of the dtype that [CellOf#apply(Number)] makes
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(CellOf<R> net, Wrt<G> wrt, Number x) {
        return vjp(net, wrt, UserCall.given(net, "net: expected a cell").number("vjp", Given.number(x, "x")));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function that returns a pair: a tensor, which is differentiated, and
    /// something else, which is returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `vjp`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, Tensor x) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.tensors(1), x);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param a the input
    /// @return value, pullback and the second component
    public static <A, X> VjpAux<A, X> vjpAux(Fn1<A, Tuple2<Tensor, X>> f, A a) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.trees(1), a);
    }

    static <G, X> VjpAux<G, X> vjpAux(Untyped f, Wrt<?> wrt, Object... arguments) {
        var back = Derivatives.vjp("vjpAux", f, wrt, Outputs.FIRST, arguments);
        Tuple2<Tensor, X> result = Untyped.cast(back.value());
        return new VjpAux<>(result.first(), Untyped.cast(back.pullback()), result.second());
    }
}
