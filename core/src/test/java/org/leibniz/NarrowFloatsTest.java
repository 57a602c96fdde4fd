package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.jvp;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;

/// float16 and bfloat16: a number becomes one by one rounding, wherever it comes from, and what is counted or added up
/// on the way of a derivative is not counted in eight or eleven bits.
final class NarrowFloatsTest {
    // ---- one rounding

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void doublesAreRoundedOnce(DType to) {
        double[] x = hard(to);
        short[] nearest = new short[x.length];
        for (int i = 0; i < x.length; i++) {
            nearest[i] = nearest(to, new BigDecimal(x[i]));
        }
        everyWay(Tensor.of(DType.FLOAT64, x), to, nearest);
        for (int i = 0; i < x.length; i++) {
            double number = x[i];
            if (isInfinite(to, nearest[i])) { // a cast makes that of it, but it is no number of the dtype
                assertThatThrownBy(() -> Tensor.of(to, number)).hasMessageContaining("range");
                continue;
            }
            assertThat(Tensor.of(to, number).read().data()).as("of %s", number).isEqualTo(new short[]{nearest[i]});
            assertThat(Ops.full(to, number, 2).read().data()).isEqualTo(new short[]{nearest[i], nearest[i]});
            assertThat(Ops.zeros(to, 1).add(number).read().data()).as("added %s", number)
                    .isEqualTo(new short[]{nearest[i]});
        }
    }

