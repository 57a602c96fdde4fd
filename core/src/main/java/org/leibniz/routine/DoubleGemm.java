package org.leibniz.routine;

// made of FloatGemm.java by Twins: change that
import org.leibniz.math.Fma;

/// Matrix products of strided matrices of doubles that lie in arrays: C\[m,n] = A\[m,k] B\[k,n], or C += A B.
///
/// Element (i, p) of A is `a[aAt + i * aRow + p * aCol]`, element (p, j) of B is `b[bAt + p * bRow + j * bCol]`,
/// element (i, j) of C is `c[cAt + i * cRow + j]`. So a transposed operand swaps its two strides, one of a batch has
/// an offset, a stride of 0 repeats, and nothing needs to be copied first.
///
/// **Bits.** An element of C is one chain of fused multiply-adds from 0, or from what C held, in the order of k.
/// There are two exceptions. Where C has few elements and k is long, k is cut into pieces ([ProductParts#deep]), a
/// chain from 0 each, which are added in order, the first to what C held. Where m or n is 1, k runs along the memory
/// of both operands and there are more than 256 multiply-adds, it is the sum of products of [SimdDoubles#dot]. None
/// of this depends on the number of threads, nor on what the product is a part of.
///
/// Large products are shared with the [Workers], part by part of a [ProductParts]; called from within one of their
/// chunks they run on its thread.
public final class DoubleGemm {
    /// Up to this many multiply-adds, a plain loop is done before a block would be packed.
    private static final int TINY = 256;

    /// What reading an element of a matrix that is used once counts for, in multiply-adds.
    private static final int READING = 8;

    private static final SimdDoubles LOOPS = SimdLoops.best().doubles();

    private DoubleGemm() {}

    /// The product.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
    /// @param a the array of A
    /// @param aAt index of its first element
    /// @param aRow step from row to row
    /// @param aCol step from column to column
    /// @param b the array of B
    /// @param bAt index of its first element
    /// @param bRow step from row to row
    /// @param bCol step from column to column
    /// @param c the array of C, neither that of A nor that of B
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least n
    /// @param accumulate true to add to what C holds
    public static void gemm(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow,
            int bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        gemm(m, n, k, a, aAt, Walk.of(aRow), Walk.of(aCol), b, bAt, Walk.of(bRow), Walk.of(bCol), c, cAt, cRow,
                accumulate);
    }

    /// The product of matrices that need not lie in even steps; an element of an operand is at the sum of where its
    /// row and where its column lies.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
    /// @param a the array of A
    /// @param aAt what its walks are from
    /// @param aRow from row to row
    /// @param aCol from column to column
    /// @param b the array of B
    /// @param bAt what its walks are from
    /// @param bRow from row to row
    /// @param bCol from column to column
    /// @param c the array of C, neither that of A nor that of B
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least n
    /// @param accumulate true to add to what C holds
    public static void gemm(int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b, int bAt,
            Walk bRow, Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        int pieces = ProductParts.deep(m, n, k);
        if (pieces > 1) {
            deep(pieces, m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        } else {
            chains(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        }
    }

    /// Sums in pieces. Of two operands that lie in columns of k, the one with fewer of them becomes the left one: it
    /// is transposed on the way.
    private static void deep(int pieces, int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol,
            double[] b, int bAt, Walk bRow, Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        boolean turned = aRow.isStep(1) && bCol.isStep(1) && m > n;
        DoubleSum sum = DoubleSum.take(pieces, m * n);
        Workers.share(pieces, ProductParts.wanted(m, n, k) == 1 ? 1 : pieces, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int from = Workers.bound(k, i, pieces);
                int length = Workers.bound(k, i + 1, pieces) - from;
                Walk aRest = aCol.from(from);
                Walk bRest = bRow.from(from);
                if (turned) {
                    chains(n, m, length, b, bAt, bCol, bRest, a, aAt, aRest, aRow, sum.part(i), 0, m, false);
                } else {
                    chains(m, n, length, a, aAt, aRow, aRest, b, bAt, bRest, bCol, sum.part(i), 0, n, false);
                }
            }
        });
        if (turned) {
            sum.write(pieces, n, m, c, cAt, 1, cRow, accumulate);
        } else {
            sum.write(pieces, m, n, c, cAt, cRow, 1, accumulate);
        }
        sum.give();
    }

