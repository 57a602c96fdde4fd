package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.SimplifyTest.all;
import static org.leibniz.transform.SimplifyTest.assertIdentity;
import static org.leibniz.transform.SimplifyTest.assertSame;
import static org.leibniz.transform.SimplifyTest.f64;
import static org.leibniz.transform.SimplifyTest.program;
import static org.leibniz.transform.SimplifyTest.simplified;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Each rule of the algebra: what it writes, and that it computes the same.
class AlgebraTest {
    private static final Type SCALAR = f64();
    private static final Type COUNT = Type.scalar(DType.INT32);
    private static final Type TRUTH = Type.scalar(DType.BOOL);

    /// The lines of a simplified function of one argument between its head and its result.
    private static String body(Type type, UnaryOperator<Value> f) {
        var text = simplified(type, f);
        assertThat(text).startsWith("{ a: " + type + "\n");
        return text.substring(text.indexOf('\n') + 1, text.length() - 2).replaceAll("\\n? *return.*", "").strip();
    }

    private static void assertBody(Type type, UnaryOperator<Value> f, String... lines) {
        assertThat(body(type, f).lines().map(String::strip)).containsExactly(lines);
        if (type.dtype() == DType.FLOAT64) {
            assertSame(program(x -> all(f.apply(x[0])), type),
                    IntStream.range(0, type.shape().size()).mapToDouble(i -> 0.5 + i * i).toArray());
        }
    }

    // ---- elementwise

    @Test
    void differencesFromZero() {
        assertBody(COUNT, x -> Value.literal(COUNT, 0).sub(x), "b: i32 = neg a");
        assertThat(body(SCALAR, x -> Value.literal(SCALAR, 0).sub(x))).as("0 - 0 is 0, -0 is not").contains("sub");
        assertBody(COUNT, x -> x.mul(0), "b: i32 = 0");
        assertBody(COUNT, x -> Value.literal(COUNT, 0).mul(x), "b: i32 = 0");
    }

