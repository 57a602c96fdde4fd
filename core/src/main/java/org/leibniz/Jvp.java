package org.leibniz;

import org.leibniz.tree.TupleText;

/// A function's value with its tangent, the product of the Jacobian with a tangent of the input: made by
/// [Leibniz#jvp(TensorFn1, Tensor, Tensor)].
///
/// @param <R> the type of both
/// @param value what the function returned
/// @param tangent its derivative along the tangent of the input; a float64 tensor where the value is no float
public record Jvp<R>(R value, R tangent) {
    /// The pair as Python prints it.
    @Override
    public String toString() {
        return TupleText.of(value, tangent);
    }
}
