package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.transform.Calculus.array;
import static org.leibniz.transform.Calculus.cond;
import static org.leibniz.transform.Calculus.exp;
import static org.leibniz.transform.Calculus.fun;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.ints;
import static org.leibniz.transform.Calculus.jit;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.loop;
import static org.leibniz.transform.Calculus.matrix;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.total;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
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
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Calculus.F;

/// The derivative of each operation: forward mode against differences, reverse mode against forward mode by `⟨ct, A t⟩
/// = ⟨AT ct, t⟩`.
class LinearizeTest {
    private final Random random = new Random(3);

    private static Type f64(int... dims) {
        return new Type(DType.FLOAT64, Shape.of(dims));
    }

    private Value numbers(Type type) {
        return Value.of(type, random.doubles(type.shape().size(), 0.5, 2).toArray());
    }

    private void check(String what, Type type, F f) {
        Value x = numbers(type);
        Value t = numbers(type);
        double h = 1e-6;
        double[] ahead = array(f.apply(x.add(t.mul(h))));
        double[] behind = array(f.apply(x.sub(t.mul(h))));
        Value forward = jvp(f, t).apply(x);
        double[] slope = array(forward);
        for (int i = 0; i < slope.length; i++) {
            double difference = (ahead[i] - behind[i]) / (2 * h);
            assertThat(slope[i]).as("%s: element %d", what, i).isCloseTo(difference,
                    within(1e-6 * Math.max(1, Math.abs(difference))));
        }
        Value ct = numbers(forward.type());
        Value back = Shorthand.vjp(fun(f), list(x), List.of(), 1).apply(ct)[0];
        double expected = number(total(forward.mul(ct)));
        assertThat(number(total(back.mul(t)))).as("%s in reverse mode", what).isCloseTo(expected,
                within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void elementwise() {
        var t = f64(4);
        check("sin", t, Calculus::sin);
        check("function of two, first", t, x -> x.map(ScalarFn.ATAN2, of(1, 2, 3, 4)));
        check("function of two, second", t, x -> of(1, 2, 3, 4).map(ScalarFn.POW, x));
        check("both", t, x -> x.map(ScalarFn.POW, sin(x)));
        check("chosen", t, x -> Value.select(x.compare(Relation.GT, 1), sin(x), exp(x)));
        check("chosen or constant", t, x -> Value.select(x.compare(Relation.GT, 1), sin(x), of(1, 2, 3, 4)));
        check("constant or chosen", t, x -> Value.select(x.compare(Relation.GT, 1), of(1, 2, 3, 4), sin(x)));
        check("constants chosen", t,
                x -> Value.select(x.compare(Relation.GT, 1), of(1, 2, 3, 4), of(4, 3, 2, 1)).mul(x));
    }

    @Test
    void structure() {
        var m = f64(2, 3, 4);
        check("moved about", m,
                x -> sin(x.transpose(Ints.of(2, 0, 1)).reshape(Shape.of(4, 6)).reverse(Ints.of(1)).slice(0, 1, 2)));
        check("broadcast", f64(3, 1), x -> sin(x.broadcast(Shape.of(2, 3, 4))));
        check("padded", f64(3), x -> exp(Value.bind1(new Movement.Pad(Ints.of(1), Ints.of(2), Ints.of(1)), x)));
        check("joined", f64(3), x -> sin(Value.bind1(new Routine.Concat(0), of(1, 2), x, exp(x))));
        check("running sums", m,
                x -> Value.bind1(new Routine.CumSum(1, true), sin(Value.bind1(new Routine.CumSum(2, false), x))));
    }

    @Test
    void reductions() {
        var m = f64(2, 3, 4);
        check("sum", m, x -> sin(x).sum(Ints.of(0, 2)));
        check("largest", m, x -> x.reduce(Reducer.MAX, Ints.of(1)));
        check("least", m, x -> x.reduce(Reducer.MIN, Ints.of(0, 2)));
        for (var axes : List.of(Ints.of(0), Ints.of(1), Ints.of(2), Ints.of(0, 2), Ints.of(1, 2), Ints.of(0, 1, 2))) {
            check("product over " + axes, m, x -> x.reduce(Reducer.PROD, axes));
        }
        assertThat(array(grad(x -> x.reduce(Reducer.PROD, Ints.of(0))).apply(of(2, 0, 5)))).as("with a zero")
                .containsExactly(0, 10, 0);
        assertThat(array(grad(x -> x.reduce(Reducer.MAX, Ints.of(0))).apply(of(2, 5, 5, 1)))).as("a tie")
                .containsExactly(0, .5, .5, 0);
    }

    @Test
    void productsAndSystems() {
        var m = f64(2, 2);
        check("product with itself", f64(2, 3), x -> x.matmul(x.transposed()));
        check("product with a constant", f64(2, 3), x -> matrix(1, 2, 3, 4).matmul(x));
        for (boolean transposed : new boolean[]{false, true}) {
            check("solve, matrix", m,
                    x -> Value.bind1(new Routine.Solve(transposed), dominant(x), matrix(2, 2, 1, 2, 3, 4)));
            check("solve, right side", m,
                    x -> Value.bind1(new Routine.Solve(transposed), matrix(2, 2, 5, 2, 1, 4), sin(x)));
            check("solve, both", m, x -> Value.bind1(new Routine.Solve(transposed), dominant(x), sin(x)));
            for (boolean lower : new boolean[]{false, true}) {
                var solve = new Routine.TriangularSolve(lower, transposed);
                check("triangular solve, matrix", m, x -> Value.bind1(solve, dominant(x), matrix(2, 2, 1, 2, 3, 4)));
                check("triangular solve, right side", m, x -> Value.bind1(solve, matrix(2, 2, 5, 2, 1, 4), sin(x)));
                check("triangular solve, both", m, x -> Value.bind1(solve, dominant(x), sin(x)));
            }
        }
        check("root of a matrix", f64(3, 3),
                x -> Value.bind1(new Routine.Cholesky(), x.matmul(x.transposed()).add(eye(3))));
    }

    private static Value eye(int n) {
        var index = new Type(DType.INT32, Shape.of(n, n));
        return Value.iota(index, 0).compare(Relation.EQ, Value.iota(index, 1)).cast(DType.FLOAT64);
    }

    private static Value dominant(Value m) {
        return m.add(eye(2).mul(4));
    }

    @Test
    void byPosition() {
        check("gather", f64(3, 2), x -> sin(x).gather(0, 0, ints(2, 0, 0, -1)));
        check("scatter", f64(4), x -> Value.bind1(new Routine.Scatter(0, 0, 3, Reducer.SUM), ints(1, 0, 1, 2), sin(x)));
        check("add at", f64(4), x -> Value.bind1(new Routine.AddAt(0, 0), x.mul(x), ints(1, 0, 1, -1), sin(x)));
        check("add at, to a constant", f64(4),
                x -> Value.bind1(new Routine.AddAt(0, 0), Value.zeros(f64(3)), ints(1, 0, 1, 2), sin(x)));
        check("add a constant at", f64(2),
                x -> Value.bind1(new Routine.AddAt(0, 0), x.mul(x), ints(1, 0, 1), Value.literal(f64(3), 2)));
        check("first places are flat", f64(4),
                x -> Value.bind1(new Routine.First(0, 4), x.cast(DType.INT32)).cast(DType.FLOAT64).mul(x));
        check("sort", f64(2, 5), x -> Value.bind(new Routine.Sort(1), sin(x.mul(3)))[0].mul(x));
        check("sort along the first axis", f64(5, 2), x -> Value.bind(new Routine.Sort(0), sin(x.mul(3)))[0].mul(x));
        check("positions of a sort are flat", f64(5),
                x -> Value.bind(new Routine.Sort(0), sin(x))[1].cast(DType.FLOAT64).mul(x));
        check("position of the largest is flat", f64(5),
                x -> Value.bind1(new Routine.ArgReduce(true, 0), x).cast(DType.FLOAT64).mul(x));
    }

    /// What vmap and loops do to stacks is linear.
    @Test
    void stacks() {
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1, 2));
        for (Op op : new Op[]{new Movement.Spread(3, 0), new Reduction.Collapse(2, 0), new Mark.HookTangent(x -> x)}) {
            var linear = Linearize.split(Program.of(x -> list(Value.bind1(op, x)), stack), new boolean[]{true})
                    .linear();
            assertThat(linear.size()).isEqualTo(1);
            assertThat(linear.op(0)).isEqualTo(op);
        }
        var either = Program.of(x -> list(Value.bind1(new Routine.Either(), x)), stack, stack);
        assertThat(Linearize.split(either, new boolean[]{true, true}).linear().op(0)).isEqualTo(new Routine.Either());
        assertThat(Linearize.split(either, new boolean[]{false, true}).linear()).hasToString("""
                { a: f64[?,2]
                  b: f64[?,2] = 0
                  c: f64[?,2] = either b a
                  return c }""");
    }

