package org.leibniz.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows of floats, made of numbers and added up.
final class FloatRows {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private FloatRows() {}

    /// Writes rows of one number each: whole vectors, which the next row overwrites where they are too long; the last
    /// rows element by element.
    static void spread(float[] x, int rows, int n, float[] y) {
        int some = n % L == 0 ? rows : Math.max(0, (rows * n - L) / n);
        for (int i = 0; i < some; i++) {
            FloatVector v = FloatVector.broadcast(S, x[i]);
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
    static void add(float[] x, int at, int rows, int n, float[] y) {
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

    private static void column(float[] x, int i, int end, int row, float[] y, int j) {
        FloatVector a = FloatVector.fromArray(S, y, j);
        int k = i;
        do {
            a = a.add(FloatVector.fromArray(S, x, k));
            k += row;
        } while (k < end);
        a.intoArray(y, j);
    }

    /// Adds rows by position.
    ///
    /// @return false if they are shorter than a vector
    static boolean addAt(float[] x, int at, int[] positions, int first, int count, int n, float[] y, int yAt, int from,
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

    private static void addRow(float[] x, int at, int n, float[] y, int yAt) {
        int whole = n - n % L;
        int j = 0;
        do {
            FloatVector.fromArray(S, y, yAt + j).add(FloatVector.fromArray(S, x, at + j)).intoArray(y, yAt + j);
            j += L;
        } while (j < whole);
        for (; j < n; j++) {
            y[yAt + j] += x[at + j];
        }
    }
}
