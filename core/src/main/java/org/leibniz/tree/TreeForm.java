package org.leibniz.tree;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.CellOf;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.array.Insides;
import org.leibniz.caller.ClassName;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Value;

/// What a tree is besides its tensors: how it is put together, and everything in it that is static. Two calls of a
/// function with equal forms and tensors of equal types are the same program.
///
/// ```
/// new Mlp(w, b, TANH)   form Mlp(leaf, leaf, static TANH)   leaves w, b
/// ```
public sealed interface TreeForm {

    /// A tensor.
    enum Leaf implements TreeForm {
        /// The only one.
        LEAF
    }

    /// What is no tree: numbers, texts, enums, cells, null. Arrays of numbers and sets compare by content and are
    /// copied, since they could change; for all others that could the copy is up to the user.
    ///
    /// @param value what it is, of a set a [SetClass.Copy]
    record Constant(@Nullable Object value) implements TreeForm {
        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Constant(var other) && Objects.deepEquals(value, other);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new @Nullable Object[]{value});
        }

        static Constant of(Object value) {
            return new Constant(value instanceof Set<?> set
                    ? SetClass.Copy.of(set)
                    : value.getClass().isArray() ? copy(value) : value);
        }

        private @Nullable Object build() {
            if (value instanceof Transformed kept) {
                kept.requireAlive();
            }
            return value instanceof SetClass.Copy set
                    ? set.make()
                    : value != null && value.getClass().isArray() ? copy(value) : value;
        }

        private static Object copy(Object array) {
            int n = Array.getLength(array);
            Object copy = Array.newInstance(array.getClass().getComponentType(), n);
            System.arraycopy(array, 0, copy, 0, n);
            return copy;
        }
    }

    /// A record, components in their order.
    ///
    /// @param type its class
    /// @param parts one a component
    record Product(RecordClass type, List<TreeForm> parts) implements TreeForm {}

    /// A list.
    ///
    /// @param type what it comes back as
    /// @param parts one an element
    record Sequence(ListClass type, List<TreeForm> parts) implements TreeForm {}

    /// An array of objects.
    ///
    /// @param component the type of its elements
    /// @param parts one an element
    record Row(Class<?> component, List<TreeForm> parts) implements TreeForm {}

    /// A map. Its leaves are in sorted order of the keys, so that maps of equal keys match whatever their orders are;
    /// where keys cannot be sorted they are in the order that the map has.
    ///
    /// @param type what it comes back as
    /// @param keys the keys
    /// @param parts one a key
    /// @param order positions of keys in the order that the map has; one without an order comes back sorted
    record Dictionary(MapClass type, List<Object> keys, List<TreeForm> parts,
            List<Integer> order) implements TreeForm {}

    /// An object of another class that is a tree.
    ///
    /// @param type what it comes back as
    /// @param parts one a thing that it holds
    record Holder(HolderClass type, List<TreeForm> parts) implements TreeForm {}

    // ---- putting together

    /// Puts a tree together again.
    default @Nullable Object rebuild(Value... values) {
        return this == Leaf.LEAF ? Insides.get().tensor(values[0]) : build(new Reader(values));
    }

    private @Nullable Object build(Reader values) {
        return switch (this) {
            case Leaf _ -> Insides.get().tensor(values.next());
            case Constant c -> c.build();
            case Product(var type, var parts) -> type.make(built(parts, new Object[parts.size()], values));
            case Sequence(var type, var parts) -> type.make(built(parts, new Object[parts.size()], values));
            case Row(var component, var parts) ->
                built(parts, (Object[]) Array.newInstance(component, parts.size()), values);
            case Holder(var type, var parts) -> type.make(built(parts, new Object[parts.size()], values));
            case Dictionary(var type, var keys, var parts, var order) ->
                type.make(keys, built(parts, new Object[parts.size()], values), order);
        };
    }

    private static @Nullable Object[] built(List<TreeForm> parts, @Nullable Object[] into, Reader values) {
        for (int i = 0; i < into.length; i++) {
            into[i] = parts.get(i).build(values);
        }
        return into;
    }

    /// Hands out values one after the other.
    final class Reader {
        private final Value[] values;
        private int next;

        private Reader(Value[] values) {
            this.values = values;
        }

        private Value next() {
            return values[next++];
        }
    }

    // ---- what it is, for messages

    /// What it is put together of.
    ///
    /// @return the forms of its parts, none for a leaf
    default List<TreeForm> parts() {
        return List.of();
    }

    /// Where a part stands in it.
    default String place(int i) {
        return switch (this) {
            case Leaf _,Constant _ -> "";
            case Product(var type, var _) -> "." + type.name(i);
            case Sequence _,Row _ -> "[" + i + "]";
            case Dictionary(var _, var keys, var _, var _) -> "[" + keys.get(i) + "]";
            case Holder(var type, var _) -> type.place(i);
        };
    }

    /// Whether a part is declared such that it could be, or hold, a tensor: a number there is none by accident only.
    ///
    /// @param i which part
    /// @param whole whether the whole may hold tensors
    /// @return false for such as `int steps` and `List<Integer> extents` of a record
    default boolean mayHoldTensor(int i, boolean whole) {
        return this instanceof Product(var type, var _) ? type.mayHoldTensor(i) : whole;
    }

    /// How many leaves such a tree has.
    default int leaves() {
        int n = this == Leaf.LEAF ? 1 : 0;
        for (var p : parts()) {
            n += p.leaves();
        }
        return n;
    }

    /// About what it takes, with the copies of what is static in it.
    ///
    /// @param statics is given what is static
    /// @return bytes
    default long bytes(Consumer<@Nullable Object> statics) {
        long sum = 80;
        switch (this) {
            case Constant(var value) -> {
                statics.accept(value);
                sum += value instanceof SetClass.Copy set ? 50L * set.elements().size() : 0;
            }
            case Dictionary(var _, var keys, var _, var _) -> {
                keys.forEach(statics);
                sum += 40L * keys.size();
            }
            default -> {
                // no more than its parts
            }
        }
        for (var p : parts()) {
            sum += 8 + p.bytes(statics);
        }
        return sum;
    }

    // ---- numbers of Java in it

    /// Refuses numbers where a tensor could stand: no gradient can stand there.
    ///
    /// @param what the transformation, for messages
    /// @param root the name of the tree
    /// @throws IllegalArgumentException if there is one
    default void requireNoNumbers(String what, String root) {
        requireNoNumbers(what, root, true);
    }

    private void requireNoNumbers(String what, String path, boolean mayHoldTensor) {
        if (mayHoldTensor && this instanceof Constant(var value) && HostNumber.is(value)) {
            throw new IllegalArgumentException(what + ": " + path + ": expected a tensor to differentiate by, got "
                    + text()
                    + ", a number, which is static, so that no gradient can stand in its place; make it a tensor, "
                    + "Tensor.of(..), or let the"
                    + " function capture it");
        }
        var parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).requireNoNumbers(what, path + place(i), mayHoldTensor(i, mayHoldTensor));
        }
    }

    // ---- what nobody can see into

    /// Refuses objects of plain classes whose fields hold tensors: those would stay as they are while all around them
    /// is differentiated or mapped.
    ///
    /// @param root the name of the tree, asked for only if there is one
    /// @throws IllegalArgumentException if there is one
    default void requireNoHiddenTensors(Supplier<String> root) {
        var found = staticPart(PlainClass::hidesTensors);
        if (found != null) {
            throw new IllegalArgumentException(root.get() + found.place() + ": expected a tree, got " + found.hiding()
                    + "; what is meant to stay as it is the function can capture");
        }
    }

    /// What is said of such an object in a tree that is refused anyway.
    ///
    /// @return what it is and the way out, behind a semicolon; nothing if there is none
    default String hiding() {
        var found = staticPart(PlainClass::hidesTensors);
        return found == null ? "" : "; " + found.hiding();
    }

    /// Refuses objects of plain classes that hold tensors of the open transformation: nobody takes them out of it.
    ///
    /// @param what the transformation, whose result the tree is
    /// @throws IllegalArgumentException if there is one
    default void requireNoLostTensors(String what) {
        var found = staticPart((type, value) -> type.hidesTensors(value)
                && type.tensors(value).stream().anyMatch(TreeForm::isOfOpenTrace));
        if (found != null) {
            throw new IllegalArgumentException(
                    what + ": the result" + found.place() + ": expected a tree, whose tensors leave " + what
                            + ", got " + found.hiding());
        }
    }

    private static boolean isOfOpenTrace(Tensor t) {
        var node = t instanceof Parameter ? null : Insides.get().value(t).node();
        return node != null && node.trace() == Trace.current();
    }

    /// A static object in a tree.
    ///
    /// @param place where
    /// @param value the object
    record Static(String place, Object value) {
        private String hiding() {
            var type = PlainClass.of(value.getClass());
            return type.what() + ", so that it is static" + type.though(value) + "; " + type.wayOut(value);
        }
    }

    /// The first static object that is as asked; its place is put together only if there is one.
    private @Nullable Static staticPart(BiPredicate<PlainClass, Object> asked) {
        if (this instanceof Constant(var value)) {
            return value != null && asked.test(PlainClass.of(value.getClass()), value) ? new Static("", value) : null;
        }
        var parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            var found = parts.get(i).staticPart(asked);
            if (found != null) {
                return new Static(place(i) + found.place, found.value);
            }
        }
        return null;
    }

    /// The form of a derivative: a number where a tensor could stand is constant, so there is 0 in its place.
    ///
    /// @return the form of a tangent or cotangent
    default TreeForm derivative() {
        return derivative(true);
    }

    private TreeForm derivative(boolean mayHoldTensor) {
        if (mayHoldTensor && this instanceof Constant(var value) && value != null && HostNumber.is(value)) {
            return new Constant(HostNumber.zero(value));
        }
        var parts = parts();
        var derivatives = new ArrayList<TreeForm>(parts.size());
        boolean same = true;
        for (int i = 0; i < parts.size(); i++) {
            var d = parts.get(i).derivative(mayHoldTensor(i, mayHoldTensor));
            same &= d == parts.get(i);
            derivatives.add(d);
        }
        return same ? this : switch (this) {
            case Leaf _,Constant _ -> this;
            case Product(var type, var _) -> new Product(type, derivatives);
            case Sequence(var type, var _) -> new Sequence(type, derivatives);
            case Row(var component, var _) -> new Row(component, derivatives);
            case Dictionary(var type, var keys, var _, var order) -> new Dictionary(type, keys, derivatives, order);
            case Holder(var type, var _) -> new Holder(type, derivatives);
        };
    }

    /// Where each leaf stands.
    ///
    /// @param root the name of the tree
    /// @return such as `state.first[0]`, one a leaf
    default List<String> paths(String root) {
        if (this == Leaf.LEAF) {
            return List.of(root);
        }
        var all = new ArrayList<String>();
        for (int i = 0; i < parts().size(); i++) {
            all.addAll(parts().get(i).paths(root + place(i)));
        }
        return all;
    }

    /// A short text for messages.
    ///
    /// @return such as `Tensor`, `Mlp(Tensor, Tensor)` or `[Tensor, Tensor]`
    default String text() {
        return switch (this) {
            case Leaf _ -> "Tensor";
            case Constant(var value) -> value == null
                    ? "null"
                    : value instanceof CellOf<?>
                            ? "the cell " + ClassName.of(value.getClass())
                            : (value instanceof SetClass.Copy ? "Set" : ClassName.of(value.getClass()))
                                    + shown(value);
            case Product(var type, var parts) -> type.name() + "(" + texts(parts) + ")";
            case Sequence(var _, var parts) -> "[" + texts(parts) + "]";
            case Row(var component, var parts) -> component.getSimpleName() + "{" + texts(parts) + "}";
            case Holder(var type, var parts) -> type.title() + "(" + texts(parts) + ")";
            case Dictionary(var _, var keys, var _, var _) -> "map with keys " + cut(keys.toString());
        };
    }

    /// What an object says of itself, with a space before it; nothing if it is but its address.
    private static String shown(Object value) {
        if (value.getClass().isArray()) {
            return " "
                    + cut(IntStream.range(0, Math.min(Array.getLength(value), MOST_TEXT))
                            .mapToObj(i -> String.valueOf(Array.get(value, i)))
                            .toList().toString());
        }
        String text = value.toString();
        String name = value.getClass().getSimpleName(); // stands before it anyway
        return text.equals(Objects.toIdentityString(value))
                ? ""
                : " " + cut(text.startsWith(name) ? text.substring(name.length()).strip() : text);
    }

    /// How many characters of what a user gave, and how many parts of a tree, stand in a message.
    int MOST_TEXT = 200;
    /// See [#MOST_TEXT].
    int MOST_PARTS = 10;

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "..";
    }

    private static String texts(List<TreeForm> parts) {
        String shown = String.join(", ", parts.stream().limit(MOST_PARTS).map(TreeForm::text).toList());
        return parts.size() <= MOST_PARTS ? shown : shown + ", .. (" + parts.size() + " in all)";
    }
}