    // ---- dtypes

    /// The tangent of an integer is floating and passes from integer to integer; truncation and truth are flat.
    @Test
    void tangentsThroughCasts() {
        Fun f = x -> list(x[0].cast(DType.INT64).cast(DType.FLOAT64).mul(3), x[0].cast(DType.BOOL).cast(DType.FLOAT64),
                x[0].cast(DType.FLOAT64).mul(2.5).cast(DType.INT32).cast(DType.FLOAT64),
                x[0].cast(DType.FLOAT32).cast(DType.FLOAT64));
        Value[] t = Shorthand.jvp(f, list(ints(4, 5)), list(of(1, 10)), -1).tangents();
        assertThat(array(t[0])).containsExactly(3, 30);
        assertThat(array(t[1])).containsExactly(0, 0);
        assertThat(array(t[2])).containsExactly(0, 0);
        assertThat(array(t[3])).containsExactly(1, 10);
    }

    /// Random bits are no function of their key, and what is stopped is none of anything.
    @Test
    void whatIsFlat() {
        var bits = new Routine.RandomBits(new Type(DType.INT32, Shape.of(2)));
        Fun random = x -> list(Value.bind1(bits, x[0]).cast(DType.FLOAT64).mul(0).add(total(x[0].cast(DType.FLOAT64))));
        assertThat(array(Shorthand.jvp(random, list(ints(4, 5)), list(of(1, 10)), 1).tangents()[0])).containsExactly(11,
                11);
        Fun stopped = x -> list(Value.bind1(new Mark.StopGradient(), x[0]).mul(x[0]));
        assertThat(number(Shorthand.jvp(stopped, list(scalar(3)), list(scalar(1)), 1).tangents()[0])).isEqualTo(3);
    }

