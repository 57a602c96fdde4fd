package org.leibniz;

import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.Polygamma;

/// Functions of each element; use them by way of [Leibniz], which has all functions.
///
/// The result has the shape of the argument, or the shape that two arguments broadcast to. Floating arguments keep
/// their dtype; integers and truth values are computed in float32, but for the functions that map integers to integers.
/// float16 and bfloat16 are computed in float32 and rounded. The dtypes for storage (int8, uint8, int16) are refused
/// with an [IllegalArgumentException]: `cast` first.
///
/// Every function has derivatives of every order.
class Elementwise {
    Elementwise() {}

    // ---- arithmetic

    /// `|x|`; flat at 0. Integers stay integers.
    ///
    /// @param x the argument
    /// @return `|x|`
    public static Tensor abs(Tensor x) {
        return Arithmetic.apply(ScalarFn.ABS, x);
    }

    /// `-1`, `0` or `1`. Integers stay integers.
    ///
    /// @param x the argument
    /// @return the sign
    public static Tensor sign(Tensor x) {
        return Arithmetic.apply(ScalarFn.SIGN, x);
    }

    /// The largest whole number up to x.
    ///
    /// @param x the argument
    /// @return `⌊x⌋`
    public static Tensor floor(Tensor x) {
        return Arithmetic.apply(ScalarFn.FLOOR, x);
    }

    /// The smallest whole number from x on.
    ///
    /// @param x the argument
    /// @return `⌈x⌉`
    public static Tensor ceil(Tensor x) {
        return Arithmetic.apply(ScalarFn.CEIL, x);
    }

    /// The nearest whole number, ties to even.
    ///
    /// @param x the argument
    /// @return x rounded
    public static Tensor round(Tensor x) {
        return Arithmetic.apply(ScalarFn.ROUND, x);
    }

    /// The whole part, toward zero.
    ///
    /// @param x the argument
    /// @return x truncated
    public static Tensor trunc(Tensor x) {
        return Arithmetic.apply(ScalarFn.TRUNC, x);
    }

    /// The square. Integers stay integers.
    ///
    /// @param x the argument
    /// @return `x²`
    public static Tensor square(Tensor x) {
        return Arithmetic.apply(ScalarFn.SQUARE, x);
    }

    /// The reciprocal.
    ///
    /// @param x the argument
    /// @return `1 / x`
    public static Tensor reciprocal(Tensor x) {
        return Arithmetic.apply(ScalarFn.RECIPROCAL, x);
    }

    /// The square root; NaN below 0.
    ///
    /// @param x the argument
    /// @return `√x`
    public static Tensor sqrt(Tensor x) {
        return Arithmetic.apply(ScalarFn.SQRT, x);
    }

    /// The reciprocal square root.
    ///
    /// @param x the argument
    /// @return `1 / √x`
    public static Tensor rsqrt(Tensor x) {
        return Arithmetic.apply(ScalarFn.RSQRT, x);
    }

    /// The cube root, of negative numbers too.
    ///
    /// @param x the argument
    /// @return `∛x`
    public static Tensor cbrt(Tensor x) {
        return Arithmetic.apply(ScalarFn.CBRT, x);
    }

    // ---- exponentials and logarithms

    /// The exponential.
    ///
    /// @param x the argument
    /// @return `eˣ`
    public static Tensor exp(Tensor x) {
        return Arithmetic.apply(ScalarFn.EXP, x);
    }

    /// The exponential less 1, exact for small x.
    ///
    /// @param x the argument
    /// @return `eˣ - 1`
    public static Tensor expm1(Tensor x) {
        return Arithmetic.apply(ScalarFn.EXPM1, x);
    }

    /// The natural logarithm; -inf at 0, NaN below.
    ///
    /// @param x the argument
    /// @return `ln x`
    public static Tensor log(Tensor x) {
        return Arithmetic.apply(ScalarFn.LOG, x);
    }

    /// The natural logarithm of 1 + x, exact for small x.
    ///
    /// @param x the argument
    /// @return `ln(1 + x)`
    public static Tensor log1p(Tensor x) {
        return Arithmetic.apply(ScalarFn.LOG1P, x);
    }

    // ---- circular functions, in radians

    /// The sine.
    ///
    /// @param x the argument
    /// @return `sin x`
    public static Tensor sin(Tensor x) {
        return Arithmetic.apply(ScalarFn.SIN, x);
    }

    /// The cosine.
    ///
    /// @param x the argument
    /// @return `cos x`
    public static Tensor cos(Tensor x) {
        return Arithmetic.apply(ScalarFn.COS, x);
    }

    /// The tangent.
    ///
    /// @param x the argument
    /// @return `tan x`
    public static Tensor tan(Tensor x) {
        return Arithmetic.apply(ScalarFn.TAN, x);
    }

    /// The inverse sine; NaN beyond ±1.
    ///
    /// @param x the argument
    /// @return the angle in `[-π/2, π/2]`
    public static Tensor asin(Tensor x) {
        return Arithmetic.apply(ScalarFn.ASIN, x);
    }

    /// The inverse cosine; NaN beyond ±1.
    ///
    /// @param x the argument
    /// @return the angle in `[0, π]`
    public static Tensor acos(Tensor x) {
        return Arithmetic.apply(ScalarFn.ACOS, x);
    }

