package org.leibniz;

import org.leibniz.array.Numbers;
import org.leibniz.array.Promotion;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;
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

    // ---- two arguments

    /// The angle of the point `(x, y)`, counted from the x axis.
    ///
    /// @param y the height
    /// @param x the length
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Tensor y, Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.tensor(y, "y"), Given.tensor(x, "x"));
    }

    /// The angle of the point `(x, y)`, with a number as the length.
    ///
    /// @param y the height
    /// @param x the length, a number
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Tensor y, Number x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.tensor(y, "y"), Given.number(x, "x"));
    }

    /// The angle of the point `(x, y)`, with a number as the height.
    ///
    /// @param y the height, a number
    /// @param x the length
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Number y, Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.number(y, "y"), Given.tensor(x, "x"));
    }

    /// The sum, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a + b`
    public static Tensor add(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.ADD, a, b);
    }

    /// The difference, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a - b`
    public static Tensor sub(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.SUB, a, b);
    }

    /// The product, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a b`
    public static Tensor mul(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MUL, a, b);
    }

    /// The quotient, with a number on the left. Integers are divided as float32.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a / b`
    public static Tensor div(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.DIV, a, b);
    }

    /// The power, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `aᵇ`
    public static Tensor pow(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.POW, a, b);
    }

    /// The larger of a number and each element, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return the larger of a and b
    public static Tensor maximum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MAX, a, b);
    }

    /// The smaller of a number and each element, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return the smaller of a and b
    public static Tensor minimum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MIN, a, b);
    }

    /// The larger of two elements; see [Tensor#maximum(Tensor)].
    ///
    /// @param a one operand
    /// @param b the other
    /// @return `max(a, b)`
    public static Tensor maximum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").maximum(Given.tensor(b, "b"));
    }

    /// The larger of two elements, with a number on the right; see [Tensor#maximum(Number)].
    ///
    /// @param a one operand
    /// @param b the other, a number
    /// @return `max(a, b)`
    public static Tensor maximum(Tensor a, Number b) {
        return Given.tensor(a, "a").maximum(Given.number(b, "b"));
    }

    /// The smaller of two elements; see [Tensor#minimum(Tensor)].
    ///
    /// @param a one operand
    /// @param b the other
    /// @return `min(a, b)`
    public static Tensor minimum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").minimum(Given.tensor(b, "b"));
    }

    /// The smaller of two elements, with a number on the right; see [Tensor#minimum(Number)].
    ///
    /// @param a one operand
    /// @param b the other, a number
    /// @return `min(a, b)`
    public static Tensor minimum(Tensor a, Number b) {
        return Given.tensor(a, "a").minimum(Given.number(b, "b"));
    }

    /// The power; see [Tensor#pow(Tensor)].
    ///
    /// @param a the base
    /// @param b the exponent
    /// @return `aᵇ`
    public static Tensor pow(Tensor a, Tensor b) {
        return Given.tensor(a, "a").pow(Given.tensor(b, "b"));
    }

    /// The power, with a number on the right; see [Tensor#pow(Number)].
    ///
    /// @param a the base
    /// @param b the exponent, a number
    /// @return `aᵇ`
    public static Tensor pow(Tensor a, Number b) {
        return Given.tensor(a, "a").pow(Given.number(b, "b"));
    }

    /// Elements kept within bounds. The derivative is 1 between the bounds and on them, 0 outside; NaN stays.
    ///
    /// @param x the argument
    /// @param low the lower bound
    /// @param high the upper bound
    /// @return `low` where x is below it, `high` where x is above it, else x
    /// @throws IllegalArgumentException if `low` is above `high`, or x's dtype cannot hold one of them
    public static Tensor clip(Tensor x, Number low, Number high) {
        if (Given.number(low, "low").doubleValue() > Given.number(high, "high").doubleValue()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected low up to high, got " + low + " and " + high);
        }
        Value v = Given.tensor(x, "x").read();
        return clip(x, new Tensor(Promotion.number(low, v)), new Tensor(Promotion.number(high, v)));
    }

    /// Elements kept within bounds that are tensors.
    ///
    /// @param x the argument
    /// @param low the lower bounds
    /// @param high the upper bounds, not below the lower ones
    /// @return `low` where x is below it, `high` where x is above it, else x
    public static Tensor clip(Tensor x, Tensor low, Tensor high) {
        Tensor raised = where(Given.tensor(x, "x").lt(Given.tensor(low, "low")), low, x);
        return where(raised.gt(Given.tensor(high, "high")), high, raised);
    }

    // ---- choices

    /// A choice for each element: `where(x.gt(0), x, y)`. What is not chosen has no part in the derivative, but is
    /// computed: a NaN there becomes a NaN in derivatives, so guard the argument as well, as in `where(ok,
    /// log(where(ok, x, 1)), 0)`.
    ///
    /// @param condition truth values
    /// @param a what is taken where the condition is true
    /// @param b what is taken elsewhere
    /// @return the choice, of the promoted dtype of a and b
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Arithmetic.where(condition, Given.tensor(a, "a").read(), Given.tensor(b, "b").read());
    }

    /// A choice between tensor and number.
    ///
    /// @param condition truth values
    /// @param a what is taken where the condition is true
    /// @param b a number, which takes a's dtype
    /// @return the choice
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Tensor a, Number b) {
        Value v = Given.tensor(a, "a").read();
        return Arithmetic.where(condition, v, Promotion.number(Given.number(b, "b"), v));
    }

    /// A choice between number and tensor.
    ///
    /// @param condition truth values
    /// @param a a number, which takes b's dtype
    /// @param b what is taken where the condition is false
    /// @return the choice
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Number a, Tensor b) {
        Value v = Given.tensor(b, "b").read();
        return Arithmetic.where(condition, Promotion.number(Given.number(a, "a"), v), v);
    }

    /// A choice between two numbers.
    ///
    /// @param condition truth values
    /// @param a a number, taken where the condition is true
    /// @param b a number, taken elsewhere
    /// @return the choice: of the dtype that the numbers make, float64 of doubles, float32 of floats, int32 of ints,
    ///     int64 of longs; promoted
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL
    public static Tensor where(Tensor condition, Number a, Number b) {
        return Arithmetic.where(condition, Numbers.literal(Given.number(a, "a")),
                Numbers.literal(Given.number(b, "b")));
    }

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

    /// Whether elements of two tensors are close: `|a - b| <= atol + rtol |b|`, with `rtol` 1e-5 and `atol` 1e-8; see
    /// [Tensor#isClose(Tensor)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast
    public static Tensor isClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"));
    }

    /// Whether elements of two tensors are close; see [Tensor#isClose(Tensor, double, double)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// Whether elements are close to a number; see [Tensor#isClose(Number)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @return truth values
    public static Tensor isClose(Tensor a, Number b) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"));
    }

    /// Whether elements are close to a number; see [Tensor#isClose(Number, double, double)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"), rtol, atol);
    }

    /// Whether elements are close, with a number on the left; see [Tensor#isClose(Tensor)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @return truth values
    public static Tensor isClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b);
    }

    /// Whether elements are close, with a number on the left; see [Tensor#isClose(Tensor, double, double)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    public static Tensor isClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b, rtol, atol);
    }

    /// Whether elements of two tensors are close; see [Tensor#isClose(Tensor, double, double, boolean)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol, equalNan);
    }

    /// Whether all elements of two tensors are close, an answer for tests and Java's `if`; see
    /// [Tensor#allClose(Tensor)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(a, b).all()` is the answer as
    ///     a tensor
    public static boolean allClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"));
    }

    /// Whether all elements of two tensors are close; see [Tensor#allClose(Tensor, double, double)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// Whether all elements are close to a number; see [Tensor#allClose(Number)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @return true if they are
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Number b) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"));
    }

    /// Whether all elements are close to a number; see [Tensor#allClose(Number, double, double)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"), rtol, atol);
    }

    /// Whether all elements are close, with a number on the left; see [Tensor#allClose(Tensor)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @return true if they are
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b);
    }

    /// Whether all elements are close, with a number on the left; see [Tensor#allClose(Tensor, double, double)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b, rtol, atol);
    }

    /// Whether all elements of two tensors are close; see [Tensor#allClose(Tensor, double, double, boolean)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"), rtol, atol, equalNan);
    }
}
