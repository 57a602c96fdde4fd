package org.leibniz;

/// A function of nothing: a computation over what it captures, such as `() -> x.mul(w).sum()`.
///
/// @param <R> the result: a tensor, or a record, list, map or array of tensors
@FunctionalInterface
public interface Fn0<R> {
    /// Applies the function.
    ///
    /// @return the result
    R apply();

    /// A function of nothing that gives a tensor: what the branches of [Flow#cond(Tensor, OfTensor, OfTensor)] are, so
    /// that a branch may give a [Parameter] where another gives a tensor.
    @FunctionalInterface
    interface OfTensor extends Fn0<Tensor> {}
}
