package org.leibniz;

/// A function of two tensors. It is what a lambda without types means: `(x, y) -> ..`.
///
/// @param <R> the result: a tensor, or a record, list, map or array of tensors
@FunctionalInterface
public interface TensorFn2<R> extends Fn2<Tensor, Tensor, R> {
    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @return the result at 0-d float64 tensors
    default R apply(double x, double y) {
        return apply(Tensor.scalar(x), Tensor.scalar(y));
    }

    /// Applies the function to numbers.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @return the result at 0-d float32 tensors
    default R apply(float x, float y) {
        return apply(Tensor.scalar(x), Tensor.scalar(y));
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @return the result at 0-d float64 tensors
    default R apply(int x, int y) {
        return apply((double) x, (double) y);
    }

    /// Applies the function to whole numbers, which stand for real ones as Java has it.
    ///
    /// @param x the first argument
    /// @param y the second argument
    /// @return the result at 0-d float64 tensors
    default R apply(long x, long y) {
        return apply((double) x, (double) y);
    }
}
