package org.leibniz;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tree comes back as that is neither record nor list, map or array, with all in it that is static: an
/// [Optional], a [GradsById].
sealed interface HolderClass {

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
            case ById(var ids) -> new GradsById(ids, List.of(parts).stream().map(Tensor.class::cast).toList());
        };
    }

    /// Where a part stands, behind the name of the whole.
    ///
    /// @param i which part
    /// @return such as `.get(0)`
    default String place(int i) {
        return switch (this) {
            case Maybe _ -> ".get()";
            case ById(var ids) -> ".get(" + GradsById.name(GradsById.flat(ids).get(i)) + ")";
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
}
