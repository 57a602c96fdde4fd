package org.leibniz.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.routine.Scratch;

/// The float64 matrix product with the Vector API, on one thread.
///
/// Goto's scheme (Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008): B goes block by block into panels two
/// vectors wide, which stay in the cache while tiles of 8 rows of A pass over them; a tile keeps its 16 vectors of C in registers. A is
/// read where it lies if its rows or its columns are contiguous, the latter being faster by a tenth; else it is packed 8 rows at a time
/// too.
///
/// Every element of C is one chain of fused multiply-adds, from 0 or what C held, in the order of k. So neither blocks nor tiles nor who
/// calls this for which part of C shows in the bits, and the plain product has the same.
final class DoubleProduct {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    /// Whether there are the 19 vector registers that a tile two vectors wide takes: AVX2, with vectors of 256 bits, has 16.
    private static final boolean MANY_REGISTERS = S.vectorBitSize() != 256;

    /// Rows of a tile.
    private static final int ROWS = 8;

    /// Columns of a tile and of a panel of B.
    private static final int WIDTH = 2 * L;

    /// The most of k in a block.
    private static final int DEPTH = 256;

    /// Rows of A in a block: with DEPTH, what the second-level cache holds.
    private static final int BLOCK_ROWS = 128;

    /// Columns of B in a block, a multiple of WIDTH on every machine.
    private static final int BLOCK_COLUMNS = 256;

    /// For this many rows B is used where it lies: packing it would cost as much as using it.
    private static final int FEW_ROWS = 3 * ROWS;

    /// What tiles start from that start from 0.
    private static final double[] ZERO = new double[WIDTH];

    private static final Scratch<DoubleProduct> SCRATCH = new Scratch<>(DoubleProduct::new);

    private final double[] packedA = new double[BLOCK_ROWS * DEPTH];

    private final double[] packedB = new double[BLOCK_COLUMNS * DEPTH];

    /// A tile at the edge of C, which has less room.
    private final double[] edge = new double[ROWS * WIDTH];

    private DoubleProduct() {}

