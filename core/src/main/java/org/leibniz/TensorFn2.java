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
}
