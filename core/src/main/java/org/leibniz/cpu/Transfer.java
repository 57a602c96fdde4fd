package org.leibniz.cpu;

import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;

/// How elements get from an array of values into another array: as they are, or widened to the kind of a slot.
enum Transfer {
    /// `float[]`
    FLOATS,
    /// `double[]`
    DOUBLES,
    /// `int[]`
    INTS,
    /// `long[]`
    LONGS,
    /// `boolean[]`
    BOOLEANS,
    /// `byte[]`
    BYTES,
    /// `short[]`
    SHORTS,
    /// float16 to `float[]`
    HALF,
    /// bfloat16 to `float[]`
    BRAIN,
    /// int8 to `int[]`
    BYTE,
    /// uint8 to `int[]`
    UNSIGNED_BYTE,
    /// int16 to `int[]`
    SHORT;

    /// From values of a dtype to a slot.
    static Transfer toSlot(DType type) {
        return switch (type) {
            case FLOAT16 -> HALF;
            case BFLOAT16 -> BRAIN;
            case INT8 -> BYTE;
            case UINT8 -> UNSIGNED_BYTE;
            case INT16 -> SHORT;
            default -> same(type);
        };
    }

    /// From values of a dtype to values of that dtype.
    static Transfer same(DType type) {
        return switch (type) {
            case FLOAT32 -> FLOATS;
            case FLOAT64 -> DOUBLES;
            case INT32 -> INTS;
            case INT64 -> LONGS;
            case BOOL -> BOOLEANS;
            case INT8, UINT8 -> BYTES;
            case INT16, FLOAT16, BFLOAT16 -> SHORTS;
        };
    }

    /// Whether elements are copied as they are.
    boolean isCopy() {
        return ordinal() <= SHORTS.ordinal();
    }

    /// Copies `n` elements that are `stride` apart from `p` on to `at`, `at + step`, ...
    void run(Object from, int p, int stride, Object to, int at, int step, int n) {
        if (step == 1 && stride == 1 && isCopy()) {
            copy(from, p, to, at, n);
            return;
        }
        if (step == 1 && stride == 0) {
            fill(from, p, to, at, n);
            return;
        }
        switch (this) {
            case FLOATS -> floats((float[]) from, p, stride, (float[]) to, at, step, n);
            case DOUBLES -> doubles((double[]) from, p, stride, (double[]) to, at, step, n);
            case INTS -> ints((int[]) from, p, stride, (int[]) to, at, step, n);
            case LONGS -> longs((long[]) from, p, stride, (long[]) to, at, step, n);
            case BOOLEANS -> booleans((boolean[]) from, p, stride, (boolean[]) to, at, step, n);
            case BYTES -> bytes((byte[]) from, p, stride, (byte[]) to, at, step, n);
            case SHORTS -> shorts((short[]) from, p, stride, (short[]) to, at, step, n);
            case HALF -> half((short[]) from, p, stride, (float[]) to, at, step, n);
            case BRAIN -> brain((short[]) from, p, stride, (float[]) to, at, step, n);
            case BYTE -> widen((byte[]) from, p, stride, (int[]) to, at, step, n);
            case UNSIGNED_BYTE -> widenUnsigned((byte[]) from, p, stride, (int[]) to, at, step, n);
            case SHORT -> widen((short[]) from, p, stride, (int[]) to, at, step, n);
        }
    }

    /// Copies elements as they are. Of arrays whose type is not known the JVM asks for it at every call, which takes as
    /// long as copying 64 elements.
    private void copy(Object from, int p, Object to, int at, int n) {
        switch (this) {
            case FLOATS -> System.arraycopy((float[]) from, p, (float[]) to, at, n);
            case DOUBLES -> System.arraycopy((double[]) from, p, (double[]) to, at, n);
            case INTS -> System.arraycopy((int[]) from, p, (int[]) to, at, n);
            case LONGS -> System.arraycopy((long[]) from, p, (long[]) to, at, n);
            default -> System.arraycopy(from, p, to, at, n);
        }
    }

    /// Repeats in the target what is there: of the elements from `at` on `filled` are, and `n` will be.
    void repeat(Object to, int at, int filled, int n) {
        var same = switch (this) {
            case HALF, BRAIN -> FLOATS;
            case BYTE, UNSIGNED_BYTE, SHORT -> INTS;
            default -> this;
        };
        int copied = filled;
        for (int done = filled; done < n;) {
            int more = Math.min(copied, n - done);
            same.copy(to, at, to, at + done, more);
            done += more;
            copied = copied < Tiling.BLOCK ? done : copied; // what is still in the nearest cache
        }
    }

