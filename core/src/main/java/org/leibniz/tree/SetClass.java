package org.leibniz.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a set comes back as when a tree is put together: the class that it was, where parameters and components are
/// declared as that class, else an immutable set. A set has no places, so it is no tree: what it holds is static.
public sealed interface SetClass {

    /// Classes of which there is nothing more to know.
    enum Plain implements SetClass {
        /// A [HashSet].
        HASH,
        /// A [LinkedHashSet].
        LINKED_HASH,
        /// An immutable set with an order.
        IMMUTABLE
    }

    /// A set that sorts its elements.
    ///
    /// @param comparator how, null for their natural order
    /// @param isTree whether it is a [TreeSet]; if not it comes back immutable
    record Sorted(@Nullable Comparator<? super Object> comparator, boolean isTree) implements SetClass {}

    /// An [EnumSet].
    ///
    /// @param empty one without elements: only the set itself knows of which enum they are
    record Enums(EnumSet<?> empty) implements SetClass {}

    /// A set as it was. Two are equal if functions cannot tell them apart, so the order in which elements come counts.
    ///
    /// @param type its class
    /// @param elements its elements
    record Copy(SetClass type, List<@Nullable Object> elements) {
        static Copy of(Set<?> set) {
            return new Copy(SetClass.of(set), Collections.unmodifiableList(new ArrayList<@Nullable Object>(set)));
        }

        /// A set like the one that was copied.
        Set<?> make() {
            return type.make(elements);
        }

        @Override
        public String toString() {
            return elements.toString();
        }
    }

    private static SetClass of(Set<?> set) {
        return switch (set) {
            case LinkedHashSet<?> _ -> Plain.LINKED_HASH;
            case HashSet<?> _ -> Plain.HASH;
            case EnumSet<?> s -> {
                var empty = s.clone();
                empty.clear();
                yield new Enums(empty);
            }
            case SortedSet<?> s -> new Sorted(Untyped.cast(s.comparator()), s instanceof TreeSet);
            default -> Plain.IMMUTABLE;
        };
    }

    private Set<?> make(Collection<@Nullable Object> elements) {
        return switch (this) {
            case Plain.HASH -> new HashSet<>(elements);
            case Plain.LINKED_HASH -> new LinkedHashSet<>(elements);
            case Plain.IMMUTABLE -> Collections.unmodifiableSequencedSet(new LinkedHashSet<>(elements));
            case Sorted(var comparator, var isTree) -> {
                var s = new TreeSet<@Nullable Object>(comparator);
                s.addAll(elements);
                yield isTree ? s : Collections.unmodifiableNavigableSet(s);
            }
            case Enums(var empty) -> {
                Set<@Nullable Object> s = Untyped.cast(empty.clone());
                s.addAll(elements);
                yield s;
            }
        };
    }
}
