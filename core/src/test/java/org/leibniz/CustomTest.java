package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Derivatives that a user states, and hooks: one rule serves both modes, every order, `vmap`, `jit` and loops.
final class CustomTest {
    // 3x in place of 2x
    private static final TensorFn1<Tensor> TRIPLE = Custom.vjp(x -> x.mul(x), (x, out, dout) -> dout.mul(x).mul(3));
    private static final TensorFn1<Tensor> FORWARD = Custom.jvp(x -> x.mul(x), (x, out, dx) -> dx.mul(x).mul(3));

    @Test
    void aRuleTakesThePlaceOfTheDerivative() {
        for (var f : List.of(TRIPLE, FORWARD)) {
            assertThat(f.apply(5).item()).isEqualTo(25);
            assertThat(grad(f).apply(5).item()).isEqualTo(15);
            assertThat(jvp(f, Tensor.scalar(5.0), Tensor.scalar(2.0)).tangent().item()).isEqualTo(30);
            assertThat(grad(grad(f)).apply(5).item()).isEqualTo(3);
            assertThat(jit(grad(f)).apply(5).item()).isEqualTo(15);
            assertThat(vmap(grad(f)).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(3, 6);
            assertThat(jacfwd(f).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(3, 0, 0, 6);
            assertThat(jacrev(f).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(3, 0, 0, 6);
            assertThat(grad(x -> Flow.fori(0, 2, x, (i, s) -> f.apply(s))).apply(2).item()).isEqualTo(3 * 4 * 3 * 2);
        }
    }

    @Test
    void theRuleSeesTheOutputOfTheFunction() {
        var root = Custom.vjp(x -> sqrt(x), (x, out, dout) -> dout.div(out.mul(2)));
        assertThat(grad(root).apply(4).item()).isEqualTo(0.25);
        assertThat(grad(grad(root)).apply(4).item()).isEqualTo(-1.0 / 32);
    }

    @Test
    void whatIsCapturedIsConstant() {
        var w = new Parameter(Tensor.of(3.0), "w");
        var f = Custom.vjp(x -> x.mul(w), (x, out, dout) -> dout.mul(w));
        assertThat(grad(x -> f.apply(x), w).apply(Tensor.of(2.0)).item()).isZero();
        assertThat(grad(f).apply(Tensor.of(2.0)).item()).isEqualTo(3);
        w.assign(Tensor.of(4.0));
        assertThat(grad(f).apply(Tensor.of(2.0)).item()).isEqualTo(4);
    }

    @Test
    void twoAndThreeInputsAndTrees() {
        var two = Custom.vjp((x, y) -> x.mul(y), (x, y, out, dout) -> tuple(dout.mul(5).mul(x), dout.mul(8).mul(y)));
        var g = grad(two, wrt(0, 1)).apply(2, 3);
        assertThat(g.first().item()).isEqualTo(10);
        assertThat(g.second().item()).isEqualTo(24);
        var tree = Custom.vjp((List<Tensor> l) -> tuple(l.get(0), l.get(1)),
                (l, out, dout) -> List.of(dout.second(), dout.first()));
        List<Tensor> h = grad((List<Tensor> l) -> tree.apply(l).first().mul(7))
                .apply(List.of(Tensor.of(1.0), Tensor.of(2.0)));
        assertThat(h.get(0).item()).isZero();
        assertThat(h.get(1).item()).isEqualTo(7);
        var forward = Custom.jvp((Tuple2<Tensor, Tensor> t) -> t.first().mul(t.second()),
                (t, out, dt) -> dt.first().add(dt.second()));
        assertThat(jvp(forward, tuple(Tensor.of(2.0), Tensor.of(3.0)), tuple(Tensor.of(10.0), Tensor.of(20.0)))
                .tangent().item())
                .isEqualTo(30);
        var five = Custom.jvp((x, y) -> x.mul(y), (x, y, out, dx, dy) -> dx.sub(dy));
        assertThat(grad(five, wrt(1)).apply(2, 3).item()).isEqualTo(-1);
    }

    @Test
    void gradientsAreSummedAndCast() {
        var f = Custom.vjp((x, y) -> x.add(y), (x, y, out, dout) -> tuple(dout, dout));
        var g = grad(f, wrt(0, 1)).apply(ones(3), ones(DType.FLOAT64, 2, 3));
        assertThat(g.first().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(g.first().toFloatArray()).containsExactly(2, 2, 2);
        var column = grad(f).apply(ones(2, 1), ones(2, 3));
        assertThat(column.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(column.toFloatArray()).containsExactly(3, 3);
    }

    @Test
    void rulesThatGiveTheWrongThingAreRefused() {
        var shape = Custom.vjp(x -> x, (x, out, dout) -> ones(2));
        assertThatIllegalArgumentException().isThrownBy(() -> grad(shape).apply(ones(3)))
                .withMessageContaining("Custom.vjp")
                .withMessageContaining(
                        "expected (3,)")
                .withMessageContaining("got (2,)");
        var few = Custom.vjp((List<Tensor> l) -> l.get(0), (l, out, dout) -> List.of(dout));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grad((List<Tensor> l) -> few.apply(l)).apply(List.of(ones(1), ones(1))))
                .withMessageContaining("number of gradients").withMessageContaining("expected 2, got 1");
        var tangent = Custom.jvp(x -> x, (x, out, dx) -> dx.sum());
        assertThatIllegalArgumentException().isThrownBy(() -> grad(tangent).apply(ones(3)))
                .withMessageContaining("tangent of result 0")
                .withMessageContaining(
                        "(3,)");
    }

    @Test
    void aRuleThatIsNotLinearServesItsOwnModeOnly() {
        var f = Custom.vjp(x -> x, (x, out, dout) -> dout.mul(dout));
        assertThat(grad(x -> f.apply(x).mul(3)).apply(1).item()).isEqualTo(9);
        assertThatExceptionOfType(NonlinearRuleException.class)
                .isThrownBy(() -> jvp(f, Tensor.scalar(1.0), Tensor.scalar(1.0)));
    }

    // ---- hooks on the way

    @Test
    void aHookSeesTheGradientThatArrives() {
        var seen = new double[1];
        TensorFn1<Tensor> f = x -> hookGradient(x.mul(2), g -> {
            seen[0] = g.item();
            return clip(g, -1, 1);
        }).mul(5);
        assertThat(grad(f).apply(3).item()).isEqualTo(2);
        assertThat(seen[0]).isEqualTo(5);
        assertThat(f.apply(3).item()).isEqualTo(30);
    }

    @Test
    void hooksWorkUnderJitAndVmap() {
        TensorFn1<Tensor> f = x -> hookGradient(x, g -> clip(g, -1, 1)).mul(5);
        assertThat(jit(grad(f)).apply(3).item()).isEqualTo(1);
        assertThat(vmap(grad(f)).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(1, 1);
        assertThat(grad(x -> Flow.fori(0, 2, x, (i, s) -> f.apply(s))).apply(3).item()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grad(x -> hookGradient(x, g -> ones(7))).apply(Tensor.of(1f)))
                .withMessageContaining("hook");
    }

    // ---- stopping

    @Test
    void whatIsStoppedIsConstant() {
        assertThat(grad(x -> x.mul(stopGradient(x.mul(x)))).apply(3).item()).isEqualTo(9);
        assertThat(grad(grad(x -> x.mul(stopGradient(x.mul(x))))).apply(3).item()).isZero(); // new-stop-second
        Tuple2<Tensor, Tensor> t = stopGradient(tuple(Tensor.of(1.0), Tensor.of(2.0)));
        assertThat(t.second().item()).isEqualTo(2);
        Tensor ofParameter = stopGradient(new Parameter(Tensor.of(1.0)));
        assertThat(ofParameter).isNotInstanceOf(Parameter.class);
    }
}
