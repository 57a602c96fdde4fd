package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
