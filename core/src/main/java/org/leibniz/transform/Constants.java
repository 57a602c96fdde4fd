package org.leibniz.transform;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;

/// Arithmetic on the numbers that programs are written with, as it happens in their dtype. A result is null where a
/// double does not hold it or where computing it throws: then the operation stays.
final class Constants {
    private static final double EXACT = 0x1p53; // a double below is that integer, this one may be the next, rounded

    private Constants() {}

    static @Nullable Double apply(ScalarFn fn, DType type, double x) {
        if (type.isFloating()) {
            return rounded(type, fn.apply(rounded(type, x)));
        }
        return type == DType.BOOL && fn == ScalarFn.NOT
                ? (Double) (x == 0 ? 1.0 : 0.0)
                : integer(type, fn.apply((long) rounded(type, x)));
    }

    static @Nullable Double apply(ScalarFn fn, DType type, double a, double b) {
        if (type.isFloating()) {
            return rounded(type, fn.apply(rounded(type, a), rounded(type, b)));
        }
        boolean throwing = b == 0 && (fn == ScalarFn.FLOOR_DIV || fn == ScalarFn.MOD || fn == ScalarFn.REM);
        return throwing || fn == ScalarFn.SHIFT_RIGHT
                ? null
                : integer(type, fn.apply((long) rounded(type, a), (long) rounded(type, b)));
    }

    /// A number added up some times.
    static @Nullable Double sum(DType type, double x, int times) {
        double sum = rounded(type, x) * times;
        return type.isFloating()
                ? (Double) rounded(type, sum)
                : Math.abs(sum) < EXACT ? integer(type, (long) sum) : null;
    }

    private static @Nullable Double integer(DType type, long value) {
        Object a = Buffers.allocate(type, 1);
        Buffers.setLong(type, a, 0, value); // wraps around
        double v = Buffers.getDouble(type, a, 0);
        return Math.abs(v) < EXACT ? (Double) v : null;
    }

    static boolean holds(Relation relation, DType type, double a, double b) {
        double x = rounded(type, a);
        double y = rounded(type, b);
        return switch (relation) {
            case EQ -> x == y;
            case NE -> x != y;
            case LT -> x < y;
            case LE -> x <= y;
            case GT -> x > y;
            case GE -> x >= y;
        };
    }

    static double cast(DType from, DType to, double value) {
        return rounded(to, rounded(from, value));
    }

    /// The nearest number of a dtype.
    private static double rounded(DType type, double value) {
        Object a = Buffers.allocate(type, 1);
        Buffers.setDouble(type, a, 0, value);
        return Buffers.getDouble(type, a, 0);
    }

    /// Whether dividing by a number is the same as multiplying with its reciprocal.
    static boolean isPowerOfTwo(double x) {
        int exponent = Math.getExponent(x);
        // normal in every dtype, and so is the reciprocal
        return Math.abs(x) == Math.scalb(1.0, exponent) && Math.abs(exponent) < 15;
    }

    /// Whether every number of one dtype is one of another.
    static boolean isExact(DType from, DType to) {
        if (from == DType.BOOL || from == to) {
            return true;
        }
        return switch (to) {
            case BOOL, UINT8, INT8 -> false;
            case INT16, FLOAT16, BFLOAT16 -> from == DType.UINT8 || from == DType.INT8;
            case INT32, FLOAT32 -> from.bytes() < 4 && (from.isInteger() || to.isFloating());
            case INT64 -> from.isInteger();
            case FLOAT64 -> from.isFloating() || from.bytes() <= 4;
        };
    }
}
