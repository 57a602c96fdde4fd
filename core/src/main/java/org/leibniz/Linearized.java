package org.leibniz;

/// A function's value with the linear function that approximates it there: made by [Leibniz#linearize(TensorFn1,
/// Tensor)].
///
/// @param <A> the type of a tangent of the input
/// @param <R> the type of the value
/// @param value what the function returned
/// @param pushforward from a tangent of the input, of its form, shapes and dtypes, to the tangent of the value; it runs
///            only the linear part
public record Linearized<A, R>(R value, Fn1<A, R> pushforward) {}
