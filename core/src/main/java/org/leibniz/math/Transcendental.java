package org.leibniz.math;

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
    EXP,
    /// e^x - 1, exact near 0
    EXPM1,
    /// the natural logarithm; -inf at 0, NaN below
    LOG,
    /// the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below
    LOG1P,

    // ---- circular functions
    /// the sine, of any argument in radians
    SIN,
    /// the cosine, of any argument in radians
    COS,
    /// the tangent, of any argument in radians
    TAN,
    /// the arc sine; NaN outside -1..1
    ASIN,
    /// the arc cosine; NaN outside -1..1
    ACOS,
    /// the arc tangent
    ATAN,

    // ---- hyperbolic functions
    /// the hyperbolic sine
    SINH,
    /// the hyperbolic cosine
    COSH,
    /// the hyperbolic tangent
    TANH,
    /// the inverse hyperbolic sine
    ASINH,
    /// the inverse hyperbolic cosine; NaN below 1
    ACOSH,
    /// the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1
    ATANH,

    // ---- roots and distributions
    /// the cube root
    CBRT,
    /// the error function
    ERF,
    /// the complementary error function 1 - erf(x), to full relative accuracy on the right as well
    ERFC,
    /// exp(-x²/2)
    BELL,
    /// the distribution function of the normal distribution, to full relative accuracy on the left as well
    NORMAL_CDF,
    /// the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well
    SIGMOID,
    /// log(1 + e^x); x itself far on the right, no overflow
    SOFTPLUS,
    /// log(1 / (1 + e^-x)), that is -softplus(-x)
    LOG_SIGMOID,

    // ---- two arguments
    /// `a` to the power `b`: as C and NumPy, 1 to any power is 1, NaN included, and so is -1 to an infinite one
    POW(2),
    /// the angle of the point (b, a)
    ATAN2(2);

    private final int arity;

    Transcendental() {
        this(1);
    }

    Transcendental(int arity) {
        this.arity = arity;
    }

    /// How many arguments the function has: 1 or 2.
    public int arity() {
        return arity;
    }

    /// The function of one argument, or of two: the first is `a`. A table and no lambda a constant: a first gradient
    /// would wait for all of them to be linked.
    public double apply(double a, double b) {
        return switch (this) {
            case EXP -> Math.exp(a);
            case EXPM1 -> Math.expm1(a);
            case LOG -> Math.log(a);
            case LOG1P -> Math.log1p(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TAN -> Math.tan(a);
            case ASIN -> Math.asin(a);
            case ACOS -> Math.acos(a);
            case ATAN -> Math.atan(a);
            case SINH -> Math.sinh(a);
            case COSH -> Math.cosh(a);
            case TANH -> Math.tanh(a);
            case ASINH -> SpecialFunctions.asinh(a);
            case ACOSH -> SpecialFunctions.acosh(a);
            case ATANH -> SpecialFunctions.atanh(a);
            case CBRT -> Math.cbrt(a);
            case ERF -> SpecialFunctions.erf(a);
            case ERFC -> SpecialFunctions.erfc(a);
            case BELL -> SpecialFunctions.bell(a);
            case NORMAL_CDF -> SpecialFunctions.normalCdf(a);
            case SIGMOID -> SpecialFunctions.sigmoid(a);
            case SOFTPLUS -> SpecialFunctions.softplus(a);
            case LOG_SIGMOID -> SpecialFunctions.logSigmoid(a);
            case POW -> Powers.pow(a, b);
            case ATAN2 -> Math.atan2(a, b);
        };
    }
}
