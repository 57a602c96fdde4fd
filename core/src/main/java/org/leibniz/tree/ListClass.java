package org.leibniz.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;

/// What a list comes back as when a tree is put together: the class that it was, where parameters and components are
/// declared as that class, else an immutable list.
public enum ListClass {
    /// An [ArrayList].
    ARRAY,
    /// A [LinkedList].
    LINKED,
    /// A [TensorTuple].
    TUPLE,
    /// An immutable list.
    IMMUTABLE;

    static ListClass of(List<?> list) {
        return switch (list) {
            case TensorTuple _ -> TUPLE;
            case ArrayList<?> _ -> ARRAY;
            case LinkedList<?> _ -> LINKED;
            default -> IMMUTABLE;
        };
    }

    @SuppressWarnings("JdkObsolete") // users have linked lists, whatever we think of them
    List<?> make(@Nullable Object[] items) {
        var list = Arrays.asList(items);
        return switch (this) {
            case ARRAY -> new ArrayList<>(list);
            case LINKED -> new LinkedList<>(list);
            case TUPLE -> new TensorTuple(list.stream().map(Tensor.class::cast).toList());
            case IMMUTABLE -> Collections.unmodifiableList(list);
        };
    }
}
