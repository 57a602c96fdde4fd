package org.leibniz;

// made of Tuple2.java by Twins: change that
import org.leibniz.tree.TupleText;

/// Four values: several results of a function, gradients at several positions. Made by `tuple(a, b, c, d)`, taken
/// apart by name or by a pattern: `case Tuple4(var dx, var dy, var dz, var dw) -> ..`. It prints as a Python tuple.
///
/// @param <A> the type of the first component
/// @param <B> the type of the second component
/// @param <C> the type of the third component
/// @param <D> the type of the fourth component
/// @param first the first component
/// @param second the second component
/// @param third the third component
/// @param fourth the fourth component
public record Tuple4<A, B, C, D>(A first, B second, C third, D fourth) {
    @Override
    public String toString() {
        return TupleText.of(first, second, third, fourth);
    }
}
