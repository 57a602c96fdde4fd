package org.leibniz;

import org.leibniz.caller.Given;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Products with transposed Jacobians, cotangents pulled backward; use them by way of [Leibniz], which has all
/// functions.
///
/// Overloads by arity as in [Gradients].
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public class Pullbacks extends Gradients {
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

    /// As [#vjp(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and pullback, which gives a tuple of two
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, Tensor x, Tensor y) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(2), Outputs.ALL, x, y));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and pullback, which gives a tuple of three
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, Tensor x, Tensor y, Tensor z) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(3), Outputs.ALL, x, y, z));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and pullback, which gives a tuple of four
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, Tensor x, Tensor y, Tensor z,
            Tensor w) {
        return Untyped
                .cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(4), Outputs.ALL, x, y, z, w));
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

    /// As [#vjp(TensorFn1, Tensor)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value and pullback, which gives a tuple of two
    public static <A, B, R> Vjp<R, Tuple2<A, B>> vjp(Fn2<A, B, R> f, A a, B b) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(2), Outputs.ALL, a, b));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @return value and pullback, which gives a tuple of three
    public static <A, B, C, R> Vjp<R, Tuple3<A, B, C>> vjp(Fn3<A, B, C, R> f, A a, B b, C c) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(3), Outputs.ALL, a, b, c));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @param d the fourth input
    /// @return value and pullback, which gives a tuple of four
    public static <A, B, C, D, R> Vjp<R, Tuple4<A, B, C, D>> vjp(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(4), Outputs.ALL, a, b, c, d));
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

    /// As [#vjp(TensorFn1, Tensor)], of a function of two tensors, with respect to given inputs and parameters: `vjp(f,
    /// wrt(0, net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the first input
    /// @param y the second input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn2<R> f, Wrt<G> wrt, Tensor x, Tensor y) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), wrt, Outputs.ALL, x, y));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of three tensors, with respect to given inputs and parameters:
    /// `vjp(f, wrt(0, net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn3<R> f, Wrt<G> wrt, Tensor x, Tensor y, Tensor z) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), wrt, Outputs.ALL, x, y, z));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of four tensors, with respect to given inputs and parameters:
    /// `vjp(f, wrt(0, net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn4<R> f, Wrt<G> wrt, Tensor x, Tensor y, Tensor z, Tensor w) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), wrt, Outputs.ALL, x, y, z, w));
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

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple2<Tensor, Tensor>, X> vjpAux(TensorFn2<Tuple2<Tensor, X>> f, Tensor x, Tensor y) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.tensors(2), x, y);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple3<Tensor, Tensor, Tensor>, X> vjpAux(TensorFn3<Tuple2<Tensor, X>> f, Tensor x,
            Tensor y, Tensor z) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.tensors(3), x, y, z);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple4<Tensor, Tensor, Tensor, Tensor>, X> vjpAux(TensorFn4<Tuple2<Tensor, X>> f, Tensor x,
            Tensor y, Tensor z, Tensor w) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.tensors(4), x, y, z, w);
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

    private static <G, X> VjpAux<G, X> vjpAux(Untyped f, Wrt<?> wrt, Object... arguments) {
        var back = Derivatives.vjp("vjpAux", f, wrt, Outputs.FIRST, arguments);
        Tuple2<Tensor, X> result = Untyped.cast(back.value());
        return new VjpAux<>(result.first(), Untyped.cast(back.pullback()), result.second());
    }
}
