package org.leibniz;

// made of Elementwise and Broadcasting and Ops by Overloads: change that

/// Functions of a tensor, written behind it: `x.exp()` is `exp(x)`.
abstract sealed class TensorFunctions permits TensorOverloads {
    TensorFunctions() {}

    /// `|x|`; flat at 0. Integers stay integers.
    ///
    /// @return `|x|` for each element x
    public Tensor abs() {
        return Ops.abs((Tensor) this);
    }

    /// `-1`, `0` or `1`. Integers stay integers.
    ///
    /// @return the sign
    public Tensor sign() {
        return Ops.sign((Tensor) this);
    }

    /// The largest whole number up to x.
    ///
    /// @return `⌊x⌋` for each element x
    public Tensor floor() {
        return Ops.floor((Tensor) this);
    }

    /// The smallest whole number from x on.
    ///
    /// @return `⌈x⌉` for each element x
    public Tensor ceil() {
        return Ops.ceil((Tensor) this);
    }

    /// The nearest whole number, ties to even.
    ///
    /// @return x rounded
    public Tensor round() {
        return Ops.round((Tensor) this);
    }

    /// The whole part, toward zero.
    ///
    /// @return x truncated
    public Tensor trunc() {
        return Ops.trunc((Tensor) this);
    }

    /// The square. Integers stay integers.
    ///
    /// @return `x²` for each element x
    public Tensor square() {
        return Ops.square((Tensor) this);
    }

    /// The reciprocal.
    ///
    /// @return `1 / x` for each element x
    public Tensor reciprocal() {
        return Ops.reciprocal((Tensor) this);
    }

    /// The square root; NaN below 0.
    ///
    /// @return `√x` for each element x
    public Tensor sqrt() {
        return Ops.sqrt((Tensor) this);
    }

    /// The reciprocal square root.
    ///
    /// @return `1 / √x` for each element x
    public Tensor rsqrt() {
        return Ops.rsqrt((Tensor) this);
    }

    /// The cube root, of negative numbers too.
    ///
    /// @return `∛x` for each element x
    public Tensor cbrt() {
        return Ops.cbrt((Tensor) this);
    }

    /// The exponential.
    ///
    /// @return `eˣ` for each element x
    public Tensor exp() {
        return Ops.exp((Tensor) this);
    }

    /// The exponential less 1, exact for small x.
    ///
    /// @return `eˣ - 1` for each element x
    public Tensor expm1() {
        return Ops.expm1((Tensor) this);
    }

    /// The natural logarithm; -inf at 0, NaN below.
    ///
    /// @return `ln x` for each element x
    public Tensor log() {
        return Ops.log((Tensor) this);
    }

    /// The natural logarithm of 1 + x, exact for small x.
    ///
    /// @return `ln(1 + x)` for each element x
    public Tensor log1p() {
        return Ops.log1p((Tensor) this);
    }

    /// The sine.
    ///
    /// @return `sin x` for each element x
    public Tensor sin() {
        return Ops.sin((Tensor) this);
    }

    /// The cosine.
    ///
    /// @return `cos x` for each element x
    public Tensor cos() {
        return Ops.cos((Tensor) this);
    }

    /// The tangent.
    ///
    /// @return `tan x` for each element x
    public Tensor tan() {
        return Ops.tan((Tensor) this);
    }

    /// The inverse sine; NaN beyond ±1.
    ///
    /// @return the angle in `[-π/2, π/2]`
    public Tensor asin() {
        return Ops.asin((Tensor) this);
    }

    /// The inverse cosine; NaN beyond ±1.
    ///
    /// @return the angle in `[0, π]`
    public Tensor acos() {
        return Ops.acos((Tensor) this);
    }

    /// The inverse tangent.
    ///
    /// @return the angle in `(-π/2, π/2)`
    public Tensor atan() {
        return Ops.atan((Tensor) this);
    }

    /// The hyperbolic sine.
    ///
    /// @return `sinh x` for each element x
    public Tensor sinh() {
        return Ops.sinh((Tensor) this);
    }

    /// The hyperbolic cosine.
    ///
    /// @return `cosh x` for each element x
    public Tensor cosh() {
        return Ops.cosh((Tensor) this);
    }

    /// The hyperbolic tangent.
    ///
    /// @return `tanh x` for each element x
    public Tensor tanh() {
        return Ops.tanh((Tensor) this);
    }

    /// The inverse hyperbolic sine.
    ///
    /// @return `asinh x` for each element x
    public Tensor asinh() {
        return Ops.asinh((Tensor) this);
    }

    /// The inverse hyperbolic cosine; NaN below 1.
    ///
    /// @return `acosh x` for each element x
    public Tensor acosh() {
        return Ops.acosh((Tensor) this);
    }

    /// The inverse hyperbolic tangent; NaN beyond ±1.
    ///
    /// @return `atanh x` for each element x
    public Tensor atanh() {
        return Ops.atanh((Tensor) this);
    }

    /// The logistic function. It and its derivatives are exact to rounding for x of any size.
    ///
    /// @return `1 / (1 + e⁻ˣ)` for each element x
    public Tensor sigmoid() {
        return Ops.sigmoid((Tensor) this);
    }

