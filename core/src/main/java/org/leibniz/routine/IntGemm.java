package org.leibniz.routine;

import java.util.Arrays;

/// Matrix products of int32 matrices, strided as those of [FloatGemm] are.
public final class IntGemm {
    /// Steps between two questions whether the thread has been interrupted: a power of two.
    private static final int MANY = 64;

    private IntGemm() {}

    /// The product, modulo 2^32 as Java's integers are.
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
    public static void gemm(int m, int n, int k, int[] a, int aAt, int aRow, int aCol, int[] b, int bAt, int bRow,
            int bCol, int[] c, int cAt, int cRow, boolean accumulate) {
        int pieces = ProductParts.pieces(m, 1, ProductParts.wanted(m, n, k));
        Workers.share(m, pieces, (first, end) -> {
            for (int i = first; i < end; i++) {
                int to = cAt + i * cRow;
                if (!accumulate) {
                    Arrays.fill(c, to, to + n, 0);
                }
                for (int p = 0; p < k; p++) {
                    if ((p & MANY - 1) == 0) {
                        Workers.checkInterrupted();
                    }
                    int one = a[aAt + i * aRow + p * aCol];
                    int from = bAt + p * bRow;
                    for (int j = 0; j < n; j++) {
                        c[to + j] += one * b[from + j * bCol];
                    }
                }
            }
        });
    }
}
