package org.leibniz.tree;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.At;
import org.leibniz.CellOf;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.array.Insides;
import org.leibniz.caller.ClassName;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
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

        private static Constant of(Object value) {
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

    /// A tree taken apart.
    ///
    /// @param form its form
    /// @param leaves the values of its tensors; a [Parameter] is read here
    record Flat(TreeForm form, Value[] leaves) {
        /// Whether another tree of that form, with leaves of those types, is the same but for its data.
        public boolean fits(TreeForm other, Type... types) {
            if (types.length != leaves.length || form != other && !form.equals(other)) {
                return false;
            }
            for (int i = 0; i < types.length; i++) {
                if (!leaves[i].type().equals(types[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    // ---- taking apart

    /// Takes a tree apart.
    ///
    /// @param tree any object
    /// @return its form and its leaves
    /// @throws IllegalArgumentException if it holds a [Parameter] where only a parameter fits, since no transformed
    ///     value is one
    static Flat flatten(@Nullable Object tree) {
        if (tree instanceof Tensor t) {
            return new Flat(Leaf.LEAF, new Value[]{Insides.get().value(t)});
        }
        return flattened(tree);
    }

    /// Takes the arguments of a call apart, as one tree. Mostly they are a few tensors, and a call may take a hundred
    /// nanoseconds.
    ///
    /// @param arguments the arguments
    /// @return the form of all, and their leaves
    static Flat flattenAll(Object... arguments) {
        Value[] values = new Value[arguments.length];
        for (int i = 0; i < values.length; i++) {
            if (!(arguments[i] instanceof Tensor t)) {
                return flattened(Arrays.asList(arguments));
            }
            values[i] = Insides.get().value(t);
        }
        return new Flat(values.length < TENSORS.size() ? TENSORS.get(values.length) : tensors(values.length), values);
    }

    /// The forms of so many tensors.
    List<TreeForm> TENSORS = List.of(tensors(0), tensors(1), tensors(2), tensors(3), tensors(4), tensors(5), tensors(6),
            tensors(7));

    private static TreeForm tensors(int n) {
        return new Sequence(ListClass.IMMUTABLE, Collections.nCopies(n, Leaf.LEAF));
    }

    /// Takes a tree apart that has a name.
    ///
    /// @param root what it is, such as `Tree.map: tree`
    /// @param tree any object
    /// @return its form and its leaves
    /// @throws IllegalArgumentException as [#flatten(Object)], with the place where
    static Flat flatten(String root, @Nullable Object tree) {
        try {
            return flatten(tree);
        } catch (NotATree e) {
            throw e.of(root);
        }
    }

    private static Flat flattened(@Nullable Object tree) {
        var leaves = new ArrayList<Tensor>();
        var form = of(tree, leaves);
        Value[] values = new Value[leaves.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Insides.get().value(leaves.get(i));
        }
        return new Flat(form, values);
    }

    /// How deep a tree may be nested: every walk through one fits on any usual stack.
    int DEEPEST = 400;

    /// The form of a tree.
    ///
    /// @param tree any object
    /// @param leaves where its tensors are put
    /// @return the form
    /// @throws IllegalArgumentException if it holds a [Parameter] where only a parameter fits, or is nested too deep
    static TreeForm of(@Nullable Object tree, List<Tensor> leaves) {
        try {
            return of(tree, leaves, 0);
        } catch (StackOverflowError e) {
            throw tooDeep("this thread's stack allows", e);
        }
    }

    private static IllegalArgumentException tooDeep(String than, @Nullable Throwable e) {
        return new IllegalArgumentException(
                UserCall.method() + ": a tree nested deeper than " + than
                        + ": a list in a list, a record in a record and so on."
                        + " Expected a flatter one: keep a chain in one list or array; what contains itself is no tree",
                e);
    }

    private static TreeForm of(@Nullable Object tree, List<Tensor> leaves, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(DEEPEST + " levels", null);
        }
        return switch (tree) {
            case null -> new Constant(null);
            case Tensor t -> {
                leaves.add(t);
                yield Leaf.LEAF;
            }
            case Record r -> product(r, leaves, depth);
            case ParameterTuple p ->
                throw onlyParameters("a ParameterTuple of", p, "pass their values, p.value(), in a List<Tensor>");
            case List<?> l -> {
                if (areParameters(l)) {
                    throw onlyParameters("a list of", l, "pass their values, p.value(), in a List<Tensor>");
                }
                yield new Sequence(ListClass.of(l), parts(l, leaves, depth));
            }
            case Map<?, ?> m -> {
                if (areParameters(m.values())) {
                    throw onlyParameters("a map of", m.values(), "pass their values, p.value(), in a Map of Tensors");
                }
                yield dictionary(m, leaves, depth);
            }
            case Object[] a -> {
                var component = a.getClass().getComponentType();
                if (component == Parameter.class) {
                    throw onlyParameters("an array of", Arrays.asList(a),
                            "pass their values, p.value(), in a Tensor[]");
                }
                yield new Row(component, parts(Arrays.asList(a), leaves, depth));
            }
            case Optional<?> o -> new Holder(HolderClass.Maybe.OPTIONAL, held(o, leaves, depth));
            case GradsById g -> new Holder(new HolderClass.ById(Insides.get().ids(g)),
                    parts(Insides.get().gradients(g), leaves, depth));
            case At _ -> throw new NotATree(
                    "x.at(..) is a change that is not made yet, and no tree; call set, add or mul on it, or pass "
                            + "tensor and index by"
                            + " themselves",
                    null);
            default -> {
                requireNoTensors(tree, depth);
                yield Constant.of(tree);
            }
        };
    }

    /// Refuses what holds tensors without places for them: they would be taken for a part of the program, and stay as
    /// they are while all around them is differentiated or mapped.
    private static void requireNoTensors(Object tree, int depth) {
        Iterable<?> held = switch (tree) {
            case Collection<?> c -> c;
            case Map.Entry<?, ?> e -> Arrays.asList(e.getKey(), e.getValue());
            case AtomicReference<?> r -> Collections.singleton(r.get());
            default -> List.of();
        };
        for (var item : held) {
            var leaves = new ArrayList<Tensor>();
            if (item instanceof Tensor t) {
                leaves.add(t);
            } else if (item instanceof Record || item instanceof Collection || item instanceof Object[]
                    || item instanceof Optional
                    || item instanceof Map) {
                of(item, leaves, depth + 1);
            }
            if (!leaves.stream().allMatch(Parameter.class::isInstance)) {
                throw new NotATree(
                        "expected a tree, which has a place for each tensor: a record, list, map, array or Optional; "
                                + "got one of class "
                                + ClassName.of(tree.getClass()) + " that holds tensors; "
                                + (tree instanceof Collection
                                        ? "copy it into a list"
                                        : "pass the tensors themselves, several in a tuple(..), record or list"),
                        null);
            }
        }
    }

    private static TreeForm product(Record r, List<Tensor> leaves, int depth) {
        var type = RecordClass.of(r.getClass());
        var parts = new ArrayList<TreeForm>(type.size());
        try {
            for (int i = 0; i < type.size(); i++) {
                int before = leaves.size();
                var part = of(type.get(r, i), leaves, depth + 1);
                if (type.declaresParameter(i) && leaves.size() > before) {
                    throw onlyParameters(
                            "in a component of record " + type.name() + " that is declared as " + type.declared(i),
                            leaves.subList(before, leaves.size()), "declare it of Tensor and pass p.value()");
                }
                parts.add(part);
            }
        } catch (NotATree e) {
            throw e.in("." + type.name(parts.size()));
        }
        return new Product(type, parts);
    }

    private static TreeForm dictionary(Map<?, ?> m, List<Tensor> leaves, int depth) {
        boolean ordered = MapClass.isOrdered(m);
        var entries = List.copyOf(m.entrySet());
        var at = new ArrayList<Integer>(); // where the entries that are taken one after the other stand in the map
        for (int i = 0; i < entries.size(); i++) {
            at.add(i);
        }
        try {
            at.sort(Comparator.comparing(i -> Untyped.<Comparable<Object>>cast(entries.get(i).getKey())));
        } catch (ClassCastException | NullPointerException e) {
            if (!ordered) {
                throw new NotATree(
                        "a map of tensors without an order of its own: expected keys that can be sorted, such as"
                                + " strings, got " + m.keySet() + "; a LinkedHashMap takes any keys",
                        e);
            }
        }
        var keys = new ArrayList<Object>();
        var parts = new ArrayList<TreeForm>();
        var order = new ArrayList<>(at);
        for (int i = 0; i < at.size(); i++) {
            var entry = entries.get(at.get(i));
            if (entry.getKey() instanceof Tensor t && !(t instanceof Parameter)) {
                throw new NotATree(
                        "a map with a tensor as a key: expected tensors as values only, since a key is static; "
                                + "a list of tuple(..) holds pairs",
                        null);
            }
            keys.add(Untyped.cast(entry.getKey()));
            try {
                parts.add(of(entry.getValue(), leaves, depth + 1));
            } catch (NotATree e) {
                throw e.in("[" + entry.getKey() + "]");
            }
            order.set(ordered ? at.get(i) : i, i);
        }
        return new Dictionary(MapClass.of(m), keys, parts, order);
    }

    private static List<TreeForm> parts(Iterable<?> items, List<Tensor> leaves, int depth) {
        var parts = new ArrayList<TreeForm>();
        try {
            for (var item : items) {
                parts.add(of(item, leaves, depth + 1));
            }
        } catch (NotATree e) {
            throw e.in("[" + parts.size() + "]");
        }
        return parts;
    }

    private static List<TreeForm> held(Optional<?> o, List<Tensor> leaves, int depth) {
        try {
            return o.isPresent() ? List.of(of(o.get(), leaves, depth + 1)) : List.of();
        } catch (NotATree e) {
            throw e.in(HolderClass.Maybe.OPTIONAL.place(0));
        }
    }

    /// Whether something holds parameters and nothing else, so that it is declared as holding them.
    private static boolean areParameters(Collection<?> items) {
        for (var item : items) {
            if (!(item instanceof Parameter)) {
                return false;
            }
        }
        return !items.isEmpty();
    }

    /// Refuses parameters where only parameters fit.
    private static NotATree onlyParameters(String got, Collection<?> parameters, String wayOut) {
        var names = parameters.stream().limit(MOST_PARTS).map(p -> p instanceof Parameter q ? q.name() : "null")
                .toList();
        return new NotATree("expected tensors, got " + got
                + (parameters.size() == 1 ? " the parameter " : " the parameters ")
                + String.join(", ", names) + (parameters.size() > names.size() ? ", .." : "")
                + "; a tree is put together of plain tensors, which are no Parameters, so " + wayOut
                + ", or let the function capture the parameters and differentiate by them: grad(f, p), grad(f, new "
                + "ParameterTuple(..))",
                null);
    }

    // ---- putting together

    /// Puts a tree together again.
    ///
    /// @param values one a leaf
    /// @return the tree
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
    ///
    /// @param i which part
    /// @return such as `.first`, `[0]`
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
    ///
    /// @return the number of tensors
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

    // ---- comparing

    /// Whether the parts of another tree correspond to those of this one: the same record or keys, or as many items of
    /// a list, a tuple or an array.
    ///
    /// @param other the other form
    /// @return true if parts stand in the same places
    default boolean isLike(TreeForm other) {
        return parts().size() == other.parts().size() && switch (this) {
            case Leaf _ -> other == this;
            case Constant _ -> other instanceof Constant;
            case Product(var type, var _) when other instanceof Product(var t, var _) ->
                type == t || type.isTuple() && t.isTuple();
            case Product(var type, var _) -> type.isTuple() && (other instanceof Sequence || other instanceof Row);
            case Sequence _,Row _ ->
                other instanceof Sequence || other instanceof Row
                        || other instanceof Product(var t, var _) && t.isTuple();
            case Dictionary(var _, var keys, var _, var _) ->
                other instanceof Dictionary(var _, var k, var _, var _) && keys.equals(k);
            case Holder(var type, var _) -> other instanceof Holder(var t, var _) && type.equals(t);
        };
    }

    /// Whether another tree is put together alike, whatever its static parts hold and its lists and maps are.
    ///
    /// @param other the other form
    /// @return true if leaves stand in the same places
    default boolean matches(TreeForm other) {
        return matches(other, false);
    }

    /// Whether another tree is the same but for its tensors and the classes of its lists and maps.
    ///
    /// @param other the other form
    /// @return true if leaves stand in the same places, and what is static is equal
    default boolean agrees(TreeForm other) {
        return matches(other, true);
    }

    private boolean matches(TreeForm other, boolean statics) {
        return switch (this) {
            case Leaf _ -> other == this;
            case Constant _ -> other instanceof Constant && (!statics || equals(other));
            case Product(var type, var parts) ->
                other instanceof Product(var t, var p) && type == t && match(parts, p, statics);
            case Sequence(var _, var parts) -> other instanceof Sequence(var _, var p) && match(parts, p, statics);
            case Row(var _, var parts) -> other instanceof Row(var _, var p) && match(parts, p, statics);
            case Holder(var type, var parts) ->
                other instanceof Holder(var t, var p) && type.equals(t) && match(parts, p, statics);
            case Dictionary(var _, var keys, var parts, var _) ->
                other instanceof Dictionary(var _, var k, var p, var _) && keys.equals(k) && match(parts, p, statics);
        };
    }

    private static boolean match(List<TreeForm> a, List<TreeForm> b, boolean statics) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).matches(b.get(i), statics)) {
                return false;
            }
        }
        return true;
    }

    /// Where another tree differs first, for messages.
    ///
    /// @param other a tree that does not match, or does not agree
    /// @return such as `; they differ at .layers[2]: Dense(Tensor, Tensor) and null`, empty if the whole differs
    default String difference(TreeForm other) {
        boolean statics = matches(other);
        TreeForm a = this;
        TreeForm b = other;
        var place = new StringBuilder();
        for (int i = 0; i < a.parts().size();) {
            var part = a.parts().get(i);
            if (a.parts().size() != b.parts().size() || !a.isLike(b)) {
                break;
            }
            if (part.matches(b.parts().get(i), statics)) {
                i++;
            } else {
                place.append(a.place(i));
                b = b.parts().get(i);
                a = part;
                i = 0;
            }
        }
        return (place.isEmpty() ? "" : "; they differ at " + place + ": " + a.text() + " and " + b.text())
                + toAgree(a, b);
    }

    /// How what is no tensor in one of two parts comes to agree with the other.
    private static String toAgree(TreeForm a, TreeForm b) {
        boolean constant = a instanceof Constant && (b instanceof Constant || b == Leaf.LEAF)
                || b instanceof Constant && a == Leaf.LEAF;
        if (!constant || isNull(a) || isNull(b)) {
            return "";
        }
        return isNumber(a) || isNumber(b)
                ? "; a number of Java is static: where it changes make it a tensor, Tensor.scalar(..)"
                : "; what is no tensor is static, so it must be equal in both";
    }

    private static boolean isNull(TreeForm form) {
        return form instanceof Constant(var value) && value == null;
    }

    private static boolean isNumber(TreeForm form) {
        return form instanceof Constant(var value) && HostNumber.is(value);
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
