package org.leibniz;

import org.leibniz.tree.TupleText;

/// As [Jvp], with what the function returned besides: made by [Leibniz#jvpAux(TensorFn1, Tensor, Tensor)].
///
/// @param <X> the type of the rest
/// @param value the first component of what the function returned
/// @param tangent its derivative along the tangent of the input
/// @param aux the second component, not differentiated
public record JvpAux<X>(Tensor value, Tensor tangent, X aux) {
    /// The triple as Python prints it.
    @Override
    public String toString() {
        return TupleText.of(value, tangent, aux);
    }
}