    /// Sums in one piece.
    private static void chains(int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b, int bAt,
            Walk bRow, Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        if ((long) m * n * k <= TINY && aRow.isEven() && aCol.isEven() && bRow.isEven() && bCol.isEven()) {
            tiny(m, n, k, a, aAt + aRow.at(0) + aCol.at(0), aRow.step(), aCol.step(), b, bAt + bRow.at(0) + bCol.at(0),
                    bRow.step(), bCol.step(), c, cAt, cRow, accumulate);
        } else if (n == 1 && aCol.isStep(1)) {
            double[] x = bRow.isStep(1) ? b : column(k, b, bAt, bRow);
            rowDots(m, k, a, aAt + aCol.at(0), aRow, x, bRow.isStep(1) ? bAt + bRow.at(0) : 0, c, cAt, cRow,
                    accumulate);
        } else if (m == 1 && bRow.isStep(1)) {
            double[] x = aCol.isStep(1) ? a : column(k, a, aAt, aCol);
            rowDots(n, k, b, bAt + bRow.at(0), bCol, x, aCol.isStep(1) ? aAt + aCol.at(0) : 0, c, cAt, 1, accumulate);
        } else if (n == 1 && cRow == 1) {
            LOOPS.product(1, m, k, b, bAt, Walk.of(0), bRow, a, aAt, aCol, aRow, c, cAt, m, accumulate);
        } else {
            LOOPS.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        }
    }

    /// C = A x, or C += A x, for contiguous rows of A and a contiguous x.
    private static void rowDots(int m, int k, double[] a, int aAt, Walk aRow, double[] x, int xAt, double[] c, int cAt,
            int cRow, boolean accumulate) {
        int pieces = ProductParts.pieces(m, 1, ProductParts.wanted(m, READING, k));
        Workers.share(m, pieces, (begin, end) -> {
            int rows = aRow.isEven() ? end - begin : 1; // at a time
            for (int i = begin; i < end; i += rows) {
                LOOPS.dots(rows, k, a, aAt + aRow.at(i), aRow.step(), x, xAt, c, cAt + i * cRow, cRow, accumulate);
            }
        });
    }

    private static double[] column(int k, double[] x, int at, Walk walk) {
        double[] y = new double[k];
        for (int p = 0; p < k; p++) {
            y[p] = x[at + walk.at(p)];
        }
        return y;
    }

    /// The longer of the two sides of C is done four elements at a time: a chain alone is a matter of waiting.
    private static void tiny(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt,
            int bRow,
            int bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        if (m > n) {
            for (int j = 0; j < n; j++) {
                few(m, k, b, bAt + j * bCol, bRow, a, aAt, aCol, aRow, c, cAt + j, cRow, accumulate);
            }
        } else {
            for (int i = 0; i < m; i++) {
                few(n, k, a, aAt + i * aRow, aCol, b, bAt, bRow, bCol, c, cAt + i * cRow, 1, accumulate);
            }
        }
    }

    /// `c[j] = x[0] b[0, j] + x[1] b[1, j] ..` for j < n, each a chain from 0 or from c\[j].
    private static void few(int n, int k, double[] x, int xAt, int xStep, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cStep, boolean accumulate) {
        int j = 0;
        for (; j <= n - 4; j += 4) {
            int to = cAt + j * cStep;
            double s0 = accumulate ? c[to] : 0;
            double s1 = accumulate ? c[to + cStep] : 0;
            double s2 = accumulate ? c[to + 2 * cStep] : 0;
            double s3 = accumulate ? c[to + 3 * cStep] : 0;
            for (int p = 0, at = bAt + j * bCol; p < k; p++, at += bRow) {
                double f = x[xAt + p * xStep];
                s0 = Fma.mulAdd(f, b[at], s0);
                s1 = Fma.mulAdd(f, b[at + bCol], s1);
                s2 = Fma.mulAdd(f, b[at + 2 * bCol], s2);
                s3 = Fma.mulAdd(f, b[at + 3 * bCol], s3);
            }
            c[to] = s0;
            c[to + cStep] = s1;
            c[to + 2 * cStep] = s2;
            c[to + 3 * cStep] = s3;
        }
        for (; j < n; j++) {
            int to = cAt + j * cStep;
            double sum = accumulate ? c[to] : 0;
            for (int p = 0; p < k; p++) {
                sum = Fma.mulAdd(x[xAt + p * xStep], b[bAt + j * bCol + p * bRow], sum);
            }
            c[to] = sum;
        }
    }
}
