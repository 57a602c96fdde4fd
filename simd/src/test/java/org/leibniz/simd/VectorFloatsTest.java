package org.leibniz.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.leibniz.routine.PlainFloats;
import org.leibniz.routine.SimdFloats;
import org.leibniz.routine.SimdLoops;
import org.leibniz.routine.Walk;

/// The loops over floats with the Vector API have the bits of the plain ones.
class VectorFloatsTest {
    private static final SimdFloats PLAIN = new PlainFloats();

    private static final SimdFloats FAST = new VectorFloats();

    private static final float[] SPECIAL = {0.0f, -0.0f, 1, -1, 0.5f, -0.5f, 2, -2, 3, -3, 2.5f, -2.5f, 1000, -1000,
            -103.97f, 1e9f, -3e38f, 16777215, 16777216, -16777215, 8388607.5f, Float.MIN_VALUE, -Float.MIN_VALUE,
            Float.MIN_NORMAL, Float.MAX_VALUE,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

    /// NaN is the same as NaN, 0 is not the same as -0.
    private static void assertSame(float got, float expected) {
        assertThat((Float) got).isEqualTo((Float) expected);
    }

    @Test
    void reductionsHaveThePlainBits() {
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            int n = round % 5 == 0 ? 64 * random.nextInt(17) : random.nextInt(1025);
            int at = random.nextInt(9);
            int to = random.nextInt(9);
            float[] x = random(at + n, random);
            float[] y = random(to + n, random);
            for (int i = 0; i < x.length; i++) {
                x[i] *= 1e3f;
            }
            for (int i = 0; i < y.length; i++) {
                y[i] += 1;
            }
            if (round % 50 == 1 && n > 3) {
                x[at + random.nextInt(n)] = Float.NaN;
            }
            if (round % 50 == 2) {
                Arrays.fill(x, -0.0f);
            }
            assertSame(FAST.sum(x, at, n), PLAIN.sum(x, at, n));
            assertSame(FAST.dot(x, at, y, to, n), PLAIN.dot(x, at, y, to, n));
            assertSame(FAST.prod(y, to, n), PLAIN.prod(y, to, n));
            assertSame(FAST.max(x, at, n), PLAIN.max(x, at, n));
            assertSame(FAST.min(x, at, n), PLAIN.min(x, at, n));
        }
    }

    /// Reductions of rows are those of each row, also where the last ends with the array.
    @Test
    void rowsAreReducedAsEachOfThem() {
        Random random = new Random(2);
        float[] memory = new float[64];
        for (int round = 0; round < 3000; round++) {
            int n = round % 5 == 0 ? 16 * (1 + random.nextInt(20)) : 1 + random.nextInt(200);
            int rows = random.nextInt(1 + 512 / n);
            int at = random.nextInt(9);
            float[] x = random(at + rows * n + random.nextInt(40), random);
            if (round % 50 == 1 && rows > 0) {
                x[at + random.nextInt(rows * n)] = Float.NaN;
            }
            if (round % 50 == 2) {
                Arrays.fill(x, -0.0f);
            }
            float[] sums = new float[rows + 2];
            float[] maxima = new float[rows];
            float[] minima = new float[rows];
            assertThat(FAST.sumRows(x, at, rows, n, sums, 2, memory)).isTrue();
            boolean hasExtremes = FAST.maxRows(x, at, rows, n, maxima, 0, memory);
            assertThat(FAST.minRows(x, at, rows, n, minima, 0, memory)).isEqualTo(hasExtremes);
            for (int i = 0; i < rows; i++) {
                assertSame(sums[2 + i], PLAIN.sum(x, at + i * n, n));
                if (hasExtremes) {
                    assertSame(maxima[i], PLAIN.max(x, at + i * n, n));
                    assertSame(minima[i], PLAIN.min(x, at + i * n, n));
                }
            }
        }
    }

