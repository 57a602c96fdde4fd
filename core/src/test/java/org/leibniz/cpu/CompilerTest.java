package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Every operation, on every dtype and on shapes from nothing to several blocks, against the reference.
final class CompilerTest {
    private static final DType[] COMPUTING = {DType.BOOL, DType.INT32, DType.INT64, DType.FLOAT16, DType.BFLOAT16,
            DType.FLOAT32,
            DType.FLOAT64};
    private static final Shape[] SHAPES = {Shape.of(), Shape.of(1), Shape.of(0), Shape.of(5), Shape.of(16),
            Shape.of(3, 7), Shape.of(100),
            Shape.of(512),
            Shape.of(513), Shape.of(3, 411), Shape.of(0, 4), Shape.of(20, 2, 50)};

    private final Compiler compiler = Tiers.provided();
    private final Random random = new Random(7);

    private void check(Program p, double ulps) {
        check(p, ulps, 0, true);
    }

    private void check(Program p, double ulps, double absolute, boolean special) {
        Samples.compare(compiler, p, Samples.inputs(p, random, special), ulps, absolute);
        Object[] in = Samples.inputs(p, random, false);
        Samples.compare(compiler, p, in, ulps, absolute);
        Samples.compare(Tiers.generated(), p, in, ulps, absolute);
    }

    private static Program single(Op op, Type... types) {
        int[] slots = new int[types.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i;
        }
        return new Program(types, new Op[]{op}, new int[][]{slots}, new int[]{types.length});
    }

    private static double ulps(ScalarFn fn) {
        return switch (fn) {
            case ERF, ERFC, NORMAL_CDF, ERFINV, ERFINV_BELL, LGAMMA, DIGAMMA, POLYGAMMA, SIGMOID, SOFTPLUS, LOG_SIGMOID,
                    ASINH, ACOSH,
                    ATANH, TAN, SINH, COSH,
                    TANH ->
                4;
            case FLOOR_DIV, MOD, REM -> 1;
            default -> 2.5;
        };
    }

    @Test
    void scalarFunctions() {
        for (var fn : ScalarFn.values()) {
            for (var dtype : COMPUTING) {
                if (!fn.accepts(dtype)) {
                    continue;
                }
                for (var shape : SHAPES) {
                    if (!dtype.isFloating() && (fn == ScalarFn.FLOOR_DIV || fn == ScalarFn.MOD || fn == ScalarFn.REM)) {
                        continue; // by zero: below
                    }
                    var t = new Type(dtype, shape);
                    check(fn.arity() == 1 ? single(fn.op(), t) : single(fn.op(), t, t), ulps(fn));
                }
            }
        }
    }

    @Test
    void integerDivision() {
        for (var fn : List.of(ScalarFn.FLOOR_DIV, ScalarFn.MOD, ScalarFn.REM)) {
            for (var dtype : List.of(DType.INT32, DType.INT64)) {
                var t = new Type(dtype, Shape.of(3));
                var p = single(fn.op(), t, t);
                Object a = dtype == DType.INT32 ? new int[]{7, -7, 8} : new long[]{7, -7, 8};
                Object b = dtype == DType.INT32 ? new int[]{3, 3, -3} : new long[]{3, 3, -3};
                Object zero = dtype == DType.INT32 ? new int[3] : new long[3];
                Samples.compare(compiler, p, new Object[]{a, b}, 0, 0);
                assertThrows(ArithmeticException.class, () -> compiler.run(p, new Object[]{a, zero}));
            }
        }
    }

    @Test
    void comparisonsAndChoices() {
        for (var dtype : DType.values()) {
            for (var shape : SHAPES) {
                var t = new Type(dtype, shape);
                for (var relation : Relation.values()) {
                    check(single(new Pointwise.Compare(relation), t, t), 0);
                }
                check(single(new Pointwise.Select(), t.as(DType.BOOL), t, t), 0);
            }
        }
    }

    @Test
    void casts() {
        for (var from : DType.values()) {
            for (var to : DType.values()) {
                for (var shape : SHAPES) {
                    check(single(new Pointwise.Cast(to), new Type(from, shape)), 0);
                }
            }
        }
        var p = single(new Pointwise.Cast(DType.INT8), new Type(DType.FLOAT64, Shape.of(6)));
        Samples.compare(compiler, p, new Object[]{new double[]{300, -300, 1e20, -1e20, 2.9, Double.NaN}}, 0, 0);
    }

