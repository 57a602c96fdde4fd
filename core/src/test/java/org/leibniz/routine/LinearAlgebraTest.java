package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Solutions and factors are those of the reference: below, at and above the size of a block.
class LinearAlgebraTest {
    // n, right sides
    private static final int[][] SIZES = {{1, 1}, {2, 3}, {5, 1}, {40, 9}, {48, 2}, {49, 12}, {130, 20}};

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void solves(DType type) {
        var random = new Random(1);
        for (int[] size : SIZES) {
            int n = size[0];
            int k = size[1];
            var a = dominant(Oracle.numbers(random, type, 2, n, n));
            var b = Oracle.numbers(random, type, 2, n, k);
            for (boolean transposed : new boolean[]{false, true}) {
                Object x = Buffers.allocate(type, 2 * n * k);
                LinearAlgebra.solve(type, a.data(), b.data(), n, k, transposed, x, 0, 1);
                LinearAlgebra.solve(type, a.data(), b.data(), n, k, transposed, x, 1, 2);
                assertClose(type, x, Oracle.run(new Routine.Solve(transposed), a, b)[0]);
            }
        }
    }

    @Test
    void pivots() {
        var random = new Random(2);
        for (int n : new int[]{2, 30, 100}) {
            var a = Oracle.numbers(random, DType.FLOAT64, n, n); // small and zero diagonals
            for (int i = 0; i < n; i++) {
                ((double[]) a.data())[i * n + i] *= i % 2 == 0 ? 0 : 1e-9;
            }
            var b = Oracle.numbers(random, DType.FLOAT64, n, 10);
            double[] x = new double[n * 10];
            LinearAlgebra.solve(DType.FLOAT64, a.data(), b.data(), n, 10, false, x, 0, 1);
            double[] expected = (double[]) Oracle.run(new Routine.Solve(false), a, b)[0];
            double largest = 0;
            for (int i = 0; i < x.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            for (int i = 0; i < x.length; i++) {
                assertThat(Math.abs(x[i] - expected[i])).isLessThan(1e-9 * largest);
            }
        }
    }

    @Test
    void singularMatricesGiveNoNumbers() {
        double[] x = new double[2];
        LinearAlgebra.solve(DType.FLOAT64, new double[]{1, 2, 2, 4}, new double[]{1, 1}, 2, 1, false, x, 0, 1);
        assertThat(Arrays.stream(x)).noneMatch(Double::isFinite);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"BFLOAT16", "FLOAT32", "FLOAT64"})
    void solvesTriangles(DType type) {
        var random = new Random(3);
        for (int[] size : SIZES) {
            int n = size[0];
            int k = size[1];
            var a = dominant(Oracle.numbers(random, type, 2, n, n)); // the other triangle is there and must not be read
            var b = Oracle.numbers(random, type, 2, n, k);
            for (int variant = 0; variant < 4; variant++) {
                boolean lower = (variant & 1) == 0;
                boolean transposed = (variant & 2) == 0;
                Object x = Buffers.allocate(type, 2 * n * k);
                LinearAlgebra.triangularSolve(type, a.data(), b.data(), n, k, lower, transposed, x, 0, 2);
                assertClose(type, x, Oracle.run(new Routine.TriangularSolve(lower, transposed), a, b)[0]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void factorsPositiveDefinite(DType type) {
        var random = new Random(4);
        for (int[] size : SIZES) {
            int n = size[0];
            var m = Oracle.numbers(random, type, 2, n, n);
            var batch = Ints.of(0);
            Object product = Oracle.run(new Routine.Dot(batch, batch, Ints.of(2), Ints.of(2)), m, m)[0];
            var a = dominant(Value.of(m.type(), product));
            Object l = Buffers.allocate(type, 2 * n * n);
            LinearAlgebra.cholesky(type, a.data(), n, l, 0, 2);
            assertClose(type, l, Oracle.run(new Routine.Cholesky(), a)[0]);
        }
    }

    @Test
    void otherMatricesHaveNoFactor() {
        double[] l = new double[8];
        LinearAlgebra.cholesky(DType.FLOAT64, new double[]{1, 2, 2, 1, 4, 9, 2, 5}, 2, l, 0, 2);
        assertThat(l).isEqualTo(new double[]{Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2, 0, 1, 2});
    }

    /// With more on the diagonal, so that a triangle of it is well conditioned.
    private static Value dominant(Value a) {
        int n = a.shape().dim(-1);
        Object d = Buffers.allocate(a.dtype(), a.shape().size());
        for (int i = 0; i < a.shape().size(); i++) {
            Buffers.setDouble(a.dtype(), d, i,
                    Buffers.getDouble(a.dtype(), a.data(), i) + (i / n % n == i % n ? 2 * n : 0));
        }
        return Value.of(new Type(a.dtype(), a.shape()), d);
    }

    private static void assertClose(DType type, Object actual, Object expected) {
        double tolerance = switch (type) {
            case FLOAT64 -> 1e-12;
            case FLOAT32 -> 1e-6;
            case FLOAT16 -> 1e-3;
            default -> 1e-2;
        };
        for (int i = 0; i < Buffers.length(expected); i++) {
            double e = Buffers.getDouble(type, expected, i);
            assertThat(Math.abs(Buffers.getDouble(type, actual, i) - e))
                    .isLessThanOrEqualTo(tolerance * Math.max(0.1, Math.abs(e)));
        }
    }
}
