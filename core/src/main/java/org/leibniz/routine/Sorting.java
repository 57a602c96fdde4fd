package org.leibniz.routine;

import java.util.Arrays;
import org.leibniz.DType;

/// Stable ascending sorts along an axis, NaN last; -0 and 0 are equal.
///
/// Elements become integers of the same order, *keys*. A key of 32 bits with its position below makes longs that are
/// all different, so that Java's fast sort of them is stable. Keys of 64 bits are sorted by their upper halves first,
/// then equal ones by their lower halves.
public final class Sorting {
    /// Elements that are sorted at a stretch.
    private static final int RUN = 1 << 18;

    /// Elements that are read at a stretch, or merged between two questions whether the thread has been interrupted: a
    /// power of two.
    private static final int MANY = 1 << 16;

    private Sorting() {}

    /// Sorts some lines of an array.
    ///
    /// @param type
    ///            the dtype: any but int8, uint8 and int16
    /// @param x
    ///            the array
    /// @param axis
    ///            along which
    /// @param sorted
    ///            an array of the same kind and length: the elements in order
    /// @param positions
    ///            an array of the same length: where each was in its line
    /// @param from
    ///            the first line; lines may be sorted on several threads
    /// @param to
    ///            one past the last
    public static void sort(DType type, Object x, Axis axis, Object sorted, int[] positions, int from, int to) {
        int n = axis.extent();
        boolean wide = type.bytes() > 4;
        double[] floats = new double[type.isFloating() ? Math.min(n, MANY) : 0];
        long[] keys = new long[n];
        pause(n); // to clear an array takes long, too
        long[] placed = wide ? new long[n] : keys;
        pause(n);
        int[] order = new int[n];
        for (int line = from; line < to; line++) {
            int start = axis.start(line);
            if (type.isFloating()) {
                for (int at = 0; at < n; at += MANY) {
                    pause(n);
                    int some = Math.min(MANY, n - at);
                    StridedAccess.read(type, x, start + at * axis.after(), axis.after(), floats, some);
                    for (int i = 0; i < some; i++) {
                        keys[at + i] = wide ? ordered(floats[i]) : ordered((float) floats[i]);
                    }
                }
            } else {
                StridedAccess.read(type, x, start, axis.after(), keys, n);
            }
            if (wide) {
                sortWide(keys, placed);
            } else {
                sort(placed);
            }
            for (int at = 0; at < n; at += MANY) {
                pause(n);
                int some = Math.min(MANY, n - at);
                for (int i = at; i < at + some; i++) {
                    order[i] = (int) placed[i];
                    positions[start + i * axis.after()] = order[i];
                }
                StridedAccess.pick(x, start, axis.after(), order, at, some, sorted, start + at * axis.after(),
                        axis.after());
            }
        }
    }

    /// To be asked once in [#MANY] elements of a line.
    private static void pause(int n) {
        if (n > MANY) {
            Workers.checkInterrupted();
        }
    }

    /// A number in the order of the floats.
    private static long ordered(double x) {
        long bits = Double.doubleToLongBits(x + 0.0); // one NaN, one zero
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private static int ordered(float x) {
        int bits = Float.floatToIntBits(x + 0f);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    /// Sorts keys of 32 bits, replaced by longs with the key above and its position below.
    private static void sort(long[] keys) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keys[i] << 32 | i;
        }
        sort(keys, 0, keys.length);
    }

    /// Sorts longs that are all different: long arrays run by run, on several threads, then merges two runs at a time.
    private static void sort(long[] x, int begin, int end) {
        int n = end - begin;
        if (n <= RUN) {
            Arrays.sort(x, begin, end);
            return;
        }
        int runs = Math.ceilDiv(n, RUN);
        Workers.share(n, runs, (from, to) -> Arrays.sort(x, begin + from, begin + to));
        long[] left = new long[n];
        for (int width = 1; width < runs; width *= 2) {
            int w = width;
            Workers.parallel(Math.ceilDiv(runs, 2 * w), pair -> {
                int first = Workers.bound(n, 2 * w * pair, runs);
                int middle = Workers.bound(n, Math.min(runs, 2 * w * pair + w), runs);
                merge(x, begin + first, begin + middle,
                        begin + Workers.bound(n, Math.min(runs, 2 * w * (pair + 1)), runs),
                        left, first);
            });
        }
    }

    /// Merges neighbours that are in order.
    ///
    /// @param left
    ///            room for the first of them, at `at`
    private static void merge(long[] x, int begin, int middle, int end, long[] left, int at) {
        if (middle == end || x[middle - 1] <= x[middle]) {
            return;
        }
        System.arraycopy(x, begin, left, at, middle - begin);
        int i = at;
        int last = at + middle - begin;
        for (int j = middle, k = begin; i < last; k++) {
            if ((k & MANY - 1) == 0) {
                Workers.checkInterrupted();
            }
            x[k] = j == end || left[i] <= x[j] ? left[i++] : x[j++];
        }
    }

    /// Sorts keys of 64 bits.
    ///
    /// @param placed
    ///            the result, positions in the lower halves
    private static void sortWide(long[] keys, long[] placed) {
        int n = keys.length;
        for (int i = 0; i < n; i++) {
            placed[i] = keys[i] & -1L << 32 | i;
        }
        sort(placed, 0, n);
        for (int begin = 0, end; begin < n; begin = end) {
            if ((begin & 1023) == 0) {
                pause(n);
            }
            end = begin + 1;
            while (end < n && placed[end] >> 32 == placed[begin] >> 32) {
                end++;
            }
            if (end - begin > 1) {
                for (int i = begin; i < end; i++) {
                    int position = (int) placed[i];
                    placed[i] = (keys[position] ^ 1L << 31) << 32 | position; // lower halves are unsigned
                }
                sort(placed, begin, end);
            }
        }
    }
}
