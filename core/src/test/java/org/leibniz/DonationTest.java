package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Arguments that are given up to a compiled function: the results are the same, they are written where the arguments
/// were, and nothing else changes.
final class DonationTest {
    /// Two tensors of a step.
    record Pair(Tensor a, Tensor b) {}

    private static Tensor numbers(int seed, int... shape) {
        int n = 1;
        for (int d : shape) {
            n *= d;
        }
        var random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.of(x).reshape(shape).add(0f); // of its own
    }

    /// The result is where the argument was: the same array, seen by what a call allocates.
    private static long allocated(Runnable call) {
        long before = Allocated.byThisThread();
        call.run();
        return Allocated.byThisThread() - before;
    }

    @Test
    void resultsAreWrittenWhereTheArgumentsWere() {
        int n = 1 << 18;
        TensorFn2<Tensor> f = (x, g) -> x.sub(exp(g).mul(0.1)).mul(x);
        var fresh = jit(f);
        var donating = jit(f, donate(0));
        var g = numbers(2, n);
        Tensor[] x = {numbers(1, n)};
        Tensor[] y = {numbers(1, n)};
        for (int i = 0; i < 20; i++) {
            x[0] = fresh.apply(x[0], g);
            y[0] = donating.apply(y[0], g);
        }
        assertThat(y[0].toFloatArray()).isEqualTo(x[0].toFloatArray());
        assertThat(allocated(() -> x[0] = fresh.apply(x[0], g))).isGreaterThan(4L * n);
        assertThat(allocated(() -> y[0] = donating.apply(y[0], g))).isLessThan(4L * n / 8);
    }

    /// What was never read serves for results, as the gradients of the call before.
    @Test
    void whatIsNotReadServesAsWell() {
        int n = 1 << 18;
        Fn2<Pair, Pair, Pair> f = (p, old) -> grad((Pair q) -> sin(q.a()).mul(q.b()).sum()).apply(p);
        var donating = jit(f, donate(1));
        var p = new Pair(numbers(1, n), numbers(2, n));
        var expected = f.apply(p, p);
        Pair[] r = {donating.apply(p, new Pair(numbers(3, n), numbers(4, n)))};
        for (int i = 0; i < 5; i++) {
            r[0] = donating.apply(p, r[0]);
        }
        assertThat(r[0].a().toFloatArray()).isEqualTo(expected.a().toFloatArray());
        assertThat(r[0].b().toFloatArray()).isEqualTo(expected.b().toFloatArray());
        assertThat(allocated(() -> r[0] = donating.apply(p, r[0]))).isLessThan(4L * n / 8);
    }

    /// Whatever reads an argument behind, beside or after what is written in its place.
    @Test
    void whatIsStillReadIsNotWrittenOver() {
        var functions = new ArrayList<TensorFn2<?>>();
        functions.add((x, y) -> tuple(x.add(y), x.flip(0)));
        functions.add((x, y) -> tuple(exp(x), x.mul(x.sum())));
        functions.add((x, y) -> tuple(x.mul(2), x));
        functions.add((x, y) -> tuple(y.mul(2), x.add(1), exp(x).mul(y)));
        functions.add((x, y) -> tuple(x.add(y.flip(0)), y.add(x.flip(0))));
        functions.add((x, y) -> tuple(x.sub(x.sum(keepDims(1))), y.add(x.sum(0))));
        functions.add((x, y) -> tuple(softmax(x, 1), y.matmul(x.transpose()).matmul(x)));
        functions.add((x, y) -> tuple(tanh(x).add(y), square(tanh(x)).mul(y), x.sum(0)));
        functions.add((x, y) -> tuple(x.reshape(50, 60), x.add(y)));
        functions.add((x, y) -> tuple(x.add(y), x.add(y)));
        functions.add((x, y) -> tuple(sin(y), sin(x), sin(x).mul(x).add(x)));
        functions.add((x, y) -> tuple(y, x));
        functions.add((x, y) -> Flow.fori(0, 3, x, (i, s) -> s.mul(0.5).add(y)));
        for (var f : functions) {
            var plain = jit(f);
            for (var donated : new Donated[]{donate(0), donate(1), donate(0, 1)}) {
                var donating = jit(f, donated);
                for (int i = 0; i < 3; i++) {
                    var expected = Tree.leaves(plain.apply(numbers(i, 60, 50), numbers(i + 9, 60, 50)));
                    var got = Tree.leaves(donating.apply(numbers(i, 60, 50), numbers(i + 9, 60, 50)));
                    for (int k = 0; k < expected.size(); k++) {
                        assertThat(got.get(k).toFloatArray()).as("%s of %s, result %s", donated,
                                functions.indexOf(f), k).isEqualTo(expected.get(k).toFloatArray());
                    }
                }
            }
        }
    }

