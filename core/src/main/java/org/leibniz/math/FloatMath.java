package org.leibniz.math;

import static java.lang.Math.abs;
import static java.lang.Math.copySign;
import static java.lang.Math.sqrt;
import static org.leibniz.math.Coefficients.*;
import static org.leibniz.math.Fma.fma;

/// The elementary functions of a float, each one fixed sequence of IEEE 754 operations: the definition, to the bit, of
/// what the loops of [org.leibniz.routine.SimdLoops] compute, whichever implementation serves the process and however
/// warm its code is. (`jdk.incubator.vector`'s own `exp` and its like differ between interpreted and compiled code, and
/// from machine to machine.)
///
/// Within 1 ulp: `exp`, `log`, `tanh`, `erf` in float arithmetic, most of the rest in double and rounded. `sigmoid`,
/// `softplus` and `logSigmoid` within 2.
public final class FloatMath {
    private static final double TINY = 0x1p-20;

    private static final double SMALL = 0x1p-13;

    private FloatMath() {}

    /// The exponential.
    public static float exp(float x) {
        if (x > F_EXP_MAX) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < F_EXP_MIN) {
            return 0;
        }
        float t = fma(x, F_LOG2_E, F_ROUND);
        float k = t - F_ROUND;
        float r = fma(k, -F_LN2_LOW, fma(k, -F_LN2_HIGH, x));
        float q = fma(F_EXP_4, r, F_EXP_3);
        q = fma(q, r, F_EXP_2);
        q = fma(q, r, F_EXP_1);
        q = fma(q, r, F_EXP_0);
        float p = 1 + fma(r * r, q, r);
        int exponent = Float.floatToRawIntBits(t) << 23;
        int half = (exponent >> 1) & 0xff800000; // 2^k as a product of two, for one alone may be out of range
        return p * Float.intBitsToFloat(half + ONE) * Float.intBitsToFloat(exponent - half + ONE);
    }

    private static final int ONE = 0x3f800000;

    /// The natural logarithm.
    ///
    /// @param x the argument
    /// @return log x; -∞ at 0, NaN below
    public static float log(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
        int e = (bits - F_SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (e << 23)) - 1;
        return logOfParts(f, (float) (subnormal ? e - 23 : e));
    }

    /// log(1 + f) + k log 2, where √½ <= 1 + f <= √2.
    private static float logOfParts(float f, float k) {
        float high = k * F_LN2_HIGH; // exact
        float sum = high + f;
        float lost = f - (sum - high);
        float q = fma(F_LOG_8, f, F_LOG_7);
        q = fma(q, f, F_LOG_6);
        q = fma(q, f, F_LOG_5);
        q = fma(q, f, F_LOG_4);
        q = fma(q, f, F_LOG_3);
        q = fma(q, f, F_LOG_2);
        q = fma(q, f, F_LOG_1);
        q = fma(q, f, F_LOG_0);
        float z = f * f;
        float y = fma(k, F_LN2_LOW, fma(-0.5f, z, z * (f * q)));
        return sum + (y + lost);
    }

    /// The hyperbolic tangent.
    public static float tanh(float x) {
        float a = abs(x);
        if (a < 1) {
            float z = a * a;
            float q = fma(F_TANH_7, z, F_TANH_6);
            q = fma(q, z, F_TANH_5);
            q = fma(q, z, F_TANH_4);
            q = fma(q, z, F_TANH_3);
            q = fma(q, z, F_TANH_2);
            q = fma(q, z, F_TANH_1);
            q = fma(q, z, F_TANH_0);
            return copySign(fma(a * z, q, a), x);
        }
        return copySign(1 - 2 / (exp(a + a) + 1), x);
    }

    /// The error function.
    ///
    /// @param x the argument
    /// @return 2/√π times the integral of exp(-t²) from 0 to x
    public static float erf(float x) {
        float a = abs(x);
        if (a < 1) {
            float z = a * a;
            float q = fma(F_ERF_6, z, F_ERF_5);
            q = fma(q, z, F_ERF_4);
            q = fma(q, z, F_ERF_3);
            q = fma(q, z, F_ERF_2);
            q = fma(q, z, F_ERF_1);
            q = fma(q, z, F_ERF_0);
            return copySign(fma(a, q, a), x);
        }
        float u = (a > 4 ? 4 : a) - 2.3f;
        float q = fma(F_ERF_TAIL_15, u, F_ERF_TAIL_14);
        q = fma(q, u, F_ERF_TAIL_13);
        q = fma(q, u, F_ERF_TAIL_12);
        q = fma(q, u, F_ERF_TAIL_11);
        q = fma(q, u, F_ERF_TAIL_10);
        q = fma(q, u, F_ERF_TAIL_9);
        q = fma(q, u, F_ERF_TAIL_8);
        q = fma(q, u, F_ERF_TAIL_7);
        q = fma(q, u, F_ERF_TAIL_6);
        q = fma(q, u, F_ERF_TAIL_5);
        q = fma(q, u, F_ERF_TAIL_4);
        q = fma(q, u, F_ERF_TAIL_3);
        q = fma(q, u, F_ERF_TAIL_2);
        q = fma(q, u, F_ERF_TAIL_1);
        q = fma(q, u, F_ERF_TAIL_0);
        return copySign(1 - q, x);
    }

    /// The complementary error function.
    ///
    /// @param x the argument
    /// @return 1 - erf(x), to full relative accuracy on the right too
    public static float erfc(float x) {
        return (float) DoubleMath.erfc(x);
    }

    /// `exp(-x²/2)`.
    ///
    /// @param x the argument
    /// @return the bell of the normal distribution, 1 at 0
    public static float bell(float x) {
        float half = 0.5f * x;
        float z = half * x;
        float e = exp(-z);
        return abs(x) > 15 ? 0 : fma(-e, fma(half, x, -z), e);
    }

    /// The distribution function of the normal distribution.
    ///
    /// @param x the argument
    /// @return the integral of exp(-t²/2) / √2π from -∞ to x, to full relative accuracy on the left too
    public static float normalCdf(float x) {
        return (float) DoubleMath.normalCdf(x);
    }

    /// The logistic function.
    ///
    /// @param x the argument
    /// @return 1 / (1 + e^-x)
    public static float sigmoid(float x) {
        float e = exp(-abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The smooth ramp.
    ///
    /// @param x the argument
    /// @return log(1 + e^x), without overflow
    public static float softplus(float x) {
        float e = exp(-abs(x));
        boolean halve = e > 0.4140625f;
        float log1p = logOfParts(halve ? (e - 1) * 0.5f : e, halve ? 1 : 0);
        return (x > 0 ? x : 0) + log1p;
    }

    /// The logarithm of the logistic function.
    ///
    /// @param x the argument
    /// @return log(1 / (1 + e^-x)), without overflow
    public static float logSigmoid(float x) {
        return -softplus(-x);
    }

    /// The exponential less 1.
    ///
    /// @param x the argument
    /// @return e^x - 1, to full relative accuracy near 0 too
    public static float expm1(float x) {
        double d = x;
        return (float) (abs(d) < TINY ? d * fma(0.5, d, 1) : DoubleMath.exp(d) - 1);
    }

    /// The logarithm of 1 + x.
    ///
    /// @param x the argument
    /// @return log(1 + x), to full relative accuracy near 0 too; -∞ at -1, NaN below
    public static float log1p(float x) {
        double d = x;
        return (float) (abs(d) < TINY ? d * fma(-0.5, d, 1) : DoubleMath.log(1 + d));
    }

    /// The sine.
    public static float sin(float x) {
        double d = x;
        return abs(d) <= F_TRIG_MAX ? (float) sine(d, 0) : (float) Math.sin(d);
    }

    /// The cosine.
    public static float cos(float x) {
        double d = x;
        return abs(d) <= F_TRIG_MAX ? (float) sine(d, 1) : (float) Math.cos(d);
    }

    /// sin(d + quarters π/2).
    private static double sine(double d, int quarters) {
        double t = fma(d, TWO_OVER_PI, ROUND);
        double r = remainder(d, t);
        double z = r * r;
        long quadrant = Double.doubleToRawLongBits(t) + quarters;
        double y = (quadrant & 1) == 0 ? r * sineQuotient(z) : cosine(z);
        return (quadrant & 2) == 0 ? y : -y;
    }

    /// The tangent.
    public static float tan(float x) {
        double d = x;
        if (!(abs(d) <= F_TRIG_MAX)) {
            return (float) Math.tan(d);
        }
        double t = fma(d, TWO_OVER_PI, ROUND);
        double r = remainder(d, t);
        double z = r * r;
        double s = r * sineQuotient(z);
        double c = cosine(z);
        return (float) ((Double.doubleToRawLongBits(t) & 1) == 0 ? s / c : -c / s);
    }

    /// d less the multiple of π/2 that t = ROUND + the multiple tells.
    private static double remainder(double d, double t) {
        double k = t - ROUND;
        return fma(k, -HALF_PI_LOW, fma(k, -HALF_PI_HIGH, d));
    }

    /// sin(r) / r for z = r².
    private static double sineQuotient(double z) {
        double q = fma(F_SIN_3, z, F_SIN_2);
        q = fma(q, z, F_SIN_1);
        q = fma(q, z, F_SIN_0);
        return fma(z, q, 1);
    }

    /// cos(r) for z = r².
    private static double cosine(double z) {
        double q = fma(F_COS_3, z, F_COS_2);
        q = fma(q, z, F_COS_1);
        q = fma(q, z, F_COS_0);
        return fma(z * z, q, fma(-0.5, z, 1));
    }

    /// The arc sine.
    ///
    /// @param x the argument
    /// @return asin x; NaN outside -1..1
    public static float asin(float x) {
        double a = abs((double) x);
        boolean big = a > 0.5;
        double p = arc(a, big);
        return (float) copySign(big ? HALF_PI_HIGH - 2 * p : p, x);
    }

    /// The arc cosine.
    ///
    /// @param x the argument
    /// @return acos x; NaN outside -1..1
    public static float acos(float x) {
        double a = abs((double) x);
        if (a > 0.5) {
            double p = 2 * arc(a, true);
            return (float) (x > 0 ? p : Math.PI - p);
        }
        return (float) (HALF_PI_HIGH - copySign(arc(a, false), x));
    }

    /// The arc sine of a <= 1/2, or of √((1 - a) / 2), which is half the arc cosine of a, for a big a.
    private static double arc(double a, boolean big) {
        double z = big ? fma(-0.5, a, 0.5) : a * a;
        double w = big ? sqrt(z) : a;
        double q = fma(F_ASIN_6, z, F_ASIN_5);
        q = fma(q, z, F_ASIN_4);
        q = fma(q, z, F_ASIN_3);
        q = fma(q, z, F_ASIN_2);
        q = fma(q, z, F_ASIN_1);
        q = fma(q, z, F_ASIN_0);
        return w * fma(z, q, 1);
    }

    /// The arc tangent.
    public static float atan(float x) {
        double a = abs((double) x);
        double p = arcTangent(a > 1 ? 1 / a : a);
        return (float) copySign(a > 1 ? HALF_PI_HIGH - p : p, x);
    }

    /// The angle of a point.
    ///
    /// @param y its second coordinate
    /// @param x its first coordinate
    /// @return the angle, as [Math#atan2] has it
    public static float atan2(float y, float x) {
        double a = abs((double) y);
        double b = abs((double) x);
        boolean steep = a > b;
        double low = steep ? b : a;
        double high = steep ? a : b;
        double p = arcTangent(low == high ? high == 0 ? 0 : 1 : low / high);
        p = steep ? HALF_PI_HIGH - p : p;
        p = Float.floatToRawIntBits(x) < 0 ? Math.PI - p : p;
        return Float.isNaN(x) || Float.isNaN(y) ? Float.NaN : (float) copySign(p, y);
    }

    private static double arcTangent(double w) {
        double z = w * w;
        double q = fma(F_ATAN_10, z, F_ATAN_9);
        q = fma(q, z, F_ATAN_8);
        q = fma(q, z, F_ATAN_7);
        q = fma(q, z, F_ATAN_6);
        q = fma(q, z, F_ATAN_5);
        q = fma(q, z, F_ATAN_4);
        q = fma(q, z, F_ATAN_3);
        q = fma(q, z, F_ATAN_2);
        q = fma(q, z, F_ATAN_1);
        q = fma(q, z, F_ATAN_0);
        return w * fma(z, q, 1);
    }

    /// The hyperbolic sine.
    public static float sinh(float x) {
        double a = abs((double) x);
        double h = DoubleMath.halfExp(a);
        return (float) copySign(a < SMALL ? a * fma(a, a * (1 / 6.0), 1) : h - 0.25 / h, x);
    }

    /// The hyperbolic cosine.
    public static float cosh(float x) {
        double h = DoubleMath.halfExp(abs((double) x));
        return (float) (h + 0.25 / h);
    }

    /// The inverse hyperbolic sine.
    ///
    /// @param x the argument
    /// @return log(x + √(x² + 1))
    public static float asinh(float x) {
        double a = abs((double) x);
        double z = a * a;
        return (float) copySign(a < SMALL ? a * fma(z, -1 / 6.0, 1) : DoubleMath.log(a + sqrt(z + 1)), x);
    }

    /// The inverse hyperbolic cosine.
    ///
    /// @param x the argument
    /// @return log(x + √(x² - 1)); NaN below 1
    public static float acosh(float x) {
        double d = x;
        return d < 1 ? Float.NaN : (float) DoubleMath.log(d + sqrt((d - 1) * (d + 1)));
    }

    /// The inverse hyperbolic tangent.
    ///
    /// @param x the argument
    /// @return ½ log((1 + x) / (1 - x)); infinite at ±1, NaN outside
    public static float atanh(float x) {
        double a = abs((double) x);
        return (float) copySign(a < SMALL ? a * fma(a, a * (1 / 3.0), 1) : 0.5 * DoubleMath.log((1 + a) / (1 - a)), x);
    }

    /// The cube root.
    public static float cbrt(float x) {
        return (float) copySign(DoubleMath.exp(DoubleMath.log(abs((double) x)) * (1 / 3.0)), x);
    }

    /// A power.
    ///
    /// @param x the base
    /// @param e the exponent
    /// @return x to the power e, as [Math#pow] has it
    public static float pow(float x, float e) {
        double d = e;
        double p = DoubleMath.exp(d * DoubleMath.log(abs((double) x)));
        boolean whole = d + ROUND - ROUND == d || abs(d) > 0x1p24;
        double half = 0.5 * d;
        boolean odd = whole && half + ROUND - ROUND != half && abs(d) < 0x1p24;
        if (x < 0 && !whole && x > Float.NEGATIVE_INFINITY) {
            p = Double.NaN;
        }
        if (odd && Float.floatToRawIntBits(x) < 0) {
            p = -p;
        }
        return e == 0 ? 1 : (float) p;
    }
}
