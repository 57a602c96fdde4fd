package org.leibniz.math;

/// The constants of [FloatMath] and [DoubleMath] and of their vector twins, which must be the same to the bit.
///
/// The polynomials are minimax fits of our own: Remez's exchange in 45 digits, the coefficients then rounded; `X_0` is
/// that of the lowest power. The error given is that of the polynomial in the function, relative.
public final class Coefficients {
    private Coefficients() {}

    /// Adding and subtracting this rounds a float below 2^22 to an integer, which stands in the low bits of the sum.
    public static final float F_ROUND = 0x1.8p23f;

    /// 1 / log 2.
    public static final float F_LOG2_E = 0x1.715476p+0f;

    /// log 2, its first 16 bits.
    public static final float F_LN2_HIGH = 0x1.62e4p-1f;

    /// log 2, the rest.
    public static final float F_LN2_LOW = 0x1.7f7d1cp-20f;

    /// The greatest float whose exponential is finite.
    public static final float F_EXP_MAX = 0x1.62e42ep6f;

    /// The exponential of anything less is 0.
    public static final float F_EXP_MIN = -104f;

    /// The bits of the float √½.
    public static final int F_SQRT_HALF_BITS = 0x3f3504f3;

    /// (e^r - 1 - r) / r², |r| <= log(2) / 2; error 2^-28.3.
    public static final float F_EXP_0 = 0x1.fffffcp-2f, F_EXP_1 = 0x1.555492p-3f, F_EXP_2 = 0x1.5558f2p-5f,
            F_EXP_3 = 0x1.1239e2p-7f, F_EXP_4 = 0x1.6a244ep-10f;

    /// (log(1 + f) - f + f²/2) / f³, √½ <= 1 + f <= √2; error 2^-30.3.
    public static final float F_LOG_0 = 0x1.555548p-2f, F_LOG_1 = -0x1.000006p-2f, F_LOG_2 = 0x1.99a4bap-3f,
            F_LOG_3 = -0x1.555c6p-3f,
            F_LOG_4 = 0x1.2336f8p-3f, F_LOG_5 = -0x1.fc1e7ep-4f, F_LOG_6 = 0x1.e6f434p-4f, F_LOG_7 = -0x1.de54dep-4f,
            F_LOG_8 = 0x1.146d14p-4f;

    /// (tanh(x) - x) / x³ in x², 0 to 1; error 2^-31.3.
    public static final float F_TANH_0 = -0x1.555552p-2f, F_TANH_1 = 0x1.11105ep-3f, F_TANH_2 = -0x1.b9fbdap-5f,
            F_TANH_3 = 0x1.64ebc8p-6f, F_TANH_4 = -0x1.19a50ap-7f, F_TANH_5 = 0x1.93847p-9f,
            F_TANH_6 = -0x1.b8ff68p-11f, F_TANH_7 = 0x1.fd7bf2p-14f;

    /// erf(x) / x - 1 in x², 0 to 1; error 2^-29.6.
    public static final float F_ERF_0 = 0x1.06eba8p-3f, F_ERF_1 = -0x1.81273ep-2f, F_ERF_2 = 0x1.ce2cf8p-4f,
            F_ERF_3 = -0x1.b7f91p-6f, F_ERF_4 = 0x1.5405bep-8f, F_ERF_5 = -0x1.a3f71ep-11f, F_ERF_6 = 0x1.496a12p-14f;

    /// erfc(x) in x - 2.3, 1 to 4; error 2^-28.
    public static final float F_ERF_TAIL_0 = 0x1.2bad3ep-10f, F_ERF_TAIL_1 = -0x1.74d5e4p-8f,
            F_ERF_TAIL_2 = 0x1.acc31cp-7f, F_ERF_TAIL_3 = -0x1.29a594p-6f, F_ERF_TAIL_4 = 0x1.0ed3b2p-6f,
            F_ERF_TAIL_5 = -0x1.3fbf5ep-7f, F_ERF_TAIL_6 = 0x1.93026ap-9f, F_ERF_TAIL_7 = 0x1.3e90a4p-12f,
            F_ERF_TAIL_8 = -0x1.b6ceecp-11f, F_ERF_TAIL_9 = 0x1.81795p-12f, F_ERF_TAIL_10 = -0x1.12c748p-16f,
            F_ERF_TAIL_11 = -0x1.bbfb96p-15f, F_ERF_TAIL_12 = 0x1.52f4b2p-16f, F_ERF_TAIL_13 = 0x1.0f3888p-21f,
            F_ERF_TAIL_14 = -0x1.04ec88p-19f, F_ERF_TAIL_15 = 0x1.79346p-22f;

