package org.leibniz;

// made of Pullbacks by Overloads: change that
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Pullbacks of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class PullbacksOfSeveral extends GradientsOfSeveral {
    PullbacksOfSeveral() {}

    /// As [Leibniz#vjp(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, Tensor x, Tensor y) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(2), Outputs.ALL, x, y));
    }

    /// As [Leibniz#vjp(TensorFn1, Tensor)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, Tensor x, Tensor y, Tensor z) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(3), Outputs.ALL, x, y, z));
    }

    /// As [Leibniz#vjp(TensorFn1, Tensor)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, Tensor x, Tensor y, Tensor z,
            Tensor w) {
        return Untyped
                .cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.tensors(4), Outputs.ALL, x, y, z, w));
    }

    /// As [Leibniz#vjp(Fn1, Object)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value and pullback, which gives a gradient in the form of the input
    public static <A, B, R> Vjp<R, Tuple2<A, B>> vjp(Fn2<A, B, R> f, A a, B b) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(2), Outputs.ALL, a, b));
    }

    /// As [Leibniz#vjp(Fn1, Object)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @return value and pullback, which gives a gradient in the form of the input
    public static <A, B, C, R> Vjp<R, Tuple3<A, B, C>> vjp(Fn3<A, B, C, R> f, A a, B b, C c) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(3), Outputs.ALL, a, b, c));
    }

    /// As [Leibniz#vjp(Fn1, Object)], of a function of four trees.
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
    /// @return value and pullback, which gives a gradient in the form of the input
    public static <A, B, C, D, R> Vjp<R, Tuple4<A, B, C, D>> vjp(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
        return Untyped.cast(Derivatives.vjp("vjp", Untyped.of("vjp", f), WrtChoice.trees(4), Outputs.ALL, a, b, c, d));
    }

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], of a function of two tensors.
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

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], of a function of three tensors.
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

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], of a function of four tensors.
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

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tuple2<Tensor, Tensor>, X> vjpAux(TensorFn2<Tuple2<Tensor, X>> f, Tensor x, Tensor y) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.tensors(2), x, y);
    }

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], of a function of three tensors.
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

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], of a function of four tensors.
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

    /// As [Leibniz#vjpAux(Fn1, Object)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value, pullback and the second component
    public static <A, B, X> VjpAux<Tuple2<A, B>, X> vjpAux(Fn2<A, B, Tuple2<Tensor, X>> f, A a, B b) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.trees(2), a, b);
    }

    /// As [Leibniz#vjpAux(Fn1, Object)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @return value, pullback and the second component
    public static <A, B, C, X> VjpAux<Tuple3<A, B, C>, X> vjpAux(Fn3<A, B, C, Tuple2<Tensor, X>> f, A a, B b, C c) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.trees(3), a, b, c);
    }

    /// As [Leibniz#vjpAux(Fn1, Object)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @param d the fourth input
    /// @return value, pullback and the second component
    public static <A, B, C, D, X> VjpAux<Tuple4<A, B, C, D>, X> vjpAux(Fn4<A, B, C, D, Tuple2<Tensor, X>> f, A a, B b,
            C c, D d) {
        return vjpAux(Untyped.of("vjpAux", f), WrtChoice.trees(4), a, b, c, d);
    }
}
