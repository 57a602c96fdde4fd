package org.leibniz.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.leibniz.At;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.array.Insides;
import org.leibniz.caller.ClassName;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// A tree taken apart: its form, and the values of its tensors.
///
/// @param form its form
/// @param leaves the values of its tensors; a [Parameter] is read here
public record FlatTree(TreeForm form, Value[] leaves) {
    /// Takes a tree apart.
    ///
    /// @param tree any object
    /// @return its form and its leaves
    /// @throws IllegalArgumentException if it holds a [Parameter] where only a parameter fits, since no transformed
    ///     value is one
    public static FlatTree of(@Nullable Object tree) {
        if (tree instanceof Tensor t) {
            return new FlatTree(TreeForm.Leaf.LEAF, new Value[]{Insides.get().value(t)});
        }
        return taken(tree);
    }

    /// Takes the arguments of a call apart, as one tree. Mostly they are a few tensors, and a call may take a hundred
    /// nanoseconds.
    ///
    /// @param arguments the arguments
    /// @return the form of all, and their leaves
    public static FlatTree ofAll(Object... arguments) {
        Value[] values = new Value[arguments.length];
        for (int i = 0; i < values.length; i++) {
            if (!(arguments[i] instanceof Tensor t)) {
                return taken(Arrays.asList(arguments));
            }
            values[i] = Insides.get().value(t);
        }
        return new FlatTree(values.length < TENSORS.size() ? TENSORS.get(values.length) : tensors(values.length),
                values);
    }

    /// The forms of so many tensors.
    private static final List<TreeForm> TENSORS = List.of(tensors(0), tensors(1), tensors(2), tensors(3), tensors(4),
            tensors(5), tensors(6),
            tensors(7));

    private static TreeForm tensors(int n) {
        return new TreeForm.Sequence(ListClass.IMMUTABLE, Collections.nCopies(n, TreeForm.Leaf.LEAF));
    }

    /// Takes a tree apart that has a name.
    ///
    /// @param root what it is, such as `Tree.map: tree`
    /// @param tree any object
    /// @return its form and its leaves
    /// @throws IllegalArgumentException as [#of(Object)], with the place where
    public static FlatTree of(String root, @Nullable Object tree) {
        try {
            return of(tree);
        } catch (NotATree e) {
            throw e.of(root);
        }
    }

    private static FlatTree taken(@Nullable Object tree) {
        var leaves = new ArrayList<Tensor>();
        var form = form(tree, leaves);
        Value[] values = new Value[leaves.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Insides.get().value(leaves.get(i));
        }
        return new FlatTree(form, values);
    }

    /// How deep a tree may be nested: every walk through one fits on any usual stack.
    private static final int DEEPEST = 400;

    /// The form of a tree.
    ///
    /// @param tree any object
    /// @param leaves where its tensors are put
    /// @return the form
    /// @throws IllegalArgumentException if it holds a [Parameter] where only a parameter fits, or is nested too deep
    public static TreeForm form(@Nullable Object tree, List<Tensor> leaves) {
        try {
            return form(tree, leaves, 0);
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

    private static TreeForm form(@Nullable Object tree, List<Tensor> leaves, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(DEEPEST + " levels", null);
        }
        return switch (tree) {
            case null -> new TreeForm.Constant(null);
            case Tensor t -> {
                leaves.add(t);
                yield TreeForm.Leaf.LEAF;
            }
            case Record r -> product(r, leaves, depth);
            case ParameterTuple p ->
                throw onlyParameters("a ParameterTuple of", p, "pass their values, p.value(), in a List<Tensor>");
            case List<?> l -> {
                if (areParameters(l)) {
                    throw onlyParameters("a list of", l, "pass their values, p.value(), in a List<Tensor>");
                }
                yield new TreeForm.Sequence(ListClass.of(l), parts(l, leaves, depth));
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
                yield new TreeForm.Row(component, parts(Arrays.asList(a), leaves, depth));
            }
            case Optional<?> o -> new TreeForm.Holder(HolderClass.Maybe.OPTIONAL, held(o, leaves, depth));
            case GradsById g -> new TreeForm.Holder(new HolderClass.ById(Insides.get().ids(g)),
                    parts(Insides.get().gradients(g), leaves, depth));
            case At _ -> throw new NotATree(
                    "x.at(..) is a change that is not made yet, and no tree; call set, add or mul on it, or pass "
                            + "tensor and index by"
                            + " themselves",
                    null);
            default -> {
                requireNoTensors(tree, depth);
                yield TreeForm.Constant.of(tree);
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
                form(item, leaves, depth + 1);
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
                var part = form(type.get(r, i), leaves, depth + 1);
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
        return new TreeForm.Product(type, parts);
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
                parts.add(form(entry.getValue(), leaves, depth + 1));
            } catch (NotATree e) {
                throw e.in("[" + entry.getKey() + "]");
            }
            order.set(ordered ? at.get(i) : i, i);
        }
        return new TreeForm.Dictionary(MapClass.of(m), keys, parts, order);
    }

    private static List<TreeForm> parts(Iterable<?> items, List<Tensor> leaves, int depth) {
        var parts = new ArrayList<TreeForm>();
        try {
            for (var item : items) {
                parts.add(form(item, leaves, depth + 1));
            }
        } catch (NotATree e) {
            throw e.in("[" + parts.size() + "]");
        }
        return parts;
    }

    private static List<TreeForm> held(Optional<?> o, List<Tensor> leaves, int depth) {
        try {
            return o.isPresent() ? List.of(form(o.get(), leaves, depth + 1)) : List.of();
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
        var names = parameters.stream().limit(TreeForm.MOST_PARTS)
                .map(p -> p instanceof Parameter q ? q.name() : "null")
                .toList();
        return new NotATree("expected tensors, got " + got
                + (parameters.size() == 1 ? " the parameter " : " the parameters ")
                + String.join(", ", names) + (parameters.size() > names.size() ? ", .." : "")
                + "; a tree is put together of plain tensors, which are no Parameters, so " + wayOut
                + ", or let the function capture the parameters and differentiate by them: grad(f, p), grad(f, new "
                + "ParameterTuple(..))",
                null);
    }

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
