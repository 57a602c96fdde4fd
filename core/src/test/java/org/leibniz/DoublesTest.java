package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jacfwd;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.log;
import static org.leibniz.Leibniz.sin;
import static org.leibniz.Leibniz.valueAndGrad;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Compiled functions on Java's own numbers: the bits of `jit`, its rules, and what is told to someone who passes the
/// wrong thing.
final class DoublesTest {
    private static final Random RANDOM = new Random(5);

    private static Tensor rosenbrock(Tensor x) {
        int n = x.shape().dim(0);
        var head = x.get(new Index.Range(0, n - 1, 1));
        var tail = x.get(new Index.Range(1, n, 1));
        return tail.sub(head.square()).square().mul(100).add(head.sub(1).square()).sum();
    }

    private static Tensor root(Tensor a) {
        return Flow.whileLoop(Tensor.scalar(1.0), x -> x.mul(x).sub(a).abs().gt(1e-12), x -> x.add(a.div(x)).mul(0.5));
    }

    // ---- values

    @Test
    void numbers() {
        var f = Doubles.unary(x -> sin(x).mul(x));
        var slope = Doubles.unary(grad(x -> sin(x).mul(x)));
        var expected = jit(grad((Tensor x) -> sin(x).mul(x)));
        for (int i = 0; i < 2000; i++) {
            double x = RANDOM.nextDouble(-3, 3);
            assertThat(slope.applyAsDouble(x)).isEqualTo(expected.apply(x).item());
        }
        assertThat(f.applyAsDouble(0.5)).isEqualTo(Math.sin(0.5) * 0.5);
    }

