package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.matrix;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.total;

import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.NonlinearRuleException;
import org.leibniz.Operations;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;
import org.leibniz.transform.Calculus.F;

/// The transpose of every linear operation in each of its operands, by what defines it: `⟨ct, A x⟩ = ⟨AT ct, x⟩` for
/// any x and ct. And what is refused where linearity has to be proved.
class TransposeTest {
    private final Random random = new Random(1);

    private static Type f64(int... dims) {
        return new Type(DType.FLOAT64, Shape.of(dims));
    }

    private double[] numbers(Type type) {
        return random.doubles(type.shape().size(), 0.5, 2).map(x -> random.nextBoolean() ? x : -x).toArray();
    }

    /// A function of two values that is linear in the first, `x`; `w` is any.
    private void check(String what, Type x, Type w, BinaryOperator<Value> f) {
        check(what, x, w, f, 1e-9);
    }

    private void check(String what, Type x, Type w, BinaryOperator<Value> f, double tolerance) {
        checkAll(what, new Type[]{x}, w, v -> list(f.apply(v[0], v[1])), tolerance);
    }

    /// A function of values that is linear in all but the last.
    private void checkAll(String what, Type[] xs, Type w, Fun f) {
        checkAll(what, xs, w, f, 1e-9);
    }

    private void checkAll(String what, Type[] xs, Type w, Fun f, double tolerance) {
        int n = xs.length;
        var p = Program.of(f::apply, Slices.join(xs, new Type[]{w}));
        boolean[] given = Masks.all(p.outputs());
        for (boolean strict : new boolean[]{false, true}) {
            var back = Transpose.program(p, Masks.first(n + 1, n), given, strict);
            Object[] in = new Object[n + 1];
            for (int i = 0; i < n; i++) {
                in[i] = numbers(xs[i]);
            }
            in[n] = numbers(w);
            Object[] ct = new Object[1 + p.outputs()];
            ct[0] = in[n];
            for (int i = 0; i < p.outputs(); i++) {
                ct[1 + i] = numbers(p.output(i));
            }
            Object[] y = new Reference().run(p, in);
            Object[] g = new Reference().run(back, ct);
            double left = 0;
            double right = 0;
            for (int i = 0; i < p.outputs(); i++) {
                left += inner(ct[1 + i], y[i]);
            }
            for (int i = 0; i < n; i++) {
                assertThat(back.output(i)).as("%s: type of cotangent %d", what, i).isEqualTo(xs[i]);
                right += inner(g[i], in[i]);
            }
            assertThat(right).as(what).isCloseTo(left, within(tolerance)).isNotZero();
        }
    }

