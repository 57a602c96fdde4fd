package org.leibniz;

// made of Pullbacks by Overloads: change that

/// What Pullbacks has, at points that are numbers; use it by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class PullbacksAtNumbers extends StagesOfSeveral {
    PullbacksAtNumbers() {}

    /// As [Leibniz#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, double x) {
        return vjp(f, Tensor.scalar(x));
    }

    /// As [Leibniz#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, float x) {
        return vjp(f, Tensor.scalar(x));
    }

    /// As [Leibniz#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, long x) {
        return vjp(f, (double) x);
    }

    /// As [Leibniz#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, double x, double y) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [Leibniz#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, float x, float y) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [Leibniz#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, long x, long y) {
        return vjp(f, (double) x, (double) y);
    }

    /// As [Leibniz#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, double x, double y, double z) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [Leibniz#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, float x, float y, float z) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [Leibniz#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, long x, long y, long z) {
        return vjp(f, (double) x, (double) y, (double) z);
    }

    /// As [Leibniz#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, double x, double y, double z,
            double w) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [Leibniz#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, float x, float y, float z,
            float w) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [Leibniz#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, long x, long y, long z,
            long w) {
        return vjp(f, (double) x, (double) y, (double) z, (double) w);
    }

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, double x) {
        return vjp(f, wrt, Tensor.scalar(x));
    }

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, float x) {
        return vjp(f, wrt, Tensor.scalar(x));
    }

    /// As [Leibniz#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @param x where, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, long x) {
        return vjp(f, wrt, (double) x);
    }

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, double x) {
        return vjpAux(f, Tensor.scalar(x));
    }

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, float x) {
        return vjpAux(f, Tensor.scalar(x));
    }

    /// As [Leibniz#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, long x) {
        return vjpAux(f, (double) x);
    }
}