    /// C = A B or C += A B; see `Gemm.dgemm`. k is at least 1.
    static void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c,
            int cAt, int cRow, boolean accumulate) {
        if (m == 1 && bCol == 1) {
            rowTimes(n, k, a, aAt, aCol, b, bAt, bRow, c, cAt, accumulate);
            return;
        }
        DoubleProduct scratch = SCRATCH.take();
        int depth = evenly(k, DEPTH);
        for (int j = 0; j < n; j += BLOCK_COLUMNS) {
            int columns = Math.min(BLOCK_COLUMNS, n - j);
            for (int p = 0; p < k; p += depth) {
                scratch.block(m, columns, Math.min(depth, k - p), a, aAt + p * aCol, aRow, aCol, b, bAt + p * bRow + j * bCol, bRow, bCol,
                        c, cAt + j, cRow, accumulate || p > 0);
            }
        }
        SCRATCH.give(scratch);
    }

    /// The least piece that cuts `length` into as few pieces as pieces of `most` would.
    private static int evenly(int length, int most) {
        int pieces = (length + most - 1) / most;
        return (length + pieces - 1) / pieces;
    }

    /// A product that takes one block of columns and one of k.
    private void block(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c,
            int cAt, int cRow, boolean accumulate) {
        boolean bInPlace = bCol == 1 && n >= WIDTH && m <= FEW_ROWS;
        for (int j = 0; j < n && !bInPlace; j += WIDTH) {
            int left = panelStart(j, n);
            packB(Math.min(WIDTH, n - left), k, b, bAt + left * bCol, bRow, bCol, j * k);
        }
        for (int i = 0; i < m; i += BLOCK_ROWS) {
            int rows = Math.min(BLOCK_ROWS, m - i);
            if (aCol != 1) {
                packA(rows, k, a, aAt + i * aRow, aRow, aCol);
            }
            for (int j = 0; j < n; j += WIDTH) {
                int left = panelStart(j, n);
                double[] panel = bInPlace ? b : packedB;
                int panelAt = bInPlace ? bAt + left : j * k;
                int panelRow = bInPlace ? bRow : WIDTH;
                int at = aAt + i * aRow;
                int to = cAt + i * cRow + left;
                panel(rows, Math.min(WIDTH, n - left), accumulate ? j - left : 0, k, a, at, aRow, aCol, panel, panelAt, panelRow, c, to,
                        cRow, accumulate);
            }
        }
    }

    /// Where the panel for the columns from j on begins: the last one is moved to the left to be full if there is room, as computing some
    /// columns twice costs less than an edge.
    private static int panelStart(int j, int n) {
        return Math.clamp(n - WIDTH, 0, j);
    }

    /// The tiles of one panel, top to bottom. The first `done` of the n columns are left alone: a panel that was moved must not be added to
    /// C twice.
    private void panel(int m, int n, int done, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, double[] c,
            int cAt, int cRow, boolean accumulate) {
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int at = cAt + i * cRow;
            boolean whole = rows == ROWS && n == WIDTH && done == 0;
            double[] to = whole ? c : edge;
            int toAt = whole ? at : 0;
            int toRow = whole ? cRow : WIDTH;
            if (!whole && accumulate) {
                copyTile(rows, n - done, c, at + done, cRow, edge, done, WIDTH);
            }
            double[] from = accumulate ? to : ZERO;
            int fromAt = accumulate ? toAt : 0;
            int fromRow = accumulate ? toRow : 0;
            if (aCol == 1) {
                int tileAt = aAt + i * aRow;
                if (n > L && MANY_REGISTERS) {
                    rows(rows - 1, k, a, tileAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                } else {
                    for (int j = 0; j < n; j += L) {
                        rowsNarrow(rows - 1, k, a, tileAt, aRow, b, bAt + j, bRow, from, fromAt + j, fromRow, to, toAt + j, toRow);
                    }
                }
            } else {
                boolean inPlace = aRow == 1 && rows == ROWS;
                double[] columns = inPlace ? a : packedA;
                int tileAt = inPlace ? aAt + i : i * k;
                int step = inPlace ? aCol : ROWS;
                if (n > L && MANY_REGISTERS) {
                    columns(k, columns, tileAt, step, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                } else {
                    for (int j = 0; j < n; j += L) {
                        columnsNarrow(k, columns, tileAt, step, b, bAt + j, bRow, from, fromAt + j, fromRow, to, toAt + j, toRow);
                    }
                }
            }
            if (!whole) {
                copyTile(rows, n - done, edge, done, WIDTH, c, at + done, cRow);
            }
        }
    }

    private static void copyTile(int rows, int n, double[] from, int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, fromAt + r * fromRow, to, toAt + r * toRow, n);
        }
    }

    /// Packs a panel of B: k rows of WIDTH. What lies beyond the n columns that there are is left as it was: it only meets columns of C
    /// that do not exist.
    private void packB(int n, int k, double[] b, int at, int row, int col, int panelAt) {
        if (col == 1 && n == WIDTH) {
            copyRows(k, b, at, row, packedB, panelAt);
        } else if (col == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, at + p * row, packedB, panelAt + p * WIDTH, n);
            }
        } else if (row == 1 && n == WIDTH && Transpose.SUPPORTED) {
            int whole = k & -L;
            for (int p = 0; p < whole; p += L) {
                Transpose.square(b, at + p, col, packedB, panelAt + p * WIDTH, WIDTH);
                Transpose.square(b, at + L * col + p, col, packedB, panelAt + p * WIDTH + L, WIDTH);
            }
            gather(n, whole, k, b, at, row, col, packedB, panelAt, WIDTH);
        } else {
            gather(n, 0, k, b, at, row, col, packedB, panelAt, WIDTH);
        }
    }

    /// Packs rows of A: tile by tile, k columns of 8, the last row repeated to fill the tile. Tiles that are used where they lie are left
    /// out.
    private void packA(int m, int k, double[] a, int at, int row, int col) {
        for (int i = row == 1 ? m & -ROWS : 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            gather(rows, 0, k, a, at + i * row, /* row= */ col, /* col= */ row, packedA, i * k, ROWS);
            for (int p = 0; rows < ROWS && p < k; p++) {
                int to = i * k + p * ROWS;
                Arrays.fill(packedA, to + rows, to + ROWS, packedA[to + rows - 1]);
            }
        }
    }

    /// `packed[packedAt + p * width + j] = x[at + p * row + j * col]` for j < n and from <= p < k.
    private static void gather(int n, int from, int k, double[] x, int at, int row, int col, double[] packed, int packedAt, int width) {
        if (col == 1) {
            for (int p = from; p < k; p++) {
                System.arraycopy(x, at + p * row, packed, packedAt + p * width, n);
            }
            return;
        }
        for (int p = from; p < k; p++) {
            int x0 = at + p * row;
            int to = packedAt + p * width;
            for (int j = 0; j < n; j++) {
                packed[to + j] = x[x0 + j * col];
            }
        }
    }

    private static void copyRows(int k, double[] b, int at, int row, double[] packed, int packedAt) {
        for (int p = 0; p < k; p++) {
            DoubleVector left = DoubleVector.fromArray(S, b, at + p * row);
            DoubleVector right = DoubleVector.fromArray(S, b, at + p * row + L);
            left.intoArray(packed, packedAt + p * WIDTH);
            right.intoArray(packed, packedAt + p * WIDTH + L);
        }
    }

    /// One row times a matrix: B is read once, where it lies, four vectors abreast.
    private static void rowTimes(int n, int k, double[] a, int aAt, int aCol, double[] b, int bAt, int bRow, double[] c, int cAt,
            boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(c, cAt, cAt + n, 0);
        }
        int j = 0;
        for (; j <= n - 4 * L; j += 4 * L) {
            rowTimesFour(k, a, aAt, aCol, b, bAt + j, bRow, c, cAt + j);
        }
        for (; j <= n - L; j += L) {
            rowTimesOne(k, a, aAt, aCol, b, bAt + j, bRow, c, cAt + j);
        }
        for (; j < n; j++) {
            double sum = c[cAt + j];
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[aAt + p * aCol], b[bAt + j + p * bRow], sum);
            }
            c[cAt + j] = sum;
        }
    }

    private static void rowTimesFour(int k, double[] a, int aAt, int aCol, double[] b, int bAt, int bRow, double[] c, int cAt) {
        DoubleVector c0 = DoubleVector.fromArray(S, c, cAt);
        DoubleVector c1 = DoubleVector.fromArray(S, c, cAt + L);
        DoubleVector c2 = DoubleVector.fromArray(S, c, cAt + 2 * L);
        DoubleVector c3 = DoubleVector.fromArray(S, c, cAt + 3 * L);
        int p = 0;
        do {
            DoubleVector x = DoubleVector.broadcast(S, a[aAt + p * aCol]);
            c0 = x.fma(DoubleVector.fromArray(S, b, bAt), c0);
            c1 = x.fma(DoubleVector.fromArray(S, b, bAt + L), c1);
            c2 = x.fma(DoubleVector.fromArray(S, b, bAt + 2 * L), c2);
            c3 = x.fma(DoubleVector.fromArray(S, b, bAt + 3 * L), c3);
            bAt += bRow;
        } while (++p < k);
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + L);
        c2.intoArray(c, cAt + 2 * L);
        c3.intoArray(c, cAt + 3 * L);
    }

    private static void rowTimesOne(int k, double[] a, int aAt, int aCol, double[] b, int bAt, int bRow, double[] c, int cAt) {
        DoubleVector c0 = DoubleVector.fromArray(S, c, cAt);
        int p = 0;
        do {
            c0 = DoubleVector.broadcast(S, a[aAt + p * aCol]).fma(DoubleVector.fromArray(S, b, bAt), c0);
            bAt += bRow;
        } while (++p < k);
        c0.intoArray(c, cAt);
    }

    /// One tile, 8 rows by 2 vectors: `to = from + A B`, where row r of A begins at `a[aAt + r * aStep]` and goes on in steps of 1; rows
    /// past the last (`last` is its number) repeat it. B has k rows of two vectors, `bRow` apart. There is no branch beside the loop, so
    /// that nothing rare can throw the compiled code away; the loop tests at its end, so that the vectors that are stored are of a class
    /// that the compiler knows.
    private static void rows(int last, int k, double[] a, int aAt, int aStep, double[] b, int bAt, int bRow, double[] from, int fromAt,
            int fromRow, double[] to, int toAt, int toRow) {
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
        int a1 = aAt + Math.min(1, last) * aStep;
        int a2 = aAt + Math.min(2, last) * aStep;
        int a3 = aAt + Math.min(3, last) * aStep;
        int a4 = aAt + Math.min(4, last) * aStep;
        int a5 = aAt + Math.min(5, last) * aStep;
        int a6 = aAt + Math.min(6, last) * aStep;
        int a7 = aAt + Math.min(7, last) * aStep;
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

    /// The same, one vector wide.
    private static void rowsNarrow(int last, int k, double[] a, int aAt, int aStep, double[] b, int bAt, int bRow, double[] from,
            int fromAt, int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        DoubleVector c60 = DoubleVector.fromArray(S, from, fromAt + 6 * fromRow);
        DoubleVector c70 = DoubleVector.fromArray(S, from, fromAt + 7 * fromRow);
        int a0 = aAt;
        int a1 = aAt + Math.min(1, last) * aStep;
        int a2 = aAt + Math.min(2, last) * aStep;
        int a3 = aAt + Math.min(3, last) * aStep;
        int a4 = aAt + Math.min(4, last) * aStep;
        int a5 = aAt + Math.min(5, last) * aStep;
        int a6 = aAt + Math.min(6, last) * aStep;
        int a7 = aAt + Math.min(7, last) * aStep;
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

    /// The same, 8 rows by 2 vectors, where column p of A is the 8 elements from `a[aAt + p * aStep]` on.
    private static void columns(int k, double[] a, int aAt, int aStep, double[] b, int bAt, int bRow, double[] from, int fromAt,
            int fromRow, double[] to, int toAt, int toRow) {
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
        int p = 0;
        do {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[aAt]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, a[aAt + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, a[aAt + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, a[aAt + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, a[aAt + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, a[aAt + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            DoubleVector x6 = DoubleVector.broadcast(S, a[aAt + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            DoubleVector x7 = DoubleVector.broadcast(S, a[aAt + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            aAt += aStep;
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

    /// The same, one vector wide.
    private static void columnsNarrow(int k, double[] a, int aAt, int aStep, double[] b, int bAt, int bRow, double[] from, int fromAt,
            int fromRow, double[] to, int toAt, int toRow) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fromAt);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fromAt + fromRow);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fromAt + 2 * fromRow);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fromAt + 3 * fromRow);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fromAt + 4 * fromRow);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fromAt + 5 * fromRow);
        DoubleVector c60 = DoubleVector.fromArray(S, from, fromAt + 6 * fromRow);
        DoubleVector c70 = DoubleVector.fromArray(S, from, fromAt + 7 * fromRow);
        int p = 0;
        do {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector x0 = DoubleVector.broadcast(S, a[aAt]);
            c00 = x0.fma(b0, c00);
            DoubleVector x1 = DoubleVector.broadcast(S, a[aAt + 1]);
            c10 = x1.fma(b0, c10);
            DoubleVector x2 = DoubleVector.broadcast(S, a[aAt + 2]);
            c20 = x2.fma(b0, c20);
            DoubleVector x3 = DoubleVector.broadcast(S, a[aAt + 3]);
            c30 = x3.fma(b0, c30);
            DoubleVector x4 = DoubleVector.broadcast(S, a[aAt + 4]);
            c40 = x4.fma(b0, c40);
            DoubleVector x5 = DoubleVector.broadcast(S, a[aAt + 5]);
            c50 = x5.fma(b0, c50);
            DoubleVector x6 = DoubleVector.broadcast(S, a[aAt + 6]);
            c60 = x6.fma(b0, c60);
            DoubleVector x7 = DoubleVector.broadcast(S, a[aAt + 7]);
            c70 = x7.fma(b0, c70);
            aAt += aStep;
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
