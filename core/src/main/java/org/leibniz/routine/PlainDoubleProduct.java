package org.leibniz.routine;

// made of PlainFloatProduct.java by Twins: change that
import java.util.Arrays;
import org.leibniz.math.Fma;
import org.leibniz.memory.Scratch;

/// The float64 matrix product in plain Java.
///
/// C is worked on block by block, its rows and four rows of B at a time in arrays of their own, so that the inner loops
/// have the form that the compiler vectorises. Every element of C is one chain of fused multiply-adds, from 0 or what C
/// held, in the order of k: the bits are those of the Vector API's product.
final class PlainDoubleProduct {
    /// Rows of C in a block, a multiple of 4.
    private static final int ROWS = 64;

    /// Columns of C in a block.
    private static final int COLUMNS = 512;

    /// Rows of B between two questions whether the thread has been interrupted: a power of two.
    private static final int MANY = 256;

    /// Slots are longer than they need be, lest they all lie a multiple of 4096 bytes apart, which slows the loops by a
    /// third.
    private static final int SLOT = COLUMNS + 28;

    private static final Scratch<PlainDoubleProduct> SCRATCH = new Scratch<>(
            2 * Runtime.getRuntime().availableProcessors(),
            (long) Double.BYTES * (ROWS + 4) * SLOT, PlainDoubleProduct::new);

    private final double[][] rowsOfC = new double[ROWS][SLOT];

    private final double[][] rowsOfB = new double[4][SLOT];

    /// A square of A.
    private final double[] square = new double[16];

    private PlainDoubleProduct() {}

    /// C = A B or C += A B; see [SimdDoubles#product].
    static void product(int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b, int bAt, Walk bRow,
            Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        ProductParts.of(m, n, k)
                .parallel((i, rows, j, columns) -> part(i, i + rows, j, j + columns, k, a, aAt, aRow, aCol, b, bAt,
                        bRow, bCol, c, cAt, cRow, accumulate));
    }

    private static void part(int top, int bottom, int left, int right, int k, double[] a, int aAt, Walk aRow, Walk aCol,
            double[] b, int bAt, Walk bRow, Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        PlainDoubleProduct scratch = SCRATCH.take();
        for (int j = left; j < right; j += COLUMNS) {
            int columns = Math.min(COLUMNS, right - j);
            for (int i = top; i < bottom; i += ROWS) {
                scratch.block(i, Math.min(ROWS, bottom - i), j, columns, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c,
                        cAt + i * cRow + j, cRow, accumulate);
            }
        }
        SCRATCH.give(scratch);
    }

    /// `m` rows of C from row i on, `n` columns from column j on, of which the first element is at `cAt`.
    private void block(int i, int m, int j, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b,
            int bAt,
            Walk bRow, Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        for (int r = 0; r < m; r++) {
            if (accumulate) {
                System.arraycopy(c, cAt + r * cRow, rowsOfC[r], 0, n);
            } else {
                Arrays.fill(rowsOfC[r], 0, n, 0);
            }
        }
        int p = 0;
        for (; p <= k - 4; p += 4) {
            if ((p & MANY - 1) == 0) {
                Workers.checkInterrupted();
            }
            fourRows(i, m, j, n, p, a, aAt, aRow, aCol, b, bAt, bRow, bCol);
        }
        for (; p < k; p++) {
            oneRow(i, m, j, n, a, aAt + aCol.at(p), aRow, b, bAt + bRow.at(p), bCol);
        }
        for (int r = 0; r < m; r++) {
            System.arraycopy(rowsOfC[r], 0, c, cAt + r * cRow, n);
        }
    }

    /// C += four columns of A times four rows of B. A method of its own, which the compiler is done with sooner than
    /// with the loops around it.
    private void fourRows(int i, int m, int j, int n, int p, double[] a, int aAt, Walk aRow, Walk aCol, double[] b,
            int bAt, Walk bRow, Walk bCol) {
        for (int q = 0; q < 4; q++) {
            copyRow(j, n, b, bAt + bRow.at(p + q), bCol, rowsOfB[q]);
        }
        for (int r = 0; r < m; r += 4) {
            copySquare(i + r, Math.min(4, m - r), p, a, aAt, aRow, aCol);
            fourByFour(rowsOfC[r], rowsOfC[r + 1], rowsOfC[r + 2], rowsOfC[r + 3], rowsOfB[0], rowsOfB[1],
                    rowsOfB[2], rowsOfB[3], square, n);
        }
    }

