package org.leibniz;

/// A function's value with its pullback, the product of a cotangent with the Jacobian: made by [Leibniz#vjp(TensorFn1,
/// Tensor)].
///
/// @param <R> the type of the value
/// @param <G> the type of the gradient
/// @param value what the function returned
/// @param pullback from a cotangent, of the form, shapes and dtypes of the value, to the gradient; it may be called
///            often and differentiated itself
public record Vjp<R, G>(R value, Fn1<R, G> pullback) {}
