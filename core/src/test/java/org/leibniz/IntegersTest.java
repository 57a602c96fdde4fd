package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT16;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;
import static org.leibniz.DType.INT8;
import static org.leibniz.DType.UINT8;
import static org.leibniz.Leibniz.concat;
import static org.leibniz.Leibniz.exp;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.hessian;
import static org.leibniz.Leibniz.hvp;
import static org.leibniz.Leibniz.jacfwd;
import static org.leibniz.Leibniz.jacrev;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.jvp;
import static org.leibniz.Leibniz.linearize;
import static org.leibniz.Leibniz.matmul;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.onesLike;
import static org.leibniz.Leibniz.sin;
import static org.leibniz.Leibniz.sqrt;
import static org.leibniz.Leibniz.valueAndGrad;
import static org.leibniz.Leibniz.vjp;
import static org.leibniz.Leibniz.vmap;
import static org.leibniz.Leibniz.where;
import static org.leibniz.Leibniz.wrt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives by integers and truth values are those by floats of the same values: given in floats by all operators,
/// but in the dtype of the input by `grad` and `vjp`.
final class IntegersTest {
    private static final double[] AT = {1, 2, 3};

    private static final String LOOKING = "looking"; // at a value, which jit and vmap do not have
    private static final Map<String, TensorFn1<Tensor>> FUNCTIONS = functions();

    private static Map<String, TensorFn1<Tensor>> functions() {
        var f = new LinkedHashMap<String, TensorFn1<Tensor>>();
        f.put("mul", x -> x.mul(0.5));
        f.put("mul by an integer", x -> x.mul(3));
        f.put("square", x -> x.mul(x));
        f.put("cube", x -> x.mul(x).mul(x));
        f.put("div", x -> x.div(4));
        f.put("reciprocal", x -> Leibniz.div(1, x));
        f.put("mean", x -> x.mean());
        f.put("sum", x -> x.sum());
        f.put("sum of squares", x -> x.mul(x).sum());
        f.put("prod", x -> x.prod());
        f.put("max", x -> x.max());
        f.put("cumsum", x -> x.cumsum(0).mul(x));
        f.put("sort", x -> x.mul(-1).sort(0));
        f.put("sin", x -> sin(x));
        f.put("sqrt", x -> sqrt(x));
        f.put("pow", x -> x.pow(3));
        f.put("pow half", x -> x.pow(1.5));
        f.put("where", x -> where(x.gt(1), x.mul(x), 0));
        f.put("get", x -> x.get(1).mul(x));
        f.put("cast", x -> x.cast(FLOAT32).mul(x));
        f.put("concat", x -> concat(0, x, x.mul(0.25)));
        f.put("matmul", x -> matmul(x, x.reshape(3, 1)));
        f.put("set", x -> x.at(0).set(7).mul(x));
        f.put("pad", x -> x.pad(0, 1, 1).mul(2));
        f.put("loop", x -> Flow.fori(0, 2, x, (i, s) -> s.mul(x)));
        f.put("cond", x -> Flow.cond(x.sum().gt(0), () -> x.mul(0.5), () -> exp(x)));
        f.put("rule", x -> Custom.vjp((TensorFn1<Tensor>) v -> v.mul(v), (v, out, d) -> d.mul(v).mul(2)).apply(x));
        f.put("rule of floats",
                x -> Custom.vjp((TensorFn1<Tensor>) v -> v.mul(0.5), (v, out, d) -> d.mul(0.5)).apply(x));
        f.put("jvp rule", x -> Custom.jvp((TensorFn1<Tensor>) v -> v.mul(v), (v, out, t) -> t.mul(v).mul(2)).apply(x));
        f.put("vmap", x -> vmap(v -> v.mul(v).mul(0.5)).apply(x));
        f.put("jit", x -> jit(v -> v.mul(v).mul(0.5)).apply(x));
        f.put(LOOKING, x -> x.get(0).item() > 0 ? x.mul(x) : x);
        f.put("constant", x -> ones(2));
        return f;
    }

    private static Stream<Arguments> cases() {
        var rows = new ArrayList<Arguments>();
        FUNCTIONS.forEach((name, f) -> {
            for (DType d : new DType[]{INT32, INT64}) {
                rows.add(Arguments.of(name, d, f));
            }
        });
        return rows.stream();
    }

    private static Tensor at(DType d) {
        return Tensor.of(d, AT);
    }

