package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.transform.Calculus.array;
import static org.leibniz.transform.Calculus.cond;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.ints;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.total;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.LeakException;
import org.leibniz.NonlinearRuleException;
import org.leibniz.ir.Literal;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.transform.Calculus.F;

/// Transformations of functions: which outputs are differentiated, with which weights, by which variables; assignments;
/// what is left open.
class FunctionsTest {
    private static Value hooked(Value x, Value factor) {
        return Value.bind1(new Mark.Hook(ct -> ct.mul(factor)), x);
    }

    // ---- outputs and weights

    private static final Fun TWO = x -> list(x[0].mul(x[1]), sin(x[0]), x[1].mul(3));

    @Test
    void theFirstOutputsAreDifferentiated() {
        for (int summed = 0; summed <= 3; summed++) {
            var r = Shorthand.gradient(TWO, list(scalar(2), scalar(5)), List.of(), summed, null);
            assertThat(r.outputs()).hasSize(3);
            assertThat(number(r.gradients()[0])).isEqualTo((summed > 0 ? 5 : 0) + (summed > 1 ? Math.cos(2) : 0));
            assertThat(number(r.gradients()[1])).isEqualTo((summed > 0 ? 2 : 0) + (summed > 2 ? 3 : 0));
            Value[] cts = new Value[summed];
            Arrays.fill(cts, scalar(10));
            Value[] pulled = Shorthand.vjp(TWO, list(scalar(2), scalar(5)), List.of(), summed).apply(cts);
            assertThat(number(pulled[1])).isEqualTo((summed > 0 ? 20 : 0) + (summed > 2 ? 30 : 0));
            Value[] t = Shorthand.jvp(TWO, list(scalar(2), scalar(5)), list(scalar(1), scalar(1)), summed).tangents();
            assertThat(t).hasSize(summed);
            Value[] pushed = Shorthand.linearize(TWO, list(scalar(2), scalar(5)), summed).apply(scalar(1), scalar(1));
            assertThat(pushed).hasSize(summed);
            double[] expected = {7, Math.cos(2), 3};
            for (int i = 0; i < summed; i++) {
                assertThat(number(t[i])).isEqualTo(expected[i]);
                assertThat(number(pushed[i])).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void outputsAreWeighted() {
        var r = Shorthand.gradient(TWO, list(scalar(2), scalar(5)), List.of(), 3,
                types -> list(scalar(10), scalar(0), scalar(100)));
        assertThat(number(r.gradients()[0])).isEqualTo(50);
        assertThat(number(r.gradients()[1])).isEqualTo(320);
    }

    @Test
    void outputsAreWeightedWhereThereAreHooks() {
        Fun f = x -> list(hooked(x[0].mul(x[1]), scalar(2)), x[1].mul(3));
        var weighted = Shorthand.gradient(f, list(scalar(2), scalar(5)), List.of(), 2,
                types -> list(scalar(10), scalar(100)));
        assertThat(number(weighted.gradients()[0])).isEqualTo(100);
        assertThat(number(weighted.gradients()[1])).isEqualTo(340);
        var plain = Shorthand.gradient(f, list(scalar(2), scalar(5)), List.of(), 2, null);
        assertThat(number(plain.gradients()[1])).isEqualTo(7);
        for (Value v : list(plain.gradients()[0], plain.outputs()[0])) {
            assertThat(v.node()).as("data, and no trace of how it was computed").isNull();
        }
    }

    /// A literal would be written into every program that it enters, each of them a new one.
    @Test
    void gradientsAreDataWhereThereAreHooks() {
        Fun f = x -> list(hooked(x[0], scalar(2)));
        var r = Shorthand.gradient(f, list(scalar(2), scalar(5)), List.of(), 1, null);
        assertThat(number(r.gradients()[0])).isEqualTo(2);
        assertThat(number(r.gradients()[1])).isZero();
        assertThat(r.gradients()).noneMatch(Literal.class::isInstance);
    }

    @Test
    void integersHaveIntegerGradients() {
        Fun f = x -> list(total(x[0].cast(DType.FLOAT64).mul(2.6)));
        assertThat((int[]) Shorthand.vjp(f, list(ints(1, 2)), List.of(), 1).apply(scalar(1))[0].data())
                .containsExactly(2, 2);
        assertThat((int[]) Shorthand.gradient(f, list(ints(1, 2)), List.of(), 1, null).gradients()[0].data())
                .containsExactly(2, 2);
    }

    // ---- variables

    @Test
    void variablesThatWereNotRead() {
        var read = new Variable(scalar(3));
        var unread = new Variable(of(1, 2));
        Fun f = x -> list(x[0].mul(read.read()));
        var r = Shorthand.gradient(f, list(scalar(5)), List.of(unread, read), 1, null);
        assertThat(array(r.variableGradients()[0])).containsExactly(0, 0);
        assertThat(number(r.variableGradients()[1])).isEqualTo(5);
        Value[] pulled = Shorthand.vjp(f, list(scalar(5)), List.of(read, unread), 1).apply(scalar(1));
        assertThat(pulled).hasSize(3);
        assertThat(number(pulled[1])).isEqualTo(5);
        assertThat(array(pulled[2])).containsExactly(0, 0);
    }

    /// Assigned values are no outputs: not returned, not differentiated; each goes to its variable.
    @Test
    void assignments() {
        var a = new Variable(scalar(1));
        var b = new Variable(scalar(2));
        Fun f = x -> {
            a.assign(x[0].mul(10));
            b.assign(x[0].mul(100));
            return list(x[0].mul(x[0]), x[0]);
        };
        var r = Shorthand.gradient(f, list(scalar(3)), List.of(), -1, null);
        assertThat(r.outputs()).hasSize(2);
        assertThat(number(r.gradients()[0])).as("of the outputs only").isEqualTo(7);
        assertThat(number(a.committed())).isEqualTo(30);
        assertThat(number(b.committed())).isEqualTo(300);
        Value[] out = Staging.jit(f, Calculus.F64).call(scalar(4));
        assertThat(out).hasSize(2);
        assertThat(number(out[0])).isEqualTo(16);
        assertThat(number(a.committed())).isEqualTo(40);
        assertThat(number(b.committed())).isEqualTo(400);
        assertThat(Shorthand.jvp(f, list(scalar(5)), list(scalar(1)), -1).tangents()).hasSize(2);
        assertThat(number(b.committed())).isEqualTo(500);
    }

    /// A staged function that captured what is being traced cannot serve a later call.
    @Test
    void stagedFunctionsAreKeptIfTheyCapturedDataOnly() {
        Value w = scalar(3);
        assertThat(Staging.jit(x -> list(x[0].mul(w)), Calculus.F64).cacheable()).isTrue();
        grad(x -> {
            assertThat(Staging.jit(y -> list(y[0].mul(x).mul(w)), Calculus.F64).cacheable()).isFalse();
            return x;
        }).apply(scalar(1));
    }

    // ---- hooks in branches

    /// Each branch has a hook with captures of its own.
    @Test
    void hooksInBothBranches() {
        for (double x : new double[]{-2, 2}) {
            Value two = scalar(2);
            Value three = scalar(3);
            Value seven = scalar(7);
            F f = v -> cond(v.compare(Relation.GT, 0), z -> hooked(hooked(z.mul(z), two), three),
                    z -> hooked(z.mul(5), seven), v);
            assertThat(number(grad(f).apply(scalar(x)))).isEqualTo(x > 0 ? 2 * x * 6 : 5 * 7);
        }
    }

    /// A hook in every trip, with captures, beside constants of the loop.
    @Test
    void hooksInALoop() {
        Value w = scalar(3);
        Value two = scalar(2);
        F f = x -> Control.scan(list(x), list(of(5, 7)), c -> list(hooked(c[0].mul(w).mul(c[1]), two)), 2, false)[0];
        assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(4 * 9 * 35);
    }

    // ---- exceptions

    /// After an exception of the user nothing is open: what was traced has leaked.
    @Test
    void exceptionsEndTheTrace() {
        Value[] kept = new Value[1];
        Fun broken = x -> {
            kept[0] = sin(x[0]);
            throw new ArithmeticException("mine");
        };
        assertThatThrownBy(() -> Shorthand.gradient(broken, list(scalar(1)), List.of(), 1, null)).hasMessage("mine");
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class);
        Fun fine = x -> {
            kept[0] = sin(x[0]);
            return x;
        };
        assertThatThrownBy(() -> Shorthand.gradient(fine, list(scalar(1)), List.of(), 1, types -> {
            throw new ArithmeticException("weights");
        })).hasMessage("weights");
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class);
    }

    // ---- custom rules

    @Test
    void rulesOfTheWrongNumberOrType() {
        Fun id = z -> list(z[0]);
        assertThatThrownBy(() -> Shorthand.vjpRule(id, list(scalar(1)), z -> list(z[2], z[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 cotangents, one an input, got 2");
        assertThatThrownBy(() -> CustomRule.jvp(id, list(scalar(1)), z -> list()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 tangents, one an output, got 0");
        assertThatThrownBy(() -> Shorthand.vjpRule(id, list(scalar(1)), z -> list(z[2].cast(DType.FLOAT32))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected result 0 of type f64, got f32");
    }

    /// Two inputs, two outputs, and values from around in the function and in the rule.
    @Test
    void rulesWithCaptures() {
        Value w = scalar(7);
        Value v = scalar(11);
        Fun f = x -> Shorthand.vjpRule(z -> list(z[0].mul(z[1]), z[0].mul(w)), list(x[0], x[1]),
                z -> list(z[4].mul(z[1]).mul(v).add(z[5].mul(w)), z[4].mul(z[0]).add(z[5].mul(z[2]))));
        var r = Shorthand.gradient(f, list(scalar(2), scalar(3)), List.of(), 2, types -> list(scalar(10), scalar(100)));
        assertThat(number(r.gradients()[0])).isEqualTo(10 * 3 * 11 + 700);
        assertThat(number(r.gradients()[1])).isEqualTo(10 * 2 + 100 * 6);
        Value[] t = Shorthand.jvp(f, list(scalar(2), scalar(3)), list(scalar(1), scalar(1000)), 2).tangents();
        assertThat(number(t[0])).as("the rule transposed").isEqualTo(3 * 11 + 2 * 1000);
        assertThat(number(t[1])).isEqualTo(7 + 6 * 1000);
    }

    /// Every input, output and captured value of a shape of its own, by one input and by both: `(1, 2, 3) a Σb Σw`, Σw
    /// = 10.
    @Test
    void rulesOfManyShapes() {
        Value w = of(1, 2, 3, 4);
        Value threes = of(1, 2, 3);
        Value a = scalar(5);
        Value b = of(7, 11);
        Fun f = z -> list(threes.mul(z[0]).mul(total(z[1])).mul(total(w)));
        Fun byTangent = x -> CustomRule.jvp(f, list(x[0], x[1]),
                z -> list(threes.mul(z[3].mul(total(z[1])).add(z[0].mul(total(z[4])))).mul(total(w))));
        Fun byCotangent = x -> Shorthand.vjpRule(f, list(x[0], x[1]), z -> {
            Value ct = total(z[3].mul(threes)).mul(total(w));
            return list(ct.mul(total(z[1])), ct.mul(z[0]).broadcast(z[1].shape()));
        });
        for (Fun g : List.of(byTangent, byCotangent)) {
            assertThat(number(Shorthand.gradient(x -> list(total(g.apply(x[0], b)[0])), list(a), List.of(), 1, null)
                    .gradients()[0]))
                    .isEqualTo(6 * 18 * 10);
            assertThat(array(Shorthand.gradient(x -> list(total(g.apply(a, x[0])[0])), list(b), List.of(), 1, null)
                    .gradients()[0]))
                    .containsExactly(300, 300);
            assertThat(array(
                    Shorthand.gradient(x -> list(total(g.apply(x)[0])), list(a, b), List.of(), 1, null).gradients()[1]))
                    .containsExactly(300, 300);
            assertThat(array(Shorthand.jvp(x -> g.apply(x[0], b), list(a), list(scalar(1)), 1).tangents()[0]))
                    .containsExactly(180, 360, 540);
            assertThat(array(Shorthand.jvp(x -> g.apply(a, x[0]), list(b), list(of(1, 2)), 1).tangents()[0]))
                    .containsExactly(150, 300, 450);
            assertThat(array(Shorthand.jvp(g, list(a, b), list(scalar(1), of(1, 2)), 1).tangents()[0]))
                    .containsExactly(330, 660, 990);
        }
    }

    /// Inputs, outputs and captured values of a shape each: a rule of the first tangent alone sees zeros of the second
    /// one's shape.
    @Test
    void rulesOfOneInputAmongMany() {
        Value b = of(7, 11);
        Value threes = of(1, 2, 3);
        Fun byTangent = x -> CustomRule.jvp(z -> list(threes.mul(z[0]).mul(total(z[1]))), list(x[0], b),
                z -> list(threes.mul(z[3].mul(total(z[1])).add(z[0].mul(total(z[4].mul(z[1])))))));
        assertThat(array(Shorthand.jvp(byTangent, list(scalar(5)), list(scalar(1)), 1).tangents()[0])).containsExactly(
                18,
                36, 54);
        Fun byCotangents = x -> Shorthand.vjpRule(z -> list(z[0].mul(2), z[0].mul(total(threes))), x,
                z -> list(z[3].mul(2).add(z[4].mul(total(threes)))));
        Value[] t = Shorthand.jvp(byCotangents, list(scalar(5)), list(scalar(1)), 2).tangents();
        assertThat(number(t[0])).isEqualTo(2);
        assertThat(number(t[1])).isEqualTo(6);
    }

    @Test
    void aTangentRuleThatIsNotLinear() {
        F f = x -> CustomRule.jvp(z -> list(z[0].mul(3)), list(x), z -> list(z[2].mul(z[2])))[0];
        assertThat(number(jvp(f, scalar(5)).apply(scalar(1)))).as("forward mode runs any rule").isEqualTo(25);
        assertThatThrownBy(() -> number(grad(f).apply(scalar(1)))).isInstanceOf(NonlinearRuleException.class)
                .hasMessageContaining("it occurs in two factors of mul");
    }
}
