package org.leibniz.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leibniz.Jvp;
import org.leibniz.ParameterTuple;
import org.leibniz.Scan;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tuple2;
import org.leibniz.Tuple3;
import org.leibniz.Tuple4;
import org.leibniz.ValueAndGrad;

/// The text of results as Python prints them: `(Tensor(shape=[1], dtype=Float32, value= [ 5.00000000e+00]),)`. However
/// deep they are nested, no stack is needed, and what contains itself is `[...]` there.
public final class TupleText {
    private static final Text COMMA = new Text(", ");

    private final StringBuilder text = new StringBuilder();

    /// What is to be written, the next thing first.
    private final ArrayDeque<Object> rest = new ArrayDeque<>();

    /// The lists and maps that what comes next is in.
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private TupleText() {}

    /// Something that stands as it is.
    private record Text(String text) {}

    /// The end of a list or map.
    private record End(String text, Object of) {}

    /// A tuple.
    ///
    /// @param items what it holds
    /// @return their texts in parentheses, with a comma behind a single one
    public static String of(@Nullable Object... items) {
        return written(Arrays.asList(items));
    }

    /// A tuple.
    ///
    /// @param items what it holds
    /// @return their texts in parentheses, with a comma behind a single one
    public static String of(Collection<?> items) {
        return written(items);
    }

    private static String written(Collection<?> items) {
        var all = new TupleText();
        all.tuple(items);
        while (!all.rest.isEmpty()) {
            all.write(all.rest.pop());
        }
        return all.text.toString();
    }

    private void write(Object item) {
        switch (item) {
            case Text t -> text.append(t.text);
            case End(var close, var of) -> {
                text.append(close);
                around.remove(of);
            }
            case Object o when around.contains(o) -> text.append(o instanceof Map ? "{...}" : "[...]");
            case Tensor t -> text.append(t.repr());
            case Boolean b -> text.append(b ? "True" : "False");
            case CharSequence s -> text.append('\'').append(s).append('\'');
            case TensorTuple t -> tuple(t);
            case ParameterTuple t -> tuple(t);
            case Tuple2(var a, var b) -> tuple(Arrays.asList(a, b));
            case Tuple3(var a, var b, var c) -> tuple(Arrays.asList(a, b, c));
            case Tuple4(var a, var b, var c, var d) -> tuple(Arrays.asList(a, b, c, d));
            case Jvp(var value, var tangent) -> tuple(Arrays.asList(value, tangent));
            case ValueAndGrad(var value, var grad) -> tuple(Arrays.asList(value, grad));
            case Scan(var carry, var ys) -> tuple(Arrays.asList(carry, ys));
            case List<?> l -> next(l, "[", parts(l), "]");
            case Map<?, ?> m -> map(m);
            default -> text.append(item);
        }
    }

    private void tuple(Collection<?> items) {
        next(items, "(", parts(items), items.size() == 1 ? ",)" : ")");
    }

    private void map(Map<?, ?> map) {
        var parts = new ArrayList<Object>();
        for (var e : map.entrySet()) {
            parts.addAll(parts.isEmpty() ? List.of() : List.of(COMMA));
            parts.addAll(List.of(orNone(e.getKey()), new Text(": "), orNone(e.getValue())));
        }
        next(map, "{", parts, "}");
    }

    /// Items with commas between them.
    private static List<Object> parts(Collection<?> items) {
        var parts = new ArrayList<Object>();
        for (var item : items) {
            parts.addAll(parts.isEmpty() ? List.of() : List.of(COMMA));
            parts.add(orNone(item));
        }
        return parts;
    }

    private static Object orNone(@Nullable Object item) {
        return item == null ? new Text("None") : item;
    }

    private void next(Object of, String open, List<Object> parts, String close) {
        around.add(of);
        text.append(open);
        rest.push(new End(close, of));
        parts.reversed().forEach(rest::push);
    }
}