    /// Adding and subtracting this rounds a double below 2^51 to an integer, which stands in the low bits of the sum.
    public static final double ROUND = 0x1.8p52;

    /// 1 / log 2.
    public static final double LOG2_E = 0x1.71547652b82fep+0;

    /// log 2, its first 33 bits.
    public static final double LN2_HIGH = 0x1.62e42fefp-1;

    /// log 2, the rest.
    public static final double LN2_LOW = 0x1.473de6af278edp-34;

    /// The greatest double whose exponential is finite.
    public static final double EXP_MAX = 0x1.62e42fefa39efp9;

    /// The greatest double whose hyperbolic cosine is finite.
    public static final double HALF_EXP_MAX = 0x1.633ce8fb9f87dp9;

    /// The exponential of anything less is 0.
    public static final double EXP_MIN = -746;

    /// The bits of the double √½.
    public static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;

    /// (e^r - 1 - r) / r², |r| <= log(2) / 2; error 2^-64.0.
    public static final double EXP_0 = 0x1.0p-1, EXP_1 = 0x1.555555555555bp-3, EXP_2 = 0x1.5555555555503p-5,
            EXP_3 = 0x1.111111110ec61p-7,
            EXP_4 = 0x1.6c16c16c3053ap-10, EXP_5 = 0x1.a01a01b37d1e2p-13, EXP_6 = 0x1.a01a01365e083p-16,
            EXP_7 = 0x1.71ddf022be554p-19,
            EXP_8 = 0x1.27e5b4a3bca74p-22, EXP_9 = 0x1.af6be590060e4p-26, EXP_10 = 0x1.1e3caf232222ep-29;

    /// (log((1 + s) / (1 - s)) - 2s) / s³ in s², |s| <= 0.172; error 2^-59.4.
    public static final double LOG_0 = 0x1.5555555555595p-1, LOG_1 = 0x1.999999997f03dp-2, LOG_2 = 0x1.24924942bf50cp-2,
            LOG_3 = 0x1.c71c5155c2501p-3, LOG_4 = 0x1.746666210aa1bp-3, LOG_5 = 0x1.399d8c3ce65fap-3,
            LOG_6 = 0x1.2f31b7c19ed9fp-3;

    /// 2/π.
    public static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

    /// π/2, its first 37 bits.
    public static final double HALF_PI_1 = 0x1.921fb5444p+0;

    /// π/2, the next 37.
    public static final double HALF_PI_2 = 0x1.68c234c4cp-39;

    /// π/2, the next 53.
    public static final double HALF_PI_3 = 0x1.98a2e03707345p-77;

    /// π/2 rounded.
    public static final double HALF_PI_HIGH = 0x1.921fb54442d18p+0;

    /// π/2, what rounding left.
    public static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;

    /// Beyond this, sines of doubles are left to `Math`.
    public static final double TRIG_MAX = 0x1p16;

    /// Beyond this, sines of floats are left to `Math`.
    public static final double F_TRIG_MAX = 0x1p28;

    /// (sin(r) - r) / r³ in r², |r| <= π/4; error 2^-57.9.
    public static final double SIN_0 = -0x1.5555555555548p-3, SIN_1 = 0x1.111111110f7b9p-7,
            SIN_2 = -0x1.a01a019bfaa9cp-13,
            SIN_3 = 0x1.71de3564b609p-19, SIN_4 = -0x1.ae5e57ee5c52fp-26, SIN_5 = 0x1.5d8f00beb3e57p-33;

    /// (cos(r) - 1 + r²/2) / r⁴ in r², |r| <= π/4; error 2^-63.9.
    public static final double COS_0 = 0x1.555555555554bp-5, COS_1 = -0x1.6c16c16c14f71p-10,
            COS_2 = 0x1.a01a019c80e55p-16,
            COS_3 = -0x1.27e4f7e8295cp-22, COS_4 = 0x1.1ee9d5da63da7p-29, COS_5 = -0x1.8fa39aef00858p-37;

    /// (sin(r) - r) / r³ in r², |r| <= π/4, for floats; error 2^-37.5.
    public static final double F_SIN_0 = -0x1.5555554c68e04p-3, F_SIN_1 = 0x1.11110863cd5bep-7,
            F_SIN_2 = -0x1.a00f79c7cd6c1p-13, F_SIN_3 = 0x1.6cd0a66810afp-19;