    private void fill(Object from, int p, Object to, int at, int n) {
        switch (this) {
            case FLOATS -> Arrays.fill((float[]) to, at, at + n, ((float[]) from)[p]);
            case DOUBLES -> Arrays.fill((double[]) to, at, at + n, ((double[]) from)[p]);
            case INTS -> Arrays.fill((int[]) to, at, at + n, ((int[]) from)[p]);
            case LONGS -> Arrays.fill((long[]) to, at, at + n, ((long[]) from)[p]);
            case BOOLEANS -> Arrays.fill((boolean[]) to, at, at + n, ((boolean[]) from)[p]);
            case BYTES -> Arrays.fill((byte[]) to, at, at + n, ((byte[]) from)[p]);
            case SHORTS -> Arrays.fill((short[]) to, at, at + n, ((short[]) from)[p]);
            case HALF -> Arrays.fill((float[]) to, at, at + n, Float.float16ToFloat(((short[]) from)[p]));
            case BRAIN -> Arrays.fill((float[]) to, at, at + n, Buffers.bfloat16ToFloat(((short[]) from)[p]));
            case BYTE -> Arrays.fill((int[]) to, at, at + n, ((byte[]) from)[p]);
            case UNSIGNED_BYTE -> Arrays.fill((int[]) to, at, at + n, ((byte[]) from)[p] & 255);
            case SHORT -> Arrays.fill((int[]) to, at, at + n, ((short[]) from)[p]);
        }
    }

    /// Zeros in the target, `n` from `at` on.
    void clear(Object to, int at, int n) {
        switch (this) {
            case FLOATS, HALF, BRAIN -> Arrays.fill((float[]) to, at, at + n, 0);
            case DOUBLES -> Arrays.fill((double[]) to, at, at + n, 0);
            case INTS, BYTE, UNSIGNED_BYTE, SHORT -> Arrays.fill((int[]) to, at, at + n, 0);
            case LONGS -> Arrays.fill((long[]) to, at, at + n, 0);
            case BOOLEANS -> Arrays.fill((boolean[]) to, at, at + n, false);
            case BYTES -> Arrays.fill((byte[]) to, at, at + n, (byte) 0);
            case SHORTS -> Arrays.fill((short[]) to, at, at + n, (short) 0);
        }
    }

    /// Rounds or narrows elements of a slot to values of a dtype: the other direction.
    static void store(DType type, Object slot, Object to, int at, int n) {
        switch (type) {
            case FLOAT16 -> {
                float[] x = (float[]) slot;
                short[] y = (short[]) to;
                for (int i = 0; i < n; i++) {
                    y[at + i] = Float.floatToFloat16(x[i]);
                }
            }
            case BFLOAT16 -> {
                float[] x = (float[]) slot;
                short[] y = (short[]) to;
                for (int i = 0; i < n; i++) {
                    y[at + i] = Buffers.floatToBfloat16(x[i]);
                }
            }
            case INT8, UINT8 -> {
                int[] x = (int[]) slot;
                byte[] y = (byte[]) to;
                for (int i = 0; i < n; i++) {
                    y[at + i] = (byte) x[i];
                }
            }
            case INT16 -> {
                int[] x = (int[]) slot;
                short[] y = (short[]) to;
                for (int i = 0; i < n; i++) {
                    y[at + i] = (short) x[i];
                }
            }
            default -> System.arraycopy(slot, 0, to, at, n);
        }
    }

    private static void floats(float[] from, int p, int stride, float[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void doubles(double[] from, int p, int stride, double[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void ints(int[] from, int p, int stride, int[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void longs(long[] from, int p, int stride, long[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void booleans(boolean[] from, int p, int stride, boolean[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void bytes(byte[] from, int p, int stride, byte[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void shorts(short[] from, int p, int stride, short[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void half(short[] from, int p, int stride, float[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = Float.float16ToFloat(from[p + i * stride]);
        }
    }

    private static void brain(short[] from, int p, int stride, float[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = Buffers.bfloat16ToFloat(from[p + i * stride]);
        }
    }

    private static void widen(byte[] from, int p, int stride, int[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }

    private static void widenUnsigned(byte[] from, int p, int stride, int[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride] & 255;
        }
    }

    private static void widen(short[] from, int p, int stride, int[] to, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i * step] = from[p + i * stride];
        }
    }
}
