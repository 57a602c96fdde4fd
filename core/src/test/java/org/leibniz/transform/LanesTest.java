package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.transform.Calculus.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;

/// Each operation under vmap is what it is one example at a time, whichever of its operands have examples.
class LanesTest {
    private static final int LANES = 3;
    private final Random random = new Random(5);

    private static Type f64(int... dims) {
        return new Type(DType.FLOAT64, Shape.of(dims));
    }

    private static Type i32(int... dims) {
        return new Type(DType.INT32, Shape.of(dims));
    }

    /// Numbers of a type; integers are 0, 1 or 2.
    private Value numbers(Type type) {
        int n = type.shape().size();
        return type.dtype() == DType.INT32
                ? Value.of(type, random.ints(n, 0, 3).toArray())
                : Value.of(type, random.doubles(n, -1, 2).toArray());
    }

    private void check(String what, Op op, Type... types) {
        check(what, x -> Value.bind(op, x), types);
    }

    private void check(String what, Fun f, Type... types) {
        for (int mask = 1; mask < 1 << types.length; mask++) {
            Value[] in = new Value[types.length];
            int[] axes = new int[in.length];
            for (int i = 0; i < in.length; i++) {
                boolean mapped = (mask >> i & 1) == 1;
                axes[i] = mapped ? 0 : -1;
                in[i] = numbers(mapped ? types[i].batched(LANES) : types[i]);
            }
            Value[] together = Vmap.apply(f, in, axes, LANES);
            for (int lane = 0; lane < LANES; lane++) {
                Value[] one = new Value[in.length];
                for (int i = 0; i < one.length; i++) {
                    one[i] = axes[i] == 0 ? in[i].slice(0, lane, 1).reshape(types[i].shape()) : in[i];
                }
                Value[] alone = f.apply(one);
                for (int k = 0; k < alone.length; k++) {
                    assertSame(what + ", operands " + Integer.toBinaryString(mask) + ", lane " + lane,
                            together[k].slice(0, lane, 1).reshape(alone[k].shape()), alone[k]);
                }
            }
        }
    }

    private static void assertSame(String what, Value actual, Value expected) {
        assertThat(actual.type()).isEqualTo(expected.type());
        Object a = actual.data();
        Object e = expected.data();
        for (int i = 0; i < Buffers.length(e); i++) {
            double number = Buffers.getDouble(expected.dtype(), e, i);
            assertThat(Buffers.getDouble(actual.dtype(), a, i)).as(what).isCloseTo(number, within(1e-12));
        }
    }

    @Test
    void elementwise() {
        var t = f64(2, 2);
        check("function", ScalarFn.SIN.op(), t);
        check("function of two", ScalarFn.SUB.op(), t, t);
        check("comparison", new Pointwise.Compare(Relation.LT), t, t);
        check("choice", x -> list(Value.select(x[0].compare(Relation.GT, 0), x[1], x[2])), t, t, t);
        check("cast", new Pointwise.Cast(DType.INT32), t);
        check("stopped", new Mark.StopGradient(), t);
        check("variable", new Mark.Alias(), t);
    }

    @Test
    void structure() {
        var m = f64(2, 3, 4);
        check("broadcast", x -> list(x[0].broadcast(Shape.of(5, 3, 4))), f64(3, 1));
        check("broadcast of as many axes", x -> list(x[0].broadcast(Shape.of(5, 3))), f64(1, 3));
        check("reshape", x -> list(x[0].reshape(Shape.of(6, 4))), m);
        check("transpose", new Movement.Transpose(Ints.of(2, 0, 1)), m);
        check("slice", new Movement.Slice(Ints.of(0, 1, 1), Ints.of(2, 2, 2), Ints.of(1, 1, 2)), m);
        check("pad", new Movement.Pad(Ints.of(1, 0), Ints.of(2, 1), Ints.of(1, 0)), f64(2, 2));
        check("reverse", new Movement.Reverse(Ints.of(0, 2)), m);
        check("concat", new Routine.Concat(1), f64(2, 3), f64(2, 1), f64(2, 2));
    }

    @Test
    void reductions() {
        var m = f64(2, 3, 4);
        for (var reducer : Reducer.values()) {
            check(reducer.toString(), new Reduction.Reduce(reducer, Ints.of(0, 2)), m);
        }
        check("position of the largest", new Routine.ArgReduce(true, 1), m);
        check("running sum", new Routine.CumSum(1, false), m);
        check("running sum from the end", new Routine.CumSum(0, true), m);
        check("sort", new Routine.Sort(1), m);
        check("sort along the first axis", new Routine.Sort(0), m);
    }

    @Test
    void products() {
        check("matrices", x -> list(x[0].matmul(x[1])), f64(2, 3), f64(3, 4));
        check("batches", new Routine.Dot(Ints.of(1), Ints.of(0), Ints.of(2, 0), Ints.of(3, 1)), f64(2, 3, 4, 5),
                f64(3, 2, 6, 4));
        check("outer", new Routine.Dot(Ints.of(), Ints.of(), Ints.of(), Ints.of()), f64(2), f64(3, 2));
        var positive = f64(2, 2);
        check("solve", x -> list(Value.bind1(new Routine.Solve(true), dominant(x[0]), x[1])), positive, f64(2, 3));
        check("triangular solve",
                x -> list(Value.bind1(new Routine.TriangularSolve(true, false), dominant(x[0]), x[1])),
                positive, f64(2, 3));
        check("root", x -> list(Value.bind1(new Routine.Cholesky(), dominant(x[0].add(x[0].transposed())))), positive);
    }

