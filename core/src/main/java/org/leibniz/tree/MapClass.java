package org.leibniz.tree;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a map comes back as when a tree is put together: the class that it was, where parameters and components are
/// declared as that class, else an immutable map. Whatever it is, it has the order that the map had.
public sealed interface MapClass {

    /// Classes of which there is nothing more to know.
    enum Plain implements MapClass {
        /// A [HashMap].
        HASH,
        /// A [LinkedHashMap].
        LINKED_HASH,
        /// An immutable map with an order.
        IMMUTABLE
    }

    /// A map that sorts its keys.
    ///
    /// @param comparator how, null for their natural order
    /// @param isTree whether it is a [TreeMap]; if not it comes back immutable
    record Sorted(@Nullable Comparator<? super Object> comparator, boolean isTree) implements MapClass {}

    /// An [EnumMap].
    ///
    /// @param empty one without entries: only the map itself knows of which enum its keys are
    record Enums(EnumMap<?, ?> empty) implements MapClass {}

    static MapClass of(Map<?, ?> map) {
        return switch (map) {
            case LinkedHashMap<?, ?> _ -> Plain.LINKED_HASH;
            case HashMap<?, ?> _ -> Plain.HASH;
            case EnumMap<?, ?> m -> {
                var empty = m.clone();
                empty.clear();
                yield new Enums(empty);
            }
            case SortedMap<?, ?> m -> new Sorted(Untyped.cast(m.comparator()), m instanceof TreeMap);
            default -> Plain.IMMUTABLE;
        };
    }

    /// Whether the entries of a map have an order. Where that is not known, as behind a view that lets nobody change a
    /// map, the order in which they come is taken for one.
    static boolean isOrdered(Map<?, ?> map) {
        return switch (map) {
            case SequencedMap<?, ?> _ -> true;
            case HashMap<?, ?> _,Hashtable<?, ?> _,ConcurrentHashMap<?, ?> _ -> false;
            case WeakHashMap<?, ?> _,IdentityHashMap<?, ?> _ -> false;
            default -> map.getClass() != Map.of().getClass();
        };
    }

    /// Makes a map.
    ///
    /// @param keys the keys
    /// @param values one a key
    /// @param order positions of keys in the order in which they are put
    /// @return the map
    default Map<?, ?> make(List<Object> keys, @Nullable Object[] values, List<Integer> order) {
        return switch (this) {
            case Plain.HASH -> filled(HashMap.newHashMap(keys.size()), keys, values, order);
            case Plain.LINKED_HASH -> filled(LinkedHashMap.newLinkedHashMap(keys.size()), keys, values, order);
            case Plain.IMMUTABLE ->
                Collections.unmodifiableSequencedMap(
                        filled(LinkedHashMap.newLinkedHashMap(keys.size()), keys, values, order));
            case Sorted(var comparator, var isTree) -> {
                var m = filled(new TreeMap<Object, @Nullable Object>(comparator), keys, values, order);
                yield isTree ? m : Collections.unmodifiableNavigableMap(m);
            }
            case Enums(var empty) ->
                filled(Untyped.<Map<Object, @Nullable Object>>cast(empty.clone()), keys, values, order);
        };
    }

    private static <M extends Map<Object, @Nullable Object>> M filled(M map, List<Object> keys,
            @Nullable Object[] values,
            List<Integer> order) {
        for (int i : order) {
            map.put(keys.get(i), values[i]);
        }
        return map;
    }
}