    /// Columns of slabs are reduced by lanes that are folded by halving, with nothing written beside the results.
    @Test
    void slabsAreReducedByLanes() {
        Random random = new Random(5);
        for (int round = 0; round < 4000; round++) {
            int columns = 2 + random.nextInt(round % 3 == 0 ? 200 : 70);
            int width = columns * Integer.highestOneBit(Math.max(1, 64 / columns));
            int n = columns * (1 + random.nextInt(Math.max(1, 512 / columns)));
            int slabs = random.nextInt(1 + 512 / n);
            int at = random.nextInt(9);
            float[] memory = random((Math.max(64, width) + 15) & -16, random);
            float[] x = random(at + slabs * n + random.nextInt(2) * random.nextInt(40), random);
            if (round % 50 == 1 && slabs > 0) {
                x[at + random.nextInt(slabs * n)] = Float.NaN;
            }
            if (round % 50 == 2) {
                Arrays.fill(x, -0.0f);
            }
            float[] sums = new float[slabs * columns + 3];
            float[] maxima = new float[slabs * columns];
            float[] minima = new float[slabs * columns];
            assertThat(FAST.sumSlabs(x, at, slabs, n, width, columns, sums, 2, memory)).isTrue();
            assertThat(FAST.maxSlabs(x, at, slabs, n, width, columns, maxima, 0, memory)).isTrue();
            assertThat(FAST.minSlabs(x, at, slabs, n, width, columns, minima, 0, memory)).isTrue();
            assertSame(sums[slabs * columns + 2], 0);
            for (int i = 0; i < slabs; i++) {
                float[] sum = lanes(x, at + i * n, n, width, columns, 0, Float::sum);
                float[] max = lanes(x, at + i * n, n, width, columns, Float.NEGATIVE_INFINITY, Math::max);
                float[] min = lanes(x, at + i * n, n, width, columns, Float.POSITIVE_INFINITY, Math::min);
                for (int c = 0; c < columns; c++) {
                    assertSame(sums[2 + i * columns + c], sum[c]);
                    assertSame(maxima[i * columns + c], max[c]);
                    assertSame(minima[i * columns + c], min[c]);
                }
            }
        }
    }

    /// A function of two.
    private interface Two {
        float of(float a, float b);
    }

