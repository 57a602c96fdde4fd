package org.leibniz.math;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The functions that have loops of their own over blocks of floats, plain and with the Vector API, by which their name
/// finds them.
///
/// What a constant says is the function as the reference evaluates it, in double. The loops are as close to it as this:
/// of float32 within 1 ulp, `BELL` within 1.5, `SIGMOID`, `SOFTPLUS` and `LOG_SIGMOID` within 2.5; of float64 within
/// what `java.lang.Math` promises (1 to 2.5 ulp), `ERFC` and `NORMAL_CDF` within 4, `SIGMOID`, `SOFTPLUS` and
/// `LOG_SIGMOID` within 2. NaN, infinities and signed zeros are as in `java.lang.Math`.
public enum Transcendental {
    // ---- exponentials and logarithms
    /// the exponential e^x
    EXP(Math::exp),
    /// e^x - 1, exact near 0
    EXPM1(Math::expm1),
    /// the natural logarithm; -inf at 0, NaN below
    LOG(Math::log),
    /// the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below
    LOG1P(Math::log1p),

    // ---- circular functions
    /// the sine, of any argument in radians
    SIN(Math::sin),
    /// the cosine, of any argument in radians
    COS(Math::cos),
    /// the tangent, of any argument in radians
    TAN(Math::tan),
    /// the arc sine; NaN outside -1..1
    ASIN(Math::asin),
    /// the arc cosine; NaN outside -1..1
    ACOS(Math::acos),
    /// the arc tangent
    ATAN(Math::atan),

    // ---- hyperbolic functions
    /// the hyperbolic sine
    SINH(Math::sinh),
    /// the hyperbolic cosine
    COSH(Math::cosh),
    /// the hyperbolic tangent
    TANH(Math::tanh),
    /// the inverse hyperbolic sine
    ASINH(SpecialFunctions::asinh),
    /// the inverse hyperbolic cosine; NaN below 1
    ACOSH(SpecialFunctions::acosh),
    /// the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1
    ATANH(SpecialFunctions::atanh),

    // ---- roots and distributions
    /// the cube root
    CBRT(Math::cbrt),
    /// the error function
    ERF(SpecialFunctions::erf),
    /// the complementary error function 1 - erf(x), to full relative accuracy on the right as well
    ERFC(SpecialFunctions::erfc),
    /// exp(-x²/2)
    BELL(SpecialFunctions::bell),
    /// the distribution function of the normal distribution, to full relative accuracy on the left as well
    NORMAL_CDF(SpecialFunctions::normalCdf),
    /// the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well
    SIGMOID(SpecialFunctions::sigmoid),
    /// log(1 + e^x); x itself far on the right, no overflow
    SOFTPLUS(SpecialFunctions::softplus),
    /// log(1 / (1 + e^-x)), that is -softplus(-x)
    LOG_SIGMOID(SpecialFunctions::logSigmoid),

    // ---- two arguments
    /// `a` to the power `b`: as C and NumPy, 1 to any power is 1, NaN included, and so is -1 to an infinite one
    POW(Transcendental::power),
    /// the angle of the point (b, a)
    ATAN2(Math::atan2);

    private final int arity;
    private final DoubleBinaryOperator f;

    Transcendental(DoubleUnaryOperator f) {
        this.arity = 1;
        this.f = (a, b) -> f.applyAsDouble(a);
    }

    Transcendental(DoubleBinaryOperator f) {
        this.arity = 2;
        this.f = f;
    }

    /// How many arguments the function has: 1 or 2.
    public int arity() {
        return arity;
    }

    /// The function of one argument, or of two: the first is `a`.
    public double apply(double a, double b) {
        return f.applyAsDouble(a, b);
    }

    private static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }
}
