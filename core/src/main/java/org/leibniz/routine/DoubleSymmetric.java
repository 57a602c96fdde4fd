package org.leibniz.routine;

// made of FloatSymmetric.java by Twins: change that
import org.leibniz.memory.Scratch;

/// Products of a matrix of doubles and itself, C\[m,m] = A D Aᵀ, where D is a diagonal: half of it is computed, and the
/// other half is the same.
///
/// Element (i, p) of A is `a[aAt + i * aRow + p * aCol]`, element (i, j) of C is `c[cAt + i * cRow + j]`. The diagonal
/// is a product of factors, of which element p is `factor[at + p * step]`; without any it is 1.
///
/// **Bits.** Element (i, j) of the lower half (j ≤ i) is the sum over p of `(a[i, p] * factors[p]) * a[j, p]`, its
/// first factor rounded after each multiplication, in the order of [DoubleGemm]; if C has few elements and k is long,
/// first of pieces of k, which are added in order. Element (j, i) is by definition the same. None of this depends on
/// the number of threads.
public final class DoubleSymmetric {
    /// Rows of a block, of which all columns to the end of the block are computed: a multiple of the rows of tiles.
    private static final int ROWS = 24;

    /// The most blocks, or so: each packs the columns that it meets.
    private static final int BLOCKS = 16;

    /// The least length of a piece of k, and the most pieces.
    private static final int PIECE = 250;

    private static final int PIECES = 16;

    /// A result of more elements has blocks enough to share.
    private static final int FEW_ELEMENTS = 1 << 15;

    /// The side of squares that are mirrored at a time.
    private static final int SQUARE = 32;

    private static final Scratch<DoubleSymmetric> SCRATCH = new Scratch<>(DoubleSymmetric::bytes, DoubleSymmetric::new);

    private final double[][] parts = new double[PIECES][0];

    private double[] scaled = {};

    private DoubleSymmetric() {}

    /// A factor of the diagonal.
    ///
    /// @param array holds it
    /// @param at the index of its first element
    /// @param step from element to element
    public record Factor(double[] array, int at, int step) {}

    /// The product.
    ///
    /// @param m rows of A; rows and columns of C
    /// @param k columns of A, at least 1
    /// @param a the array of A
    /// @param aAt index of its first element
    /// @param aRow step from row to row
    /// @param aCol step from column to column
    /// @param factors of the diagonal
    /// @param c the array of C, not that of A
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least m
    public static void product(int m, int k, double[] a, int aAt, int aRow, int aCol, Factor[] factors, double[] c,
            int cAt, int cRow) {
        DoubleSymmetric scratch = SCRATCH.take();
        scratch.run(m, k, a, aAt, aRow, aCol, factors, c, cAt, cRow);
        SCRATCH.give(scratch);
    }

    private long bytes() {
        long n = scaled.length;
        for (double[] part : parts) {
            n += part.length;
        }
        return n * Double.BYTES;
    }

