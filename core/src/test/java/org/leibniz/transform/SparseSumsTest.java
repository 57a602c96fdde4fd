package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.at;
import static org.leibniz.Leibniz.donate;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.tuple;
import static org.leibniz.transform.SimplifyTest.all;
import static org.leibniz.transform.SimplifyTest.program;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.Allocated;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.TensorFn2;
import org.leibniz.TensorFn3;
import org.leibniz.Tuple2;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Where tables stay rows, and that the bits are those of the tables.
class SparseSumsTest {
    private static final Type TABLE = new Type(DType.FLOAT32, Shape.of(5000, 8));
    private static final Type NINE = new Type(DType.INT32, Shape.of(9));
    private static final Type ROWS = new Type(DType.FLOAT32, Shape.of(9, 8));
    private static final Type NUMBER = Type.scalar(DType.FLOAT32);

    private static Value table(Value indices, Value updates) {
        return Value.bind1(new Routine.Scatter(0, 0, 5000, Reducer.SUM), indices, updates);
    }

    private static String simplified(Function<Value[], Value[]> f, Type... params) {
        return Simplify.of(program(f, params)).toString();
    }

    @Test
    void aStepOfDescent() {
        assertThat(simplified(x -> all(x[0].sub(table(x[1], x[2]).mul(2))), TABLE, NINE, ROWS)).isEqualTo("""
                { a: f32[5000,8], b: i32[9], c: f32[9,8]
                  d: i32[9] = first[batch 0 size 5000] b
                  e: f32[9,8] = scatter_sum[0 batch 0 size 9] d c
                  f: f32[9,8] = 2
                  g: f32[9,8] = mul e f
                  h: f32[9,8] = neg g
                  i: f32[5000,8] = add_at[0 batch 0] a b h
                  return i }""");
    }

    @Test
    void numbersOfEveryKind() {
        assertThat(simplified(
                x -> all(table(x[1], x[2]).neg().div(x[3].broadcast(TABLE.shape())).cast(DType.FLOAT64)
                        .add(x[0].cast(DType.FLOAT64))),
                TABLE, NINE, ROWS, NUMBER)).isEqualTo("""
                        { a: f32[5000,8], b: i32[9], c: f32[9,8], d: f32
                          e: i32[9] = first[batch 0 size 5000] b
                          f: f32[9,8] = scatter_sum[0 batch 0 size 9] e c
                          g: f32[9,8] = neg f
                          h: f32[9,8] = broadcast(9, 8) d
                          i: f32[9,8] = div g h
                          j: f64[9,8] = cast[f64] i
                          k: f64[5000,8] = cast[f64] a
                          l: f64[5000,8] = add_at[0 batch 0] k b j
                          return l }""");
    }

    /// A table that is gathered twice.
    @Test
    void severalTables() {
        assertThat(simplified(x -> all(x[0].add(table(x[1], x[2]).sub(table(x[3], x[4])))), TABLE, NINE, ROWS, NINE,
                ROWS)).isEqualTo("""
                        { a: f32[5000,8], b: i32[9], c: f32[9,8], d: i32[9], e: f32[9,8]
                          f: i32[9] = first[batch 0 size 5000] b
                          g: f32[9,8] = scatter_sum[0 batch 0 size 9] f c
                          h: i32[9] = first[batch 0 size 5000] d
                          i: f32[9,8] = scatter_sum[0 batch 0 size 9] h e
                          j: f32[9,8] = neg i
                          k: i32[18] = concat[0] b d
                          l: f32[18,8] = concat[0] g j
                          m: i32[18] = first[batch 0 size 5000] k
                          n: f32[18,8] = scatter_sum[0 batch 0 size 18] m l
                          o: f32[5000,8] = add_at[0 batch 0] a k n
                          return o }""");
        assertThat(simplified(x -> all(table(x[0], x[1]).add(table(x[2], x[3]))), NINE, ROWS, NINE, ROWS))
                .as("the first is a table all the same").isEqualTo("""
                        { a: i32[9], b: f32[9,8], c: i32[9], d: f32[9,8]
                          e: f32[5000,8] = scatter_sum[0 batch 0 size 5000] a b
                          f: i32[9] = first[batch 0 size 5000] c
                          g: f32[9,8] = scatter_sum[0 batch 0 size 9] f d
                          h: f32[5000,8] = add_at[0 batch 0] e c g
                          return h }""");
        assertThat(simplified(x -> all(x[0].add(table(x[1], x[2]).add(table(x[1], x[3])))), TABLE, NINE, ROWS, ROWS))
                .as("at the same positions").isEqualTo("""
                        { a: f32[5000,8], b: i32[9], c: f32[9,8], d: f32[9,8]
                          e: i32[9] = first[batch 0 size 5000] b
                          f: f32[9,8] = scatter_sum[0 batch 0 size 9] e c
                          g: f32[9,8] = scatter_sum[0 batch 0 size 9] e d
                          h: f32[9,8] = add f g
                          i: f32[5000,8] = add_at[0 batch 0] a b h
                          return i }""");
    }

