package org.leibniz.routine;

import org.leibniz.DType;

/// Elements of any dtype at equal distances, read and written as doubles (floats) or longs (integers and truth values).
final class StridedAccess {
    private StridedAccess() {}

    /// Reads floats.
    ///
    /// @param at
    ///            index of the first one
    /// @param step
    ///            from one to the next
    /// @param n
    ///            how many
    static void read(DType type, Object x, int at, int step, double[] out, int n) {
        switch (type) {
            case FLOAT32 -> {
                float[] a = (float[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = a[j];
                }
            }
            case FLOAT64 -> {
                double[] a = (double[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = a[j];
                }
            }
            case FLOAT16, BFLOAT16 -> {
                short[] a = (short[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = widened(type, a[j]);
                }
            }
            case BOOL, UINT8, INT8, INT16, INT32, INT64 -> throw new IllegalArgumentException("type: expected a "
                    + "floating one, got " + type);
        }
    }

    /// Writes floats, rounded to their dtype.
    static void write(DType type, double[] values, int n, Object out, int at, int step) {
        switch (type) {
            case FLOAT32 -> {
                float[] a = (float[]) out;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    a[j] = (float) values[i];
                }
            }
            case FLOAT64 -> {
                double[] a = (double[]) out;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    a[j] = values[i];
                }
            }
            case FLOAT16, BFLOAT16 -> {
                short[] a = (short[]) out;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    a[j] = narrowed(type, (float) values[i]);
                }
            }
            case BOOL, UINT8, INT8, INT16, INT32, INT64 -> throw new IllegalArgumentException("type: expected a "
                    + "floating one, got " + type);
        }
    }

    /// Reads integers or truth values.
    static void read(DType type, Object x, int at, int step, long[] out, int n) {
        switch (type) {
            case BOOL -> {
                boolean[] a = (boolean[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = a[j] ? 1 : 0;
                }
            }
            case INT32 -> {
                int[] a = (int[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = a[j];
                }
            }
            case INT64 -> {
                long[] a = (long[]) x;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    out[i] = a[j];
                }
            }
            case UINT8, INT8, INT16, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                throw new IllegalArgumentException("type: expected bool, int32 or int64, got " + type);
        }
    }

    /// Writes integers; int32 keeps the low bits.
    static void write(DType type, long[] values, int n, Object out, int at, int step) {
        switch (type) {
            case INT32 -> {
                int[] a = (int[]) out;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    a[j] = (int) values[i];
                }
            }
            case INT64 -> {
                long[] a = (long[]) out;
                for (int i = 0, j = at; i < n; i++, j += step) {
                    a[j] = values[i];
                }
            }
            case BOOL, UINT8, INT8, INT16, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                throw new IllegalArgumentException("type: expected int32 or int64, got " + type);
        }
    }

    /// Copies elements at some positions, whatever they are.
    ///
    /// @param at
    ///            index of the element at position 0
    /// @param step
    ///            from one position to the next
    /// @param positions
    ///            which elements
    /// @param first
    ///            where those of interest begin
    /// @param n
    ///            how many
    /// @param to
    ///            index of the first copy
    /// @param toStep
    ///            from one copy to the next
    static void pick(Object x, int at, int step, int[] positions, int first, int n, Object out, int to, int toStep) {
        switch (x) {
            case float[] a -> {
                float[] o = (float[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case double[] a -> {
                double[] o = (double[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case int[] a -> {
                int[] o = (int[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case long[] a -> {
                long[] o = (long[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case short[] a -> {
                short[] o = (short[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case byte[] a -> {
                byte[] o = (byte[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            case boolean[] a -> {
                boolean[] o = (boolean[]) out;
                for (int i = 0; i < n; i++) {
                    o[to + i * toStep] = a[at + positions[first + i] * step];
                }
            }
            default -> throw new IllegalArgumentException(
                    "x: expected a primitive array, got " + x.getClass().getSimpleName());
        }
    }

    static float widened(DType type, short bits) {
        return type == DType.FLOAT16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
    }

    /// The nearest half or bfloat16, ties to even.
    static short narrowed(DType type, float value) {
        if (type == DType.FLOAT16) {
            return Float.floatToFloat16(value);
        }
        int bits = Float.floatToRawIntBits(value);
        return (short) (Float.isNaN(value) ? bits >>> 16 | 0x40 : bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