    private static void same(String what, Tensor got, Tensor right, DType dtype) {
        assertThat(got.dtype()).as(what).isEqualTo(dtype);
        assertThat(got.shape()).as(what).isEqualTo(right.shape());
        double[] r = right.toDoubleArray();
        double[] g = got.toDoubleArray();
        for (int i = 0; i < r.length; i++) {
            assertThat(g[i]).as(what).isCloseTo(
                    dtype.isFloating() ? r[i] : (double) (long) (r[i] + Math.copySign(1e-9, r[i])),
                    within(1e-6 * Math.max(1, Math.abs(r[i])))); // functions of integers are computed in float32
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void firstDerivatives(String name, DType d, TensorFn1<Tensor> f) {
        Tensor x = at(d);
        Tensor v = Tensor.of(0.5, -1, 2);
        Tensor x64 = at(FLOAT64);
        DType ofOutput = f.apply(x).dtype().tangent();
        Tensor jacobian = jacrev(f).apply(x64);
        Tensor along = jvp(f, x64, v).tangent();
        Tensor total = grad(f).apply(x64);
        same("jvp", jvp(f, x, v).tangent(), along, ofOutput);
        same("linearize", linearize(f, x).pushforward().apply(v), along, ofOutput);
        same("jacfwd", jacfwd(f).apply(x), jacobian, FLOAT64);
        same("jacrev", jacrev(f).apply(x), jacobian, FLOAT64);
        same("grad", grad(f).apply(x), total, d);
        same("valueAndGrad", valueAndGrad(f).apply(x).grad(), total, d);
        same("GradOperation", new GradOperation().apply(f).apply(x), total, d);
        var back = vjp(f, x);
        same("vjp", back.pullback().apply(onesLike(back.value())), total, d);
        same("grad by floats", grad(f).apply(x.cast(FLOAT64)), total, FLOAT64);
        if (!name.equals(LOOKING)) {
            same("jit(jacrev)", jit(jacrev(f)).apply(x), jacobian, FLOAT64);
            same("jit(grad)", jit(grad(f)).apply(x), total, d);
            same("grad(jit)", grad(jit(f)).apply(x), total, d);
            same("vmap(grad)", vmap(grad(f)).apply(Leibniz.stack(0, x, x)).get(1), total, d);
            same("vmap(jacfwd)", vmap(jacfwd(f)).apply(Leibniz.stack(0, x, x)).get(1), jacobian, FLOAT64);
            same("jit(vmap(jacrev))", jit(vmap(jacrev(f))).apply(Leibniz.stack(0, x, x)).get(0), jacobian, FLOAT64);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void secondDerivatives(String name, DType d, TensorFn1<Tensor> f) {
        Tensor x = at(d);
        Tensor x64 = at(FLOAT64);
        Tensor v = Tensor.of(0.5, -1, 2);
        TensorFn1<Tensor> total = u -> f.apply(u).sum();
        if (name.equals("rule of floats") || name.equals("constant")) {
            return; // linear: the next test says what it gives
        }
        Tensor right = hessian(total).apply(x64);
        same("hessian", hessian(total).apply(x), right, FLOAT64);
        if (!name.equals(LOOKING)) {
            same("jit(hessian)", jit(hessian(total)).apply(x), right, FLOAT64);
        }
        same("jacfwd(jacfwd)", jacfwd(jacfwd(total)).apply(x), right, FLOAT64);
        same("jacrev(jacfwd)", jacrev(jacfwd(total)).apply(x), right, FLOAT64);
        same("jacrev(jacrev)", jacrev(jacrev(total)).apply(x), right, FLOAT64);
        same("hvp", hvp(total, x, v), matmul(right, v), FLOAT64);
        same("jvp(grad)", jvp(grad(total), x, v).tangent(), matmul(right, v), FLOAT64);
        same("jacfwd(grad)", jacfwd(grad(total)).apply(x), right, FLOAT64);
        same("jacrev(grad)", jacrev(grad(total)).apply(x), right, FLOAT64);
        same("grad(grad)", grad(grad(total)).apply(x), right.sum(0), d);
    }

    @Test
    void linearFunctionsHaveNoSecondDerivative() {
        for (String name : List.of("rule of floats", "constant", "mul")) {
            TensorFn1<Tensor> total = u -> Objects.requireNonNull(FUNCTIONS.get(name)).apply(u).sum();
            assertThat(hessian(total).apply(at(INT32)).toDoubleArray()).containsOnly(0);
            assertThat(hvp(total, at(INT32), ones(FLOAT64, 3)).toDoubleArray()).containsOnly(0);
        }
    }

    /// What only stores, and truth values, are differentiated by as well.
    @Test
    void storageAndTruthValues() {
        TensorFn1<Tensor> f = x -> x.cast(FLOAT32).mul(Tensor.of(0.5f, 2f, -1.5f));
        Tensor right = jacrev(f).apply(at(FLOAT64));
        for (DType d : List.of(INT8, UINT8, INT16, INT32, INT64)) {
            same("jacfwd", jacfwd(f).apply(at(d)), right, FLOAT64);
            same("jacrev", jacrev(f).apply(at(d)), right, FLOAT64);
            assertThat(jvp(f, at(d), ones(FLOAT64, 3)).tangent().toFloatArray()).containsExactly(0.5f, 2, -1.5f);
            assertThat(
                    hvp((Tensor x) -> f.apply(x).mul(x.cast(FLOAT32)).sum(), at(d), ones(FLOAT64, 3)).toDoubleArray())
                    .containsExactly(1,
                            4,
                            -3);
            assertThat(grad(f).apply(at(d)).dtype()).isEqualTo(d);
        }
        assertThat(grad(f).apply(at(INT8)).toIntArray()).containsExactly(0, 2, -1);
        Tensor mask = Tensor.of(true, false, true);
        assertThat(grad(f).apply(mask).dtype()).isEqualTo(BOOL);
        // what is not 0 is true, as MindSpore's
        assertThat(grad(f).apply(mask).toBooleanArray()).containsExactly(true, true, true);
        same("jacfwd by a mask", jacfwd(f).apply(mask), right, FLOAT64);
        same("jacrev by a mask", jacrev(f).apply(mask), right, FLOAT64);
        assertThat(linearize(f, mask).pushforward().apply(ones(FLOAT64, 3)).toFloatArray()).containsExactly(0.5f, 2,
                -1.5f);
    }

    /// An input of integers beside one of floats.
    @Test
    void severalInputs() {
        TensorFn2<Tensor> f = (n, x) -> n.mul(x).mul(n).sum();
        Tensor n = Tensor.of(2, 3);
        Tensor x = Tensor.of(0.5f, 0.25f);
        var g = grad(f, wrt(0, 1)).apply(n, x);
        same("by n", g.first(), Tensor.of(2.0, 1.5), INT32);
        same("by x", g.second(), Tensor.of(4.0, 9.0), FLOAT32);
        var j = jacrev(f, wrt(0, 1)).apply(n, x);
        same("jacrev by n", j.first(), Tensor.of(2.0, 1.5), FLOAT64);
        same("jacrev by x", j.second(), Tensor.of(4.0, 9.0), FLOAT32);
        var k = jacfwd(f, wrt(0, 1)).apply(n, x);
        same("jacfwd by n", k.first(), Tensor.of(2.0, 1.5), FLOAT64);
        same("jacfwd by x", k.second(), Tensor.of(4.0, 9.0), FLOAT32);
        same("hessian by n, x", hessian(f, wrt(0), wrt(1)).apply(n, x), Tensor.of(new double[][]{{4, 0}, {0, 6}}),
                FLOAT32); // of the last input
        same("hessian by x, n", hessian(f, wrt(1), wrt(0)).apply(n, x), Tensor.of(new double[][]{{4, 0}, {0, 6}}),
                FLOAT64);
        Checks.gradients(f, n, x);
        var p = new Parameter(Tensor.of(2, 3));
        same("by a parameter", grad(() -> p.mul(0.75).mul(p).sum(), p).apply(), Tensor.of(3.0, 4.5), INT32);
        same("jacrev by a parameter", jacrev(u -> p.mul(0.75).mul(p), p).apply(x),
                Tensor.of(new double[][]{{3, 0}, {0, 4.5}}), FLOAT64);
    }

    // ---- what is logged

    /// In a process of its own, since it is said once.
    private static List<String> logged(String what) {
        var run = ForkedJvm.run(Duration.ofSeconds(60), Program.class, List.of("-Xmx200m"), what);
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output().lines().filter(l -> l.contains("dtype")).toList();
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            TensorFn1<Tensor> f = x -> x.mul(x).mean();
            Tensor x = at(INT32);
            switch (args[0]) {
                case "truncating" -> {
                    grad(f).apply(x);
                    grad(f).apply(at(INT64));
                    jit(grad(f)).apply(x);
                }
                case "vjp" -> vjp(f, x).pullback().apply(Tensor.scalar(1f));
                default -> {
                    jvp(f, x, ones(FLOAT64, 3));
                    linearize(f, x).pushforward().apply(ones(FLOAT64, 3));
                    jacfwd(f).apply(x);
                    jacrev(f).apply(x);
                    hessian(f).apply(x);
                    hvp(f, x, ones(FLOAT64, 3));
                    grad(f).apply(at(FLOAT32));
                    // the second is 0, exactly
                    grad((Tensor a, Tensor n) -> a.take(0, n).sum(), wrt(0, 1)).apply(at(FLOAT32), Tensor.of(0, 1));
                }
            }
        }
    }

    @Test
    void theFirstTruncatedGradientIsLoggedOnce() {
        assertThat(logged("truncating")).singleElement().asString().contains("INT32").contains("cast(DType.FLOAT32)")
                .contains("jacrev");
        assertThat(logged("vjp")).singleElement().asString().contains("INT32");
        assertThat(logged("others")).isEmpty();
    }
}
