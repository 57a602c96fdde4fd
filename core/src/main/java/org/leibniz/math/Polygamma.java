package org.leibniz.math;

import java.math.BigInteger;

/// The derivatives of the digamma function, in double, within 4 ulp; left of 0 within 4 ulp of the greatest term, so
/// that relative accuracy is lost near the zeros there.
///
/// `ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! ζ(n + 1, x)` with the zeta function of Hurwitz, `ζ(s, x) = Σ (x + k)⁻ˢ` over k ≥ 0 (DLMF
/// 5.15.1, 25.11.1). Its terms are added up to where the formula of Euler and Maclaurin converges (25.11.5). Left of 0
/// the sum over all integers, which has the period 1, is known near 0, and the terms that are missing to the left are a
/// zeta function on the right.
public final class Polygamma {
    /// The largest order: 171! is no double.
    public static final int MOST = 170;

    /// B(2k) / (2k)! from k = 1: 1/12, -1/720, 1/30240, ...
    private static final double[] EULER_MACLAURIN = {0x1.5555555555555p-4, -0x1.6c16c16c16c17p-10,
            0x1.1566abc011567p-15,
            -0x1.bbd779334ef0bp-21, 0x1.66a8f2bf70ebep-26, -0x1.22805d644267fp-31, 0x1.d6db2c4e09162p-37,
            -0x1.7da4e1f79955cp-42,
            0x1.355871d652e9ep-47, -0x1.f57d968caacf1p-53, 0x1.967e1f09c376fp-58, -0x1.497d9033a2b5cp-63};

    /// From here plus s on the series is exact to rounding.
    private static final double FAR = 10;

    private static final double[] FACTORIAL = factorials();

    private Polygamma() {}

    /// The polygamma function.
    ///
    /// @param order
    ///            which derivative of digamma: a whole number from 0, which is digamma itself, to 170; NaN for another
    /// @param x
    ///            the argument
    /// @return ψ⁽ⁿ⁾(x); at a pole the infinity that both sides have, or that of the side from which a signed 0 comes,
    ///     else NaN
    public static double at(double order, double x) {
        if (order == 0) {
            return SpecialFunctions.digamma(x);
        }
        int n = (int) order;
        if (n != order || n < 0 || n > MOST || Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        double sign = (n & 1) == 1 ? 1 : -1;
        double nearest = Math.rint(x);
        if (x > 0) {
            return sign * zeta(n, x);
        }
        if (x == 0) {
            return sign / (sign > 0 ? Math.abs(x) : x);
        }
        if (x == nearest) {
            return sign > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double r = x - nearest; // exact
        double period = FACTORIAL[n] / Math.pow(r, n + 1) + (zeta(n, 1 + r) + sign * zeta(n, 1 - r));
        return sign * (period - sign * zeta(n, 1 - x));
    }

    private static double[] factorials() {
        double[] f = new double[MOST + 1];
        var exact = BigInteger.ONE;
        for (int n = 0; n <= MOST; n++) {
            exact = n == 0 ? exact : exact.multiply(BigInteger.valueOf(n));
            f[n] = exact.doubleValue();
        }
        return f;
    }

    /// `n! ζ(n + 1, x)` for x > 0. The terms are divided by the power of x that they begin with, of which the exponent
    /// comes last, so that nothing overflows on the way.
    private static double zeta(int n, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        int s = n + 1;
        int p = x < 1 ? s : n;
        int steps = (int) Math.max(0, Math.ceil(FAR + s - x));
        double far = x + steps;
        double sum = term(x, steps, s, p) * tail(s, far);
        for (int k = steps - 1; k >= 0; k--) {
            sum += term(x, k, s, p);
        }
        int exponent = Math.getExponent(x);
        return Math.scalb(FACTORIAL[n] * Math.pow(Math.scalb(x, -exponent), -p) * sum, -exponent * p);
    }

    /// `(x + k)⁻ˢ xᵖ`. What the sum and the quotient lose in rounding would come s times, so it is put back.
    private static double term(double x, int k, int s, int p) {
        double a = x + k;
        double lost = Math.abs(x) < k ? x - (a - k) : k - (a - x);
        double ratio = x / a;
        double correction = Fma.fma(-ratio, a, x) / x - lost / a;
        double power = Math.pow(ratio, p) * (1 + p * correction);
        return p == s ? power : power / a;
    }

    /// `Σ (x + k)⁻ˢ xˢ` over k ≥ 0, for x far from 0.
    private static double tail(int s, double x) {
        double square = 1 / (x * x);
        double rising = s / x; // s (s + 1) .. (s + 2j) / x²ʲ⁺¹
        double series = 0;
        for (int j = 0; j < EULER_MACLAURIN.length; j++) {
            series += EULER_MACLAURIN[j] * rising;
            rising *= (s + 2 * j + 1.0) * (s + 2 * j + 2.0) * square;
        }
        return x / (s - 1) + (0.5 + series);
    }
}
