package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [org.leibniz.math.DoubleMath], or the parts that they are made of, lane by lane: the same
/// operations in the same order, so the same bits.
///
/// The compiler inlines no more than 325 bytes of code of a function, and after some 50 operations only those of the
/// Vector API; a vector that goes to a function that is not inlined goes through memory as an object. So functions are
/// short, and call others early or not at all.
final class DoubleLanes {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final long ONE = 0x3ff0000000000000L;

    private static final long QUARTER = 0x3fd0000000000000L;

    private static final long SIGN = 0x8000000000000000L;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    private DoubleLanes() {}

    static DoubleVector exp(DoubleVector x) {
        return exp(x, 0, EXP_MAX);
    }

    static DoubleVector expm1(DoubleVector x) {
        return expm1(x, 4, EXP_MAX).blend(-1, x.compare(LT, -40)).blend(x, x.compare(EQ, 0));
    }

    static DoubleVector cosh(DoubleVector x) {
        DoubleVector h = exp(x.abs(), 1, HALF_EXP_MAX);
        return h.add(DoubleVector.broadcast(S, 0.25).div(h));
    }

    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector e = exp(x.abs().neg(), 0, EXP_MAX);
        return DoubleVector.broadcast(S, 1).blend(e, x.compare(LT, 0)).div(e.add(1));
    }

    /// exp(-x²/2).
    static DoubleVector bell(DoubleVector x) {
        DoubleVector half = x.mul(0.5);
        DoubleVector z = half.mul(x);
        DoubleVector e = exp(z.neg(), 0, EXP_MAX);
        return e.neg().fma(half.fma(x, z.neg()), e).blend(0, x.abs().compare(GT, 39));
    }

    /// e^x / 2^halvings, and infinite beyond max.
    static DoubleVector exp(DoubleVector x, int halvings, double max) {
        DoubleVector t = x.fma(LOG2_E, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector r = k.lanewise(FMA, -LN2_LOW, k.lanewise(FMA, -LN2_HIGH, x));
        DoubleVector q = r.fma(EXP_10, EXP_9).lanewise(FMA, r, EXP_8).lanewise(FMA, r, EXP_7).lanewise(FMA, r, EXP_6)
                .lanewise(FMA, r, EXP_5).lanewise(FMA, r, EXP_4).lanewise(FMA, r, EXP_3).lanewise(FMA, r, EXP_2)
                .lanewise(FMA, r, EXP_1)
                .lanewise(FMA, r, EXP_0);
        DoubleVector p = r.mul(r).fma(q, r).add(1);
        LongVector exponent = t.sub(halvings).reinterpretAsLongs().lanewise(LSHL, 52);
        LongVector half = exponent.lanewise(ASHR, 1).and(0xfff0000000000000L);
        DoubleVector y = p.mul(half.add(ONE).reinterpretAsDoubles())
                .mul(exponent.sub(half).add(ONE).reinterpretAsDoubles());
        return y.blend(Double.POSITIVE_INFINITY, x.compare(GT, max)).blend(0, x.compare(LT, EXP_MIN));
    }

    /// (e^r - 1 - r) / r².
    private static DoubleVector expQuotient(DoubleVector r) {
        DoubleVector q = r.fma(EXP_10, EXP_9).lanewise(FMA, r, EXP_8).lanewise(FMA, r, EXP_7).lanewise(FMA, r, EXP_6)
                .lanewise(FMA, r, EXP_5).lanewise(FMA, r, EXP_4).lanewise(FMA, r, EXP_3).lanewise(FMA, r, EXP_2)
                .lanewise(FMA, r, EXP_1)
                .lanewise(FMA, r, EXP_0);
        return q;
    }

    /// (e^x - 1) / 4 times a factor of 2 or 4, and infinite beyond max; -1 left of -40 is still to do.
    static DoubleVector expm1(DoubleVector x, double factor, double max) {
        DoubleVector t = x.fma(LOG2_E, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector high = k.lanewise(FMA, -LN2_HIGH, x);
        DoubleVector r = k.lanewise(FMA, -LN2_LOW, high);
        DoubleVector low = k.lanewise(FMA, -LN2_LOW, high.sub(r));
        DoubleVector q = expQuotient(r);
        LongVector exponent = t.reinterpretAsLongs().lanewise(LSHL, 52);
        DoubleVector power = exponent.neg().add(ONE).reinterpretAsDoubles().blend(0, x.compare(GT, 40));
        DoubleVector c = DoubleVector.broadcast(S, 1).sub(power);
        DoubleVector sum = c.add(r);
        DoubleVector lost = r.sub(sum.sub(c));
        DoubleVector p = sum.add(r.mul(r).fma(q, low).add(lost));
        DoubleVector y = p.mul(exponent.add(QUARTER).reinterpretAsDoubles()).mul(factor);
        return y.blend(Double.POSITIVE_INFINITY, x.compare(GT, max));
    }

    /// log(1 + f) + k log 2 + small.
    private static DoubleVector logOfParts(DoubleVector f, DoubleVector k, DoubleVector small) {
        DoubleVector high = k.mul(LN2_HIGH);
        DoubleVector sum = high.add(f);
        DoubleVector lost = f.sub(sum.sub(high));
        DoubleVector s = f.div(f.add(2));
        DoubleVector z = s.mul(s);
        DoubleVector q = z.fma(LOG_6, LOG_5).lanewise(FMA, z, LOG_4).lanewise(FMA, z, LOG_3).lanewise(FMA, z, LOG_2)
                .lanewise(FMA, z, LOG_1).lanewise(FMA, z, LOG_0);
        DoubleVector half = f.mul(0.5).mul(f);
        return sum.add(s.fma(z.fma(q, half), k.lanewise(FMA, LN2_LOW, small)).sub(half).add(lost));
    }

    static DoubleVector log(DoubleVector x) {
        VectorMask<Double> subnormal = x.compare(LT, Double.MIN_NORMAL);
        LongVector bits = x.blend(x.mul(0x1p52), subnormal).reinterpretAsLongs();
        LongVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 52);
        DoubleVector f = bits.sub(e.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
        DoubleVector k = (DoubleVector) e.convert(L2D, 0);
        DoubleVector y = logOfParts(f, k.blend(k.sub(52), subnormal), DoubleVector.broadcast(S, 0));
        DoubleVector special = x.blend(Double.NaN, x.compare(LT, 0)).blend(Double.NEGATIVE_INFINITY, x.compare(EQ, 0));
        // everything but positive finite numbers, as one comparison of the bits
        return y.blend(special, x.reinterpretAsLongs().sub(1).compare(UGE, 0x7fefffffffffffffL).cast(S));
    }

    static DoubleVector log1p(DoubleVector x) {
        DoubleVector u = x.add(1);
        DoubleVector small = x.sub(u.sub(1)).blend(DoubleVector.broadcast(S, 1).sub(u.sub(x)), x.compare(GT, 1)).div(u);
        LongVector bits = u.reinterpretAsLongs();
        LongVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 52);
        DoubleVector f = bits.sub(e.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
        DoubleVector y = logOfParts(f, (DoubleVector) e.convert(L2D, 0), small);
        // NaN, infinity and tiny arguments are their own results
        y = y.blend(x, x.abs().compare(LT, 0x1p-54).or(x.compare(LT, Double.POSITIVE_INFINITY).not()));
        return y.blend(Double.NEGATIVE_INFINITY, x.compare(EQ, -1)).blend(Double.NaN, x.compare(LT, -1));
    }

    private static DoubleVector sineOf(DoubleVector r, DoubleVector low, DoubleVector z) {
        DoubleVector q = z.fma(SIN_5, SIN_4).lanewise(FMA, z, SIN_3).lanewise(FMA, z, SIN_2).lanewise(FMA, z, SIN_1)
                .lanewise(FMA, z, SIN_0);
        return r.add(low.fma(z.fma(-0.5, 1), r.mul(z).mul(q)));
    }

    private static DoubleVector cosineOf(DoubleVector r, DoubleVector low, DoubleVector z) {
        DoubleVector q = z.fma(COS_5, COS_4).lanewise(FMA, z, COS_3).lanewise(FMA, z, COS_2).lanewise(FMA, z, COS_1)
                .lanewise(FMA, z, COS_0);
        DoubleVector half = z.mul(0.5);
        DoubleVector most = DoubleVector.broadcast(S, 1).sub(half);
        DoubleVector lost = DoubleVector.broadcast(S, 1).sub(most).sub(half);
        return most.add(r.neg().fma(low, z.mul(z).fma(q, lost)));
    }

    /// sin(x) for |x| up to TRIG_MAX.
    static DoubleVector sin(DoubleVector x) {
        return sine(x, 0).blend(x, x.compare(EQ, 0));
    }

    /// cos(x) for |x| up to TRIG_MAX.
    static DoubleVector cos(DoubleVector x) {
        return sine(x, 1);
    }

    /// sin(x + quarters π/2) for |x| up to TRIG_MAX.
    private static DoubleVector sine(DoubleVector x, int quarters) {
        DoubleVector t = x.fma(TWO_OVER_PI, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector first = k.lanewise(FMA, -HALF_PI_1, x);
        DoubleVector r = k.lanewise(FMA, -HALF_PI_2, first);
        DoubleVector low = k.lanewise(FMA, -HALF_PI_3, k.lanewise(FMA, -HALF_PI_2, first.sub(r)));
        DoubleVector z = r.mul(r);
        DoubleVector sine = sineOf(r, low, z);
        DoubleVector cosine = cosineOf(r, low, z);
        LongVector quadrant = t.reinterpretAsLongs().add(quarters);
        DoubleVector y = sine.blend(cosine, quadrant.and(1).compare(NE, 0).cast(S));
        return y.reinterpretAsLongs().lanewise(XOR, quadrant.and(2).lanewise(LSHL, 62)).reinterpretAsDoubles();
    }

    // ---- functions that take several passes: each pass is given what the one before it left

    static DoubleVector halfExpm1OfSize(DoubleVector x) {
        return expm1(x.abs(), 2, HALF_EXP_MAX);
    }

    static DoubleVector sinhOfExpm1(DoubleVector x, DoubleVector h) {
        DoubleVector a = x.abs();
        DoubleVector y = h.add(h.div(h.fma(2, 1)).blend(0, a.compare(GT, 40))).blend(a, a.compare(LT, 0x1p-28));
        return signed(y, x);
    }

    static DoubleVector expm1OfTwiceTheSize(DoubleVector x) {
        DoubleVector a = x.abs();
        return expm1(a.add(a), 4, EXP_MAX);
    }

    static DoubleVector tanhOfExpm1(DoubleVector x, DoubleVector t) {
        DoubleVector a = x.abs();
        DoubleVector down = t.add(2);
        DoubleVector far = DoubleVector.broadcast(S, 1).sub(DoubleVector.broadcast(S, 2).div(down));
        return signed(far.blend(t.div(down), a.compare(LT, 0.5)).blend(1, a.compare(GT, 20)), x);
    }

    static DoubleVector expOfMinusSize(DoubleVector x) {
        return exp(x.abs().neg(), 0, EXP_MAX);
    }

    static DoubleVector softplusOfLog1p(DoubleVector x, DoubleVector l) {
        return DoubleVector.broadcast(S, 0).blend(x, x.compare(GT, 0)).add(l);
    }

    static DoubleVector logSigmoidOfLog1p(DoubleVector x, DoubleVector l) {
        return softplusOfLog1p(x.neg(), l).neg();
    }

    static DoubleVector expOfMinusSquare(DoubleVector x) {
        DoubleVector z = x.mul(x);
        DoubleVector e = exp(z.neg(), 0, EXP_MAX);
        return e.neg().fma(x.fma(x, z.neg()), e);
    }

    /// erfc(|x|) from 0.5 to 28, where e = exp(-x²).
    static DoubleVector erfcRight(DoubleVector x, DoubleVector e) {
        DoubleVector a = x.abs();
        DoubleVector t = a.sub(ERFC_K).div(a.add(ERFC_K));
        DoubleVector q = t.fma(ERFC_21, ERFC_20).lanewise(FMA, t, ERFC_19).lanewise(FMA, t, ERFC_18)
                .lanewise(FMA, t, ERFC_17)
                .lanewise(FMA, t, ERFC_16).lanewise(FMA, t, ERFC_15).lanewise(FMA, t, ERFC_14).lanewise(FMA, t, ERFC_13)
                .lanewise(FMA, t, ERFC_12).lanewise(FMA, t, ERFC_11).lanewise(FMA, t, ERFC_10).lanewise(FMA, t, ERFC_9)
                .lanewise(FMA, t, ERFC_8).lanewise(FMA, t, ERFC_7).lanewise(FMA, t, ERFC_6).lanewise(FMA, t, ERFC_5)
                .lanewise(FMA, t, ERFC_4).lanewise(FMA, t, ERFC_3).lanewise(FMA, t, ERFC_2).lanewise(FMA, t, ERFC_1)
                .lanewise(FMA, t, ERFC_0);
        return e.mul(q).div(a.fma(2, 1));
    }

    /// erfc(|x| √½) from 0.5 to 28, where e = exp(-x²/2).
    static DoubleVector normalCdfRight(DoubleVector x, DoubleVector e) {
        return erfcRight(x.mul(-SQRT_HALF), e);
    }

    /// erf(a) for a >= 0, where right = erfc(a) from 1 on.
    private static DoubleVector erf(DoubleVector a, DoubleVector right) {
        DoubleVector z = a.mul(a);
        DoubleVector q = z.fma(ERF_12, ERF_11).lanewise(FMA, z, ERF_10).lanewise(FMA, z, ERF_9).lanewise(FMA, z, ERF_8)
                .lanewise(FMA, z, ERF_7).lanewise(FMA, z, ERF_6).lanewise(FMA, z, ERF_5).lanewise(FMA, z, ERF_4)
                .lanewise(FMA, z, ERF_3)
                .lanewise(FMA, z, ERF_2).lanewise(FMA, z, ERF_1).lanewise(FMA, z, ERF_0);
        return DoubleVector.broadcast(S, 1).sub(right).blend(1, a.compare(GE, 6)).blend(a.fma(q, a), a.compare(LT, 1));
    }

    static DoubleVector erfOfRight(DoubleVector x, DoubleVector right) {
        return signed(erf(x.abs(), right), x);
    }

    static DoubleVector erfcOfRight(DoubleVector x, DoubleVector right) {
        DoubleVector erf = signed(erf(x.abs(), right), x);
        return right.blend(0, x.compare(GE, 28)).blend(DoubleVector.broadcast(S, 1).sub(erf), x.compare(LT, 0.5));
    }

    static DoubleVector normalCdfOfRight(DoubleVector x, DoubleVector right) {
        return erfcOfRight(x.mul(-SQRT_HALF), right).mul(0.5);
    }

    private static DoubleVector signed(DoubleVector size, DoubleVector x) {
        return size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }
}