    /// As long as methods are not earned, and from then on.
    @Test
    void manyCalls() throws InterruptedException {
        var both = Doubles.valueAndGrad(DoublesTest::rosenbrock);
        var expected = jit(valueAndGrad(DoublesTest::rosenbrock));
        double[] g = new double[4];
        for (int i = 0; i < 1500; i++) {
            double[] x = RANDOM.doubles(4).toArray();
            var e = expected.apply(x);
            assertThat(both.apply(x, g)).isEqualTo(e.value().item());
            assertThat(Arrays.equals(g, e.grad().toDoubleArray())).isTrue();
            both.apply(x, x);
            assertThat(Arrays.equals(g, x)).as("into the argument").isTrue();
            if (i > 300) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void twoNumbers() {
        var f = Doubles.binary((a, b) -> a.mul(2).sub(b));
        assertThat(f.applyAsDouble(3, 1)).isEqualTo(5);
        assertThat(Doubles.binary(grad((a, b) -> a.mul(a).mul(b))).applyAsDouble(3, 4)).isEqualTo(24);
    }

    @Test
    void arrays() {
        var value = Doubles.value(DoublesTest::rosenbrock);
        var gradient = Doubles.mapping(grad(DoublesTest::rosenbrock));
        var both = Doubles.valueAndGrad(DoublesTest::rosenbrock);
        var expected = jit(valueAndGrad(DoublesTest::rosenbrock));
        for (int n : new int[]{2, 5, 10, 200, 5}) {
            double[] x = RANDOM.doubles(n).toArray();
            var e = expected.apply(x);
            double[] g = new double[n];
            assertThat(both.apply(x, g)).isEqualTo(e.value().item());
            assertThat(Arrays.equals(g, e.grad().toDoubleArray())).isTrue();
            assertThat(value.applyAsDouble(x)).isEqualTo(e.value().item());
            assertThat(Arrays.equals(gradient.apply(x), g)).isTrue();
            gradient.apply(x, x);
            assertThat(Arrays.equals(x, g)).as("into the argument").isTrue();
        }
    }

    @Test
    void matrices() {
        var f = Doubles.mapping(jacfwd((Tensor x) -> Leibniz.stack(0, x.get(0).mul(x.get(1)), x.get(1).square())));
        assertThat(f.apply(new double[]{2, 3})).containsExactly(3, 2, 0, 6);
        assertThat(Doubles.mapping(x -> x).apply(new double[0])).isEmpty();
    }

    @Test
    void loops() {
        assertThat(Doubles.unary(DoublesTest::root).applyAsDouble(2)).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(Doubles.unary(grad(DoublesTest::root)).applyAsDouble(4)).isCloseTo(0.25,
                within(1e-12));
    }

    /// The entries of what goes in and out, in order, although the result is the argument.
    @Test
    void aResultMayBeTheArgument() {
        var turned = Doubles.mapping(x -> x.flip(0));
        double[] few = {1, 2, 3};
        turned.apply(few, few);
        assertThat(few).containsExactly(3, 2, 1);
        double[] many = IntStream.range(0, 100).asDoubleStream().toArray();
        turned.apply(many, many);
        assertThat(many[0]).isEqualTo(99);
        assertThat(many[99]).isZero();
    }

    // ---- the rules of jit

    @Test
    void parametersAreReadAtEveryCall() {
        var w = new Parameter(Tensor.of(2.0, 3), "w");
        var f = Doubles.value(x -> w.mul(x).sum());
        assertThat(f.applyAsDouble(new double[]{1, 1})).isEqualTo(5);
        w.assign(Tensor.of(10.0, 20));
        assertThat(f.applyAsDouble(new double[]{1, 1})).isEqualTo(30);
    }

    @Test
    void parametersAreAssigned() {
        var calls = new Parameter(Tensor.scalar(0.0), "calls");
        var f = Doubles.unary(x -> {
            calls.assignAdd(Tensor.scalar(1.0));
            return x.mul(2);
        });
        for (int i = 0; i < 3; i++) {
            assertThat(f.applyAsDouble(i)).isEqualTo(2.0 * i);
        }
        assertThat(calls.item()).isEqualTo(3);
    }

    @Test
    void flagsAreSeen() {
        var w = new Parameter(Tensor.scalar(2.0), "w");
        var f = Doubles.unary(x -> w.requiresGrad() ? x.mul(w) : x);
        assertThat(f.applyAsDouble(3)).isEqualTo(6);
        w.requiresGrad(false);
        assertThat(f.applyAsDouble(3)).isEqualTo(3);
    }

    @Test
    void theJavaCodeRunsOnceForEachLength() {
        var runs = new AtomicInteger();
        var f = Doubles.value(x -> {
            runs.incrementAndGet();
            return x.sum();
        });
        for (int i = 0; i < 10; i++) {
            assertThat(f.applyAsDouble(new double[3]) + f.applyAsDouble(new double[4])).isZero();
        }
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    void anyNumberOfThreads() {
        var f = Doubles.valueAndGrad(DoublesTest::rosenbrock);
        double[][] xs = IntStream.range(0, 200).mapToObj(i -> new Random(i).doubles(2 + i % 4).toArray())
                .toArray(double[][]::new);
        double[] expected = Arrays.stream(xs).mapToDouble(x -> f.apply(x, new double[x.length])).toArray();
        double[] got = IntStream.range(0, 4000).parallel()
                .mapToDouble(i -> f.apply(xs[i % 200], new double[xs[i % 200].length])).toArray();
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).isEqualTo(expected[i % 200]);
        }
    }

    /// Numbers are constants to what is open.
    @Test
    void insideOtherTransformations() {
        var f = Doubles.unary(x -> x.square());
        assertThat(grad((Tensor x) -> x.mul(f.applyAsDouble(3))).apply(1.0).item()).isEqualTo(9);
        assertThat(jit((Tensor x) -> x.mul(f.applyAsDouble(3))).apply(2.0).item()).isEqualTo(18);
    }

    // ---- mistakes

    @Test
    void resultsOfAnotherKind() {
        assertThatThrownBy(() -> Doubles.unary(x -> x.cast(DType.FLOAT32)).applyAsDouble(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Doubles.unary: expected a function that returns a float64 tensor of one element, got one "
                        + "that returns one of dtype FLOAT32 and shape (); convert it with cast(DType.FLOAT64)");
        assertThatThrownBy(() -> Doubles.value(x -> log(x)).applyAsDouble(new double[]{1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Doubles.value: expected a function that returns a float64 tensor of one element, got one "
                        + "that returns one of dtype FLOAT64 and shape (2,); Doubles.mapping takes one of several "
                        + "elements");
    }

    @Test
    void roomThatDoesNotFit() {
        assertThatThrownBy(() -> Doubles.mapping(x -> x).apply(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Doubles.mapping: result: expected an array of 2 numbers to write into, got one of 3");
        assertThatThrownBy(() -> Doubles.valueAndGrad(x -> x.sum()).apply(new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected an array of 2 numbers");
    }

    @Test
    void whatItPrints() {
        assertThat(Doubles.unary(x -> x))
                .hasToString("Doubles.unary(..): a function, not yet applied; call applyAsDouble(..) on it");
    }
}
