package org.leibniz;

// made of Linearizations by Overloads: change that
import org.leibniz.tree.Untyped;

/// Tangents of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class TangentsOfSeveral extends PullbacksOfSeveral {
    TangentsOfSeveral() {}

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    /// @throws IllegalArgumentException if a tangent has another shape or dtype than its input
    public static <R> Jvp<R> jvp(TensorFn2<R> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    /// @throws IllegalArgumentException if a tangent has another shape or dtype than its input
    public static <R> Jvp<R> jvp(TensorFn3<R> f, Tuple3<Tensor, Tensor, Tensor> x, Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    /// @throws IllegalArgumentException if a tangent has another shape or dtype than its input
    public static <R> Jvp<R> jvp(TensorFn4<R> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x,
            Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvp(Fn1, Object, Object)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, R> Jvp<R> jvp(Fn2<A, B, R> f, Tuple2<A, B> x, Tuple2<A, B> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvp(Fn1, Object, Object)], of a function of three trees.
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
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvp(Fn1, Object, Object)], of a function of four trees.
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
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn2<Tuple2<Tensor, X>> f, Tuple2<Tensor, Tensor> x,
            Tuple2<Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn3<Tuple2<Tensor, X>> f, Tuple3<Tensor, Tensor, Tensor> x,
            Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn4<Tuple2<Tensor, X>> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x,
            Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(Fn1, Object, Object)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <A, B, X> JvpAux<X> jvpAux(Fn2<A, B, Tuple2<Tensor, X>> f, Tuple2<A, B> x, Tuple2<A, B> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(Fn1, Object, Object)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <A, B, C, X> JvpAux<X> jvpAux(Fn3<A, B, C, Tuple2<Tensor, X>> f, Tuple3<A, B, C> x,
            Tuple3<A, B, C> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#jvpAux(Fn1, Object, Object)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <A, B, C, D, X> JvpAux<X> jvpAux(Fn4<A, B, C, D, Tuple2<Tensor, X>> f, Tuple4<A, B, C, D> x,
            Tuple4<A, B, C, D> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], of a function of two tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, Tensor x, Tensor y) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y);
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], of a function of three tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, Tensor x, Tensor y,
            Tensor z) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y, z);
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], of a function of four tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, Tensor x,
            Tensor y, Tensor z, Tensor w) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y, z, w);
    }

    /// As [Leibniz#linearize(Fn1, Object)], of a function of two trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value and linear function
    public static <A, B, R> Linearized<Tuple2<A, B>, R> linearize(Fn2<A, B, R> f, A a, B b) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b);
    }

    /// As [Leibniz#linearize(Fn1, Object)], of a function of three trees; the linear function takes a tuple.
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
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b, c);
    }

    /// As [Leibniz#linearize(Fn1, Object)], of a function of four trees; the linear function takes a tuple.
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
    public static <A, B, C, D, R> Linearized<Tuple4<A, B, C, D>, R> linearize(Fn4<A, B, C, D, R> f, A a, B b, C c,
            D d) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b, c, d);
    }
}