    /// The inverse tangent.
    ///
    /// @param x the argument
    /// @return the angle in `(-π/2, π/2)`
    public static Tensor atan(Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN, x);
    }

    // ---- hyperbolic functions

    /// The hyperbolic sine.
    ///
    /// @param x the argument
    /// @return `sinh x`
    public static Tensor sinh(Tensor x) {
        return Arithmetic.apply(ScalarFn.SINH, x);
    }

    /// The hyperbolic cosine.
    ///
    /// @param x the argument
    /// @return `cosh x`
    public static Tensor cosh(Tensor x) {
        return Arithmetic.apply(ScalarFn.COSH, x);
    }

    /// The hyperbolic tangent.
    ///
    /// @param x the argument
    /// @return `tanh x`
    public static Tensor tanh(Tensor x) {
        return Arithmetic.apply(ScalarFn.TANH, x);
    }

    /// The inverse hyperbolic sine.
    ///
    /// @param x the argument
    /// @return `asinh x`
    public static Tensor asinh(Tensor x) {
        return Arithmetic.apply(ScalarFn.ASINH, x);
    }

    /// The inverse hyperbolic cosine; NaN below 1.
    ///
    /// @param x the argument
    /// @return `acosh x`
    public static Tensor acosh(Tensor x) {
        return Arithmetic.apply(ScalarFn.ACOSH, x);
    }

    /// The inverse hyperbolic tangent; NaN beyond ±1.
    ///
    /// @param x the argument
    /// @return `atanh x`
    public static Tensor atanh(Tensor x) {
        return Arithmetic.apply(ScalarFn.ATANH, x);
    }

    // ---- activations and special functions

    /// The logistic function. It and its derivatives are exact to rounding for x of any size.
    ///
    /// @param x the argument
    /// @return `1 / (1 + e⁻ˣ)`
    public static Tensor sigmoid(Tensor x) {
        return Arithmetic.apply(ScalarFn.SIGMOID, x);
    }

    /// A smooth `max(x, 0)`, without overflow.
    ///
    /// @param x the argument
    /// @return `ln(1 + eˣ)`
    public static Tensor softplus(Tensor x) {
        return Arithmetic.apply(ScalarFn.SOFTPLUS, x);
    }

    /// The logarithm of the logistic function, without underflow.
    ///
    /// @param x the argument
    /// @return `-ln(1 + e⁻ˣ)`
    public static Tensor logSigmoid(Tensor x) {
        return Arithmetic.apply(ScalarFn.LOG_SIGMOID, x);
    }

    /// `max(x, 0)`; flat at 0. Integers stay integers.
    ///
    /// @param x the argument
    /// @return x where it is positive, else 0
    public static Tensor relu(Tensor x) {
        return Arithmetic.apply(ScalarFn.RELU, x);
    }

    /// The error function.
    ///
    /// @param x the argument
    /// @return `erf x`
    public static Tensor erf(Tensor x) {
        return Arithmetic.apply(ScalarFn.ERF, x);
    }

    /// The complement of the error function, exact in the tail.
    ///
    /// @param x the argument
    /// @return `1 - erf x`
    public static Tensor erfc(Tensor x) {
        return Arithmetic.apply(ScalarFn.ERFC, x);
    }

    /// The inverse error function; NaN beyond ±1.
    ///
    /// @param x the argument
    /// @return y with `erf y = x`
    public static Tensor erfinv(Tensor x) {
        return Arithmetic.apply(ScalarFn.ERFINV, x);
    }

    /// The logarithm of the absolute value of the gamma function; infinite at 0, -1, -2, ...
    ///
    /// @param x the argument
    /// @return `ln |Γ(x)|`
    public static Tensor lgamma(Tensor x) {
        return Arithmetic.apply(ScalarFn.LGAMMA, x);
    }

    /// The digamma function, the derivative of [#lgamma]; NaN at the poles -1, -2, ..., infinite at 0.
    ///
    /// @param x the argument
    /// @return `Γ'(x) / Γ(x)`
    public static Tensor digamma(Tensor x) {
        return Arithmetic.apply(ScalarFn.DIGAMMA, x);
    }

    /// A polygamma function, a derivative of [#digamma]: the trigamma function is `polygamma(1, x)`.
    ///
    /// @param order which derivative, from 0 to 170; 0 is the digamma function itself
    /// @param x the argument
    /// @return the derivative; at the poles 0, -1, -2, ... infinite for an odd order, NaN for an even one but at 0
    /// @throws IllegalArgumentException if there is no such order
    public static Tensor polygamma(int order, Tensor x) {
        if (order < 0 || order > Polygamma.MOST) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": order: expected 0 to " + Polygamma.MOST + ", got " + order);
        }
        return Arithmetic.apply(ScalarFn.POLYGAMMA, order, Given.tensor(x, "x"));
    }

    /// The Gaussian error linear unit `x Φ(x)`, exact (not the approximation by tanh).
    ///
    /// @param x the argument
    /// @return `x (1 + erf(x / √2)) / 2`
    public static Tensor gelu(Tensor x) {
        return x.mul(Arithmetic.apply(ScalarFn.NORMAL_CDF, x));
    }

    /// The sigmoid linear unit, or swish.
    ///
    /// @param x the argument
    /// @return `x sigmoid(x)`
    public static Tensor silu(Tensor x) {
        return x.mul(sigmoid(x));
    }

    // ---- what kind of numbers

    /// Whether elements are NaN.
    ///
    /// @param x numbers of any dtype
    /// @return truth values
    public static Tensor isNan(Tensor x) {
        return Arithmetic.compare(Relation.NE, Given.tensor(x, "x"), x);
    }

    /// Whether elements are neither NaN nor infinite.
    ///
    /// @param x numbers that compute
    /// @return truth values
    public static Tensor isFinite(Tensor x) {
        return abs(x).lt(Double.POSITIVE_INFINITY);
    }

    /// Whether elements are infinite.
    ///
    /// @param x numbers that compute
    /// @return truth values
    public static Tensor isInf(Tensor x) {
        return abs(x).eq(Double.POSITIVE_INFINITY);
    }
}
