package org.leibniz.routine;

import java.util.Arrays;
import org.leibniz.DType;

/// Linear systems and factors of square matrices, of several matrices one after the other. All dtypes are computed in
/// double. Large matrices go block by block, so that most of the work is matrix products ([DoubleGemm]).
public final class LinearAlgebra {
    private static final int BLOCK = 48;
    private static final int NARROW = 8; // right sides up to here are not worth a product

    private LinearAlgebra() {}

    // ---- entries

    /// Solves `a x = b` (`aT x = b` if transposed) by elimination with partial pivoting. A singular matrix gives
    /// infinities or NaN.
    ///
    /// @param type
    ///            a floating dtype
    /// @param a
    ///            matrices \[n, n], one after the other
    /// @param b
    ///            right sides \[n, k]
    /// @param n
    ///            rows and columns
    /// @param k
    ///            right sides of each matrix
    /// @param transposed
    ///            whether to solve with the transposed matrices
    /// @param x
    ///            the solutions \[n, k]
    /// @param from
    ///            the first matrix; matrices may be divided over several threads
    /// @param to
    ///            one past the last
    public static void solve(DType type, Object a, Object b, int n, int k, boolean transposed, Object x, int from,
            int to) {
        double[] lu = new double[n * n];
        double[] y = new double[n * k];
        double[] row = new double[n];
        for (int i = from; i < to; i++) {
            if (transposed) {
                for (int j = 0; j < n; j++) {
                    StridedAccess.read(type, a, i * n * n + j, n, row, n);
                    System.arraycopy(row, 0, lu, j * n, n);
                }
            } else {
                StridedAccess.read(type, a, i * n * n, 1, lu, n * n);
            }
            StridedAccess.read(type, b, i * n * k, 1, y, n * k);
            eliminate(lu, n, y, k);
            triangular(lu, n, 1, n, true, true, y, k);
            triangular(lu, n, 1, n, false, false, y, k);
            StridedAccess.write(type, y, n * k, x, i * n * k, 1);
        }
    }

    /// Solves with triangular matrices; the other triangle is not read.
    ///
    /// @param type
    ///            a floating dtype
    /// @param a
    ///            matrices \[n, n], one after the other
    /// @param b
    ///            right sides \[n, k]
    /// @param n
    ///            rows and columns
    /// @param k
    ///            right sides of each matrix
    /// @param lower
    ///            which triangle
    /// @param transposed
    ///            whether to solve with the transposed matrices
    /// @param x
    ///            the solutions \[n, k]
    /// @param from
    ///            the first matrix; matrices may be divided over several threads
    /// @param to
    ///            one past the last
    public static void triangularSolve(DType type, Object a, Object b, int n, int k, boolean lower, boolean transposed,
            Object x, int from, int to) {
        double[] m = new double[n * n];
        double[] y = new double[n * k];
        for (int i = from; i < to; i++) {
            StridedAccess.read(type, a, i * n * n, 1, m, n * n);
            StridedAccess.read(type, b, i * n * k, 1, y, n * k);
            triangular(m, transposed ? 1 : n, transposed ? n : 1, n, lower != transposed, false, y, k);
            StridedAccess.write(type, y, n * k, x, i * n * k, 1);
        }
    }

    /// Lower triangular factors `l` with `l lT = a`; the upper triangle of `a` is not read. All NaN where `a` is not
    /// positive definite.
    ///
    /// @param type
    ///            a floating dtype
    /// @param a
    ///            matrices \[n, n], one after the other
    /// @param n
    ///            rows and columns
    /// @param l
    ///            the factors \[n, n]
    /// @param from
    ///            the first matrix; matrices may be divided over several threads
    /// @param to
    ///            one past the last
    public static void cholesky(DType type, Object a, int n, Object l, int from, int to) {
        double[] m = new double[n * n];
        for (int i = from; i < to; i++) {
            StridedAccess.read(type, a, i * n * n, 1, m, n * n);
            if (factor(m, n)) {
                for (int r = 0; r < n; r++) {
                    Arrays.fill(m, r * n + r + 1, (r + 1) * n, 0);
                }
            } else {
                Arrays.fill(m, Double.NaN);
            }
            StridedAccess.write(type, m, n * n, l, i * n * n, 1);
        }
    }

    // ---- factors

