package org.leibniz.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leibniz.CellOf;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.array.Insides;
import org.leibniz.caller.ClassName;
import org.leibniz.memory.PerClass;

/// What a class of cells is: for how many inputs it has a `construct` and a `bprop`, and what its fields hold. Found by
/// reflection, once a class.
public final class CellClass {
    private static final PerClass<CellClass> ALL = new PerClass<>(CellClass::new);

    private final Class<?> type;
    private final Set<Integer> constructs = new TreeSet<>();
    private final Set<Integer> bprops = new TreeSet<>();
    private volatile @Nullable List<Field> fields; // found when first asked for, since that takes rights

    private record Field(String name, Class<?> owner, MethodHandle getter) {}

    private CellClass(Class<?> type) {
        this.type = type;
        for (Class<?> c : lineage()) {
            for (Method m : c.getDeclaredMethods()) {
                if (m.getName().equals("construct")) {
                    constructs.add(m.getParameterCount());
                } else if (m.getName().equals("bprop") && m.getParameterCount() > 2) {
                    bprops.add(m.getParameterCount() - 2);
                }
            }
        }
    }

    public static CellClass of(CellOf<?> cell) {
        return ALL.get(cell.getClass());
    }

    /// The numbers of inputs that it has a `construct` for.
    public Set<Integer> constructs() {
        return constructs;
    }

    /// Whether it has a `bprop` for a number of inputs.
    public boolean hasBprop(int inputs) {
        return bprops.contains(inputs);
    }

    /// Its superclasses below [CellOf], the most general first.
    private List<Class<?>> lineage() {
        var all = new ArrayList<Class<?>>();
        for (Class<?> c = type; c != CellOf.class && c != null; c = c.getSuperclass()) {
            all.addFirst(c);
        }
        return all;
    }

    private List<Field> fields() {
        var known = fields;
        if (known == null) {
            known = findFields();
            fields = known;
        }
        return known;
    }

