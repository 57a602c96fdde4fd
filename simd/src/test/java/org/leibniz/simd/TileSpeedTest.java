package org.leibniz.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A harmless change of form halves the speed of a tile: C2 hoists loads, runs out of registers and spills. So tiles
/// are held to their share of a loop that does nothing but multiply and add, turn by turn, on operands in the first
/// cache.
@EnabledIfSystemProperty(named = "leibniz.tiles", matches = "true")
class TileSpeedTest {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int K = 256;
    private static final int ROUNDS = 4000;

    /// Calls between two looks at the clock.
    private static final int CALLS = 20;

    private final float[] a = new float[FloatTiles.ROWS * (K + 8)];
    private final float[] b = new float[FloatTiles.WIDTH * K];
    private final float[] c = new float[FloatTiles.ROWS * FloatTiles.WIDTH];

    /// What a call runs.
    ///
    /// @param operations of one call, in vectors
    private record Loop(String name, int operations, double share, Runnable call) {}

    @Test
    void tilesHaveTheirShareOfThePeak() {
        var loops = List.of(new Loop("peak", 12 * K, 1, () -> c[0] += peak(K)),
                new Loop("wide", 2 * FloatTiles.ROWS * K, 0.85, () -> tile(FloatTiles.WIDTH)),
                new Loop("narrow", FloatTiles.ROWS * K, 0.5, () -> tile(L)));
        double[] best = new double[loops.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < best.length; i++) {
                long start = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    loops.get(i).call.run();
                }
                best[i] = Math.min(best[i], (double) (System.nanoTime() - start) / CALLS / loops.get(i).operations);
            }
        }
        for (int i = 1; i < best.length; i++) {
            assertThat(best[0] / best[i]).as(loops.get(i).name + ", as a part of the peak")
                    .isGreaterThan(loops.get(i).share);
        }
    }

    private void tile(int columns) {
        FloatTiles.tile(FloatTiles.ROWS - 1, columns, K, a, 0, K + 8, b, 0, columns, c, 0, FloatTiles.WIDTH, c, 0,
                FloatTiles.WIDTH);
    }

    /// Twelve chains of multiply-adds in registers: more than the eight that two units of a latency of four take.
    private static float peak(int n) {
        FloatVector x = FloatVector.broadcast(S, 0.5f);
        FloatVector c0 = x;
        FloatVector c1 = x;
        FloatVector c2 = x;
        FloatVector c3 = x;
        FloatVector c4 = x;
        FloatVector c5 = x;
        FloatVector c6 = x;
        FloatVector c7 = x;
        FloatVector c8 = x;
        FloatVector c9 = x;
        FloatVector c10 = x;
        FloatVector c11 = x;
        for (int i = 0; i < n; i++) {
            c0 = c0.fma(x, x);
            c1 = c1.fma(x, x);
            c2 = c2.fma(x, x);
            c3 = c3.fma(x, x);
            c4 = c4.fma(x, x);
            c5 = c5.fma(x, x);
            c6 = c6.fma(x, x);
            c7 = c7.fma(x, x);
            c8 = c8.fma(x, x);
            c9 = c9.fma(x, x);
            c10 = c10.fma(x, x);
            c11 = c11.fma(x, x);
        }
        return c0.add(c1).add(c2.add(c3)).add(c4.add(c5).add(c6.add(c7))).add(c8.add(c9).add(c10.add(c11)))
                .reduceLanes(VectorOperators.ADD);
    }
}
