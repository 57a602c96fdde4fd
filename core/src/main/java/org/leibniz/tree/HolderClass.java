package org.leibniz.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.array.Insides;

/// What a tree comes back as that is neither record nor list, map or array, with all in it that is static: an
/// [Optional], a [GradsById].
public sealed interface HolderClass {

    /// An [Optional], empty or not.
    enum Maybe implements HolderClass {
        /// The only one.
        OPTIONAL
    }

    /// A [GradsById].
    ///
    /// @param ids what its gradients belong to
    record ById(Object ids) implements HolderClass {}

    /// Puts one together.
    ///
    /// @param parts what it holds
    /// @return an object of the class that it was
    default Object make(@Nullable Object[] parts) {
        return switch (this) {
            case Maybe _ -> parts.length == 0 ? Optional.empty() : Optional.ofNullable(parts[0]);
            case ById(var ids) ->
                Insides.get().gradsById(ids, List.of(parts).stream().map(Tensor.class::cast).toList());
        };
    }

    /// Where a part stands, behind the name of the whole.
    default String place(int i) {
        return switch (this) {
            case Maybe _ -> ".get()";
            case ById(var ids) -> ".get(" + name(flat(ids).get(i)) + ")";
        };
    }

    /// Its name for messages.
    ///
    /// @return the name of the class
    default String title() {
        return switch (this) {
            case Maybe _ -> "Optional";
            case ById _ -> "GradsById";
        };
    }

    /// The ids one after the other, as the gradients are.
    ///
    /// @param ids a position, a parameter, or a list of such
    /// @return each
    static List<Object> flat(Object ids) {
        var all = new ArrayList<Object>();
        collect(ids, all);
        return all;
    }

    private static void collect(@Nullable Object ids, List<Object> into) {
        if (ids instanceof List<?> parts) {
            parts.forEach(part -> collect(part, into));
        } else if (ids != null) {
            into.add(ids);
        }
    }

    /// The name of an id for messages and texts.
    ///
    /// @param id a position or a parameter
    /// @return what to print
    static Object name(Object id) {
        return id instanceof Parameter p ? p.name() : id;
    }
}
