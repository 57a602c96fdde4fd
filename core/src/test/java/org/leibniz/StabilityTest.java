package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exponentials neither overflow nor cancel: values and derivatives of several orders are right where the textbook
/// formula is not.
class StabilityTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /// Value and derivatives of the orders 1 to 3 at a point, in float64 and float32, to a few ulp of each.
    private static void check(TensorFn1<Tensor> f, double x, double... expected) {
        for (DType dtype : new DType[]{FLOAT64, FLOAT32}) {
            Tensor at = Tensor.scalar(x).cast(dtype);
            var order1 = grad(f);
            var order2 = grad(order1);
            double[] given = {f.apply(at).item(), order1.apply(at).item(), order2.apply(at).item(),
                    grad(order2).apply(at).item()};
            for (int k = 0; k < 4; k++) {
                double tolerance = Math.abs(expected[k]) * (dtype == FLOAT64 ? 1e-14 : 2e-6);
                assertThat(given[k]).as("%s, derivative of order %d at %s", dtype, k, x).isCloseTo(expected[k],
                        within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1000, -30, 30, 1000})
    void logisticFunctions(double x) {
        double p = Math.exp(-Math.abs(x)) / (1 + Math.exp(-Math.abs(x))); // the small one of sigmoid(x) and sigmoid(-x)
        double q = 1 / (1 + Math.exp(-Math.abs(x)));
        double up = x > 0 ? q : p;
        double down = x > 0 ? p : q;
        double softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        double other = Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        double second = p * q;
        double third = second * (down - up);
        double fourth = second * (1 - 6 * p * q);
        check(t -> softplus(t), x, softplus, up, second, third);
        check(t -> sigmoid(t), x, up, second, third, fourth);
        check(t -> logSigmoid(t), x, -other, down, -second, -third);
        // Labels 0 and 1: each term by itself.
        check(t -> binaryCrossEntropyWithLogits(t, Tensor.scalar(0f)), x, softplus, up, second, third);
        check(t -> binaryCrossEntropyWithLogits(t, Tensor.scalar(1f)), x, other, -down, second, third);
    }

    @Test
    void aPositiveWeightLeavesTheLabelsDerivativeFinite() {
        Tensor z = Tensor.of(-200.0, 200.0, 0.0);
        Tensor d = grad(y -> binaryCrossEntropyWithLogits(z, y, Tensor.scalar(1), Tensor.scalar(2)))
                .apply(Tensor.of(0.0, 1.0, 0.5));
        // (2 softplus(-z) - softplus(z)) / 3
        assertThat(d.toDoubleArray()).containsExactly(new double[]{400 / 3.0, -200 / 3.0, Math.log(2) / 3},
                within(1e-12));
    }

    @Test
    void smallArguments() {
        check(t -> log1p(t), 1e-20, 1e-20, 1, -1, 2);
        check(t -> expm1(t), 1e-20, 1e-20, 1, 1, 1);
        double slope = -2 / Math.sqrt(Math.PI) * Math.exp(-64);
        check(t -> erfc(t), 8, 1.1224297172982928e-29, slope, -16 * slope, 254 * slope);
    }

    @Test
    void linearUnits() {
        check(t -> gelu(t), 1000, 1000, 1, 0, 0);
        check(t -> gelu(t), -1000, 0, 0, 0, 0);
        check(t -> silu(t), 1000, 1000, 1, 0, 0);
        check(t -> silu(t), -1000, 0, 0, 0, 0);
    }

    private static double[][] hessian(TensorFn1<Tensor> f, double... x) {
        double[][] rows = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            int row = i;
            rows[i] = grad(t -> grad(f).apply(t).get(row)).apply(Tensor.of(x)).toDoubleArray();
        }
        return rows;
    }

    @Test
    void logsumexpOfLargeNumbers() {
        for (double c : new double[]{-1000, 0, 1000}) {
            Tensor x = Tensor.of(c, c, c - 2000);
            assertThat(x.logsumexp().item()).isCloseTo(c + Math.log(2), within(1e-12));
            assertThat(grad(t -> t.logsumexp()).apply(x).toDoubleArray()).containsExactly(0.5, 0.5, 0);
            assertThat(hessian(t -> t.logsumexp(), c, c, c - 2000))
                    .isDeepEqualTo(new double[][]{{0.25, -0.25, 0}, {-0.25, 0.25, 0}, {0, 0, 0}});
        }
    }

    @Test
    void logsumexpOfInfinities() {
        Tensor nothing = Tensor.of(-INF, -INF);
        assertThat(nothing.logsumexp().item()).isEqualTo(-INF);
        assertThat(grad(t -> t.logsumexp()).apply(nothing).toDoubleArray()).containsExactly(0, 0);
        assertThat(Tensor.of(-INF, 3).logsumexp().item()).isEqualTo(3);
        assertThat(grad(t -> t.logsumexp()).apply(Tensor.of(-INF, 3)).toDoubleArray()).containsExactly(0, 1);
        assertThat(Tensor.of(INF, 3).logsumexp().item()).isEqualTo(INF);
        assertThat(zeros(0).logsumexp().item()).isEqualTo(-INF);
        assertThat(Tensor.of(Double.NaN, 3).logsumexp().item()).isNaN();
        assertThat(softmax(Tensor.of(-INF, 3.0, 3.0)).toDoubleArray()).containsExactly(0, 0.5, 0.5);
        assertThat(logSoftmax(Tensor.of(-INF, 3.0, 3.0)).toDoubleArray()).containsExactly(-INF, -Math.log(2),
                -Math.log(2));
    }

    @Test
    void softmaxOfLargeNumbers() {
        Tensor x = Tensor.of(1000.0, 0.0, -1000.0);
        assertThat(softmax(x).toDoubleArray()).containsExactly(1, 0, 0);
        assertThat(logSoftmax(x).toDoubleArray()).containsExactly(0, -1000, -2000);
        for (int i = 0; i < 3; i++) {
            int row = i;
            assertThat(hessian(t -> softmax(t).get(row), x.toDoubleArray())).isDeepEqualTo(new double[3][3]);
            assertThat(hessian(t -> logSoftmax(t).get(row), x.toDoubleArray())).isDeepEqualTo(new double[3][3]);
        }
    }

    @Test
    void crossEntropyOfLargeLogits() {
        Tensor x = Tensor.of(new double[][]{{1000, 0, -1000}});
        assertThat(crossEntropy(x, Tensor.of(2)).item()).isEqualTo(2000);
        assertThat(grad(t -> crossEntropy(t, Tensor.of(2))).apply(x).toDoubleArray()).containsExactly(1, 0, -1);
        for (Tensor certain : List.of(Tensor.of(0), Tensor.of(1.0, 0.0, 0.0).reshape(1, 3))) {
            assertThat(crossEntropy(x, certain)).hasToString("0.0"); // not -0.0
        }
        assertThat(grad(t -> crossEntropy(t, Tensor.of(0))).apply(x).toDoubleArray()).containsExactly(0, 0, 0);
    }

    /// Where the derivative of a root would be 0/0.
    @Test
    void rootsAtZero() {
        Tensor zero = Tensor.of(0.0, 0.0);
        assertThat(grad(t -> t.norm()).apply(zero).toDoubleArray()).containsExactly(0, 0);
        assertThat(grad(t -> t.std()).apply(Tensor.of(5.0, 5.0)).toDoubleArray()).containsExactly(0, 0);
        // A norm has no second derivative at 0. It is not taken as 0, or that of its square would be 0.
        assertThat(Arrays.stream(hessian(t -> t.norm(), 0, 0)).flatMapToDouble(Arrays::stream).toArray())
                .containsOnly(Double.NaN);
        assertThat(grad(t -> t.norm()).apply(Tensor.of(3.0, 4.0)).toDoubleArray())
                .containsExactly(new double[]{0.6, 0.8}, within(1e-15));
    }
}
