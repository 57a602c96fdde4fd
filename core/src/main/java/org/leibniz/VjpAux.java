package org.leibniz;

/// As [Vjp], with what the function returned besides: made by [Leibniz#vjpAux(TensorFn1, Tensor)].
///
/// @param <G> the type of the gradient
/// @param <X> the type of the rest
/// @param value the first component of what the function returned
/// @param pullback from a cotangent, of the shape and dtype of the value, to the gradient
/// @param aux the second component, not differentiated
public record VjpAux<G, X>(Tensor value, Fn1<Tensor, G> pullback, X aux) {}
