package org.leibniz.routine;

import org.leibniz.DType;

/// What is found by running along the lines of an array once: running sums, the place of the largest or smallest
/// element.
public final class Running {
    /// The elements of a line after which it is asked whether the thread has been interrupted.
    private static final int LONG = 1 << 20;

    private Running() {}

    /// Running sums along an axis. Floats are summed in double and each sum is rounded; integers wrap.
    ///
    /// @param type
    ///            the dtype: a floating one, int32 or int64
    /// @param x
    ///            the array
    /// @param axis
    ///            along which
    /// @param reverse
    ///            whether to sum from the end
    /// @param out
    ///            an array of the same kind and length
    /// @param from
    ///            the first line; lines may be summed on several threads
    /// @param to
    ///            one past the last
    public static void cumSum(DType type, Object x, Axis axis, boolean reverse, Object out, int from, int to) {
        int n = axis.extent();
        if (n == 0) {
            return;
        }
        int step = reverse ? -axis.after() : axis.after();
        int begin = reverse ? (n - 1) * axis.after() : 0;
        double[] floats = new double[type.isFloating() ? n : 0];
        long[] integers = new long[type.isFloating() ? 0 : n];
        for (int line = from; line < to; line++) {
            if (n >= LONG) {
                Workers.checkInterrupted();
            }
            int start = axis.start(line) + begin;
            if (type.isFloating()) {
                StridedAccess.read(type, x, start, step, floats, n);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    floats[i] = sum += floats[i];
                }
                StridedAccess.write(type, floats, n, out, start, step);
            } else {
                StridedAccess.read(type, x, start, step, integers, n);
                long sum = 0;
                for (int i = 0; i < n; i++) {
                    integers[i] = sum += integers[i];
                }
                StridedAccess.write(type, integers, n, out, start, step);
            }
        }
    }

    /// The position of the first largest or smallest element along an axis; NaN counts as the largest and the smallest.
    ///
    /// @param type
    ///            the dtype: any but int8, uint8 and int16
    /// @param x
    ///            the array
    /// @param axis
    ///            along which
    /// @param largest
    ///            or else the smallest
    /// @param out
    ///            one position a line
    /// @param from
    ///            the first line; lines may be searched on several threads
    /// @param to
    ///            one past the last
    /// @throws IllegalArgumentException
    ///             if the lines have no elements
    public static void argReduce(DType type, Object x, Axis axis, boolean largest, int[] out, int from, int to) {
        int n = axis.extent();
        if (n == 0 && from < to) {
            throw new IllegalArgumentException((largest ? "argmax" : "argmin")
                    + " of nothing: expected at least one element along the axis, got " + axis.before() + " x 0 x "
                    + axis.after());
        }
        double[] floats = new double[type.isFloating() ? n : 0];
        long[] integers = new long[type.isFloating() ? 0 : n];
        for (int line = from; line < to; line++) {
            if (n >= LONG) {
                Workers.checkInterrupted();
            }
            if (type.isFloating()) {
                StridedAccess.read(type, x, axis.start(line), axis.after(), floats, n);
                out[line] = largest ? largest(floats) : smallest(floats);
            } else {
                StridedAccess.read(type, x, axis.start(line), axis.after(), integers, n);
                out[line] = largest ? largest(integers) : smallest(integers);
            }
        }
    }

    private static int largest(double[] x) {
        int best = 0;
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] <= x[best])) { // larger, or one of them is NaN
                best = i;
                if (Double.isNaN(x[i])) {
                    break;
                }
            }
        }
        return best;
    }

    private static int smallest(double[] x) {
        int best = 0;
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= x[best])) {
                best = i;
                if (Double.isNaN(x[i])) {
                    break;
                }
            }
        }
        return best;
    }

    private static int largest(long[] x) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = x[i] > x[best] ? i : best;
        }
        return best;
    }

    private static int smallest(long[] x) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = x[i] < x[best] ? i : best;
        }
        return best;
    }
}
