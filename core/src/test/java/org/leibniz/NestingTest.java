package org.leibniz;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Transformations nested in odd orders, with captured values, parameters, assignments, threads, hooks and loops, as
/// users write them. Each expected value is a closed form.
@Timeout(120)
final class NestingTest {
    private static final TensorFn1<Tensor> SQUARE = x -> x.mul(x);

    private static Tensor s(double x) {
        return Tensor.scalar(x);
    }

    private static void same(Tensor got, double... expected) {
        double[] elements = got.cast(DType.FLOAT64).flatten().toDoubleArray();
        assertThat(elements).as("%s", Arrays.toString(elements)).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(elements[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /// On a thread that has recorded nothing yet.
    private static Tensor elsewhere(Callable<Tensor> task) {
        try (var executor = Executors.newSingleThreadExecutor()) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return task.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }, executor).join();
        }
    }

    // ---- threads

    @Test
    void aTransformationOnAnotherThreadSeesVariablesThatItCaptures() {
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            return elsewhere(() -> grad((TensorFn1<Tensor>) z -> z.mul(y)).apply(s(5)));
        }).apply(s(3)), 6);
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            return elsewhere(bound(() -> grad((TensorFn1<Tensor>) z -> z.mul(y)).apply(s(5))));
        }).apply(s(3)), 6);
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            return elsewhere(() -> jit((TensorFn1<Tensor>) z -> z.mul(y)).apply(s(5)));
        }).apply(s(3)), 30);
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            return elsewhere(() -> vmap((TensorFn1<Tensor>) z -> z.mul(y)).apply(Tensor.of(1.0, 2.0))).sum();
        }).apply(s(3)), 18);
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            return elsewhere(() -> Flow.cond(y.gt(0), () -> y.mul(1), () -> y.mul(3)));
        }).apply(s(3)), 6);
    }

    @Test
    void manyInnerGradientsOnManyThreads() {
        // sum of k d/dz (z² x²) at z = x is the sum of 2 k x³
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            var parts = new ArrayList<CompletableFuture<Tensor>>();
            try (var executor = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 32; i++) {
                    int k = i;
                    parts.add(
                            CompletableFuture.supplyAsync(
                                    () -> grad((TensorFn1<Tensor>) z -> z.mul(z).mul(y).mul(k)).apply(x), executor));
                }
            }
            return parts.stream().map(CompletableFuture::join).reduce(Tensor::add).orElseThrow();
        }).apply(s(2)), 6 * 4 * 31 * 32 / 2);
    }

    // ---- parameters

    @Test
    void assignmentsInsideAGradientInsideJit() {
        var w = new Parameter(s(3));
        var v = new Parameter(s(5));
        var step = jit((TensorFn1<Tensor>) x -> {
            Tensor g = grad((TensorFn1<Tensor>) q -> {
                v.assign(v.mul(2));
                return w.mul(w).mul(q).mul(v);
            }, w).apply(x);
            w.assignSub(g.mul(0.1));
            return g;
        });
        same(step.apply(s(1)), 2 * 3 * 10);
        same(w.value(), -3);
        same(v.value(), 10);
        same(step.apply(s(1)), 2 * -3 * 20);
        same(w.value(), 9);
        same(v.value(), 20);
    }

    @Test
    void aCompiledFunctionReadsItsParametersWhereItIsCalled() {
        var w = new Parameter(s(3));
        var f = jit((TensorFn1<Tensor>) x -> x.mul(w));
        same(f.apply(s(2)), 6);
        same(grad(f, w).apply(s(2)), 2);
        same(jit(grad(f, w)).apply(s(2)), 2);
        w.assign(s(4));
        same(f.apply(s(2)), 8);
        same(grad((TensorFn1<Tensor>) x -> {
            w.assign(x.mul(7)); // seen by the compiled function, and differentiated: 7 x²
            return f.apply(x);
        }).apply(s(1)), 14);
        same(w.value(), 7);
    }

    @Test
    void oneParameterWantedTwice() {
        var w = new Parameter(s(3));
        TensorFn1<Tensor> inner = grad((TensorFn1<Tensor>) y -> w.mul(w).mul(w).mul(y), w);
        same(grad(inner, w).apply(s(2)), 36);
        same(jit(grad(inner, w)).apply(s(2)), 36);
        same(grad(jit(inner), w).apply(s(2)), 36);
        same(vmap(grad(inner, w)).apply(Tensor.of(1.0, 2.0)), 18, 36);
        same(grad((TensorFn1<Tensor>) x -> Flow.fori(0, 3, x, (i, z) -> z.mul(w)), w).apply(s(2)), 54);
    }

    @Test
    void nothingIsAssignedWhereItMayNotOrByAFunctionThatThrew() {
        var w = new Parameter(s(3));
        TensorFn1<Tensor> failing = x -> {
            w.assign(x);
            throw new UnsupportedOperationException("mine");
        };
        assertThatThrownBy(() -> grad(failing).apply(s(1))).hasMessage("mine");
        assertThatThrownBy(() -> jit(failing).apply(s(1))).hasMessage("mine");
        TensorFn1<Tensor> assigning = x -> {
            w.assign(x);
            return x;
        };
        assertThatThrownBy(() -> vmap(jit(assigning)).apply(Tensor.of(1.0, 2.0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("assign inside vmap");
        assertThatThrownBy(() -> Flow.whileLoop(s(1), (TensorFn1<Tensor>) x -> x.lt(3), assigning))
                .isInstanceOf(IllegalStateException.class);
        same(w.value(), 3);
        same(SQUARE.apply(s(3)), 9);
    }

    // ---- captured values

    private static Tensor field = s(2);

    @Test
    void aCompiledFunctionWithAFieldThatIsTracedOnce() {
        var f = jit((TensorFn1<Tensor>) x -> x.mul(field));
        for (int i = 0; i < 2; i++) { // before the function is in the cache, and after
            same(grad((TensorFn1<Tensor>) q -> {
                Tensor before = field;
                field = q.mul(q);
                Tensor y = f.apply(s(5));
                field = before;
                return y;
            }).apply(s(3)), 30);
            same(f.apply(s(5)), 10);
        }
    }

    @Test
    void lanesOfAnOuterVmapAreCapturedByAnInner() {
        Tensor a = Tensor.of(1.0, 2.0);
        Tensor b = Tensor.of(3.0, 4.0);
        same(vmap((TensorFn1<Tensor>) x -> vmap((TensorFn1<Tensor>) y -> x.mul(y)).apply(b)).apply(a), 3, 4, 6, 8);
        same(vmap((TensorFn1<Tensor>) x -> vmap(grad((TensorFn1<Tensor>) y -> Flow.fori(0, 2, y, (i, z) -> z.mul(x))))
                .apply(b)).apply(a),
                1, 1, 4, 4);
        same(grad((TensorFn1<Tensor>) q -> vmap((TensorFn2<Tensor>) (x, y) -> x.mul(y).sum(), inAxes(NONE, -1))
                .apply(q, b.reshape(1, 2))
                .sum())
                .apply(Tensor.of(5.0)), 7);
    }

    // ---- derivatives of derivatives

    @Test
    void pullbacksAndPushforwardsInsideAndOutside() {
        same(jit((TensorFn1<Tensor>) x -> vjp(SQUARE, x).pullback().apply(s(4))).apply(s(3)), 24);
        same(grad((TensorFn1<Tensor>) x -> vjp(SQUARE, x).pullback().apply(s(4))).apply(s(3)), 8);
        same(grad((TensorFn1<Tensor>) x -> linearize(SQUARE, x).pushforward().apply(s(7))).apply(s(3)), 14);
        same(jvp((TensorFn1<Tensor>) x -> vjp(SQUARE, x).pullback().apply(s(4)), s(3), s(11)).tangent(), 88);
        same(vjp((TensorFn1<Tensor>) x -> jvp(SQUARE, x, s(11)).tangent(), s(3)).pullback().apply(s(4)), 88);
        var back = vjp(SQUARE, s(3)).pullback();
        same(grad((TensorFn1<Tensor>) back::apply).apply(s(4)), 6);
        same(vmap((TensorFn1<Tensor>) back::apply).apply(Tensor.of(1.0, 10.0)), 6, 60);
        // x (d/dy (x + y)) has the derivative 1
        same(grad((TensorFn1<Tensor>) x -> x.mul(grad((TensorFn1<Tensor>) x::add).apply(s(1)))).apply(s(1)), 1);
    }

    @Test
    void aPullbackThatOutlivesItsTransformation() {
        var kept = new ArrayList<Fn1<Tensor, Tensor>>();
        TensorFn1<Tensor> keeping = x -> {
            kept.add(vjp(SQUARE, x).pullback());
            kept.add(vjp(SQUARE, s(5)).pullback());
            return x;
        };
        grad(keeping).apply(s(3));
        assertThatThrownBy(() -> kept.getFirst().apply(s(1))).isInstanceOf(LeakException.class)
                .hasMessageContaining("inside grad")
                .hasMessageContaining("(call, f64)");
        same(kept.getLast().apply(s(1)), 10);
    }

    @Test
    void resultsThatAreInputsConstantsOrTheSameTwice() {
        var back = vjp((TensorFn1<Tuple3<Tensor, Tensor, Tensor>>) x -> tuple(x, s(5), x), s(3)).pullback();
        same(back.apply(tuple(s(1), s(10), s(100))), 101);
        same(grad((TensorFn1<Tensor>) x -> {
            var inner = valueAndGrad((TensorFn1<Tensor>) y -> x).apply(s(1));
            return inner.value().mul(x).add(inner.grad());
        }).apply(s(3)), 6);
        same(vmap((TensorFn1<Tensor>) x -> s(7)).apply(Tensor.of(1.0, 2.0)), 7, 7);
    }

    @Test
    void valuesThatWereReadStayDifferentiable() {
        same(grad(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            assertThat(y.item()).isEqualTo(4);
            Tensor z = y.mul(y);
            assertThat(z.item()).isEqualTo(16);
            return z;
        })).apply(s(2)), 48);
        same(grad((TensorFn1<Tensor>) x -> {
            Tensor y = x.mul(x);
            assertThat(y.item()).isEqualTo(9);
            return grad((TensorFn1<Tensor>) z -> {
                Tensor q = y.mul(z);
                assertThat(q.item()).isEqualTo(45);
                return q;
            }).apply(s(5));
        }).apply(s(3)), 6);
    }

    // ---- hooks

    @Test
    void hooksUseWhatIsAroundThem() {
        Tensor seven = s(7);
        var parameter = new Parameter(s(7));
        TensorFn1<Tensor> hooked = x -> SQUARE.apply(hookGradient(x, g -> g.mul(seven)));
        TensorFn1<Tensor> reading = x -> SQUARE.apply(hookGradient(x, g -> g.mul(parameter)));
        same(grad(hooked).apply(s(3)), 42);
        same(jit(grad(hooked)).apply(s(3)), 42);
        same(grad(jit(hooked)).apply(s(3)), 42);
        same(vmap(grad(hooked)).apply(Tensor.of(3.0, 4.0)), 42, 56);
        same(jit((TensorFn1<Tensor>) q -> vjp(hooked, q).pullback().apply(s(1))).apply(s(3)), 42);
        same(jit(grad(reading)).apply(s(3)), 42);
        parameter.assign(s(8));
        same(jit(grad(reading)).apply(s(3)), 48);
        // in bodies: x -> x⁴ by squaring twice, each gradient times 7
        same(grad((TensorFn1<Tensor>) x -> Flow.fori(0, 2, x, (i, z) -> hooked.apply(z))).apply(s(3)), 4 * 27 * 49);
        same(grad((TensorFn1<Tensor>) x -> Flow.cond(x.gt(0), () -> hooked.apply(x), () -> x)).apply(s(3)), 42);
    }

    @Test
    void hooksUseVariablesOfAnOuterGradient() {
        // d/dx of x (2 y) at y = 5
        same(grad((TensorFn1<Tensor>) x -> grad((TensorFn1<Tensor>) y -> SQUARE.apply(hookGradient(y, g -> g.mul(x))))
                .apply(s(5)))
                .apply(s(3)), 10);
        same(grad((TensorFn1<Tensor>) x -> grad(
                (TensorFn1<Tensor>) y -> Flow.fori(0, 1, y, (i, z) -> SQUARE.apply(hookGradient(z, g -> g.mul(x)))))
                .apply(s(5))).apply(s(3)), 10);
    }

    @Test
    void hooksSeeOneExampleInBothOrdersOfVmapAndGrad() {
        TensorFn1<Tensor> toUnitLength = g -> g.div(g.norm());
        TensorFn1<Tensor> f = x -> SQUARE.apply(hookGradient(x, toUnitLength)).sum();
        Tensor rows = Tensor.of(new double[][]{{3, 4}, {0, 5}});
        same(vmap(grad(f)).apply(rows), 0.6, 0.8, 0, 1);
        same(grad((TensorFn1<Tensor>) x -> vmap(f).apply(x).sum()).apply(rows), 0.6, 0.8, 0, 1);
    }

    @Test
    void hooksThatCaptureAreNotKept() {
        long before = used();
        for (int i = 0; i < 400; i++) {
            Tensor large = Tensor.of(new double[50_000]);
            grad((TensorFn1<Tensor>) x -> hookGradient(x, g -> g.add(large.sum()))).apply(s(1));
        }
        assertThat(used() - before).as("bytes kept of 160 MB").isLessThan(80_000_000);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // ---- loops under vmap

    @Test
    void lanesThatAreDoneOrNotChosenRunNothingOfTheirOwn() {
        // y += n until 10, for n, n - 1, .., 1: with n = 0 the inner loop would never end
        TensorFn1<Tensor> nested = n -> Flow
                .whileLoop(tuple(n, s(0)), (Tuple2<Tensor, Tensor> t) -> t.first().gt(0),
                        (Tuple2<Tensor, Tensor> t) -> {
                            Tensor y = Flow.whileLoop(s(0), (TensorFn1<Tensor>) q -> q.lt(10),
                                    (TensorFn1<Tensor>) q -> q.add(t.first()));
                            return tuple(t.first().sub(1), t.second().add(y));
                        })
                .second();
        same(inTime(() -> vmap(nested).apply(Tensor.of(3.0, 1.0))), 32, 10);
        TensorFn1<Tensor> chosen = n -> Flow.cond(n.gt(0),
                () -> Flow.whileLoop(s(0), (TensorFn1<Tensor>) q -> q.lt(4), (TensorFn1<Tensor>) q -> q.add(n)),
                () -> n);
        same(inTime(() -> vmap(chosen).apply(Tensor.of(1.0, -1.0))), 4, -1);
        same(inTime(() -> vmap(grad(chosen)).apply(Tensor.of(1.0, -1.0))), 4, 1);
        // elements below an end of each lane's own: past the last end there is no element
        Tensor table = Tensor.of(1.0, 2.0, 3.0);
        TensorFn1<Tensor> total = n -> Flow
                .whileLoop(tuple(Tensor.scalar(0), s(0)), (Tuple2<Tensor, Tensor> t) -> t.first().lt(n),
                        (Tuple2<Tensor, Tensor> t) -> tuple(t.first().add(1), t.second().add(table.take(0, t.first()))))
                .second();
        same(vmap(total).apply(Tensor.of(3, 1, 0)), 6, 1, 0);
        var far = (TensorFn1<Tensor>) i -> Flow.cond(i.lt(3), () -> table.take(0, i), () -> s(-1));
        same(vmap(far).apply(Tensor.of(2, 9)), 3, -1);
        same(vmap(far).apply(Tensor.of(8, 9)), -1, -1);
    }

    private static Tensor inTime(Callable<Tensor> task) {
        var result = new CompletableFuture<Tensor>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        assertThat(result).as("ends").succeedsWithin(Duration.ofSeconds(30));
        return requireNonNull(result.join());
    }

    @Test
    void aBranchThatIsNotTakenLeavesNoNan() {
        TensorFn1<Tensor> root = x -> Flow.cond(x.gt(0), () -> Leibniz.sqrt(x), () -> x.mul(0));
        Tensor xs = Tensor.of(4.0, 0.0);
        same(vmap(grad(root)).apply(xs), 0.25, 0);
        same(grad((TensorFn1<Tensor>) x -> vmap(root).apply(x).sum()).apply(xs), 0.25, 0);
    }

    @Test
    void noLanes() {
        TensorFn1<Tensor> doubling = x -> Flow.whileLoop(x, (TensorFn1<Tensor>) q -> q.lt(10),
                (TensorFn1<Tensor>) q -> q.mul(2));
        same(vmap(doubling).apply(zeros(0)));
        same(vmap(grad(doubling)).apply(zeros(0)));
        same(grad((TensorFn1<Tensor>) x -> vmap(doubling).apply(x).sum()).apply(zeros(0)));
        same(vmap(SQUARE).apply(zeros(0, 3)));
    }

    @Test
    void aWhileInAScanInACondInEveryOrderOfDerivatives() {
        TensorFn1<Tensor> f = x -> Flow.cond(x.gt(0), () -> Flow.scan(x, Tensor.of(1.0, 2.0), (c, e) -> {
            Tensor next = Flow.whileLoop(c.mul(e), (TensorFn1<Tensor>) q -> q.lt(20),
                    (TensorFn1<Tensor>) q -> q.mul(q).add(x));
            return tuple(next, c);
        }).carry(), () -> Leibniz.sin(x));
        double[] at = {1.3, -0.4, 2.6, 5.1};
        double[] second = Arrays.stream(at).map(NestingTest::secondDerivative).toArray();
        Tensor xs = Tensor.of(at);
        same(vmap(grad(grad(f))).apply(xs), second);
        same(jit(vmap(grad(grad(f)))).apply(xs), second);
        same(grad((TensorFn1<Tensor>) x -> vmap(grad(f)).apply(x).sum()).apply(xs), second);
        same(vmap((TensorFn1<Tensor>) x -> jvp(grad(f), x, s(1)).tangent()).apply(xs), second);
        same(vmap((TensorFn1<Tensor>) x -> jvp((TensorFn1<Tensor>) y -> jvp(f, y, s(1)).tangent(), x, s(1)).tangent())
                .apply(xs), second);
    }

    /// The same by hand: a value with its first and second derivative.
    private static double secondDerivative(double x) {
        if (x <= 0) {
            return -Math.sin(x);
        }
        double[] c = {x, 1, 0};
        for (double e : new double[]{1, 2}) {
            c = new double[]{c[0] * e, c[1] * e, c[2] * e};
            while (c[0] < 20) {
                c = new double[]{c[0] * c[0] + x, 2 * c[0] * c[1] + 1, 2 * c[1] * c[1] + 2 * c[0] * c[2]};
            }
        }
        return c[2];
    }

    // ---- custom rules

    private record Pair(Tensor a, Tensor b) {}

    @Test
    void aRuleOfTreesInEveryMode() {
        var f = Custom.vjp((Fn1<Pair, Pair>) p -> new Pair(p.a().mul(p.b()), p.a().add(p.b())),
                (Fn3<Pair, Pair, Pair, Pair>) (p, out, ct) -> new Pair(ct.a().mul(p.b()).add(ct.b()),
                        ct.a().mul(p.a()).add(ct.b())));
        Fn1<Pair, Tensor> sum = p -> f.apply(p).a().add(f.apply(p).b());
        var at = new Pair(s(3), s(4));
        same(grad(sum).apply(at).a(), 5);
        same(jvp(sum, at, new Pair(s(10), s(100))).tangent(), 4 * 10 + 3 * 100 + 110);
        same(grad((TensorFn1<Tensor>) b -> grad(sum).apply(new Pair(s(3), b)).a()).apply(s(4)), 1);
    }

    @Test
    void whatARuleCapturesIsConstantOnlyToTheRuleItself() {
        TensorFn1<Tensor> f = q -> Custom.vjp((TensorFn1<Tensor>) x -> x.mul(q), (x, out, dout) -> dout.mul(q))
                .apply(s(5));
        same(grad(f).apply(s(3)), 0);
        same(grad((TensorFn1<Tensor>) q -> {
            var times = Custom.vjp((TensorFn1<Tensor>) x -> x.mul(q), (x, out, dout) -> dout.mul(q));
            return grad(times).apply(s(5));
        }).apply(s(3)), 1);
    }

    // ---- integers

    /// The derivatives of q³ at 3, 27 and 18 and 6, though each is an integer like q.
    @Test
    void derivativesOfDerivativesByIntegers() {
        TensorFn1<Tensor> cube = q -> q.mul(q).mul(q);
        Tensor three = Tensor.of(3);
        same(grad(cube).apply(three), 27);
        same(grad(grad(cube)).apply(three), 18);
        same(grad(grad(grad(cube))).apply(three), 6);
        same(jit(grad(grad(cube))).apply(three), 18);
        same(vmap(grad(grad(cube))).apply(Tensor.of(3, 5)), 18, 30);
        same(new GradOperation().apply(new GradOperation().apply(cube)).apply(three), 18);
        same(hessian(cube).apply(three), 18);
        same(jacfwd(jacfwd(cube)).apply(three), 18);
        same(jacrev(jacfwd(cube)).apply(three), 18);
        same(jacfwd(jacrev(cube)).apply(three), 18);
        same(jvp(grad(cube), three, Tensor.of(1.0)).tangent(), 18);
        same(grad((TensorFn1<Tensor>) a -> grad((TensorFn1<Tensor>) q -> q.mul(q).mul(a)).apply(three).mul(1.0))
                .apply(s(2)), 6);
        assertThat(grad(grad(cube)).apply(three).dtype()).isEqualTo(DType.INT32);
    }
}
