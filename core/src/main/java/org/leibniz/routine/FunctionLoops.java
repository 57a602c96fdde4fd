package org.leibniz.routine;

/// The elementary and special functions over blocks, as [SimdLoops] describes them.
///
/// The functions of single numbers, with the same bits, are [org.leibniz.math.FloatMath] and [org.leibniz.math.DoubleMath], and [Math] and
/// [org.leibniz.math.SpecialFunctions] for what DoubleMath lacks.
///
/// Accuracy of float32: within 1 ulp, `bell` within 1.5, `sigmoid`, `softplus` and `logSigmoid` within 2.5. Of float64: within what `java.lang.Math` promises
/// (1 to 2.5 ulp), `erfc` and `normalCdf` within 4, `sigmoid`, `softplus` and `logSigmoid` within 2. NaN, infinities and signed zeros are as in
/// `java.lang.Math`.
public interface FunctionLoops {
    /// `y = exp(x)`: the exponential e^x.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void exp(float[] x, float[] y, int n);

    /// `y = exp(x)`: the exponential e^x.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void exp(double[] x, double[] y, int n);

    /// `y = expm1(x)`: e^x - 1, exact near 0.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void expm1(float[] x, float[] y, int n);

    /// `y = expm1(x)`: e^x - 1, exact near 0.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void expm1(double[] x, double[] y, int n);

    /// `y = log(x)`: the natural logarithm; -inf at 0, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log(float[] x, float[] y, int n);

    /// `y = log(x)`: the natural logarithm; -inf at 0, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log(double[] x, double[] y, int n);

    /// `y = log1p(x)`: the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log1p(float[] x, float[] y, int n);

    /// `y = log1p(x)`: the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log1p(double[] x, double[] y, int n);

    /// `y = sin(x)`: the sine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sin(float[] x, float[] y, int n);

    /// `y = sin(x)`: the sine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sin(double[] x, double[] y, int n);

    /// `y = cos(x)`: the cosine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cos(float[] x, float[] y, int n);

    /// `y = cos(x)`: the cosine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cos(double[] x, double[] y, int n);

    /// `y = tan(x)`: the tangent, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tan(float[] x, float[] y, int n);

    /// `y = tan(x)`: the tangent, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tan(double[] x, double[] y, int n);

    /// `y = asin(x)`: the arc sine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asin(float[] x, float[] y, int n);

    /// `y = asin(x)`: the arc sine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asin(double[] x, double[] y, int n);

    /// `y = acos(x)`: the arc cosine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acos(float[] x, float[] y, int n);

    /// `y = acos(x)`: the arc cosine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acos(double[] x, double[] y, int n);

    /// `y = atan(x)`: the arc tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atan(float[] x, float[] y, int n);

    /// `y = atan(x)`: the arc tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atan(double[] x, double[] y, int n);

    /// `y = sinh(x)`: the hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sinh(float[] x, float[] y, int n);

    /// `y = sinh(x)`: the hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sinh(double[] x, double[] y, int n);

    /// `y = cosh(x)`: the hyperbolic cosine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cosh(float[] x, float[] y, int n);

    /// `y = cosh(x)`: the hyperbolic cosine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cosh(double[] x, double[] y, int n);

    /// `y = tanh(x)`: the hyperbolic tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tanh(float[] x, float[] y, int n);

    /// `y = tanh(x)`: the hyperbolic tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tanh(double[] x, double[] y, int n);

    /// `y = asinh(x)`: the inverse hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asinh(float[] x, float[] y, int n);

    /// `y = asinh(x)`: the inverse hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asinh(double[] x, double[] y, int n);

    /// `y = acosh(x)`: the inverse hyperbolic cosine; NaN below 1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acosh(float[] x, float[] y, int n);

    /// `y = acosh(x)`: the inverse hyperbolic cosine; NaN below 1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acosh(double[] x, double[] y, int n);

    /// `y = atanh(x)`: the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atanh(float[] x, float[] y, int n);

    /// `y = atanh(x)`: the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atanh(double[] x, double[] y, int n);

    /// `y = cbrt(x)`: the cube root.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cbrt(float[] x, float[] y, int n);

    /// `y = cbrt(x)`: the cube root.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cbrt(double[] x, double[] y, int n);

    /// `y = erf(x)`: the error function.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erf(float[] x, float[] y, int n);

    /// `y = erf(x)`: the error function.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erf(double[] x, double[] y, int n);

    /// `y = erfc(x)`: the complementary error function 1 - erf(x), to full relative accuracy on the right as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erfc(float[] x, float[] y, int n);

    /// `y = erfc(x)`: the complementary error function 1 - erf(x), to full relative accuracy on the right as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erfc(double[] x, double[] y, int n);

    /// `y = bell(x)`: exp(-x²/2).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void bell(float[] x, float[] y, int n);

    /// `y = bell(x)`: exp(-x²/2).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void bell(double[] x, double[] y, int n);

    /// `y = normalCdf(x)`: the distribution function of the normal distribution, to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void normalCdf(float[] x, float[] y, int n);

    /// `y = normalCdf(x)`: the distribution function of the normal distribution, to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void normalCdf(double[] x, double[] y, int n);

    /// `y = sigmoid(x)`: the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sigmoid(float[] x, float[] y, int n);

    /// `y = sigmoid(x)`: the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sigmoid(double[] x, double[] y, int n);

    /// `y = softplus(x)`: log(1 + e^x); x itself far on the right, no overflow.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void softplus(float[] x, float[] y, int n);

    /// `y = softplus(x)`: log(1 + e^x); x itself far on the right, no overflow.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void softplus(double[] x, double[] y, int n);

    /// `y = logSigmoid(x)`: log(1 / (1 + e^-x)), that is -softplus(-x).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void logSigmoid(float[] x, float[] y, int n);

    /// `y = logSigmoid(x)`: log(1 / (1 + e^-x)), that is -softplus(-x).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void logSigmoid(double[] x, double[] y, int n);

    /// `z = pow(x, e)`: x to the power e, as `Math.pow`.
    ///
    /// @param x the first arguments
    /// @param e the second arguments
    /// @param z where the values go
    /// @param n how many
    void pow(float[] x, float[] e, float[] z, int n);

    /// `z = pow(x, e)`: x to the power e, as `Math.pow`.
    ///
    /// @param x the first arguments
    /// @param e the second arguments
    /// @param z where the values go
    /// @param n how many
    void pow(double[] x, double[] e, double[] z, int n);

    /// `z = atan2(y, x)`: the angle of the point (x, y), as `Math.atan2`.
    ///
    /// @param y the first arguments
    /// @param x the second arguments
    /// @param z where the values go
    /// @param n how many
    void atan2(float[] y, float[] x, float[] z, int n);

    /// `z = atan2(y, x)`: the angle of the point (x, y), as `Math.atan2`.
    ///
    /// @param y the first arguments
    /// @param x the second arguments
    /// @param z where the values go
    /// @param n how many
    void atan2(double[] y, double[] x, double[] z, int n);
}
