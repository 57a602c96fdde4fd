package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.jit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Tensor;
import org.leibniz.TensorFn2;

/// What is computed at once has the bits that a program gives, whatever the numbers and however many.
final class AtOnceTest {
    private static final double[] SPECIAL = {0, -0.0, 1, -1, 2, 0.5, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 3, -7.5};

    private static final List<TensorFn2<Tensor>> FUNCTIONS = List.of((a, b) -> a.add(b), (a, b) -> a.sub(b),
            (a, b) -> a.mul(b), (a, b) -> a.div(b), (a, b) -> a.maximum(b), (a, b) -> a.minimum(b),
            (a, b) -> a.neg(), (a, b) -> a.abs(), (a, b) -> a.square(), (a, b) -> a.sqrt(), (a, b) -> a.reciprocal(),
            (a, b) -> a.floor(), (a, b) -> a.relu(), (a, b) -> a.sign(), (a, b) -> a.add(1), (a, b) -> a.mul(0),
            (a, b) -> a.add(0), (a, b) -> a.sub(0), (a, b) -> a.div(2), (a, b) -> b.mul(-1), (a, b) -> a.add(a));

    private static Tensor random(DType dtype, int n, Random random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian();
        }
        return Tensor.of(x).cast(dtype);
    }

    private static long[] bits(Tensor x) {
        return Arrays.stream(x.cast(DType.FLOAT64).toDoubleArray())
                .mapToLong(Double::doubleToLongBits).toArray();
    }

    @Test
    void bitsAreThoseOfAProgram() {
        var random = new Random(5);
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int n : new int[]{1, 2, 7, 33, 512, 513}) {
                Tensor a = random(dtype, n, random);
                Tensor b = random(dtype, n, random);
                for (int i = 0; i < FUNCTIONS.size(); i++) {
                    var f = FUNCTIONS.get(i);
                    assertThat(bits(f.apply(a, b))).as("function %d of %d elements of %s", i, n, dtype)
                            .isEqualTo(bits(jit(f).apply(a, b)));
                }
            }
        }
    }
}
