package org.leibniz;

import org.leibniz.tree.TupleText;

/// Two values: several results of a function, gradients at several positions. Made by `tuple(a, b)`, taken
/// apart by name or by a pattern: `case Tuple2(var dx, var dy) -> ..`. It prints as a Python tuple.
///
/// @param <A> the type of the first component
/// @param <B> the type of the second component
/// @param first the first component
/// @param second the second component
public record Tuple2<A, B>(A first, B second) {
    @Override
    public String toString() {
        return TupleText.of(first, second);
    }
}
