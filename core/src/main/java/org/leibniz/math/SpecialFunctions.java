package org.leibniz.math;

/// Real functions of one variable that [Math] lacks, in double, within 4 ulp unless said otherwise.
///
/// The polynomials are minimax fits of our own (Remez's exchange in 45 digits, coefficients rounded to double), lowest
/// power first. `erfc` is scaled as Shepherd and Laframboise do (Chebyshev approximation of (1 + 2x) exp(x²) erfc x in
/// 0 ≤ x < ∞, Mathematics of Computation 36, 1981): one polynomial in (x - K) / (x + K) from 0.5 to the underflow.
/// `erfinv` follows the substitution w = -log(1 - x²) of Giles (Approximating the erfinv function, GPU Computing Gems,
/// 2011). `lgamma` and `digamma` are polynomials with the zeros divided out between 1 and 2.5, recurrences up to 8 and
/// 10, and the asymptotic series of Stirling (DLMF 5.11.1 and 5.11.2) beyond.
public final class SpecialFunctions {
    /// (erf(x) / x - 1) as a polynomial in x², 0 to 1; error 1.3e-19.
    private static final double[] ERF = {0x1.06eba8214db69p-3, -0x1.812746b0379e6p-2, 0x1.ce2f21a042b21p-4,
            -0x1.b82ce312849afp-6, 0x1.565bcd0db0530p-8,
            -0x1.c02db3d8f264ep-11, 0x1.f9a321a195b9dp-14, -0x1.f4d1df40274b3p-17, 0x1.b9def1de3f8ebp-20,
            -0x1.5f1d38354a7c9p-23, 0x1.f7a41b6768ef8p-27, -0x1.386acc14bb471p-30, 0x1.0579a08899394p-34};

    /// (1 + 2x) exp(x²) erfc(x) as a polynomial in (x - K) / (x + K), x from 0.5 to 28; error 4.2e-18.
    private static final double[] ERFCX = {0x1.3ccda0b5d5dc2p+0, -0x1.1f367683f89a7p-3, 0x1.d5f294815b03ep-9,
            0x1.510169d0967c8p-4, -0x1.bda9309a2b1b9p-4,
            0x1.7a14188a9a61fp-4, -0x1.e0d0fa6d76855p-5, 0x1.d0b0037d91882p-6, -0x1.3f603c518e5e1p-7,
            0x1.cc3a0e4da5ffap-10,
            0x1.33fb429e0d361p-12, -0x1.303fa2691a45fp-12, 0x1.b13f80c2d9082p-15, 0x1.778b8965c34e8p-16,
            -0x1.7fca129dbb96dp-17,
            -0x1.0566e9281f414p-20, 0x1.d292386acf086p-20, -0x1.e4a5d4acfeae5p-25, -0x1.02554a940d906p-22,
            0x1.7a7d7753bd36dp-26, 0x1.a7cf539c19227p-26, -0x1.7db23d24e4667p-29};

    private static final double K = 3.75;

    /// erfinv(x) / x as a polynomial in w - 2.5, w = -log(1 - x²) from 0 to 5; error 1.4e-17.
    private static final double[] ERFINV_CENTRE = {0x1.805c5cfcedef5p+0, 0x1.f91e8993f0d17p-3, -0x1.11c3c302dfb3cp-8,
            -0x1.4863cdfb62698p-10, 0x1.c9b437ed03a34p-13,
            -0x1.4f47fe6fa01e8p-18, -0x1.ca9227b239946p-19, 0x1.01037e0da7915p-21, 0x1.ccff54346e153p-27,
            -0x1.752fd1118161fp-27,
            0x1.f2cd245d52a84p-31, 0x1.07038da50aeccp-33, -0x1.11a089f98882ap-35, 0x1.00c77e4568d0fp-40,
            0x1.2e6258ec74911p-41,
            -0x1.577ec56178954p-44, -0x1.c929bb49d8f60p-49, 0x1.13fefaba754b8p-49, -0x1.d53a4227b7314p-54,
            -0x1.0382925a92ba3p-55, 0x1.784db7ea600c3p-59, 0x1.efbea5ce32762p-63};

