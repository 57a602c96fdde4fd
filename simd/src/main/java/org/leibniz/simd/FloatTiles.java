package org.leibniz.simd;

// made by Tiles.java, which see
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [FloatProduct]: `to = from + A B` for a tile of C that stays in registers, or
/// a part of one row.
///
/// There is no branch beside the loops, so that nothing rare can throw the compiled code away; they
/// test at their end, so that the vectors that are stored are of a class that the compiler knows.
final class FloatTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    /// Whether there are the 19 vector registers that 8 rows by two vectors take: AVX2, with vectors
    /// of 256 bits, has 16.
    private static final boolean MANY_REGISTERS = S.vectorBitSize() != 256;

    /// Rows of a tile.
    static final int ROWS = MANY_REGISTERS ? 8 : 6;

    /// Columns of a wide tile; a narrow one has half of them.
    static final int WIDTH = 2 * L;

    /// Columns of a part of a row.
    static final int ROW_WIDTH = 4 * L;

    private FloatTiles() {}

    /// One row by four vectors, which begin `second`, `third` and `last` columns after the first one
    /// and may overlap. Element p of the row of A is `a[aAt + p * aStep]`.
    static void row(int k, float[] a, int aAt, int aStep, float[] b, int bAt, int bRow, int second,
            int third, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector c0 = FloatVector.fromArray(S, from, fromAt);
        FloatVector c1 = FloatVector.fromArray(S, from, fromAt + second);
        FloatVector c2 = FloatVector.fromArray(S, from, fromAt + third);
        FloatVector c3 = FloatVector.fromArray(S, from, fromAt + last);
        int p = 0;
        do {
            FloatVector x = FloatVector.broadcast(S, a[aAt]);
            c0 = x.fma(FloatVector.fromArray(S, b, bAt), c0);
            c1 = x.fma(FloatVector.fromArray(S, b, bAt + second), c1);
            c2 = x.fma(FloatVector.fromArray(S, b, bAt + third), c2);
            c3 = x.fma(FloatVector.fromArray(S, b, bAt + last), c3);
            aAt += aStep;
            bAt += bRow;
        } while (++p < k);
        c0.intoArray(to, toAt);
        c1.intoArray(to, toAt + second);
        c2.intoArray(to, toAt + third);
        c3.intoArray(to, toAt + last);
    }

    /// [#ROWS] rows by the columns that there are, up to [#WIDTH]. Row r of A begins at `a[aAt + r *
    /// aRow]` and lies in order; rows past the last (`last` is its number) repeat it. B has k rows of
    /// one or two whole vectors, `bRow` apart.
    static void tile(int last, int columns, int k, float[] a, int aAt, int aRow, float[] b, int bAt,
            int bRow, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        if (columns > L) {
            if (MANY_REGISTERS) {
                eightWide(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
            } else {
                sixWide(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
            }
        } else if (MANY_REGISTERS) {
            eightNarrow(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
        } else {
            sixNarrow(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
        }
    }

    /// 6 rows by 2 vectors.
    private static void sixWide(int last, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        FloatVector c00 = FloatVector.fromArray(S, from, fromAt);
        FloatVector c01 = FloatVector.fromArray(S, from, fromAt + L);
        FloatVector c10 = FloatVector.fromArray(S, from, fromAt + fromRow);
        FloatVector c11 = FloatVector.fromArray(S, from, fromAt + fromRow + L);
        FloatVector c20 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow);
        FloatVector c21 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow + L);
        FloatVector c30 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow);
        FloatVector c31 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow + L);
        FloatVector c40 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow);
        FloatVector c41 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow + L);
        FloatVector c50 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow);
        FloatVector c51 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow + L);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int p = 0;
        do {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            bAt += bRow;
        } while (++p < k);
        c00.intoArray(to, toAt);
        c01.intoArray(to, toAt + L);
        c10.intoArray(to, toAt + toRow);
        c11.intoArray(to, toAt + toRow + L);
        c20.intoArray(to, toAt + 2 * toRow);
        c21.intoArray(to, toAt + 2 * toRow + L);
        c30.intoArray(to, toAt + 3 * toRow);
        c31.intoArray(to, toAt + 3 * toRow + L);
        c40.intoArray(to, toAt + 4 * toRow);
        c41.intoArray(to, toAt + 4 * toRow + L);
        c50.intoArray(to, toAt + 5 * toRow);
        c51.intoArray(to, toAt + 5 * toRow + L);
    }

    /// 6 rows by a vector.
    private static void sixNarrow(int last, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        FloatVector c00 = FloatVector.fromArray(S, from, fromAt);
        FloatVector c10 = FloatVector.fromArray(S, from, fromAt + fromRow);
        FloatVector c20 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow);
        FloatVector c30 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow);
        FloatVector c40 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow);
        FloatVector c50 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int p = 0;
        do {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            bAt += bRow;
        } while (++p < k);
        c00.intoArray(to, toAt);
        c10.intoArray(to, toAt + toRow);
        c20.intoArray(to, toAt + 2 * toRow);
        c30.intoArray(to, toAt + 3 * toRow);
        c40.intoArray(to, toAt + 4 * toRow);
        c50.intoArray(to, toAt + 5 * toRow);
    }

    /// 8 rows by 2 vectors.
    private static void eightWide(int last, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        FloatVector c00 = FloatVector.fromArray(S, from, fromAt);
        FloatVector c01 = FloatVector.fromArray(S, from, fromAt + L);
        FloatVector c10 = FloatVector.fromArray(S, from, fromAt + fromRow);
        FloatVector c11 = FloatVector.fromArray(S, from, fromAt + fromRow + L);
        FloatVector c20 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow);
        FloatVector c21 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow + L);
        FloatVector c30 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow);
        FloatVector c31 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow + L);
        FloatVector c40 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow);
        FloatVector c41 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow + L);
        FloatVector c50 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow);
        FloatVector c51 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow + L);
        FloatVector c60 = FloatVector.fromArray(S, from, fromAt + 6 * fromRow);
        FloatVector c61 = FloatVector.fromArray(S, from, fromAt + 6 * fromRow + L);
        FloatVector c70 = FloatVector.fromArray(S, from, fromAt + 7 * fromRow);
        FloatVector c71 = FloatVector.fromArray(S, from, fromAt + 7 * fromRow + L);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int a6 = aAt + Math.min(6, last) * aRow;
        int a7 = aAt + Math.min(7, last) * aRow;
        int p = 0;
        do {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            FloatVector x6 = FloatVector.broadcast(S, a[a6 + p]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            FloatVector x7 = FloatVector.broadcast(S, a[a7 + p]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            bAt += bRow;
        } while (++p < k);
        c00.intoArray(to, toAt);
        c01.intoArray(to, toAt + L);
        c10.intoArray(to, toAt + toRow);
        c11.intoArray(to, toAt + toRow + L);
        c20.intoArray(to, toAt + 2 * toRow);
        c21.intoArray(to, toAt + 2 * toRow + L);
        c30.intoArray(to, toAt + 3 * toRow);
        c31.intoArray(to, toAt + 3 * toRow + L);
        c40.intoArray(to, toAt + 4 * toRow);
        c41.intoArray(to, toAt + 4 * toRow + L);
        c50.intoArray(to, toAt + 5 * toRow);
        c51.intoArray(to, toAt + 5 * toRow + L);
        c60.intoArray(to, toAt + 6 * toRow);
        c61.intoArray(to, toAt + 6 * toRow + L);
        c70.intoArray(to, toAt + 7 * toRow);
        c71.intoArray(to, toAt + 7 * toRow + L);
    }

    /// 8 rows by a vector.
    private static void eightNarrow(int last, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow,
            float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
        FloatVector c00 = FloatVector.fromArray(S, from, fromAt);
        FloatVector c10 = FloatVector.fromArray(S, from, fromAt + fromRow);
        FloatVector c20 = FloatVector.fromArray(S, from, fromAt + 2 * fromRow);
        FloatVector c30 = FloatVector.fromArray(S, from, fromAt + 3 * fromRow);
        FloatVector c40 = FloatVector.fromArray(S, from, fromAt + 4 * fromRow);
        FloatVector c50 = FloatVector.fromArray(S, from, fromAt + 5 * fromRow);
        FloatVector c60 = FloatVector.fromArray(S, from, fromAt + 6 * fromRow);
        FloatVector c70 = FloatVector.fromArray(S, from, fromAt + 7 * fromRow);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int a6 = aAt + Math.min(6, last) * aRow;
        int a7 = aAt + Math.min(7, last) * aRow;
        int p = 0;
        do {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            FloatVector x6 = FloatVector.broadcast(S, a[a6 + p]);
            c60 = x6.fma(b0, c60);
            FloatVector x7 = FloatVector.broadcast(S, a[a7 + p]);
            c70 = x7.fma(b0, c70);
            bAt += bRow;
        } while (++p < k);
        c00.intoArray(to, toAt);
        c10.intoArray(to, toAt + toRow);
        c20.intoArray(to, toAt + 2 * toRow);
        c30.intoArray(to, toAt + 3 * toRow);
        c40.intoArray(to, toAt + 4 * toRow);
        c50.intoArray(to, toAt + 5 * toRow);
        c60.intoArray(to, toAt + 6 * toRow);
        c70.intoArray(to, toAt + 7 * toRow);
    }
}