    private List<Field> findFields() {
        var found = new ArrayList<Field>();
        for (Class<?> c : lineage()) {
            Lookup lookup = FieldAccess.in(c);
            for (var f : c.getDeclaredFields()) {
                boolean captured = f.isSynthetic() && f.getName().startsWith("val$"); // by an anonymous or local cell
                if (Modifier.isStatic(f.getModifiers()) || f.getType().isPrimitive() || f.isSynthetic() && !captured) {
                    continue;
                }
                try {
                    String name = captured ? f.getName().substring("val$".length()) : f.getName();
                    found.add(new Field(name, c, lookup.unreflectGetter(f).asType(MethodType.genericMethodType(1))));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(c.getName() + ": field " + f.getName() + " cannot be read", e);
                }
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable Object get(Field f, CellOf<?> cell) {
        try {
            return f.getter().invokeExact((Object) cell);
        } catch (Throwable t) {
            // a getter of a field throws nothing
            throw new IllegalStateException("field " + f.name() + " cannot be read", t);
        }
    }

    // ---- cells in cells

    /// From so many cells in one another on, a stack that overflows does so on their account.
    public static final int DEEP = 32;

    /// How many cells are being applied in one another on this thread.
    public static final ThreadLocal<int[]> APPLIED = ThreadLocal.withInitial(() -> new int[1]);

    public static IllegalStateException tooDeep(StackOverflowError e) {
        return new IllegalStateException(DEEPER, e);
    }

    private static final String DEEPER = "cells are nested deeper than the stack of this thread allows; keep them in "
            + "a list and let one cell apply"
            + " them one after the other, or use a thread with a larger stack (-Xss)";

    // ---- what a cell holds

    /// A walk through a cell and the cells in it, each visited once.
    public static final class Walk {
        private final Set<CellOf<?>> cells = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Parameter, String> parameters = new LinkedHashMap<>();
        private final Map<Parameter, String> places = new HashMap<>();
        private String owner = ""; // of the field that is gone through
        private final Map<ParameterTuple, String> lists = new LinkedHashMap<>();
        private final IdentityHashMap<Set<?>, String> unordered = new IdentityHashMap<>();

        private Walk() {}

        /// Walks through a cell: fields in the order of their declaration, those of a superclass first, then what is
        /// registered. Tuples of parameters come last, since they mostly repeat what other fields own; so do sets
        /// without an order, which may hold nothing else.
        ///
        /// @param cell the cell
        /// @return what was found
        /// @throws IllegalArgumentException if something stands in a set without an order only
        public static Walk through(CellOf<?> cell) {
            var walk = new Walk();
            try {
                walk.cell(cell, "");
            } catch (StackOverflowError e) {
                throw tooDeep(e);
            }
            walk.lists.forEach((list, path) -> {
                for (int i = 0; i < list.size(); i++) {
                    walk.parameter(list.get(i), path + ".", String.valueOf(i));
                }
            });
            walk.unordered.forEach(walk::place);
            return walk;
        }

        /// The cells.
        public Collection<CellOf<?>> cells() {
            return cells;
        }

        /// The parameters, each with its name as seen from the outermost cell.
        public Map<Parameter, String> parameters() {
            return parameters;
        }

        /// Refuses two parameters of one name, where they come together.
        ///
        /// @param what the method that lists them
        /// @param cell the outermost cell
        /// @param asGiven whether only names that were given count: those of fields are the same where a class hides a
        ///            field of its superclass
        /// @return this walk
        /// @throws IllegalArgumentException if there are two
        public Walk requireDistinct(String what, CellOf<?> cell, boolean asGiven) {
            var byName = new HashMap<String, Parameter>();
            parameters.forEach((p, name) -> {
                var other = asGiven && !Insides.get().isNamed(p) ? null : byName.putIfAbsent(name, p);
                if (other != null) {
                    throw new IllegalArgumentException(what + ": expected parameters of different names in "
                            + ClassName.of(cell.getClass())
                            + ", got two that are named '" + name + "': " + places.get(other) + ", of shape "
                            + other.shape() + ", and "
                            + places.get(p) + ", of shape " + p.shape()
                            + (Insides.get().isNamed(p)
                                    ? "; give each a name of its own, new Parameter(value, \"other\"), or none, new "
                                            + "Parameter(value), so"
                                            + " that the fields name them"
                                    : "; give one of them a name of its own, new Parameter(value, \"other\"), or its "
                                            + "field another name"));
                }
            });
            return this;
        }

        private void cell(CellOf<?> cell, String prefix) {
            var origin = Insides.get().origin(cell);
            if (origin != null) {
                cell(origin, prefix);
            } else if (cells.add(cell)) {
                for (var f : of(cell).fields()) {
                    owner = "a field of " + ClassName.of(f.owner());
                    member(get(f, cell), prefix, f.name());
                }
                Insides.get().registered(cell).forEach((name, member) -> {
                    owner = "registered in " + ClassName.of(cell.getClass());
                    member(member, prefix, name);
                });
            }
        }

        private void member(@Nullable Object member, String prefix, String name) {
            switch (member) {
                case Parameter p -> parameter(p, prefix, name);
                case CellOf<?> c -> cell(c, prefix + name + ".");
                case ParameterTuple l -> lists.putIfAbsent(l, prefix + name);
                case Set<?> s when !(s instanceof SequencedSet) -> unordered.putIfAbsent(s, prefix + name);
                case Collection<?> c -> members(c, prefix + name + ".");
                case Object[] a -> members(Arrays.asList(a), prefix + name + ".");
                case Optional<?> o -> member(o.orElse(null), prefix, name);
                case Map<?, ?> m -> {
                    var entries = new ArrayList<>(m.entrySet());
                    if (!MapClass.isOrdered(m)) {
                        entries.sort(Comparator.comparing(e -> String.valueOf(e.getKey())));
                    }
                    entries.forEach(e -> member(e.getValue(), prefix + name + ".", String.valueOf(e.getKey())));
                }
                case Record r -> {
                    var components = RecordClass.of(r.getClass());
                    for (int i = 0; i < components.size(); i++) {
                        member(components.get(r, i), prefix + name + ".", components.name(i));
                    }
                }
                case null, default -> {
                    // a field of something else
                }
            }
        }

        private void members(Iterable<?> items, String prefix) {
            int i = 0;
            for (var item : items) {
                member(item, prefix, String.valueOf(i++));
            }
        }

        /// What sets without an order hold must stand elsewhere too: it would have another place, and so another name,
        /// in each run.
        private void place(Set<?> set, String path) {
            int known = cells.size() + parameters.size();
            members(set, path + ".");
            if (cells.size() + parameters.size() > known) {
                throw new IllegalArgumentException(
                        path + ": a set without an order holds parameters or cells that no other field does, so that"
                                + " they have no lasting place and name; keep them in a List or a LinkedHashSet");
            }
        }

        private void parameter(Parameter p, String prefix, String field) {
            if (parameters.putIfAbsent(p, prefix + Insides.get().nameIn(p, field)) == null) {
                places.put(p, prefix + field + ", " + owner);
                Insides.get().found(p, prefix + Insides.get().nameIn(p, field));
            }
        }
    }
}
