package org.leibniz.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.PlainLoops;
import org.leibniz.routine.SimdLoops;

/// The loops of the Vector API have the bits of the plain ones, whose accuracy is tested in core.
class VectorLoopsTest {
    private static final SimdLoops PLAIN = new PlainLoops();

    private static final float[] SPECIAL = {0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, 2.5f, -2.5f, 1000f, -1000f,
            0x1.62e42ep6f,
            0x1.62e430p6f, -103.97f,
            -104.1f, 1e9f, -3e38f, 16777215f, 16777216f, -16777215f, 8388607.5f, Float.MIN_VALUE, -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

    private static final double[] SPECIAL_DOUBLES = {0.0, -0.0, -1, 1, -2, 2, 709.782712893384, 709.7827128933841,
            -745.13, -745.14,
            710.4758600739439,
            710.475860073944, 20.5, 40.5, -40.5, 65536, 65537, 1e300, -1e300, Double.MIN_VALUE, -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE, 5.9999,
            6, 27.3, 28, 0.5, 1e-60, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    private static float[] reversed(float[] x) {
        float[] y = new float[x.length];
        Arrays.setAll(new int[x.length], i -> {
            y[i] = x[x.length - 1 - i];
            return 0;
        });
        return y;
    }

    private static double[] reversed(double[] x) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> x[x.length - 1 - i]);
        return y;
    }

    /// Cold and warm: enough rounds for the compiler to come in between.
    @ParameterizedTest
    @EnumSource
    void functionsHaveThePlainBits(Transcendental f) {
        var floats = FloatFunctions.of(f);
        var doubles = DoubleFunctions.of(f);
        int n = 1504;
        Random random = new Random(f.name().hashCode());
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        double[] dx = new double[n];
        double[] dy = new double[n];
        double[] dz = new double[n];
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < n; i++) {
                x[i] = i % 3 == 0
                        ? Float.intBitsToFloat(random.nextInt())
                        : (random.nextFloat() - 0.5f) * (i % 3 == 1 ? 4 : 300);
                dx[i] = i % 3 == 0
                        ? Double.longBitsToDouble(random.nextLong())
                        : (random.nextDouble() - 0.5) * (i % 3 == 1 ? 4 : 1500);
            }
            if (round % 10 == 0) {
                System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
                System.arraycopy(SPECIAL_DOUBLES, 0, dx, 0, SPECIAL_DOUBLES.length);
            }
            int some = n - 16 * (round % 7) - round % 16;
            if (floats != null) {
                PLAIN.floats().function(f).run(x, reversed(x), y, some);
                floats.run(x, reversed(x), z, some);
                assertThat(Arrays.mismatch(y, 0, some, z, 0, some)).as("%s of floats differs at", f).isNegative();
            }
            if (doubles != null) {
                PLAIN.doubles().function(f).run(dx, reversed(dx), dy, some);
                doubles.run(dx, reversed(dx), dz, some);
                assertThat(Arrays.mismatch(dy, 0, some, dz, 0, some)).as("%s of doubles differs at", f).isNegative();
            }
            if (f.arity() == 1 && floats != null) {
                floats.run(x, x, x, some);
                assertThat(Arrays.mismatch(x, 0, some, y, 0, some)).as("%s in place", f).isNegative();
            }
            if (f.arity() == 1 && doubles != null) {
                doubles.run(dx, dx, dx, some);
                assertThat(Arrays.mismatch(dx, 0, some, dy, 0, some)).as("%s in place", f).isNegative();
            }
        }
    }

    private static float[] random(int n, Random random) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return x;
    }

    /// The loops that others get are found by the service loader, and have the same bits before and after they warmed
    /// up.
    @Test
    void theBestLoopsDoNotChangeTheirBits() {
        assertThat(SimdLoops.best()).isInstanceOf(VectorLoops.class);
        float[] x = random(512, new Random(3));
        float[] first = new float[512];
        float[] later = new float[512];
        var exp = SimdLoops.best().floats().function(Transcendental.EXP);
        exp.run(x, x, first, 512);
        long end = System.nanoTime() + 3_000_000_000L;
        while (!((FloatFunction) exp).isSettled() && System.nanoTime() < end) {
            exp.run(x, x, later, 512);
            assertThat(later).isEqualTo(first);
        }
        exp.run(x, x, later, 512);
        assertThat(later).isEqualTo(first);
    }
}
