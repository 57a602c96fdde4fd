package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Plans;
import org.leibniz.routine.Workers;

/// Random programs of elementwise operations, reductions, views and products over a matrix, its rows, its columns and
/// numbers: every way to group, merge, repeat and store, against the reference: plans of them run on it, both tiers,
/// several threads.
final class RandomProgramTest {
    private static final ScalarFn[] ONE = {ScalarFn.SIN, ScalarFn.TANH, ScalarFn.NEG, ScalarFn.SQUARE, ScalarFn.ABS,
            ScalarFn.RELU,
            ScalarFn.SIGMOID,
            ScalarFn.FLOOR};
    private static final ScalarFn[] TWO = {ScalarFn.ADD, ScalarFn.SUB, ScalarFn.MUL, ScalarFn.MAX, ScalarFn.MIN};

    private static final Evaluator PLANS = new Plans();

    @Test
    void againstTheReference() {
        int[][] shapes = {{1, 1}, {1, 5}, {4, 1}, {3, 4}, {16, 32}, {20, 30}, {30, 64}, {9, 128}, {600, 3}, {4, 600},
                {2, 1030}};
        for (int seed = 0; seed < 220; seed++) {
            int[] d = shapes[seed % shapes.length];
            var p = random(seed, d[0], d[1], 8 + seed / 10 * 2);
            Object[] in = Samples.inputs(p, new Random(seed), false);
            var compiler = Tiers.library();
            Samples.compare(compiler, p, in, 64, 1e-6 * d[0] * d[1]);
            Samples.compare(PLANS, p, in, 64, 1e-6 * d[0] * d[1]);
            Object[] zero = Workers.withThreads(1, () -> compiler.run(p, in));
            Object[] one = Workers.withThreads(3, () -> Tiers.generated().run(p, in));
            for (int i = 0; i < zero.length; i++) {
                assertTrue(Samples.sameBits(zero[i], one[i]), "seed " + seed + ", output " + i + " of " + p);
            }
        }
    }

    /// A program over a matrix, one value a row, one a column, and a number.
    static Program random(int seed, int rows, int columns, int length) {
        return new Writer(new Random(seed), rows, columns).program(length);
    }

    /// Writes one program.
    private static final class Writer {
        private final Random r;
        private final int rows;
        private final int columns;
        private final List<Value> matrices = new ArrayList<>();
        private final List<Value> byRow = new ArrayList<>();
        private final List<Value> byColumn = new ArrayList<>();
        private final List<Value> numbers = new ArrayList<>();

        Writer(Random r, int rows, int columns) {
            this.r = r;
            this.rows = rows;
            this.columns = columns;
        }

        private <T> T any(List<T> of) {
            return of.get(of.size() - 1 - r.nextInt(Math.min(of.size(), 5)));
        }

        private Program program(int length) {
            var t = new Type(DType.FLOAT64, Shape.of(rows, columns));
            return Program.of(in -> {
                matrices.addAll(List.of(in[0], in[1]));
                byRow.add(in[2]);
                byColumn.add(in[3]);
                numbers.add(in[4]);
                for (int i = 0; i < length; i++) {
                    step();
                }
                var out = new ArrayList<>(matrices.subList(matrices.size() - 2, matrices.size()));
                out.addAll(
                        List.of(byRow.getLast(), byColumn.getLast(), numbers.getLast(), any(matrices),
                                any(matrices).sum(Ints.of(0, 1))));
                return Value.array(out);
            }, t, t, t.as(Shape.of(rows)), t.as(Shape.of(columns)), t.as(Shape.of()));
        }

        private void step() {
            var kind = List.of(matrices, matrices, matrices, byRow, byColumn, numbers).get(r.nextInt(6));
            if (r.nextInt(3) > 0) {
                kind.add(elementwise(any(kind), any(kind)));
                return;
            }
            var m = any(matrices);
            var shape = m.shape();
            switch (r.nextInt(12)) {
                case 0, 1 -> byRow.add(m.reduce(reducer(), Ints.of(1)).mul(0.3));
                case 2 -> byColumn.add(m.reduce(reducer(), Ints.of(0)).mul(0.3));
                case 3 -> numbers.add(m.sum(Ints.of(0, 1)).mul(0.1));
                case 4, 5, 6 -> matrices.add(m.sub(any(byRow).reshape(Shape.of(rows, 1)).broadcast(shape)));
                case 7 -> matrices.add(m.mul(any(byColumn).broadcast(shape)));
                case 8 -> matrices.add(m.add(any(numbers).broadcast(shape)));
                case 9 -> matrices
                        .add(m.matmul(any(matrices).transposed()).mul(0.1).matmul(any(matrices)).map(ScalarFn.TANH));
                case 10 -> matrices.add(view(m));
                default -> numbers.add(any(byRow).mul(any(byRow)).sum(Ints.of(0)).mul(0.1).map(ScalarFn.TANH));
            }
        }

        private Reducer reducer() {
            return List.of(Reducer.SUM, Reducer.SUM, Reducer.MAX, Reducer.MIN).get(r.nextInt(4));
        }

        private Value elementwise(Value a, Value b) {
            return switch (r.nextInt(8)) {
                case 0, 1 -> a.map(ONE[r.nextInt(ONE.length)]);
                case 2 -> Value.select(a.compare(Relation.values()[r.nextInt(6)], b), a, b.mul(0.5));
                case 3 -> a.cast(DType.FLOAT32).add(0.25).cast(DType.FLOAT64);
                case 4 -> a.compare(Relation.GT, 0.1).cast(DType.FLOAT64).mul(b);
                default -> a.map(TWO[r.nextInt(TWO.length)], b).mul(0.7);
            };
        }

        private Value view(Value m) {
            return switch (r.nextInt(5)) {
                case 0 -> m.reverse(Ints.of(r.nextInt(2)));
                case 1 -> rows == columns ? m.transposed() : m.reshape(Shape.of(columns, rows)).transposed();
                case 2 -> rows < 2
                        ? m
                        : Value.bind1(new Movement.Pad(Ints.of(1, 0), Ints.of(0, 0), Ints.of(0, 0)),
                                m.slice(0, 0, rows - 1));
                case 3 -> columns < 2
                        ? m
                        : Value.bind1(new Routine.Concat(1), m.slice(1, columns / 2, columns - columns / 2),
                                m.slice(1, 0, columns / 2));
                default -> m.reshape(Shape.of(rows * columns)).reverse(Ints.of(0)).reshape(Shape.of(rows, columns));
            };
        }
    }
}
