package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The transformations one in another, in every order, up to four deep: `grad` and `jvp` take a derivative, `jit` and
/// `vmap` change nothing, so every word of them is a derivative that is known.
final class CompositionTest {
    private static final int DEEPEST = 4;
    private static final double AT = 0.7;
    /// Captured by the function, so that it is an operand of every program.
    private static final Tensor WEIGHT = Tensor.scalar(1.5);
    private static final Map<String, UnaryOperator<TensorFn1<Tensor>>> TRANSFORMATIONS = new TreeMap<>(Map.of(
            "grad", f -> grad(f), "jvp", f -> x -> jvp(f, x, Tensor.scalar(1.0)).tangent(), "jit", f -> jit(f),
            // of three examples the last is the one that counts
            "vmap", f -> x -> vmap(f).apply(stack(0, x.mul(0), x.add(2), x)).get(-1)));

    /// `w sin(2x) + x⁵`
    private static Tensor f(Tensor x) {
        return WEIGHT.mul(sin(x.mul(2))).add(x.pow(5));
    }

    /// The derivative of order k of the same.
    private static double derivative(int k) {
        double power = 1;
        for (int i = 0; i < k; i++) {
            power *= 5 - i;
        }
        return 1.5 * Math.pow(2, k) * Math.sin(2 * AT + k * Math.PI / 2) + power * Math.pow(AT, 5 - k);
    }

    @TestFactory
    Stream<DynamicTest> everyOrder() {
        return words().stream().map(word -> DynamicTest.dynamicTest("of f: " + word, () -> {
            TensorFn1<Tensor> f = CompositionTest::f;
            int order = 0;
            for (var name : word.reversed()) {
                f = TRANSFORMATIONS.getOrDefault(name, g -> g).apply(f);
                order += name.equals("grad") || name.equals("jvp") ? 1 : 0;
            }
            double expected = derivative(order);
            assertThat(f.apply(Tensor.scalar(AT)).item()).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
        }));
    }

    private static List<List<String>> words() {
        var words = new ArrayList<List<String>>(List.of(List.of()));
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.size() < DEEPEST) {
                for (var name : TRANSFORMATIONS.keySet()) {
                    words.add(Stream.concat(Stream.of(name), word.stream()).toList());
                }
            }
        }
        return words;
    }
}
