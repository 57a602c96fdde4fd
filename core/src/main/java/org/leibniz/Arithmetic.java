package org.leibniz;

import org.leibniz.array.Promotion;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;

/// Operations on tensors and Java numbers: each operand is read, brought to the dtype that [Promotion] says, and
/// broadcast.
final class Arithmetic {
    private Arithmetic() {}

    // ---- operations

    /// A function of one tensor.
    ///
    /// @param fn the function
    /// @param x the tensor
    /// @return its results
    static Tensor apply(ScalarFn fn, Tensor x) {
        Value v = Given.tensor(x, "x").read();
        return new Tensor(v.cast(Promotion.computing(fn, v.dtype())).map(fn));
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
        return apply(fn, v, Promotion.number(Given.number(b, "other"), v));
    }

    /// A function of a number and a tensor.
    ///
    /// @param fn the function
    /// @param a the left operand
    /// @param b the right operand
    /// @return its results
    static Tensor apply(ScalarFn fn, Number a, Tensor b) {
        Value v = Given.tensor(b, "b").read();
        return apply(fn, Promotion.number(Given.number(a, "a"), v), v);
    }

    private static Tensor apply(ScalarFn fn, Value a, Value b) {
        DType dtype = Promotion.computing(fn, DType.promote(a.dtype(), b.dtype()));
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
        return compare(relation, v, Promotion.number(Given.number(b, "other"), v));
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
        Value exponent = Promotion.number(Given.number(n, "exponent"), v);
        DType dtype = Promotion.computing(ScalarFn.POW, DType.promote(v.dtype(), exponent.dtype()));
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