    @Test
    void structure() {
        for (var dtype : DType.values()) {
            var t = new Type(dtype, Shape.of(4, 3, 5));
            var big = new Type(dtype, Shape.of(30, 41));
            check(single(new Movement.Broadcast(Shape.of(2, 4, 3, 5)), t), 0);
            check(single(new Movement.Broadcast(Shape.of(2, 4, 3, 5)), t.as(Shape.of(4, 1, 5))), 0);
            check(single(new Movement.Broadcast(Shape.of(700)), t.as(Shape.of())), 0);
            check(single(new Movement.Broadcast(Shape.of(70, 30)), t.as(Shape.of(70, 1))), 0);
            check(single(new Movement.Broadcast(Shape.of(70, 30)), t.as(Shape.of(30))), 0);
            check(single(new Movement.Reshape(Shape.of(5, 12)), t), 0);
            check(single(new Movement.Transpose(Ints.of(2, 0, 1)), t), 0);
            check(single(new Movement.Transpose(Ints.of(1, 0)), big), 0);
            check(single(new Movement.Slice(Ints.of(1, 0, 2), Ints.of(2, 3, 2), Ints.of(1, 1, 2)), t), 0);
            check(single(new Movement.Slice(Ints.of(3, 1), Ints.of(13, 40), Ints.of(2, 1)), big), 0);
            check(single(new Movement.Pad(Ints.of(1, 0, 2), Ints.of(0, 2, 1), Ints.of(0, 1, 2)), t), 0);
            check(single(new Movement.Pad(Ints.of(1, 2), Ints.of(3, 0), Ints.of(1, 1)), big), 0);
            check(single(new Movement.Pad(Ints.of(2), Ints.of(3), Ints.of(1)), t.as(Shape.of(0))), 0);
            check(single(new Movement.Reverse(Ints.of(0, 2)), t), 0);
            check(single(new Movement.Reverse(Ints.of(1)), big), 0);
            check(single(new Routine.Concat(1), t, t.as(Shape.of(4, 1, 5)), t.as(Shape.of(4, 0, 5))), 0);
            check(single(new Routine.Concat(0), big, big), 0);
            var tall = t.as(Shape.of(1500, 1)); // rows of a few elements, more of them than fit a block
            check(single(new Routine.Concat(1), tall, t.as(Shape.of(1500, 3)), t.as(Shape.of(1500, 0)), tall), 0);
            var wide = t.as(Shape.of(2, 700)); // one longer than a block among short ones
            check(single(new Routine.Concat(1),
                    Stream.concat(Stream.of(wide), Stream.generate(() -> t.as(Shape.of(2, 1))).limit(99))
                            .toArray(Type[]::new)),
                    0);
            check(single(new Movement.Spread(3, 1), t), 0);
            check(single(new Leaf.Fill(t, 1)), 0);
            if (dtype.isInteger() || dtype.isFloating()) {
                check(single(new Leaf.Iota(t, 1)), 0);
                check(single(new Leaf.Iota(big, 0)), 0);
            }
        }
    }

    @Test
    void chainsOfStructure() {
        var shape = Shape.of(6, 8);
        for (int seed = 0; seed < 400; seed++) {
            var r = new Random(seed);
            var p = Program.of(in -> {
                Value v = in[0];
                for (int i = 0; i < 5; i++) {
                    v = structure(v, r);
                }
                return new Value[]{v, v.add(1), v.reshape(Shape.of(v.shape().size()))};
            }, new Type(DType.FLOAT32, shape));
            check(p, 0);
        }
    }

    private static Value structure(Value v, Random r) {
        int n = v.shape().rank();
        int axis = n == 0 ? 0 : r.nextInt(n);
        int[] one = new int[n];
        java.util.Arrays.fill(one, 1);
        int[] zero = new int[n];
        return switch (r.nextInt(n == 0 ? 2 : 8)) {
            case 0 -> v.shape().size() > 2000 ? v : v.broadcast(Shape.of(2).concat(v.shape()));
            case 1 -> v.map(ScalarFn.NEG);
            case 2 -> v.reshape(Shape.of(v.shape().size()));
            case 3 -> n < 2 ? v : v.moveAxis(axis, r.nextInt(n));
            case 4 -> {
                int[] size = v.shape().toArray();
                int[] step = one.clone();
                int[] start = zero.clone();
                step[axis] = 1 + r.nextInt(2);
                start[axis] = size[axis] > 1 ? r.nextInt(2) : 0;
                size[axis] = (size[axis] - start[axis] + step[axis] - 1) / step[axis];
                yield size[axis] == 0
                        ? v
                        : Value.bind1(new Movement.Slice(Ints.of(start), Ints.of(size), Ints.of(step)), v);
            }
            case 5 -> {
                int[] low = zero.clone();
                int[] high = zero.clone();
                int[] interior = zero.clone();
                low[axis] = r.nextInt(3);
                high[axis] = r.nextInt(3);
                interior[axis] = r.nextInt(2);
                yield v.shape().size() > 2000
                        ? v
                        : Value.bind1(new Movement.Pad(Ints.of(low), Ints.of(high), Ints.of(interior)), v);
            }
            case 6 -> v.reverse(Ints.of(axis));
            default -> v.shape().dim(0) % 2 == 0 ? v.reshape(Shape.of(2, v.shape().size() / 2)) : v;
        };
    }

