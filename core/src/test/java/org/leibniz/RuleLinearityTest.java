package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// That a rule is linear is asked for only where the other mode is really needed, in every mode alike; and what in a
/// rule does not depend on the cotangent, such as the counter of a loop, does not count.
final class RuleLinearityTest {
    private static final Tensor X = Tensor.scalar(0.5);
    private static final Tensor ONE = Tensor.scalar(1.0);
    private static final TensorFn1<Tensor> CLIPPED = Custom.vjp(x -> x, (x, out, d) -> clip(d, -1, 1));

    private static void refused(ThrowingCallable call) {
        assertThatExceptionOfType(NonlinearRuleException.class).isThrownBy(call)
                .withMessageContaining("must be linear");
    }

    private static void close(Tensor got, double expected) {
        assertThat(got.item()).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    /// One function and its derivatives through every mixture of modes.
    private static void allModes(TensorFn1<Tensor> f, Tensor x, double first, double second) {
        var t = Tensor.scalar(3.0);
        close(grad(f).apply(x), first);
        close(vjp(f, x).pullback().apply(ONE), first);
        close(jit(grad(f)).apply(x), first);
        close(vmap(grad(f)).apply(x.expandDims(0)).get(0), first);
        close(grad(grad(f)).apply(x), second);
        close(jvp(grad(f), x, t).tangent(), 3 * second);
        close(linearize(grad(f), x).pushforward().apply(t), 3 * second);
        close(hvp(f, x, t), 3 * second);
        close(jacfwd(grad(f)).apply(x), second);
        close(jacrev(grad(f)).apply(x), second);
        close(hessian(f).apply(x), second);
        close(jit((Tensor y) -> hvp(f, y, t)).apply(x), 3 * second);
        close(vmap((Tensor y) -> hvp(f, y, t)).apply(x.expandDims(0)).get(0), 3 * second);
        close(vmap(jit(jacfwd(grad(f)))).apply(x.expandDims(0)).get(0), second);
        close(jvp((Tensor y) -> vjp(f, y).pullback().apply(ONE), x, t).tangent(), 3 * second);
        close(grad((Tensor y) -> Flow.fori(0, 2, y, (i, s) -> s.add(f.apply(y)))).apply(x), 1 + 2 * first);
        close(jvp(grad((Tensor y) -> Flow.fori(0, 2, Tensor.scalar(0.0), (i, s) -> s.add(f.apply(y)))), x, t).tangent(),
                6 * second);
        close(jvp(grad((Tensor y) -> Flow.cond(y.lt(10.0), () -> f.apply(y), () -> y)), x, t).tangent(), 3 * second);
    }

    @Test
    void whatNobodyUsesIsNotRefused() {
        // the gradient that arrives, 10, is cut to 1
        allModes(x -> CLIPPED.apply(sin(x)).mul(10), X, Math.cos(0.5), -Math.sin(0.5));
        // 0.5 is not cut: the ordinary derivatives
        allModes(x -> CLIPPED.apply(sin(x)).mul(0.5), X, 0.5 * Math.cos(0.5), -0.5 * Math.sin(0.5));
        allModes(x -> CLIPPED.apply(x.mul(x)).mul(2).add(x.mul(x).mul(x)), X, 2 * 0.5 + 3 * 0.25, 2 + 6 * 0.5);
        allModes(jit((Tensor x) -> CLIPPED.apply(CLIPPED.apply(sin(x)).mul(10)).mul(0.5)), X, Math.cos(0.5),
                -Math.sin(0.5));
        // a hook, and a parameter beside it
        allModes(x -> hookGradient(CLIPPED.apply(sin(x)).mul(4), g -> g.mul(2)), X, Math.cos(0.5), -Math.sin(0.5));
        var w = new Parameter(Tensor.scalar(2.0));
        close(jvp((Tensor x) -> grad((Tensor y) -> CLIPPED.apply(y.mul(w).mul(y)), w).apply(x), X, ONE).tangent(),
                2 * 0.5);
    }

    @Test
    void thirdDerivatives() {
        TensorFn1<Tensor> f = x -> CLIPPED.apply(sin(x)).mul(0.5);
        double third = -0.5 * Math.cos(0.5);
        close(grad(grad(grad(f))).apply(X), third);
        close(jvp((Tensor y) -> jvp(grad(f), y, ONE).tangent(), X, ONE).tangent(), third);
        close(jacfwd(jacfwd(grad(f))).apply(X), third);
        close(jvp(grad(grad(f)), X, ONE).tangent(), third);
        close(grad((Tensor y) -> jvp(grad(f), y, ONE).tangent()).apply(X), third);
        close(jit(jacfwd(jacrev(grad(f)))).apply(X), third);
        close(vmap((Tensor y) -> jvp((Tensor z) -> jvp(grad(f), z, ONE).tangent(), y, ONE).tangent())
                .apply(Tensor.of(0.5)).get(0), third);
    }

    /// The derivative `A(x) v` of a function by its tangent and by its input, where nobody uses it itself: the rule
    /// `bwd(x, ct)` says what `ct A(x) v` is, so the one is `bwd(x, ct)` and the other the derivative of `bwd(x, ct)
    /// v`.
    @Test
    void derivativesOfATangentThatNobodyUses() {
        var t = Tensor.scalar(3.0);
        // A is 1 + x, but what arrives of the 1 is cut
        TensorFn1<Tensor> f = Custom.vjp(x -> x.add(x.mul(x).div(2)), (x, out, d) -> clip(d, -1, 1).add(d.mul(x)));
        close(jit(grad((Tensor v) -> jvp(f, X, v).tangent().mul(10))).apply(ONE), 1 + 10 * 0.5);
        close(jit(grad((Tensor x) -> jvp(f, x, t).tangent().mul(10))).apply(X), 10 * 3);
        close(jit(grad((Tensor x) -> jvp(f, x, x).tangent().mul(10))).apply(X), 1 + 10 * 0.5 + 10 * 0.5);
        close(jit((Tensor y) -> jvp((Tensor x) -> jvp(f, x, t).tangent(), y, ONE).tangent()).apply(X), 3);
        close(jit((Tensor y) -> linearize((Tensor x) -> jvp(f, x, t).tangent(), y).pushforward().apply(ONE)).apply(X),
                3);
        // of two inputs, of two shapes: x² Σy, of which 10 that arrive are cut to 1
        var two = Custom.vjp((x, y) -> x.mul(x).mul(y).sum(), (x, y, out, d) -> {
            Tensor cut = clip(d, -1, 1).mul(x);
            return tuple(cut.mul(y).sum().mul(2), cut.mul(x).mul(onesLike(y)));
        });
        var y = Tensor.of(4.0, 5.0);
        var dx = Tensor.scalar(2.0);
        var dy = Tensor.of(3.0, 7.0);
        // ct (2 x Σy dx + x² Σdy)
        TensorFn2<Tensor> tangent = (a, b) -> jvp(two, tuple(a, b), tuple(dx, dy)).tangent().mul(10);
        close(jit(grad(tangent)).apply(X, y), 2 * 9 * 2 + 2 * 0.5 * 10);
        assertThat(jit(grad(tangent, wrt(1))).apply(X, y).toDoubleArray()).containsExactly(2 * 0.5 * 2, 2 * 0.5 * 2);
        var both = jit(grad(tangent, wrt(0, 1))).apply(X, y);
        close(both.first(), 46);
        assertThat(both.second().toDoubleArray()).containsExactly(2, 2);
        assertThat(jit(grad((Tensor w) -> jvp(two, tuple(X, y), tuple(dx, w)).tangent().mul(10))).apply(dy)
                .toDoubleArray())
                .containsExactly(0.25, 0.25);
    }

    @Test
    void whatIsNeededIsRefusedInEveryMode() {
        refused(() -> jvp(CLIPPED, X, ONE));
        refused(() -> jit((Tensor x) -> jvp(CLIPPED, x, ONE).tangent()).apply(X));
        refused(() -> vmap((Tensor x) -> jvp(CLIPPED, x, ONE).tangent()).apply(Tensor.of(0.5)));
        refused(() -> linearize(CLIPPED, X).pushforward().apply(ONE));
        refused(() -> jacfwd(CLIPPED).apply(X));
        refused(() -> jvp(valueAndGrad(CLIPPED), X, ONE));
        refused(() -> grad((Tensor x) -> jvp(CLIPPED, x, ONE).tangent().mul(x)).apply(X));
        // the rule uses its input, whose tangent comes through the other rule
        TensorFn1<Tensor> square = Custom.vjp(x -> x.mul(x), (x, out, d) -> d.mul(x).mul(2));
        refused(() -> hvp(x -> square.apply(CLIPPED.apply(x)), X, ONE));
        // in reverse mode the gradient 2 that arrives is cut to 1
        close(grad(grad(x -> square.apply(CLIPPED.apply(x)))).apply(Tensor.scalar(0.25)), 1);
    }

    @Test
    void onlyTheInputsAndOutputsThatAreAskedFor() {
        var two = Custom.vjp((x, y) -> x.mul(y), (x, y, out, d) -> tuple(d.mul(y), clip(d, -1, 1).mul(x)));
        close(jvp((Tensor x) -> two.apply(x, Tensor.scalar(4.0)), X, ONE).tangent(), 4);
        close(jacfwd((Tensor x) -> two.apply(x, Tensor.scalar(4.0))).apply(X), 4);
        refused(() -> jvp((Tensor y) -> two.apply(X, y), ONE, ONE));
        // what is returned beside the result, or assigned, has no tangent that anybody asks for
        close(jvpAux((Tensor x) -> tuple(x.mul(x), CLIPPED.apply(x)), X, ONE).tangent(), 1);
        close(jacfwdAux((Tensor x) -> tuple(x.mul(x), CLIPPED.apply(x))).apply(X).first(), 1);
        var seen = new Parameter(Tensor.scalar(0.0));
        close(jvp((Tensor x) -> {
            seen.assign(CLIPPED.apply(x));
            return x.mul(x);
        }, X, ONE).tangent(), 1);
        close(seen, 0.5);
        close(linearize((Tensor x) -> {
            seen.assign(CLIPPED.apply(x.mul(2)));
            return x.mul(x);
        }, X).pushforward().apply(ONE), 1);
        close(seen, 1);
    }

    @Test
    void aTangentThatIsNotLinearIsRefusedOnlyWhereItIsTransposed() {
        var f = Custom.jvp(x -> x, (x, out, dx) -> clip(dx, -1, 1));
        close(jvp(f, X, Tensor.scalar(5.0)).tangent(), 1);
        close(linearize(f, X).pushforward().apply(Tensor.scalar(5.0)), 1);
        close(jacfwd(f).apply(X), 1);
        refused(() -> grad(f).apply(X));
        refused(() -> vjp(f, X).pullback().apply(ONE));
        close(valueAndGradAux((Tensor x) -> tuple(x.mul(x), f.apply(x))).apply(X).grad(), 1);
        close(grad((Tensor x) -> x.mul(stopGradient(f.apply(x)))).apply(X), 0.5);
        // a constant that is added to it is no derivative
        var shifted = Custom.jvp(x -> x, (x, out, dx) -> dx.add(1));
        close(linearize(shifted, X).pushforward().apply(ONE), 2);
        refused(() -> grad(shifted).apply(X));
        // by one input it is linear
        var two = Custom.jvp((x, y) -> x.mul(y), (x, y, out, dx, dy) -> dx.mul(y).add(dy.mul(dy)));
        close(grad(two).apply(X, Tensor.scalar(4.0)), 4);
        refused(() -> grad(two, wrt(1)).apply(X, Tensor.scalar(4.0)));
        // of one output it is linear
        Fn1<Tensor, Tuple2<Tensor, Tensor>> pair = Custom.jvp((Tensor x) -> tuple(x, x.mul(2)),
                (x, out, dx) -> tuple(dx.mul(3), dx.mul(dx)));
        close(grad((Tensor x) -> pair.apply(x).first()).apply(X), 3);
        refused(() -> grad((Tensor x) -> pair.apply(x).second()).apply(X));
    }

    // ---- loops in rules

    /// Rules for x³ that come to 3 x² d through loops and branches of all kinds.
    private static Map<String, TensorFn3<Tensor>> rules() {
        var rules = new LinkedHashMap<String, TensorFn3<Tensor>>();
        rules.put("fori from 0", (x, out, d) -> Flow.fori(0, 3, zerosLike(d), (i, s) -> s.add(d.mul(x).mul(x))));
        rules.put("fori with its counter", (x, out, d) -> Flow.fori(0, 3, zerosLike(d),
                (i, s) -> s.add(d.mul(x).mul(x).mul(i.cast(DType.FLOAT64)))));
        rules.put("fori from 1",
                (x, out, d) -> Flow.fori(1, 3, d.mul(x), (i, s) -> s.mul(i.cast(DType.FLOAT64))).mul(x).mul(1.5));
        rules.put("fori of the cotangent", (x, out, d) -> Flow.fori(0, 2, d, (i, s) -> s.mul(x)).mul(3));
        rules.put("scan",
                (x, out, d) -> Flow.scan(d.mul(3), Tensor.of(1.0, 1.0), (s, e) -> tuple(s.mul(x).mul(e), s)).carry());
        rules.put(
                "scan with a running product beside", (x, out, d) -> Flow
                        .scan(tuple(ONE, zerosLike(d)), Tensor.of(1.0, 2.0, 3.0),
                                (s, e) -> tuple(tuple(s.first().mul(x), s.second().add(d.mul(s.first()))),
                                        s.first().mul(e)))
                        .carry().second()
                        .add(d.mul(x.mul(x).mul(2).sub(x).sub(1))));
        rules.put("results of a scan",
                (x, out, d) -> Flow.scan(ONE, Tensor.of(1.0, 1.0, 1.0), (s, e) -> tuple(s.mul(x), s.mul(e).mul(d)))
                        .ys().get(2).mul(3));
        rules.put("while with a counter",
                (x, out, d) -> Flow.whileLoop(tuple(Tensor.scalar(0), d), s -> s.first().lt(2),
                        s -> tuple(s.first().add(1), s.second().mul(x))).second().mul(3));
        rules.put("while that multiplies by what it counts", (x, out, d) -> Flow.whileLoop(tuple(Tensor.scalar(1.0), d),
                s -> s.first().lt(4.0), s -> tuple(s.first().add(1), s.second().mul(s.first()))).second().mul(x).mul(x)
                .div(2));
        rules.put("while beside it",
                (x, out, d) -> Flow.whileLoop(ONE, s -> s.lt(3.0), s -> s.add(1)).mul(d).mul(x).mul(x));
        rules.put("cond", (x, out, d) -> Flow.cond(x.gt(0), () -> d.mul(x).mul(x).mul(3), () -> d));
        rules.put("cond with a constant beside", (x, out, d) -> {
            var r = Flow.cond(x.gt(0), () -> tuple(d.mul(x), x.mul(3)), () -> tuple(d, x));
            return r.first().mul(r.second());
        });
        rules.put("cond with a zero given to it", (x, out, d) -> {
            Tensor zero = zerosLike(x).mul(x);
            var r = Flow.cond(x.gt(0), () -> tuple(d.mul(x).add(zero), x.mul(3)), () -> tuple(d.mul(x), x.mul(3)));
            return r.first().mul(r.second());
        });
        rules.put("cond with a zero given to it alone", (x, out, d) -> {
            Tensor zero = zerosLike(x).mul(x);
            return Flow.cond(x.gt(0), () -> d.mul(x).add(zero), () -> d.add(zero)).mul(x).mul(3);
        });
        rules.put("cond with zeros of another shape beside", (x, out, d) -> {
            var r = Flow.cond(x.gt(0), () -> tuple(d.mul(x), zeros(DType.FLOAT64, 3)),
                    () -> tuple(d, zeros(DType.FLOAT64, 3)));
            return r.first().mul(x).mul(3).add(r.second().sum());
        });
        rules.put("cond that takes it and drops it", (x, out, d) -> d.mul(x)
                .mul(Flow.cond(x.gt(0), () -> x.mul(3).add(d.mul(zerosLike(d))), () -> x.add(d.mul(zerosLike(d))))));
        rules.put("cond around a loop with its counter", (x, out, d) -> Flow.cond(x.gt(0),
                () -> Flow.fori(1, 3, d.mul(x), (i, s) -> s.mul(i.cast(DType.FLOAT64))).mul(x).mul(1.5), () -> d));
        rules.put("fori around a loop with its counter", (x, out, d) -> Flow.fori(0, 2, d,
                (k, t) -> Flow.fori(1, 2, t.mul(x), (i, s) -> s.mul(i.cast(DType.FLOAT64)))).mul(3));
        rules.put("cond with a hook around a loop with its counter", (x, out, d) -> Flow.cond(x.gt(0),
                () -> hookGradient(Flow.fori(1, 3, d.mul(x), (i, s) -> s.mul(i.cast(DType.FLOAT64))), g -> g).mul(x)
                        .mul(1.5),
                () -> d));
        rules.put("a function of zero", (x, out, d) -> d.mul(cos(zerosLike(x).mul(x))).mul(x).mul(x).mul(3));
        rules.put("compiled, with a constant beside", (x, out, d) -> {
            var r = jit((Tensor a, Tensor b) -> tuple(a.mul(b), a.mul(3))).apply(x, d);
            return r.first().mul(r.second());
        });
        rules.put("loop in a loop in a cond", (x, out, d) -> Flow.cond(x.gt(0),
                () -> Flow.fori(0, 3, zerosLike(d), (i, s) -> s.add(Flow.fori(0, 2, d, (j, t) -> t.mul(x)))), () -> d));
        rules.put("while in a scan", (x, out, d) -> Flow.scan(zerosLike(d), Tensor.of(1.0, 2.0), (s, e) -> tuple(
                s.add(Flow
                        .whileLoop(tuple(ONE, d), w -> w.first().lt(e.add(0.5)),
                                w -> tuple(w.first().add(1), w.second().mul(x)))
                        .second()),
                e)).carry().sub(d.mul(x)).mul(3));
        rules.put("an own function of it",
                (x, out, d) -> Custom.vjp(y -> y.mul(3), (y, o, c) -> c.mul(3)).apply(d).mul(x).mul(x));
        rules.put("a hook", (x, out, d) -> hookGradient(d.mul(3), g -> g).mul(x).mul(x));
        rules.put("zero times it added", (x, out, d) -> d.mul(x).mul(x).mul(3).add(zerosLike(x).mul(x)));
        rules.put("the gradient of a loop",
                (x, out, d) -> vjp((Tensor y) -> Flow.fori(0, 2, y, (i, s) -> s.mul(y)), x).pullback().apply(d));
        rules.put("the gradient of a while", (x, out, d) -> vjp((Tensor y) -> Flow.whileLoop(tuple(Tensor.scalar(0), y),
                s -> s.first().lt(2), s -> tuple(s.first().add(1), s.second().mul(y))).second(), x).pullback()
                .apply(d));
        rules.put("the tangent of a loop",
                (x, out, d) -> jvp((Tensor y) -> Flow.fori(0, 2, y, (i, s) -> s.mul(y)), x, d).tangent());
        return rules;
    }

    @Test
    void whatDoesNotDependOnTheCotangentDoesNotCount() {
        var x = Tensor.scalar(2.0);
        rules().forEach((name, rule) -> {
            var f = Custom.vjp(y -> y.mul(y).mul(y), rule);
            var t = Tensor.scalar(3.0);
            assertThat(grad(f).apply(x).item()).as(name).isEqualTo(12);
            assertThat(jvp(f, x, t).tangent().item()).as(name + ": jvp").isEqualTo(36);
            assertThat(linearize(f, x).pushforward().apply(t).item()).as(name + ": linearize").isEqualTo(36);
            assertThat(jit((Tensor y) -> jvp(f, y, t).tangent()).apply(x).item()).as(name + ": jit").isEqualTo(36);
            assertThat(vmap((Tensor y) -> jvp(f, y, t).tangent()).apply(Tensor.of(2.0, 1.0)).toDoubleArray())
                    .as(name + ": vmap")
                    .containsExactly(36, 9);
            assertThat(jacfwd(f).apply(Tensor.scalar(2.0)).item()).as(name + ": jacfwd").isEqualTo(12);
            if (!name.contains("cond")) { // its branch for x < 0 is another function
                assertThat(hvp(f, x, t).item()).as(name + ": hvp").isEqualTo(36);
            }
            assertThat(jvp((Tensor y) -> jvp(f, y, ONE).tangent(), x, t).tangent().item()).as(name + ": jvp of jvp")
                    .isEqualTo(36);
            assertThat(grad((Tensor y) -> jvp(f, y, ONE).tangent()).apply(x).item()).as(name + ": grad of jvp")
                    .isEqualTo(12);
        });
    }

    @Test
    void tangentRulesWithLoopsServeReverseModeToo() {
        var x = Tensor.scalar(2.0);
        rules().forEach((name, rule) -> {
            var f = Custom.jvp(y -> y.mul(y).mul(y), rule);
            assertThat(jvp(f, x, ONE).tangent().item()).as(name).isEqualTo(12);
            assertThat(grad(f).apply(x).item()).as(name + ": grad").isEqualTo(12);
            assertThat(vmap(grad(f)).apply(Tensor.of(2.0, 1.0)).toDoubleArray()).as(name + ": vmap").containsExactly(12,
                    3);
            assertThat(grad(grad(f)).apply(x).item()).as(name + ": second").isEqualTo(12);
            assertThat(jit(hessian(f)).apply(x).item()).as(name + ": hessian").isEqualTo(12);
        });
    }

    @Test
    void loopsThatAreNotLinearAreRefused() {
        List<TensorFn3<Tensor>> rules = List.of(
                (x, out, d) -> Flow.fori(0, 3, d, (i, s) -> s.add(1)),
                (x, out, d) -> Flow.fori(0, 3, d, (i, s) -> s.add(i.cast(DType.FLOAT64))),
                (x, out, d) -> Flow.fori(0, 3, ONE, (i, s) -> s.add(d)),
                (x, out, d) -> Flow.fori(0, 3, d, (i, s) -> s.mul(s)),
                (x, out, d) -> Flow.whileLoop(d, s -> s.lt(10.0), s -> s.mul(2)),
                (x, out, d) -> Flow.cond(d.gt(0), () -> d, () -> d.mul(2)),
                (x, out, d) -> Flow.cond(x.gt(0), () -> d, () -> x),
                (x, out, d) -> concat(0, d.expandDims(0), ones(DType.FLOAT64, 1)).sum(),
                (x, out, d) -> d.mul(Flow.fori(0, 3, d, (i, s) -> s.mul(2))));
        for (var rule : rules) {
            refused(() -> jvp(Custom.vjp(x -> x, rule), X, ONE));
        }
    }
}
