package org.leibniz;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text of results as Python prints them: `(Tensor(shape=[1], dtype=Float32, value= [ 5.00000000e+00]),)`.
final class TupleText {
    private TupleText() {}

    /// A tuple.
    ///
    /// @param items what it holds
    /// @return their texts in parentheses, with a comma behind a single one
    static String of(@Nullable Object... items) {
        return parenthesised(Stream.of(items));
    }

    /// A tuple.
    ///
    /// @param items what it holds
    /// @return their texts in parentheses, with a comma behind a single one
    static String of(Collection<?> items) {
        return parenthesised(items.stream());
    }

    private static String parenthesised(Stream<?> items) {
        var texts = items.map(TupleText::repr).toList();
        return "(" + String.join(", ", texts) + (texts.size() == 1 ? ",)" : ")");
    }

    /// The text of one thing inside a tuple.
    private static String repr(@Nullable Object item) {
        return switch (item) {
            case null -> "None";
            case Tensor t -> t.repr();
            case Boolean b -> b ? "True" : "False";
            case CharSequence s -> "'" + s + "'";
            case TensorTuple t -> t.toString();
            case ParameterTuple t -> t.toString();
            case List<?> l -> l.stream().map(TupleText::repr).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> m ->
                m.entrySet().stream().map(e -> repr(e.getKey()) + ": " + repr(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
            default -> item.toString();
        };
    }
}