    private void run(int m, int k, double[] a, int aAt, int aRow, int aCol, Factor[] factors, double[] c, int cAt,
            int cRow) {
        int pieces = m * (long) m <= FEW_ELEMENTS ? Math.clamp(k / PIECE, 1, PIECES) : 1;
        if (factors.length > 0 && scaled.length < m * k) {
            scaled = new double[m * k];
        }
        for (int q = 0; pieces > 1 && q < pieces; q++) {
            parts[q] = parts[q].length < m * m ? new double[m * m] : parts[q];
        }
        int chunks = ProductParts.wanted(m, m, k);
        if (pieces == 1) {
            Workers.share(k, chunks, (p, end) -> scale(m, k, p, end, a, aAt, aRow, aCol, factors));
            int blocks = Math.ceilDiv(m, rows(m));
            Workers.share(blocks, chunks == 1 ? 1 : blocks, (from, to) -> {
                for (int b = from; b < to; b++) { // the longest one first
                    block(blocks - 1 - b, m, k, 0, k, a, aAt, aRow, aCol, factors, c, cAt, cRow);
                }
            });
        } else {
            Workers.share(pieces, chunks == 1 ? 1 : pieces, (from, to) -> {
                for (int q = from; q < to; q++) {
                    int p = Workers.bound(k, q, pieces);
                    int end = Workers.bound(k, q + 1, pieces);
                    scale(m, k, p, end, a, aAt, aRow, aCol, factors);
                    for (int b = Math.ceilDiv(m, rows(m)) - 1; b >= 0; b--) {
                        block(b, m, k, p, end, a, aAt, aRow, aCol, factors, parts[q], 0, m);
                    }
                }
            });
        }
        int strips = Math.ceilDiv(m, SQUARE);
        Workers.share(strips, Math.min(strips, ProductParts.wanted(m, m, pieces)), (from, to) -> {
            for (int strip = from; strip < to; strip++) {
                int i = strip * SQUARE;
                int end = Math.min(m, i + SQUARE);
                if (pieces > 1) {
                    sum(pieces, i, end, m, c, cAt, cRow);
                }
                for (int j = 0; j < end; j += SQUARE) {
                    mirror(i, end, j, Math.min(end, j + SQUARE), c, cAt, cRow);
                }
            }
        });
    }

    private static int rows(int m) {
        return Math.ceilDiv(m, BLOCKS * ROWS) * ROWS;
    }

    /// A times the diagonal for p to end of k: as rows if A is so, else as columns.
    private void scale(int m, int k, int p, int end, double[] a, int aAt, int aRow, int aCol, Factor[] factors) {
        for (int f = 0; f < factors.length; f++) {
            var factor = factors[f];
            double[] from = f == 0 ? a : scaled;
            for (int i = 0; aRow != 1 && i < m; i++) {
                int x = f == 0 ? aAt + i * aRow : i * k;
                int step = f == 0 ? aCol : 1;
                for (int q = p; q < end; q++) {
                    scaled[i * k + q] = from[x + q * step] * factor.array[factor.at + q * factor.step];
                }
            }
            for (int q = p; aRow == 1 && q < end; q++) {
                int x = f == 0 ? aAt + q * aCol : q * m;
                double s = factor.array[factor.at + q * factor.step];
                for (int i = 0; i < m; i++) {
                    scaled[q * m + i] = from[x + i] * s;
                }
            }
        }
    }

    /// Some rows of the lower half, for p to end of k, into C.
    private void block(int block, int m, int k, int p, int end, double[] a, int aAt, int aRow, int aCol,
            Factor[] factors, double[] c, int cAt, int cRow) {
        int i = block * rows(m);
        int rows = Math.min(rows(m), m - i);
        boolean plain = factors.length == 0;
        int row = plain ? aRow : aRow == 1 ? 1 : k;
        int column = plain ? aCol : aRow == 1 ? m : 1;
        DoubleGemm.gemm(rows, i + rows, end - p, plain ? a : scaled, (plain ? aAt : 0) + i * row + p * column, row,
                column, a, aAt + p * aCol, aCol, aRow, c, cAt + i * cRow, cRow, false);
    }

    /// Rows of the lower half of C: the sums of those of the pieces.
    private void sum(int pieces, int i, int end, int m, double[] c, int cAt, int cRow) {
        for (; i < end; i++) {
            for (int q = 1; q < pieces; q++) {
                add(parts[0], parts[q], i * m, i * m + i + 1);
            }
            System.arraycopy(parts[0], i * m, c, cAt + i * cRow, i + 1);
        }
    }

    /// The one form that the compiler vectorises: arrays at the bare index.
    private static void add(double[] x, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            x[j] += y[j];
        }
    }

    /// What is below the diagonal in a square of C goes above it.
    private static void mirror(int top, int end, int left, int right, double[] c, int cAt, int cRow) {
        for (int i = top; i < end; i++) {
            for (int j = left; j < Math.min(i, right); j++) {
                c[cAt + j * cRow + i] = c[cAt + i * cRow + j];
            }
        }
    }
}