    @Test
    void reductions() {
        var cases = new ArrayList<Object[]>();
        cases.add(new Object[]{Shape.of(5), Ints.of(0)});
        cases.add(new Object[]{Shape.of(1), Ints.of(0)});
        cases.add(new Object[]{Shape.of(0), Ints.of(0)});
        cases.add(new Object[]{Shape.of(3, 0), Ints.of(1)});
        cases.add(new Object[]{Shape.of(0, 3), Ints.of(1)});
        cases.add(new Object[]{Shape.of(700), Ints.of(0)});
        cases.add(new Object[]{Shape.of(5000), Ints.of(0)});
        cases.add(new Object[]{Shape.of(3, 4, 5), Ints.of(1)});
        cases.add(new Object[]{Shape.of(3, 4, 5), Ints.of(0, 2)});
        cases.add(new Object[]{Shape.of(3, 4, 5), Ints.of(0, 1, 2)});
        cases.add(new Object[]{Shape.of(100, 10), Ints.of(1)});
        cases.add(new Object[]{Shape.of(100, 10), Ints.of(0)});
        cases.add(new Object[]{Shape.of(4, 600), Ints.of(1)});
        cases.add(new Object[]{Shape.of(70, 600), Ints.of(0)});
        cases.add(new Object[]{Shape.of(2, 90, 7), Ints.of(1)});
        cases.add(new Object[]{Shape.of(90, 2, 7), Ints.of(1)});
        cases.add(new Object[]{Shape.of(3, 200, 70), Ints.of(1)});
        cases.add(new Object[]{Shape.of(9, 5, 11, 6), Ints.of(0, 2)});
        cases.add(new Object[]{Shape.of(2, 1, 40, 1, 20), Ints.of(1, 2, 3)});
        for (var dtype : COMPUTING) {
            for (var reducer : Reducer.values()) {
                for (var c : cases) {
                    var type = new Type(dtype, (Shape) c[0]);
                    boolean extremum = reducer == Reducer.MAX || reducer == Reducer.MIN;
                    if (dtype == DType.BOOL && !extremum
                            || extremum && dtype != DType.BOOL && type.shape().size() == 0) {
                        continue;
                    }
                    double eps = dtype == DType.FLOAT64
                            ? 1e-12
                            : dtype == DType.FLOAT32 ? 2e-4 : dtype == DType.FLOAT16 ? 0.3 : 3;
                    check(single(new Reduction.Reduce(reducer, (Ints) c[1]), type), extremum ? 0 : 8,
                            extremum ? 0 : eps,
                            !dtype.isFloating() || extremum);
                }
            }
        }
        var nothing = single(new Reduction.Reduce(Reducer.MAX, Ints.of(0)), new Type(DType.FLOAT32, Shape.of(0)));
        assertThrows(IllegalArgumentException.class, () -> compiler.run(nothing, new Object[]{new float[0]}));
    }