    /// A smooth `max(x, 0)`, without overflow.
    ///
    /// @return `ln(1 + eˣ)` for each element x
    public Tensor softplus() {
        return Ops.softplus((Tensor) this);
    }

    /// The logarithm of the logistic function, without underflow.
    ///
    /// @return `-ln(1 + e⁻ˣ)` for each element x
    public Tensor logSigmoid() {
        return Ops.logSigmoid((Tensor) this);
    }

    /// `max(x, 0)`; flat at 0. Integers stay integers.
    ///
    /// @return x where it is positive, else 0
    public Tensor relu() {
        return Ops.relu((Tensor) this);
    }

    /// The error function.
    ///
    /// @return `erf x` for each element x
    public Tensor erf() {
        return Ops.erf((Tensor) this);
    }

    /// The complement of the error function, exact in the tail.
    ///
    /// @return `1 - erf x` for each element x
    public Tensor erfc() {
        return Ops.erfc((Tensor) this);
    }

    /// The inverse error function; NaN beyond ±1.
    ///
    /// @return y with `erf y = x` for each element x
    public Tensor erfinv() {
        return Ops.erfinv((Tensor) this);
    }

    /// The logarithm of the absolute value of the gamma function; infinite at 0, -1, -2, ...
    ///
    /// @return `ln |Γ(x)|` for each element x
    public Tensor lgamma() {
        return Ops.lgamma((Tensor) this);
    }

    /// The digamma function, the derivative of [Leibniz#lgamma]; NaN at the poles -1, -2, ..., infinite at 0.
    ///
    /// @return `Γ'(x) / Γ(x)` for each element x
    public Tensor digamma() {
        return Ops.digamma((Tensor) this);
    }

    /// A polygamma function, a derivative of [Leibniz#digamma]: the trigamma function is `polygamma(1, x)`.
    ///
    /// @param order which derivative, from 0 to 170; 0 is the digamma function itself
    /// @return the derivative; at the poles 0, -1, -2, ... infinite for an odd order, NaN for an even one but at 0
    /// @throws IllegalArgumentException if there is no such order
    public Tensor polygamma(int order) {
        return Ops.polygamma(order, (Tensor) this);
    }

    /// The Gaussian error linear unit `x Φ(x)`, exact (not the approximation by tanh).
    ///
    /// @return `x (1 + erf(x / √2)) / 2` for each element x
    public Tensor gelu() {
        return Ops.gelu((Tensor) this);
    }

    /// The sigmoid linear unit, or swish.
    ///
    /// @return `x sigmoid(x)` for each element x
    public Tensor silu() {
        return Ops.silu((Tensor) this);
    }

    /// Whether elements are NaN.
    ///
    /// @return truth values
    public Tensor isNan() {
        return Ops.isNan((Tensor) this);
    }

    /// Whether elements are neither NaN nor infinite.
    ///
    /// @return truth values
    public Tensor isFinite() {
        return Ops.isFinite((Tensor) this);
    }

    /// Whether elements are infinite.
    ///
    /// @return truth values
    public Tensor isInf() {
        return Ops.isInf((Tensor) this);
    }

    /// Elements kept within bounds. The derivative is 1 between the bounds and on them, 0 outside; NaN stays.
    ///
    /// @param low the lower bound
    /// @param high the upper bound
    /// @return `low` where x is below it, `high` where x is above it, else x
    /// @throws IllegalArgumentException if `low` is above `high`, or x's dtype cannot hold one of them
    public Tensor clip(Number low, Number high) {
        return Ops.clip((Tensor) this, low, high);
    }

    /// Elements kept within bounds that are tensors.
    ///
    /// @param low the lower bounds
    /// @param high the upper bounds, not below the lower ones
    /// @return `low` where x is below it, `high` where x is above it, else x
    public Tensor clip(Tensor low, Tensor high) {
        return Ops.clip((Tensor) this, low, high);
    }

    /// Exponentials that sum to 1 along the last axis.
    ///
    /// @return positive numbers of the same shape
    public Tensor softmax() {
        return Ops.softmax((Tensor) this);
    }

    /// Exponentials that sum to 1 along an axis, without overflow.
    ///
    /// @param axis from 0 or negative from the end
    /// @return positive numbers of the same shape
    /// @throws IndexOutOfBoundsException if there is no such axis
    public Tensor softmax(int axis) {
        return Ops.softmax((Tensor) this, axis);
    }

    /// The logarithm of [Leibniz#softmax(Tensor)] along the last axis.
    ///
    /// @return numbers up to 0 of the same shape
    public Tensor logSoftmax() {
        return Ops.logSoftmax((Tensor) this);
    }

    /// The logarithm of [Leibniz#softmax(Tensor, int)], without overflow or underflow.
    ///
    /// @param axis from 0 or negative from the end
    /// @return numbers up to 0 of the same shape
    /// @throws IndexOutOfBoundsException if there is no such axis
    public Tensor logSoftmax(int axis) {
        return Ops.logSoftmax((Tensor) this, axis);
    }

    /// The same values, with derivative 0: to the derivative they are constants.
    ///
    /// @return a tensor equal to x
    public Tensor stopGradient() {
        return Ops.stopGradient((Tensor) this);
    }
}
