package org.leibniz.array;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// The one rule for Java's numbers, wherever they come in.
///
/// *By themselves* they make the dtype of their Java type: `double` float64, `float` float32, `int` int32, `long`
/// int64, `boolean` bool, `short` int16, `byte` int8. *Where a dtype is given*, by name or by a tensor that they stand
/// beside (see [Promotion#number]), what does not fit throws: an integer dtype holds the whole numbers of its range, a
/// floating one rounds to nearest but holds no finite number that would become infinite, and in bool all but 0 is true.
/// *A function applied to a number* takes a whole one for a real one, as Java does: `f.apply(2)` is `f.apply(2.0)`,
/// since a derivative by an integer would have no room for fractions.
public final class Numbers {
    private Numbers() {}

    // ---- what a number makes

    /// The dtype that a Java type makes.
    ///
    /// @param type a primitive type or its box
    /// @return the dtype, null if the type is none of numbers or truth values
    static @Nullable DType dtype(Class<?> type) {
        if (type == float.class || type == Float.class) {
            return DType.FLOAT32;
        }
        if (type == double.class || type == Double.class) {
            return DType.FLOAT64;
        }
        if (type == int.class || type == Integer.class) {
            return DType.INT32;
        }
        if (type == long.class || type == Long.class) {
            return DType.INT64;
        }
        if (type == boolean.class || type == Boolean.class) {
            return DType.BOOL;
        }
        if (type == byte.class || type == Byte.class) {
            return DType.INT8;
        }
        return type == short.class || type == Short.class ? DType.INT16 : null;
    }

    /// A number by itself.
    ///
    /// @param number the number
    /// @return a 0-d value of the dtype that the number makes
    /// @throws IllegalArgumentException if it is none of Java's primitive numbers
    public static Value literal(Number number) {
        DType dtype = dtype(number.getClass());
        if (dtype == null) {
            throw new IllegalArgumentException(UserCall.method()
                    + ": expected a double, float, long, int, short or byte, got a "
                    + number.getClass().getSimpleName() + ", " + number + "; doubleValue() makes a double of it");
        }
        return literal(dtype, number);
    }

    /// Whether a number stands for an integer.
    ///
    /// @param number the number
    /// @return true for the four integer types of Java
    static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }

    // ---- what a dtype holds

    /// A number of a dtype.
    ///
    /// @param dtype the dtype
    /// @param number the number
    /// @return a 0-d value
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static Value literal(DType dtype, Number number) {
        return literal(null, dtype, number);
    }

    /// A number of a dtype, in a place that messages name.
    ///
    /// @param where what asks for it; null is the method that the user called
    /// @param dtype the dtype
    /// @param number the number
    /// @return a 0-d value
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static Value literal(@Nullable String where, DType dtype, Number number) {
        if (isWhole(number)) {
            long n = number.longValue();
            requireHeld(where, dtype, n);
            // a literal keeps its number as a double
            if (dtype == DType.INT64 && ((long) (double) n != n || n == Long.MAX_VALUE)) {
                return Value.of(Type.scalar(dtype), new long[]{n});
            }
        } else {
            requireHeld(where, dtype, number.doubleValue());
        }
        double d = number.doubleValue();
        return Value.literal(Type.scalar(dtype), dtype == DType.BOOL && d != 0 ? 1 : d);
    }

    /// Puts a number into an array.
    ///
    /// @param dtype the dtype of the array
    /// @param data an array of [Buffers]
    /// @param i where
    /// @param d the number
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static void put(DType dtype, Object data, int i, double d) {
        requireHeld(null, dtype, d);
        Buffers.setDouble(dtype, data, i, d);
    }

    /// Puts a whole number into an array.
    ///
    /// @param dtype the dtype of the array
    /// @param data an array of [Buffers]
    /// @param i where
    /// @param n the number
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static void put(DType dtype, Object data, int i, long n) {
        requireHeld(null, dtype, n);
        Buffers.setLong(dtype, data, i, n);
    }

    private static void requireHeld(@Nullable String where, DType dtype, double d) {
        if (dtype.isFloating()) {
            if (Math.abs(d) > LARGEST_FLOAT16 && Double.isFinite(d) && Double.isInfinite(rounded(dtype, d))) {
                throw outOfRange(where, dtype, d);
            }
        } else if (dtype.isInteger()) {
            if (d != Math.rint(d) || Double.isInfinite(d)) { // NaN is not equal to itself
                throw new IllegalArgumentException(
                        place(where) + ": expected a whole number for dtype " + dtype + ", got " + d
                                + "; round it first, or make a floating tensor and cast(..) that, which truncates");
            }
            if (d < smallest(dtype) || d >= 0x1p63 || d > largest(dtype)) {
                throw outOfRange(where, dtype, d);
            }
        }
    }

    private static void requireHeld(@Nullable String where, DType dtype, long n) {
        if (dtype.isInteger()) {
            if (n < smallest(dtype) || n > largest(dtype)) {
                throw outOfRange(where, dtype, n);
            }
        } else {
            requireHeld(where, dtype, (double) n);
        }
    }

    private static IllegalArgumentException outOfRange(@Nullable String where, DType dtype, Number number) {
        return new IllegalArgumentException(
                place(where) + ": expected a number in the range of dtype " + dtype + ", got " + number
                        + "; a wider dtype holds it, as cast(..) makes one of a tensor");
    }

    private static String place(@Nullable String where) {
        return where == null ? UserCall.method() : where;
    }

    private static final double LARGEST_FLOAT16 = 65504;

    private static double rounded(DType dtype, double d) {
        Object one = Buffers.allocate(dtype, 1);
        Buffers.setDouble(dtype, one, 0, d);
        return Buffers.getDouble(dtype, one, 0);
    }

    private static long smallest(DType integer) {
        return integer == DType.UINT8 ? 0 : -largest(integer) - 1;
    }

    private static long largest(DType integer) {
        return switch (integer) {
            case INT8 -> Byte.MAX_VALUE;
            case UINT8 -> 255;
            case INT16 -> Short.MAX_VALUE;
            case INT32 -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
