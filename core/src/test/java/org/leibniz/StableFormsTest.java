package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.leibniz.ir.Evaluator;

/// Functions that overflow or cancel when they are written as in a textbook: values and three derivatives of each at 0,
/// near it, at ±40 and at ±1000, relative to closed forms of 2400 digits (`accuracy/stable.txt`, written by `make.py`
/// beside it).
final class StableFormsTest {
    /// In units of 2⁻⁵² (float32: 2⁻²³), relative to the value: a few operations of half a unit each, doubled with each
    /// derivative.
    private static final double[] TOLERANCE = {4, 16, 32, 64};

    /// Forms with a term near 1 that another one cancels: relative to that term.
    private static final Set<String> RELATIVE_TO_ONE = Set.of("tanh", "logsumexp", "cross_entropy");

    /// From the arguments behind the first to a function of the first.
    private static final Map<String, Function<double[], TensorFn1<Tensor>>> FORMS = forms();

    private static Map<String, Function<double[], TensorFn1<Tensor>>> forms() {
        var forms = new HashMap<String, Function<double[], TensorFn1<Tensor>>>();
        forms.put("sigmoid", _ -> x -> sigmoid(x));
        forms.put("softplus", _ -> x -> softplus(x));
        forms.put("log_sigmoid", _ -> x -> logSigmoid(x));
        forms.put("expm1", _ -> x -> expm1(x));
        forms.put("log1p", _ -> x -> log1p(x));
        forms.put("tanh", _ -> x -> tanh(x));
        forms.put("logsumexp", _ -> x -> vector(x).logsumexp());
        forms.put("bce_with_logits", a -> x -> binaryCrossEntropyWithLogits(x, Tensor.scalar(a[0]).cast(x.dtype())));
        forms.put("cross_entropy", a -> x -> crossEntropy(vector(x), Tensor.scalar((int) a[0])));
        return forms;
    }

    /// `x, 0, -1`.
    private static Tensor vector(Tensor x) {
        return concat(0, x.reshape(1), Tensor.of(x.dtype(), 0.0, -1.0));
    }

    private record Line(String name, int order, double x, double[] more, double expected) {}

    @TestFactory
    Stream<DynamicTest> valuesAndDerivatives() {
        var lines = lines();
        assertThat(lines.stream().map(Line::name)).containsAll(FORMS.keySet());
        return Backends.all().entrySet().stream().flatMap(b -> FORMS.keySet().stream().sorted().flatMap(name -> {
            var mine = lines.stream().filter(l -> l.name().equals(name)).toList();
            return Stream.of(DType.FLOAT64, DType.FLOAT32)
                    .map(dtype -> DynamicTest.dynamicTest(name + " " + dtype + " on " + b.getKey(),
                            () -> check(mine, dtype, b.getValue())));
        }));
    }

    private static void check(List<Line> lines, DType dtype, Evaluator evaluator) {
        double unit = dtype == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
        var wrong = new ArrayList<String>();
        for (var line : lines) {
            TensorFn1<Tensor> f = Objects.requireNonNull(FORMS.get(line.name())).apply(line.more());
            for (int i = 0; i < line.order(); i++) {
                f = grad(f);
            }
            var derivative = f;
            double got = Evaluator.with(evaluator, () -> derivative.apply(Tensor.scalar(line.x()).cast(dtype)).item());
            double expected = dtype == DType.FLOAT64 ? line.expected() : (float) line.expected();
            double error = Math.abs(got - expected);
            double scale = RELATIVE_TO_ONE.contains(line.name()) ? Math.max(1, Math.abs(expected)) : Math.abs(expected);
            if (got != expected && !(error <= TOLERANCE[line.order()] * unit * scale
                    + (dtype == DType.FLOAT32 ? Float.MIN_VALUE : 0))) {
                wrong.add("derivative %d of %s%s at %s is %s, expected %s, relative error %.1e".formatted(line.order(),
                        line.name(),
                        line.more().length == 0 ? "" : Arrays.toString(line.more()), line.x(), got, expected,
                        error / Math.abs(expected)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Line> lines() {
        return Resources.lines("/accuracy/stable.txt").stream().map(l -> l.split(" ")).map(w -> {
            double[] numbers = Stream.of(w).skip(2).mapToDouble(Double::parseDouble).toArray();
            int last = numbers.length - 1;
            return new Line(w[0], Integer.parseInt(w[1]), numbers[0], Arrays.copyOfRange(numbers, 1, last),
                    numbers[last]);
        }).toList();
    }
}
