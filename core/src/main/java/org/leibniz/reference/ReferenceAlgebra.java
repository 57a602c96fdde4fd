package org.leibniz.reference;

import java.util.Arrays;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;

/// The linear algebra of the [Reference]: textbook algorithms in double on one matrix after the other.
final class ReferenceAlgebra {
    private ReferenceAlgebra() {}

    /// `a x = b` by Gaussian elimination with partial pivoting; infinite or NaN if `a` is singular.
    static Object solve(ReferenceValue a, ReferenceValue b, boolean transposed) {
        var out = ReferenceValue.zeros(b.type());
        for (int batch = 0; batch < batches(b.type()); batch++) {
            double[][] x = matrix(b, batch);
            eliminate(transposed ? transpose(matrix(a, batch)) : matrix(a, batch), x);
            store(x, out, batch);
        }
        return out.data();
    }

    private static void eliminate(double[][] a, double[][] x) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
                    pivot = i;
                }
            }
            swap(a, k, pivot);
            swap(x, k, pivot);
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / a[k][k];
                subtract(a[i], factor, a[k]);
                subtract(x[i], factor, x[k]);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtract(x[i], a[i][k], x[k]);
            }
            divide(x[i], a[i][i]);
        }
    }

    /// The same with a triangular `a`.
    static Object triangularSolve(ReferenceValue a, ReferenceValue b, boolean lower, boolean transposed) {
        var out = ReferenceValue.zeros(b.type());
        for (int batch = 0; batch < batches(b.type()); batch++) {
            double[][] m = transposed ? transpose(matrix(a, batch)) : matrix(a, batch);
            double[][] x = matrix(b, batch);
            boolean forward = lower != transposed;
            int n = m.length;
            for (int step = 0; step < n; step++) {
                int i = forward ? step : n - 1 - step;
                for (int k = forward ? 0 : i + 1; k < (forward ? i : n); k++) {
                    subtract(x[i], m[i][k], x[k]);
                }
                divide(x[i], m[i][i]);
            }
            store(x, out, batch);
        }
        return out.data();
    }

    /// The lower triangular factor; every element is NaN if the matrix is not positive definite.
    static Object cholesky(ReferenceValue a) {
        var out = ReferenceValue.zeros(a.type());
        for (int batch = 0; batch < batches(a.type()); batch++) {
            double[][] m = matrix(a, batch);
            int n = m.length;
            double[][] l = new double[n][n];
            boolean definite = true;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = m[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= l[i][k] * l[j][k];
                    }
                    l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
                    definite &= i != j || sum > 0;
                }
            }
            if (!definite) {
                for (double[] row : l) {
                    Arrays.fill(row, Double.NaN);
                }
            }
            store(l, out, batch);
        }
        return out.data();
    }

    // ---- rows

    private static void subtract(double[] from, double factor, double[] row) {
        for (int j = 0; j < from.length; j++) {
            from[j] -= factor * row[j];
        }
    }

    private static void divide(double[] row, double by) {
        for (int j = 0; j < row.length; j++) {
            row[j] /= by;
        }
    }

    private static void swap(double[][] rows, int i, int j) {
        double[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    private static double[][] transpose(double[][] a) {
        double[][] t = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    // ---- matrices of a batch

    private static int batches(Type type) {
        return type.shape().slice(0, type.shape().rank() - 2).size();
    }

    private static double[][] matrix(ReferenceValue x, int batch) {
        double[][] m = new double[x.dim(-2)][x.dim(-1)];
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < m[i].length; j++) {
                m[i][j] = Buffers.getDouble(x.type().dtype(), x.data(), (batch * m.length + i) * m[i].length + j);
            }
        }
        return m;
    }

    private static void store(double[][] m, ReferenceValue out, int batch) {
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < m[i].length; j++) {
                Buffers.setDouble(out.type().dtype(), out.data(), (batch * m.length + i) * m[i].length + j, m[i][j]);
            }
        }
    }
}
