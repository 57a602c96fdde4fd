package org.leibniz.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Transposes squares, one vector by one vector, in registers: in each of log2(lanes) rounds, pairs of rows trade
/// halves of their blocks.
///
/// Written out row by row, without helpers, because the compiler gives up inlining a helper (not the Vector API itself)
/// in a method this long.
final class Transpose {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /// Whether [#square] is written out for the vectors of this machine: of 512 or 256 bits.
    static final boolean SUPPORTED = F.length() == 16 || F.length() == 8;

    private static final VectorShuffle<Float> F_SWAP_8 = swap(F, 8);

    private static final VectorMask<Float> F_ODD_8 = odd(F, 8);

    private static final VectorShuffle<Float> F_SWAP_4 = swap(F, 4);

    private static final VectorMask<Float> F_ODD_4 = odd(F, 4);

    private static final VectorShuffle<Float> F_SWAP_2 = swap(F, 2);

    private static final VectorMask<Float> F_ODD_2 = odd(F, 2);

    private static final VectorShuffle<Float> F_SWAP_1 = swap(F, 1);

    private static final VectorMask<Float> F_ODD_1 = odd(F, 1);

    private static final VectorShuffle<Double> D_SWAP_4 = swap(D, 4);

    private static final VectorMask<Double> D_ODD_4 = odd(D, 4);

    private static final VectorShuffle<Double> D_SWAP_2 = swap(D, 2);

    private static final VectorMask<Double> D_ODD_2 = odd(D, 2);

    private static final VectorShuffle<Double> D_SWAP_1 = swap(D, 1);

    private static final VectorMask<Double> D_ODD_1 = odd(D, 1);

    private Transpose() {}

    /// `y[to + i * toRow + j] = x[at + j * row + i]` for all i and j below the number of lanes.
    static void square(float[] x, int at, int row, float[] y, int to, int toRow) {
        if (F.length() == 16) {
            square16(x, at, row, y, to, toRow);
        } else {
            square8(x, at, row, y, to, toRow);
        }
    }

    /// The same for doubles.
    static void square(double[] x, int at, int row, double[] y, int to, int toRow) {
        if (D.length() == 8) {
            square8(x, at, row, y, to, toRow);
        } else {
            square4(x, at, row, y, to, toRow);
        }
    }

    /// `y[to + j * toRow + i] = x[at + i * row + j]` for i < m and j < n: by squares, and element by element at the
    /// edges.
    static void matrix(int m, int n, float[] x, int at, int row, float[] y, int to, int toRow) {
        int down = SUPPORTED ? m - m % F.length() : 0;
        int across = SUPPORTED ? n - n % F.length() : 0;
        for (int i = 0; i < down; i += F.length()) {
            for (int j = 0; j < across; j += F.length()) {
                square(x, at + i * row + j, row, y, to + j * toRow + i, toRow);
            }
        }
        for (int j = 0; j < n; j++) {
            for (int i = j < across ? down : 0; i < m; i++) {
                y[to + j * toRow + i] = x[at + i * row + j];
            }
        }
    }

    /// `y[to + j * toRow + i] = x[at + i * row + j]` for i < m and j < n: by squares, and element by element at the
    /// edges.
    static void matrix(int m, int n, double[] x, int at, int row, double[] y, int to, int toRow) {
        int down = SUPPORTED ? m - m % D.length() : 0;
        int across = SUPPORTED ? n - n % D.length() : 0;
        for (int i = 0; i < down; i += D.length()) {
            for (int j = 0; j < across; j += D.length()) {
                square(x, at + i * row + j, row, y, to + j * toRow + i, toRow);
            }
        }
        for (int j = 0; j < n; j++) {
            for (int i = j < across ? down : 0; i < m; i++) {
                y[to + j * toRow + i] = x[at + i * row + j];
            }
        }
    }

    /// Lane i goes to lane i ^ h, if there is one.
    private static <E> VectorShuffle<E> swap(VectorSpecies<E> species, int h) {
        return VectorShuffle.fromOp(species, i -> (i ^ h) & (species.length() - 1));
    }