    @Test
    void onePositionAndWholeNumbersAreAddedAsTheyAre() {
        var one = new Type(DType.INT64, Shape.SCALAR);
        assertThat(simplified(x -> all(x[0].add(table(x[1], x[2]))), TABLE, one, ROWS.as(Shape.of(8)))).isEqualTo("""
                { a: f32[5000,8], b: i64, c: f32[8]
                  d: i64[1] = reshape(1,) b
                  e: f32[1,8] = reshape(1, 8) c
                  f: f32[5000,8] = add_at[0 batch 0] a d e
                  return f }""");
        assertThat(simplified(x -> all(x[0].add(table(x[1], x[2]))), TABLE.as(DType.INT32), NINE, ROWS.as(DType.INT32)))
                .isEqualTo("""
                        { a: i32[5000,8], b: i32[9], c: i32[9,8]
                          d: i32[5000,8] = add_at[0 batch 0] a b c
                          return d }""");
    }

    @Test
    void whereNothingIsGained() {
        assertStays("another use", x -> {
            Value t = table(x[1], x[2]);
            return all(x[0].sub(t), t.map(ScalarFn.SQUARE));
        });
        assertStays("a result", x -> {
            Value t = table(x[1], x[2]);
            return all(x[0].sub(t), t);
        });
        assertStays("twice", x -> {
            Value t = table(x[1], x[2]);
            return all(t.mul(t).add(x[0]));
        });
        assertStays("nothing is added", x -> all(table(x[1], x[2]).mul(2)));
        assertStays("less something", x -> all(table(x[1], x[2]).sub(x[0])));
        assertStays("other factors", x -> all(table(x[1], x[2]).mul(x[0]).add(x[0])));
        assertStays("what makes NaN of zeros",
                x -> all(x[0].add(table(x[1], x[2]).mul(Value.literal(TABLE, Double.POSITIVE_INFINITY)))));
        assertStays("what makes NaN of zeros", x -> all(x[0].add(table(x[1], x[2]).div(Value.literal(TABLE, 0)))));
        assertStays("what makes more than zeros of zeros", x -> all(x[0].add(table(x[1], x[2]).map(ScalarFn.EXP))));
        assertStays("other positions", x -> all(x[0].add(table(x[1], x[2])
                .add(Value.bind1(new Routine.Scatter(1, 0, 8, Reducer.SUM), x[3], x[4])))), "scatter_sum[1 ");
        var few = new Type(DType.FLOAT32, Shape.of(500, 8));
        assertThat(simplified(x -> all(x[0].sub(Value.bind1(new Routine.Scatter(0, 0, 500, Reducer.SUM), x[1], x[2]))),
                few, NINE, ROWS)).as("a small table").contains("sub a");
        var many = new Type(DType.INT32, Shape.of(2501));
        assertThat(simplified(x -> all(x[0].sub(table(x[1], x[2]))), TABLE, many, ROWS.as(Shape.of(2501, 8))))
                .as("many rows").contains("sub a");
    }

    private static void assertStays(String what, Function<Value[], Value[]> f) {
        assertStays(what, f, "scatter_sum[0 batch 0 size 5000]");
    }

    private static void assertStays(String what, Function<Value[], Value[]> f, String kept) {
        assertThat(simplified(f, TABLE, NINE, ROWS, NINE.as(Shape.of(2)), ROWS.as(Shape.of(5000, 2)))).as(what)
                .contains(kept);
    }

    // ---- bits

