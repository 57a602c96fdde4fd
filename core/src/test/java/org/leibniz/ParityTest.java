package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What MindSpore 2.10 gives, Leibniz gives: the cases of `parity/cases.json` about return structures, `GradOperation`,
/// the documentation and the tutorial seeds. A case is a function and a transformation of it, written in Java in
/// [ParitySeeds], [ParityReturns] and [ParityNews]; compared are the structure of the result, dtypes, shapes, values,
/// and the text that is printed.
final class ParityTest {
    private static final Pattern FAMILY = Pattern.compile("(seed|doc|rt|gp|new)-.*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.?[0-9]*(e[-+][0-9]+)?");

    /// Cases that Java's types make impossible, and why.
    private static final Map<String, String> IMPOSSIBLE = Map.of(
            "rt-default-none",
            "does not compile: GradOperation() gives a Tensor, and an empty tuple is none; calling it without inputs "
                    + "is an error",
            "rt-grad-none-none",
            "does not compile: what to differentiate by is one argument, a Wrt, which names something",
            "rt-grad-scalars",
            "does not compile: inputs of a transformed function are tensors; a Java number becomes one and is "
                    + "differentiated",
            "new-go-first-is-scalar",
            "does not compile: inputs of a transformed function are tensors; a Java number becomes one and is "
                    + "differentiated",
            "new-vag-aux-single-list-weights", "does not compile: valueAndGradAux takes functions that return a record",
            "new-err-jac-aux-single", "does not compile: jacrevAux takes functions that return a Tuple2",
            "new-w-bad-type", "does not compile: an int is no Wrt",
            "new-err-vjp-few", "does not compile: the pullback takes what the function returns, a Tuple2");

    /// Cases that are answered otherwise on purpose: what is right here, and why.
    private static final Map<String, Deviation> DEVIATIONS = Map.of("new-go-int-truediv",
            new Deviation(Map.of("dtype", "int32", "value", List.of(0L, 0L)), "[0 0]",
                    "a gradient has its input's dtype, always"),
            "new-op-pow-exponent",
            new Deviation(null,
                    """
                            (Tensor(shape=[4], dtype=Float32, value= [ 0.00000000e+00,  1.20000000e+01,  1.20000000e+01,             nan]), \
                            Tensor(shape=[4], dtype=Float32, value= [ 0.00000000e+00,             nan,  5.54517746e+00,             nan]))""",
                    "the float32 nearest to 8 log 2; MindSpore's is 3 off in the last place"),
            "doc-perm-td",
            new Deviation(null, "[-4. -8.  0.]",
                    "a matrix product sums from +0, so a product that is -0 has lost its sign"),
            "new-go-sens-0d-for-nd",
            new Deviation(Map.of("error", "ValueError"), "",
                    "a wrong shape is an illegal argument, as for every other shape"));

    /// @param expected the result, null if only its last printed digits differ
    private record Deviation(@Nullable Object expected, String printed, String why) {}

    /// What a message must say of the fault that MindSpore's message names.
    private static final Map<String, String> FAULTS = Map.of("rt-grad-oob-int", "position 0", "new-go-sens-0d-for-nd",
            "sens.*shape",
            "new-go-sens-bad-shape-second",
            "sens.*shape should be", "new-err-jvp-shape", "tangent.*shape");

    private static final Map<String, Class<? extends Throwable>> ERRORS = Map.of("TypeError",
            IllegalArgumentException.class, "ValueError",
            IllegalArgumentException.class, "IndexError", IndexOutOfBoundsException.class, "RuntimeError",
            IllegalStateException.class);

    /// A result together with the value of the function, for cases that give both.
    record Valued(Object value, Object result) {}

    /// The answer of a case whose expectation is a property, which its function has checked.
    static final Object HOLDS = new Object();