    private static <E> VectorMask<E> odd(VectorSpecies<E> species, int h) {
        boolean[] odd = new boolean[species.length()];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (i & h) != 0;
        }
        return VectorMask.fromValues(species, odd);
    }

    private static void square16(float[] x, int at, int row, float[] y, int to, int toRow) {
        FloatVector a0 = FloatVector.fromArray(F, x, at);
        FloatVector a1 = FloatVector.fromArray(F, x, at + row);
        FloatVector a2 = FloatVector.fromArray(F, x, at + 2 * row);
        FloatVector a3 = FloatVector.fromArray(F, x, at + 3 * row);
        FloatVector a4 = FloatVector.fromArray(F, x, at + 4 * row);
        FloatVector a5 = FloatVector.fromArray(F, x, at + 5 * row);
        FloatVector a6 = FloatVector.fromArray(F, x, at + 6 * row);
        FloatVector a7 = FloatVector.fromArray(F, x, at + 7 * row);
        FloatVector a8 = FloatVector.fromArray(F, x, at + 8 * row);
        FloatVector a9 = FloatVector.fromArray(F, x, at + 9 * row);
        FloatVector a10 = FloatVector.fromArray(F, x, at + 10 * row);
        FloatVector a11 = FloatVector.fromArray(F, x, at + 11 * row);
        FloatVector a12 = FloatVector.fromArray(F, x, at + 12 * row);
        FloatVector a13 = FloatVector.fromArray(F, x, at + 13 * row);
        FloatVector a14 = FloatVector.fromArray(F, x, at + 14 * row);
        FloatVector a15 = FloatVector.fromArray(F, x, at + 15 * row);
        FloatVector b0 = a0.blend(a8.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b8 = a0.rearrange(F_SWAP_8).blend(a8, F_ODD_8);
        FloatVector b1 = a1.blend(a9.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b9 = a1.rearrange(F_SWAP_8).blend(a9, F_ODD_8);
        FloatVector b2 = a2.blend(a10.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b10 = a2.rearrange(F_SWAP_8).blend(a10, F_ODD_8);
        FloatVector b3 = a3.blend(a11.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b11 = a3.rearrange(F_SWAP_8).blend(a11, F_ODD_8);
        FloatVector b4 = a4.blend(a12.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b12 = a4.rearrange(F_SWAP_8).blend(a12, F_ODD_8);
        FloatVector b5 = a5.blend(a13.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b13 = a5.rearrange(F_SWAP_8).blend(a13, F_ODD_8);
        FloatVector b6 = a6.blend(a14.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b14 = a6.rearrange(F_SWAP_8).blend(a14, F_ODD_8);
        FloatVector b7 = a7.blend(a15.rearrange(F_SWAP_8), F_ODD_8);
        FloatVector b15 = a7.rearrange(F_SWAP_8).blend(a15, F_ODD_8);
        FloatVector c0 = b0.blend(b4.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c4 = b0.rearrange(F_SWAP_4).blend(b4, F_ODD_4);
        FloatVector c1 = b1.blend(b5.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c5 = b1.rearrange(F_SWAP_4).blend(b5, F_ODD_4);
        FloatVector c2 = b2.blend(b6.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c6 = b2.rearrange(F_SWAP_4).blend(b6, F_ODD_4);
        FloatVector c3 = b3.blend(b7.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c7 = b3.rearrange(F_SWAP_4).blend(b7, F_ODD_4);
        FloatVector c8 = b8.blend(b12.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c12 = b8.rearrange(F_SWAP_4).blend(b12, F_ODD_4);
        FloatVector c9 = b9.blend(b13.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c13 = b9.rearrange(F_SWAP_4).blend(b13, F_ODD_4);
        FloatVector c10 = b10.blend(b14.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c14 = b10.rearrange(F_SWAP_4).blend(b14, F_ODD_4);
        FloatVector c11 = b11.blend(b15.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector c15 = b11.rearrange(F_SWAP_4).blend(b15, F_ODD_4);
        FloatVector d0 = c0.blend(c2.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d2 = c0.rearrange(F_SWAP_2).blend(c2, F_ODD_2);
        FloatVector d1 = c1.blend(c3.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d3 = c1.rearrange(F_SWAP_2).blend(c3, F_ODD_2);
        FloatVector d4 = c4.blend(c6.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d6 = c4.rearrange(F_SWAP_2).blend(c6, F_ODD_2);
        FloatVector d5 = c5.blend(c7.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d7 = c5.rearrange(F_SWAP_2).blend(c7, F_ODD_2);
        FloatVector d8 = c8.blend(c10.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d10 = c8.rearrange(F_SWAP_2).blend(c10, F_ODD_2);
        FloatVector d9 = c9.blend(c11.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d11 = c9.rearrange(F_SWAP_2).blend(c11, F_ODD_2);
        FloatVector d12 = c12.blend(c14.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d14 = c12.rearrange(F_SWAP_2).blend(c14, F_ODD_2);
        FloatVector d13 = c13.blend(c15.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector d15 = c13.rearrange(F_SWAP_2).blend(c15, F_ODD_2);
        FloatVector e0 = d0.blend(d1.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e1 = d0.rearrange(F_SWAP_1).blend(d1, F_ODD_1);
        FloatVector e2 = d2.blend(d3.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e3 = d2.rearrange(F_SWAP_1).blend(d3, F_ODD_1);
        FloatVector e4 = d4.blend(d5.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e5 = d4.rearrange(F_SWAP_1).blend(d5, F_ODD_1);
        FloatVector e6 = d6.blend(d7.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e7 = d6.rearrange(F_SWAP_1).blend(d7, F_ODD_1);
        FloatVector e8 = d8.blend(d9.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e9 = d8.rearrange(F_SWAP_1).blend(d9, F_ODD_1);
        FloatVector e10 = d10.blend(d11.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e11 = d10.rearrange(F_SWAP_1).blend(d11, F_ODD_1);
        FloatVector e12 = d12.blend(d13.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e13 = d12.rearrange(F_SWAP_1).blend(d13, F_ODD_1);
        FloatVector e14 = d14.blend(d15.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector e15 = d14.rearrange(F_SWAP_1).blend(d15, F_ODD_1);
        e0.intoArray(y, to);
        e1.intoArray(y, to + toRow);
        e2.intoArray(y, to + 2 * toRow);
        e3.intoArray(y, to + 3 * toRow);
        e4.intoArray(y, to + 4 * toRow);
        e5.intoArray(y, to + 5 * toRow);
        e6.intoArray(y, to + 6 * toRow);
        e7.intoArray(y, to + 7 * toRow);
        e8.intoArray(y, to + 8 * toRow);
        e9.intoArray(y, to + 9 * toRow);
        e10.intoArray(y, to + 10 * toRow);
        e11.intoArray(y, to + 11 * toRow);
        e12.intoArray(y, to + 12 * toRow);
        e13.intoArray(y, to + 13 * toRow);
        e14.intoArray(y, to + 14 * toRow);
        e15.intoArray(y, to + 15 * toRow);
    }

    private static void square8(float[] x, int at, int row, float[] y, int to, int toRow) {
        FloatVector a0 = FloatVector.fromArray(F, x, at);
        FloatVector a1 = FloatVector.fromArray(F, x, at + row);
        FloatVector a2 = FloatVector.fromArray(F, x, at + 2 * row);
        FloatVector a3 = FloatVector.fromArray(F, x, at + 3 * row);
        FloatVector a4 = FloatVector.fromArray(F, x, at + 4 * row);
        FloatVector a5 = FloatVector.fromArray(F, x, at + 5 * row);
        FloatVector a6 = FloatVector.fromArray(F, x, at + 6 * row);
        FloatVector a7 = FloatVector.fromArray(F, x, at + 7 * row);
        FloatVector b0 = a0.blend(a4.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector b4 = a0.rearrange(F_SWAP_4).blend(a4, F_ODD_4);
        FloatVector b1 = a1.blend(a5.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector b5 = a1.rearrange(F_SWAP_4).blend(a5, F_ODD_4);
        FloatVector b2 = a2.blend(a6.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector b6 = a2.rearrange(F_SWAP_4).blend(a6, F_ODD_4);
        FloatVector b3 = a3.blend(a7.rearrange(F_SWAP_4), F_ODD_4);
        FloatVector b7 = a3.rearrange(F_SWAP_4).blend(a7, F_ODD_4);
        FloatVector c0 = b0.blend(b2.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector c2 = b0.rearrange(F_SWAP_2).blend(b2, F_ODD_2);
        FloatVector c1 = b1.blend(b3.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector c3 = b1.rearrange(F_SWAP_2).blend(b3, F_ODD_2);
        FloatVector c4 = b4.blend(b6.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector c6 = b4.rearrange(F_SWAP_2).blend(b6, F_ODD_2);
        FloatVector c5 = b5.blend(b7.rearrange(F_SWAP_2), F_ODD_2);
        FloatVector c7 = b5.rearrange(F_SWAP_2).blend(b7, F_ODD_2);
        FloatVector d0 = c0.blend(c1.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector d1 = c0.rearrange(F_SWAP_1).blend(c1, F_ODD_1);
        FloatVector d2 = c2.blend(c3.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector d3 = c2.rearrange(F_SWAP_1).blend(c3, F_ODD_1);
        FloatVector d4 = c4.blend(c5.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector d5 = c4.rearrange(F_SWAP_1).blend(c5, F_ODD_1);
        FloatVector d6 = c6.blend(c7.rearrange(F_SWAP_1), F_ODD_1);
        FloatVector d7 = c6.rearrange(F_SWAP_1).blend(c7, F_ODD_1);
        d0.intoArray(y, to);
        d1.intoArray(y, to + toRow);
        d2.intoArray(y, to + 2 * toRow);
        d3.intoArray(y, to + 3 * toRow);
        d4.intoArray(y, to + 4 * toRow);
        d5.intoArray(y, to + 5 * toRow);
        d6.intoArray(y, to + 6 * toRow);
        d7.intoArray(y, to + 7 * toRow);
    }

    private static void square8(double[] x, int at, int row, double[] y, int to, int toRow) {
        DoubleVector a0 = DoubleVector.fromArray(D, x, at);
        DoubleVector a1 = DoubleVector.fromArray(D, x, at + row);
        DoubleVector a2 = DoubleVector.fromArray(D, x, at + 2 * row);
        DoubleVector a3 = DoubleVector.fromArray(D, x, at + 3 * row);
        DoubleVector a4 = DoubleVector.fromArray(D, x, at + 4 * row);
        DoubleVector a5 = DoubleVector.fromArray(D, x, at + 5 * row);
        DoubleVector a6 = DoubleVector.fromArray(D, x, at + 6 * row);
        DoubleVector a7 = DoubleVector.fromArray(D, x, at + 7 * row);
        DoubleVector b0 = a0.blend(a4.rearrange(D_SWAP_4), D_ODD_4);
        DoubleVector b4 = a0.rearrange(D_SWAP_4).blend(a4, D_ODD_4);
        DoubleVector b1 = a1.blend(a5.rearrange(D_SWAP_4), D_ODD_4);
        DoubleVector b5 = a1.rearrange(D_SWAP_4).blend(a5, D_ODD_4);
        DoubleVector b2 = a2.blend(a6.rearrange(D_SWAP_4), D_ODD_4);
        DoubleVector b6 = a2.rearrange(D_SWAP_4).blend(a6, D_ODD_4);
        DoubleVector b3 = a3.blend(a7.rearrange(D_SWAP_4), D_ODD_4);
        DoubleVector b7 = a3.rearrange(D_SWAP_4).blend(a7, D_ODD_4);
        DoubleVector c0 = b0.blend(b2.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector c2 = b0.rearrange(D_SWAP_2).blend(b2, D_ODD_2);
        DoubleVector c1 = b1.blend(b3.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector c3 = b1.rearrange(D_SWAP_2).blend(b3, D_ODD_2);
        DoubleVector c4 = b4.blend(b6.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector c6 = b4.rearrange(D_SWAP_2).blend(b6, D_ODD_2);
        DoubleVector c5 = b5.blend(b7.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector c7 = b5.rearrange(D_SWAP_2).blend(b7, D_ODD_2);
        DoubleVector d0 = c0.blend(c1.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector d1 = c0.rearrange(D_SWAP_1).blend(c1, D_ODD_1);
        DoubleVector d2 = c2.blend(c3.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector d3 = c2.rearrange(D_SWAP_1).blend(c3, D_ODD_1);
        DoubleVector d4 = c4.blend(c5.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector d5 = c4.rearrange(D_SWAP_1).blend(c5, D_ODD_1);
        DoubleVector d6 = c6.blend(c7.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector d7 = c6.rearrange(D_SWAP_1).blend(c7, D_ODD_1);
        d0.intoArray(y, to);
        d1.intoArray(y, to + toRow);
        d2.intoArray(y, to + 2 * toRow);
        d3.intoArray(y, to + 3 * toRow);
        d4.intoArray(y, to + 4 * toRow);
        d5.intoArray(y, to + 5 * toRow);
        d6.intoArray(y, to + 6 * toRow);
        d7.intoArray(y, to + 7 * toRow);
    }

    private static void square4(double[] x, int at, int row, double[] y, int to, int toRow) {
        DoubleVector a0 = DoubleVector.fromArray(D, x, at);
        DoubleVector a1 = DoubleVector.fromArray(D, x, at + row);
        DoubleVector a2 = DoubleVector.fromArray(D, x, at + 2 * row);
        DoubleVector a3 = DoubleVector.fromArray(D, x, at + 3 * row);
        DoubleVector b0 = a0.blend(a2.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector b2 = a0.rearrange(D_SWAP_2).blend(a2, D_ODD_2);
        DoubleVector b1 = a1.blend(a3.rearrange(D_SWAP_2), D_ODD_2);
        DoubleVector b3 = a1.rearrange(D_SWAP_2).blend(a3, D_ODD_2);
        DoubleVector c0 = b0.blend(b1.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector c1 = b0.rearrange(D_SWAP_1).blend(b1, D_ODD_1);
        DoubleVector c2 = b2.blend(b3.rearrange(D_SWAP_1), D_ODD_1);
        DoubleVector c3 = b2.rearrange(D_SWAP_1).blend(b3, D_ODD_1);
        c0.intoArray(y, to);
        c1.intoArray(y, to + toRow);
        c2.intoArray(y, to + 2 * toRow);
        c3.intoArray(y, to + 3 * toRow);
    }
}
