package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Staging;

/// Control flow on data: values against Java's own loops, derivatives against closed forms, and what bodies are held
/// to.
final class FlowTest {
    private static final Tensor TWO = Tensor.scalar(2.0);

    private record State(Tensor i, Tensor x) {}

    private static final TensorFn1<Tensor> POWER = x -> Flow
            .whileLoop(new State(Tensor.scalar(0), x), s -> s.i().lt(3), s -> new State(s.i().add(1), s.x()
                    .mul(x)))
            .x(); // x^4

    // ---- cond

    @Test
    void condChoosesEverywhere() {
        TensorFn1<Tensor> f = x -> Flow.cond(x.gt(0), () -> x.mul(x), () -> x.mul(3));
        assertThat(f.apply(2).item()).isEqualTo(4);
        assertThat(f.apply(-2).item()).isEqualTo(-6);
        assertThat(jit(f).apply(-2).item()).isEqualTo(-6);
        assertThat(vmap(f).apply(Tensor.of(2.0, -2.0)).toDoubleArray()).containsExactly(4, -6);
        assertThat(grad(f).apply(2).item()).isEqualTo(4);
        assertThat(vmap(grad(f)).apply(Tensor.of(2.0, -2.0)).toDoubleArray()).containsExactly(4, 3);
        assertThat(grad(jit(grad(f))).apply(2).item()).isEqualTo(2);
        assertThat(jvp(f, TWO, Tensor.scalar(10.0)).tangent().item()).isEqualTo(40);
    }

