package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jvp;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.ScalarFn;

/// The first three derivatives of every scalar function against values of 200 and more digits (`accuracy/slopes.txt`,
/// written by `make.py` beside it) over the whole range of arguments: within 8 ulp, in forward and in reverse mode, on
/// every evaluator. Where terms cancel, as at the zeros of the third derivative of tanh, in ulp of the largest of them.
final class SlopeAccuracyTest {
    private static final double LIMIT = 8;

    /// Of a value, as [AccuracyTest] has it for special functions.
    private static final double VALUE = 4;

    /// Functions of the public interface that are no [ScalarFn].
    private static final Map<String, UnaryOperator<Tensor>> COMPOSED = Map.of("gelu", Ops::gelu, "silu", Ops::silu);

    /// Steps and remainders, and functions whose derivative is a choice of those of others; and the root that is flat
    /// at 0, elsewhere `sqrt`.
    private static final Set<ScalarFn> OTHER = EnumSet.of(ScalarFn.ADD, ScalarFn.SUB, ScalarFn.ABS, ScalarFn.SIGN,
            ScalarFn.FLOOR,
            ScalarFn.CEIL, ScalarFn.ROUND, ScalarFn.TRUNC, ScalarFn.MAX, ScalarFn.MIN, ScalarFn.RELU,
            ScalarFn.FLOOR_DIV, ScalarFn.MOD,
            ScalarFn.REM);

    /// A line of the table in ACCURACY.md: a name, then the errors of three derivatives.
    private static final Pattern DOCUMENTED = Pattern
            .compile("\\| (`.*`) \\| (\\d\\S*) \\| (\\d\\S*) \\| (\\d\\S*) \\|");

    private record Line(int[] orders, double[] at, double expected, double largest) {
        double error(double got) {
            if (got == expected) {
                return 0;
            }
            double size = Math.max(Math.abs(expected), largest);
            boolean wrong = Double.isNaN(got) || Double.isInfinite(got) || Double.isInfinite(expected);
            return wrong ? Double.POSITIVE_INFINITY : Math.abs(got - expected) / Math.ulp(size);
        }
    }

    private static Map<String, List<Line>> table() {
        var table = new TreeMap<String, List<Line>>();
        for (String line : Resources.lines("/accuracy/slopes.txt")) {
            var words = line.split(" ", -1);
            int n = (words.length - 3) / 2;
            double[] numbers = Arrays.stream(words, 1 + n, words.length).mapToDouble(Double::parseDouble).toArray();
            int[] orders = Arrays.stream(words, 1, 1 + n).mapToInt(Integer::parseInt).toArray();
            table.computeIfAbsent(words[0], _ -> new ArrayList<>())
                    .add(new Line(orders, Arrays.copyOf(numbers, n), numbers[n], numbers[n + 1]));
        }
        return table;
    }

    // ---- derivatives

    /// `f(a, b)` differentiated by a (0) or b (1), elementwise.
    private static BinaryOperator<Tensor> slope(BinaryOperator<Tensor> f, int by, boolean forward) {
        return (a, b) -> {
            TensorFn1<Tensor> g = t -> by == 0 ? f.apply(t, b) : f.apply(a, t);
            Tensor x = by == 0 ? a : b;
            return forward ? jvp(g, x, Ops.onesLike(x)).tangent() : grad((Tensor t) -> g.apply(t).sum()).apply(x);
        };
    }

    private static BinaryOperator<Tensor> function(String name) {
        var composed = COMPOSED.get(name);
        if (composed != null) {
            return (a, _) -> composed.apply(a);
        }
        var fn = ScalarFn.valueOf(name.toUpperCase(Locale.ROOT));
        return fn.arity() == 1
                ? (a, _) -> new Tensor(a.read().map(fn))
                : (a, b) -> new Tensor(a.read().map(fn, b.read()));
    }

    /// The ways to a derivative: modes, and which argument comes first.
    private static List<BinaryOperator<Tensor>> ways(String name, int... orders) {
        var ways = new ArrayList<BinaryOperator<Tensor>>();
        for (boolean forward : new boolean[]{true, false}) {
            for (int first = 0; first < (orders.length == 2 && orders[0] > 0 && orders[1] > 0 ? 2 : 1); first++) {
                var f = function(name);
                for (int k = 0; k < orders.length; k++) {
                    int by = k ^ first;
                    for (int i = 0; i < orders[by]; i++) {
                        f = slope(f, by, forward);
                    }
                }
                ways.add(f);
            }
        }
        return ways;
    }

    /// The largest error, in ulp, and for which arguments.
    private static final class Worst {
        private double error;
        private String where = "anywhere";
    }

