package org.leibniz;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leibniz.tree.Untyped;

/// What a gradient is taken of: a function, or a cell and the function that it is.
///
/// @param f the function
/// @param inputs the numbers of inputs that it takes; none if nothing is known of them
/// @param cell the cell, whose parameters are those of the gradient; null for a function
record Subject(Untyped f, Set<Integer> inputs, @Nullable CellOf<?> cell) {
    static Subject of(CellOf<?> net) {
        return new Subject(Gradients.untyped(net), net.inputs(), net);
    }

    static Subject of(TensorFn1<?> f) {
        return function(1, Untyped.of("GradOperation", f));
    }

    static Subject of(TensorFn2<?> f) {
        return function(2, Untyped.of("GradOperation", f));
    }

    static Subject of(TensorFn3<?> f) {
        return function(3, Untyped.of("GradOperation", f));
    }

    static Subject of(TensorFn4<?> f) {
        return function(4, Untyped.of("GradOperation", f));
    }

    private static Subject function(int inputs, Untyped f) {
        return new Subject(f, Set.of(inputs), null);
    }

    /// Whether it may be called with so many inputs.
    boolean takes(int count) {
        return inputs.isEmpty() || inputs.contains(count);
    }

    /// The numbers of inputs, for messages.
    String inputsText() {
        if (inputs.isEmpty()) {
            return "its inputs";
        }
        String numbers = String.join(" or ", inputs.stream().sorted().map(String::valueOf).toList());
        return numbers + (numbers.equals("1") ? " input" : " inputs");
    }
}