    /// (cos(r) - 1 + r²/2) / r⁴ in r², |r| <= π/4, for floats; error 2^-42.9.
    public static final double F_COS_0 = 0x1.5555554ed2ba3p-5, F_COS_1 = -0x1.6c16b822d18c7p-10,
            F_COS_2 = 0x1.a010da0c2a78cp-16, F_COS_3 = -0x1.241da109b4bb6p-22;

    /// (atan(w) - w) / w³ in w², 0 to 1, for floats; error 2^-33.9.
    public static final double F_ATAN_0 = -0x1.555554874287cp-2, F_ATAN_1 = 0x1.999937f145457p-3,
            F_ATAN_2 = -0x1.248a2c979c1ccp-3,
            F_ATAN_3 = 0x1.c66e4b6ce5a3ep-4, F_ATAN_4 = -0x1.700b1fadcf60bp-4, F_ATAN_5 = 0x1.2958a484f2ae1p-4,
            F_ATAN_6 = -0x1.be9804f2bbc25p-5, F_ATAN_7 = 0x1.1a6cebb83ab6bp-5, F_ATAN_8 = -0x1.0b0c98f7b951dp-6,
            F_ATAN_9 = 0x1.42da407e4dbcep-8, F_ATAN_10 = -0x1.6dedf42b47e9cp-11;

    /// (asin(w) - w) / w³ in w², 0 to ¼, for floats; error 2^-35.8.
    public static final double F_ASIN_0 = 0x1.5555560601847p-3, F_ASIN_1 = 0x1.3332a9d85b0d1p-4,
            F_ASIN_2 = 0x1.6ddacc2d31616p-5,
            F_ASIN_3 = 0x1.ed5ba61ebba0bp-6, F_ASIN_4 = 0x1.932a316c1ff62p-6, F_ASIN_5 = 0x1.eb9071227c39fp-8,
            F_ASIN_6 = 0x1.1beb34085bf5ep-5;

    /// The middle of the argument of `ERFC_0`.
    public static final double ERFC_K = 3.75;

    /// erf(x) / x - 1 in x², 0 to 1; error 2^-62.7.
    public static final double ERF_0 = 0x1.06eba8214db69p-3, ERF_1 = -0x1.812746b0379e6p-2,
            ERF_2 = 0x1.ce2f21a042b21p-4,
            ERF_3 = -0x1.b82ce312849afp-6, ERF_4 = 0x1.565bcd0db053p-8, ERF_5 = -0x1.c02db3d8f264ep-11,
            ERF_6 = 0x1.f9a321a195b9dp-14,
            ERF_7 = -0x1.f4d1df40274b3p-17, ERF_8 = 0x1.b9def1de3f8ebp-20, ERF_9 = -0x1.5f1d38354a7c9p-23,
            ERF_10 = 0x1.f7a41b6768ef8p-27, ERF_11 = -0x1.386acc14bb471p-30, ERF_12 = 0x1.0579a08899394p-34;

    /// (1 + 2x) exp(x²) erfc(x) in (x - K) / (x + K), x from 0.5 to 28; error 2^-57.7.
    public static final double ERFC_0 = 0x1.3ccda0b5d5dc2p+0, ERFC_1 = -0x1.1f367683f89a7p-3,
            ERFC_2 = 0x1.d5f294815b03ep-9,
            ERFC_3 = 0x1.510169d0967c8p-4, ERFC_4 = -0x1.bda9309a2b1b9p-4, ERFC_5 = 0x1.7a14188a9a61fp-4,
            ERFC_6 = -0x1.e0d0fa6d76855p-5,
            ERFC_7 = 0x1.d0b0037d91882p-6, ERFC_8 = -0x1.3f603c518e5e1p-7, ERFC_9 = 0x1.cc3a0e4da5ffap-10,
            ERFC_10 = 0x1.33fb429e0d361p-12, ERFC_11 = -0x1.303fa2691a45fp-12, ERFC_12 = 0x1.b13f80c2d9082p-15,
            ERFC_13 = 0x1.778b8965c34e8p-16, ERFC_14 = -0x1.7fca129dbb96dp-17, ERFC_15 = -0x1.0566e9281f414p-20,
            ERFC_16 = 0x1.d292386acf086p-20, ERFC_17 = -0x1.e4a5d4acfeae5p-25, ERFC_18 = -0x1.02554a940d906p-22,
            ERFC_19 = 0x1.7a7d7753bd36dp-26, ERFC_20 = 0x1.a7cf539c19227p-26, ERFC_21 = -0x1.7db23d24e4667p-29;
}
