package org.leibniz;

import org.leibniz.caller.UserCall;

/// A function of one tensor. It is what a lambda without types means: `x -> ..`.
///
/// @param <R> the result: a tensor, or a record, list, map or array of tensors
@FunctionalInterface
public interface TensorFn1<R> extends Fn1<Tensor, R> {
    /// Applies the function to a number.
    ///
    /// @param x the argument
    /// @return the result at a 0-d float64 tensor
    default R apply(double x) {
        return apply(Tensor.scalar(x));
    }

    /// Applies the function to a number.
    ///
    /// @param x the argument
    /// @return the result at a 0-d float32 tensor
    default R apply(float x) {
        return apply(Tensor.scalar(x));
    }

    /// Applies the function to a whole number, which stands for a real one as Java has it: `f.apply(2)` is
    /// `f.apply(2.0)`.
    ///
    /// @param x the argument
    /// @return the result at a 0-d float64 tensor; `Tensor.scalar(2)` is an int32 tensor
    default R apply(int x) {
        return apply((double) x);
    }

    /// Applies the function to a whole number, which stands for a real one as Java has it: `f.apply(2)` is
    /// `f.apply(2.0)`.
    ///
    /// @param x the argument
    /// @return the result at a 0-d float64 tensor; `Tensor.scalar(2)` is an int32 tensor
    default R apply(long x) {
        return apply((double) x);
    }

    /// Applies the function to a vector.
    ///
    /// @param x its elements
    /// @return the result at a float64 tensor of shape `(x.length,)`
    default R apply(double[] x) {
        return apply(Tensor.of(UserCall.given(x, "x: expected numbers")));
    }

    /// Applies the function to a vector.
    ///
    /// @param x its elements
    /// @return the result at a float32 tensor of shape `(x.length,)`
    default R apply(float[] x) {
        return apply(Tensor.of(UserCall.given(x, "x: expected numbers")));
    }
}
