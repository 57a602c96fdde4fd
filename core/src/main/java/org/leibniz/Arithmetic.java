package org.leibniz;

import org.leibniz.caller.UserCall;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// How operands meet: a Java number becomes a value, dtypes are promoted, shapes broadcast.
///
/// A number beside a tensor is weak: a whole one (`Byte`, `Short`, `Integer`, `Long`) takes the tensor's dtype, or
/// int32 beside a mask; any other takes the dtype of a floating tensor and makes float32 of the rest. Then
/// [DType#promote] decides for two tensors, and what a function asks for decides last: truth values are counted in
/// int32, integers go to float32 where the function has no integer form.
final class Arithmetic {
    private Arithmetic() {}

    // ---- numbers

    /// The value of a number beside a tensor.
    ///
    /// @param number the number
    /// @param beside the tensor
    /// @return a 0-d value
    /// @throws IllegalArgumentException if that dtype cannot hold the number
    static Value number(Number number, Value beside) {
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
    static DType computing(ScalarFn fn, DType dtype) {
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
    static DType totalling(DType dtype) {
        requireComputing(dtype);
        return dtype == DType.BOOL || dtype == DType.INT32 ? DType.INT64 : dtype;
    }

    /// The dtype in which products and running sums are computed.
    ///
    /// @param dtype the dtype of the values
    /// @return int32 for truth values, else the same
    /// @throws IllegalArgumentException if the dtype is for storage only
    static DType counting(DType dtype) {
        requireComputing(dtype);
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }

    /// The floating dtype in which a function of real numbers is computed.
    ///
    /// @param dtype the dtype of the values
    /// @return float32 for integers and truth values, else the same
    /// @throws IllegalArgumentException if the dtype is for storage only
    static DType floating(DType dtype) {
        requireComputing(dtype);
        return dtype.isFloating() ? dtype : DType.FLOAT32;
    }

    /// Refuses to compute with a dtype that only stores.
    ///
    /// @param dtype the dtype
    /// @throws IllegalArgumentException for int8, uint8 and int16
    static void requireComputing(DType dtype) {
        if (!dtype.computes()) {
            throw new IllegalArgumentException(UserCall.method() + ": expected a dtype that computes, got " + dtype
                    + ", which is for storage only; convert first, as in x.cast(DType.INT32) or x.cast(DType.FLOAT32)");
        }
    }

    // ---- operations

    /// A function of one tensor.
    ///
    /// @param fn the function
    /// @param x the tensor
    /// @return its results
    static Tensor apply(ScalarFn fn, Tensor x) {
        Value v = Given.tensor(x, "x").read();
        return new Tensor(v.cast(computing(fn, v.dtype())).map(fn));
    }

    /// A function of two tensors.
    ///
    /// @param fn the function
    /// @param a the left operand
    /// @param b the right operand
    /// @return its results
    static Tensor apply(ScalarFn fn, Tensor a, Tensor b) {
        return apply(fn, a.read(), Given.tensor(b, "other").read());
    }

    /// A function of a tensor and a number.
    ///
    /// @param fn the function
    /// @param a the left operand
    /// @param b the right operand
    /// @return its results
    static Tensor apply(ScalarFn fn, Tensor a, Number b) {
        Value v = a.read();
        return apply(fn, v, number(Given.number(b, "other"), v));
    }

    /// A function of a number and a tensor.
    ///
    /// @param fn the function
    /// @param a the left operand
    /// @param b the right operand
    /// @return its results
    static Tensor apply(ScalarFn fn, Number a, Tensor b) {
        Value v = Given.tensor(b, "b").read();
        return apply(fn, number(Given.number(a, "a"), v), v);
    }

    private static Tensor apply(ScalarFn fn, Value a, Value b) {
        DType dtype = computing(fn, DType.promote(a.dtype(), b.dtype()));
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        return new Tensor(a.cast(dtype).broadcast(shape).map(fn, b.cast(dtype).broadcast(shape)));
    }

    /// A comparison of two tensors.
    ///
    /// @param relation the relation
    /// @param a the left side
    /// @param b the right side
    /// @return truth values
    static Tensor compare(Relation relation, Tensor a, Tensor b) {
        return compare(relation, a.read(), Given.tensor(b, "other").read());
    }

    /// A comparison of a tensor with a number.
    ///
    /// @param relation the relation
    /// @param a the left side
    /// @param b the right side
    /// @return truth values
    static Tensor compare(Relation relation, Tensor a, Number b) {
        Value v = a.read();
        return compare(relation, v, number(Given.number(b, "other"), v));
    }

    private static Tensor compare(Relation relation, Value a, Value b) {
        Shape.broadcast(a.shape(), b.shape());
        return new Tensor(a.compare(relation, b));
    }

    /// A tensor to the power of a number. The powers 0 to 4 are products, -1 and ½ a reciprocal and a root: faster and,
    /// unlike `pow`, with derivatives that are right at 0.
    ///
    /// @param x the base
    /// @param n the exponent
    /// @return the powers
    static Tensor pow(Tensor x, Number n) {
        Value v = x.read();
        Value exponent = number(Given.number(n, "exponent"), v);
        DType dtype = computing(ScalarFn.POW, DType.promote(v.dtype(), exponent.dtype()));
        Value base = v.cast(dtype);
        double p = n.doubleValue();
        if (p < 0 && dtype.isInteger()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected an exponent of 0 or more for dtype " + v.dtype() + ", got " + n
                            + "; cast the tensor to a floating dtype");
        }
        return new Tensor(power(base, p, exponent.cast(dtype)));
    }

    private static Value power(Value x, double p, Value exponent) {
        if (p == 0) {
            return Value.literal(x.type(), 1);
        }
        if (p == 1) {
            return x;
        }
        if (p == 2) {
            return square(x);
        }
        if (p == 3) {
            return square(x).mul(x);
        }
        if (p == 4) {
            return square(square(x));
        }
        if (p == -1) {
            return x.map(ScalarFn.RECIPROCAL);
        }
        if (p == 0.5) {
            return x.map(ScalarFn.SQRT);
        }
        return x.map(ScalarFn.POW, exponent.broadcast(x.shape()));
    }

    private static Value square(Value x) {
        return x.map(ScalarFn.SQUARE);
    }

    /// A choice between two values.
    ///
    /// @param condition truth values
    /// @param a where true
    /// @param b where false
    /// @return the choice
    static Tensor where(Tensor condition, Value a, Value b) {
        Value c = Given.tensor(condition, "condition").read();
        if (c.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a condition of dtype BOOL, got " + c.dtype()
                            + "; compare first, as in x.ne(0)");
        }
        Shape.broadcast(c.shape(), Shape.broadcast(a.shape(), b.shape()));
        return new Tensor(Value.select(c, a, b));
    }
}
