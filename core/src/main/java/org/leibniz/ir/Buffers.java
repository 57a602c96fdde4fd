package org.leibniz.ir;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.Shape;

/// The heap arrays behind tensors: one primitive array a tensor, in C order, chosen by the dtype.
///
/// | dtype | array |
/// |---|---|
/// | BOOL | `boolean[]` |
/// | UINT8, INT8 | `byte[]` |
/// | INT16, FLOAT16, BFLOAT16 | `short[]` (the floats as bits) |
/// | INT32, INT64 | `int[]`, `long[]` |
/// | FLOAT32, FLOAT64 | `float[]`, `double[]` |
public final class Buffers {
    private static final String NO_ROOM = "no memory for ";
    private static final String TO_COMPUTE = ", to compute ";

    private Buffers() {}

    /// A zeroed array.
    ///
    /// @param type the element type
    /// @param n the length
    /// @return the array
    /// @throws OutOfMemoryError if there is no room for it; the message says how much was asked for
    public static Object allocate(DType type, int n) {
        try {
            return switch (type) {
                case BOOL -> new boolean[n];
                case UINT8, INT8 -> new byte[n];
                case INT16, FLOAT16, BFLOAT16 -> new short[n];
                case INT32 -> new int[n];
                case INT64 -> new long[n];
                case FLOAT32 -> new float[n];
                case FLOAT64 -> new double[n];
            };
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e, new Type(type, Shape.of(n)));
        }
    }

    /// Says what memory was asked for.
    ///
    /// @param e what the JVM said, or what this method made of it further in
    /// @param types what was to be computed
    /// @return an error that names shapes and bytes
    static OutOfMemoryError outOfMemory(OutOfMemoryError e, Type... types) {
        var text = new StringBuilder();
        for (var t : types) {
            if (!t.isStack()) {
                text.append(text.isEmpty() ? "" : ", ").append(t).append(" (")
                        .append((long) t.dtype().bytes() * t.shape().size())
                        .append(" bytes)");
            }
        }
        String said = String.valueOf(e.getMessage());
        int further = said.indexOf(TO_COMPUTE); // the outermost says what the user knows
        var named = new OutOfMemoryError(said.startsWith(NO_ROOM)
                ? (further < 0 ? said : said.substring(0, further)) + TO_COMPUTE + text
                : NO_ROOM + text + "; the heap holds at most " + Runtime.getRuntime().maxMemory() + " bytes (-Xmx): "
                        + said);
        named.initCause(e);
        return named;
    }

    /// The length of an array made by [#allocate].
    public static int length(Object a) {
        return Array.getLength(a);
    }

    /// One element as a double (exact for all but large int64).
    ///
    /// @param type the element type
    /// @param a the array
    /// @param i the index
    /// @return the element; true is 1
    public static double getDouble(DType type, Object a, int i) {
        return switch (type) {
            case BOOL -> ((boolean[]) a)[i] ? 1 : 0;
            case UINT8 -> ((byte[]) a)[i] & 255;
            case INT8 -> ((byte[]) a)[i];
            case INT16 -> ((short[]) a)[i];
            case INT32 -> ((int[]) a)[i];
            case INT64 -> ((long[]) a)[i];
            case FLOAT16 -> Float.float16ToFloat(((short[]) a)[i]);
            case BFLOAT16 -> bfloat16ToFloat(((short[]) a)[i]);
            case FLOAT32 -> ((float[]) a)[i];
            case FLOAT64 -> ((double[]) a)[i];
        };
    }

    /// One element as a long; floats are truncated toward zero, NaN is 0.
    public static long getLong(DType type, Object a, int i) {
        return type == DType.INT64 ? ((long[]) a)[i] : (long) getDouble(type, a, i);
    }

    /// Stores a double, rounded or truncated to the element type (Java's conversions: saturating, NaN to 0; any
    /// non-zero is true).
    public static void setDouble(DType type, Object a, int i, double v) {
        switch (type) {
            case BOOL -> ((boolean[]) a)[i] = v != 0;
            case UINT8, INT8 -> ((byte[]) a)[i] = (byte) (long) v;
            case INT16 -> ((short[]) a)[i] = (short) (long) v;
            case INT32 -> ((int[]) a)[i] = (int) v;
            case INT64 -> ((long[]) a)[i] = (long) v;
            case FLOAT16 -> ((short[]) a)[i] = doubleToFloat16(v);
            case BFLOAT16 -> ((short[]) a)[i] = floatToBfloat16(sticky(v));
            case FLOAT32 -> ((float[]) a)[i] = (float) v;
            case FLOAT64 -> ((double[]) a)[i] = v;
        }
    }

    /// Stores a long.
    public static void setLong(DType type, Object a, int i, long v) {
        switch (type) {
            case INT64 -> ((long[]) a)[i] = v;
            case INT32 -> ((int[]) a)[i] = (int) v;
            case INT16 -> ((short[]) a)[i] = (short) v;
            case INT8, UINT8 -> ((byte[]) a)[i] = (byte) v;
            case FLOAT32 -> ((float[]) a)[i] = v;
            case FLOAT16 -> ((short[]) a)[i] = Float.floatToFloat16(sticky(v));
            case BFLOAT16 -> ((short[]) a)[i] = floatToBfloat16(sticky(v));
            default -> setDouble(type, a, i, (double) v);
        }
    }

    /// A copy of an array.
    public static Object copy(DType type, Object array) {
        Object a = allocated(type, Shape.of(length(array)));
        System.arraycopy(array, 0, a, 0, length(array));
        return a;
    }

    private static Object allocated(DType type, Shape shape) {
        try {
            return allocate(type, shape.size());
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e, new Type(type, shape));
        }
    }

    /// An array of one value.
    public static Object filled(DType type, Shape shape, double v) {
        Object a = allocated(type, shape);
        if (v != 0 || 1 / v < 0) {
            switch (type) {
                case FLOAT32 -> Arrays.fill((float[]) a, (float) v);
                case FLOAT64 -> Arrays.fill((double[]) a, v);
                default -> {
                    for (int i = 0; i < shape.size(); i++) {
                        setDouble(type, a, i, v);
                    }
                }
            }
        }
        return a;
    }

    /// The float of bfloat16 bits.
    public static float bfloat16ToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /// The nearest bfloat16, ties to even.
    public static short floatToBfloat16(float v) {
        int bits = Float.floatToRawIntBits(v);
        if (Float.isNaN(v)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static short doubleToFloat16(double v) {
        return Float.floatToFloat16(sticky(v));
    }

    /// A float that rounds to float16 and bfloat16 as a double does, which its nearest float need not: 1 + 2⁻¹¹ + 2⁻⁴⁰
    /// is nearest to the float 1 + 2⁻¹¹, a tie. Rounded to odd: of the two floats beside a double that is none, the one
    /// whose last bit is set.
    ///
    /// @param v the double
    /// @return v, if it is a float
    public static float sticky(double v) {
        float f = (float) v;
        if (f == v || Float.isNaN(f)) {
            return f;
        }
        int bits = Float.floatToRawIntBits(f);
        return Float.intBitsToFloat((Math.abs((double) f) > Math.abs(v) ? bits - 1 : bits) | 1);
    }

    /// As [#sticky(double)].
    ///
    /// @param v an integer
    /// @return v, if it is a float
    public static float sticky(long v) {
        long size = Math.abs(v); // of the least one it is that one, so unsigned
        long low = size & 0xfff;
        boolean fits = size >>> 53 == 0;
        double d = fits ? (double) size : (double) (size >>> 12 | (low == 0 ? 0 : 1)) * 0x1p12;
        return sticky(v < 0 ? -d : d);
    }
}
