package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.total;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Relation;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// The one order of operands: what decides, what is captured or otherwise constant, state, items. What a value is for
/// is told by its extent here: from 11 on it is captured.
class CapturesFirstTest {
    private static final Type COUNT = Type.scalar(DType.INT32);
    private static final Type DECIDES = Type.scalar(DType.BOOL);

    private static Type f64(int... dims) {
        return new Type(DType.FLOAT64, Shape.of(dims));
    }

    /// What a function captures: ones.
    private static Value captured(int n) {
        return Value.of(f64(n), IntStream.range(0, n).mapToDouble(_ -> 1).toArray());
    }

    /// A number that depends on all of some values.
    private static Value sum(Value... x) {
        Value sum = total(x[0]);
        for (int i = 1; i < x.length; i++) {
            sum = sum.add(total(x[i]));
        }
        return sum;
    }

    private static Program traced(Fun f, Type... types) {
        return Staging.body(TracePurpose.JIT, f, types).program();
    }

    /// The types of the operands of the only composite of a program.
    private static Type[] operands(Program p) {
        int i = only(p);
        return IntStream.range(0, p.arity(i)).mapToObj(j -> p.type(p.in(i, j))).toArray(Type[]::new);
    }

    private static Op op(Program p) {
        return p.op(only(p));
    }

    private static int only(Program p) {
        int[] found = IntStream.range(0, p.size()).filter(i -> p.op(i) instanceof Composite).toArray();
        assertThat(found).as("composites in %s", p).hasSize(1);
        return found[0];
    }

    // ---- programs

    @Test
    void aFunctionThatIsTraced() {
        var w = captured(11);
        var v = captured(12);
        assertThat(traced(x -> list(sum(x[1], v, x[0], w)), f64(1), f64(2)).paramTypes())
                .as("in the order of their first use")
                .containsExactly(f64(12), f64(11), f64(1), f64(2));
    }

    @Test
    void aFunctionUnderJit() {
        var w = captured(11);
        var read = new Variable(captured(3));
        var staged = Staging.jit(x -> list(sum(x[1], read.read(), w, x[0])), f64(1), f64(2));
        assertThat(staged.program().paramTypes()).as("then arguments, then parameters read")
                .containsExactly(f64(11), f64(1), f64(2), f64(3));
        assertThat(Calculus.number(staged.call(captured(1), captured(2))[0])).isEqualTo(11 + 1 + 2 + 3);
    }

    @Test
    void aGradient() {
        var w = captured(11);
        Fun f = x -> list(sum(x[0].mul(x[0]), w).broadcast(Shape.of(3)));
        var p = traced(a -> Shorthand.gradient(f, a, List.of(), -1, types -> list(Value.zeros(types[0]))).gradients(),
                f64(1));
        assertThat(operands(p)).as("captured, variables, weights").containsExactly(f64(11), f64(1), f64(3));
    }

    @Test
    void aLinearPartTakesItsResidualsBeforeItsTangents() {
        var split = Linearize.split(traced(x -> list(x[0].broadcast(Shape.of(3)).mul(x[1])), f64(1), f64(3)),
                new boolean[]{true, false});
        assertThat(split.linear().paramTypes()).containsExactly(f64(3), f64(1));
        var back = Transpose.program(split.linear(), Masks.last(2, 1), new boolean[]{true}, false);
        assertThat(back.paramTypes()).as("residuals, cotangents").containsExactly(f64(3), f64(3));
        assertThat(back.outputTypes()).containsExactly(f64(1));
    }

    @Test
    void whatIsKnownComesBeforeTheParametersAndTheirTangents() {
        var p = traced(x -> list(x[0].broadcast(Shape.of(2)).mul(x[1])), f64(1), f64(2)); // operation 0 gives f64[2]
        boolean[] first = {true, false};
        assertThat(Linearize.split(p, first, new boolean[1], Ints.of(0)).primal().paramTypes()).containsExactly(f64(2),
                f64(1), f64(2));
        assertThat(Linearize.joint(p, first, new boolean[1], Ints.of(0)).program().paramTypes())
                .containsExactly(f64(2), f64(1), f64(2), f64(1));
    }

    // ---- operations

    @Test
    void call() {
        var w = captured(11);
        var p = traced(a -> Vmap.apply(x -> list(sum(x[0], w)), a, new int[]{0}, 2), f64(2, 1));
        assertThat(op(p)).isInstanceOf(Composite.Call.class);
        assertThat(operands(p)).containsExactly(f64(11), f64(2, 1));
    }

    /// Each branch takes what both have captured, and the arguments of both.
    @Test
    void cond() {
        var v = captured(11);
        var w = captured(12);
        var p = traced(x -> Control.cond(x[0], _ -> list(sum(x[1], v)), _ -> list(sum(w))), DECIDES, f64(1));
        assertThat(operands(p)).containsExactly(DECIDES, f64(1), f64(11), f64(12));
        var c = (Composite.Cond) op(p);
        assertThat(c.then().paramTypes()).isEqualTo(c.otherwise().paramTypes()).containsExactly(f64(1), f64(11),
                f64(12));

        var a = Staging.body(TracePurpose.BODY, x -> list(sum(x[0], v)), f64(1));
        var b = Staging.body(TracePurpose.BODY, x -> list(sum(x[0], w)), f64(1));
        assertThat(operands(traced(x -> Control.cond(x[0], list(x[1]), a, b), DECIDES, f64(1))))
                .containsExactly(DECIDES, f64(11), f64(12), f64(1));
    }

