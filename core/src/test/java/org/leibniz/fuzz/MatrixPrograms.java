package org.leibniz.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Random programs that are hard to plan: over a matrix, its rows, its columns and numbers, with paddings and steps,
/// reverses, tiles of tiles, rows of rows and reductions of whole arrays beside them, values that several passes read,
/// and several results.
public final class MatrixPrograms {
    private static final ScalarFn[] ONE = {ScalarFn.SIN, ScalarFn.TANH, ScalarFn.NEG, ScalarFn.ABS, ScalarFn.RELU,
            ScalarFn.SIGMOID,
            ScalarFn.FLOOR};
    private static final ScalarFn[] TWO = {ScalarFn.ADD, ScalarFn.SUB, ScalarFn.MUL, ScalarFn.MAX, ScalarFn.MIN};
    private static final List<DType> SHORT = List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32);
    private static final int[][] SHAPES = {{1, 1}, {1, 5}, {4, 1}, {2, 2}, {3, 4}, {16, 32}, {5, 6}, {30, 64}, {9, 128},
            {600, 3}, {4, 600},
            {2, 1030}, {0, 3}, {3, 0}};

    private final Random r;
    private final List<DType> through;
    private final int rows;
    private final int columns;
    private final Shape shape;
    private final List<Value> matrices = new ArrayList<>();
    private final List<Value> byRow = new ArrayList<>();
    private final List<Value> byColumn = new ArrayList<>();
    private final List<Value> numbers = new ArrayList<>();

    private MatrixPrograms(Random r, List<DType> through, int rows, int columns) {
        this.r = r;
        this.through = through;
        this.rows = rows;
        this.columns = columns;
        this.shape = Shape.of(rows, columns);
    }

    /// The program of a seed: two matrices, a row value, a column value and a number in, eight results. Some values go
    /// through short floats.
    public static Program of(int seed) {
        int[] d = SHAPES[seed % SHAPES.length];
        return new MatrixPrograms(new Random(seed), SHORT, d[0], d[1]).program(6 + seed % 40);
    }

    /// One of so many steps over matrices of a shape. Some values go through float32, so that what is computed in
    /// another order differs by little more than that.
    public static Program of(int seed, int rows, int columns, int length) {
        return new MatrixPrograms(new Random(seed), List.of(DType.FLOAT32), rows, columns).program(length);
    }

    /// Arguments for it.
    public static Object[] inputs(Program p, int seed) {
        var r = new Random(seed);
        Object[] in = new Object[p.params()];
        for (int i = 0; i < in.length; i++) {
            in[i] = r.doubles(p.type(i).shape().size(), -2, 2).toArray();
        }
        return in;
    }

    /// What differs between two results of a program by more than sums in another order do; empty if nothing.
    public static String difference(Object[] expected, Object[] actual) {
        for (int i = 0; i < expected.length; i++) {
            double[] e = (double[]) expected[i];
            double[] a = (double[]) actual[i];
            for (int k = 0; k < Math.max(e.length, a.length); k++) {
                if (e.length != a.length
                        || !(Math.abs(e[k] - a[k]) <= 1e-5 * Math.max(1, Math.abs(e[k])))
                                && Double.compare(e[k], a[k]) != 0) {
                    return "result " + i + ", element " + k + ": expected " + e[k] + ", got " + a[k];
                }
            }
        }
        return "";
    }

    private <T> T any(List<T> of) {
        return of.get(of.size() - 1 - r.nextInt(Math.min(of.size(), 5)));
    }

    private Program program(int length) {
        var t = new Type(DType.FLOAT64, shape);
        return Program.of(in -> {
            matrices.addAll(List.of(in[0], in[1]));
            byRow.add(in[2]);
            byColumn.add(in[3]);
            numbers.add(in[4]);
            for (int i = 0; i < length; i++) {
                step();
            }
            return new Value[]{matrices.get(matrices.size() - 2), matrices.getLast(), byRow.getLast(),
                    byColumn.getLast(),
                    numbers.getLast(),
                    any(matrices), any(matrices).sum(Ints.of(0, 1)), numbers.getFirst()};
        }, t, t, t.as(Shape.of(rows)), t.as(Shape.of(columns)), t.as(Shape.of()));
    }

    private void step() {
        var kind = List.of(matrices, matrices, matrices, byRow, byColumn, numbers).get(r.nextInt(6));
        if (r.nextInt(3) > 0) {
            kind.add(elementwise(any(kind), any(kind)));
            return;
        }
        var m = any(matrices);
        if (shape.size() == 0) {
            ofNothing(m);
            return;
        }
        switch (Seeds.choice(r, 22)) {
            case 0, 1 -> byRow.add(m.reduce(reducer(), Ints.of(1)).mul(0.3));
            case 2 -> byColumn.add(m.reduce(reducer(), Ints.of(0)).mul(0.3));
            case 3 -> numbers.add(m.sum(Ints.of(0, 1)).mul(0.1));
            case 4, 5, 6 -> matrices.add(m.sub(overRows(any(byRow))));
            case 7 -> matrices.add(m.mul(any(byColumn).broadcast(shape)));
            case 8 -> matrices.add(m.add(any(numbers).broadcast(shape)));
            case 9 ->
                matrices.add(m.matmul(any(matrices).transposed()).mul(0.1).matmul(any(matrices)).map(ScalarFn.TANH));
            case 10 -> matrices.add(view(m));
            case 11 -> matrices.add(view(view(m)).mul(m));
            case 12 -> byColumn.add(
                    overRows(any(byRow)).slice(0, r.nextInt(rows), 1).reshape(Shape.of(columns)).add(any(byColumn)));
            case 13 -> matrices.add(Value.iota(m.type(), r.nextInt(2)).mul(0.01).add(m));
            case 14 -> matrices.add(padded(any(numbers).reshape(Shape.of(1, 1))).mul(m));
            case 15 -> matrices.add(padded(any(byColumn).reshape(Shape.of(1, columns))).add(m));
            case 16 ->
                byColumn.add(m.reshape(Shape.of(1, rows, columns)).broadcast(Shape.of(2, rows, columns))
                        .sum(Ints.of(0, 1)).mul(0.1));
            // rows of rows, and columns
            case 17 -> matrices.add(deeper(m).sum(Ints.of(2)).add(m.add(m.sum(Ints.of(0)).broadcast(shape))));
            case 18 -> matrices.add(tiled(tiled(m)));
            case 19 -> numbers.add(tiled(m).mul(m).sum(Ints.of(0, 1)).mul(0.01));
            case 20 ->
                byRow.add(m.sub(overRows(m.reduce(reducer(), Ints.of(1)))).map(ScalarFn.TANH).sum(Ints.of(1)).mul(0.1));
            default -> numbers.add(any(byRow).mul(any(byRow)).sum(Ints.of(0)).mul(0.1).map(ScalarFn.TANH));
        }
    }

    /// Of a matrix without elements: its rows or columns have some, and so have products and sums of it.
    private void ofNothing(Value m) {
        switch (r.nextInt(8)) {
            case 0 -> byRow.add(m.sum(Ints.of(1)).add(any(byRow)));
            case 1 -> byColumn.add(m.sum(Ints.of(0)).sub(any(byColumn)));
            case 2 -> numbers.add(m.sum(Ints.of(0, 1)).add(any(numbers)));
            case 3 -> matrices.add(m.sub(overRows(any(byRow))));
            case 4 -> matrices.add(m.mul(any(byColumn).broadcast(shape)));
            case 5 -> matrices.add(m.matmul(any(matrices).transposed()).add(1).matmul(m));
            case 6 -> byColumn
                    .add(any(byRow).reshape(Shape.of(1, rows)).matmul(m).reshape(Shape.of(columns)).add(any(byColumn)));
            default -> matrices.add(m.reverse(Ints.of(r.nextInt(2))).add(Value.iota(m.type(), r.nextInt(2))));
        }
    }

    private Value overRows(Value row) {
        return row.reshape(Shape.of(rows, 1)).broadcast(shape);
    }

    private Value deeper(Value m) {
        var three = Shape.of(rows, columns, 2);
        return m.reshape(Shape.of(rows, columns, 1)).broadcast(three).mul(Value.iota(m.type().as(three), 1).mul(0.1))
                .map(ScalarFn.SIN);
    }

    /// The upper rows again and again, as many as there were.
    private Value tiled(Value m) {
        int part = 1 + r.nextInt(rows);
        int times = (rows + part - 1) / part;
        return m.slice(0, 0, part).reshape(Shape.of(1, part, columns)).broadcast(Shape.of(times, part, columns))
                .reshape(Shape.of(times * part, columns)).slice(0, 0, rows);
    }

    private Reducer reducer() {
        return List.of(Reducer.SUM, Reducer.SUM, Reducer.MAX, Reducer.MIN).get(r.nextInt(4));
    }

    private Value elementwise(Value a, Value b) {
        return switch (r.nextInt(8)) {
            case 0, 1 -> a.map(ONE[r.nextInt(ONE.length)]);
            case 2 -> Value.select(a.compare(Relation.values()[r.nextInt(6)], b), a, b.mul(0.5));
            case 3 -> a.cast(through.get(r.nextInt(through.size()))).add(0.25).cast(DType.FLOAT64);
            case 4 -> a.compare(Relation.GT, 0.1).cast(DType.FLOAT64).mul(b);
            default -> a.map(TWO[r.nextInt(TWO.length)], b).mul(0.7);
        };
    }

    /// Zeros around a smaller matrix, or a row, or a number.
    private Value padded(Value m) {
        int a = rows - m.shape().dim(0);
        int b = columns - m.shape().dim(1);
        int above = r.nextInt(a + 1);
        int left = r.nextInt(b + 1);
        return Value.bind1(new Movement.Pad(Ints.of(above, left), Ints.of(a - above, b - left), Ints.of(0, 0)), m);
    }

    private Value view(Value m) {
        return switch (r.nextInt(7)) {
            case 0 -> m.reverse(Ints.of(r.nextInt(2)));
            case 1 -> rows == columns ? m.transposed() : m.reshape(Shape.of(columns, rows)).transposed();
            case 2 -> rows < 2
                    ? m
                    : Value.bind1(new Movement.Pad(Ints.of(1, 0), Ints.of(0, 0), Ints.of(0, 0)),
                            m.slice(0, 0, rows - 1));
            case 3 ->
                columns < 2
                        ? m
                        : Value.bind1(new Routine.Concat(1), m.slice(1, columns / 2, columns - columns / 2),
                                m.slice(1, 0, columns / 2));
            case 4 -> {
                var every = new Movement.Slice(Ints.of(0, 0), Ints.of((rows + 1) / 2, (columns + 1) / 2),
                        Ints.of(rows > 1 ? 2 : 1, columns > 1 ? 2 : 1));
                var s = Value.bind1(every, m);
                yield padded(
                        r.nextBoolean()
                                ? s
                                : Value.bind1(new Movement.Pad(Ints.of(0, 0), Ints.of(0, 0), Ints.of(1, 1)), s));
            }
            case 5 -> padded(m.slice(0, 0, Math.max(1, rows / 2)).slice(1, r.nextInt(columns), 1));
            default -> m.reshape(Shape.of(rows * columns)).reverse(Ints.of(0)).reshape(shape);
        };
    }
}
