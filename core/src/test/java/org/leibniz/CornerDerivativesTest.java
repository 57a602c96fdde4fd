package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jvp;

import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.leibniz.ir.Evaluator;

/// Derivatives at corners: where one is a choice of branches and is differentiated again, and where squares are out of
/// range.
final class CornerDerivativesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    // ---- powers

    /// Differentiated by a (0) or b (1).
    private static BinaryOperator<Tensor> slope(BinaryOperator<Tensor> f, int by, boolean forward) {
        return (a, b) -> {
            TensorFn1<Tensor> g = t -> by == 0 ? f.apply(t, b) : f.apply(a, t);
            Tensor x = by == 0 ? a : b;
            return forward ? jvp(g, x, Ops.onesLike(x)).tangent() : grad((Tensor t) -> g.apply(t).sum()).apply(x);
        };
    }

    private static void power(double a, double b, String by, double expected) {
        for (boolean forward : new boolean[]{true, false}) {
            BinaryOperator<Tensor> f = Tensor::pow;
            for (int i = 0; i < by.length(); i++) {
                f = slope(f, by.charAt(i) == 'a' ? 0 : 1, forward);
            }
            var derivative = f;
            Backends.all().forEach((name,
                    evaluator) -> assertThat(Evaluator.with(evaluator,
                            () -> derivative.apply(Tensor.scalar(a), Tensor.scalar(b)).item()))
                            .as("%s to the power %s by %s, forward %s, on %s", a, b, by, forward, name)
                            .matches(
                                    got -> got.equals(expected) || got == expected
                                            || Math.abs(got - expected) <= 4 * Math.ulp(expected),
                                    "is " + expected));
        }
    }

    @Test
    void powersAtAnExponentOfZero() {
        for (double a : new double[]{3, 0.25, -2, 1e-100, 1e200}) {
            power(a, 0, "a", 0);
            power(a, 0, "aa", 0);
            power(a, 0, "aaa", 0);
            if (a > 0) {
                power(a, 0, "b", Math.log(a));
                power(a, 0, "bb", Math.log(a) * Math.log(a));
                power(a, 0, "ab", 1 / a);
                power(a, 0, "ba", 1 / a);
            } else {
                power(a, 0, "ab", Double.NaN);
            }
        }
        for (double a : new double[]{1e-100, 1e-155, 1e-200, 1e-300, 1e200}) { // where 1/a² is out of range, too
            power(a, 0, "a", 0);
            power(a, 0, "aa", 0);
            power(a, 0, "ab", 1 / a);
            power(a, 0, "ba", 1 / a);
        }
        power(3, 0, "abb", 2 * Math.log(3) / 3);
        power(3, 0, "bba", 2 * Math.log(3) / 3);
        power(3, 0, "aab", -1.0 / 9);
        power(3, 0, "baa", -1.0 / 9);
    }

    @Test
    void powersOfZero() {
        for (double b : new double[]{2, 3, 2.5, 4}) {
            power(0, b, "a", 0);
            power(0, b, "b", 0);
            power(0, b, "bb", 0);
            power(0, b, "ab", 0);
            power(0, b, "ba", 0);
            power(0, b, "bbb", 0);
        }
        power(0, 2, "aa", 2);
        power(0, 2, "aaa", 0);
        power(0, 3, "aa", 0);
        power(0, 3, "aaa", 6);
        power(0, 3, "aab", 0);
        power(0, 3, "abb", 0);
        power(0, 3, "bba", 0);
        power(0, 2.5, "aa", 0);
        power(0, 1.5, "aa", INF);
        power(0, 1, "a", 1);
        power(0, 1, "aa", 0);
        power(0, 0.5, "a", INF);
        power(0, 0, "a", 0);
        power(0, 0, "aa", 0);
        power(0, 0, "b", 0);
        power(0, -1, "a", -INF);
        power(INF, 0.5, "a", 0);
        power(INF, 2, "a", INF);
        power(-2, 3, "a", 12);
        power(-2, 3, "aa", -12);
        power(-2, 3, "aaa", 6);
        power(-2, -1, "a", -0.25);
    }

    // ---- norms

    @Test
    void normsOutsideTheRangeOfSquares() {
        for (double unit : new double[]{1, 1e200, 1e-200, 1e300, 1e-300, 1e150, 1e-150, Double.MIN_NORMAL}) {
            Tensor x = Tensor.of(3 * unit, 4 * unit);
            assertThat(x.norm().item()).isCloseTo(5 * unit, within(2 * Math.ulp(5 * unit)));
            assertThat(grad(t -> t.norm()).apply(x).toDoubleArray()).containsExactly(new double[]{0.6, 0.8},
                    within(1e-15));
            assertThat(jvp(t -> t.norm(), x, Tensor.of(1.0, 0.0)).tangent().item()).isCloseTo(0.6, within(1e-15));
            if (unit > 1e-300) {
                double[][] h = hessian(t -> t.norm(), x.toDoubleArray());
                double[][] exact = {{0.128 / unit, -0.096 / unit}, {-0.096 / unit, 0.072 / unit}};
                for (int i = 0; i < 4; i++) {
                    assertThat(h[i / 2][i % 2]).as("second derivative at %s", x).isCloseTo(exact[i / 2][i % 2],
                            within(Math.abs(exact[i / 2][i % 2]) * 1e-14));
                }
            }
            Tensor y = Tensor.of(unit, 3 * unit); // mean 2, deviations 1
            assertThat(y.std().item()).isCloseTo(unit, within(2 * Math.ulp(unit)));
            assertThat(grad(t -> t.std()).apply(y).toDoubleArray()).containsExactly(new double[]{-0.5, 0.5},
                    within(1e-15));
        }
        for (double unit : new double[]{1, 1e30, 1e-30, 5e37, 1e-38}) {
            for (DType dtype : List.of(DType.FLOAT32, DType.BFLOAT16)) {
                double eps = dtype == DType.FLOAT32 ? 1e-6 : 1e-2;
                Tensor x = Tensor.of(dtype, 3 * unit, 4 * unit);
                assertThat(x.norm().cast(DType.FLOAT64).item() / unit).isCloseTo(5, within(5 * eps));
                assertThat(grad(t -> t.norm()).apply(x).cast(DType.FLOAT64).toDoubleArray()).containsExactly(
                        new double[]{0.6, 0.8},
                        within(eps));
                Tensor y = Tensor.of(dtype, unit, 3 * unit);
                assertThat(y.std().cast(DType.FLOAT64).item() / unit).isCloseTo(1, within(2 * eps));
                assertThat(grad(t -> t.std()).apply(y).cast(DType.FLOAT64).toDoubleArray()).containsExactly(
                        new double[]{-0.5, 0.5},
                        within(eps));
            }
        }
        assertThat(Tensor.of(INF, 1.0).norm().item()).isEqualTo(INF);
        assertThat(Tensor.of(Double.NaN, 1.0).norm().item()).isNaN();
        Tensor rows = Tensor.of(new double[][]{{3e200, 4e200}, {3, 4}, {3e-200, 4e-200}, {0, 0}});
        assertThat(rows.norm(1).toDoubleArray()).containsExactly(new double[]{5e200, 5, 5e-200, 0}, within(1e185));
        assertThat(grad(t -> t.norm(1).sum()).apply(rows).toDoubleArray()).containsExactly(
                new double[]{0.6, 0.8, 0.6, 0.8, 0.6, 0.8, 0, 0},
                within(1e-15));
        assertThat(Ops.zeros(DType.FLOAT64, 0).norm().item()).isZero();
    }

    /// The chain rule alone gives 0: 2 norm' norm' + 2 norm norm'', of which norm' is taken as 0.
    @Test
    void theSquareOfANormAtZero() {
        double[][] two = {{2, 0}, {0, 2}};
        for (TensorFn1<Tensor> f : List.<TensorFn1<Tensor>>of(t -> Ops.square(t.norm()), t -> t.norm().mul(t.norm()),
                t -> t.norm().pow(2))) {
            assertThat(hessian(f, 0, 0)).isDeepEqualTo(two);
            assertThat(grad(f).apply(Tensor.of(0.0, 0.0)).toDoubleArray()).containsExactly(0, 0);
            assertThat(grad(f).apply(Tensor.of(3e150, 4e150)).toDoubleArray())
                    .containsExactly(new double[]{6e150, 8e150}, within(1e136));
            double[][] h = hessian(f, 3, 4);
            assertThat(h[0]).containsExactly(two[0], within(1e-15));
            assertThat(h[1]).containsExactly(two[1], within(1e-15));
            Tensor zero = Tensor.of(0.0, 0.0);
            Tensor one = Tensor.of(1.0, 0.0);
            double forward = jvp(t -> jvp(f, t, one).tangent(), zero, one).tangent().item();
            assertThat(forward == 2 || Double.isNaN(forward)).as("forward over forward, never silently 0: %s", forward)
                    .isTrue();
        }
    }

    private static double[][] hessian(TensorFn1<Tensor> f, double... x) {
        double[] h = Leibniz.hessian(f).apply(Tensor.of(x)).toDoubleArray();
        double[][] rows = new double[x.length][x.length];
        for (int i = 0; i < h.length; i++) {
            rows[i / x.length][i % x.length] = h[i];
        }
        return rows;
    }
}
