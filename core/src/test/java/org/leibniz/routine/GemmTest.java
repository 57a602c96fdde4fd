package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {
    private static final int GAP = 3;

    /// A matrix somewhere in an array, by its strides.
    private static final class Matrix {
        final float[] array;

        final int at = GAP;

        final int row;

        final int col;

        Matrix(float[] array, int row, int col) {
            this.array = array;
            this.row = row;
            this.col = col;
        }

        static Matrix of(int rows, int cols, boolean transposed, boolean spread, Random random) {
            int step = spread ? 2 : 1;
            int outer = (transposed ? rows : cols) * step + (spread ? 5 : 0);
            float[] array = new float[GAP + (transposed ? cols : rows) * outer];
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextFloat() - 0.5f;
            }
            return transposed ? new Matrix(array, step, outer) : new Matrix(array, outer, step);
        }

        double get(int i, int j) {
            return array[at + i * row + j * col];
        }

        double[] wide() {
            double[] wide = new double[array.length];
            Arrays.setAll(wide, i -> array[i]);
            return wide;
        }
    }

    private static float[] product(int m, int n, int k, Matrix a, Matrix b, float[] c, int cRow, boolean accumulate) {
        float[] out = c.clone();
        FloatGemm.gemm(m, n, k, a.array, a.at, a.row, a.col, b.array, b.at, b.row, b.col, out, GAP, cRow, accumulate);
        return out;
    }

    private static void check(int m, int n, int k, Random random) {
        for (int form = 0; form < 16; form++) {
            boolean accumulate = (form & 8) != 0;
            Matrix a = Matrix.of(m, k, (form & 1) != 0, (form & 4) != 0, random);
            Matrix b = Matrix.of(k, n, (form & 2) != 0, (form & 4) != 0, random);
            int cRow = n + (form & 4);
            float[] c = new float[GAP + m * cRow + GAP];
            Arrays.fill(c, 0.25f);
            float[] got = product(m, n, k, a, b, c, cRow, accumulate);
            double[] wide = new double[c.length];
            Arrays.fill(wide, 0.25);
            DoubleGemm.gemm(m, n, k, a.wide(), a.at, a.row, a.col, b.wide(), b.at, b.row, b.col, wide, GAP, cRow,
                    accumulate);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double exact = accumulate ? 0.25 : 0;
                    double size = exact;
                    for (int p = 0; p < k; p++) {
                        exact += a.get(i, p) * b.get(p, j);
                        size += Math.abs(a.get(i, p) * b.get(p, j));
                    }
                    String what = "%d x %d x %d, form %d, element %d, %d".formatted(m, k, n, form, i, j);
                    int at = GAP + i * cRow + j;
                    if (!(Math.abs(got[at] - exact) <= (k + 2) * size * 0x1p-24
                            && Math.abs(wide[at] - exact) <= (k + 2) * size * 0x1p-52)) {
                        assertThat((double) got[at]).as(what).isEqualTo(exact);
                        assertThat(wide[at]).as(what).isEqualTo(exact);
                    }
                    got[at] = 0.25f;
                }
            }
            assertThat(got).as("what does not belong to C").containsOnly(0.25f);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 3", "3, 2, 5", "1, 7, 300", "7, 1, 300", "1, 300, 7", "300, 1, 7", "8, 32, 16",
            "9, 33, 17",
            "16, 16, 16", "5, 10, 128",
            "31, 31, 31", "64, 64, 64", "50, 50, 50", "17, 48, 600", "130, 20, 9", "50, 50, 200", "128, 10, 64",
            "20, 300, 13",
            "1, 100, 100",
            "33, 1, 600",
            "140, 270, 30", "12, 40, 1100", "6, 9, 513", "60, 20, 2100", "20, 60, 4700", "2, 2, 5000", "180, 190, 600"})
    void agreesWithTheDefinition(int m, int n, int k) {
        check(m, n, k, new Random(31L * m + 7L * n + k));
    }

    @Test
    void agreesWithTheDefinitionForRandomShapes() {
        Random random = new Random(5);
        for (int round = 0; round < 40; round++) {
            check(1 + random.nextInt(70), 1 + random.nextInt(70), 1 + random.nextInt(70), random);
        }
    }

    /// A convolution as a product: rows are weights, columns the places of a 3 x 3 window on a picture, against its
    /// definition; and the gradient of the weights, whose sums run over the places.
    @Test
    void windowsOnAPictureAreReadWhereTheyLie() {
        Random random = new Random(6);
        int channels = 5;
        int side = 16;
        int out = side - 2;
        int[] inWindow = new int[channels * 9];
        for (int i = 0; i < inWindow.length; i++) {
            inWindow[i] = i / 9 * side * side + i / 3 % 3 * side + i % 3;
        }
        int[] places = new int[out * out];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / out * side + i % out;
        }
        float[] picture = random(channels * side * side, random);
        float[] weights = random(7 * inWindow.length, random);
        float[] y = new float[7 * places.length];
        FloatGemm.gemm(7, places.length, inWindow.length, weights, 0, Walk.of(inWindow.length), Walk.of(1), picture, 0,
                Walk.of(inWindow), Walk.of(places), y, 0, places.length, false);
        float[] gradient = new float[weights.length];
        FloatGemm.gemm(7, inWindow.length, places.length, y, 0, Walk.of(places.length), Walk.of(1), picture, 0,
                Walk.of(places), Walk.of(inWindow), gradient, 0, inWindow.length, false);
        for (int o = 0; o < 7; o++) {
            for (int place = 0; place < places.length; place++) {
                double sum = 0;
                for (int i = 0; i < inWindow.length; i++) {
                    sum += (double) weights[o * inWindow.length + i] * picture[inWindow[i] + places[place]];
                }
                assertThat((double) y[o * places.length + place]).isCloseTo(sum, within(1e-5));
            }
            for (int i = 0; i < inWindow.length; i++) {
                double sum = 0;
                for (int place = 0; place < places.length; place++) {
                    sum += (double) y[o * places.length + place] * picture[inWindow[i] + places[place]];
                }
                assertThat((double) gradient[o * inWindow.length + i]).isCloseTo(sum, within(1e-4));
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

    @ParameterizedTest
    @CsvSource({"200, 300, 100", "2000, 50, 50", "50, 50, 2000", "128, 512, 100", "1, 3000, 700", "3000, 1, 700",
            "257, 129, 65", "90, 30, 9000",
            "600, 300, 100"})
    void theNumberOfThreadsDoesNotShow(int m, int n, int k) {
        Random random = new Random(9);
        for (int form = 0; form < 4; form++) {
            Matrix a = Matrix.of(m, k, (form & 1) != 0, false, random);
            Matrix b = Matrix.of(k, n, (form & 2) != 0, false, random);
            float[] c = new float[GAP + m * n];
            float[] one = Workers.withThreads(1, () -> product(m, n, k, a, b, c, n, false));
            double[] wideOne = Workers.withThreads(1, () -> wideProduct(m, n, k, a, b));
            for (int threads : new int[]{2, 3, 8}) {
                assertThat(Workers.withThreads(threads, () -> product(m, n, k, a, b, c, n, false))).isEqualTo(one);
                assertThat(Workers.withThreads(threads, () -> wideProduct(m, n, k, a, b))).isEqualTo(wideOne);
            }
        }
    }

    private static double[] wideProduct(int m, int n, int k, Matrix a, Matrix b) {
        double[] c = new double[m * n];
        DoubleGemm.gemm(m, n, k, a.wide(), a.at, a.row, a.col, b.wide(), b.at, b.row, b.col, c, 0, n, false);
        return c;
    }

    /// A row of a product has the bits that it has in a product of that row and some others: chains of fused
    /// multiply-adds in the order of k.
    @Test
    void elementsAreChains() {
        Random random = new Random(2);
        Matrix a = Matrix.of(70, 90, false, false, random);
        Matrix b = Matrix.of(90, 80, false, false, random);
        float[] all = product(70, 80, 90, a, b, new float[GAP + 70 * 80], 80, false);
        for (int i = 0; i < 70; i++) {
            for (int j = 0; j < 80; j++) {
                float chain = 0;
                for (int p = 0; p < 90; p++) {
                    chain = Math.fma((float) a.get(i, p), (float) b.get(p, j), chain);
                }
                assertThat(all[GAP + i * 80 + j]).isEqualTo(chain);
            }
        }
    }

    @Test
    void anEmptySumIsZeroOrNothing() {
        float[] c = {1, 2};
        FloatGemm.gemm(1, 2, 0, new float[0], 0, 0, 1, new float[0], 0, 2, 1, c, 0, 2, true);
        assertThat(c).containsExactly(1, 2);
        FloatGemm.gemm(1, 2, 0, new float[0], 0, 0, 1, new float[0], 0, 2, 1, c, 0, 2, false);
        assertThat(c).containsExactly(0, 0);
        int[] d = {1, 2};
        IntGemm.gemm(1, 2, 0, new int[0], 0, 0, 1, new int[0], 0, 2, 1, d, 0, 2, false);
        assertThat(d).containsExactly(0, 0);
        FloatGemm.gemm(0, 2, 3, new float[0], 0, 3, 1, new float[6], 0, 2, 1, c, 0, 2, false);
        assertThat(c).containsExactly(0, 0);
    }

    @Test
    void notANumberSpreadsWhereItBelongs() {
        Random random = new Random(8);
        Matrix a = Matrix.of(40, 40, false, false, random);
        Matrix b = Matrix.of(40, 40, false, false, random);
        a.array[a.at + 11 * a.row + 5] = Float.NaN;
        float[] c = product(40, 40, 40, a, b, new float[GAP + 1600], 40, false);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                assertThat(Float.isNaN(c[GAP + i * 40 + j])).isEqualTo(i == 11);
            }
        }
    }

    @Test
    void aStrideOfZeroRepeats() {
        float[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        float[] ones = {1};
        float[] c = new float[30];
        FloatGemm.gemm(3, 10, 10, a, 0, 0, 1, ones, 0, 0, 0, c, 0, 10, false);
        assertThat(c).containsOnly(55f);
    }

    @Test
    void integersWrapAround() {
        Random random = new Random(4);
        for (int[] shape : new int[][]{{2, 3, 4}, {40, 50, 60}, {1, 9, 100}, {128, 90, 80}}) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            int[] a = random.ints((long) m * k).toArray();
            int[] b = random.ints((long) k * n).toArray();
            long[] wideA = random.longs((long) m * k).toArray();
            long[] wideB = random.longs((long) k * n).toArray();
            int[] c = new int[m * n];
            long[] wideC = new long[m * n];
            Arrays.fill(c, 7);
            IntGemm.gemm(m, n, k, a, 0, k, 1, b, 0, 1, k, c, 0, n, true);
            LongGemm.gemm(m, n, k, wideA, 0, 1, m, wideB, 0, n, 1, wideC, 0, n, false);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    int sum = 7;
                    long wideSum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += a[i * k + p] * b[j * k + p];
                        wideSum += wideA[p * m + i] * wideB[p * n + j];
                    }
                    assertThat(c[i * n + j]).isEqualTo(sum);
                    assertThat(wideC[i * n + j]).isEqualTo(wideSum);
                }
            }
        }
    }
}
