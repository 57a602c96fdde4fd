package org.leibniz.simd;

// made of FloatTranspose.java by Twins: change that
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes matrices of doubles, by [DoubleSquares] of one vector by one vector.
final class DoubleTranspose {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    /// Whether there are squares for the vectors of this machine: of 512 or 256 bits.
    static final boolean SUPPORTED = S.vectorBitSize() == 512 || S.vectorBitSize() == 256;

    private DoubleTranspose() {}

    /// `y[to + i * toRow + j] = x[at + j * row + i]` for all i and j below the number of lanes.
    static void square(double[] x, int at, int row, double[] y, int to, int toRow) {
        if (S.vectorBitSize() == 512) {
            DoubleSquares.of512(x, at, row, y, to, toRow);
        } else {
            DoubleSquares.of256(x, at, row, y, to, toRow);
        }
    }

    /// `y[to + j * toRow + i] = x[at + i * row + j]` for i < m and j < n: by squares, and element by element at the
    /// edges.
    static void matrix(int m, int n, double[] x, int at, int row, double[] y, int to, int toRow) {
        int down = SUPPORTED ? m - m % L : 0;
        int across = SUPPORTED ? n - n % L : 0;
        for (int i = 0; i < down; i += L) {
            for (int j = 0; j < across; j += L) {
                square(x, at + i * row + j, row, y, to + j * toRow + i, toRow);
            }
        }
        for (int j = 0; j < n; j++) {
            for (int i = j < across ? down : 0; i < m; i++) {
                y[to + j * toRow + i] = x[at + i * row + j];
            }
        }
    }
}