    /// Random sums of tables and what they are added to, along any axis, by batch or not, with positions that occur
    /// again and negative ones: the bits of a program are those of its operations one by one.
    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT64", "FLOAT32", "FLOAT16", "BFLOAT16", "INT32", "INT64"})
    void theBitsOfTables(DType dtype) {
        int sparse = 0;
        for (int seed = 0; seed < 60; seed++) {
            var r = new Random(seed);
            var tables = new Tables(r, dtype);
            var p = Program.of(x -> all(tables.sum(x)), tables.types());
            sparse += Simplify.of(p).toString().contains("add_at") ? 1 : 0;
            var arguments = tables.arguments();
            Object[] data = new Object[arguments.length];
            for (int i = 0; i < data.length; i++) {
                data[i] = arguments[i].data();
            }
            Object expected = p.apply(arguments)[0].data();
            Object y = Evaluator.current().run(p, data)[0];
            assertThat(Buffers.length(y)).isEqualTo(Buffers.length(expected));
            for (int i = 0; i < Buffers.length(y); i++) {
                double want = Buffers.getDouble(dtype, expected, i) + 0.0;
                assertThat(Buffers.getDouble(dtype, y, i) + 0.0).as("seed %d, %d of\n%s", seed, i, p).isEqualTo(want);
            }
        }
        assertThat(sparse).isGreaterThan(40);
    }

    /// A random sum: x and a number, then positions and rows for each table.
    private static final class Tables {
        private final Random r;
        private final long seed;
        private final DType dtype;
        private final int batch;
        private final int axis;
        private final int size;
        private final Shape x;
        private final Shape[] positions = new Shape[4];
        private final Type[] types = new Type[10];

        Tables(Random r, DType dtype) {
            this.r = r;
            this.dtype = dtype;
            batch = r.nextInt(2);
            axis = batch + r.nextInt(2);
            int[] dims = {3, 5, 7, 11};
            dims[axis] = size = 200;
            x = Shape.of(dims);
            types[0] = new Type(dtype, x);
            types[1] = Type.scalar(dtype);
            for (int k = 0; k < 4; k++) {
                int axes = r.nextInt(3);
                positions[k] = axes == 0 ? Shape.SCALAR : axes == 1 ? Shape.of(9) : Shape.of(2, 4);
                types[2 + 2 * k] = new Type(r.nextInt(4) > 0 ? DType.INT32 : DType.INT64,
                        x.slice(0, batch).concat(positions[k]));
                types[3 + 2 * k] = new Type(dtype,
                        x.slice(0, axis).concat(positions[k]).concat(x.slice(axis + 1, 4)));
            }
            seed = r.nextLong();
        }

        Type[] types() {
            return types;
        }

        Value[] arguments() {
            Value[] a = new Value[types.length];
            for (int i = 0; i < a.length; i++) {
                int n = types[i].shape().size();
                Object data = Buffers.allocate(types[i].dtype(), n);
                boolean index = i >= 2 && i % 2 == 0;
                for (int k = 0; k < n; k++) {
                    Buffers.setDouble(types[i].dtype(), data, k,
                            index ? r.nextInt(12) - 6 : dtype.isFloating() ? r.nextGaussian() : r.nextInt(2000) - 1000);
                }
                a[i] = Value.of(types[i], data);
            }
            return a;
        }

        Value sum(Value... in) {
            var choices = new Random(seed);
            Value y = in[0].map(ScalarFn.ABS);
            int terms = 1 + choices.nextInt(2);
            for (int k = 0; k < terms; k++) {
                Value t = scaled(choices, in, table(in, 2 * k));
                if (choices.nextBoolean()) {
                    Value other = scaled(choices, in, table(in, 2 * k + 1));
                    t = scaled(choices, in, choices.nextBoolean() ? t.add(other) : other.sub(t));
                }
                y = choices.nextInt(3) > 0 ? y.sub(t) : choices.nextBoolean() ? y.add(t) : t.add(y);
            }
            return y;
        }

        private Value table(Value[] in, int k) {
            return Value.bind1(new Routine.Scatter(axis, batch, size, Reducer.SUM), in[2 + 2 * k], in[3 + 2 * k]);
        }

