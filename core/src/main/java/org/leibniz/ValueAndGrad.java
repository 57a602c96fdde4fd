package org.leibniz;

import org.leibniz.tree.TupleText;

/// A function's value with its gradient, from one run. Taken apart by name or by a pattern: `case ValueAndGrad(var
/// loss, var g) -> ..`.
///
/// @param <V> the type of the value
/// @param <G> the type of the gradient
/// @param value what the function returned
/// @param grad the gradient
public record ValueAndGrad<V, G>(V value, G grad) {
    /// The pair as Python prints it.
    @Override
    public String toString() {
        return TupleText.of(value, grad);
    }
}
