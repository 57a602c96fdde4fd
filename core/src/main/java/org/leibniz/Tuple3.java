package org.leibniz;

// made of Tuple2.java by Twins: change that
import org.leibniz.tree.TupleText;

/// Three values: several results of a function, gradients at several positions. Made by `tuple(a, b, c)`, taken
/// apart by name or by a pattern: `case Tuple3(var dx, var dy, var dz) -> ..`. It prints as a Python tuple.
///
/// @param <A> the type of the first component
/// @param <B> the type of the second component
/// @param <C> the type of the third component
/// @param first the first component
/// @param second the second component
/// @param third the third component
public record Tuple3<A, B, C>(A first, B second, C third) {
    @Override
    public String toString() {
        return TupleText.of(first, second, third);
    }
}