    @Test
    void whileLoop() {
        var v = captured(11);
        var w = captured(12);
        var p = traced(x -> Control.whileLoop(x, s -> sum(s[0], v).compare(Relation.LT, 0),
                s -> list(s[0].add(sum(w)), s[1])), f64(1), f64(2));
        assertThat(operands(p)).as("of the condition, of the body, state").containsExactly(f64(11), f64(12), f64(1),
                f64(2));
        var loop = (Composite.While) op(p);
        assertThat(loop.cond().paramTypes()).containsExactly(f64(11), f64(1), f64(2));
        assertThat(loop.body().paramTypes()).containsExactly(f64(12), f64(1), f64(2));
    }

    @Test
    void scan() {
        var w = captured(11);
        var p = traced(x -> Control.scan(list(x[0]), list(x[1]), s -> list(s[0].add(sum(s[1], w))), 7, false), f64(1),
                f64(7, 2));
        assertThat(operands(p)).as("count, captured, state, items").containsExactly(COUNT, f64(11), f64(1), f64(7, 2));
        assertThat(((Composite.Scan) op(p)).body().paramTypes()).containsExactly(f64(11), f64(1), f64(2));
    }

    @Test
    void customWithAGradient() {
        var v = captured(11);
        var w = captured(12);
        Fun f = a -> Shorthand.vjpRule(x -> list(sum(x[0], v)), a, x -> list(x[2].mul(sum(w)).broadcast(Shape.of(1))));
        var p = traced(f, f64(1));
        assertThat(operands(p)).as("captured by the rule, by the function, arguments").containsExactly(f64(12), f64(11),
                f64(1));
        var custom = (Composite.Custom) op(p);
        assertThat(custom.f().paramTypes()).containsExactly(f64(11), f64(1));
        assertThat(custom.bwd()).isNotNull();
        assertThat(Objects.requireNonNull(custom.bwd()).paramTypes()).as("captured, argument, result, cotangent")
                .containsExactly(f64(12), f64(1), Calculus.F64, Calculus.F64);

        // its derivative is the transpose of the rule: residuals, tangents
        var linear = Linearize.split(p, new boolean[]{false, false, true}).linear();
        assertThat(op(linear)).isInstanceOf(Composite.LinearCall.class);
        assertThat(operands(linear)).as("captured, argument, result, tangent").containsExactly(f64(12), f64(1),
                Calculus.F64, f64(1));
        var t = Shorthand.jvp(f, list(captured(1)), list(captured(1)), -1);
        assertThat(Calculus.number(t.outputs()[0])).isEqualTo(1 + 11);
        assertThat(Calculus.number(t.tangents()[0])).isEqualTo(12);
    }

    @Test
    void customWithATangent() {
        var v = captured(11);
        var w = captured(12);
        Fun f = a -> CustomRule.jvp(x -> list(sum(x[0], x[1], v)), a, x -> list(sum(x[3], x[4]).mul(sum(w))));
        var p = traced(f, f64(1), f64(2));
        assertThat(operands(p)).containsExactly(f64(12), f64(11), f64(1), f64(2));
        var custom = (Composite.Custom) op(p);
        assertThat(custom.f().paramTypes()).containsExactly(f64(11), f64(1), f64(2));
        assertThat(custom.jvp()).isNotNull();
        assertThat(Objects.requireNonNull(custom.jvp()).paramTypes()).as("captured, arguments, result, tangents")
                .containsExactly(f64(12), f64(1), f64(2), Calculus.F64, f64(1), f64(2));

        var gradients = Shorthand.gradient(f, list(captured(1), captured(2)), List.of(), -1, null).gradients();
        assertThat(Calculus.array(gradients[0])).containsExactly(12);
        assertThat(Calculus.array(gradients[1])).containsExactly(12, 12);
        Fun second = x -> list(f.apply(captured(1), x[0])); // a tangent for one argument only
        assertThat(Calculus.array(Shorthand.gradient(second, list(captured(2)), List.of(), -1, null).gradients()[0]))
                .containsExactly(12, 12);
    }

    /// A tangent that is not proved linear stands as it is written: captured, arguments, result, tangents.
    @Test
    void aTangentAsWritten() {
        var w = captured(12);
        Fun f = a -> CustomRule.jvp(x -> list(sum(x)), a, x -> list(sum(x[3].mul(x[3]), x[4]).mul(sum(w))));
        var p = traced(f, f64(1), f64(2));
        var linear = Linearize.split(p, new boolean[]{false, true, true}).linear();
        assertThat(operands(linear)).containsExactly(f64(12), f64(1), f64(2), Calculus.F64, f64(1), f64(2));
        assertThat(((Composite.Custom) op(linear)).inputs()).as("tangents").isEqualTo(2);
    }
}
