package org.leibniz.routine;

import org.leibniz.memory.Scratch;

/// The pieces of a product of few elements with long sums, as the gradient of a weight is: each a product of a part
/// of k in an array of its own. Pieces are what threads share, and of each piece the operands fit a cache.
final class FloatSum {
    private static final Scratch<FloatSum> SCRATCH = new Scratch<>(FloatSum::bytes, FloatSum::new);

    private final float[][] parts = new float[ProductParts.MOST_DEEP][0];

    private FloatSum() {}

    /// Room for pieces of so many elements, until it is given back.
    static FloatSum take(int pieces, int elements) {
        FloatSum sum = SCRATCH.take();
        for (int i = 0; i < pieces; i++) {
            sum.parts[i] = sum.parts[i].length < elements ? new float[elements] : sum.parts[i];
        }
        return sum;
    }

    void give() {
        SCRATCH.give(this);
    }

    private long bytes() {
        long bytes = 0;
        for (float[] part : parts) {
            bytes += (long) Float.BYTES * part.length;
        }
        return bytes;
    }

    /// Where the elements of a piece go, row by row.
    float[] part(int piece) {
        return parts[piece];
    }

    /// Adds the pieces in order, the first one to what C holds if accumulating, and writes C.
    ///
    /// @param rows rows of a piece
    /// @param columns columns of a piece
    /// @param down step in C from row to row
    /// @param across step in C from column to column
    void write(int pieces, int rows, int columns, float[] c, int cAt, int down, int across, boolean accumulate) {
        float[] sum = parts[0];
        Workers.share(rows, ProductParts.wanted(rows, columns, pieces), (top, end) -> {
            for (int i = top; accumulate && i < end; i++) {
                for (int j = 0; j < columns; j++) {
                    sum[i * columns + j] = c[cAt + i * down + j * across] + sum[i * columns + j];
                }
            }
            for (int i = 1; i < pieces; i++) {
                add(sum, parts[i], top * columns, end * columns);
            }
            for (int i = top; i < end; i++) {
                copy(columns, sum, i * columns, c, cAt + i * down, across);
            }
        });
    }

    /// The one form that the compiler vectorises: arrays at the bare index.
    private static void add(float[] x, float[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            x[j] += y[j];
        }
    }

    private static void copy(int n, float[] x, int at, float[] c, int cAt, int step) {
        if (step == 1) {
            System.arraycopy(x, at, c, cAt, n);
            return;
        }
        for (int j = 0; j < n; j++) {
            c[cAt + j * step] = x[at + j];
        }
    }
}