    /// erfinv(x) / x as a polynomial in √w - 3, w from 5 to 16; error 2.9e-17.
    private static final double[] ERFINV_MIDDLE = {0x1.6a9efbd66eae6p+1, 0x1.006dca7a9c225p+0, 0x1.3582c81148e13p-7,
            -0x1.f4f1c6f09c95bp-8, 0x1.7495888ff8eaap-8,
            -0x1.d2754fdb39d3cp-9, 0x1.84f3ed011a6edp-10, -0x1.3843070ac506cp-13, -0x1.28e08f43554bap-12,
            0x1.aeff9609c96d4p-13,
            -0x1.85c0422a24718p-15, -0x1.7fb249d5e064bp-16, 0x1.70152ede7bc20p-16, -0x1.8fd5f99ae8036p-18,
            -0x1.be0293897b9d0p-20,
            0x1.0f6d080d6b26ep-19, -0x1.556b8e16ac98fp-21, -0x1.d48c301c66f6ap-24, 0x1.68583f4c64e2ap-23,
            -0x1.6dac84552d280p-25, -0x1.39944038d33cep-27, 0x1.46cdf6060f152p-28};

    /// erfinv(x) / x as a polynomial in √w - 5, w from 16 to 37.2; error 1.1e-17.
    private static final double[] ERFINV_TAIL = {0x1.3664ddd1ad7fbp+2, 0x1.02a30d1fba10fp+0, -0x1.22ea5df1a32a7p-13,
            -0x1.c2f36aa2ced50p-13, 0x1.3ebf4ef24a9d9p-14,
            -0x1.4a348f8a2c155p-16, 0x1.2fbd03512e2d8p-18, -0x1.0a90890045ab4p-20, 0x1.ebdf5720b8549p-23,
            -0x1.2222f42b8e44cp-24,
            0x1.f2e12e0c66aa6p-26, -0x1.0630b33efcd90p-26, 0x1.0b9422b232317p-27, -0x1.dc2e652a5fbc5p-29,
            0x1.72e76eb5a1b05p-30,
            -0x1.e520aa33d3f46p-32, 0x1.c8a5a9bf0dfeep-35, 0x1.80585dc202da8p-35, -0x1.225cacd6b916cp-36};

    /// lgamma(x) / ((x - 1) (x - 2)) as a polynomial in x - 1, 0.75 to 1.5; error 6.8e-18.
    private static final double[] LGAMMA_ONE = {0x1.2788cfc6fb619p-1, -0x1.f6465978d46e2p-3, 0x1.3e54520481f5ap-3,
            -0x1.d7a3e6a8f434cp-4, 0x1.79cf9c4c47b59p-4,
            -0x1.3cb1f9d249accp-4, 0x1.115549ebbaabep-4, -0x1.e18247ed54d3bp-5, 0x1.ae8a991961e7ep-5,
            -0x1.857900a041c69p-5,
            0x1.639f01f909665p-5, -0x1.473aa3e4af819p-5, 0x1.2f112e9fd3564p-5, -0x1.19fb45751d9a9p-5,
            0x1.06ff083aa9e71p-5,
            -0x1.efe9637675666p-6, 0x1.e43646dadadf1p-6, -0x1.dca515c87585cp-6, 0x1.955a9194f9500p-6,
            -0x1.d553aebc7c6dbp-7, 0x1.01a6d701ff92dp-8};

    /// lgamma(x) / ((x - 1) (x - 2)) as a polynomial in x - 2, 1.5 to 2.5; error 8.4e-18.
    private static final double[] LGAMMA_TWO = {0x1.b0ee6072093cep-2, -0x1.9ae6509ea10a0p-4, 0x1.0e0c9df2933eap-5,
            -0x1.95ce223a9c30ep-7, 0x1.47974853edef1p-8,
            -0x1.145121fa35bc6p-9, 0x1.dfebcf37fb8d7p-11, -0x1.a96a3f7927844p-12, 0x1.7ed74f43df602p-13,
            -0x1.5c86df149d9d4p-14,
            0x1.402a228d8d264p-15, -0x1.2849eb950a546p-16, 0x1.1467e682b1690p-17, -0x1.02cb975c73cf1p-18,
            0x1.d577ee1cf888bp-20, -0x1.b8abb9aca3451p-21, 0x1.19372b621688fp-21, -0x1.0f4288bb2bbafp-22};

    /// digamma(x) / (x - x0) as a polynomial in x - 1.5, 1 to 2, where x0 is the positive zero; error 1.5e-17.
    private static final double[] DIGAMMA = {0x1.e6f0cbb873617p-1, -0x1.b1cb63005ee98p-2, 0x1.eca189b8e6d98p-3,
            -0x1.2feeeb98a7a38p-3, 0x1.8512e5905db98p-4,
            -0x1.fb44202a06d32p-5, 0x1.4de9aa05925b3p-5, -0x1.b9f8b124b8e15p-6, 0x1.256475f2e7afcp-6,
            -0x1.86356277caa83p-7,
            0x1.03c0067553d34p-7, -0x1.5a06ccc4622d2p-8, 0x1.cd3e7b473d83bp-9, -0x1.336b3f5dd9f95p-9,
            0x1.980d4cef027d5p-10,
            -0x1.0fcd6c72cf51bp-10, 0x1.7b4c3574f6860p-11, -0x1.fc4582459d586p-12, 0x1.dc0aff2e9d6e1p-13,
            -0x1.343fb0c69a8e1p-13, 0x1.107fda0c6a8aap-12, -0x1.724570309af6dp-13};