    private static boolean isInfinite(DType dtype, short bits) {
        return (bits & 0x7fff) == (dtype == DType.FLOAT16 ? 0x7c00 : 0x7f80);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void integersAreRoundedOnce(DType to) {
        var random = new Random(5);
        var wide = new java.util.ArrayList<Long>(
                List.of(0L, 1L, 2049L, 2051L, 257L, 259L, 65519L, 65520L, 65521L, (1L << 30) + (1 << 22) + 1,
                        (1L << 30) + (1 << 22), (1L << 30) + (3 << 22) - 1, (1L << 62) + (1L << 54) + 1,
                        (1L << 62) + (3L << 54) - 1,
                        (1L << 62) + (1L << 54),
                        Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, (1L << 53) + (1L << 45) + 1));
        for (int i = 0; i < 400; i++) {
            int bits = 9 + random.nextInt(54);
            long leading = 1L << bits | random.nextLong(1L << 7) << bits - 7;
            wide.add((leading | 1L << Math.max(bits - 8, 0)) + random.nextInt(-1, 2));
        }
        long[] longs = wide.stream().flatMap(v -> List.of(v, -v).stream()).mapToLong(v -> v).toArray();
        everyWay(Tensor.of(longs), to, nearest(to, longs));
        int[] ints = Arrays.stream(longs).filter(v -> v == (int) v).mapToInt(v -> (int) v).toArray();
        everyWay(Tensor.of(ints), to, nearest(to, Arrays.stream(ints).asLongStream().toArray()));
    }

    /// On every evaluator, few and many at a time, alone and in a kernel with others.
    private static void everyWay(Tensor x, DType to, short[] nearest) {
        Backends.all().forEach((name, evaluator) -> Evaluator.with(evaluator, () -> {
            assertThat(x.cast(to).read().data()).as("cast on %s", name).isEqualTo(nearest);
            assertThat(jit(t -> Ops.abs(t.cast(to))).apply(x).read().data()).as("in a kernel on %s", name)
                    .isEqualTo(absolute(nearest));
            for (int i = 0; i < nearest.length; i++) {
                int at = i;
                assertThat(jit(t -> t.cast(to).neg().neg()).apply(x.get(at)).read().data())
                        .as("%s on %s", x.get(at), name)
                        .isEqualTo(new short[]{nearest[i]});
            }
            return null;
        }));
        int times = 6000 / nearest.length + 1;
        short[] often = new short[times * nearest.length];
        IntStream.range(0, often.length).forEach(i -> often[i] = nearest[i % nearest.length]);
        assertThat(x.tile(times).cast(to).read().data()).isEqualTo(often);
    }

    private static short[] absolute(short[] bits) {
        short[] r = new short[bits.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = (short) (bits[i] & 0x7fff);
        }
        return r;
    }

    /// Ties, what is next to them by less than a float tells, subnormals and the edge of overflow.
    private static double[] hard(DType to) {
        var random = new Random(3);
        int digits = to == DType.FLOAT16 ? 10 : 7;
        int least = to == DType.FLOAT16 ? -24 : -133;
        int most = to == DType.FLOAT16 ? 15 : 127;
        double[] x = new double[1200];
        for (int i = 0; i < x.length; i += 2) {
            int exponent = least - 2 + random.nextInt(most - least + 4);
            double tie = Math.scalb(1 + Math.scalb(2.0 * random.nextInt(1 << digits) + 1, -digits - 1), exponent);
            double beside = Math.scalb(1.0, exponent - 25 - random.nextInt(26));
            x[i] = tie + beside * random.nextInt(-1, 2);
            x[i + 1] = -x[i];
        }
        x[0] = 1 + 0x1p-11 + 0x1p-40;
        x[2] = 65520 - 0x1p-30;
        x[4] = 0x1p-25 + 0x1p-60;
        x[6] = 0x1p-25;
        x[8] = 0x1p-134 + 0x1p-180;
        x[10] = 0x1.ffp127 - 0x1p90;
        x[12] = 1e300;
        x[14] = Double.MIN_VALUE;
        x[16] = 3.4028235677973366e38; // half way from the largest float to 2¹²⁸
        return x;
    }

    private static short[] nearest(DType to, long... x) {
        short[] nearest = new short[x.length];
        for (int i = 0; i < x.length; i++) {
            nearest[i] = nearest(to, BigDecimal.valueOf(x[i]));
            nearest[i] = x[i] == 0 ? 0 : nearest[i];
        }
        return nearest;
    }

    /// By search among all numbers of the dtype.
    private static short nearest(DType to, BigDecimal v) {
        int infinity = to == DType.FLOAT16 ? 0x7c00 : 0x7f80;
        var size = v.abs();
        int low = 0;
        int high = infinity;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (number(to, middle).compareTo(size) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int c = size.multiply(BigDecimal.TWO).compareTo(number(to, low).add(number(to, low + 1)));
        int bits = c < 0 || c == 0 && low % 2 == 0 ? low : low + 1;
        return (short) (v.signum() < 0 ? bits | 0x8000 : bits);
    }

    /// The number of some bits; infinity is where the next number would be.
    private static BigDecimal number(DType to, int bits) {
        boolean half = to == DType.FLOAT16;
        return bits == (half ? 0x7c00 : 0x7f80)
                ? BigDecimal.TWO.pow(half ? 16 : 128)
                : new BigDecimal(Buffers.getDouble(to, new short[]{(short) bits}, 0));
    }

    // ---- counts

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32"})
    void tiesAreCountedBeyondWhatTheDtypeCounts(DType dtype) {
        for (int n : new int[]{3, 257, 300, 2049, 4097, 65_505, 70_000}) {
            Tensor x = Ops.full(dtype, 2.5, n);
            double share = Buffers.getDouble(dtype, Tensor.of(dtype, 1.0 / n).read().data(), 0);
            for (TensorFn1<Tensor> f : List.<TensorFn1<Tensor>>of(t -> t.max(), t -> t.min())) {
                Tensor g = grad(f).apply(x);
                assertThat(g.dtype()).isEqualTo(dtype);
                assertThat(farthest(g, share)).as("gradient, %s of %s", n, dtype).isZero();
                Tensor ones = Ops.ones(dtype, n);
                assertThat(jvp(f, x, ones).tangent().cast(DType.FLOAT64).item()).as("tangent, %s of %s", n, dtype)
                        .isEqualTo(1);
            }
        }
        Tensor rows = Ops.full(dtype, -1, 2, 5000);
        Tensor g = grad(t -> t.max(1).sum()).apply(rows).cast(DType.FLOAT64);
        assertThat(farthest(g, 0.0002)).isCloseTo(0, within(0.0002 / 128));
    }

    /// Means, deviations and the like of more elements than the dtype counts, whose sums it does not hold.
    @Test
    void averagesOfManyHalves() {
        int n = 70_000;
        Tensor x = Ops.full(DType.FLOAT16, 3, n);
        assertThat(x.mean().cast(DType.FLOAT64).item()).isEqualTo(3);
        assertThat(x.std().cast(DType.FLOAT64).item()).isEqualTo(0);
        assertThat(x.norm().cast(DType.FLOAT64).item()).isCloseTo(3 * Math.sqrt(n), within(0.5));
        double share = Float.float16ToFloat(Float.floatToFloat16(1f / n));
        assertThat(farthest(grad(t -> t.mean()).apply(x), share)).isZero();
        Tensor p = Ops.softmax(x, 0).cast(DType.FLOAT64);
        assertThat(farthest(p, share)).isZero();
        assertThat(farthest(grad(t -> t.logsumexp()).apply(x), share)).isZero();
    }

    private static double farthest(Tensor x, double from) {
        return Ops.abs(x.cast(DType.FLOAT64).sub(from)).max().item();
    }

    /// -½ x^-1.5 is in range where x^-1.5 is not.
    @Test
    void theSlopeOfRsqrtReachesAsFarAsItsDtype() {
        Tensor x = Tensor.of(DType.FLOAT16, 0x1.b2cp-12, 0x1.0a8p-11); // -59225.7 and -43629.4, halves are 32 apart
        assertThat(grad((Tensor t) -> Ops.rsqrt(t).sum()).apply(x).toDoubleArray()).containsExactly(
                new double[]{-59225.7, -43629.4},
                within(64.0));
    }
}