    private static double inner(Object a, Object b) {
        double[] p = (double[]) a;
        double[] q = (double[]) b;
        assertThat(p).hasSameSizeAs(q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] * q[i];
        }
        return sum;
    }

    @Test
    void elementwise() {
        var t = f64(3);
        check("-x", t, t, (x, w) -> x.neg());
        check("x w", t, t, (x, w) -> x.mul(w));
        check("w x", t, t, (x, w) -> w.mul(x));
        check("x / w", t, t, (x, w) -> x.div(w));
        check("x + x", t, t, (x, w) -> x.mul(w).add(x));
        check("a - b", t, t, (x, w) -> x.sub(x.mul(w)));
        check("0 - x", t, t, (x, w) -> Value.zeros(t).sub(x));
        check("x + 0", t, t, (x, w) -> x.add(Value.zeros(t)));
        check("chosen or 0", t, t, (x, w) -> Value.select(w.compare(Relation.GT, 0), x, Value.zeros(t)));
        check("0 or chosen", t, t, (x, w) -> Value.select(w.compare(Relation.GT, 0), Value.zeros(t), x));
        check("either", t, t, (x, w) -> Value.select(w.compare(Relation.GT, 0), x, x.mul(3)));
        check("cast", t, t, (x, w) -> x.cast(DType.FLOAT32).cast(DType.FLOAT64).mul(w), 1e-6);
        for (Op mark : new Op[]{new Mark.StopGradient(), new Mark.Alias(), new Mark.Hook(ct -> ct),
                new Mark.HookTangent(ct -> ct)}) {
            check("mark", t, t, (x, w) -> Value.bind1(mark, x));
        }
    }

    @Test
    void structure() {
        var m = f64(2, 3, 4);
        check("broadcast", f64(3, 1), m, (x, w) -> x.broadcast(Shape.of(2, 3, 4)).mul(w));
        check("reshape", m, f64(6, 4), (x, w) -> x.reshape(Shape.of(6, 4)).mul(w));
        check("transpose", m, f64(4, 2, 3), (x, w) -> x.transpose(Ints.of(2, 0, 1)).mul(w));
        check("slice", f64(9), f64(3),
                (x, w) -> Value.bind1(new Movement.Slice(Ints.of(1), Ints.of(3), Ints.of(3)), x).mul(w));
        check("slice of one", f64(9, 2), f64(1, 1),
                (x, w) -> Value.bind1(new Movement.Slice(Ints.of(4, 1), Ints.of(1, 1), Ints.of(2, 1)), x).mul(w));
        check("empty slice", f64(9), f64(9),
                (x, w) -> Value.bind1(new Routine.Concat(0),
                        Value.bind1(new Movement.Slice(Ints.of(9), Ints.of(0), Ints.of(1)), x), x.mul(w)));
        check("empty slice with a step", f64(9), f64(9),
                (x, w) -> Value.bind1(new Routine.Concat(0),
                        Value.bind1(new Movement.Slice(Ints.of(4), Ints.of(0), Ints.of(3)), x), x.mul(w)));
        check("pad", f64(3), f64(12),
                (x, w) -> Value.bind1(new Movement.Pad(Ints.of(2), Ints.of(3), Ints.of(2)), x).mul(w));
        check("reverse", m, m, (x, w) -> x.reverse(Ints.of(0, 2)).mul(w));
        check("concat", f64(2, 3), f64(2, 9), (x, w) -> Value.bind1(new Routine.Concat(1), x, x.neg(), x).mul(w));
        check("concat with zeros", f64(2), f64(4),
                (x, w) -> Value.bind1(new Routine.Concat(0), Value.zeros(f64(2)), x).mul(w));
        check("sum", m, f64(3), (x, w) -> x.sum(Ints.of(0, 2)).mul(w));
        check("running sum", m, m, (x, w) -> Value.bind1(new Routine.CumSum(1, false), x).mul(w));
        check("running sum from the end", m, m, (x, w) -> Value.bind1(new Routine.CumSum(2, true), x).mul(w));
        check("gather", f64(2, 3), f64(2, 4), (x, w) -> x.gather(1, 0, positions()).mul(w));
        check("scatter", f64(4, 2), f64(3, 2),
                (x, w) -> Value.bind1(new Routine.Scatter(0, 0, 3, Reducer.SUM), positions(), x).mul(w));
        check("add at", f64(3, 2), f64(3, 2), (x, w) -> Value.bind1(new Routine.AddAt(0, 0), x, positions(),
                x.gather(0, 0, positions()).mul(0.5)).mul(w));
        check("add at, to zeros", f64(2, 4), f64(2, 3),
                (x, w) -> Value.bind1(new Routine.AddAt(1, 0), Value.zeros(f64(2, 3)), positions(), x).mul(w));
        check("add zeros at", f64(2, 3), f64(2, 3),
                (x, w) -> Value.bind1(new Routine.AddAt(1, 0), x, positions(), Value.zeros(f64(2, 4))).mul(w));
    }

    /// 0, 2, 1, 0
    private static Value positions() {
        return Value.iota(new Type(DType.INT32, Shape.of(4)), 0).mul(2).map(ScalarFn.MOD,
                Value.literal(new Type(DType.INT32, Shape.of(4)), 3));
    }

    /// Batch axes, contracted axes and others in any order, several of each, either factor.
    @Test
    void products() {
        var d = new Routine.Dot(Ints.of(1, 3), Ints.of(0, 4), Ints.of(4, 0), Ints.of(3, 1));
        var a = f64(2, 3, 4, 5, 6); // free 2
        var b = f64(3, 2, 7, 6, 5, 8); // free 2 and 5
        check("first factor", a, b, (x, w) -> x.dot(d, w));
        check("second factor", b, a, (x, w) -> w.dot(d, x));
        check("matrix", f64(2, 3), f64(3, 4), (x, w) -> x.matmul(w));
        check("matrix", f64(3, 4), f64(2, 3), (x, w) -> w.matmul(x));
        check("outer product", f64(2), f64(3, 4),
                (x, w) -> x.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(), Ints.of()), w));
        check("outer product", f64(3, 4), f64(2),
                (x, w) -> w.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(), Ints.of()), x));
    }

    @Test
    void systems() {
        var m = f64(2, 2);
        for (boolean transposed : new boolean[]{false, true}) {
            check("solve", m, m, (x, w) -> Value.bind1(new Routine.Solve(transposed), dominant(w), x));
            for (boolean lower : new boolean[]{false, true}) {
                check("triangular solve", m, m,
                        (x, w) -> Value.bind1(new Routine.TriangularSolve(lower, transposed), dominant(w), x));
            }
        }
    }

    private static Value dominant(Value m) {
        var index = new Type(DType.INT32, Shape.of(2, 2));
        return m.add(Value.iota(index, 0).compare(Relation.EQ, Value.iota(index, 1)).cast(DType.FLOAT64).mul(7));
    }

    /// The axis of examples that a stack is given is summed up, and given again.
    @Test
    void stacks() {
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1, 2));
        var spread = Program.of(x -> list(Value.bind1(new Movement.Spread(3, 0), x[0])), stack);
        boolean[] one = {true};
        assertThat(Transpose.program(spread, one, one, true)).hasToString("""
                { a: f64[?,3,2]
                  b: f64[?,2] = collapse[3 at 0] a
                  return b }""");
        var collapse = Program.of(x -> list(Value.bind1(new Reduction.Collapse(3, 0), x[0])), stack.batched(3));
        assertThat(Transpose.program(collapse, one, one, true)).hasToString("""
                { a: f64[?,2]
                  b: f64[?,3,2] = spread[3 at 0] a
                  return b }""");
    }

    @Test
    void severalInputsAndOutputs() {
        var t = f64(2);
        checkAll("crossed", new Type[]{t, t}, t, v -> list(v[1].mul(v[2]), v[0].add(v[1]), v[0].mul(2)));
        checkAll("one unused", new Type[]{t, t}, t, v -> list(v[1].mul(v[2])));
        checkAll("twice the same", new Type[]{t}, t, v -> list(v[0], v[0]));
        var p = Program.of(v -> list(v[0].mul(v[1]), v[0].mul(3)), t, t);
        var back = Transpose.program(p, new boolean[]{true, false}, new boolean[]{false, true}, false);
        assertThat((double[]) new Reference().run(back, new Object[]{new double[]{5, 6}, new double[]{1, 2}})[0])
                .as("a cotangent of the second output only").containsExactly(3, 6);
    }

    @Test
    void callsBranchesAndLoops() {
        var t = f64(2);
        var callee = Program.of(v -> list(v[0].mul(v[1]), v[0].add(v[2])), t, t, t);
        checkAll("call", new Type[]{t, t}, t, v -> {
            Value[] y = Value.bind(new Composite.Call(callee), v[0], v[2], v[1]);
            return list(y[0], y[1].mul(v[2]));
        });
        var then = Program.of(v -> list(v[0].mul(v[1])), t, t);
        var otherwise = Program.of(v -> list(v[0].neg()), t, t);
        check("cond", t, t,
                (x, w) -> Value.bind1(new Composite.Cond(then, otherwise), total(w).compare(Relation.GT, 0), x, w));
        // constants: x, w; state s; items: x, w
        var body = Program
                .of(v -> list(v[2].mul(v[1].slice(0, 0, 1).reshape(Shape.SCALAR)).add(total(v[0])).add(v[3].mul(v[4])),
                        v[2].mul(v[4])), t, t, f64(), f64(), f64());
        for (boolean reverse : new boolean[]{false, true}) {
            checkAll("scan", new Type[]{t, f64(), t}, t, v -> Value.bind(new Composite.Scan(body, 2, 1, reverse, 2),
                    Value.literal(Type.scalar(DType.INT32), 2), v[0], v[3], v[1], v[2], v[3]));
            check("scan from zero", t, t,
                    (x, w) -> Value.bind(new Composite.Scan(body, 2, 1, reverse, 2),
                            Value.literal(Type.scalar(DType.INT32), 2), x, w,
                            Value.zeros(f64()), x, w)[0]);
        }
    }

    /// A state that nobody asks for afterwards, of another type.
    @Test
    void aStateOnTheWay() {
        var t = f64(2);
        var body = Program.of(v -> list(v[1].add(total(v[2])), v[2].mul(v[0])), t, f64(), t);
        checkAll("second state", new Type[]{f64(), t}, t,
                v -> list(
                        Value.bind(new Composite.Scan(body, 1, 2, false, 3), Value.literal(Type.scalar(DType.INT32), 3),
                                v[2], v[0], v[1])[0]));
    }

    /// The map that a rule gives, and its transpose.
    @Test
    void derivativesOfCustomRules() {
        var t = f64(2);
        var bwd = Program.of(v -> list(v[0].mul(v[1]), v[1].add(v[2])), t, t, t); // residual; two cotangents
        var map = new Composite.LinearCall(bwd, 1, List.of(t, t), Operations.RULE);
        checkAll("both tangents", new Type[]{t, t}, t, v -> Value.bind(map, v[2], v[0], v[1]));
        checkAll("first output only", new Type[]{t, t}, t, v -> list(Value.bind(map, v[2], v[0], v[1])[0]));
        check("second tangent zero", t, t, (x, w) -> Value.bind(map, w, x, Value.zeros(t))[0]);
        check("first tangent zero", t, t, (x, w) -> Value.bind(map, w, Value.zeros(t), x)[1]);
    }

    // ---- what is not linear

    /// The derivative in forward mode of a function `3x` with this vjp rule of x and ct.
    private static double forward(BinaryOperator<Value> rule) {
        F f = x -> Shorthand.vjpRule(z -> list(z[0].mul(3)), list(x), z -> list(rule.apply(z[0], z[2])))[0];
        return number(jvp(f, scalar(1)).apply(scalar(5)));
    }

    private static void assertRefused(String why, BinaryOperator<Value> rule) {
        assertThatThrownBy(() -> forward(rule)).isInstanceOf(NonlinearRuleException.class).hasMessageContaining(why)
                .hasMessageContaining("for forward mode give a jvp rule");
    }

    @Test
    void rulesThatAreRefusedInForwardMode() {
        assertRefused("it is added to a constant", (x, ct) -> x.add(ct));
        assertRefused("a constant is added to it", (x, ct) -> ct.add(x));
        assertRefused("it is added to a constant", (x, ct) -> x.sub(ct));
        assertRefused("a constant is added to it", (x, ct) -> ct.sub(x));
        assertRefused("it is chosen or a constant is", (x, ct) -> Value.select(x.compare(Relation.GT, 0), ct, x));
        assertRefused("it is chosen or a constant is", (x, ct) -> Value.select(x.compare(Relation.GT, 0), x, ct));
        assertRefused("it occurs in two factors of mul", (x, ct) -> ct.mul(ct));
        assertRefused("it goes through div", (x, ct) -> x.div(ct));
        assertRefused("it goes through sin", (x, ct) -> sin(ct));
        assertRefused("it goes through max", (x, ct) -> ct.map(ScalarFn.MAX, x));
        assertRefused("it goes through max", (x, ct) -> ct.broadcast(Shape.of(2)).reduce(Reducer.MAX, Ints.of(0)));
        assertRefused("it goes through sort",
                (x, ct) -> Value.bind(new Routine.Sort(0), ct.broadcast(Shape.of(1)))[0].reshape(Shape.SCALAR));
        assertRefused("it goes through gt", (x, ct) -> ct.compare(Relation.GT, x).cast(DType.FLOAT64));
        assertRefused("it occurs in two factors of select", (x, ct) -> Value.select(ct.cast(DType.BOOL), ct, x));
        assertRefused("it goes through gather",
                (x, ct) -> x.broadcast(Shape.of(2)).gather(0, 0, ct.cast(DType.INT32).broadcast(Shape.of(1)))
                        .reshape(Shape.SCALAR));
        assertRefused("it goes through solve",
                (x, ct) -> Value.bind1(new Routine.Solve(false), ct.reshape(Shape.of(1, 1)), x.reshape(Shape.of(1, 1)))
                        .reshape(Shape.SCALAR));
        assertRefused("it goes through cholesky",
                (x, ct) -> Value.bind1(new Routine.Cholesky(), ct.reshape(Shape.of(1, 1))).reshape(Shape.SCALAR));
        assertRefused("it goes through cast", (x, ct) -> ct.cast(DType.INT32).cast(DType.FLOAT64).mul(x));
        assertRefused("it goes through cast", (x, ct) -> ct.cast(DType.BOOL).cast(DType.FLOAT64));
        assertRefused("it goes through argmax",
                (x, ct) -> Value.bind1(new Routine.ArgReduce(true, 0), ct.broadcast(Shape.of(2))).cast(DType.FLOAT64));
        assertRefused("it goes through triangular_solve", (x, ct) -> Value
                .bind1(new Routine.TriangularSolve(true, false), ct.reshape(Shape.of(1, 1)), x.reshape(Shape.of(1, 1)))
                .reshape(Shape.SCALAR));
        assertRefused("it goes through scatter", (x, ct) -> total(Value.bind1(new Routine.Scatter(0, 0, 3, Reducer.SUM),
                ct.cast(DType.INT32).broadcast(Shape.of(1)), x.broadcast(Shape.of(1)))));
        assertRefused("it goes through add_at", (x, ct) -> total(Value.bind1(new Routine.AddAt(0, 0),
                x.broadcast(Shape.of(3)), ct.cast(DType.INT32).broadcast(Shape.of(1)), x.broadcast(Shape.of(1)))));
        assertRefused("it is added to a constant", (x, ct) -> total(Value.bind1(new Routine.AddAt(0, 0),
                x.broadcast(Shape.of(3)), positions(), ct.broadcast(Shape.of(4)))));
        assertRefused("a constant is added to it", (x, ct) -> total(Value.bind1(new Routine.AddAt(0, 0),
                ct.broadcast(Shape.of(3)), positions(), x.broadcast(Shape.of(4)))));
        assertRefused("it goes through first", (x, ct) -> Value.bind1(new Routine.First(0, 3),
                ct.cast(DType.INT32)).cast(DType.FLOAT64));
        assertRefused("it goes through select", (x, ct) -> Value.select(ct.cast(DType.BOOL), x, x.mul(2)));
        var bits = new Routine.RandomBits(new Type(DType.INT32, Shape.of(2)));
        assertRefused("it goes through random_bits",
                (x, ct) -> total(Value.bind1(bits, ct.cast(DType.INT32).broadcast(Shape.of(2))).cast(DType.FLOAT64)));
        assertRefused("a result does not depend on it", (x, ct) -> x);
        var times = Program.of(v -> list(v[0].mul(v[1])), f64(), f64());
        assertRefused("it decides what a rule gives",
                (x, ct) -> Value.bind1(new Composite.LinearCall(times, 1, List.of(f64()), Operations.RULE), ct, x));
    }

    @Test
    void loopsThatAreRefusedInForwardMode() {
        assertRefused("it decides a cond",
                (x, ct) -> Calculus.cond(ct.compare(Relation.GT, 0), z -> z, z -> z.neg(), x));
        assertRefused("a scan starts from a constant",
                (x, ct) -> Control.scan(list(x), list(of(2, 3)), c -> list(c[0].add(ct.mul(c[1]))), 2, false)[0]);
        assertRefused("a scan starts from a constant", (x, ct) -> Control.scan(list(ct, x), list(of(2, 3)),
                c -> list(c[0].mul(c[2]), c[1].add(c[0].add(ct).mul(c[2]))), 2, false)[1]);
        assertRefused("it decides how long a loop goes on",
                (x, ct) -> Calculus.loop(c -> c[0].compare(Relation.LT, 2), c -> list(c[0].mul(2)), ct)[0]);
    }

    @Test
    void rulesThatAreLinear() {
        assertThat(forward((x, ct) -> x.mul(ct))).isEqualTo(5);
        assertThat(forward((x, ct) -> Value.zeros(x.type()))).as("zero is linear").isZero();
        assertThat(forward((x, ct) -> Value.select(x.compare(Relation.GT, 0), ct, ct.mul(2)))).isEqualTo(1);
        assertThat(forward((x, ct) -> Value.select(x.compare(Relation.GT, 9), ct, Value.zeros(x.type())))).isZero();
        assertThat(forward(
                (x, ct) -> Control.scan(list(Value.zeros(x.type())), list(of(2, 3)), c -> list(c[0].add(ct.mul(c[1]))),
                        2, false)[0]))
                .as("a scan from zero").isEqualTo(5);
        assertThat(
                forward((x,
                        ct) -> Calculus.loop(c -> c[1].compare(Relation.LT, 2), c -> list(c[0].mul(2), c[1].add(1)), ct,
                                scalar(0))[0]))
                .as("a loop whose trips do not depend on it").isEqualTo(4);
        assertThat(forward((x, ct) -> total(matrix(2, 2, 1, 2, 3, 4).mul(x).matmul(ct.broadcast(Shape.of(2, 1))))))
                .isEqualTo(50);
    }
}