    @Test
    void whatWasGivenUpCannotBeUsed() {
        var f = jit((Tensor x) -> x.mul(2), donate(0));
        var x = numbers(1, 3);
        var y = f.apply(x);
        var uses = new ArrayList<Runnable>();
        uses.add(() -> x.add(1));
        uses.add(() -> x.toFloatArray());
        uses.add(() -> f.apply(x));
        uses.add(() -> grad((Tensor a) -> a.mul(x).sum()).apply(y));
        uses.add(() -> jit((Tensor a) -> a.mul(x)).apply(y));
        for (var use : uses) {
            assertThatExceptionOfType(LeakException.class).isThrownBy(use::run).withMessageContaining("f32[3]")
                    .withMessageContaining("donated to a jitted function (DonationTest.java:")
                    .withMessageContaining("use what that call returned");
        }
        assertThat(y.mul(2).shape()).isEqualTo(Shape.of(3));
    }

    /// A tensor that shares its elements with another is copied, so the other stays as it is.
    @Test
    void whatIsSharedIsCopied() {
        int n = 2000;
        var f = jit((Tensor x) -> x.mul(2), donate(0));
        var x = numbers(1, n);
        float[] before = x.toFloatArray();
        var other = x.reshape(40, 50);
        var parameter = new Parameter(numbers(1, n), "w");
        assertThat(f.apply(x).toFloatArray()[7]).isEqualTo(2 * before[7]);
        assertThat(other.reshape(n).toFloatArray()).isEqualTo(before);
        var y = numbers(1, n);
        var second = new Parameter(y, "v");
        f.apply(y);
        assertThat(second.value().toFloatArray()).isEqualTo(before);
        f.apply(parameter.value().add(0f));
        assertThat(parameter.value().toFloatArray()).isEqualTo(before);
        var same = jit((Tensor a) -> tuple(a, a.reshape(40, 50)));
        var pair = same.apply(numbers(1, n));
        f.apply(pair.first());
        assertThat(pair.second().reshape(n).toFloatArray()).isEqualTo(before);
    }

    /// Zeros that serve twice, and one tensor in two places.
    @Test
    void oneTensorInTwoPlaces() {
        int n = 2000;
        var step = jit((Pair p) -> new Pair(p.a().add(1), p.b().mul(3).add(p.a())), donate(0));
        var x = numbers(1, n);
        float[] before = x.toFloatArray();
        var r = step.apply(new Pair(x, x));
        for (int i = 0; i < n; i++) {
            assertThat(r.a().toFloatArray()[i]).isEqualTo(before[i] + 1);
            assertThat(r.b().toFloatArray()[i]).isEqualTo(before[i] * 3 + before[i]);
        }
        var zeros = zeros(n);
        step.apply(step.apply(new Pair(zeros, zeros)));
        assertThat(zeros.add(0).sum().item()).isZero();
        var both = jit((Tensor a, Tensor b) -> tuple(a.add(b), b.flip(0)), donate(0));
        var y = numbers(2, n);
        float[] old = y.toFloatArray();
        var result = both.apply(y, y);
        assertThat(result.first().toFloatArray()[3]).isEqualTo(old[3] + old[3]);
        assertThat(result.second().toFloatArray()[3]).isEqualTo(old[n - 4]);
    }

    /// Numbers that a program has for all its calls are not written over when they were a result that is given up.
    @Test
    void whatAProgramKeepsIsItsOwn() {
        int n = 2000;
        var f = jit((Tensor x) -> tuple(x.mul(2), zeros(n), arange(n).cast(DType.FLOAT32)));
        var loop = jit((Tensor x) -> Flow.fori(0, 2, tuple(x, ones(n)), (i, s) -> tuple(s.first().add(1), s.second())));
        var g = jit((Tensor x) -> exp(x).add(3), donate(0));
        var x = numbers(1, n);
        for (int i = 0; i < 3; i++) {
            var r = f.apply(x);
            assertThat(r.second().sum().item()).isZero();
            assertThat(r.third().get(7).item()).isEqualTo(7);
            g.apply(r.second());
            g.apply(r.third());
            var s = loop.apply(x);
            assertThat(s.second().sum().item()).isEqualTo(n);
            g.apply(s.second());
        }
    }

    /// Inside another transformation nothing is given up.
    @Test
    void insideOthersNothingIsGivenUp() {
        var f = jit((Tensor x) -> x.mul(x), donate(0));
        var x = numbers(1, 1000);
        assertThat(grad((Tensor a) -> f.apply(a).sum()).apply(x).toFloatArray()).isEqualTo(x.mul(2).toFloatArray());
        assertThat(vmap(f).apply(x.reshape(20, 50)).shape()).isEqualTo(Shape.of(20, 50));
        assertThat(x.sum().item()).isFinite();
    }

    @Test
    void positionsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> donate()).withMessageContaining("got none");
        assertThatIllegalArgumentException().isThrownBy(() -> donate(-1)).withMessageContaining("[-1]");
        assertThatIllegalArgumentException().isThrownBy(() -> donate(1, 1)).withMessageContaining("[1, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit((Tensor x) -> x.mul(2), donate(1)).apply(numbers(1, 3)))
                .withMessageContaining("of which there is one, 0, got 1");
        assertThat(donate(0, 2)).hasToString("donate(0, 2)");
    }
}