    @Test
    void signsOfFactorsAndTerms() {
        var p = program(
                x -> all(x[0].neg().mul(x[1].neg()), x[0].neg().add(x[1]), x[0].sub(x[1].neg()), x[0].neg().mul(x[1])),
                SCALAR,
                SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: f64 = neg a
                  d: f64 = mul a b
                  e: f64 = sub b a
                  f: f64 = add a b
                  g: f64 = mul c b
                  return d, e, f, g }""");
        assertSame(p, new double[]{3}, new double[]{-5});
    }

    @Test
    void powers() {
        assertBody(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, 0)), "b: f64 = 1");
        assertIdentity(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, 1)));
        assertBody(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, 2)), "b: f64 = square a");
        assertBody(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, -1)), "b: f64 = reciprocal a");
        assertThat(body(COUNT, x -> x.map(ScalarFn.POW, Value.literal(COUNT, -1))))
                .as("of an integer that is no reciprocal")
                .contains("pow");
        assertThat(body(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, 3)))).contains("pow");
    }

    @Test
    void truth() {
        for (double k : new double[]{0, 1}) {
            for (var fn : new ScalarFn[]{ScalarFn.AND, ScalarFn.OR}) {
                String known = "b: bool = " + (int) k;
                boolean neutral = fn == ScalarFn.AND == (k == 1);
                for (var f : List.<UnaryOperator<Value>>of(x -> x.map(fn, Value.literal(TRUTH, k)),
                        x -> Value.literal(TRUTH, k).map(fn, x))) {
                    if (neutral) {
                        assertIdentity(TRUTH, f);
                    } else {
                        assertBody(TRUTH, f, known);
                    }
                }
            }
        }
        assertIdentity(TRUTH, x -> x.map(ScalarFn.AND, x));
        assertIdentity(TRUTH, x -> x.map(ScalarFn.OR, x));
        assertThat(body(TRUTH, x -> x.map(ScalarFn.XOR, x))).contains("xor");
        assertThat(body(COUNT, x -> x.map(ScalarFn.AND, Value.literal(COUNT, 1)))).as("bits, not truth")
                .contains("and");
        assertThat(simplified(COUNT, x -> x.map(ScalarFn.AND, x.add(1)))).contains("and");
    }

    @Test
    void choices() {
        var p = program(x -> all(Value.select(x[0].map(ScalarFn.NOT), x[1], x[2]), Value.select(x[0], x[1], x[1])),
                TRUTH, SCALAR, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: bool, b: f64, c: f64
                  d: f64 = select a c b
                  return d, b }""");
        assertBody(TRUTH, x -> Value.select(x, Value.literal(SCALAR, 1), Value.literal(SCALAR, 0)),
                "b: f64 = cast[f64] a");
        assertBody(TRUTH, x -> Value.select(x.map(ScalarFn.NOT), Value.literal(SCALAR, 0), Value.literal(SCALAR, 1)),
                "b: f64 = cast[f64] a");
        assertThat(body(TRUTH, x -> Value.select(x, Value.literal(SCALAR, 1), Value.literal(SCALAR, 2))))
                .contains("select");
        assertThat(body(TRUTH, x -> Value.select(x, Value.literal(SCALAR, 2), Value.literal(SCALAR, 0))))
                .contains("select");
        assertIdentity(SCALAR, x -> Value.select(Value.literal(TRUTH, 1), x, x.neg()));
        assertBody(SCALAR, x -> Value.select(Value.literal(TRUTH, 0), x, x.neg()), "b: f64 = neg a");
    }

    /// A mark is dropped where a program runs; where it is differentiated a stop stays, but that of a number, which has
    /// no derivative anyway.
    @Test
    void marks() {
        for (Op mark : new Op[]{new Mark.StopGradient(), new Mark.Alias(), new Mark.Hook(ct -> ct),
                new Mark.HookTangent(t -> t)}) {
            assertIdentity(SCALAR, x -> Value.bind1(mark, x));
        }
        var p = program(
                x -> all(Value.bind1(new Mark.StopGradient(), x[0])
                        .mul(Value.bind1(new Mark.StopGradient(), Value.literal(SCALAR, 3)))),
                SCALAR);
        assertThat(Simplify.of(p, Purpose.DIFFERENTIATE)).hasToString("""
                { a: f64
                  b: f64 = stop_gradient a
                  c: f64 = 3
                  d: f64 = mul b c
                  return d }""");
    }

    /// Of two stacks the one that a loop made: the other one is empty.
    @Test
    void emptyStacks() {
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1));
        assertIdentity(stack, x -> Value.bind1(new Routine.Either(), x, Value.zeros(stack)));
        assertIdentity(stack, x -> Value.bind1(new Routine.Either(), Value.zeros(stack), x));
        assertThat(Simplify.of(program(x -> all(Value.bind1(new Routine.Either(), x)), stack, stack)).size())
                .isEqualTo(1);
    }

    // ---- structure

    @Test
    void structureOfNumbers() {
        var number = Value.literal(f64(2, 3), 7);
        assertBody(SCALAR, x -> number.transposed(), "b: f64[3,2] = 7");
        assertBody(SCALAR, x -> number.reshape(Shape.of(6)), "b: f64[6] = 7");
        assertBody(SCALAR, x -> number.broadcast(Shape.of(4, 2, 3)), "b: f64[4,2,3] = 7");
        assertBody(SCALAR, x -> Value.bind1(new Movement.Reshape(Shape.of(6)), number), "b: f64[6] = 7");
        assertBody(SCALAR, x -> Value.bind1(new Movement.Broadcast(Shape.of(4, 2, 3)), number), "b: f64[4,2,3] = 7");
        assertBody(SCALAR, x -> number.slice(1, 1, 2), "b: f64[2,2] = 7");
        assertBody(SCALAR, x -> number.reverse(Ints.of(0)), "b: f64[2,3] = 7");
        assertBody(SCALAR, x -> number.cast(DType.FLOAT32), "b: f32[2,3] = 7");
        assertBody(SCALAR, x -> Value.bind1(new Routine.Concat(1), number, number), "b: f64[2,6] = 7");
        assertBody(SCALAR, x -> Value.bind1(new Routine.Concat(1), number, number.mul(2)), "b: f64[2,3] = 7",
                "c: f64[2,3] = 14",
                "d: f64[2,6] = concat[1] b c");
        assertBody(SCALAR, x -> number.reduce(Reducer.MAX, Ints.of(0)), "b: f64[3] = 7");
        assertBody(SCALAR, x -> number.reduce(Reducer.MIN, Ints.of(1)), "b: f64[2] = 7");
        assertBody(SCALAR, x -> number.sum(Ints.of(1)), "b: f64[2] = 21");
        assertThat(body(SCALAR, x -> number.reduce(Reducer.PROD, Ints.of(1)))).contains("prod");
        assertThat(body(SCALAR, x -> Value.literal(f64(0), 7).reduce(Reducer.MAX, Ints.of(0)))).as("of no elements")
                .contains("max");
        assertBody(SCALAR, x -> Value.bind1(pad(1, 2, 0), Value.zeros(f64(2))), "b: f64[5] = 0");
    }

    @Test
    void structureOfCountingNumbers() {
        var count = new Type(DType.INT32, Shape.of(3, 1, 2));
        assertBody(SCALAR, x -> Value.iota(count, 2).transpose(Ints.of(2, 1, 0)), "b: i32[2,1,3] = iota[0]");
        assertBody(SCALAR, x -> Value.iota(count, 2).reshape(Shape.of(3, 2)), "b: i32[3,2] = iota[1]");
        assertBody(SCALAR, x -> Value.iota(count, 0).broadcast(Shape.of(5, 3, 4, 2)), "b: i32[5,3,4,2] = iota[1]");
        assertBody(SCALAR, x -> Value.iota(count, 1), "b: i32[3,1,2] = 0");
        assertThat(body(SCALAR, x -> Value.iota(count, 0).reshape(Shape.of(6)))).contains("reshape");
    }

    private static Movement.Pad pad(int low, int high, int interior) {
        return new Movement.Pad(Ints.of(low), Ints.of(high), Ints.of(interior));
    }

    private static Movement.Slice slice(int start, int size, int step) {
        return new Movement.Slice(Ints.of(start), Ints.of(size), Ints.of(step));
    }

    @Test
    void slicesOfSlices() {
        assertBody(f64(20), x -> Value.bind1(slice(1, 3, 2), Value.bind1(slice(2, 6, 3), x)),
                "b: f64[3] = slice[from [5] size [3] step [6]] a");
        assertIdentity(f64(4), x -> Value.bind1(slice(0, 4, 1), x));
    }

    @Test
    void slicesOfJoinedValues() {
        UnaryOperator<Value> joined = x -> Value.bind1(new Routine.Concat(0), x, x.neg(), x.map(ScalarFn.SQUARE));
        assertBody(f64(4), x -> Value.bind1(slice(0, 2, 3), joined.apply(x)),
                "b: f64[2] = slice[from [0] size [2] step [3]] a");
        assertBody(f64(4), x -> Value.bind1(slice(1, 2, 2), joined.apply(x)),
                "b: f64[2] = slice[from [1] size [2] step [2]] a");
        assertBody(f64(4), x -> Value.bind1(slice(4, 4, 1), joined.apply(x)), "b: f64[4] = neg a");
        assertBody(f64(4), x -> Value.bind1(slice(9, 2, 2), joined.apply(x)), "b: f64[4] = square a",
                "c: f64[2] = slice[from [1] size [2] step [2]] b");
        assertThat(body(f64(4), x -> Value.bind1(slice(3, 2, 1), joined.apply(x)))).as("across two of them")
                .contains("concat");
        assertThat(body(f64(4), x -> Value.bind1(slice(1, 2, 3), joined.apply(x)))).as("across two of them")
                .contains("concat");
    }

    @Test
    void padsOfPads() {
        assertIdentity(f64(3), x -> Value.bind1(pad(0, 0, 0), x));
        assertIdentity(f64(1), x -> Value.bind1(pad(0, 0, 5), x));
        assertBody(f64(3), x -> Value.bind1(pad(0, 0, 0), x.neg()), "b: f64[3] = neg a");
        assertBody(f64(3), x -> Value.bind1(pad(1, 2, 0), Value.bind1(pad(3, 4, 1), x)),
                "b: f64[15] = pad[low [4] high [6] interior [1]] a");
        assertThat(body(f64(3), x -> Value.bind1(pad(1, 2, 1), Value.bind1(pad(3, 4, 0), x))).lines())
                .as("zeros between zeros").hasSize(2);
    }

    @Test
    void reversals() {
        assertIdentity(f64(1, 4), x -> x.reverse(Ints.of(0)));
        assertBody(f64(1, 4), x -> x.reverse(Ints.of(0, 1)), "b: f64[1,4] = reverse[1] a");
        assertIdentity(f64(2, 4), x -> x.reverse(Ints.of(1)).reverse(Ints.of(1)));
        assertThat(body(f64(2, 4), x -> x.reverse(Ints.of(1)).reverse(Ints.of(0))).lines()).hasSize(2);
    }

    /// All outputs of an operation are written, here two.
    @Test
    void sorted() {
        var sort = new Routine.Sort(0);
        assertThat(Simplify.of(program(x -> Value.bind(sort, x[0]), f64(3)))).hasToString("""
                { a: f64[3]
                  b: f64[3], c: i32[3] = sort[0] a
                  return b, c }""");
        assertThat(Simplify.of(program(x -> Value.bind(sort, x[0]), f64(0)))).hasToString("""
                { a: f64[0]
                  b: f64[0] = 0
                  c: i32[0] = 0
                  return b, c }""");
    }

    @Test
    void joinedWithNothing() {
        assertIdentity(f64(3), x -> Value.bind1(new Routine.Concat(0), Value.zeros(f64(0)), x, Value.zeros(f64(0))));
        assertBody(f64(3), x -> Value.bind1(new Routine.Concat(0), Value.zeros(f64(0)), x.neg()), "b: f64[3] = neg a");
        assertBody(f64(3), x -> Value.bind1(new Routine.Concat(0), x, Value.zeros(f64(0)), x),
                "b: f64[6] = concat[0] a a");
    }

    @Test
    void reductionsOfReductions() {
        assertBody(f64(2, 3, 4), x -> x.reduce(Reducer.MAX, Ints.of(0)).reduce(Reducer.MAX, Ints.of(1)),
                "b: f64[3] = max[0,2] a");
        assertBody(f64(2, 3, 4), x -> x.reduce(Reducer.MIN, Ints.of(1)).reduce(Reducer.MIN, Ints.of(1)),
                "b: f64[2] = min[1,2] a");
        assertThat(body(f64(2, 3, 4), x -> x.reduce(Reducer.MIN, Ints.of(1)).reduce(Reducer.MAX, Ints.of(1))).lines())
                .hasSize(2);
        var counts = new Type(DType.INT64, Shape.of(2, 3));
        assertBody(counts, x -> x.sum(Ints.of(0)).sum(Ints.of(0)), "b: i64 = sum[0,1] a");
    }

    // ---- products

    private static Value eye(int n, boolean rowFirst) {
        var index = new Type(DType.INT32, Shape.of(n, n));
        return Value.iota(index, rowFirst ? 0 : 1).compare(Relation.EQ, Value.iota(index, rowFirst ? 1 : 0))
                .cast(DType.FLOAT64);
    }

    @Test
    void productsWithAnIdentity() {
        assertIdentity(f64(3, 2), x -> eye(3, true).matmul(x));
        assertIdentity(f64(3, 2), x -> eye(3, false).matmul(x));
        assertIdentity(f64(2, 3), x -> x.matmul(eye(3, true)));
        var second = new Routine.Dot(Ints.of(), Ints.of(), Ints.of(0), Ints.of(1));
        assertBody(f64(2, 3), x -> eye(3, true).dot(second, x), "b: f64[3,2] = transpose[1,0] a");
        var middle = new Routine.Dot(Ints.of(), Ints.of(), Ints.of(1), Ints.of(0));
        assertBody(f64(2, 3, 4), x -> x.dot(middle, eye(3, true)), "b: f64[2,4,3] = transpose[0,2,1] a");
    }

    /// What looks like an identity matrix and is none.
    @Test
    void productsWithOtherMasks() {
        for (var mask : List.<BinaryOperator<Value>>of((row, column) -> row.compare(Relation.LE, column),
                (row, column) -> row.compare(Relation.EQ, row.neg()),
                (row, column) -> row.compare(Relation.EQ, column.add(1)),
                (row, column) -> row.mul(2).compare(Relation.EQ, column))) {
            assertThat(body(f64(3, 3), x -> x.matmul(masked(mask)))).contains("dot");
            assertThat(body(f64(3, 3), x -> masked(mask).matmul(x))).contains("dot");
        }
        var wide = new Type(DType.INT32, Shape.of(2, 3));
        assertThat(body(f64(2, 2),
                x -> x.matmul(Value.iota(wide, 0).compare(Relation.EQ, Value.iota(wide, 1)).cast(DType.FLOAT64))))
                .contains("dot");
        assertThat(body(f64(3, 3), x -> x.matmul(eye(3, true).mul(2)))).contains("dot");
    }

    private static Value masked(BinaryOperator<Value> mask) {
        var index = new Type(DType.INT32, Shape.of(3, 3));
        return mask.apply(Value.iota(index, 0), Value.iota(index, 1)).cast(DType.FLOAT64);
    }

    @Test
    void productsOfTransposedFactors() {
        // the free axes of the first factor stay in order: batch 0, contracted 1, free 2 and 3
        var d = new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(3), Ints.of(1));
        UnaryOperator<Value> inOrder = x -> x.transpose(Ints.of(0, 2, 3, 1)).dot(d, x.reshape(Shape.of(2, 3, 20)));
        assertBody(f64(2, 3, 4, 5), inOrder, "b: f64[2,3,20] = reshape(2, 3, 20) a",
                "c: f64[2,4,5,20] = dot[batch [0][0] contract [1][1]] a b");
        UnaryOperator<Value> exchanged = x -> x.transpose(Ints.of(0, 3, 2, 1)).dot(d, x.reshape(Shape.of(2, 3, 20)));
        assertThat(body(f64(2, 3, 4, 5), exchanged)).contains("transpose[0,3,2,1]");
        UnaryOperator<Value> second = x -> x.reshape(Shape.of(2, 20, 3)).dot(
                new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(3)),
                x.transpose(Ints.of(0, 2, 3, 1)));
        assertThat(body(f64(2, 3, 4, 5), second)).contains("dot[batch [0][0] contract [2][1]]")
                .doesNotContain("transpose");
    }
}
