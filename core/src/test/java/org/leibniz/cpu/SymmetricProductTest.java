package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.fuzz.Seeds;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Plan;
import org.leibniz.plan.Plans;
import org.leibniz.plan.Symmetric;
import org.leibniz.routine.Workers;

/// Products of a matrix and itself, scaled along what is summed: planned as such, symmetric to the bit, the same on any
/// number of threads and in every tier, and what the reference computes.
final class SymmetricProductTest {
    private static final int[] SIDES = {64, 65, 95, 130, 200};
    private static final int[] DEPTHS = {70, 260, 520};

    @Test
    void randomOnes() {
        Seeds.each("SymmetricProductTest", 30, seed -> {
            var r = new Random(seed);
            boolean single = r.nextBoolean();
            int batches = r.nextInt(3) == 0 ? 3 : 1;
            int m = SIDES[r.nextInt(SIDES.length)];
            int k = DEPTHS[m > 130 || batches > 1 ? 0 : r.nextInt(DEPTHS.length)];
            var p = program(single ? DType.FLOAT32 : DType.FLOAT64, batches, m, k, r);
            var plan = Plan.of(p, Tiers.machine());
            assertThat(symmetric(plan)).as(() -> "in\n" + plan).isPresent();
            assertThat(Plan.kernels(plan)).as(() -> "passes in\n" + plan).isZero();
            Object[] in = Samples.inputs(p, r, false);
            double absolute = k * (single ? 3e-5 : 3e-14);
            Samples.compare(new Plans(), p, in, 1, absolute);
            Samples.compare(Tiers.provided(), p, in, 1, absolute);
            Object[] one = Workers.withThreads(1, () -> Tiers.library().run(p, in));
            for (var tier : List.of(Tiers.provided(), Tiers.vectors())) {
                assertThat(Tiers.sameBits(one, Workers.withThreads(3, () -> tier.run(p, in)))).as(() -> "" + p)
                        .isTrue();
            }
            assertThat(mirrored(p, one[0], batches, m)).as(() -> "symmetry of the result of " + p).isTrue();
        });
    }

    private static boolean mirrored(Program p, Object c, int batches, int m) {
        var dtype = p.output(0).dtype();
        boolean same = true;
        for (int b = 0; b < batches; b++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < i; j++) {
                    same &= Buffers.getDouble(dtype, c, (b * m + i) * m + j) == Buffers.getDouble(dtype, c,
                            (b * m + j) * m + i);
                }
            }
        }
        return same;
    }

    /// The matrix lies in rows or in columns, as it is or every other row of a larger one; up to three factors, each
    /// along k, for all of a batch or for each of it, or a number; either operand has them.
    private static Program program(DType dtype, int batches, int m, int k, Random r) {
        boolean turned = r.nextBoolean();
        boolean part = r.nextBoolean();
        var lies = Shape.of(batches, turned ? k : m, turned ? m : k);
        var array = new Type(dtype, part ? Shape.of(batches, 2 * lies.dim(1), lies.dim(2)) : lies);
        var shape = Shape.of(batches, m, k);
        int factors = r.nextInt(4);
        var types = new ArrayList<>(List.of(array));
        for (int f = 0; f < factors; f++) {
            types.add(new Type(dtype, r.nextBoolean() ? Shape.of(batches, 1, k) : Shape.of(k)));
        }
        boolean second = r.nextBoolean();
        boolean last = r.nextBoolean();
        return Program.of(in -> {
            var every = new Movement.Slice(Ints.of(0, 1, 0), Ints.of(lies.dim(0), lies.dim(1), lies.dim(2)),
                    Ints.of(1, 2, 1));
            var x = part ? Value.bind1(every, in[0]) : in[0];
            var a = turned ? Value.bind1(new Movement.Transpose(Ints.of(0, 2, 1)), x) : x;
            var scaled = a;
            for (int f = 0; f < factors; f++) {
                var by = in[f + 1].broadcast(shape);
                scaled = f % 2 == 0 ? scaled.mul(by) : by.mul(scaled);
                scaled = f == 1 ? scaled.mul(0.001) : scaled;
            }
            var dot = new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(2));
            var c = second ? Value.bind1(dot, a, scaled) : Value.bind1(dot, scaled, a);
            return new Value[]{last ? c.reshape(Shape.of(batches * m, m)) : c};
        }, types.toArray(new Type[0]));
    }

    private static Optional<Symmetric> symmetric(Program plan) {
        for (int i = 0; i < plan.size(); i++) {
            if (plan.op(i) instanceof Composite.Kernel(var body, var _) && Plan.isRoutine(body)) {
                return Symmetric.of(body);
            }
        }
        return Optional.empty();
    }

    /// Neither a scale along rows, nor another matrix, nor the same one seen otherwise makes a symmetric result; and
    /// half of a small one is not worth it.
    @Test
    void othersAreWholeProducts() {
        var square = new Type(DType.FLOAT32, Shape.of(100, 100));
        var vector = new Type(DType.FLOAT32, Shape.of(100));
        var small = new Type(DType.FLOAT32, Shape.of(20, 100));
        var along = Shape.of(100, 1);
        for (var p : List.of(
                Program.of(
                        in -> new Value[]{
                                in[0].mul(in[1].reshape(along).broadcast(square.shape())).matmul(in[0].transposed())},
                        square, vector),
                Program.of(in -> new Value[]{in[0].mul(in[1]).matmul(in[0].transposed())}, square, square),
                Program.of(in -> new Value[]{in[0].matmul(in[1].transposed())}, square, square),
                Program.of(in -> new Value[]{in[0].matmul(in[0])}, square),
                Program.of(in -> new Value[]{in[0].add(in[0]).matmul(in[0].transposed())}, square),
                Program.of(in -> new Value[]{in[0].matmul(in[0].transposed())}, small))) {
            assertThat(symmetric(Plan.of(p, Tiers.machine()))).as(() -> "" + p).isEmpty();
            Samples.compare(Tiers.provided(), p, Samples.inputs(p, new Random(5), false), 1, 1e-2);
        }
    }
}
