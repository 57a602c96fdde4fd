package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The memory of derivatives grows as that of what they are derivatives of: as the number of elements, with nothing
/// that has elements times elements. Measured is all that the first calls allocate, arrays of intermediate results
/// included.
final class GrowthTest {
    private static final int FEW = 1 << 10;
    private static final int MANY = 1 << 13;

    /// What calls with MANY elements may allocate beyond those with FEW: so many arrays of float64. A matrix of truth
    /// values of MANY by MANY would be a thousand of them.
    private static final long ARRAYS = 300;

    /// Every kind of operation that has a derivative, on a vector of any length (a power of 2), with memory that should
    /// grow as that.
    private static Map<String, TensorFn1<Tensor>> functions() {
        var f = new LinkedHashMap<String, TensorFn1<Tensor>>();
        f.put("exp, mul, div, where, clip, pow",
                x -> where(x.gt(1), exp(x.neg()).div(x.add(2)), clip(x.pow(2), 0.5, 1.2)));
        f.put("sum, mean, std, norm", x -> x.sub(x.mean()).div(x.std().add(1)).mul(x.norm()).sum());
        f.put("max, min", x -> x.max().mul(x.min()).add(x.max(0)));
        f.put("prod", x -> x.prod());
        f.put("cumsum", x -> x.cumsum(0).mul(x));
        f.put("cumprod", x -> x.cumprod(0).mul(x));
        f.put("sort", x -> x.sort(0).mul(x));
        f.put("logsumexp, softmax, logSoftmax", x -> softmax(x).mul(logSoftmax(x)).add(x.logsumexp()));
        f.put("crossEntropy", x -> crossEntropy(x.reshape(-1, 8), Tensor.of(new int[x.size() / 8])));
        f.put("concat, pad, flip, repeat, tile",
                x -> concat(0, x.mul(x).pad(0, 1, 2), x.flip(0).repeat(0, 2), x.tile(2)));
        f.put("slices", x -> x.get(slice(1, x.size() - 1)).mul(x.get(slice(0, x.size() - 2)))
                .mul(x.get(slice(0, x.size() - 2))));
        f.put("a convolution of slices", x -> {
            Tensor y = x.get(slice(0, x.size() - 8));
            for (int k = 1; k < 8; k++) {
                y = y.add(x.get(slice(k, x.size() - 8 + k)).mul(x.get(k)));
            }
            return y;
        });
        f.put("get, take", x -> x.get(at(positions(x))).mul(x.take(0, positions(x))));
        f.put("take of rows", x -> x.reshape(-1, 4).take(0, positions(x)).mul(2).sum(1));
        f.put("at.set", x -> x.at(at(positions(x))).set(x.mul(x)));
        f.put("at.add", x -> x.at(at(positions(x))).add(x.mul(x)));
        f.put("at.mul", x -> x.at(at(positions(x))).mul(x));
        f.put("at.mul of rows",
                x -> x.reshape(-1, 4).at(at(positions(x.get(slice(0, x.size() / 4))))).mul(x.reshape(-1, 4)));
        f.put("at.mul of columns",
                x -> x.reshape(4, -1).at(Ops.ALL, at(positions(x.get(slice(0, x.size() / 4))))).mul(x.reshape(4, -1)));
        f.put("at.mul of a slice", x -> x.at(slice(1, x.size() - 1)).mul(x.get(slice(2, x.size()))).mul(x));
        f.put("dot", x -> x.dot(x).mul(x));
        f.put("matmul", x -> x.reshape(-1, 4).matmul(x.get(slice(0, 16)).reshape(4, 4)).matmul(x.get(slice(0, 4))));
        f.put("matmul to a small one", x -> x.reshape(-1, 4).transpose().matmul(x.reshape(-1, 4)));
        f.put("einsum", x -> einsum("ij,ik,il->jkl", x.reshape(-1, 2), x.reshape(-1, 2), x.reshape(-1, 2)));
        f.put("batches of matrices", x -> {
            Tensor a = x.reshape(-1, 4, 4).matmul(x.reshape(-1, 4, 4).transpose(0, 2, 1)).add(eye(DType.FLOAT64, 4));
            return cholesky(a).add(solve(a, x.reshape(-1, 4, 4))).add(inverse(a))
                    .add(triangularSolve(a, x.reshape(-1, 4, 4), true));
        });
        f.put("fori", x -> Flow.fori(0, 5, x, (i, s) -> s.mul(x).mul(0.5)));
        f.put("whileLoop", x -> Flow.whileLoop(x, s -> s.get(0).lt(9), s -> s.mul(s).add(0.5)));
        f.put("scan of numbers",
                x -> Flow.<Tensor>scan(x.get(0), x, (s, e) -> tuple(s.mul(e).mul(0.5), s.add(e))).ys());
        f.put("scan of rows", x -> Flow
                .<Tensor>scan(x.reshape(-1, 8).get(0), x.reshape(-1, 8), (s, e) -> tuple(sin(s).mul(e), s)).ys());
        f.put("map", x -> Flow.map(x, e -> sin(e).mul(e)));
        f.put("cond", x -> Flow.cond(x.get(0).gt(0), () -> x.mul(x), () -> sin(x)));
        f.put("vmap of a gradient", x -> vmap(grad((Tensor e) -> sin(e).mul(e))).apply(x));
        f.put("vmap of a loop", x -> vmap((Tensor e) -> Flow.fori(0, 3, e, (i, s) -> s.mul(e))).apply(x));
        f.put("a custom rule", x -> Custom.vjp((Tensor e) -> exp(e), (e, y, d) -> d.mul(y)).apply(x));
        return f;
    }

    /// Positions in disorder, some of them several times.
    private static Tensor positions(Tensor x) {
        int[] p = new int[x.size()];
        int cells = Math.max(1, x.size() / 4);
        for (int i = 0; i < p.length; i++) {
            p[i] = (int) (i * 2654435761L % cells);
        }
        return Tensor.of(p);
    }

    private static Map<String, TensorFn1<Tensor>> derivatives(TensorFn1<Tensor> f) {
        TensorFn1<Tensor> total = x -> f.apply(x).sum();
        var gradient = grad(total);
        TensorFn1<Tensor> second = grad((Tensor x) -> gradient.apply(x).mul(x).sum());
        var d = new LinkedHashMap<String, TensorFn1<Tensor>>();
        d.put("value", f);
        d.put("gradient", gradient);
        d.put("tangent", x -> jvp(total, x, x).tangent());
        d.put("second derivative", second);
        d.put("gradient's tangent", x -> jvp(gradient, x, x).tangent());
        d.put("gradient in jit", x -> jit(gradient).apply(x));
        d.put("gradient in vmap", x -> vmap(gradient).apply(x.reshape(1, -1)));
        return d;
    }

    private static long bytes(TensorFn1<Tensor> f, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1 + 0.5 * Math.sin(i);
        }
        Tensor input = Tensor.of(x);
        long before = Allocated.bytes();
        f.apply(input);
        return Allocated.bytes() - before;
    }

    @TestFactory
    Stream<DynamicTest> derivativesGrowAsTheFunction() {
        var tests = new ArrayList<DynamicTest>();
        functions().forEach((name, f) -> derivatives(f)
                .forEach((mode, d) -> tests.add(DynamicTest.dynamicTest(name + ": " + mode, () -> {
                    long few = bytes(d, FEW);
                    long many = bytes(d, MANY);
                    assertThat(many - few).as("bytes for %d elements: %d, for %d: %d", FEW, few, MANY, many)
                            .isLessThan(ARRAYS * 8 * MANY);
                }))));
        return List.copyOf(tests).stream();
    }
}
