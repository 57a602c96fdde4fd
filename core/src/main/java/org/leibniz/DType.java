package org.leibniz;

import org.leibniz.caller.UserCall;

/// The type of a tensor's elements.
///
/// `BOOL`, `INT32`, `INT64`, `FLOAT32` and `FLOAT64` compute. `FLOAT16` and `BFLOAT16` are stored in two bytes and
/// computed in float32, rounded after each operation. `INT8`, `UINT8` and `INT16` are storage only: create, cast,
/// index, print.
///
/// Promotion of two operands ([#promote]): the category decides first (bool < integer < float), then the width;
/// `FLOAT16` with `BFLOAT16` is `FLOAT32`, since neither holds the other. A Java number takes part with its category
/// only: `x.mul(2)` keeps x's dtype, and so does `x.mul(0.5)` for a floating x; with an integer x it gives `FLOAT32`,
/// as MindSpore does.
public enum DType {
    /// Truth values.
    BOOL("Bool", 1, Category.BOOL),
    /// Unsigned bytes, storage only.
    UINT8("UInt8", 1, Category.INTEGER),
    /// Signed bytes, storage only.
    INT8("Int8", 1, Category.INTEGER),
    /// 16-bit integers, storage only.
    INT16("Int16", 2, Category.INTEGER),
    /// 32-bit integers.
    INT32("Int32", 4, Category.INTEGER),
    /// 64-bit integers.
    INT64("Int64", 8, Category.INTEGER),
    /// IEEE half precision.
    FLOAT16("Float16", 2, Category.FLOAT),
    /// The upper half of a float32.
    BFLOAT16("BFloat16", 2, Category.FLOAT),
    /// IEEE single precision.
    FLOAT32("Float32", 4, Category.FLOAT),
    /// IEEE double precision.
    FLOAT64("Float64", 8, Category.FLOAT);

    private enum Category {
        BOOL, INTEGER, FLOAT
    }

    private final String title;
    private final int bytes;
    private final Category category;

    DType(String title, int bytes, Category category) {
        this.title = title;
        this.bytes = bytes;
        this.category = category;
    }

    /// The name that MindSpore prints, such as `Float32`.
    ///
    /// @return the name
    public String title() {
        return title;
    }

    /// The size of one element in bytes.
    ///
    /// @return the bytes
    public int bytes() {
        return bytes;
    }

    /// Whether elements are floating point numbers.
    ///
    /// @return true for the four float types
    public boolean isFloating() {
        return category == Category.FLOAT;
    }

    /// Whether elements are integers (bool is none).
    ///
    /// @return true for the integer types
    public boolean isInteger() {
        return category == Category.INTEGER;
    }

    /// Whether arithmetic is defined: all but the storage-only integers.
    ///
    /// @return false for int8, uint8 and int16
    public boolean computes() {
        return category != Category.INTEGER || bytes >= 4;
    }

    /// The dtype of a tangent of a value of this dtype: a float type is its own, all others have float64 tangents
    /// (exact up to 2^53), cast to the value's dtype at the end.
    ///
    /// @return a floating dtype
    public DType tangent() {
        return isFloating() ? this : FLOAT64;
    }

    /// The dtype of the result of an operation on two operands.
    ///
    /// @param a one dtype
    /// @param b the other
    /// @return the smallest dtype of the higher category that holds both
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (UserCall.given(a, "a: expected a DType").category != UserCall.given(b, "b: expected a DType").category) {
            return a.category.compareTo(b.category) > 0 ? a : b;
        }
        if (a.category == Category.FLOAT && a.bytes == 2 && b.bytes == 2) {
            return FLOAT32;
        }
        if (a.bytes == 1 && b.bytes == 1) {
            return INT16; // signed and unsigned bytes
        }
        return a.bytes > b.bytes ? a : b;
    }
}