    private static float[] lanes(float[] x, int at, int n, int width, int columns, float start, Two two) {
        float[] lanes = new float[width];
        Arrays.fill(lanes, start);
        for (int i = 0; i < n; i++) {
            lanes[i % width] = two.of(lanes[i % width], x[at + i]);
        }
        for (int half = width / 2; half >= columns; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] = two.of(lanes[i], lanes[i + half]);
            }
        }
        return lanes;
    }

    /// Numbers become rows, with nothing written behind the last; rows are added in order.
    @Test
    void rowsAreMadeAndAdded() {
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            int n = 1 + random.nextInt(round % 3 == 0 ? 20 : 150);
            int rows = 1 + random.nextInt(1 + 512 / n);
            int at = random.nextInt(9);
            float[] numbers = random(rows, random);
            float[] all = new float[rows * n];
            assertThat(FAST.spread(numbers, rows, n, all)).isTrue();
            float[] x = random(at + rows * n, random);
            float[] got = random(n, random);
            float[] expected = got.clone();
            assertThat(FAST.addRows(x, at, rows, n, got)).isTrue();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < n; j++) {
                    assertSame(all[i * n + j], numbers[i]);
                    expected[j] += x[at + i * n + j];
                }
            }
            for (int j = 0; j < n; j++) {
                assertSame(got[j], expected[j]);
            }
        }
    }

    /// Rows are added to those at their positions, one after the other, and to no others.
    @Test
    void rowsAreAddedByPosition() {
        Random random = new Random(4);
        for (int round = 0; round < 1000; round++) {
            int n = 1 + random.nextInt(round % 3 == 0 ? 20 : 90);
            int rows = 1 + random.nextInt(12);
            int count = random.nextInt(20);
            int first = random.nextInt(3);
            int from = random.nextInt(rows);
            int to = from + random.nextInt(rows - from + 1);
            int at = random.nextInt(9);
            int yAt = random.nextInt(9);
            int[] positions = random.ints(first + count, 0, rows).toArray();
            float[] x = random(at + count * n, random);
            float[] got = random(yAt + rows * n + 3, random);
            float[] expected = got.clone();
            if (!FAST.addAt(x, at, positions, first, count, n, got, yAt, from, to)) {
                assertThat(n).isLessThan(16);
                continue;
            }
            for (int i = 0; i < count; i++) {
                int row = positions[first + i];
                for (int j = 0; j < n && row >= from && row < to; j++) {
                    expected[yAt + row * n + j] += x[at + i * n + j];
                }
            }
            for (int j = 0; j < got.length; j++) {
                assertSame(got[j], expected[j]);
            }
        }
    }

    @Test
    void comparisonsAndSelectionAgree() {
        int n = SPECIAL.length * SPECIAL.length;
        int room = (n + SimdLoops.PAD - 1) / SimdLoops.PAD * SimdLoops.PAD;
        float[] a = new float[room];
        float[] b = new float[room];
        for (int i = 0; i < n; i++) {
            a[i] = SPECIAL[i / SPECIAL.length];
            b[i] = SPECIAL[i % SPECIAL.length];
        }
        boolean[] c = new boolean[room];
        float[] y = new float[room];
        for (int what = 0; what < 4; what++) {
            for (SimdFloats loops : List.of(FAST, PLAIN)) {
                switch (what) {
                    case 0 -> loops.less(a, b, c, n);
                    case 1 -> loops.lessOrEqual(a, b, c, n);
                    case 2 -> loops.equal(a, b, c, n);
                    default -> loops.notEqual(a, b, c, n);
                }
                loops.select(c, a, b, y, n);
                for (int i = 0; i < n; i++) {
                    boolean expected = what == 0
                            ? a[i] < b[i]
                            : what == 1 ? a[i] <= b[i] : what == 2 ? a[i] == b[i] : a[i] != b[i];
                    assertThat(c[i]).isEqualTo(expected);
                    assertSame(y[i], expected ? a[i] : b[i]);
                }
            }
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

    private static void product(int m, int n, int k, int form, Random random) {
        boolean accumulate = (form & 8) != 0;
        int step = (form & 4) != 0 ? 2 : 1;
        Walk aRow = Walk.of((form & 1) == 0 ? k * step : step);
        Walk aCol = Walk.of((form & 1) == 0 ? step : m * step);
        Walk bRow = Walk.of((form & 2) == 0 ? n * step : step);
        Walk bCol = Walk.of((form & 2) == 0 ? step : k * step);
        float[] a = random(m * k * step, random);
        float[] b = random(k * n * step, random);
        product(m, n, k, a, aRow, aCol, b, bRow, bCol, accumulate, random);
    }

    private static void product(int m, int n, int k, float[] a, Walk aRow, Walk aCol, float[] b, Walk bRow, Walk bCol,
            boolean accumulate, Random random) {
        float[] c = random(m * (n + 1), random);
        float[] d = c.clone();
        PLAIN.product(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, c, 0, n + 1, accumulate);
        FAST.product(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, d, 0, n + 1, accumulate);
        assertThat(Arrays.mismatch(c, d)).as("%d x %d x %d by %s, %s and %s, %s differs at", m, k, n, aRow, aCol, bRow,
                bCol).isNegative();
    }

    @Test
    void productsOfWhatLiesInRunsHaveThePlainBits() {
        Random random = new Random(16);
        for (int round = 0; round < 300; round++) {
            int m = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(100);
            int k = 1 + random.nextInt(round % 10 == 0 ? 700 : 50);
            float[] a = random(4 * m + 4 * k + 130, random);
            float[] b = random(4 * k + 4 * n + 130, random);
            product(m, n, k, a, walk(m, random), walk(k, random), b, walk(k, random), walk(n, random),
                    random.nextBoolean(), random);
        }
    }

    /// Few rows of many columns that do not lie in order, with no more room for packing than is asked for.
    @Test
    void panelsOfFewRowsHaveRoom() {
        float[] x = random(300, new Random(17));
        int width = FloatTiles.WIDTH;
        for (int n = 1; n < 9; n++) {
            float[] panels = new float[128 * n];
            new FloatMatrix(x, 0, Walk.of(5), Walk.of(2)).packPanels(0, n, 0, 128, width, panels, 0,
                    new float[FloatMatrix.scratchOfPanels(128, width, n)]);
            for (int p = 0; p < n; p++) {
                for (int q = 0; q < 128; q++) {
                    assertThat(panels[(q - q % width) * n + p * width + q % width]).isEqualTo(x[5 * p + 2 * q]);
                }
            }
        }
    }

    /// Places below 3 n + 65: in runs of random lengths, or in even steps.
    private static Walk walk(int n, Random random) {
        int most = 1 << random.nextInt(7);
        if (most == 1) {
            return Walk.of(random.nextInt(4));
        }
        int[] table = new int[n];
        int run = 0;
        int length = 1 + random.nextInt(most);
        for (int i = 1; i < n; i++) {
            boolean ends = ++run == length;
            table[i] = ends ? random.nextInt(3 * n) : table[i - 1] + 1;
            run = ends ? 0 : run;
        }
        return Walk.of(table);
    }

    @Test
    void dotsAreThoseOfSixtyFourLanes() {
        Random random = new Random(7);
        for (int m : new int[]{1, 5, 16, 17, 40}) {
            for (int n : new int[]{1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 50, 63, 64, 65, 100, 128, 300}) {
                for (int gap : new int[]{0, 2, -n}) {
                    float[] a = random(1 + (m - 1) * (n + gap) + n + m % 2 * 20, random);
                    float[] x = random(n + 1, random);
                    float[] c = random(3 * m, random);
                    if (m == 16) {
                        Arrays.fill(a, -0.0f);
                    } else if (m == 17) { // products that underflow
                        Arrays.fill(a, -Float.MIN_VALUE);
                    } else if (gap == 2) {
                        for (int i = 0; i + 1 < m; i++) {
                            a[1 + i * (n + 2) + n] = Float.NaN; // of no row
                        }
                    }
                    boolean accumulate = n % 2 == 0;
                    float[] expected = c.clone();
                    for (int i = 0; i < m; i++) {
                        float dot = lanes(a, 1 + i * (n + gap), x, 1, n);
                        expected[3 * i] = accumulate ? expected[3 * i] + dot : dot;
                    }
                    for (var loops : List.of(PLAIN, FAST)) {
                        float[] d = c.clone();
                        loops.dots(m, n, a, 1, n + gap, x, 1, d, 0, 3, accumulate);
                        assertThat(d).as("%d rows of %d, %d apart", m, n, n + gap).isEqualTo(expected);
                    }
                }
            }
        }
    }

    /// A sum of products as [org.leibniz.routine.SimdLoops] lays it down.
    private static float lanes(float[] x, int at, float[] y, int to, int n) {
        float[] lanes = new float[64];
        for (int i = 0; i < n; i++) {
            lanes[i % 64] = Math.fma(x[at + i], y[to + i], lanes[i % 64]);
        }
        for (int half = 32; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    @Test
    void transposesSquares() {
        if (FloatTranspose.SUPPORTED) {
            int l = FloatVector.SPECIES_PREFERRED.length();
            float[] x = random(l * 40, new Random(1));
            float[] y = new float[l * 40];
            FloatTranspose.square(x, 3, 39, y, 1, 37);
            for (int i = 0; i < l; i++) {
                for (int j = 0; j < l; j++) {
                    assertThat(y[1 + i * 37 + j]).isEqualTo(x[3 + j * 39 + i]);
                }
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
}
