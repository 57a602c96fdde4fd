package org.leibniz;

// made of Linearizations by Overloads: change that

/// What Linearizations has, at points that are numbers; use it by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class TangentsAtNumbers extends PullbacksAtNumbers {
    TangentsAtNumbers() {}

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param dx its tangent, a number, taken as a 0-d float64 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, double x, double dx) {
        return jvp(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param dx its tangent, a number, taken as a 0-d float32 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, float x, float dx) {
        return jvp(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [Leibniz#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @param dx its tangent, a whole number, which stands for a real one
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, long x, long dx) {
        return jvp(f, (double) x, (double) dx);
    }

    /// As [Leibniz#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float64 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float64 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, double x, double y, double dx, double dy) {
        return jvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(dx), Tensor.scalar(dy)));
    }

    /// As [Leibniz#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float32 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float32 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, float x, float y, float dx, float dy) {
        return jvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(dx), Tensor.scalar(dy)));
    }

    /// As [Leibniz#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param dx the tangent of the first, a whole number, which stands for a real one
    /// @param dy the tangent of the second, a whole number, which stands for a real one
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, long x, long y, long dx, long dy) {
        return jvp(f, (double) x, (double) y, (double) dx, (double) dy);
    }

    /// As [Leibniz#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float64 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float64 tensor
    /// @param dz the tangent of the third, a number, taken as a 0-d float64 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, double x, double y, double z, double dx, double dy, double dz) {
        return jvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz)));
    }

    /// As [Leibniz#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float32 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float32 tensor
    /// @param dz the tangent of the third, a number, taken as a 0-d float32 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, float x, float y, float z, float dx, float dy, float dz) {
        return jvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz)));
    }

    /// As [Leibniz#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param dx the tangent of the first, a whole number, which stands for a real one
    /// @param dy the tangent of the second, a whole number, which stands for a real one
    /// @param dz the tangent of the third, a whole number, which stands for a real one
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, long x, long y, long z, long dx, long dy, long dz) {
        return jvp(f, (double) x, (double) y, (double) z, (double) dx, (double) dy, (double) dz);
    }

    /// As [Leibniz#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float64 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float64 tensor
    /// @param dz the tangent of the third, a number, taken as a 0-d float64 tensor
    /// @param dw the tangent of the fourth, a number, taken as a 0-d float64 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, double x, double y, double z, double w, double dx, double dy,
            double dz, double dw) {
        return jvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz), Tensor.scalar(dw)));
    }

    /// As [Leibniz#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first, a number, taken as a 0-d float32 tensor
    /// @param dy the tangent of the second, a number, taken as a 0-d float32 tensor
    /// @param dz the tangent of the third, a number, taken as a 0-d float32 tensor
    /// @param dw the tangent of the fourth, a number, taken as a 0-d float32 tensor
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, float x, float y, float z, float w, float dx, float dy, float dz,
            float dw) {
        return jvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz), Tensor.scalar(dw)));
    }

    /// As [Leibniz#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @param dx the tangent of the first, a whole number, which stands for a real one
    /// @param dy the tangent of the second, a whole number, which stands for a real one
    /// @param dz the tangent of the third, a whole number, which stands for a real one
    /// @param dw the tangent of the fourth, a whole number, which stands for a real one
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, long x, long y, long z, long w, long dx, long dy, long dz, long dw) {
        return jvp(f, (double) x, (double) y, (double) z, (double) w, (double) dx, (double) dy, (double) dz,
                (double) dw);
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param dx its tangent, a number, taken as a 0-d float64 tensor
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, double x, double dx) {
        return jvpAux(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param dx its tangent, a number, taken as a 0-d float32 tensor
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, float x, float dx) {
        return jvpAux(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @param dx its tangent, a whole number, which stands for a real one
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, long x, long dx) {
        return jvpAux(f, (double) x, (double) dx);
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, double x) {
        return linearize(f, Tensor.scalar(x));
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, float x) {
        return linearize(f, Tensor.scalar(x));
    }

    /// As [Leibniz#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, long x) {
        return linearize(f, (double) x);
    }

    /// As [Leibniz#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, double x, double y) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [Leibniz#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, float x, float y) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [Leibniz#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, long x, long y) {
        return linearize(f, (double) x, (double) y);
    }

    /// As [Leibniz#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, double x, double y,
            double z) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [Leibniz#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, float x, float y,
            float z) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [Leibniz#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, long x, long y, long z) {
        return linearize(f, (double) x, (double) y, (double) z);
    }

    /// As [Leibniz#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, double x,
            double y, double z, double w) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [Leibniz#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, float x, float y,
            float z, float w) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [Leibniz#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, long x, long y,
            long z, long w) {
        return linearize(f, (double) x, (double) y, (double) z, (double) w);
    }
}
