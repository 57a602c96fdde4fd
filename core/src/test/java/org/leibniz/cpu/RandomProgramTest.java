package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.fuzz.MatrixPrograms;
import org.leibniz.ir.Evaluator;
import org.leibniz.plan.Plans;
import org.leibniz.routine.Workers;

/// [MatrixPrograms], which are grouped, merged, repeated and stored in every way, against the reference: plans of them
/// run on it, both tiers, several threads.
final class RandomProgramTest {
    private static final Evaluator PLANS = new Plans();

    @Test
    void againstTheReference() {
        int[][] shapes = {{1, 1}, {1, 5}, {4, 1}, {3, 4}, {16, 32}, {20, 30}, {30, 64}, {9, 128}, {600, 3}, {4, 600},
                {2, 1030}};
        for (int seed = 0; seed < 220; seed++) {
            int[] d = shapes[seed % shapes.length];
            var p = MatrixPrograms.of(seed, d[0], d[1], 8 + seed / 10 * 2);
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

    /// Where results are written into the arrays of inputs, all of them or some, they are the same.
    @Test
    void inputsThatAreGivenUp() {
        int[][] shapes = {{3, 4}, {20, 30}, {30, 64}, {600, 3}, {4, 600}, {2, 1030}};
        int taken = 0;
        for (int seed = 0; seed < 240; seed++) {
            int[] d = shapes[seed % shapes.length];
            var p = MatrixPrograms.of(seed, d[0], d[1], 6 + seed / 20 * 3);
            var random = new Random(seed);
            Object[] in = Samples.inputs(p, random, false);
            for (var tier : List.of(Tiers.library(), Tiers.generated(), Tiers.vectors())) {
                Object[] expected = tier.run(p, in);
                var given = new BitSet();
                for (int i = 0; i < in.length; i++) {
                    given.set(i, random.nextInt(3) > 0);
                }
                Object[] copies = new Object[in.length];
                for (int i = 0; i < in.length; i++) {
                    copies[i] = given.get(i) ? copy(in[i]) : in[i];
                }
                Object[] got = tier.run(p, copies, given);
                for (int i = 0; i < got.length; i++) {
                    assertTrue(Samples.sameBits(expected[i], got[i]), "seed " + seed + ", output " + i + " of " + p);
                    taken += List.of(copies).contains(got[i]) ? 1 : 0;
                }
            }
        }
        assertTrue(taken > 100, taken + " results in arrays of inputs");
    }

    private static Object copy(Object array) {
        int n = Array.getLength(array);
        Object a = Array.newInstance(array.getClass().getComponentType(), n);
        System.arraycopy(array, 0, a, 0, n);
        return a;
    }
}
