package org.leibniz;

// made of Hessians by Overloads: change that

/// What Hessians has, at points that are numbers; use it by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class HessiansAtNumbers extends TangentsAtNumbers {
    HessiansAtNumbers() {}

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param v the vector, a number, taken as a 0-d float64 tensor
    /// @return the product, of the shape of the input and its dtype; float64 for integers
    public static Tensor hvp(TensorFn1<Tensor> f, double x, double v) {
        return hvp(f, Tensor.scalar(x), Tensor.scalar(v));
    }

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param v the vector, a number, taken as a 0-d float32 tensor
    /// @return the product, of the shape of the input and its dtype; float64 for integers
    public static Tensor hvp(TensorFn1<Tensor> f, float x, float v) {
        return hvp(f, Tensor.scalar(x), Tensor.scalar(v));
    }

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x where, a whole number, which stands for a real one
    /// @param v the vector, a whole number, which stands for a real one
    /// @return the product, of the shape of the input and its dtype; float64 for integers
    public static Tensor hvp(TensorFn1<Tensor> f, long x, long v) {
        return hvp(f, (double) x, (double) v);
    }

    /// As [Leibniz#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float64 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float64 tensor
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, double x, double y, double vx, double vy) {
        return hvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(vx), Tensor.scalar(vy)));
    }

    /// As [Leibniz#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float32 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float32 tensor
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, float x, float y, float vx, float vy) {
        return hvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(vx), Tensor.scalar(vy)));
    }

    /// As [Leibniz#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first, a whole number, which stands for a real one
    /// @param vy the part of the vector for the second, a whole number, which stands for a real one
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, long x, long y, long vx, long vy) {
        return hvp(f, (double) x, (double) y, (double) vx, (double) vy);
    }

    /// As [Leibniz#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float64 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float64 tensor
    /// @param vz the part of the vector for the third, a number, taken as a 0-d float64 tensor
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, double x, double y, double z, double vx,
            double vy, double vz) {
        return hvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz)));
    }

    /// As [Leibniz#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float32 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float32 tensor
    /// @param vz the part of the vector for the third, a number, taken as a 0-d float32 tensor
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, float x, float y, float z, float vx, float vy,
            float vz) {
        return hvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz)));
    }

    /// As [Leibniz#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first, a whole number, which stands for a real one
    /// @param vy the part of the vector for the second, a whole number, which stands for a real one
    /// @param vz the part of the vector for the third, a whole number, which stands for a real one
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, long x, long y, long z, long vx, long vy,
            long vz) {
        return hvp(f, (double) x, (double) y, (double) z, (double) vx, (double) vy, (double) vz);
    }

    /// As [Leibniz#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float64 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float64 tensor
    /// @param vz the part of the vector for the third, a number, taken as a 0-d float64 tensor
    /// @param vw the part of the vector for the fourth, a number, taken as a 0-d float64 tensor
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, double x, double y, double z,
            double w, double vx, double vy, double vz, double vw) {
        return hvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz), Tensor.scalar(vw)));
    }

    /// As [Leibniz#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first, a number, taken as a 0-d float32 tensor
    /// @param vy the part of the vector for the second, a number, taken as a 0-d float32 tensor
    /// @param vz the part of the vector for the third, a number, taken as a 0-d float32 tensor
    /// @param vw the part of the vector for the fourth, a number, taken as a 0-d float32 tensor
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, float x, float y, float z, float w,
            float vx, float vy, float vz, float vw) {
        return hvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz), Tensor.scalar(vw)));
    }

    /// As [Leibniz#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first, a whole number, which stands for a real one
    /// @param vy the part of the vector for the second, a whole number, which stands for a real one
    /// @param vz the part of the vector for the third, a whole number, which stands for a real one
    /// @param vw the part of the vector for the fourth, a whole number, which stands for a real one
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, long x, long y, long z, long w,
            long vx, long vy, long vz, long vw) {
        return hvp(f, (double) x, (double) y, (double) z, (double) w, (double) vx, (double) vy, (double) vz,
                (double) vw);
    }
}
