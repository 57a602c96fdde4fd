package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What MindSpore 2.10 silently gets wrong in eager mode, right: values from closed forms, by every composition of
/// transformations.
final class MindSporeWrongTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /// A function and its gradient and Hessian in closed form.
    private record Known(String name, TensorFn1<Tensor> f, BiFunction<double[], Integer, Double> gradient,
            Second hessian) {}

    private interface Second {
        double at(double[] x, int i, int j);
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    }

    private static double same(int i, int j) {
        return i == j ? 1 : 0;
    }

    /// Functions of four numbers; as a matrix they are `[[x0, x1], [x2, x3]]`.
    private static Stream<Known> functions() {
        return Stream.of(new Known("(sum x)²", x -> square(x.sum()), (x, _) -> 2 * sum(x), (_, _, _) -> 2),
                new Known("sum over an axis, squared", x -> square(x.reshape(2, 2).sum(0)).sum(),
                        (x, i) -> 2 * (x[i % 2] + x[i % 2 + 2]),
                        (_, i, j) -> 2 * same(i % 2, j % 2)),
                new Known("(mean x)³", x -> x.mean().pow(3), (x, _) -> 3 * sum(x) * sum(x) / 64,
                        (x, _, _) -> 6 * sum(x) / 64),
                new Known("√(sum x²)", x -> sqrt(x.mul(x).sum()), (x, i) -> x[i] / norm(x),
                        (x, i, j) -> same(i, j) / norm(x) - x[i] * x[j] / Math.pow(norm(x), 3)),
                new Known("matmul(x, x)", x -> matmul(x.reshape(2, 2), x.reshape(2, 2)).sum(),
                        (x, i) -> rows(x, i % 2) + columns(x, i / 2),
                        (_, i, j) -> same(i % 2, j / 2) + same(j % 2, i / 2)),
                new Known("matmul of two functions of x", x -> matmul(square(x), x), (x, i) -> 3 * x[i] * x[i],
                        (x, i, j) -> same(i, j) * 6 * x[i]),
                new Known("concat((x², x))²", x -> square(concat(0, x.mul(x), x)).sum(),
                        (x, i) -> 4 * Math.pow(x[i], 3) + 2 * x[i],
                        (x, i, j) -> same(i, j) * (12 * x[i] * x[i] + 2)),
                new Known("x[1]²", x -> square(x.get(1)), (x, i) -> i == 1 ? 2 * x[1] : 0,
                        (_, i, j) -> i == 1 && j == 1 ? 2 : 0));
    }

    /// The sum of a row of the matrix.
    private static double rows(double[] x, int row) {
        return x[2 * row] + x[2 * row + 1];
    }

    private static double columns(double[] x, int column) {
        return x[column] + x[column + 2];
    }

    @TestFactory
    Stream<DynamicTest> secondDerivatives() {
        return functions().map(k -> DynamicTest.dynamicTest(k.name(), () -> {
            double[] at = {0.7, -1.3, 0.4, 2.1};
            Tensor x = Tensor.of(at);
            double[] v = {0.3, -0.2, 0.9, 1.7};
            Tensor t = Tensor.of(v);
            double[] gradient = new double[4];
            double[] hessian = new double[16];
            double[] product = new double[4];
            double[] summed = new double[4];
            for (int i = 0; i < 4; i++) {
                gradient[i] = k.gradient().apply(at, i);
                for (int j = 0; j < 4; j++) {
                    hessian[4 * i + j] = k.hessian().at(at, i, j);
                    product[i] += hessian[4 * i + j] * v[j];
                    summed[i] += hessian[4 * i + j];
                }
            }
            var f = k.f();
            same(grad(f).apply(x), gradient);
            same(grad(grad(f)).apply(x), summed);
            same(new GradOperation().apply(new GradOperation().apply(f)).apply(x), summed);
            same(new GradOperation().sensParam().apply(new GradOperation().apply(f)).apply(x, t), product);
            same(vjp(grad(f), x).pullback().apply(t), product);
            same(jvp(grad(f), x, t).tangent(), product);
            same(hvp(f, x, t), product);
            same(linearize(grad(f), x).pushforward().apply(t), product);
            same(hessian(f).apply(x), hessian);
            same(jacfwd(grad(f)).apply(x), hessian);
            same(jacrev(grad(f)).apply(x), hessian);
            same(jacfwd(jacfwd(f)).apply(x), hessian);
            same(jacrev(jacfwd(f)).apply(x), hessian);
            same(grad(y -> jvp(f, y, t).tangent()).apply(x), product);
            same(jit(grad(grad(f))).apply(x), summed);
            same(grad(jit(grad(f))).apply(x), summed);
        }));
    }

    private static void same(Tensor got, double[] expected) {
        assertThat(got.toDoubleArray()).containsExactly(expected, EXACT);
    }

    @Test
    void oneTensorPassedTwiceHasTwoGradients() {
        Tensor a = Tensor.of(2.0, 7.0);
        TensorFn2<Tensor> f = (x, y) -> x.mul(3).add(y.mul(5));
        var g = grad(f, wrt(0, 1)).apply(a, a);
        same(g.first(), new double[]{3, 3});
        same(g.second(), new double[]{5, 5});
        var all = new GradOperation().getAll().apply(f).apply(a, a);
        same(all.get(0), new double[]{3, 3});
        same(all.get(1), new double[]{5, 5});
        var back = vjp(f, a, a).pullback().apply(Tensor.of(1.0, 1.0));
        same(back.first(), new double[]{3, 3});
        same(back.second(), new double[]{5, 5});
    }

    @Test
    void aCapturedTensorIsAConstant() {
        Tensor a = Tensor.of(2.0, 7.0);
        same(grad(x -> x.mul(a)).apply(a), new double[]{2, 7});
        same(new GradOperation().apply(x -> x.mul(a)).apply(a), new double[]{2, 7});
        same(grad(grad(x -> x.mul(x).mul(a))).apply(a), new double[]{4, 14});
        same(jvp(x -> x.mul(a), a, Tensor.of(1.0, 1.0)).tangent(), new double[]{2, 7});
    }

    @Test
    void anUpdateIsSeenInTheParameterAndInTheResult() {
        var w = new Parameter(Tensor.of(1.0, 2.0), "w");
        w.assignAdd(Tensor.of(10.0, 10.0));
        same(w, new double[]{11, 12});
        Tensor x = Tensor.of(1.0, 2.0);
        same(x.at(at(0)).mul(5), new double[]{5, 2});
        same(x, new double[]{1, 2});
    }

    @Test
    void jacobiansKeepFloat64() {
        TensorFn1<Tensor> f = x -> x.get(slice(0, 2)).mul(x.get(slice(1, 3)));
        Tensor x = Tensor.of(2.0, 3.0, 5.0);
        double[] expected = {3, 2, 0, 0, 5, 3};
        for (Tensor j : new Tensor[]{jacfwd(f).apply(x), jacrev(f).apply(x)}) {
            assertThat(j.dtype()).isEqualTo(DType.FLOAT64);
            assertThat(j.shape()).isEqualTo(Shape.of(2, 3));
            same(j, expected);
        }
    }

    /// `f(x) = tanh(W x)`: d²f_i / dx_j dx_k = -2 y_i (1 - y_i²) W_ij W_ik.
    @Test
    void theJacobianOfAJacobianThroughAProduct() {
        double[][] w = {{0.5, -1}, {2, 0.25}, {1, 1}};
        Tensor weights = Tensor.of(w);
        Tensor x = Tensor.of(0.3, -0.6);
        double[] expected = new double[12];
        for (int i = 0; i < 3; i++) {
            double y = Math.tanh(w[i][0] * 0.3 - w[i][1] * 0.6);
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    expected[4 * i + 2 * j + k] = -2 * y * (1 - y * y) * w[i][j] * w[i][k];
                }
            }
        }
        TensorFn1<Tensor> f = v -> tanh(matmul(weights, v));
        for (Tensor h : new Tensor[]{jacfwd(jacfwd(f)).apply(x), jacfwd(jacrev(f)).apply(x), jacrev(jacfwd(f)).apply(x),
                jacrev(jacrev(f)).apply(x)}) {
            assertThat(h.shape()).isEqualTo(Shape.of(3, 2, 2));
            same(h, expected);
        }
    }
}
