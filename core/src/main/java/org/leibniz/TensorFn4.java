package org.leibniz;

// made of TensorFn2.java by Twins: change that
/// A function of four tensors. It is what a lambda without types means: `(x, y, z, w) -> ..`.
///
/// @param <R> the result: a tensor, or a record, list, map or array of tensors
@FunctionalInterface
public interface TensorFn4<R> extends Fn4<Tensor, Tensor, Tensor, Tensor, R> {
    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @param w the fourth argument
    /// @return the result at 0-d float64 tensors
    default R apply(double x, double y, double z, double w) {
        return apply(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @param w the fourth argument
    /// @return the result at 0-d float32 tensors
    default R apply(float x, float y, float z, float w) {
        return apply(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @param w the fourth argument
    /// @return the result at 0-d float64 tensors
    default R apply(int x, int y, int z, int w) {
        return apply((double) x, (double) y, (double) z, (double) w);
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @param w the fourth argument
    /// @return the result at 0-d float64 tensors
    default R apply(long x, long y, long z, long w) {
        return apply((double) x, (double) y, (double) z, (double) w);
    }
}
