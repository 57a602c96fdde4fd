package org.leibniz.simd;

// made of FloatRows.java by Twins: change that
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows of doubles, made of numbers and added up.
final class DoubleRows {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private DoubleRows() {}

    /// Writes rows of one number each: whole vectors, which the next row overwrites where they are too long; the last
    /// rows element by element.
    static void spread(double[] x, int rows, int n, double[] y) {
        int some = n % L == 0 ? rows : Math.max(0, (rows * n - L) / n);
        for (int i = 0; i < some; i++) {
            DoubleVector v = DoubleVector.broadcast(S, x[i]);
            int end = (i + 1) * n;
            for (int j = i * n; j < end; j += L) {
                v.intoArray(y, j);
            }
        }
        for (int i = some; i < rows; i++) {
            for (int j = i * n; j < (i + 1) * n; j++) {
                y[j] = x[i];
            }
        }
    }

    /// Adds rows, the first first.
    static void add(double[] x, int at, int rows, int n, double[] y) {
        int whole = n - n % L;
        for (int j = 0; j < whole; j += L) {
            column(x, at + j, at + j + rows * n, n, y, j);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = whole; j < n; j++) {
                y[j] += x[at + i * n + j];
            }
        }
    }

    private static void column(double[] x, int i, int end, int row, double[] y, int j) {
        DoubleVector a = DoubleVector.fromArray(S, y, j);
        int k = i;
        do {
            a = a.add(DoubleVector.fromArray(S, x, k));
            k += row;
        } while (k < end);
        a.intoArray(y, j);
    }

    /// Adds rows by position.
    ///
    /// @return false if they are shorter than a vector
    static boolean addAt(double[] x, int at, int[] positions, int first, int count, int n, double[] y, int yAt,
            int from,
            int to) {
        if (n < L) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int row = positions[first + i];
            if (row >= from && row < to) {
                addRow(x, at + i * n, n, y, yAt + row * n);
            }
        }
        return true;
    }

    private static void addRow(double[] x, int at, int n, double[] y, int yAt) {
        int whole = n - n % L;
        int j = 0;
        do {
            DoubleVector.fromArray(S, y, yAt + j).add(DoubleVector.fromArray(S, x, at + j)).intoArray(y, yAt + j);
            j += L;
        } while (j < whole);
        for (; j < n; j++) {
            y[yAt + j] += x[at + j];
        }
    }
}