    private static Value dominant(Value m) {
        var index = new Type(DType.INT32, Shape.of(2, 2));
        return m.add(Value.iota(index, 0).compare(Relation.EQ, Value.iota(index, 1)).cast(DType.FLOAT64).mul(9));
    }

    @Test
    void byPosition() {
        check("gather", new Routine.Gather(0, 0), f64(3, 2), i32(4));
        check("gather along another axis", new Routine.Gather(1, 0), f64(2, 3, 2), i32(2, 2));
        check("gather by batch", new Routine.Gather(1, 1), f64(2, 3, 2), i32(2, 4));
        check("scatter", new Routine.Scatter(0, 0, 3, Reducer.SUM), i32(4), f64(4, 2));
        check("scatter along another axis", new Routine.Scatter(1, 0, 3, Reducer.SUM), i32(4), f64(2, 4));
        check("scatter by batch", new Routine.Scatter(1, 1, 3, Reducer.SUM), i32(2, 4), f64(2, 4, 2));
        check("add at", new Routine.AddAt(0, 0), f64(3, 2), i32(4), f64(4, 2));
        check("add at along another axis", new Routine.AddAt(1, 0), f64(2, 3), i32(4), f64(2, 4));
        check("add at by batch", new Routine.AddAt(1, 1), f64(2, 3, 2), i32(2, 4), f64(2, 4, 2));
        check("first places", new Routine.First(0, 3), i32(4));
        check("first places by batch", new Routine.First(1, 3), i32(2, 4));
        check("the last at a place", new Routine.Scatter(0, 0, 3, Reducer.MAX), i32(4), i32(4, 2));
    }

    @Test
    void randomNumbers() {
        check("one key an example", new Routine.RandomBits(i32(4)), i32(2));
    }

    /// Stacks carry their examples behind the list axes, and so they do in examples of examples.
    @Test
    void stacks() {
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1, 2));
        // of 3 examples
        var items = new Stack(List.of(new double[]{1, 2, 3, 4, 5, 6}, new double[]{7, 8, 9, 10, 11, 12}));
        var spread = Program.of(x -> list(Value.bind1(new Movement.Spread(2, 1), x[0])), stack);
        assertThat(run(spread, items)).containsExactly("[1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 5.0, 6.0, 6.0]",
                "[7.0, 7.0, 8.0, 8.0, 9.0, 9.0, 10.0, 10.0, 11.0, 11.0, 12.0, 12.0]");
        var first = Program.of(x -> list(Value.bind1(new Movement.Spread(2, 0), x[0])), stack);
        assertThat(run(first, items)).startsWith("[1.0, 2.0, 1.0, 2.0, 3.0, 4.0, 3.0, 4.0, 5.0, 6.0, 5.0, 6.0]");
        var collapse = Program.of(x -> list(Value.bind1(new Reduction.Collapse(2, 0), x[0])), stack);
        assertThat(run(collapse, items)).containsExactly("[3.0, 7.0, 11.0]", "[15.0, 19.0, 23.0]");
        var either = Program.of(x -> list(Value.bind1(new Routine.Either(), x[0], Value.zeros(stack))), stack);
        assertThat(run(either, items)).containsExactly("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", "[7.0, 8.0, 9.0, 10.0, 11.0, "
                + "12.0]");
    }

    private static List<String> run(Program p, Stack items) {
        var batched = Vmap.batch(p, new boolean[]{true}, LANES, new boolean[]{true}).program();
        var text = new ArrayList<String>();
        for (Object item : ((Stack) new Reference().run(batched, new Object[]{items})[0]).items()) {
            text.add(Arrays.toString((double[]) item));
        }
        return text;
    }

    @Test
    void branchesAndLoops() {
        var then = Program.of(x -> list(x[0].mul(x[1]), x[1]), f64(2), f64());
        var otherwise = Program.of(x -> list(x[0].neg(), x[1].add(1)), f64(2), f64());
        check("cond", x -> Value.bind(new Composite.Cond(then, otherwise), x[0].compare(Relation.GT, 0), x[1], x[2]),
                f64(),
                f64(2), f64());
        // constants of the condition and the body; state: a trip count and a vector; one result a trip is summed up by
        // the scan
        var cond = Program.of(x -> list(x[1].compare(Relation.LT, x[0])), i32(), i32(), f64(2));
        var body = Program.of(x -> list(x[1].add(1), x[2].mul(x[0]).add(1), x[2].mul(x[1].cast(DType.FLOAT64))), f64(),
                i32(), f64(2));
        var sum = Program.of(x -> list(x[0].mul(x[1]).add(x[2])), f64(), f64(2), f64(2));
        check("while, and a scan of as many trips", x -> {
            Value[] y = Value.bind(new Composite.While(cond, body, 1, 1, 2), x[0], x[1], Value.literal(i32(), 0), x[2]);
            Value z = Value.bind1(new Composite.Scan(sum, 1, 1, false, -1), y[3], x[1], Value.zeros(f64(2)), y[2]);
            Value back = Value.bind1(new Composite.Scan(sum, 1, 1, true, -1), y[3], x[1], Value.zeros(f64(2)), y[2]);
            return list(y[0], y[1], y[3], z, back);
        }, i32(), f64(), f64(2));
        var step = Program.of(x -> list(x[1].mul(x[0]).add(x[2]), x[1].mul(x[2])), f64(), f64(2), f64(2));
        for (boolean reverse : new boolean[]{false, true}) {
            check("scan",
                    x -> Value.bind(new Composite.Scan(step, 1, 1, reverse, 4), Value.literal(i32(), 4), x[0], x[1],
                            x[2]),
                    f64(), f64(2),
                    f64(4, 2));
        }
    }
}
