package org.leibniz;

// made of TensorFn2.java by Twins: change that
/// A function of three tensors. It is what a lambda without types means: `(x, y, z) -> ..`.
///
/// @param <R> the result: a tensor, or a record, list, map or array of tensors
@FunctionalInterface
public interface TensorFn3<R> extends Fn3<Tensor, Tensor, Tensor, R> {
    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @return the result at 0-d float64 tensors
    default R apply(double x, double y, double z) {
        return apply(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @return the result at 0-d float32 tensors
    default R apply(float x, float y, float z) {
        return apply(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @return the result at 0-d float64 tensors
    default R apply(int x, int y, int z) {
        return apply((double) x, (double) y, (double) z);
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @param z the third argument
    /// @return the result at 0-d float64 tensors
    default R apply(long x, long y, long z) {
        return apply((double) x, (double) y, (double) z);
    }
}