    @Test
    void aPredicateIsOneElementOfAnyDtype() {
        for (Tensor yes : List.of(Tensor.scalar(true), Tensor.scalar(2), Tensor.of(0.5),
                Tensor.of(new double[][]{{-1}}))) {
            assertThat(Flow.cond(yes, () -> TWO, () -> TWO.neg()).item()).isEqualTo(2);
            assertThat(jit((Tensor p) -> Flow.cond(p, () -> TWO, () -> TWO.neg())).apply(yes).item()).isEqualTo(2);
        }
        assertThat(Flow.cond(Tensor.scalar(0L), () -> TWO, () -> TWO.neg()).item()).isEqualTo(-2);
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.cond(Tensor.of(true, false), () -> TWO, () -> TWO))
                .withMessageContaining("predicate")
                .withMessageContaining("one element").withMessageContaining("(2,)");
    }

    @Test
    void branchesMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit(x -> Flow.cond(x.gt(0), () -> x, () -> x.cast(DType.FLOAT32))).apply(2))
                .withMessageContaining("branches").withMessageContaining("FLOAT64 and FLOAT32")
                .withMessageContaining("cast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit(x -> Flow.cond(x.gt(0), () -> x, () -> ones(DType.FLOAT64, 2))).apply(2))
                .withMessageContaining("() and (2,)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit(x -> Flow.<Object>cond(x.gt(0), () -> tuple(x, x), () -> List.of(x, x))).apply(2))
                .withMessageContaining("one form");
    }

    @Test
    @SuppressWarnings("NullAway") // what code without null checks can do
    void branchesAreHeldToTheSameEverywhere() {
        Tensor yes = Tensor.scalar(true);
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.cond(yes, () -> ones(1), () -> ones(2)))
                .withMessageContaining("Flow.cond: the branches: result: expected one shape, got (1,) and (2,)");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.cond(yes, () -> TWO, () -> Tensor.scalar(2f)))
                .withMessageContaining("FLOAT64 and FLOAT32");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.cond(yes, () -> TWO, () -> null))
                .withMessageContaining("one form")
                .withMessageContaining("Tensor and null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.switchCase(Tensor.scalar(0), () -> TWO, () -> TWO, () -> ones(DType.FLOAT64, 2)))
                .withMessageContaining("Flow.switchCase: the branches: result").withMessageContaining("() and (2,)");
        var w = new Parameter(Tensor.of(1.0), "w");
        assertThatIllegalStateException().isThrownBy(() -> Flow.cond(yes, () -> {
            w.assign(Tensor.of(2.0));
            return w;
        }, () -> w)).withMessageContaining("assign");
        assertThat(w.item()).isEqualTo(1);
        var leak = new Tensor[1];
        Flow.cond(yes, () -> leak[0] = TWO.mul(2), () -> TWO);
        assertThatExceptionOfType(LeakException.class).isThrownBy(() -> leak[0].item());
    }

    @Test
    void valuesAreThereInABranchUnlessSomethingAroundHasNone() {
        // looked at: a factor of 2x that stays
        TensorFn1<Tensor> f = x -> Flow.cond(x.gt(0), () -> x.mul(x.mul(2).item()), () -> x.neg());
        assertThat(f.apply(3).item()).isEqualTo(18);
        assertThat(f.apply(-3).item()).isEqualTo(3);
        assertThatExceptionOfType(NoValueException.class).isThrownBy(() -> jit(f).apply(3))
                .withMessageContaining("inside jit");
        assertThatExceptionOfType(NoValueException.class).isThrownBy(() -> Flow.fori(0, 2, TWO, (i, s) -> f.apply(s)))
                .withMessageContaining("inside the body of a Flow function").withMessageEndingWith("in Java");
    }

    @Test
    void listsAndMapsNeedNotBeOfOneClass() {
        var state = new ArrayList<>(List.of(TWO, TWO));
        List<Tensor> r = Flow.<List<Tensor>>fori(0, 3, state, (i, s) -> List.of(s.get(1), s.get(0).mul(2)));
        assertThat(r.stream().map(Tensor::item)).containsExactly(4.0, 8.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.<List<Object>>fori(0, 3, List.of(TWO, "a"), (i, s) -> List.of(s.get(0), "b")))
                .withMessageContaining("one form");
    }

    @Test
    void treesMayBeChosen() {
        Tuple2<Tensor, Tensor> t = jit(x -> Flow.cond(x.gt(0), () -> tuple(x, x.mul(2)), () -> tuple(x, x))).apply(3);
        assertThat(t.second().item()).isEqualTo(6);
    }

    @Test
    void switchCaseChoosesAmongMany() {
        TensorFn2<Tensor> f = (i, x) -> Flow.switchCase(i, () -> x, () -> x.mul(x), () -> x.neg());
        int[] index = {-5, 0, 1, 2, 9};
        double[] expected = {3, 3, 9, -3, -3};
        for (int k = 0; k < index.length; k++) {
            assertThat(f.apply(Tensor.scalar(index[k]), Tensor.scalar(3.0)).item()).isEqualTo(expected[k]);
            assertThat(jit(f).apply(Tensor.scalar(index[k]), Tensor.scalar(3.0)).item()).isEqualTo(expected[k]);
        }
        assertThat(grad(f, wrt(1)).apply(Tensor.scalar(1), Tensor.scalar(3.0)).item()).isEqualTo(6);
        assertThat(vmap(f, inAxes(0, NONE)).apply(Tensor.of(0, 1, 2), Tensor.scalar(3.0)).toDoubleArray())
                .containsExactly(3, 9, -3);
        assertThatIllegalArgumentException().isThrownBy(() -> f.apply(1.0, 1.0)).withMessageContaining("integer")
                .withMessageContaining("FLOAT64");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.switchCase(Tensor.scalar(1), new Fn0.OfTensor[0]))
                .withMessageContaining("at least one");
    }

    // ---- while

    @Test
    void whileRunsAndDifferentiatesToThirdOrder() {
        assertThat(POWER.apply(2).item()).isEqualTo(16);
        assertThat(jit(POWER).apply(2).item()).isEqualTo(16);
        assertThat(grad(POWER).apply(2).item()).isEqualTo(32);
        assertThat(grad(grad(POWER)).apply(2).item()).isEqualTo(48);
        assertThat(grad(grad(grad(POWER))).apply(2).item()).isEqualTo(48);
        assertThat(jvp(grad(POWER), TWO, Tensor.scalar(1.0)).tangent().item()).isEqualTo(48);
        assertThat(vmap(grad(POWER)).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(4, 32);
        Checks.gradients(POWER, Tensor.scalar(1.3));
    }

    @Test
    void lanesStopByThemselves() {
        TensorFn1<Tensor> doubled = x -> Flow.whileLoop(x, s -> s.lt(10), s -> s.mul(2));
        assertThat(vmap(doubled).apply(Tensor.of(1.0, 3.0, 20.0)).toDoubleArray()).containsExactly(16, 12, 20);
        assertThat(vmap(grad(doubled)).apply(Tensor.of(1.0, 3.0, 20.0)).toDoubleArray()).containsExactly(16, 4, 1);
    }

    @Test
    void noTripIsTheIdentity() {
        assertThat(grad(x -> Flow.whileLoop(x, s -> s.gt(100), s -> s.mul(s))).apply(5).item()).isEqualTo(1);
        assertThat(grad(x -> Flow.fori(3, 3, x, (i, s) -> s.mul(s))).apply(5).item()).isEqualTo(1);
        assertThat(Flow.fori(3, 0, TWO, (i, s) -> s.mul(s)).item()).isEqualTo(2);
    }

    @Test
    void aStateKeepsItsForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.whileLoop(Tensor.scalar(1), s -> s.lt(3), s -> s.mul(1.5)))
                .withMessageContaining(
                        "Flow.whileLoop")
                .withMessageContaining("state").withMessageContaining("INT32 and FLOAT32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.whileLoop(new State(Tensor.scalar(0), TWO), s -> s.i().lt(3),
                        s -> new State(s.i(), s.x()
                                .expandDims(0))))
                .withMessageContaining("state.x").withMessageContaining("() and (1,)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.whileLoop(List.of(TWO), s -> s.get(0).lt(3), s -> List.of(TWO, TWO)))
                .withMessageContaining("[Tensor] and [Tensor, Tensor]");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.whileLoop(Tensor.of(1.0, 2.0), s -> s.lt(3), s -> s))
                .withMessageContaining("condition")
                .withMessageContaining("(2,)");
    }

    @Test
    void aParameterAsStateIsItsValueAndNoneIsAssignedInside() {
        var w = new Parameter(Tensor.scalar(3.0), "w");
        Tensor r = Flow.fori(0, 2, w, (i, s) -> s.mul(w));
        assertThat(r).isNotInstanceOf(Parameter.class);
        assertThat(r.item()).isEqualTo(27);
        var pair = Flow.whileLoop(tuple(Tensor.scalar(0), w), s -> s.first().lt(3),
                s -> tuple(s.first().add(1), s.second().mul(2)));
        assertThat(pair.second().item()).isEqualTo(24);
        assertThat(grad(() -> Flow.fori(0, 2, w, (i, s) -> s.mul(w)), w).apply().item()).isEqualTo(27);
        assertThatIllegalStateException().isThrownBy(() -> Flow.fori(0, 2, TWO, (i, s) -> {
            w.assign(s);
            return s;
        })).withMessageContaining("assign");
    }

    // ---- fori, scan, map

    @Test
    void theIndexOfForiIsAnInteger() {
        Tensor r = Flow.fori(2, 5, Tensor.scalar(0), (i, s) -> {
            assertThat(i.dtype()).isEqualTo(DType.INT32);
            assertThat(i.shape()).isEqualTo(Shape.SCALAR);
            return s.mul(10).add(i);
        });
        assertThat(r.itemAsLong()).isEqualTo(234);
        Tuple2<Tensor, Tensor> fibonacci = Flow.fori(0, 10, tuple(Tensor.scalar(0), Tensor.scalar(1)),
                (i, s) -> tuple(s.second(), s.first().add(s.second())));
        assertThat(fibonacci.first().itemAsLong()).isEqualTo(55);
    }

    @Test
    void foriCountsWithoutAListOfNumbers() {
        assertThat(
                Flow.fori(Integer.MAX_VALUE - 3, Integer.MAX_VALUE, Tensor.scalar(0L), (i, s) -> s.add(i)).itemAsLong())
                .isEqualTo(3L * Integer.MAX_VALUE - 6);
        TensorFn1<Tensor> f = x -> Flow.fori(0, 4, x, (i, s) -> s.mul(x).add(i)); // x^5 + x^2 + 2x + 3
        var program = Staging.jit(x -> new Value[]{f.apply(new Tensor(x[0])).read()}, Type.scalar(DType.FLOAT64))
                .program();
        assertThat(program.toString()).contains("scan").doesNotContain("iota").doesNotContain("[4]");
        assertThat(f.apply(2).item()).isEqualTo(43);
        assertThat(grad(f).apply(2).item()).isEqualTo(86);
        assertThat(grad(grad(f)).apply(2).item()).isEqualTo(162);
        assertThat(jvp(f, TWO, Tensor.scalar(1.0)).tangent().item()).isEqualTo(86);
        assertThat(vmap(grad(f)).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(9, 86);
        Checks.gradients(f, Tensor.scalar(1.3));
    }

    @Test
    void scanGivesStateAndResults() {
        Scan<Tensor, Tensor> r = Flow.scan(Tensor.scalar(0.0), Tensor.of(1.0, 2.0, 3.0),
                (s, x) -> tuple(s.add(x), s.mul(x)));
        assertThat(r.carry().item()).isEqualTo(6);
        assertThat(r.ys().toDoubleArray()).containsExactly(0, 2, 9);
        assertThat(r).hasToString(
                "(Tensor(shape=[], dtype=Float64, value= 6), Tensor(shape=[3], dtype=Float64, value= [ "
                        + "0.00000000e+00,  2.00000000e+00,"
                        + "  9.00000000e+00]))");
        TensorFn1<Tensor> product = xs -> Flow.scan(Tensor.scalar(1.0), xs, (s, x) -> tuple(s.mul(x), x)).carry();
        assertThat(grad(product).apply(Tensor.of(2.0, 3.0, 5.0)).toDoubleArray()).containsExactly(15, 10, 6);
        assertThat(hessian(product).apply(Tensor.of(2.0, 3.0, 5.0)).toDoubleArray()).containsExactly(0, 5, 3, 5, 0, 2,
                3, 2, 0);
        assertThat(jit(product).apply(Tensor.of(2.0, 3.0, 5.0)).item()).isEqualTo(30);
        Checks.gradients((xs, w) -> Flow.scan(w, xs, (s, x) -> tuple(tanh(s.mul(x)), s)).ys(), Tensor.of(0.3, 0.5, -1),
                Tensor.of(0.2, 0.7));
    }

    @Test
    @SuppressWarnings("NullAway") // what code without null checks can do
    void whatIsScannedHasEntries() {
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.scan(TWO, TWO, (s, x) -> tuple(s, x)))
                .withMessageContaining("0-d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.scan(TWO, tuple(ones(2), ones(3)), (s, x) -> tuple(s, x.first())))
                .withMessageContaining(
                        "2 in xs.first and 3 in xs.second");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.map("text", x -> x)).withMessageContaining("xs");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.scan(TWO, ones(2), (s, x) -> null))
                .withMessageContaining("tuple");
    }

    @Test
    void mapIsVmapOneByOne() {
        TensorFn1<Tensor> f = x -> sin(x).sum();
        Tensor xs = Tensor.of(new double[][]{{1, 2}, {3, 4}, {5, 6}});
        double[] expected = vmap(f).apply(xs).toDoubleArray();
        assertThat(Flow.map(xs, f).toDoubleArray()).containsExactly(expected, within(1e-15));
        State s = Flow.map(new State(xs, xs.neg()), t -> new State(t.x(), t.i()));
        assertThat(s.i().toDoubleArray()).containsExactly(xs.neg().toDoubleArray());
        assertThat(grad(v -> Flow.map(v, f).sum()).apply(xs).toDoubleArray()).containsExactly(cos(xs).toDoubleArray(),
                within(1e-15));
    }
}