    @Test
    void truthHasNoDerivative() {
        Fun any = x -> list(x[0].compare(Relation.GT, 0).reduce(Reducer.MAX, Ints.of(0)).cast(DType.FLOAT64).mul(x[0]));
        assertThat(array(Shorthand.jvp(any, list(of(1, 2)), list(of(3, 4)), 1).tangents()[0])).containsExactly(3, 4);
        Fun counts = x -> list(x[0].reduce(Reducer.MAX, Ints.of(0)).cast(DType.FLOAT64));
        Value truth = ints(0, 1).cast(DType.BOOL);
        assertThat(
                number(Shorthand.jvp(counts, list(truth), list(Value.zeros(truth.type().tangent())), 1).tangents()[0]))
                .isZero();
    }

    // ---- what was computed while tracing

    /// An inner gradient with a hook is written out in the outer trace; its value is read there.
    @Test
    void aHookInsideAGradientThatIsLookedAt() {
        F cube = x -> {
            assertThat(number(sin(x))).isNotNaN();
            return Value.bind1(new Mark.Hook(ct -> ct), x.mul(x).mul(x));
        };
        F f = x -> {
            Value slope = grad(cube).apply(x);
            assertThat(number(slope)).isCloseTo(3 * number(x) * number(x), within(1e-12));
            return slope.mul(x);
        };
        assertThat(number(grad(f).apply(scalar(2)))).as("(3x³)' = 9x²").isCloseTo(36, within(1e-12));
        assertThat(number(jvp(f, scalar(1)).apply(scalar(2)))).isCloseTo(36, within(1e-12));
    }

    /// What an inner gradient with a hook was told of is known to the outer one, too: `(3x · x)' = 6x`.
    @Test
    void aHookBehindWhatWasLookedAt() {
        Fun tripled = x -> {
            Value y = x[0].mul(3);
            assertThat(number(y)).isEqualTo(3 * number(x[0]));
            return list(Value.bind1(new Mark.Hook(ct -> ct), y));
        };
        F f = x -> {
            Value y = Shorthand.gradient(tripled, list(x), List.of(), 1, null).outputs()[0];
            assertThat(number(y)).isEqualTo(3 * number(x));
            return y.mul(x);
        };
        assertThat(number(grad(f).apply(scalar(2)))).isEqualTo(12);
        assertThat(number(jvp(f, scalar(1)).apply(scalar(2)))).isEqualTo(12);
    }

    /// A cotangent that is zero everywhere is not passed on, to be multiplied by the infinite slope of a root at 0.
    @Test
    void whatHasNoGradientIsNotPassedOn() {
        F branches = x -> {
            Value root = x.map(ScalarFn.SQRT);
            Value[] y = Control.cond(x.compare(Relation.GE, 0), () -> list(x.mul(3), root.mul(2)), () -> list(x, root));
            return y[0].add(Value.bind1(new Mark.StopGradient(), y[1]));
        };
        assertThat(number(grad(branches).apply(scalar(0)))).isEqualTo(3);
        F loop = x -> {
            Value[] y = Control.scan(list(scalar(0)), list(x.map(ScalarFn.SQRT), x),
                    c -> list(c[0].add(c[2]), c[1].mul(c[1])), 2, false);
            return Value.bind1(new Mark.Hook(ct -> ct), y[0].add(Value.bind1(new Mark.StopGradient(), total(y[1]))));
        };
        assertThat(array(grad(loop).apply(of(0, 0)))).containsExactly(1, 1);
    }

