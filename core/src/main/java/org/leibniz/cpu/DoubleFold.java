package org.leibniz.cpu;

// made of FloatFold.java by Twins: change that
import org.leibniz.DType;
import org.leibniz.ir.Reducer;
import org.leibniz.routine.SimdLoops;

/// Reduces a run of doubles to one by 64 logical lanes that are folded by halving: [SimdLoops]' order, for short runs
/// without its help.
final class DoubleFold {
    /// Fewer elements are not worth choosing the loops of the process for.
    private static final int FEW = 32;

    private DoubleFold() {}

    /// At most 512 elements.
    static double run(Reducer reducer, double[] x, int at, int n, double[] row) {
        if (n > FEW) {
            var loops = SimdLoops.best().doubles();
            return switch (reducer) {
                case SUM -> loops.sum(x, at, n);
                case PROD -> loops.prod(x, at, n);
                case MAX -> loops.max(x, at, n);
                case MIN -> loops.min(x, at, n);
            };
        }
        if (n == 0) {
            return reducer.identity(DType.FLOAT64);
        }
        System.arraycopy(x, at, row, 0, n);
        int live = n;
        for (int half = n == 1 ? 0 : Integer.highestOneBit(n - 1); half > 0; half >>= 1) {
            switch (reducer) {
                case SUM -> add(row, half, live);
                case PROD -> multiply(row, half, live);
                case MAX -> greatest(row, half, live);
                case MIN -> least(row, half, live);
            }
            live = half;
        }
        return reducer == Reducer.SUM ? 0 + row[0] : row[0]; // a lane starts with 0, which makes -0 of it 0
    }

    /// Several rows, one after the other in the array, if [SimdLoops] has a loop for them.
    ///
    /// @param memory of 64 elements
    /// @return whether it has been done
    static boolean rows(Reducer reducer, double[] x, int at, int rows, int r, double[] out, int outAt,
            double[] memory) {
        var loops = SimdLoops.best().doubles();
        return switch (reducer) {
            case SUM -> loops.sumRows(x, at, rows, r, out, outAt, memory);
            case MAX -> loops.maxRows(x, at, rows, r, out, outAt, memory);
            case MIN -> loops.minRows(x, at, rows, r, out, outAt, memory);
            case PROD -> false;
        };
    }

    /// Several slabs of rows, one after the other in the array, each to a row, if [SimdLoops] has a loop for them.
    ///
    /// @param n elements of a slab
    /// @param b elements of a row
    /// @param memory for the lanes
    /// @return whether it has been done
    static boolean slabs(Reducer reducer, double[] x, int at, int slabs, int n, int b, double[] out, int outAt,
            double[] memory) {
        var loops = SimdLoops.best().doubles();
        int width = Folding.lanes(b) * b;
        return switch (reducer) {
            case SUM -> loops.sumSlabs(x, at, slabs, n, width, b, out, outAt, memory);
            case MAX -> loops.maxSlabs(x, at, slabs, n, width, b, out, outAt, memory);
            case MIN -> loops.minSlabs(x, at, slabs, n, width, b, out, outAt, memory);
            case PROD -> false;
        };
    }

    /// Several rows of at most 64 elements each, one after the other in the array.
    ///
    /// @param columns memory for a number of each row, an array for each element of a row
    static void columns(Reducer reducer, double[] x, int at, int rows, int r, double[] out, int outAt,
            double[][] columns) {
        for (int c = 0; c < r; c++) {
            column(x, at + c, rows, r, columns[c]);
        }
        int live = r;
        for (int half = r == 1 ? 0 : Integer.highestOneBit(r - 1); half > 0; half >>= 1) {
            for (int c = 0; c + half < live; c++) {
                DoubleLoops.apply(Folding.function(reducer), columns[c], columns[c + half], columns[c], rows);
            }
            live = half;
        }
        for (int i = 0; i < rows; i++) {
            out[outAt + i] = reducer == Reducer.SUM ? 0 + columns[0][i] : columns[0][i];
        }
    }

    private static void column(double[] x, int first, int rows, int r, double[] to) {
        for (int i = 0, at = first; i < rows; i++, at += r) {
            to[i] = x[at];
        }
    }

    private static void add(double[] row, int half, int live) {
        for (int i = 0; i + half < live; i++) {
            row[i] += row[i + half];
        }
    }

    private static void multiply(double[] row, int half, int live) {
        for (int i = 0; i + half < live; i++) {
            row[i] *= row[i + half];
        }
    }

    private static void greatest(double[] row, int half, int live) {
        for (int i = 0; i + half < live; i++) {
            row[i] = Math.max(row[i], row[i + half]);
        }
    }

    private static void least(double[] row, int half, int live) {
        for (int i = 0; i + half < live; i++) {
            row[i] = Math.min(row[i], row[i + half]);
        }
    }
}