    /// C += a column of A times a row of B.
    private void oneRow(int i, int m, int j, int n, double[] a, int aAt, Walk aRow, double[] b, int bAt, Walk bCol) {
        copyRow(j, n, b, bAt, bCol, rowsOfB[0]);
        int last = i + m - 1;
        for (int r = 0; r < m; r += 4) {
            int row = i + r;
            fourByOne(rowsOfC[r], rowsOfC[r + 1], rowsOfC[r + 2], rowsOfC[r + 3], rowsOfB[0], a[aAt + aRow.at(row)],
                    a[aAt + aRow.at(Math.min(row + 1, last))], a[aAt + aRow.at(Math.min(row + 2, last))],
                    a[aAt + aRow.at(Math.min(row + 3, last))], n);
        }
    }

    private static void copyRow(int j, int n, double[] b, int at, Walk col, double[] row) {
        if (col.isStep(1)) {
            System.arraycopy(b, at + col.at(j), row, 0, n);
            return;
        }
        for (int q = 0; q < n; q++) {
            row[q] = b[at + col.at(j + q)];
        }
    }

    /// Four columns of up to four rows of A; the last row is repeated, for rows of C that do not exist.
    private void copySquare(int i, int rows, int p, double[] a, int at, Walk row, Walk col) {
        for (int r = 0; r < 4; r++) {
            int from = at + row.at(i + Math.min(r, rows - 1));
            for (int q = 0; q < 4; q++) {
                square[4 * r + q] = a[from + col.at(p + q)];
            }
        }
    }

    /// Four rows of C += four columns of A times four rows of B. Every array is used at the bare index alone: the one
    /// form that the compiler vectorises.
    private static void fourByFour(double[] c0, double[] c1, double[] c2, double[] c3, double[] b0, double[] b1,
            double[] b2,
            double[] b3, double[] a, int n) {
        double a00 = a[0], a01 = a[1], a02 = a[2], a03 = a[3];
        double a10 = a[4], a11 = a[5], a12 = a[6], a13 = a[7];
        double a20 = a[8], a21 = a[9], a22 = a[10], a23 = a[11];
        double a30 = a[12], a31 = a[13], a32 = a[14], a33 = a[15];
        for (int j = 0; j < n; j++) {
            double x0 = b0[j], x1 = b1[j], x2 = b2[j], x3 = b3[j];
            c0[j] = Fma.mulAdd(a03, x3, Fma.mulAdd(a02, x2, Fma.mulAdd(a01, x1, Fma.mulAdd(a00, x0, c0[j]))));
            c1[j] = Fma.mulAdd(a13, x3, Fma.mulAdd(a12, x2, Fma.mulAdd(a11, x1, Fma.mulAdd(a10, x0, c1[j]))));
            c2[j] = Fma.mulAdd(a23, x3, Fma.mulAdd(a22, x2, Fma.mulAdd(a21, x1, Fma.mulAdd(a20, x0, c2[j]))));
            c3[j] = Fma.mulAdd(a33, x3, Fma.mulAdd(a32, x2, Fma.mulAdd(a31, x1, Fma.mulAdd(a30, x0, c3[j]))));
        }
    }

    /// Four rows of C += one column of A times one row of B.
    private static void fourByOne(double[] c0, double[] c1, double[] c2, double[] c3, double[] b, double a0, double a1,
            double a2, double a3, int n) {
        for (int j = 0; j < n; j++) {
            double x = b[j];
            c0[j] = Fma.mulAdd(a0, x, c0[j]);
            c1[j] = Fma.mulAdd(a1, x, c1[j]);
            c2[j] = Fma.mulAdd(a2, x, c2[j]);
            c3[j] = Fma.mulAdd(a3, x, c3[j]);
        }
    }
}