    // ---- branches and loops

    /// A while of which only the condition depends on the variable is a step function.
    @Test
    void aLoopOfWhichOnlyTheConditionDepends() {
        F trips = x -> loop(c -> c[0].compare(Relation.LT, x), c -> list(c[0].add(1)), scalar(0))[0];
        F f = x -> trips.apply(x).mul(x);
        assertThat(number(f.apply(scalar(2.5)))).isEqualTo(7.5);
        assertThat(number(grad(f).apply(scalar(2.5)))).isEqualTo(3);
        assertThat(number(jvp(f, scalar(1)).apply(scalar(2.5)))).isEqualTo(3);
        assertThat(number(grad(jit(f)).apply(scalar(2.5)))).isEqualTo(3);
    }

    /// A body that replaces its state, in no trip at all: the state is what it was, and so is its derivative.
    @Test
    void aLoopWithoutTrips() {
        F f = x -> loop(c -> c[1].compare(Relation.GT, 9), c -> list(scalar(3).add(0), c[1]), x, scalar(1))[0];
        assertThat(number(f.apply(scalar(5)))).isEqualTo(5);
        assertThat(number(grad(f).apply(scalar(5)))).isEqualTo(1);
        assertThat(number(jvp(f, scalar(1)).apply(scalar(5)))).isEqualTo(1);
        F once = x -> loop(c -> c[1].compare(Relation.LT, 1), c -> list(scalar(3).add(0), c[1].add(1)), x,
                scalar(0))[0];
        assertThat(number(grad(once).apply(scalar(5)))).isZero();
    }

    /// A result of a scan that nobody uses leaves no derivative behind, not even an infinite one times zero: of a
    /// constant and of an item.
    @Test
    void unusedResultsLeaveNothing() {
        F constant = w -> Control.scan(list(scalar(2)), list(of(1, 2)),
                c -> list(c[0].mul(c[1]), w.map(ScalarFn.LOG).mul(c[1])), 2,
                false)[0].add(w);
        assertThat(number(grad(constant).apply(scalar(0)))).isEqualTo(1);
        F item = w -> Control.scan(list(scalar(2)), list(of(1, 2), w.broadcast(Shape.of(2)).map(ScalarFn.SQRT)),
                c -> list(c[0].mul(c[1]), c[2].mul(c[1])), 2, true)[0].add(w);
        assertThat(number(grad(item).apply(scalar(0)))).isEqualTo(1);
        F branch = w -> Control.cond(w.compare(Relation.GE, 0), () -> list(w.mul(2), w.map(ScalarFn.SQRT)),
                () -> list(w, w))[0];
        assertThat(number(grad(branch).apply(scalar(0)))).isEqualTo(2);
        F call = w -> Staging.jit(x -> list(x[0].mul(2), x[1].map(ScalarFn.SQRT)), Calculus.F64, Calculus.F64).call(w,
                w.mul(3))[0];
        assertThat(number(grad(call).apply(scalar(0)))).isEqualTo(2);
        for (F f : List.of(constant, item, branch, call)) { // nothing is simplified before where the function looks
            F looking = w -> {
                assertThat(number(sin(w))).isZero();
                return f.apply(w);
            };
            assertThat(number(grad(looking).apply(scalar(0)))).isEqualTo(number(grad(f).apply(scalar(0))));
        }
    }

    /// What is the same in every trip is passed to the backward loop once, not stacked.
    @Test
    void constantsOfALoopAreNotStacked() {
        Fun f = x -> Calculus
                .grads(z -> Control.scan(list(z[0]), list(), c -> list(c[0].mul(x[1]).mul(x[2])), 3, false), x[0]);
        var p = Simplify.of(Staging.body(TracePurpose.JIT, f, Calculus.F64, Calculus.F64, Calculus.F64).program());
        assertThat(p.toString()).contains("scan").doesNotContain("[3]");
    }

    @Test
    void branchesOfConstants() {
        F f = x -> cond(x.compare(Relation.GT, 1), z -> scalar(2).mul(3), z -> scalar(4).mul(2), x).mul(x);
        assertThat(number(grad(f).apply(scalar(5)))).isEqualTo(6);
        assertThat(number(grad(f).apply(scalar(0.5)))).isEqualTo(8);
        assertThat(number(jvp(f, scalar(1)).apply(scalar(0.5)))).isEqualTo(8);
    }
}