    /// The positive zero of digamma, as an unevaluated sum of two doubles.
    private static final double DIGAMMA_ZERO = 0x1.762d86356be3fp+0;

    private static final double DIGAMMA_ZERO_REST = 0x1.b86a722197829p-54;

    /// Stirling's series of lgamma in 1/x², B(2k) / (2k (2k - 1)).
    private static final double[] STIRLING = {1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188, -691. / 360360,
            1. / 156, -3617. / 122400};

    /// The series of digamma in 1/x², B(2k) / 2k.
    private static final double[] DIGAMMA_SERIES = {1. / 12, -1. / 120, 1. / 252, -1. / 240, 1. / 132, -691. / 32760,
            1. / 12, -3617. / 8160};

    private static final double HALF_LOG_TWO_PI_LESS_HALF = 0x1.acfe390c97d6ap-2;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    private static final double LOG_2 = 0x1.62e42fefa39efp-1;

    private SpecialFunctions() {}

    /// The error function.
    ///
    /// @param x the argument
    /// @return 2/√π times the integral of exp(-t²) from 0 to x
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < 1) {
            return Fma.fma(x, polynomial(ERF, x * x), x);
        }
        return Double.isNaN(x) ? x : Math.copySign(a < 6 ? 1 - erfcRight(a) : 1, x);
    }

    /// The complementary error function, to full relative accuracy on the right too; 0 from 27.3 on.
    public static double erfc(double x) {
        return x < 0.5 ? 1 - erf(x) : x < 28 ? erfcRight(x) : Double.isNaN(x) ? x : 0;
    }

    /// erfc from 0.5 to 28. The rounding of x² would cost up to x² ulp, so its error is put back as a factor.
    private static double erfcRight(double x) {
        double square = x * x;
        double e = Math.exp(-square);
        return erfcRight(x, Fma.fma(-e, Fma.fma(x, x, -square), e));
    }

    /// erfc from 0.5 to 28, where e = exp(-x²); with 1 for e, `exp(x²) erfc(x)`.
    private static double erfcRight(double x, double e) {
        return e * polynomial(ERFCX, (x - K) / (x + K)) / (1 + 2 * x);
    }

    /// `exp(-x²/2)`. What the rounding of the square takes away is put back as a factor.
    ///
    /// @param x the argument
    /// @return the bell of the normal distribution, 1 at 0
    public static double bell(double x) {
        if (Math.abs(x) > 39) {
            return 0;
        }
        double half = 0.5 * x;
        double z = half * x;
        double e = Math.exp(-z);
        return Fma.fma(-e, Fma.fma(half, x, -z), e);
    }

    /// The distribution function of the normal distribution, to full relative accuracy on the left too; 0 from -39 on.
    ///
    /// @param x the argument
    /// @return the integral of exp(-t²/2) / √2π from -∞ to x
    public static double normalCdf(double x) {
        double t = x * -SQRT_HALF;
        return 0.5 * (t < 0.5 ? 1 - erf(t) : t < 28 ? erfcRight(t, bell(x)) : Double.isNaN(t) ? t : 0);
    }

    /// `exp(-y²)` for y = erfinv(x), as `(1 - |x|) / (exp(y²) erfc|y|)`: from y it would have the error of y 2y² times.
    ///
    /// @param x the argument
    /// @return 2/√π times the reciprocal of the derivative of erfinv; 0 at ±1, NaN outside
    public static double erfinvBell(double x) {
        double a = Math.abs(x);
        if (!(a < 1)) {
            return a == 1 ? 0 : Double.NaN;
        }
        double y = erfinv(a);
        return y < 0.5 ? Math.exp(-y * y) : (1 - a) / erfcRight(y, 1);
    }

    /// The inverse of the error function.
    ///
    /// @param x the argument
    /// @return the y with erf(y) = x; infinite at ±1, NaN outside
    public static double erfinv(double x) {
        if (Math.abs(x) == 1) {
            return x / 0;
        }
        if (Math.abs(x) < 0.5) {
            return x * polynomial(ERFINV_CENTRE, -Math.log1p(-x * x) - 2.5);
        }
        double w = -Math.log((1 - x) * (1 + x));
        if (w < 5) {
            return x * polynomial(ERFINV_CENTRE, w - 2.5);
        }
        double root = Math.sqrt(w);
        return x * (root < 4 ? polynomial(ERFINV_MIDDLE, root - 3) : polynomial(ERFINV_TAIL, root - 5));
    }

    /// The logarithm of the absolute value of the gamma function. Left of 0 the error is 4 ulp of the greatest term, so
    /// relative accuracy is lost near the zeros there.
    ///
    /// @param x the argument
    /// @return log|Γ(x)|; +∞ at 0, -1, -2, ...
    public static double lgamma(double x) {
        if (x < 0) {
            return lgammaLeft(x);
        }
        if (x < 0.75) {
            double onePlus = x < 0.5 ? polynomial(LGAMMA_ONE, x) : polynomial(LGAMMA_TWO, x - 1);
            return x * (x - 1) * onePlus - Math.log(x);
        }
        if (x < 1.5) {
            return (x - 1) * (x - 2) * polynomial(LGAMMA_ONE, x - 1) + 0.0; // no -0 at 1
        }
        if (x < 8) {
            double product = 1;
            double y = x;
            while (y >= 2.5) {
                y -= 1;
                product *= y;
            }
            return (y - 1) * (y - 2) * polynomial(LGAMMA_TWO, y - 2) + Math.log(product);
        }
        if (x > 0x1p57) {
            return x * (Math.log(x) - 1);
        }
        double tail = polynomial(STIRLING, 1 / (x * x)) / x;
        return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI_LESS_HALF + tail);
    }

    /// Reflection: Γ(x) Γ(-x) = -π / (x sin πx).
    private static double lgammaLeft(double x) {
        double distance = Math.abs(x - Math.rint(x));
        if (distance == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return x > -0x1p-60 ? -Math.log(-x) : Math.log(Math.PI / (-x * Math.sin(Math.PI * distance))) - lgamma(-x);
    }

    /// The digamma function, the derivative of `lgamma`. Left of 0 the error is 4 ulp of the greatest term, so relative
    /// accuracy is lost near the zeros there.
    ///
    /// @param x the argument
    /// @return Γ'(x) / Γ(x); -∞ at 0, +∞ at -0, NaN at -1, -2, ... and -∞
    public static double digamma(double x) {
        if (x < 0) {
            double distance = x - Math.rint(x);
            return distance == 0 ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * distance);
        }
        if (x < 1) {
            return digammaOneToTwo(1 + x) - 1 / x;
        }
        if (x < 10) {
            double sum = 0;
            double y = x;
            while (y > 2) {
                y -= 1;
                sum += 1 / y;
            }
            return digammaOneToTwo(y) + sum;
        }
        double z = 1 / (x * x);
        return Math.log(x) - (0.5 / x + z * polynomial(DIGAMMA_SERIES, z));
    }

    private static double digammaOneToTwo(double x) {
        return (x - DIGAMMA_ZERO - DIGAMMA_ZERO_REST) * polynomial(DIGAMMA, x - 1.5);
    }

    /// The logistic function.
    ///
    /// @param x the argument
    /// @return 1 / (1 + e^-x)
    public static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The smooth ramp.
    ///
    /// @param x the argument
    /// @return log(1 + e^x), without overflow
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// The logarithm of the logistic function.
    ///
    /// @param x the argument
    /// @return log(1 / (1 + e^-x)), without overflow
    public static double logSigmoid(double x) {
        return -softplus(-x);
    }

    /// The inverse hyperbolic sine.
    ///
    /// @param x the argument
    /// @return log(x + √(x² + 1))
    public static double asinh(double x) {
        double a = Math.abs(x);
        double r = a > 0x1p28 ? Math.log(a) + LOG_2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(r, x);
    }

    /// The inverse hyperbolic cosine.
    ///
    /// @param x the argument
    /// @return log(x + √(x² - 1)); NaN below 1
    public static double acosh(double x) {
        double t = x - 1;
        return x < 1 ? Double.NaN : x > 0x1p28 ? Math.log(x) + LOG_2 : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    /// The inverse hyperbolic tangent.
    ///
    /// @param x the argument
    /// @return ½ log((1 + x) / (1 - x)); infinite at ±1, NaN outside
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /// Horner's rule; `c` has the coefficients from the lowest power up.
    private static double polynomial(double[] c, double x) {
        double y = c[c.length - 1];
        for (int i = c.length - 2; i >= 0; i--) {
            y = Fma.fma(y, x, c[i]);
        }
        return y;
    }
}
