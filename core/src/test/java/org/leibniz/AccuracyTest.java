package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Scalar functions against values of 60 and more digits (`accuracy/functions.txt`, written by `make.py` beside it with
/// mpmath), in units of the last place, on every evaluator: at ordinary points, near zeros and poles, at subnormals,
/// overflow, infinities and NaN.
///
/// float64 has what [Math] promises for each function and float32 1 ulp; special functions have 4.
final class AccuracyTest {
    private static final Set<String> ROUNDED = Set.of("neg", "add", "sub", "mul", "div", "sqrt", "square", "reciprocal",
            "root");
    private static final Map<String, Double> PROMISED = Map.ofEntries(Map.entry("exp", 1.0), Map.entry("expm1", 1.0),
            Map.entry("log", 1.0),
            Map.entry("log1p", 1.0), Map.entry("cbrt", 1.0), Map.entry("pow", 1.0), Map.entry("sin", 1.0),
            Map.entry("cos", 1.0),
            Map.entry("tan", 1.0), Map.entry("asin", 1.0), Map.entry("acos", 1.0), Map.entry("atan", 1.0),
            Map.entry("atan2", 2.0),
            Map.entry("sinh", 2.5), Map.entry("cosh", 2.5), Map.entry("tanh", 2.5), Map.entry("rsqrt", 1.5));
    private static final double SPECIAL = 4;
    /// Functions that [Math] lacks and that are composed of two it has: the "special functions" of the decision on
    /// accuracy.
    private static final Set<ScalarFn> LOGISTIC = Set.of(ScalarFn.SIGMOID, ScalarFn.SOFTPLUS, ScalarFn.LOG_SIGMOID);
    /// Functions whose result is an argument, a step or a remainder.
    private static final Set<ScalarFn> EXACT = EnumSet.of(ScalarFn.ABS, ScalarFn.SIGN, ScalarFn.FLOOR, ScalarFn.CEIL,
            ScalarFn.ROUND,
            ScalarFn.TRUNC,
            ScalarFn.MAX, ScalarFn.MIN, ScalarFn.RELU, ScalarFn.FLOOR_DIV, ScalarFn.MOD, ScalarFn.REM);

    /// A line of the table in ACCURACY.md: names, then error and bound in float64 and float32.
    private static final Pattern DOCUMENTED = Pattern
            .compile("\\| (`.*`) \\| (\\S+) \\((\\S+)\\) \\| (\\S+) \\((\\S+)\\) \\|");

    /// One line of the table: arguments, and the value as an unevaluated sum.
    private record Point(double[] arguments, double high, double low) {
        /// How far off a result is, in units of the last place of the value.
        double error(double got, DType dtype) {
            if (Double.isNaN(got) != Double.isNaN(high)) {
                return Double.POSITIVE_INFINITY;
            }
            double value = dtype == DType.FLOAT32 ? (float) high : high;
            if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
                boolean same = value == got && 1 / value == 1 / got || Double.isNaN(value) && Double.isNaN(got);
                return same ? 0 : value == 0 && high != 0 ? Math.abs(got / Float.MIN_VALUE) : Double.POSITIVE_INFINITY;
            }
            double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) value) : Math.ulp(value);
            return Math.abs(got - high - low) / ulp;
        }
    }

    private record Key(String name, DType dtype) {}

    @TestFactory
    Stream<DynamicTest> functions() {
        return table().entrySet().stream().flatMap(e -> tests(e.getKey(), e.getValue()));
    }

    private static Stream<DynamicTest> tests(Key key, List<Point> points) {
        var fn = ScalarFn.valueOf(key.name().toUpperCase(Locale.ROOT));
        return Backends.all().entrySet().stream().map(b -> onEvaluator(key, fn, points, b.getKey(), b.getValue()));
    }

    /// The first table of ACCURACY.md: every function has a line, and its errors are no larger than that says. A
    /// failure says what was measured, as lines for that table.
    @Test
    void theDocumentSaysWhatIsMeasured() throws IOException {
        var documented = new HashMap<String, List<String>>();
        for (String line : Files.readAllLines(Resources.root().resolve("ACCURACY.md"))) {
            var m = DOCUMENTED.matcher(line);
            if (m.matches()) {
                for (String name : m.group(1).replaceAll("[` ]", "").split(",", -1)) {
                    documented.put(name, List.of(m.group(2), m.group(3), m.group(4), m.group(5)));
                }
            }
        }
        var table = table();
        var wrong = new ArrayList<String>();
        for (String name : names(table)) {
            var wide = Measured.of(new Key(name, DType.FLOAT64), table);
            var narrow = Measured.of(new Key(name, DType.FLOAT32), table);
            var said = documented.remove(name);
            if (said == null || !wide.isSaid(said.get(0), said.get(1)) || !narrow.isSaid(said.get(2), said.get(3))) {
                wrong.add("| `" + name + "` | " + wide + " | " + narrow + " |\n    (the worst: float64 " + wide.where()
                        + ", float32 "
                        + narrow.where()
                        + ")");
            }
        }
        assertThat(wrong).withFailMessage(
                "the table under \"Values\" in ACCURACY.md lacks or contradicts what was measured: write\n"
                        + String.join("\n", wrong))
                .isEmpty();
        assertThat(documented.keySet())
                .as("in the table under \"Values\" in ACCURACY.md, without points in accuracy/functions.txt")
                .isEmpty();
    }

    private static Set<String> names(Map<Key, List<Point>> table) {
        return table.keySet().stream().map(Key::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What was measured of a function in a dtype.
    ///
    /// @param error the largest, in ulp
    /// @param bound that is tested on every evaluator
    /// @param where the largest was found
    private record Measured(double error, double bound, String where) {
        static Measured of(Key key, Map<Key, List<Point>> table) {
            var points = table.getOrDefault(key, List.of());
            assertThat(points).as("%s: points in accuracy/functions.txt, which make.py beside it writes", key)
                    .isNotEmpty();
            double[] got = values(key, ScalarFn.valueOf(key.name().toUpperCase(Locale.ROOT)), points);
            int worst = 0;
            double[] errors = new double[got.length];
            for (int i = 0; i < got.length; i++) {
                errors[i] = points.get(i).error(got[i], key.dtype());
                worst = errors[i] > errors[worst] ? i : worst;
            }
            return new Measured(errors[worst], limit(key),
                    "%.3g at %s".formatted(errors[worst], Arrays.toString(points.get(worst).arguments())));
        }

        boolean isSaid(String atMost, String within) {
            return error <= Double.parseDouble(atMost) && bound == Double.parseDouble(within);
        }

        /// As it stands in the table, rounded up.
        @Override
        public String toString() {
            return BigDecimal.valueOf(error).setScale(1, RoundingMode.CEILING) + " ("
                    + BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString()
                    + ")";
        }
    }

    private static DynamicTest onEvaluator(Key key, ScalarFn fn, List<Point> points, String backend,
            Evaluator evaluator) {
        return DynamicTest.dynamicTest(key.name() + " " + key.dtype() + " on " + backend, () -> {
            check(key, points, limit(key), Evaluator.with(evaluator, () -> values(key, fn, points)));
        });
    }

    private static double[] values(Key key, ScalarFn fn, List<Point> points) {
        Value a = column(key.dtype(), points, 0);
        Value y = fn.arity() == 1 ? a.map(fn) : a.map(fn, column(key.dtype(), points, 1));
        double[] got = new double[points.size()];
        for (int i = 0; i < got.length; i++) {
            got[i] = Buffers.getDouble(key.dtype(), y.data(), i);
        }
        return got;
    }

    private static Value column(DType dtype, List<Point> points, int argument) {
        Object array = Buffers.allocate(dtype, points.size());
        for (int i = 0; i < points.size(); i++) {
            Buffers.setDouble(dtype, array, i, points.get(i).arguments()[argument]);
        }
        return Value.of(new Type(dtype, Shape.of(points.size())), array);
    }

    private static void check(Key key, List<Point> points, double limit, double... got) {
        var wrong = new ArrayList<String>();
        for (int i = 0; i < got.length; i++) {
            var p = points.get(i);
            double error = p.error(got[i], key.dtype());
            if (!(error <= limit)) {
                wrong.add(key.name() + Arrays.toString(p.arguments()) + " = " + got[i] + ", expected " + p.high() + ": "
                        + error + " ulp");
            }
        }
        assertThat(wrong).as("%s within %s ulp", key, limit).isEmpty();
    }

    private static double limit(Key key) {
        return ROUNDED.contains(key.name())
                ? 0.5
                : key.dtype() == DType.FLOAT32
                        ? narrow(ScalarFn.valueOf(key.name().toUpperCase(Locale.ROOT)))
                        : PROMISED.getOrDefault(key.name(), SPECIAL);
    }

    /// The bound in float32.
    private static double narrow(ScalarFn fn) {
        return LOGISTIC.contains(fn) ? SPECIAL : fn == ScalarFn.BELL ? 1.5 : 1;
    }

    /// Many floats, half of them of any size and half between -20 and 20, against the same function in double.
    @TestFactory
    Stream<DynamicTest> float32AgainstDouble() {
        var random = new Random(1);
        int n = 40_000;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat(-20, 20);
        }
        Value v = Value.of(new Type(DType.FLOAT32, Shape.of(n)), x);
        return Arrays.stream(ScalarFn.values()).filter(fn -> fn.arity() == 1 && fn.accepts(DType.FLOAT32))
                .flatMap(fn -> Backends.all().entrySet().stream()
                        .map(b -> DynamicTest.dynamicTest(fn + " on " + b.getKey(), () -> {
                            float[] y = (float[]) Evaluator.with(b.getValue(), () -> v.map(fn).data());
                            int worst = 0;
                            double[] error = new double[n];
                            for (int i = 0; i < n; i++) {
                                error[i] = new Point(new double[]{x[i]}, fn.apply((double) x[i]), 0).error(y[i],
                                        DType.FLOAT32);
                                worst = error[i] > error[worst] ? i : worst;
                            }
                            assertThat(error[worst]).as("error in ulp of %s(%s) = %s", fn, x[worst], y[worst])
                                    .isLessThanOrEqualTo(narrow(fn));
                        })));
    }

    @Test
    void everyRealFunctionHasPoints() {
        var named = table().keySet().stream().map(Key::name).toList();
        assertThat(ScalarFn.values()).filteredOn(fn -> fn.accepts(DType.FLOAT64) && !EXACT.contains(fn))
                .extracting(ScalarFn::toString)
                .as("functions with points in accuracy/functions.txt: add others to FUNCTIONS in make.py beside it, "
                        + "and run that")
                .isSubsetOf(named);
    }

    /// The rows of C's annex F that Java's `Math.pow` answers otherwise, and those beside them.
    @Test
    void powersAtTheEdgesAreThoseOfC() {
        double inf = Double.POSITIVE_INFINITY;
        double nan = Double.NaN;
        double[][] rows = {{1, nan, 1}, {1, inf, 1}, {-1, inf, 1}, {-1, -inf, 1}, {nan, 0, 1}, {nan, -0.0, 1},
                {0, 0, 1}, {0, -1, inf},
                {-0.0, -1, -inf},
                {-0.0, -3, -inf}, {-0.0, 3, -0.0}, {-0.0, 2, 0}, {0.5, inf, 0}, {0.5, -inf, inf}, {2, inf, inf},
                {2, -inf, 0},
                {-inf, 3, -inf},
                {-inf, 2, inf}, {-inf, -3, -0.0}, {inf, -1, 0}, {-2, 0.5, nan}, {nan, 1, nan}, {2, nan, nan}};
        Backends.all().forEach((name, evaluator) -> {
            for (double[] row : rows) {
                Value y = Evaluator.with(evaluator,
                        () -> Value.literal(Type.scalar(DType.FLOAT64), row[0]).map(ScalarFn.POW,
                                Value.literal(Type.scalar(DType.FLOAT64), row[1])));
                assertThat(((double[]) y.data())[0]).as("%s to the power %s on %s", row[0], row[1], name)
                        .isEqualTo(Double.valueOf(row[2]));
            }
        });
    }

    private static Map<Key, List<Point>> table() {
        var table = new LinkedHashMap<Key, List<Point>>();
        for (String line : Resources.lines("/accuracy/functions.txt")) {
            var words = line.split(" ");
            double[] numbers = Stream.of(words).skip(2).mapToDouble(Double::parseDouble).toArray();
            int n = numbers.length - 2;
            var key = new Key(words[0], words[1].equals("64") ? DType.FLOAT64 : DType.FLOAT32);
            table.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(new Point(Arrays.copyOf(numbers, n), numbers[n], numbers[n + 1]));
        }
        return table;
    }
}