    @Test
    void severalReductionsOfOneBody() {
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (var shape : List.of(Shape.of(3, 4), Shape.of(40, 50), Shape.of(32, 64), Shape.of(70, 600),
                    Shape.of(5, 20, 30))) {
                var p = Program.of(in -> {
                    var y = in[0].mul(in[1]).map(ScalarFn.SIN);
                    int last = shape.rank() - 1;
                    return new Value[]{y, y.sum(Ints.range(0, shape.rank())), y.sum(Ints.of(last)), y.sum(Ints.of(0)),
                            y.reduce(Reducer.MAX, Ints.of(last)),
                            y.add(in[1]).sum(Ints.range(0, shape.rank())), in[1].sum(Ints.of(0))};
                }, new Type(dtype, shape), new Type(dtype, shape));
                check(p, 8, dtype == DType.FLOAT32 ? 1e-2 : 1e-11, false);
            }
        }
    }

    @Test
    void products() {
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.FLOAT16)) {
            double eps = dtype == DType.FLOAT64 ? 1e-12 : dtype == DType.FLOAT16 ? 0.1 : 1e-3;
            var none = Ints.of();
            check(single(new Routine.Dot(none, none, Ints.of(1), Ints.of(0)), new Type(dtype, Shape.of(3, 4)),
                    new Type(dtype, Shape.of(4, 5))),
                    2, eps, false);
            check(single(new Routine.Dot(none, none, Ints.of(0), Ints.of(1)), new Type(dtype, Shape.of(4, 3)),
                    new Type(dtype, Shape.of(5, 4))),
                    2, eps, false);
            check(single(new Routine.Dot(none, none, Ints.of(0), Ints.of(0)), new Type(dtype, Shape.of(40)),
                    new Type(dtype, Shape.of(40))), 2,
                    eps, false);
            check(single(new Routine.Dot(none, none, none, none), new Type(dtype, Shape.of(3)),
                    new Type(dtype, Shape.of(4))), 2, eps, false);
            check(single(new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(1)),
                    new Type(dtype, Shape.of(6, 3, 4)),
                    new Type(dtype, Shape.of(6, 4, 5))), 2, eps, false);
            check(single(new Routine.Dot(Ints.of(1, 2), Ints.of(0, 3), Ints.of(3), Ints.of(1)),
                    new Type(dtype, Shape.of(3, 2, 4, 5)),
                    new Type(dtype, Shape.of(2, 5, 6, 4))), 2, eps, false);
            check(single(new Routine.Dot(none, none, Ints.of(0, 2), Ints.of(2, 0)), new Type(dtype, Shape.of(3, 2, 4)),
                    new Type(dtype, Shape.of(4, 6, 3))), 2,
                    eps, false);
            check(single(new Routine.Dot(none, none, Ints.of(1), Ints.of(0)), new Type(dtype, Shape.of(3, 0)),
                    new Type(dtype, Shape.of(0, 5))),
                    2, eps, false);
            check(single(new Routine.Dot(none, none, Ints.of(1), Ints.of(0)), new Type(dtype, Shape.of(0, 3)),
                    new Type(dtype, Shape.of(3, 5))),
                    2, eps, false);
            var p = Program.of(
                    in -> new Value[]{in[0].transposed().matmul(in[1].add(1)).broadcast(Shape.of(2, 3, 5))
                            .matmul(in[2].broadcast(Shape.of(2, 5, 4)))},
                    new Type(dtype, Shape.of(4, 3)), new Type(dtype, Shape.of(4, 5)), new Type(dtype, Shape.of(5, 4)));
            check(p, 2, 20 * eps, false);
        }
    }

    @Test
    void routines() {
        var f = new Type(DType.FLOAT32, Shape.of(4, 6));
        var i = new Type(DType.INT32, Shape.of(4, 6));
        check(single(new Routine.ArgReduce(true, 1), f), 0);
        check(single(new Routine.ArgReduce(false, 0), i), 0);
        check(single(new Routine.CumSum(1, false), f), 4, 1e-5, false);
        check(single(new Routine.CumSum(0, true), i), 0);
        check(single(new Routine.Sort(1), f), 0);
        check(single(new Routine.Sort(0), i), 0);
        check(single(new Routine.RandomBits(new Type(DType.INT32, Shape.of(7))), new Type(DType.INT32, Shape.of(2))),
                0);
        check(single(new Routine.RandomBits(new Type(DType.INT64, Shape.of(7))), new Type(DType.INT32, Shape.of(2))),
                0);
        var indices = new int[]{2, -1, 0, 3, 3};
        for (var dtype : DType.values()) {
            var t = new Type(dtype, Shape.of(3, 4, 2));
            Samples.compare(compiler, single(new Routine.Gather(1, 0), t, new Type(DType.INT32, Shape.of(5))),
                    new Object[]{Samples.random(t, random), indices},
                    0, 0);
        }
        var updates = new Type(DType.FLOAT32, Shape.of(3, 5, 2));
        Samples.compare(compiler,
                single(new Routine.Scatter(1, 0, 4, Reducer.SUM), new Type(DType.INT32, Shape.of(5)), updates),
                new Object[]{indices, Samples.random(updates, random, false)}, 2, 1e-6);
        for (var dtype : new DType[]{DType.FLOAT64, DType.FLOAT32, DType.INT32, DType.INT64}) {
            var u = new Type(dtype, Shape.of(3, 5, 2));
            var onto = new Type(dtype, Shape.of(3, 4, 2));
            Samples.compare(compiler,
                    single(new Routine.AddAt(1, 0), onto, new Type(DType.INT32, Shape.of(5)), u),
                    new Object[]{Samples.random(onto, random, false), indices, Samples.random(u, random, false)}, 2,
                    1e-6);
        }
        Samples.compare(compiler, single(new Routine.First(0, 4), new Type(DType.INT32, Shape.of(5))),
                new Object[]{indices}, 0, 0);
        var m = new Type(DType.FLOAT64, Shape.of(2, 3, 3));
        var dominant = Program.of(in -> {
            var eye = Value.iota(m, 1).compare(Relation.EQ, Value.iota(m, 2)).cast(DType.FLOAT64);
            var a = in[0].mul(0.2).add(eye.mul(3));
            var s = a.matmul(a.transposed());
            return new Value[]{Value.bind1(new Routine.Solve(false), a, in[1]),
                    Value.bind1(new Routine.Solve(true), a, in[1]),
                    Value.bind1(new Routine.TriangularSolve(true, false), a, in[1]),
                    Value.bind1(new Routine.TriangularSolve(false, true), a, in[1]),
                    Value.bind1(new Routine.Cholesky(), s)};
        }, m, new Type(DType.FLOAT64, Shape.of(2, 3, 2)));
        check(dominant, 16, 1e-13, false);
    }

    @Test
    void branchesAndLoops() {
        var t = new Type(DType.FLOAT64, Shape.of(3));
        var cond = Program
                .of(in -> Value
                        .bind(new Composite.Cond(Program.of(x -> new Value[]{x[0].mul(2), x[0]}, t),
                                Program.of(x -> new Value[]{x[0].neg(),
                                        x[0].add(1)}, t)),
                                in[0].sum(Ints.of(0)).compare(Relation.GT, 0), in[0].add(1)),
                        t);
        for (int i = 0; i < 4; i++) {
            check(cond, 0, 0, false);
        }
        var body = Program.of(x -> new Value[]{x[1].mul(x[0]), x[2].add(1), x[1]}, t, t, Type.scalar(DType.INT32));
        var test = Program.of(x -> new Value[]{x[1].compare(Relation.LT, 5)}, t, Type.scalar(DType.INT32));
        var loop = new Composite.While(test, body, 0, 1, 2);
        var back = Program.of(x -> new Value[]{x[1].add(x[0].mul(x[2])), x[1].add(x[2])}, t, t, t);
        var whole = Program.of(in -> {
            var r = Value.bind(loop, in[0].add(0), in[1].add(0), Value.literal(Type.scalar(DType.INT32), 0));
            var doubled = r[2].type().isStack() ? Value.bind1(ScalarFn.ADD.op(), r[2], r[2]) : r[2];
            var s = Value.bind(new Composite.Scan(back, 1, 1, true, -1), r[3], in[0], in[1], doubled);
            return Value.join(r, new Value[]{doubled}, s);
        }, t, t);
        for (int i = 0; i < 3; i++) {
            check(whole, 2, 1e-12, false);
        }
        var xs = new Type(DType.FLOAT64, Shape.of(4, 3));
        var dense = Program.of(
                in -> Value.bind(new Composite.Scan(back, 1, 1, false, 4), Value.literal(Type.scalar(DType.INT32), 4),
                        in[0],
                        in[0].mul(2), in[1]),
                t, xs);
        check(dense, 2, 1e-12, false);
    }

    @Test
    void constantsUnusedAndRepeatedResults() {
        var t = new Type(DType.FLOAT32, Shape.of(3));
        var p = Program.of(in -> {
            var zero = Value.bind1(new Leaf.Fill(t, 0));
            var y = in[0].add(1);
            return new Value[]{zero, y, y, in[1], in[1].reshape(Shape.of(3, 1)), zero.add(1)};
        }, t, t, t);
        Object[] in = Samples.inputs(p, random, false);
        Object[] out = compiler.run(p, in);
        assertSame(in[1], out[3]);
        assertSame(in[1], out[4]);
        check(p, 0);
        Object[] again = compiler.run(p, in);
        assertEquals(3, ((float[]) again[1]).length);
        org.junit.jupiter.api.Assertions.assertNotSame(out[1], again[1]);
    }

    @Test
    void aHundredThousandScalarOperations() {
        int n = 100_000;
        Op[] ops = new Op[n];
        int[][] operands = new int[n][];
        for (int i = 0; i < n; i++) {
            ops[i] = (i % 3 == 0 ? ScalarFn.ADD : i % 3 == 1 ? ScalarFn.MUL : ScalarFn.SUB).op();
            operands[i] = new int[]{i + 1, i % 2};
        }
        operands[0] = new int[]{0, 1};
        var t = Type.scalar(DType.FLOAT64);
        var p = new Program(new Type[]{t, t}, ops, operands, new int[]{n + 1});
        Samples.compare(compiler, p, new Object[]{new double[]{0.5}, new double[]{0.75}}, 0, 0);
    }
}
