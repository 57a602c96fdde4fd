package org.leibniz;

import org.leibniz.array.Promotion;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;

/// When elements are close: NumPy's rule, `|a - b| <= atol + rtol |b|` for finite b, and what is equal is close.
///
/// Differences are taken in float64, which holds every floating dtype: in float16 the tolerances themselves would be
/// rounded away. Those of two integers are taken in int64, so that tolerances of 0 mean equal for an int64 of any size.
final class Closeness {
    /// NumPy's default, relative.
    static final double RTOL = 1e-5;
    /// NumPy's default, absolute.
    static final double ATOL = 1e-8;

    private Closeness() {}

    /// A number beside a tensor, as [Promotion#number] has it.
    ///
    /// @param beside the tensor
    /// @param number the number
    /// @return a 0-d tensor
    static Tensor number(Tensor beside, Number number) {
        return new Tensor(Promotion.number(Given.number(number, "other"), beside.read()));
    }

    /// Whether elements are close.
    ///
    /// @param a one tensor
    /// @param b the one that is the measure
    /// @param rtol the relative tolerance
    /// @param atol the absolute tolerance
    /// @param equalNan whether NaN is close to NaN
    /// @return truth values
    static Tensor isClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        Given.tensor(b, "other");
        requireTolerance("rtol", rtol);
        requireTolerance("atol", atol);
        Shape.broadcast(a.shape(), b.shape());
        boolean whole = !a.dtype().isFloating() && !b.dtype().isFloating();
        DType exact = whole ? DType.INT64 : DType.FLOAT64;
        Tensor x = a.cast(exact);
        Tensor y = b.cast(exact);
        Tensor size = y.cast(DType.FLOAT64).abs();
        Tensor distance = whole ? unsigned(x.maximum(y).sub(x.minimum(y))) : x.sub(y).abs();
        Tensor close = distance.le(size.mul(rtol).add(atol)).and(size.lt(Double.POSITIVE_INFINITY)).or(x.eq(y));
        return equalNan ? close.or(x.isNan().and(y.isNan())) : close;
    }

    /// The difference of two int64 may need 64 bits.
    private static Tensor unsigned(Tensor bits) {
        Tensor signed = bits.cast(DType.FLOAT64);
        return Ops.where(signed.lt(0), signed.add(0x1p64), signed);
    }

    /// Whether all elements are close.
    ///
    /// @param a one tensor
    /// @param b the one that is the measure
    /// @param rtol the relative tolerance
    /// @param atol the absolute tolerance
    /// @param equalNan whether NaN is close to NaN
    /// @return the answer
    /// @throws NoValueException where there is none yet
    static boolean allClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        Tensor all = isClose(a, b, rtol, atol, equalNan).all();
        try {
            return all.isTrue();
        } catch (NoValueException e) {
            var told = new NoValueException(
                    "allClose: " + e.getMessage() + ". isClose(..).all() is the answer as a tensor");
            told.initCause(e);
            throw told;
        }
    }

    private static void requireTolerance(String name, double tolerance) {
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": " + name + ": expected a finite tolerance of 0 or more, got " + tolerance);
        }
    }
}
