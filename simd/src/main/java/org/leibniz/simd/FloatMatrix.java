package org.leibniz.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.routine.Walk;

/// A matrix somewhere in an array, and its parts packed: copied into an order in which [FloatTiles] read them.
///
/// @param array where it lies
/// @param at what the walks are from
/// @param row from row to row
/// @param col from column to column
record FloatMatrix(float[] array, int at, Walk row, Walk col) {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    /// Lines that are transposed at once.
    private static final int LINES = 16;

    /// What packing so many rows takes for itself.
    static int scratchOfRows(int count) {
        return LINES * count;
    }

    /// What packing panels of so many columns in all takes for itself, of n rows.
    static int scratchOfPanels(int count, int width, int n) {
        return Math.max(count, width * n);
    }

    int index(int i, int j) {
        return at + row.at(i) + col.at(j);
    }

    /// Rows one after the other: `to[toAt + r * toRow + p]` is element (i + r, first + p), for r < count and p < n.
    void packRows(int i, int count, int first, int n, float[] to, int toAt, int toRow, float[] scratch) {
        if (col.run(first, n) >= row.run(i, count)) {
            for (int r = 0; r < count; r++) {
                line(array, at + row.at(i + r), col, first, n, to, toAt + r * toRow);
            }
        } else if (row.isEven() && col.isEven()) {
            FloatTranspose.matrix(n, count, array, index(i, first), col.step(), to, toAt, toRow);
        } else {
            for (int p = 0; p < n; p += LINES) {
                int lines = Math.min(LINES, n - p);
                for (int q = 0; q < lines; q++) {
                    line(array, at + col.at(first + p + q), row, i, count, scratch, q * count);
                }
                FloatTranspose.matrix(lines, count, scratch, 0, count, to, toAt + p, toRow);
            }
        }
    }

    /// Panels one after the other: `to[toAt + (q - q % width) * n + p * width + q % width]` is element (first + p, j
    /// + q), for p < n and q < count. Of the last panel, what lies beyond its columns is left as it was.
    void packPanels(int first, int n, int j, int count, int width, float[] to, int toAt, float[] scratch) {
        if (col.run(j, count) < row.run(first, n)) {
            for (int q = 0; q < count; q += width) {
                columns(first, n, j + q, Math.min(width, count - q), width, to, toAt + q * n, scratch);
            }
            return;
        }
        boolean lies = col.isStep(1);
        int whole = count - count % L;
        for (int p = 0; p < n; p++) {
            int from = lies ? index(first + p, j) : 0;
            if (!lies) {
                line(array, at + row.at(first + p), col, j, count, scratch, 0);
            }
            float[] x = lies ? array : scratch;
            int panel = toAt + p * width;
            for (int q = 0; q < whole; q += width, panel += width * n) {
                FloatVector.fromArray(S, x, from + q).intoArray(to, panel);
                if (q + L < whole) {
                    FloatVector.fromArray(S, x, from + q + L).intoArray(to, panel + L);
                }
            }
            for (int q = whole; q < count; q++) {
                to[toAt + (q - q % width) * n + p * width + q % width] = x[from + q];
            }
        }
    }

    /// A panel whose columns lie in better order than its rows.
    private void columns(int first, int n, int j, int count, int width, float[] to, int toAt, float[] scratch) {
        boolean even = row.isStep(1) && col.isEven();
        for (int q = 0; q < count && !even; q++) {
            line(array, at + col.at(j + q), row, first, n, scratch, q * n);
        }
        FloatTranspose.matrix(count, n, even ? array : scratch, even ? index(first, j) : 0, even ? col.step() : n, to,
                toAt, width);
    }

    /// `to[toAt + p] = x[at + walk.at(first + p)]` for p < n: run by run, by vectors of which the last one overlaps
    /// the one before.
    private static void line(float[] x, int at, Walk walk, int first, int n, float[] to, int toAt) {
        for (int p = 0; p < n;) {
            int run = walk.run(first + p, n - p);
            int from = at + walk.at(first + p);
            int v = 0;
            for (; v <= run - L; v += L) {
                FloatVector.fromArray(S, x, from + v).intoArray(to, toAt + p + v);
            }
            if (v > 0 && v < run) {
                FloatVector.fromArray(S, x, from + run - L).intoArray(to, toAt + p + run - L);
                v = run;
            }
            for (; v < run; v++) {
                to[toAt + p + v] = x[from + v];
            }
            p += run;
        }
    }
}
