package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a call of a jitted function allocates, on all threads together: the arrays of its results and a little that
/// does not depend on what is computed. Intermediate results live in blocks and buffers that the next call uses again.
final class AllocationTest {
    /// The tensor that is given back, the arrays in which leaves and results travel, the boxes of a varargs call: some
    /// ten small objects.
    private static final long CALL = 1024;
    /// What sharing work among threads takes beside that, each time.
    private static final long SHARED = 512;
    private static final long WARM_NANOS = 200_000_000;
    private static final int CALLS = 10;
    private static final int ROUNDS = 10;
    private static final Tensor SQUARE = normal(Key.of(1), 100, 100).mul(0.1);

    /// Where results go, so that no call can be left out.
    @SuppressWarnings("UnusedVariable")
    private static volatile @Nullable Object sink;

    /// Bytes a call, once it is warm: the least of some rounds, since the JVM's own threads allocate too.
    private static long bytes(Supplier<?> call) {
        long end = System.nanoTime() + WARM_NANOS;
        do {
            for (int i = 0; i < CALLS; i++) {
                sink = call.get();
            }
        } while (System.nanoTime() < end);
        long least = Long.MAX_VALUE;
        for (int r = 0; r < ROUNDS; r++) {
            long before = Allocated.bytes();
            for (int i = 0; i < CALLS; i++) {
                sink = call.get();
            }
            least = Math.min(least, (Allocated.bytes() - before) / CALLS);
        }
        return least;
    }

    /// Sines and squares by turns, which neither fold nor cancel.
    private static Tensor chain(Tensor x, int operations) {
        Tensor y = x;
        for (int i = 0; i < operations; i++) {
            y = i % 2 == 0 ? sin(y) : y.mul(y);
        }
        return y;
    }

    @Test
    void aSmallFunctionAllocatesItsResult() {
        var x = Tensor.of(1.0);
        var f = jit(a -> a.mul(3).add(1));
        assertThat(bytes(() -> f.apply(x))).isLessThanOrEqualTo(CALL);
        var gradient = jit(grad(a -> sin(a).mul(a).sum()));
        assertThat(bytes(() -> gradient.apply(x))).isLessThanOrEqualTo(CALL);
    }

    @Test
    void theNumberOfOperationsDoesNotMatter() {
        var x = uniform(Key.of(2), 1000);
        for (int operations : new int[]{1, 10, 100}) {
            var f = jit(a -> chain(a, operations));
            assertThat(bytes(() -> f.apply(x))).as("%s operations", operations).isBetween(4000L, 4000 + CALL);
            var gradient = jit(grad(a -> chain(a, operations).sum()));
            assertThat(bytes(() -> gradient.apply(x))).as("gradient of %s operations", operations).isBetween(4000L,
                    4000 + CALL);
        }
    }

    @Test
    void aLargeElementwiseFunctionAllocatesItsResult() {
        var x = uniform(Key.of(3), 300_000);
        var f = jit(a -> chain(a, 20));
        assertThat(bytes(() -> f.apply(x))).isBetween(1_200_000L, 1_200_000 + CALL + SHARED);
    }

    /// A reduction makes some numbers for each block of 512 elements: a partial result, and without the Vector API the
    /// 64 lanes that are folded to it. That is a part of one array, and the same however much is computed before.
    @Test
    void aLargeReductionAllocatesNoArrayOfItsOperand() {
        var x = uniform(Key.of(3), 300_000);
        for (int operations : new int[]{2, 20}) {
            var sum = jit(a -> chain(a, operations).sum());
            long lanes = 300_000 / 512 * (64 + 8) * 4L;
            assertThat(bytes(() -> sum.apply(x))).as("%s operations", operations)
                    .isLessThanOrEqualTo(lanes + 8 * SHARED);
        }
    }

    /// Products are results of routines in memory of their own: 40 kB each here, which is planned and used again.
    @Test
    void intermediateArraysAreKeptForTheNextCall() {
        for (int products : new int[]{2, 20}) {
            var f = jit(a -> {
                Tensor y = a;
                for (int i = 0; i < products; i++) {
                    y = tanh(y.matmul(SQUARE));
                }
                return y;
            });
            assertThat(bytes(() -> f.apply(SQUARE))).as("%s products", products).isBetween(40_000L,
                    40_000 + CALL + products * SHARED);
        }
    }
}
