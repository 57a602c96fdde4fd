package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.routine.Workers;

/// The same bits on any number of threads, fused or not.
final class ThreadBitsTest {
    private final Random random = new Random(3);

    /// A body with every kind of reduction, long enough for several threads.
    private static Program program(DType dtype, Shape shape) {
        return Program.of(in -> {
            var y = in[0].mul(in[1]).sub(in[0]).mul(in[0]);
            int n = shape.rank();
            return new Value[]{y, y.sum(Ints.range(0, n)), y.sum(Ints.of(n - 1)), y.sum(Ints.of(0)),
                    y.reduce(Reducer.MAX, Ints.of(n - 1)),
                    y.reduce(Reducer.PROD, Ints.of(0)), y.matmul(y.transposed()).sum(Ints.of(0))};
        }, new Type(dtype, shape), new Type(dtype, shape));
    }

    @Test
    void anyNumberOfThreads() {
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (var shape : List.of(Shape.of(700, 512), Shape.of(3000, 70), Shape.of(90, 4000), Shape.of(300, 999))) {
                var p = program(dtype, shape);
                Object[] in = Samples.inputs(p, random, false);
                var compiler = Tiers.provided();
                Object[] one = Workers.withThreads(1, () -> compiler.run(p, in));
                for (int threads : new int[]{2, 3, 8}) {
                    Object[] many = Workers.withThreads(threads, () -> compiler.run(p, in));
                    for (int i = 0; i < one.length; i++) {
                        assertTrue(Samples.sameBits(one[i], many[i]),
                                "output " + i + " of " + p + " on " + threads + " threads");
                    }
                }
            }
        }
    }

    /// Rows that are added by position, to an array and to zeros, wherever slabs are cut.
    @Test
    void rowsAddedByPosition() {
        var x = List.of(Shape.of(5000, 8), Shape.of(3, 2000, 7), Shape.of(2, 3, 500), Shape.of(20, 30, 40));
        var indices = List.of(Shape.of(4000), Shape.of(3, 90, 10), Shape.of(5000), Shape.of(20, 700));
        int[] axes = {0, 1, 2, 1};
        int[] batches = {0, 1, 0, 1};
        for (int c = 0; c < axes.length; c++) {
            int axis = axes[c];
            int batch = batches[c];
            int size = x.get(c).dim(axis);
            var shape = x.get(c);
            var positions = indices.get(c);
            var updates = shape.slice(0, axis).concat(positions.slice(batch, positions.rank()))
                    .concat(shape.slice(axis + 1, shape.rank()));
            for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.INT64)) {
                var p = Program.of(in -> new Value[]{Value.bind1(new Routine.AddAt(axis, batch), in),
                        Value.bind1(new Routine.Scatter(axis, batch, size, Reducer.SUM), in[1], in[2])},
                        new Type(dtype, shape), new Type(DType.INT32, positions), new Type(dtype, updates));
                Object[] in = Samples.inputs(p, random, false);
                in[1] = random.ints(positions.size(), -size, size).toArray();
                var compiler = Tiers.provided();
                Object[] one = Workers.withThreads(1, () -> compiler.run(p, in));
                Samples.compare(compiler, p, in, 4, dtype == DType.FLOAT16 ? 1e-2 : 1e-5);
                for (int threads : new int[]{2, 3, 8}) {
                    Object[] many = Workers.withThreads(threads, () -> compiler.run(p, in));
                    assertTrue(Samples.sameBits(one[0], many[0]), shape + " of " + dtype + " on " + threads);
                    assertTrue(Samples.sameBits(one[1], many[1]), shape + " of " + dtype + " on " + threads);
                }
            }
        }
    }

    /// One operation at a time gives what the fused program gives.
    @Test
    void fusedOrNot() {
        for (var shape : List.of(Shape.of(4), Shape.of(40), Shape.of(7, 9), Shape.of(70, 512), Shape.of(300, 70),
                Shape.of(9, 4000),
                Shape.of(30, 999))) {
            var type = new Type(DType.FLOAT32, shape);
            var fused = Program.of(in -> {
                var y = in[0].mul(in[1]).map(ScalarFn.EXP).add(in[1]);
                return new Value[]{y.sum(Ints.range(0, shape.rank())), y.sum(Ints.of(shape.rank() - 1)),
                        y.sum(Ints.of(0)), y};
            }, type, type);
            Object[] in = Samples.inputs(fused, random, false);
            var compiler = Tiers.provided();
            Object[] whole = compiler.run(fused, in);
            var first = Program.of(x -> new Value[]{x[0].mul(x[1])}, type, type);
            var second = Program.of(x -> new Value[]{x[0].map(ScalarFn.EXP)}, type);
            var third = Program.of(x -> new Value[]{x[0].add(x[1])}, type, type);
            Object y = compiler.run(third, new Object[]{compiler.run(second, compiler.run(first, in))[0], in[1]})[0];
            assertTrue(Samples.sameBits(whole[3], y));
            int k = 0;
            for (var axes : List.of(Ints.range(0, shape.rank()), Ints.of(shape.rank() - 1), Ints.of(0))) {
                var sum = Program.of(x -> new Value[]{x[0].sum(axes)}, type);
                assertTrue(Samples.sameBits(whole[k], compiler.run(sum, new Object[]{y})[0]), shape + " over " + axes);
                k++;
            }
        }
    }
}
