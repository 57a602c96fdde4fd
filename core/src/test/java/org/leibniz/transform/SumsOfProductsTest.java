package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.tanh;
import static org.leibniz.Leibniz.tuple;
import static org.leibniz.transform.SimplifyTest.all;
import static org.leibniz.transform.SimplifyTest.f64;
import static org.leibniz.transform.SimplifyTest.program;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leibniz.DType;
import org.leibniz.Flow;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;

/// Which sums leave their loops, that those that cannot stay, and that the results are those of the loops.
class SumsOfProductsTest {
    private static final Type COUNT = Type.scalar(DType.INT32);
    private static final Routine.Dot OVER_ROWS = new Routine.Dot(Ints.of(), Ints.of(), Ints.of(0), Ints.of(0));
    private static final Routine.Dot IN_BATCHES = new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(2));

    /// A scan of six trips.
    private static Value[] scan(Program body, int consts, int carry, boolean reverse, Value... in) {
        Value[] operands = new Value[in.length + 1];
        operands[0] = Value.literal(COUNT, 6);
        System.arraycopy(in, 0, operands, 1, in.length);
        return Value.bind(new Composite.Scan(body, consts, carry, reverse, 6), operands);
    }

    /// The state of the only loop of a program.
    private static int carry(Program p) {
        for (int i = 0; i < p.size(); i++) {
            if (p.op(i) instanceof Composite.Scan scan) {
                return scan.carry();
            }
        }
        return 0;
    }

    @Test
    void aProductOfWhatIsScannedNeedsNoLoop() {
        var body = program(x -> all(x[0].add(x[1].dot(OVER_ROWS, x[2]))), f64(32, 40), f64(4, 32), f64(4, 40));
        var p = program(x -> scan(body, 0, 1, true, x), f64(32, 40), f64(6, 4, 32), f64(6, 4, 40));
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64[32,40], b: f64[6,4,32], c: f64[6,4,40]
                  d: f64[32,40] = dot[batch [][] contract [0,1][0,1]] b c
                  e: f64[32,40] = add a d
                  return e }""");
    }

    /// Everything that keeps a sum where it is, one at a time.
    @Test
    void whatStays() {
        assertStays(x -> all(x[0].add(x[1].dot(OVER_ROWS, x[2])), x[0].sum(Ints.of(0, 1)))); // read before
        assertStays(x -> { // and after
            var next = x[0].add(x[1].dot(OVER_ROWS, x[2]));
            return all(next, next.sum(Ints.of(0, 1)));
        });
        assertStays(x -> all(x[0].mul(2).add(x[1].dot(OVER_ROWS, x[2])), Value.zeros(f64())));
        assertStays(x -> all(x[0].add(x[1].dot(OVER_ROWS, x[2])).add(x[1].sum(Ints.of(0, 1)).broadcast(
                Shape.of(32, 40))), Value.zeros(f64())));
        assertStays(x -> all(x[1].dot(OVER_ROWS, x[2]).add(x[1].dot(OVER_ROWS, x[2].add(x[0].slice(0, 0, 4)))),
                Value.zeros(f64())));
    }

    private static void assertStays(Function<Value[], Value[]> trip) {
        var body = program(trip, f64(32, 40), f64(4, 32), f64(4, 40));
        var p = program(x -> scan(body, 0, 1, false, x), f64(32, 40), f64(6, 4, 32), f64(6, 4, 40));
        assertThat(carry(Simplify.of(p))).as(p.toString()).isEqualTo(1);
        assertSame(p, new Random(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void computesTheSame(int block) {
        int left = 0;
        for (int seed = block * 100; seed < block * 100 + 30; seed++) {
            var random = new Random(seed);
            var body = program(x -> trip(random, x), f64(32, 40), f64(32, 40), f64(4, 32), f64(8, 8, 20), f64(4, 40),
                    f64(4, 32), f64(8, 8, 3), f64(8, 20, 3));
            boolean reverse = random.nextBoolean();
            var p = program(x -> scan(body, 1, 3, reverse, x), f64(32, 40), f64(32, 40), f64(4, 32), f64(8, 8, 20),
                    f64(6, 4, 40), f64(6, 4, 32), f64(6, 8, 8, 3), f64(6, 8, 20, 3));
            left += 3 - carry(Simplify.of(p));
            assertSame(p, random);
        }
        assertThat(left).as("sums that left").isGreaterThan(20);
    }

    /// A trip: a constant, two sums around a state, and items.
    private static Value[] trip(Random random, Value[] x) {
        var w = x[0];
        var h = x[2];
        var next = h.mul(0.5).add(x[5]).map(ScalarFn.TANH);
        if (random.nextInt(5) == 0) {
            next = next.add(x[1].sum(Ints.of(0, 1)).mul(0.01).broadcast(next.shape())); // reads the sum
        }
        Value[] narrow = {h, x[5], next, h.map(ScalarFn.SIN)};
        Value[] wide = {x[4], h.matmul(w), x[4].map(ScalarFn.SIN), w.slice(0, 3, 4)};
        var sum = x[1];
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            Value term = random.nextInt(6) == 0
                    ? w
                    : narrow[random.nextInt(4)].dot(OVER_ROWS, wide[random.nextInt(4)]);
            sum = random.nextBoolean() ? sum.add(term) : term.add(sum);
        }
        var batches = x[3].add(x[6].dot(IN_BATCHES, random.nextBoolean() ? x[7] : x[7].mul(2)));
        return random.nextBoolean()
                ? all(sum, next, batches, narrow[random.nextInt(4)], wide[random.nextInt(3)])
                : all(sum, next, batches, x[3].sum(Ints.of(0)));
    }

    private static void assertSame(Program p, Random random) {
        Object[] inputs = new Object[p.params()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.doubles(p.type(i).shape().size(), -1, 1).toArray();
        }
        Object[] expected = new Reference().run(p, inputs);
        var simple = Simplify.of(p);
        Object[] actual = new Reference().run(simple, inputs);
        for (int k = 0; k < expected.length; k++) {
            assertClose(p.toString(), (double[]) expected[k], (double[]) actual[k]);
        }
        assertThat(Simplify.of(simple)).isEqualTo(simple);
    }

    private static void assertClose(String what, double[] expected, double[] actual) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(what).isCloseTo(expected[i], within(1e-10 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /// The first and second derivatives of a recurrent net, as users have it.
    @Test
    void gradientsOfARecurrentNet() {
        var w = arange(32 * 32).cast(DType.FLOAT64).sin().mul(0.3).reshape(32, 32);
        var xs = arange(5 * 4 * 32).cast(DType.FLOAT64).cos().reshape(5, 4, 32);
        TensorFn1<Tensor> loss = v -> Flow.scan(xs.get(0), xs, (h, x) -> {
            var next = tanh(h.matmul(v).add(x));
            return tuple(next, next);
        }).ys().square().sum();
        TensorFn1<Tensor> gradient = v -> grad(loss).apply(v);
        TensorFn1<Tensor> second = v -> grad((Tensor u) -> gradient.apply(u).mul(w.sin()).sum()).apply(v);
        for (var f : List.of(gradient, second)) {
            double[] expected = Evaluator.with(new Reference(), () -> f.apply(w)).toDoubleArray();
            assertClose("a net", expected, jit(f).apply(w).toDoubleArray());
        }
    }
}