    /// Makes `a` its factors, the lower one with a diagonal of ones, and exchanges the rows of `x` as those of `a`.
    private static void eliminate(double[] a, int n, double[] x, int k) {
        for (int begin = 0; begin < n; begin += BLOCK) {
            int end = Math.min(begin + BLOCK, n);
            for (int j = begin; j < end; j++) {
                Workers.checkInterrupted();
                int pivot = j;
                for (int i = j + 1; i < n; i++) {
                    pivot = Math.abs(a[i * n + j]) > Math.abs(a[pivot * n + j]) ? i : pivot;
                }
                exchange(a, j * n, pivot * n, n);
                exchange(x, j * k, pivot * k, k);
                for (int i = j + 1; i < n; i++) {
                    double factor = a[i * n + j] /= a[j * n + j];
                    subtract(factor, a, j * n + j + 1, a, i * n + j + 1, end - j - 1);
                }
            }
            for (int i = begin + 1; i < end; i++) {
                for (int j = begin; j < i; j++) {
                    subtract(a[i * n + j], a, j * n + end, a, i * n + end, n - end);
                }
            }
            int rest = n - end;
            double[] left = negated(a, end * n + begin, n, 1, rest, end - begin);
            double[] top = new double[(end - begin) * rest];
            for (int i = begin; i < end; i++) {
                System.arraycopy(a, i * n + end, top, (i - begin) * rest, rest);
            }
            product(rest, rest, end - begin, left, top, rest, 1, a, end * n + end, n);
        }
    }

    /// Makes the lower triangle of `a` its Cholesky factor.
    ///
    /// @return whether `a` is positive definite
    private static boolean factor(double[] a, int n) {
        for (int begin = 0; begin < n; begin += BLOCK) {
            int end = Math.min(begin + BLOCK, n);
            for (int j = begin; j < end; j++) {
                Workers.checkInterrupted();
                double square = a[j * n + j] - dot(a, j * n + begin, a, j * n + begin, j - begin);
                if (!(square > 0)) {
                    return false;
                }
                double root = Math.sqrt(square);
                a[j * n + j] = root;
                for (int i = j + 1; i < n; i++) {
                    a[i * n + j] = (a[i * n + j] - dot(a, i * n + begin, a, j * n + begin, j - begin)) / root;
                }
            }
            int width = end - begin;
            double[] left = negated(a, end * n + begin, n, 1, n - end, width);
            double[] right = left.clone();
            for (int i = 0; i < right.length; i++) {
                right[i] = -right[i];
            }
            for (int first = end; first < n; first += BLOCK) { // of the rest only what is left of the diagonal's blocks
                int rows = Math.min(BLOCK, n - first);
                double[] part = Arrays.copyOfRange(left, (first - end) * width, (first - end + rows) * width);
                product(rows, first + rows - end, width, part, right, 1, width, a, first * n + end, n);
            }
        }
        return true;
    }

    // ---- triangles

    /// Solves with a triangular matrix whose element (i, j) is `a[i * row + j * column]`; `x` is the right side and
    /// becomes the solution.
    private static void triangular(double[] a, int row, int column, int n, boolean lower, boolean unit, double[] x,
            int k) {
        int block = k <= NARROW ? Math.max(n, 1) : BLOCK;
        int blocks = (n + block - 1) / block;
        for (int b = 0; b < blocks; b++) {
            int begin = (lower ? b : blocks - 1 - b) * block;
            int end = Math.min(begin + block, n);
            for (int step = 0; step < end - begin; step++) {
                Workers.checkInterrupted();
                int i = lower ? begin + step : end - 1 - step;
                for (int j = lower ? begin : i + 1; j < (lower ? i : end); j++) {
                    subtract(a[i * row + j * column], x, j * k, x, i * k, k);
                }
                for (int c = 0; !unit && c < k; c++) {
                    x[i * k + c] /= a[i * row + i * column];
                }
            }
            int first = lower ? end : 0;
            int rest = lower ? n - end : begin;
            double[] left = negated(a, first * row + begin * column, row, column, rest, end - begin);
            product(rest, k, end - begin, left, Arrays.copyOfRange(x, begin * k, end * k), k, 1, x, first * k, k);
        }
    }

    // ---- rows and blocks

    /// `to -= factor * from`.
    private static void subtract(double factor, double[] from, int at, double[] to, int toAt, int n) {
        for (int i = 0; i < n; i++) {
            to[toAt + i] -= factor * from[at + i];
        }
    }

    private static double dot(double[] a, int at, double[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[at + i] * b[bAt + i];
        }
        return sum;
    }

    private static void exchange(double[] a, int at, int otherAt, int n) {
        for (int i = 0; at != otherAt && i < n; i++) {
            double v = a[at + i];
            a[at + i] = a[otherAt + i];
            a[otherAt + i] = v;
        }
    }

    /// A block with other signs, row after row.
    private static double[] negated(double[] a, int at, int row, int column, int rows, int columns) {
        double[] r = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                r[i * columns + j] = -a[at + i * row + j * column];
            }
        }
        return r;
    }

    /// Adds the product of a block \[m, k] and one \[k, n] with steps of its own to a block of c.
    private static void product(int m, int n, int k, double[] a, double[] b, int bRow, int bColumn, double[] c, int at,
            int row) {
        if (m > 0 && n > 0) {
            DoubleGemm.gemm(m, n, k, a, 0, k, 1, b, 0, bRow, bColumn, c, at, row, true);
        }
    }
}