        private Value scaled(Random choices, Value[] in, Value t) {
            return switch (choices.nextInt(dtype.isFloating() ? 6 : 3)) {
                case 0 -> t.neg();
                case 1 -> t.mul(3);
                case 2 -> in[1].broadcast(x).mul(t);
                case 3 -> t.div(in[1].broadcast(x));
                case 4 -> t.cast(dtype == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32).mul(0.3).cast(dtype);
                default -> t;
            };
        }
    }

    // ---- as users meet it

    private static Tensor step(Tensor w, Tensor words, Tensor rate) {
        return w.sub(grad((Tensor v) -> v.take(0, words).mean(1).exp().sum()).apply(w).mul(rate));
    }

    @Test
    void descentInATable() {
        var w = arange(40000).reshape(5000, 8).mul(1e-5);
        var words = Tensor.of(new int[][]{{3, 4999, 3}, {-1, 17, 3}});
        var rate = Tensor.of(0.1);
        var step = jit((Tensor a, Tensor b, Tensor c) -> step(a, b, c));
        var moved = step.apply(w, words, rate);
        assertThat(moved.toDoubleArray()).isEqualTo(step(w, words, rate).toDoubleArray());
        var difference = w.sub(moved);
        assertThat(difference.ne(0).sum().item()).as("rows that are changed").isEqualTo(3 * 8L);
        double mean = (2 * w.get(3, 5).item() + w.get(4999, 5).item()) / 3;
        double other = (w.get(3, 5).item() + w.get(4999, 5).item()
                + w.get(17, 5).item()) / 3;
        assertThat(difference.get(17, 5).item()).isCloseTo(0.1 * Math.exp(other) / 3,
                within(1e-7));
        assertThat(difference.get(3, 5).item()).isCloseTo(
                0.1 * (2 * Math.exp(mean) + Math.exp(other)) / 3, within(1e-7));
        assertThatThrownBy(() -> step.apply(w, words.add(5000), rate)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("axis 0 of extent 5000");
    }

    /// A step in a table that is given up costs what it touches: it allocates next to nothing.
    @Test
    void descentInATableThatIsGivenUp() {
        var words = Tensor.of(new int[][]{{3, 4999, 3}, {-1, 17, 3}});
        var rate = Tensor.of(0.1f);
        TensorFn3<Tensor> f = SparseSumsTest::step;
        var fresh = jit(f);
        var donating = jit(f, donate(0));
        Tensor[] x = {arange(40000).reshape(5000, 8).mul(1e-5f)};
        Tensor[] y = {arange(40000).reshape(5000, 8).mul(1e-5f)};
        for (int i = 0; i < 5; i++) {
            x[0] = fresh.apply(x[0], words, rate);
            y[0] = donating.apply(y[0], words, rate);
        }
        assertThat(y[0].toFloatArray()).isEqualTo(x[0].toFloatArray());
        long before = Allocated.byThisThread();
        y[0] = donating.apply(y[0], words, rate);
        assertThat(Allocated.byThisThread() - before).isLessThan(4L * 40000 / 8);
        assertThat(y[0].toFloatArray()).isEqualTo(fresh.apply(x[0], words, rate).toFloatArray());
    }

    /// What a table that is given up is read for besides comes before it is added to, or it is not written over.
    @Test
    void whatIsReadOfATableThatIsGivenUp() {
        var words = Tensor.of(new int[]{3, 4999, 3});
        var functions = List.<TensorFn2<Tuple2<Tensor, Tensor>>>of(
                (w, i) -> tuple(w.at(at(i)).add(w.take(0, i)), w.sum(0)),
                (w, i) -> tuple(w.at(at(i)).add(w.take(0, i)), w.mul(2)),
                (w, i) -> tuple(w.at(at(i)).add(1), w),
                (w, i) -> tuple(w.at(at(i)).add(1), w.at(at(i)).add(w.take(0, i))));
        for (var f : functions) {
            var expected = jit(f).apply(arange(40000).reshape(5000, 8).mul(0.5f), words);
            var given = jit(f, donate(0)).apply(arange(40000).reshape(5000, 8).mul(0.5f), words);
            assertThat(given.first().toFloatArray()).isEqualTo(expected.first().toFloatArray());
            assertThat(given.second().toFloatArray()).isEqualTo(expected.second().toFloatArray());
        }
    }
}
