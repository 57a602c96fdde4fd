package org.leibniz.math;

import static java.lang.Math.abs;
import static java.lang.Math.copySign;
import static org.leibniz.math.Coefficients.*;
import static org.leibniz.math.Fma.fma;

/// The elementary functions of a double, each one fixed sequence of IEEE 754 operations, as [FloatMath] has those of a
/// float. What is not here, the loops take from [Math], whose functions are the same in interpreted and in compiled
/// code too.
///
/// Within 1 ulp, `tanh`, `sinh` and `cosh` within 2.5, `erfc`, `normalCdf`, `sigmoid`, `softplus` and `logSigmoid`
/// within 4.
public final class DoubleMath {
    private static final long ONE = 0x3ff0000000000000L;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    private static final long QUARTER = 0x3fd0000000000000L;

    private DoubleMath() {}

    /// The exponential.
    public static double exp(double x) {
        if (x > EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0;
        }
        double t = fma(x, LOG2_E, ROUND);
        double k = t - ROUND;
        double r = fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
        return scale(1 + fma(r * r, expQuotient(r), r), t);
    }

    /// Half the exponential of x >= 0, which stays finite a little longer.
    static double halfExp(double x) {
        if (x > HALF_EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        double t = fma(x, LOG2_E, ROUND);
        double k = t - ROUND;
        double r = fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
        return scale(1 + fma(r * r, expQuotient(r), r), t - 1);
    }

    /// p times 2^k, where t = ROUND + k: a product of two powers, for one alone may be out of range.
    private static double scale(double p, double t) {
        long exponent = Double.doubleToRawLongBits(t) << 52;
        long half = (exponent >> 1) & 0xfff0000000000000L;
        return p * Double.longBitsToDouble(half + ONE) * Double.longBitsToDouble(exponent - half + ONE);
    }

    /// (e^r - 1 - r) / r².
    private static double expQuotient(double r) {
        double q = fma(EXP_10, r, EXP_9);
        q = fma(q, r, EXP_8);
        q = fma(q, r, EXP_7);
        q = fma(q, r, EXP_6);
        q = fma(q, r, EXP_5);
        q = fma(q, r, EXP_4);
        q = fma(q, r, EXP_3);
        q = fma(q, r, EXP_2);
        q = fma(q, r, EXP_1);
        q = fma(q, r, EXP_0);
        return q;
    }

    /// The exponential less 1.
    ///
    /// @param x the argument
    /// @return e^x - 1, to full relative accuracy near 0 too
    public static double expm1(double x) {
        if (x > EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < -40) {
            return -1;
        }
        return x == 0 ? x : expm1Within(x, 4);
    }

    /// (e^x - 1) / 4 times a factor of 2 or 4, as 2^(k - 2) ((1 - 2^-k) + r + r² q), the first sum with what its
    /// rounding lost.
    private static double expm1Within(double x, double factor) {
        double t = fma(x, LOG2_E, ROUND);
        double k = t - ROUND;
        double high = fma(k, -LN2_HIGH, x);
        double r = fma(k, -LN2_LOW, high);
        double low = fma(k, -LN2_LOW, high - r);
        long exponent = Double.doubleToRawLongBits(t) << 52;
        double c = 1 - (x > 40 ? 0 : Double.longBitsToDouble(ONE - exponent));
        double sum = c + r;
        double lost = r - (sum - c);
        double p = sum + (fma(r * r, expQuotient(r), low) + lost);
        return p * Double.longBitsToDouble(exponent + QUARTER) * factor;
    }

    /// The natural logarithm.
    ///
    /// @param x the argument
    /// @return log x; -∞ at 0, NaN below
    public static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * 0x1p52 : x);
        long e = (bits - SQRT_HALF_BITS) >> 52;
        double f = Double.longBitsToDouble(bits - (e << 52)) - 1;
        return logOfParts(f, (double) (subnormal ? e - 52 : e), 0);
    }

    /// The logarithm of 1 + x.
    ///
    /// @param x the argument
    /// @return log(1 + x), to full relative accuracy near 0 too; -∞ at -1, NaN below
    public static double log1p(double x) {
        if (!(x > -1 && x < Double.POSITIVE_INFINITY)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        return abs(x) < 0x1p-54 ? x : log1pWithin(x);
    }

    private static double log1pWithin(double x) {
        double u = 1 + x;
        double lost = x > 1 ? 1 - (u - x) : x - (u - 1);
        long bits = Double.doubleToRawLongBits(u);
        long e = (bits - SQRT_HALF_BITS) >> 52;
        double f = Double.longBitsToDouble(bits - (e << 52)) - 1;
        return logOfParts(f, (double) e, lost / u);
    }

    /// log(1 + f) + k log 2 + small, where √½ <= 1 + f <= √2. With s = f / (2 + f), log(1 + f) = 2s + s³ q = f - (f²/2
    /// - s (f²/2 + s² q)).
    private static double logOfParts(double f, double k, double small) {
        double high = k * LN2_HIGH; // exact
        double sum = high + f;
        double lost = f - (sum - high);
        double s = f / (2 + f);
        double z = s * s;
        double q = fma(LOG_6, z, LOG_5);
        q = fma(q, z, LOG_4);
        q = fma(q, z, LOG_3);
        q = fma(q, z, LOG_2);
        q = fma(q, z, LOG_1);
        q = fma(q, z, LOG_0);
        double half = 0.5 * f * f;
        return sum + (fma(s, fma(z, q, half), fma(k, LN2_LOW, small)) - half + lost);
    }

    /// The sine.
    public static double sin(double x) {
        return x == 0 ? x : abs(x) <= TRIG_MAX ? sine(x, 0) : Math.sin(x);
    }

    /// The cosine.
    public static double cos(double x) {
        return abs(x) <= TRIG_MAX ? sine(x, 1) : Math.cos(x);
    }

    /// sin(x + quarters π/2). The remainder of x by π/2 is r + low, to about 100 bits.
    private static double sine(double x, int quarters) {
        double t = fma(x, TWO_OVER_PI, ROUND);
        double k = t - ROUND;
        double first = fma(k, -HALF_PI_1, x); // exact, as the difference below is
        double r = fma(k, -HALF_PI_2, first);
        double low = fma(k, -HALF_PI_3, fma(k, -HALF_PI_2, first - r));
        double z = r * r;
        long quadrant = Double.doubleToRawLongBits(t) + quarters;
        double y = (quadrant & 1) == 0 ? sineOf(r, low, z) : cosineOf(r, low, z);
        return (quadrant & 2) == 0 ? y : -y;
    }

    private static double sineOf(double r, double low, double z) {
        double q = fma(SIN_5, z, SIN_4);
        q = fma(q, z, SIN_3);
        q = fma(q, z, SIN_2);
        q = fma(q, z, SIN_1);
        q = fma(q, z, SIN_0);
        return r + fma(low, fma(-0.5, z, 1), r * z * q);
    }

    private static double cosineOf(double r, double low, double z) {
        double q = fma(COS_5, z, COS_4);
        q = fma(q, z, COS_3);
        q = fma(q, z, COS_2);
        q = fma(q, z, COS_1);
        q = fma(q, z, COS_0);
        double half = 0.5 * z;
        double most = 1 - half;
        double lost = 1 - most - half;
        return most + fma(-r, low, fma(z * z, q, lost));
    }

    /// The hyperbolic tangent.
    public static double tanh(double x) {
        double a = abs(x);
        if (a > 20) {
            return copySign(1, x);
        }
        double t = expm1(a + a);
        return copySign(a < 0.5 ? t / (t + 2) : 1 - 2 / (t + 2), x);
    }

    /// The hyperbolic sine.
    public static double sinh(double x) {
        double a = abs(x);
        if (a < 0x1p-28 || a > HALF_EXP_MAX) {
            return a > 1 ? x / 0 : x;
        }
        double h = expm1Within(a, 2);
        return copySign(h + h / fma(h, 2, 1), x);
    }

    /// The hyperbolic cosine.
    public static double cosh(double x) {
        double h = halfExp(abs(x));
        return h + 0.25 / h;
    }

    /// The error function.
    ///
    /// @param x the argument
    /// @return 2/√π times the integral of exp(-t²) from 0 to x
    public static double erf(double x) {
        double a = abs(x);
        return copySign(erf(a, a < 1 ? 0 : erfcRight(a)), x);
    }

    /// erf(a) for a >= 0, where right = erfc(a) from 1 on.
    private static double erf(double a, double right) {
        return a < 1 ? fma(a, erfQuotient(a * a), a) : a < 6 ? 1 - right : Double.isNaN(a) ? a : 1;
    }

    /// The complementary error function.
    ///
    /// @param x the argument
    /// @return 1 - erf(x), to full relative accuracy on the right too
    public static double erfc(double x) {
        return x < 0.5 ? 1 - erf(x) : x < 28 ? erfcRight(x) : Double.isNaN(x) ? x : 0;
    }

    /// erf(x) / x - 1 for z = x².
    private static double erfQuotient(double z) {
        double q = fma(ERF_12, z, ERF_11);
        q = fma(q, z, ERF_10);
        q = fma(q, z, ERF_9);
        q = fma(q, z, ERF_8);
        q = fma(q, z, ERF_7);
        q = fma(q, z, ERF_6);
        q = fma(q, z, ERF_5);
        q = fma(q, z, ERF_4);
        q = fma(q, z, ERF_3);
        q = fma(q, z, ERF_2);
        q = fma(q, z, ERF_1);
        q = fma(q, z, ERF_0);
        return q;
    }

    /// `exp(-x²/2)`.
    ///
    /// @param x the argument
    /// @return the bell of the normal distribution, 1 at 0
    public static double bell(double x) {
        double half = 0.5 * x;
        double z = half * x;
        double e = exp(-z);
        return abs(x) > 39 ? 0 : fma(-e, fma(half, x, -z), e);
    }

    /// The distribution function of the normal distribution.
    ///
    /// @param x the argument
    /// @return the integral of exp(-t²/2) / √2π from -∞ to x, to full relative accuracy on the left too
    public static double normalCdf(double x) {
        double t = x * -SQRT_HALF;
        double a = abs(t);
        double right = erfcRight(a, bell(x));
        return 0.5 * (t >= 28 ? 0 : t >= 0.5 ? right : 1 - copySign(erf(a, right), t));
    }

    /// erfc from 0.5 to 28. The rounding of x² would cost up to x² ulp, so its error is put back as a factor.
    private static double erfcRight(double x) {
        double z = x * x;
        double e = exp(-z);
        return erfcRight(x, fma(-e, fma(x, x, -z), e));
    }

    /// erfc from 0.5 to 28, where e = exp(-x²).
    private static double erfcRight(double x, double e) {
        double t = (x - ERFC_K) / (x + ERFC_K);
        double q = fma(ERFC_21, t, ERFC_20);
        q = fma(q, t, ERFC_19);
        q = fma(q, t, ERFC_18);
        q = fma(q, t, ERFC_17);
        q = fma(q, t, ERFC_16);
        q = fma(q, t, ERFC_15);
        q = fma(q, t, ERFC_14);
        q = fma(q, t, ERFC_13);
        q = fma(q, t, ERFC_12);
        q = fma(q, t, ERFC_11);
        q = fma(q, t, ERFC_10);
        q = fma(q, t, ERFC_9);
        q = fma(q, t, ERFC_8);
        q = fma(q, t, ERFC_7);
        q = fma(q, t, ERFC_6);
        q = fma(q, t, ERFC_5);
        q = fma(q, t, ERFC_4);
        q = fma(q, t, ERFC_3);
        q = fma(q, t, ERFC_2);
        q = fma(q, t, ERFC_1);
        q = fma(q, t, ERFC_0);
        return e * q / fma(2, x, 1);
    }

    /// The logistic function.
    ///
    /// @param x the argument
    /// @return 1 / (1 + e^-x)
    public static double sigmoid(double x) {
        double e = exp(-abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The smooth ramp.
    ///
    /// @param x the argument
    /// @return log(1 + e^x), without overflow
    public static double softplus(double x) {
        return (x > 0 ? x : 0) + log1p(exp(-abs(x)));
    }

    /// The logarithm of the logistic function.
    ///
    /// @param x the argument
    /// @return log(1 / (1 + e^-x)), without overflow
    public static double logSigmoid(double x) {
        return -softplus(-x);
    }
}
