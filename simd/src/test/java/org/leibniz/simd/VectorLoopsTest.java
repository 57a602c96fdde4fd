package org.leibniz.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.PlainLoops;
import org.leibniz.routine.SimdDoubles;
import org.leibniz.routine.SimdFloats;
import org.leibniz.routine.SimdLoops;

/// The loops of the Vector API have the bits of the plain ones, whose accuracy is tested in core.
class VectorLoopsTest {
    private static final SimdLoops PLAIN = new PlainLoops();

    private static final SimdLoops FAST = new PlainLoops() {
        private final SimdFloats floats = new VectorFloats();
        private final SimdDoubles doubles = new VectorDoubles();

        @Override
        public SimdFloats floats() {
            return floats;
        }

        @Override
        public SimdDoubles doubles() {
            return doubles;
        }
    };

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

    /// NaN is the same as NaN, 0 is not the same as -0.
    private static void assertSame(double got, double expected) {
        assertThat((Double) got).isEqualTo((Double) expected);
    }

    @Test
    void reductionsHaveThePlainBits() {
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            int n = round % 5 == 0 ? 64 * random.nextInt(17) : random.nextInt(1025);
            int at = random.nextInt(9);
            int to = random.nextInt(9);
            float[] x = new float[at + n];
            float[] y = new float[to + n];
            for (int i = 0; i < x.length; i++) {
                x[i] = (random.nextFloat() - 0.5f) * 1e3f;
            }
            for (int i = 0; i < y.length; i++) {
                y[i] = random.nextFloat() + 0.5f;
            }
            if (round % 50 == 1 && n > 3) {
                x[at + random.nextInt(n)] = Float.NaN;
            }
            if (round % 50 == 2) {
                Arrays.fill(x, -0f);
            }
            double[] dx = new double[x.length];
            double[] dy = new double[y.length];
            Arrays.setAll(dx, i -> x[i] / 3.0);
            Arrays.setAll(dy, i -> y[i] / 3.0);
            assertSame(FAST.floats().sum(x, at, n), PLAIN.floats().sum(x, at, n));
            assertSame(FAST.floats().dot(x, at, y, to, n), PLAIN.floats().dot(x, at, y, to, n));
            assertSame(FAST.floats().prod(y, to, n), PLAIN.floats().prod(y, to, n));
            assertSame(FAST.floats().max(x, at, n), PLAIN.floats().max(x, at, n));
            assertSame(FAST.floats().min(x, at, n), PLAIN.floats().min(x, at, n));
            assertSame(FAST.doubles().sum(dx, at, n), PLAIN.doubles().sum(dx, at, n));
            assertSame(FAST.doubles().dot(dx, at, dy, to, n), PLAIN.doubles().dot(dx, at, dy, to, n));
            assertSame(FAST.doubles().max(dx, at, n), PLAIN.doubles().max(dx, at, n));
            assertSame(FAST.doubles().min(dx, at, n), PLAIN.doubles().min(dx, at, n));
        }
    }

    @Test
    void comparisonsAndSelectionAgree() {
        int n = SPECIAL.length * SPECIAL.length;
        int room = (n + SimdLoops.PAD - 1) / SimdLoops.PAD * SimdLoops.PAD;
        float[] a = new float[room];
        float[] b = new float[room];
        double[] da = new double[room];
        double[] db = new double[room];
        for (int i = 0; i < n; i++) {
            a[i] = SPECIAL[i / SPECIAL.length];
            b[i] = SPECIAL[i % SPECIAL.length];
            da[i] = a[i];
            db[i] = b[i];
        }
        boolean[] c = new boolean[room];
        float[] y = new float[room];
        double[] dy = new double[room];
        for (int what = 0; what < 4; what++) {
            for (SimdLoops loops : List.of(FAST, PLAIN)) {
                for (int form = 0; form < 2; form++) {
                    compare(loops, what, form == 0, a, b, da, db, c, n);
                    loops.floats().select(c, a, b, y, n);
                    loops.doubles().select(c, da, db, dy, n);
                    for (int i = 0; i < n; i++) {
                        boolean expected = what == 0
                                ? a[i] < b[i]
                                : what == 1 ? a[i] <= b[i] : what == 2 ? a[i] == b[i] : a[i] != b[i];
                        assertThat(c[i]).isEqualTo(expected);
                        assertSame(y[i], expected ? a[i] : b[i]);
                        assertSame(dy[i], expected ? da[i] : db[i]);
                    }
                }
            }
        }
    }

    private static void compare(SimdLoops loops, int what, boolean floats, float[] a, float[] b, double[] da,
            double[] db, boolean[] c,
            int n) {
        switch (what + (floats ? 0 : 4)) {
            case 0 -> loops.floats().less(a, b, c, n);
            case 1 -> loops.floats().lessOrEqual(a, b, c, n);
            case 2 -> loops.floats().equal(a, b, c, n);
            case 3 -> loops.floats().notEqual(a, b, c, n);
            case 4 -> loops.doubles().less(da, db, c, n);
            case 5 -> loops.doubles().lessOrEqual(da, db, c, n);
            case 6 -> loops.doubles().equal(da, db, c, n);
            default -> loops.doubles().notEqual(da, db, c, n);
        }
    }

    @Test
    void productsHaveThePlainBits() {
        Random random = new Random(6);
        int[][] shapes = {{1, 1, 1}, {1, 200, 30}, {8, 32, 16}, {9, 33, 17}, {50, 50, 50}, {17, 48, 1100}, {130, 20, 9},
                {128, 10, 64},
                {20, 300, 13},
                {140, 270, 40}, {16, 64, 33}, {24, 32, 600}, {25, 31, 600}, {3, 1, 70}, {70, 1, 3}, {64, 65, 64},
                {1, 17, 30},
                {1, 100, 900}, {2060, 20, 520}, {9, 2060, 520}};
        for (int round = 0; round < 150; round++) {
            int[] shape = round < shapes.length
                    ? shapes[round]
                    : new int[]{1 + random.nextInt(60), 1 + random.nextInt(90),
                            1 + random.nextInt(60)};
            for (int form = 0; form < 16; form++) {
                product(shape[0], shape[1], shape[2], form, random);
            }
        }
    }

    @Test
    void dotsHaveThePlainBits() {
        Random random = new Random(7);
        for (int m : new int[]{1, 5, 16, 17, 40}) {
            for (int n : new int[]{1, 15, 50, 64, 100, 128, 300}) {
                float[] a = random(m * (n + 2), random);
                float[] x = random(n + 1, random);
                float[] c = random(3 * m, random);
                float[] d = c.clone();
                double[] dc = wide(c);
                double[] dd = dc.clone();
                boolean accumulate = n % 2 == 0;
                PLAIN.floats().dots(m, n, a, 1, n + 2, x, 1, c, 0, 3, accumulate);
                FAST.floats().dots(m, n, a, 1, n + 2, x, 1, d, 0, 3, accumulate);
                assertThat(d).as("%d rows of %d", m, n).isEqualTo(c);
                PLAIN.doubles().dots(m, n, wide(a), 1, n + 2, wide(x), 1, dc, 0, 3, accumulate);
                FAST.doubles().dots(m, n, wide(a), 1, n + 2, wide(x), 1, dd, 0, 3, accumulate);
                assertThat(dd).as("%d rows of %d doubles", m, n).isEqualTo(dc);
            }
        }
    }

    private static void product(int m, int n, int k, int form, Random random) {
        boolean accumulate = (form & 8) != 0;
        int step = (form & 4) != 0 ? 2 : 1;
        int aRow = (form & 1) == 0 ? k * step : step;
        int aCol = (form & 1) == 0 ? step : m * step;
        int bRow = (form & 2) == 0 ? n * step : step;
        int bCol = (form & 2) == 0 ? step : k * step;
        float[] a = random(m * k * step, random);
        float[] b = random(k * n * step, random);
        float[] c = random(m * (n + 1), random);
        float[] d = c.clone();
        PLAIN.floats().product(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, c, 0, n + 1, accumulate);
        FAST.floats().product(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, d, 0, n + 1, accumulate);
        assertThat(Arrays.mismatch(c, d)).as("%d x %d x %d, form %d differs at", m, k, n, form).isNegative();
        double[] da = wide(a);
        double[] db = wide(b);
        double[] dc = wide(c);
        double[] dd = dc.clone();
        PLAIN.doubles().product(m, n, k, da, 0, aRow, aCol, db, 0, bRow, bCol, dc, 0, n + 1, accumulate);
        FAST.doubles().product(m, n, k, da, 0, aRow, aCol, db, 0, bRow, bCol, dd, 0, n + 1, accumulate);
        assertThat(Arrays.mismatch(dc, dd)).as("%d x %d x %d of doubles, form %d differs at", m, k, n, form)
                .isNegative();
    }

    private static float[] random(int n, Random random) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return x;
    }

    private static double[] wide(float[] x) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> x[i] * 1.1);
        return y;
    }

    @Test
    void transposesSquares() {
        if (FloatTranspose.SUPPORTED) {
            int l = jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length();
            int dl = l / 2;
            float[] x = random(l * 40, new Random(1));
            float[] y = new float[l * 40];
            FloatTranspose.square(x, 3, 39, y, 1, 37);
            double[] dx = wide(x);
            double[] dy = new double[l * 40];
            DoubleTranspose.square(dx, 3, 39, dy, 1, 37);
            for (int i = 0; i < l; i++) {
                for (int j = 0; j < l; j++) {
                    assertThat(y[1 + i * 37 + j]).isEqualTo(x[3 + j * 39 + i]);
                    if (i < dl && j < dl) {
                        assertThat(dy[1 + i * 37 + j]).isEqualTo(dx[3 + j * 39 + i]);
                    }
                }
            }
        }
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
