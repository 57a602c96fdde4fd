package org.leibniz.routine;

import java.util.Arrays;
import org.leibniz.DType;

/// Stable ascending sorts along an axis, NaN last; -0 and 0 are equal.
///
/// Elements become integers of the same order, *keys*. A key of 32 bits with its position below makes longs that are all different, so that
/// Java's fast sort of them is stable. Keys of 64 bits are sorted by their upper halves first, then equal ones by their lower halves.
public final class Sorting {
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
        double[] floats = new double[type.isFloating() ? n : 0];
        long[] keys = new long[n];
        long[] placed = wide ? new long[n] : keys;
        int[] order = new int[n];
        for (int line = from; line < to; line++) {
            int start = axis.start(line);
            if (type.isFloating()) {
                Lines.read(type, x, start, axis.after(), floats, n);
                for (int i = 0; i < n; i++) {
                    keys[i] = wide ? ordered(floats[i]) : ordered((float) floats[i]);
                }
            } else {
                Lines.read(type, x, start, axis.after(), keys, n);
            }
            if (wide) {
                sortWide(keys, placed);
            } else {
                sort(placed);
            }
            for (int i = 0; i < n; i++) {
                order[i] = (int) placed[i];
                positions[start + i * axis.after()] = order[i];
            }
            Lines.pick(x, start, axis.after(), order, 0, n, sorted, start, axis.after());
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
        Arrays.sort(keys);
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
        Arrays.sort(placed);
        for (int begin = 0, end; begin < n; begin = end) {
            end = begin + 1;
            while (end < n && placed[end] >> 32 == placed[begin] >> 32) {
                end++;
            }
            if (end - begin > 1) {
                for (int i = begin; i < end; i++) {
                    int position = (int) placed[i];
                    placed[i] = (keys[position] ^ 1L << 31) << 32 | position; // lower halves are unsigned
                }
                Arrays.sort(placed, begin, end);
            }
        }
    }
}