    private static Map<String, Map<?, ?>> cases() {
        var cases = new LinkedHashMap<String, Map<?, ?>>();
        for (Object c : (List<?>) Objects.requireNonNull(Json.resource("/parity/cases.json"))) {
            String id = (String) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(c)).get("id"));
            if (FAMILY.matcher(id).matches()) {
                cases.put(id, (Map<?, ?>) c);
            }
        }
        return cases;
    }

    private static Map<String, Function<ParityCase, Object>> functions() {
        var all = new LinkedHashMap<String, Function<ParityCase, Object>>();
        all.putAll(ParitySeeds.table());
        all.putAll(ParityReturns.table());
        all.putAll(ParityNews.table());
        return all;
    }

    @Test
    void everyCaseHasAFunctionOrAReason() {
        var cases = cases().keySet();
        assertThat(cases).as("neither a function nor a reason")
                .allMatch(id -> functions().containsKey(id) != IMPOSSIBLE.containsKey(id));
        assertThat(cases).containsAll(functions().keySet()).containsAll(IMPOSSIBLE.keySet())
                .containsAll(DEVIATIONS.keySet())
                .containsAll(FAULTS.keySet());
        IMPOSSIBLE.values().forEach(reason -> assertThat(reason).startsWith("does not compile: "));
        DEVIATIONS.values().forEach(d -> assertThat(d.why()).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyCase() {
        var cases = cases();
        return functions().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(),
                        () -> run(new ParityCase(Objects.requireNonNull(cases.get(e.getKey()))), e.getValue())));
    }

    private static void run(ParityCase c, Function<ParityCase, Object> f) {
        var deviation = DEVIATIONS.get(c.id());
        Object expected = deviation != null && deviation.expected() != null
                ? deviation.expected()
                : c.require("expected");
        if (expected instanceof Map<?, ?> m && m.containsKey("error")) {
            assertThatThrownBy(() -> f.apply(c)).isInstanceOf(ERRORS.get(m.get("error"))).message()
                    .containsPattern(FAULTS.get(c.id()));
            return;
        }
        Object result = f.apply(c);
        if (expected instanceof Map<?, ?> m && m.containsKey("property")) {
            assertThat(result).isSameAs(HOLDS);
            return;
        }
        if (result instanceof Valued(var value, var rest)) {
            compare(c, c.require("value"), value, "the value");
            printed(c, "printed_value", value);
            result = rest;
        } else {
            assertThat(c.get("value")).as("a value to compare").isNull();
        }
        compare(c, expected, result, "the result");
        if (deviation != null) {
            assertThat(text(result, deviation.printed())).isEqualTo(deviation.printed());
        } else {
            printed(c, c.get("printed_2_10") != null ? "printed_2_10" : "printed", result);
            printed(c, "printed_tuple_linux", result);
        }
    }

    // ---- values

    private static void compare(ParityCase c, @Nullable Object expected, @Nullable Object got, String where) {
        if (got instanceof GradsById) {
            assertThat(got).as(where).hasToString(text(c, expected));
        } else if (expected instanceof Map<?, ?> m && m.get("tuple") instanceof List<?> items) {
            var parts = parts(got, where);
            assertThat(parts.size()).as("%s: the length of %s", where, got).isEqualTo(items.size());
            for (int i = 0; i < parts.size(); i++) {
                compare(c, items.get(i), parts.get(i), where + ", item " + i);
            }
        } else if (expected instanceof Map<?, ?> m && m.get("dict") instanceof Map<?, ?> entries) {
            assertThat(got).as(where).isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) Objects.requireNonNull(got)).keySet()).as(where).isEqualTo(entries.keySet());
            entries.forEach((key, value) -> compare(c, value, ((Map<?, ?>) got).get(key), where + ", entry " + key));
        } else {
            assertThat(got).as(where).isInstanceOf(Tensor.class);
            near(c, c.tensor(expected), (Tensor) Objects.requireNonNull(got), where);
        }
    }

    /// The items of what Python calls a tuple.
    private static List<?> parts(@Nullable Object got, String where) {
        if (got instanceof List<?> list) {
            return list;
        }
        assertThat(got).as(where).isInstanceOf(Record.class);
        var parts = new ArrayList<@Nullable Object>();
        for (var component : Objects.requireNonNull(got).getClass().getRecordComponents()) {
            try {
                parts.add(component.getAccessor().invoke(got));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(where, e);
            }
        }
        return parts;
    }

    private static void near(ParityCase c, Tensor expected, Tensor got, String where) {
        assertThat(got.dtype()).as("%s: dtype", where).isEqualTo(expected.dtype());
        assertThat(got.shape()).as("%s: shape", where).isEqualTo(expected.shape());
        double[] a = got.toDoubleArray();
        double[] b = expected.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            double allowed = c.get("tol") instanceof Number tol
                    ? tol.doubleValue() * Math.max(1, Math.abs(b[i]))
                    : 1e-5 * Math.abs(b[i]) + 1e-7;
            assertThat(a[i] == b[i] || Double.isNaN(a[i]) && Double.isNaN(b[i]) || Math.abs(a[i] - b[i]) <= allowed)
                    .as("%s: element %s is %s, expected %s within %s", where, i, a[i], b[i], allowed).isTrue();
        }
    }

    // ---- texts

    private static void printed(ParityCase c, String key, @Nullable Object result) {
        if (c.get(key) instanceof String expected) {
            String got = text(result, expected);
            boolean anyLastDigit = c.get("note") instanceof String note && note.contains("the last digit");
            if (anyLastDigit && !got.equals(expected)) {
                assertThat(skeleton(got)).as("%s but for numbers", key).isEqualTo(skeleton(expected));
                double[] a = numbers(got);
                double[] b = numbers(expected);
                for (int i = 0; i < a.length; i++) {
                    assertThat(Math.abs(a[i] - b[i])).as("%s: %s and %s", key, got, expected)
                            .isLessThanOrEqualTo(1e-6 * Math.abs(b[i]));
                }
            } else {
                assertThat(got).as(key).isEqualTo(expected);
            }
        }
    }

    /// What a program prints of a result: some of the cases print its items one by one.
    private static String text(@Nullable Object result, String like) {
        if (like.startsWith("wgrad: ")) {
            var items = parts(result, "the result");
            return "wgrad: " + items.get(0) + "\nbgrad: " + items.get(1);
        }
        if (like.startsWith("[") && !(result instanceof Tensor)) {
            return parts(result, "the result").stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        return String.valueOf(result);
    }

    private static String skeleton(String text) {
        return NUMBER.matcher(text).replaceAll("0").replace(" ", "");
    }

    private static double[] numbers(String text) {
        return NUMBER.matcher(text).results().mapToDouble(r -> Double.parseDouble(r.group())).toArray();
    }

    /// The text of an expected result with ids.
    private static String text(ParityCase c, @Nullable Object expected) {
        if (expected instanceof Map<?, ?> m && m.get("tuple") instanceof List<?> items) {
            return "(" + items.stream().map(i -> text(c, i)).collect(Collectors.joining(", "))
                    + (items.size() == 1 ? ",)" : ")");
        }
        if (expected instanceof Map<?, ?> m && m.containsKey("id")) {
            return m.get("id") instanceof String name ? "'" + name + "'" : String.valueOf(m.get("id"));
        }
        return c.tensor(expected).repr();
    }

    static TensorTuple only(Tensor x) {
        return new TensorTuple(x);
    }
}
