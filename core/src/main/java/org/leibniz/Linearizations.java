package org.leibniz;

import java.util.List;
import java.util.function.Function;
import org.leibniz.Unfolded.Outputs;

/// Products with Jacobians, and whole Jacobians and Hessians; use them by way of [Leibniz], which has all functions.
///
/// Overloads by arity as in [Gradients].
@SuppressWarnings("overloads") // pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
public class Linearizations extends Gradients {
    Linearizations() {}

    // ---- vjp: cotangents backward

    /// The value of a function with its pullback: the function that takes a cotangent of the result, of its form, shapes and dtypes, to
    /// the gradient with respect to the input. The function runs once, the pullback as often as it is called; it can be differentiated and
    /// mapped itself.
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.tensors(1), Outputs.ALL, x));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and pullback, which gives a tuple of two
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, Tensor x, Tensor y) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.tensors(2), Outputs.ALL, x, y));
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.tensors(3), Outputs.ALL, x, y, z));
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
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, Tensor x, Tensor y, Tensor z, Tensor w) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.tensors(4), Outputs.ALL, x, y, z, w));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the input
    /// @return value and pullback, which gives a gradient in the form of the input
    public static <A, R> Vjp<R, A> vjp(Fn1<A, R> f, A a) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.trees(1), Outputs.ALL, a));
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.trees(2), Outputs.ALL, a, b));
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.trees(3), Outputs.ALL, a, b, c));
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), Choice.trees(4), Outputs.ALL, a, b, c, d));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of one tensor, with respect to given inputs and parameters: `vjp(f, wrt(0,
    /// net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, Tensor x) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), wrt, Outputs.ALL, x));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of two tensors, with respect to given inputs and parameters: `vjp(f, wrt(0,
    /// net.trainableParams()), x)`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x the first input
    /// @param y the second input
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn2<R> f, Wrt<G> wrt, Tensor x, Tensor y) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), wrt, Outputs.ALL, x, y));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of three tensors, with respect to given inputs and parameters: `vjp(f, wrt(0,
    /// net.trainableParams()), x)`.
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), wrt, Outputs.ALL, x, y, z));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function of four tensors, with respect to given inputs and parameters: `vjp(f, wrt(0,
    /// net.trainableParams()), x)`.
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
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), wrt, Outputs.ALL, x, y, z, w));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a computation that captures everything, with respect to parameters.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the computation
    /// @param wrt with respect to what: a [Parameter], a [ParameterTuple]
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(Fn0<R> f, Wrt<G> wrt) {
        return Untyped.cast(Derivatives.vjp("vjp", untyped(f), wrt, Outputs.ALL));
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
        return Untyped.cast(Derivatives.vjp("vjp", net.untyped(), wrt, Outputs.ALL, (Object[]) inputs));
    }

    /// As [#vjp(TensorFn1, Tensor)], of a function that returns a pair: a tensor, which is differentiated, and something else, which is
    /// returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `vjp`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, Tensor x) {
        return vjpAux(untyped(f), Choice.tensors(1), x);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple2<Tensor, Tensor>, X> vjpAux(TensorFn2<Tuple2<Tensor, X>> f, Tensor x, Tensor y) {
        return vjpAux(untyped(f), Choice.tensors(2), x, y);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple3<Tensor, Tensor, Tensor>, X> vjpAux(TensorFn3<Tuple2<Tensor, X>> f, Tensor x, Tensor y, Tensor z) {
        return vjpAux(untyped(f), Choice.tensors(3), x, y, z);
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
    public static <X> VjpAux<Tuple4<Tensor, Tensor, Tensor, Tensor>, X> vjpAux(TensorFn4<Tuple2<Tensor, X>> f, Tensor x, Tensor y,
            Tensor z, Tensor w) {
        return vjpAux(untyped(f), Choice.tensors(4), x, y, z, w);
    }

    /// As [#vjpAux(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param a the input
    /// @return value, pullback and the second component
    public static <A, X> VjpAux<A, X> vjpAux(Fn1<A, Tuple2<Tensor, X>> f, A a) {
        return vjpAux(untyped(f), Choice.trees(1), a);
    }

    private static <G, X> VjpAux<G, X> vjpAux(Untyped f, Wrt<?> wrt, Object... arguments) {
        var back = Derivatives.vjp("vjpAux", f, wrt, Outputs.FIRST, arguments);
        Tuple2<Tensor, X> result = Untyped.cast(back.value());
        return new VjpAux<>(result.first(), Untyped.cast(back.pullback()), result.second());
    }

    // ---- jvp: tangents forward

    /// The value of a function with its derivative along a tangent, by forward mode: at about twice the cost of the function, for any
    /// number of results.
    ///
    /// ```java
    /// Tensor slope = jvp(x -> sin(x), x, onesLike(x)).tangent();
    /// var both = jvp((x, y) -> x.mul(y), tuple(x, y), tuple(dx, dy));
    /// ```
    ///
    /// Source: MindSpore's `mindspore.jvp`, there by two reverse passes.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent, of its shape and dtype
    /// @return value and tangent
    /// @throws IllegalArgumentException if a tangent has another shape or dtype than its input
    public static <R> Jvp<R> jvp(TensorFn1<R> f, Tensor x, Tensor dx) {
        return jvp("jvp", untyped(f), one(x), one(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, Tuple3<Tensor, Tensor, Tensor> x, Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x, Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent, a tree of its form
    /// @return value and tangent
    public static <A, R> Jvp<R> jvp(Fn1<A, R> f, A x, A dx) {
        return jvp("jvp", untyped(f), one(x), one(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, R> Jvp<R> jvp(Fn2<A, B, R> f, Tuple2<A, B> x, Tuple2<A, B> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, C, R> Jvp<R> jvp(Fn3<A, B, C, R> f, Tuple3<A, B, C> x, Tuple3<A, B, C> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, C, D, R> Jvp<R> jvp(Fn4<A, B, C, D, R> f, Tuple4<A, B, C, D> x, Tuple4<A, B, C, D> dx) {
        return jvp("jvp", untyped(f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function that returns a pair: a tensor, which is differentiated, and something else,
    /// which is returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jvp`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, Tensor x, Tensor dx) {
        return jvpAux(untyped(f), one(x), one(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn2<Tuple2<Tensor, X>> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> dx) {
        return jvpAux(untyped(f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn3<Tuple2<Tensor, X>> f, Tuple3<Tensor, Tensor, Tensor> x,
            Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvpAux(untyped(f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn4<Tuple2<Tensor, X>> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x,
            Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvpAux(untyped(f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent
    /// @return value, tangent and the second component
    public static <A, X> JvpAux<X> jvpAux(Fn1<A, Tuple2<Tensor, X>> f, A x, A dx) {
        return jvpAux(untyped(f), one(x), one(dx));
    }

    private static Object[] one(Object x) {
        return new Object[]{x};
    }

    private static Object[] all(Record tuple) {
        return switch (tuple) {
            case Tuple2(var a, var b) -> new Object[]{a, b};
            case Tuple3(var a, var b, var c) -> new Object[]{a, b, c};
            case Tuple4(var a, var b, var c, var d) -> new Object[]{a, b, c, d};
            default -> throw new IllegalStateException(tuple + " is no tuple");
        };
    }

    private static <R> Jvp<R> jvp(String what, Untyped f, Object[] x, Object[] dx) {
        return Untyped.cast(Derivatives.jvp(what, f, Outputs.ALL, x, dx));
    }

    private static <X> JvpAux<X> jvpAux(Untyped f, Object[] x, Object[] dx) {
        var r = Derivatives.jvp("jvpAux", f, Outputs.FIRST, x, dx);
        Tuple2<Tensor, X> result = Untyped.cast(r.value());
        return new JvpAux<>(result.first(), (Tensor) r.tangent(), result.second());
    }

    // ---- linearize

    /// The value of a function with its derivative there as a linear function, which may be called often without running the function
    /// again.
    ///
    /// Source: MindSpore's `ops.linearize`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, Tensor x) {
        return linearized(untyped(f), Linearizations::one, x);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of two tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, Tensor x, Tensor y) {
        return linearized(untyped(f), Linearizations::all, x, y);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of three tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, Tensor x, Tensor y, Tensor z) {
        return linearized(untyped(f), Linearizations::all, x, y, z);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of four tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, Tensor x, Tensor y, Tensor z,
            Tensor w) {
        return linearized(untyped(f), Linearizations::all, x, y, z, w);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the input
    /// @return value and linear function
    public static <A, R> Linearized<A, R> linearize(Fn1<A, R> f, A a) {
        return linearized(untyped(f), Linearizations::one, a);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of two trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value and linear function
    public static <A, B, R> Linearized<Tuple2<A, B>, R> linearize(Fn2<A, B, R> f, A a, B b) {
        return linearized(untyped(f), Linearizations::all, a, b);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of three trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @return value and linear function
    public static <A, B, C, R> Linearized<Tuple3<A, B, C>, R> linearize(Fn3<A, B, C, R> f, A a, B b, C c) {
        return linearized(untyped(f), Linearizations::all, a, b, c);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of four trees; the linear function takes a tuple.
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
    /// @return value and linear function
    public static <A, B, C, D, R> Linearized<Tuple4<A, B, C, D>, R> linearize(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
        return linearized(untyped(f), Linearizations::all, a, b, c, d);
    }

    private static <A, R> Linearized<A, R> linearized(Untyped f, Function<A, Object[]> tangents, Object... arguments) {
        var r = Derivatives.linearize(f, arguments);
        Untyped forward = a -> r.pushforward().apply(tangents.apply(Untyped.cast(a[0])));
        return new Linearized<>(Untyped.cast(r.value()), new Transformed.F1<>("pushforward", forward));
    }

    // ---- hvp: products with the Hessian

    /// The product of the Hessian of a function with a vector, forward over reverse: at a small multiple of the gradient's cost, without
    /// the Hessian.
    ///
    /// Source: `jvp(grad(f), x, v)` in MindSpore's guide to Jacobians and Hessians.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the input
    /// @param v the vector, of its shape and dtype
    /// @return the product, of the shape of the input
    public static Tensor hvp(TensorFn1<Tensor> f, Tensor x, Tensor v) {
        return jvp(grad(f), x, v).tangent();
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @param x the input
    /// @param v the vector, a tree of its form
    /// @return the product, a tree of that form
    public static <A> A hvp(Fn1<A, Tensor> f, A x, A v) {
        return jvp(grad(f), x, v).tangent();
    }

    // ---- jacfwd

    /// The Jacobian of a function of one tensor, by forward mode: one pass an element of the input, so for few inputs and many outputs.
    /// Its shape is the output's followed by the input's.
    ///
    /// A function of several outputs is for [#jacfwdEach(TensorFn1)], one with a result that is not differentiated for
    /// [#jacfwdAux(TensorFn1)].
    ///
    /// Source: MindSpore's `mindspore.jacfwd`; the passes run together, by `vmap`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn1<Tensor> jacfwd(TensorFn1<Tensor> f) {
        return new Transformed.T1<>("jacfwd", jacobianForward(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn2<Tensor> jacfwd(TensorFn2<Tensor> f) {
        return new Transformed.T2<>("jacfwd", jacobianForward(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn3<Tensor> jacfwd(TensorFn3<Tensor> f) {
        return new Transformed.T3<>("jacfwd", jacobianForward(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn4<Tensor> jacfwd(TensorFn4<Tensor> f) {
        return new Transformed.T4<>("jacfwd", jacobianForward(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tensor, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn1<G> jacfwd(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacfwd", jacobianForward(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of two tensors, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn2<G> jacfwd(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacfwd", jacobianForward(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of three tensors, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn3<G> jacfwd(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacfwd", jacobianForward(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of four tensors, with respect to given inputs; for parameters see `jacrev`.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn4<G> jacfwd(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacfwd", jacobianForward(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in its place
    public static <A> Fn1<A, A> jacfwd(Fn1<A, Tensor> f) {
        return new Transformed.F1<>("jacfwd", jacobianForward(untyped(f), Choice.trees(1), Outputs.ONE));
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to its first input. A cell with several outputs gives a Jacobian for each, in the
    /// form of the result.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return a cell that gives the Jacobian
    public static <R> CellOf<R> jacfwd(CellOf<R> net) {
        return new Transformed.OfCell<>("jacfwd", a -> Jacobians.forwardOfEach(net.untyped(), a), net);
    }

    /// As [#jacfwd(TensorFn1)], of a cell, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a cell that gives the Jacobians
    public static <G> CellOf<G> jacfwd(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Transformed.OfCell<>("jacfwd", jacobianForward(net.untyped(), wrt, Outputs.ONE), net);
    }

    /// As [#jacfwd(TensorFn1)], of a function that returns a pair: a tensor, which is differentiated, and something else, which is
    /// returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jacfwd`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn1<Tuple2<Tensor, X>> jacfwdAux(TensorFn1<Tuple2<Tensor, X>> f) {
        return new Transformed.T1<>("jacfwdAux", jacobianForward(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn2<Tuple2<Tensor, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f) {
        return new Transformed.T2<>("jacfwdAux", jacobianForward(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn3<Tuple2<Tensor, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f) {
        return new Transformed.T3<>("jacfwdAux", jacobianForward(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn4<Tuple2<Tensor, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f) {
        return new Transformed.T4<>("jacfwdAux", jacobianForward(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn1<Tuple2<G, X>> jacfwdAux(TensorFn1<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacfwdAux", jacobianForward(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of two tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn2<Tuple2<G, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacfwdAux", jacobianForward(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of three tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn3<Tuple2<G, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacfwdAux", jacobianForward(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacfwdAux(TensorFn1)], of a function of four tensors, with respect to given inputs.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn4<Tuple2<G, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacfwdAux", jacobianForward(untyped(f), wrt, Outputs.FIRST));
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
        return new Transformed.T1<>("jacfwdEach", byOutputForward(untyped(f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn2<TensorTuple> jacfwdEach(TensorFn2<? extends List<Tensor>> f) {
        return new Transformed.T2<>("jacfwdEach", byOutputForward(untyped(f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn3<TensorTuple> jacfwdEach(TensorFn3<? extends List<Tensor>> f) {
        return new Transformed.T3<>("jacfwdEach", byOutputForward(untyped(f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn4<TensorTuple> jacfwdEach(TensorFn4<? extends List<Tensor>> f) {
        return new Transformed.T4<>("jacfwdEach", byOutputForward(untyped(f)));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of one tensor, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn1<List<G>> jacfwdEach(TensorFn1<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacfwdEach", byOutputForward(untyped(f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of two tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn2<List<G>> jacfwdEach(TensorFn2<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacfwdEach", byOutputForward(untyped(f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of three tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn3<List<G>> jacfwdEach(TensorFn3<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacfwdEach", byOutputForward(untyped(f), wrt));
    }

    /// As [#jacfwdEach(TensorFn1)], of a function of four tensors, with respect to given inputs.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn4<List<G>> jacfwdEach(TensorFn4<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacfwdEach", byOutputForward(untyped(f), wrt));
    }

    // ---- jacrev

    /// The Jacobian of a function of one tensor, by reverse mode: one pass an element of the output, so for many inputs and few outputs.
    /// Its shape is the output's followed by the input's.
    ///
    /// A function of several outputs is for [#jacrevEach(TensorFn1)], one with a result that is not differentiated for
    /// [#jacrevAux(TensorFn1)].
    ///
    /// Source: MindSpore's `mindspore.jacrev`; the passes run together, by `vmap`.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn1<Tensor> jacrev(TensorFn1<Tensor> f) {
        return new Transformed.T1<>("jacrev", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn2<Tensor> jacrev(TensorFn2<Tensor> f) {
        return new Transformed.T2<>("jacrev", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn3<Tensor> jacrev(TensorFn3<Tensor> f) {
        return new Transformed.T3<>("jacrev", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn4<Tensor> jacrev(TensorFn4<Tensor> f) {
        return new Transformed.T4<>("jacrev", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn1<G> jacrev(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacrev", jacobianReverse(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of two tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn2<G> jacrev(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacrev", jacobianReverse(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of three tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn3<G> jacrev(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacrev", jacobianReverse(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of four tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn4<G> jacrev(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacrev", jacobianReverse(untyped(f), wrt, Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in its place
    public static <A> Fn1<A, A> jacrev(Fn1<A, Tensor> f) {
        return new Transformed.F1<>("jacrev", jacobianReverse(untyped(f), Choice.trees(1), Outputs.ONE));
    }

    /// As [#jacrev(TensorFn1)], of a cell, with respect to its first input. A cell with several outputs gives a Jacobian for each, in the
    /// form of the result.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return a cell that gives the Jacobian
    public static <R> CellOf<R> jacrev(CellOf<R> net) {
        return new Transformed.OfCell<>("jacrev", a -> Jacobians.reverseOfEach(net.untyped(), a), net);
    }

    /// As [#jacrev(TensorFn1)], of a cell, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a cell that gives the Jacobians
    public static <G> CellOf<G> jacrev(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Transformed.OfCell<>("jacrev", jacobianReverse(net.untyped(), wrt, Outputs.ONE), net);
    }

    /// As [#jacrev(TensorFn1)], of a function that returns a pair: a tensor, which is differentiated, and something else, which is
    /// returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jacrev`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn1<Tuple2<Tensor, X>> jacrevAux(TensorFn1<Tuple2<Tensor, X>> f) {
        return new Transformed.T1<>("jacrevAux", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn2<Tuple2<Tensor, X>> jacrevAux(TensorFn2<Tuple2<Tensor, X>> f) {
        return new Transformed.T2<>("jacrevAux", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn3<Tuple2<Tensor, X>> jacrevAux(TensorFn3<Tuple2<Tensor, X>> f) {
        return new Transformed.T3<>("jacrevAux", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn4<Tuple2<Tensor, X>> jacrevAux(TensorFn4<Tuple2<Tensor, X>> f) {
        return new Transformed.T4<>("jacrevAux", jacobianReverse(untyped(f), Choice.tensors(1), Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn1<Tuple2<G, X>> jacrevAux(TensorFn1<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacrevAux", jacobianReverse(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of two tensors, with respect to given inputs and parameters.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn2<Tuple2<G, X>> jacrevAux(TensorFn2<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacrevAux", jacobianReverse(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of three tensors, with respect to given inputs and parameters.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn3<Tuple2<G, X>> jacrevAux(TensorFn3<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacrevAux", jacobianReverse(untyped(f), wrt, Outputs.FIRST));
    }

    /// As [#jacrevAux(TensorFn1)], of a function of four tensors, with respect to given inputs and parameters.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn4<Tuple2<G, X>> jacrevAux(TensorFn4<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacrevAux", jacobianReverse(untyped(f), wrt, Outputs.FIRST));
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
        return new Transformed.T1<>("jacrevEach", byOutputReverse(untyped(f)));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn2<TensorTuple> jacrevEach(TensorFn2<? extends List<Tensor>> f) {
        return new Transformed.T2<>("jacrevEach", byOutputReverse(untyped(f)));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn3<TensorTuple> jacrevEach(TensorFn3<? extends List<Tensor>> f) {
        return new Transformed.T3<>("jacrevEach", byOutputReverse(untyped(f)));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn4<TensorTuple> jacrevEach(TensorFn4<? extends List<Tensor>> f) {
        return new Transformed.T4<>("jacrevEach", byOutputReverse(untyped(f)));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn1<List<G>> jacrevEach(TensorFn1<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T1<>("jacrevEach", byOutputReverse(untyped(f), wrt));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of two tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn2<List<G>> jacrevEach(TensorFn2<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T2<>("jacrevEach", byOutputReverse(untyped(f), wrt));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of three tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn3<List<G>> jacrevEach(TensorFn3<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T3<>("jacrevEach", byOutputReverse(untyped(f), wrt));
    }

    /// As [#jacrevEach(TensorFn1)], of a function of four tensors, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn4<List<G>> jacrevEach(TensorFn4<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Transformed.T4<>("jacrevEach", byOutputReverse(untyped(f), wrt));
    }

    private static Untyped jacobianForward(Untyped f, Wrt<?> wrt, Outputs outputs) {
        return a -> Jacobians.forward(f, wrt, outputs, a);
    }

    private static Untyped byOutputForward(Untyped f) {
        return a -> tensors(Jacobians.forwardByOutput(f, Choice.tensors(1), a));
    }

    private static Untyped byOutputForward(Untyped f, Wrt<?> wrt) {
        return a -> Jacobians.forwardByOutput(f, wrt, a);
    }

    private static Untyped byOutputReverse(Untyped f) {
        return a -> tensors(Jacobians.reverseByOutput(f, Choice.tensors(1), a));
    }

    private static Untyped byOutputReverse(Untyped f, Wrt<?> wrt) {
        return a -> Jacobians.reverseByOutput(f, wrt, a);
    }

    private static TensorTuple tensors(List<Object> jacobians) {
        return new TensorTuple(jacobians.toArray(Tensor[]::new));
    }

    private static Untyped jacobianReverse(Untyped f, Wrt<?> wrt, Outputs outputs) {
        return a -> Jacobians.reverse(f, wrt, outputs, a);
    }

    // ---- hessian

    /// The Hessian of a function of one tensor, forward over reverse: all second derivatives. Its shape is the output's (`()` for a loss)
    /// followed by the input's twice.
    ///
    /// Source: `jacfwd(jacrev(f))` in MindSpore's guide to Jacobians and Hessians, which has no function of its own for it.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn1<Tensor> hessian(TensorFn1<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], with respect to an input or a parameter, then another.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn1<Tensor> hessian(TensorFn1<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Transformed.T1<>("hessian", Jacobians.hessian(untyped(f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of two tensors, one block: `hessian(f, wrt(0), wrt(1))` has the derivatives with respect to
    /// an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Transformed.T2<>("hessian", Jacobians.hessian(untyped(f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of three tensors, one block: `hessian(f, wrt(0), wrt(1))` has the derivatives with respect
    /// to an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Transformed.T3<>("hessian", Jacobians.hessian(untyped(f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of four tensors, one block: `hessian(f, wrt(0), wrt(1))` has the derivatives with respect
    /// to an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Transformed.T4<>("hessian", Jacobians.hessian(untyped(f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a cell, with respect to its first input.
    ///
    /// @param net the cell
    /// @return a cell that gives the Hessian
    public static CellOf<Tensor> hessian(CellOf<Tensor> net) {
        return hessian(net, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a cell, with respect to an input or a parameter, then another.
    ///
    /// @param net the cell
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a cell that gives a tensor of the output's shape followed by those of `i` and `j`
    public static CellOf<Tensor> hessian(CellOf<Tensor> net, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Transformed.OfCell<>("hessian", Jacobians.hessian(net.untyped(), i, j), net);
    }
}
