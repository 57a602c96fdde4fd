package org.leibniz.simd;

// made by Tiles.java, which see
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [DoubleProduct]: `to = from + A B` for a tile of C that stays in registers, or
/// a part of one row.
///
/// There is no branch beside the loops, so that nothing rare can throw the compiled code away; they
/// test at their end, so that the vectors that are stored are of a class that the compiler knows.
final class DoubleTiles {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

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

    private DoubleTiles() {}

    /// One row by four vectors, which begin `second`, `third` and `last` columns after the first one
    /// and may overlap. Element p of the row of A is `a[aAt + p * aStep]`.
    static void row(int k, double[] a, int aAt, int aStep, double[] b, int bAt, int bRow, int second,
            int third, int last, double[] from, int fromAt, double[] to, int toAt) {
        DoubleVector c0 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c1 = DoubleVector.fromArray(S, from, fromAt + second);
        DoubleVector c2 = DoubleVector.fromArray(S, from, fromAt + third);
        DoubleVector c3 = DoubleVector.fromArray(S, from, fromAt + last);
        int p = 0;
        do {
            DoubleVector x = DoubleVector.broadcast(S, a[aAt]);
            c0 = x.fma(DoubleVector.fromArray(S, b, bAt), c0);
            c1 = x.fma(DoubleVector.fromArray(S, b, bAt + second), c1);
            c2 = x.fma(DoubleVector.fromArray(S, b, bAt + third), c2);
            c3 = x.fma(DoubleVector.fromArray(S, b, bAt + last), c3);
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
    static void tile(int last, int columns, int k, double[] a, int aAt, int aRow, double[] b, int bAt,
            int bRow, double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
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
    private static void sixWide(int last, int k, double[] a, int aAt, int aRow, double[] b, int bAt, int bRow,
            double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c01 = DoubleVector.fromArray(S, from, fromAt + L);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c11 = DoubleVector.fromArray(S, from, fromAt + fromRow + L);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c21 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow + L);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c31 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow + L);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c41 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow + L);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        DoubleVector c51 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow + L);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int p = 0;
        do {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + p]);
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
    private static void sixNarrow(int last, int k, double[] a, int aAt, int aRow, double[] b, int bAt, int bRow,
            double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aRow;
        int a2 = aAt + Math.min(2, last) * aRow;
        int a3 = aAt + Math.min(3, last) * aRow;
        int a4 = aAt + Math.min(4, last) * aRow;
        int a5 = aAt + Math.min(5, last) * aRow;
        int p = 0;
        do {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + p]);
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
    private static void eightWide(int last, int k, double[] a, int aAt, int aRow, double[] b, int bAt, int bRow,
            double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c01 = DoubleVector.fromArray(S, from, fromAt + L);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c11 = DoubleVector.fromArray(S, from, fromAt + fromRow + L);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c21 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow + L);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c31 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow + L);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c41 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow + L);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        DoubleVector c51 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow + L);
        DoubleVector c60 = DoubleVector.fromArray(S, from, fromAt + 6 * fromRow);
        DoubleVector c61 = DoubleVector.fromArray(S, from, fromAt + 6 * fromRow + L);
        DoubleVector c70 = DoubleVector.fromArray(S, from, fromAt + 7 * fromRow);
        DoubleVector c71 = DoubleVector.fromArray(S, from, fromAt + 7 * fromRow + L);
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
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            DoubleVector x6 = DoubleVector.broadcast(S, a[a6 + p]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            DoubleVector x7 = DoubleVector.broadcast(S, a[a7 + p]);
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
    private static void eightNarrow(int last, int k, double[] a, int aAt, int aRow, double[] b, int bAt, int bRow,
            double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        DoubleVector c60 = DoubleVector.fromArray(S, from, fromAt + 6 * fromRow);
        DoubleVector c70 = DoubleVector.fromArray(S, from, fromAt + 7 * fromRow);
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
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            DoubleVector x6 = DoubleVector.broadcast(S, a[a6 + p]);
            c60 = x6.fma(b0, c60);
            DoubleVector x7 = DoubleVector.broadcast(S, a[a7 + p]);
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