    /// The worst errors by total order, from 0, and what exceeds a limit.
    private static Worst[] worst(String name, List<Line> lines, double limit, List<String> wrong) {
        var worst = new Worst[]{new Worst(), new Worst(), new Worst(), new Worst()};
        var groups = new LinkedHashMap<List<Integer>, List<Line>>();
        lines.forEach(
                l -> groups.computeIfAbsent(Arrays.stream(l.orders()).boxed().toList(), _ -> new ArrayList<>()).add(l));
        groups.forEach((orders, group) -> {
            Tensor a = Tensor.of(group.stream().mapToDouble(l -> l.at()[0]).toArray());
            Tensor b = Tensor.of(group.stream().mapToDouble(l -> l.at()[l.at().length - 1]).toArray());
            int[] by = orders.stream().mapToInt(i -> i).toArray();
            int order = Arrays.stream(by).sum();
            for (var way : ways(name, by)) {
                double[] got = way.apply(a, b).toDoubleArray();
                for (int i = 0; i < got.length; i++) {
                    var line = group.get(i);
                    double error = line.error(got[i]);
                    if (error > worst[order].error) {
                        worst[order].error = error;
                        worst[order].where = Arrays.toString(line.at());
                    }
                    if (!(error <= (order == 0 ? VALUE : limit))) {
                        wrong.add(name + orders + Arrays.toString(line.at()) + " = " + got[i] + ", expected "
                                + line.expected() + ": "
                                + error + " ulp");
                    }
                }
            }
        });
        return worst;
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        var table = table();
        return Backends.all().entrySet().stream().flatMap(b -> table.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey() + " on " + b.getKey(), () -> {
                    var wrong = new ArrayList<String>();
                    Evaluator.with(b.getValue(), () -> worst(e.getKey(), e.getValue(), LIMIT, wrong));
                    assertThat(wrong).as("%s within %s ulp", e.getKey(), LIMIT).isEmpty();
                })));
    }

    /// The first derivative in float32 against the same in float64.
    @TestFactory
    Stream<DynamicTest> firstDerivativesInFloat32() {
        return table().entrySet().stream().filter(e -> !COMPOSED.containsKey(e.getKey()))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    var first = e.getValue().stream().filter(l -> Arrays.stream(l.orders()).sum() == 1)
                            .filter(l -> Arrays.stream(l.at())
                                    .allMatch(x -> Math.abs((float) x) < Float.POSITIVE_INFINITY
                                            && ((float) x != 0 || x == 0)))
                            .toList();
                    Tensor a = Tensor.of(DType.FLOAT32, first.stream().mapToDouble(l -> l.at()[0]).toArray());
                    Tensor b = Tensor.of(DType.FLOAT32,
                            first.stream().mapToDouble(l -> l.at()[l.at().length - 1]).toArray());
                    for (int by = 0; by < first.getFirst().orders().length; by++) {
                        if (e.getKey().equals("polygamma") && by == 0) {
                            continue; // the order
                        }
                        for (boolean forward : new boolean[]{true, false}) {
                            var f = slope(function(e.getKey()), by, forward);
                            double[] exact = f.apply(a.cast(DType.FLOAT64), b.cast(DType.FLOAT64)).toDoubleArray();
                            double[] got = f.apply(a, b).cast(DType.FLOAT64).toDoubleArray();
                            for (int i = 0; i < got.length; i++) {
                                float expected = (float) exact[i];
                                boolean same = expected == (float) got[i]
                                        || Float.isNaN(expected) && Double.isNaN(got[i]);
                                assertThat(same ? 0 : Math.abs(got[i] - exact[i]) / Math.ulp(expected))
                                        .as("%s at %s, by %d, is %s, expected %s, in ulp", e.getKey(),
                                                Arrays.toString(first.get(i).at()), by, got[i], exact[i])
                                        .isLessThanOrEqualTo(LIMIT);
                            }
                        }
                    }
                }));
    }

    @Test
    void everyRealFunctionHasPoints() {
        assertThat(ScalarFn.values())
                .filteredOn(fn -> fn.accepts(DType.FLOAT64) && !OTHER.contains(fn) && fn != ScalarFn.ROOT)
                .extracting(ScalarFn::toString)
                .as("functions with points in accuracy/slopes.txt: add others to SLOPES in make.py beside it, and run "
                        + "that")
                .isSubsetOf(table().keySet());
    }

    /// The second table of ACCURACY.md: every function has a line, and its errors are no larger than that says. A
    /// failure says what was measured, as lines for that table.
    @Test
    void theDocumentSaysWhatIsMeasured() throws IOException {
        var documented = new LinkedHashMap<String, double[]>();
        for (String line : Files.readAllLines(Resources.root().resolve("ACCURACY.md"))) {
            var m = DOCUMENTED.matcher(line);
            if (m.matches()) {
                for (String name : m.group(1).replaceAll("[` ]", "").split(",", -1)) {
                    documented.put(name,
                            new double[]{Double.parseDouble(m.group(2)), Double.parseDouble(m.group(3)),
                                    Double.parseDouble(m.group(4))});
                }
            }
        }
        var wrong = new ArrayList<String>();
        table().forEach((name, lines) -> {
            var worst = worst(name, lines, LIMIT, new ArrayList<>());
            double[] said = documented.remove(name);
            if (said == null
                    || !IntStream.range(0, 3).allMatch(k -> said[k] <= LIMIT && worst[k + 1].error <= said[k] + 0.05)) {
                wrong.add("| `%s` | %.1f | %.1f | %.1f |\n    (the worst at %s, %s, %s)".formatted(name, worst[1].error,
                        worst[2].error,
                        worst[3].error, worst[1].where, worst[2].where, worst[3].where));
            }
        });
        assertThat(wrong).withFailMessage(
                "the table under \"Derivatives\" in ACCURACY.md lacks or contradicts what was measured: write\n"
                        + String.join("\n", wrong))
                .isEmpty();
        assertThat(documented.keySet())
                .as("in the table under \"Derivatives\" in ACCURACY.md, without points in accuracy/slopes.txt")
                .isEmpty();
    }
}
