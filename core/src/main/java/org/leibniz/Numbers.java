package org.leibniz;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// The one rule for Java's numbers, wherever they come in.
///
/// *By themselves* they make the dtype of their Java type: `double` float64, `float` float32, `int` int32, `long` int64, `boolean` bool, `short`
/// int16, `byte` int8. *Where a dtype is given*, by name or by a tensor that they stand beside (see [Arithmetic#number]), what does not fit throws: an
/// integer dtype holds the whole numbers of its range, a floating one rounds to nearest but holds no finite number that would become infinite, and in
/// bool all but 0 is true. *A function applied to a number* takes a whole one for a real one, as Java does: `f.apply(2)` is `f.apply(2.0)`, since a
/// derivative by an integer would have no room for fractions.
final class Numbers {
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
    /// @param what the function, for messages
    /// @param number the number
    /// @return a 0-d value of the dtype that the number makes
    /// @throws IllegalArgumentException if it is none of Java's primitive numbers
    static Value literal(String what, Number number) {
        DType dtype = dtype(number.getClass());
        if (dtype == null) {
            throw new IllegalArgumentException(what + ": expected a double, float, long, int, short or byte, got a "
                    + number.getClass().getSimpleName() + ", " + number + "; doubleValue() makes a double of it");
        }
        return literal(what, dtype, number);
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
    /// @param what the operation, for messages
    /// @param dtype the dtype
    /// @param number the number
    /// @return a 0-d value
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    static Value literal(String what, DType dtype, Number number) {
        if (number == null) { // not requireNonNull: numbers are on the path of every operation, and texts cost more than they
            throw new NullPointerException(what + ": expected a number, got null");
        }
        if (isWhole(number)) {
            long n = number.longValue();
            requireHeld(what, dtype, n);
            if (dtype == DType.INT64 && ((long) (double) n != n || n == Long.MAX_VALUE)) { // a literal keeps its number as a double
                return Value.of(Type.scalar(dtype), new long[]{n});
            }
        } else {
            requireHeld(what, dtype, number.doubleValue());
        }
        double d = number.doubleValue();
        return Value.literal(Type.scalar(dtype), dtype == DType.BOOL && d != 0 ? 1 : d);
    }

    /// Puts a number into an array.
    ///
    /// @param what the operation, for messages
    /// @param dtype the dtype of the array
    /// @param data an array of [Buffers]
    /// @param i where
    /// @param d the number
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    static void put(String what, DType dtype, Object data, int i, double d) {
        requireHeld(what, dtype, d);
        Buffers.setDouble(dtype, data, i, d);
    }

    /// Puts a whole number into an array.
    ///
    /// @param what the operation, for messages
    /// @param dtype the dtype of the array
    /// @param data an array of [Buffers]
    /// @param i where
    /// @param n the number
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    static void put(String what, DType dtype, Object data, int i, long n) {
        requireHeld(what, dtype, n);
        Buffers.setLong(dtype, data, i, n);
    }

    private static void requireHeld(String what, DType dtype, double d) {
        if (dtype.isFloating()) {
            if (Math.abs(d) > LARGEST_FLOAT16 && Double.isFinite(d) && Double.isInfinite(rounded(dtype, d))) {
                throw outOfRange(what, dtype, d);
            }
        } else if (dtype.isInteger()) {
            if (d != Math.rint(d) || Double.isInfinite(d)) { // NaN is not equal to itself
                throw new IllegalArgumentException(what + ": expected a whole number for dtype " + dtype + ", got " + d
                        + "; round it first, or make a floating tensor and cast(..) that, which truncates");
            }
            if (d < smallest(dtype) || d >= 0x1p63 || d > largest(dtype)) {
                throw outOfRange(what, dtype, d);
            }
        }
    }

    private static void requireHeld(String what, DType dtype, long n) {
        if (dtype.isInteger()) {
            if (n < smallest(dtype) || n > largest(dtype)) {
                throw outOfRange(what, dtype, n);
            }
        } else {
            requireHeld(what, dtype, (double) n);
        }
    }

    private static IllegalArgumentException outOfRange(String what, DType dtype, Number number) {
        return new IllegalArgumentException(what + ": expected a number in the range of dtype " + dtype + ", got " + number
                + "; a wider dtype holds it, as cast(..) makes one of a tensor");
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
