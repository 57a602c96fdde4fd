package org.leibniz.array;

import org.leibniz.DType;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;

/// In which dtype operands meet: a Java number becomes a value, dtypes are promoted.
///
/// A number beside a tensor is weak: a whole one (`Byte`, `Short`, `Integer`, `Long`) takes the tensor's dtype, or
/// int32 beside a mask; any other takes the dtype of a floating tensor and makes float32 of the rest. Then
/// [DType#promote] decides for two tensors, and what a function asks for decides last: truth values are counted in
/// int32, integers go to float32 where the function has no integer form.
public final class Promotion {
    private Promotion() {}

    // ---- numbers

    /// The value of a number beside a tensor.
    ///
    /// @param number the number
    /// @param beside the tensor
    /// @return a 0-d value
    /// @throws IllegalArgumentException if that dtype cannot hold the number
    public static Value number(Number number, Value beside) {
        DType dtype = beside.dtype();
        if (Numbers.isWhole(number)) {
            return Numbers.literal(dtype == DType.BOOL ? DType.INT32 : dtype, number);
        }
        return Numbers.literal(dtype.isFloating() ? dtype : DType.FLOAT32, number);
    }

    // ---- dtypes and shapes

    /// The dtype in which a function is computed.
    ///
    /// @param fn the function
    /// @param dtype the dtype of its operands
    /// @return one that the function accepts
    /// @throws IllegalArgumentException if the dtype is for storage only, or floating and the function logical
    public static DType computing(ScalarFn fn, DType dtype) {
        if (fn.accepts(dtype)) {
            return dtype;
        }
        requireComputing(dtype);
        if (dtype.isFloating()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected truth values or integers, got dtype " + dtype
                            + "; compare first, as in x.ne(0)");
        }
        return dtype == DType.BOOL && fn.accepts(DType.INT32) ? DType.INT32 : DType.FLOAT32;
    }

    /// The dtype in which all values are added or multiplied up: NumPy's and MindSpore's, since many int32 soon exceed
    /// an int32.
    ///
    /// @param dtype the dtype of the values
    /// @return int64 for truth values and int32, else the same
    /// @throws IllegalArgumentException if the dtype is for storage only
    public static DType totalling(DType dtype) {
        requireComputing(dtype);
        return dtype == DType.BOOL || dtype == DType.INT32 ? DType.INT64 : dtype;
    }

    /// The dtype in which products and running sums are computed.
    ///
    /// @param dtype the dtype of the values
    /// @return int32 for truth values, else the same
    /// @throws IllegalArgumentException if the dtype is for storage only
    public static DType counting(DType dtype) {
        requireComputing(dtype);
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }

    /// The floating dtype in which a function of real numbers is computed.
    ///
    /// @param dtype the dtype of the values
    /// @return float32 for integers and truth values, else the same
    /// @throws IllegalArgumentException if the dtype is for storage only
    public static DType floating(DType dtype) {
        requireComputing(dtype);
        return dtype.isFloating() ? dtype : DType.FLOAT32;
    }

    /// Refuses to compute with a dtype that only stores.
    ///
    /// @param dtype the dtype
    /// @throws IllegalArgumentException for int8, uint8 and int16
    public static void requireComputing(DType dtype) {
        if (!dtype.computes()) {
            throw new IllegalArgumentException(UserCall.method() + ": expected a dtype that computes, got " + dtype
                    + ", which is for storage only; convert first, as in x.cast(DType.INT32) or x.cast(DType.FLOAT32)");
        }
    }
}
