package org.leibniz.routine;

/// A float32 matrix product that some other module brings, such as one in native code: [Gemm] finds it with [java.util.ServiceLoader] and
/// uses it for products of some size in place of its own.
///
/// Called from several threads at a time, for one part of C each; it must not start threads. Its bits may depend on the sizes it is given,
/// not on anything else.
public interface MatrixProduct {
    /// Whether this one is to be used, which the first product of the process asks once.
    ///
    /// @return false if, say, a library or an instruction that it needs is missing
    boolean available();

    /// C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the parameters of [Gemm#sgemm].
    ///
    /// @param m rows of A and C, at least 1
    /// @param n columns of B and C, at least 1
    /// @param k columns of A, rows of B, at least 1
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
    void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c, int cAt,
            int cRow, boolean accumulate);
}
