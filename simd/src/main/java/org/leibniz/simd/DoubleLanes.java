package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.compile.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [org.leibniz.compile.DoubleMath], lane by lane: the same operations in the same order, so the same bits.
final class DoubleLanes {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;

    private static final long ONE = 0x3ff0000000000000L;

    private static final long SIGN = 0x8000000000000000L;

    private DoubleLanes() {}

    static DoubleVector exp(DoubleVector x) {
        return exp(x, 0, EXP_MAX);
    }

    static DoubleVector halfExp(DoubleVector x) {
        return exp(x, 1, HALF_EXP_MAX);
    }

    /// e^x / 2^halvings, and infinite beyond max.
    private static DoubleVector exp(DoubleVector x, int halvings, double max) {
        DoubleVector t = x.fma(LOG2_E, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector r = k.lanewise(FMA, -LN2_LOW, k.lanewise(FMA, -LN2_HIGH, x));
        DoubleVector q = r.fma(EXP_10, EXP_9);
        q = q.lanewise(FMA, r, EXP_8);
        q = q.lanewise(FMA, r, EXP_7);
        q = q.lanewise(FMA, r, EXP_6);
        q = q.lanewise(FMA, r, EXP_5);
        q = q.lanewise(FMA, r, EXP_4);
        q = q.lanewise(FMA, r, EXP_3);
        q = q.lanewise(FMA, r, EXP_2);
        q = q.lanewise(FMA, r, EXP_1);
        q = q.lanewise(FMA, r, EXP_0);
        DoubleVector p = r.mul(r).fma(q, r).add(1);
        LongVector exponent = t.sub(halvings).reinterpretAsLongs().lanewise(LSHL, 52);
        LongVector half = exponent.lanewise(ASHR, 1).and(0xfff0000000000000L);
        DoubleVector y = p.mul(half.add(ONE).reinterpretAsDoubles()).mul(exponent.sub(half).add(ONE).reinterpretAsDoubles());
        return y.blend(Double.POSITIVE_INFINITY, x.compare(GT, max)).blend(0, x.compare(LT, EXP_MIN));
    }

    static DoubleVector expm1(DoubleVector x) {
        return expm1(x, 0, EXP_MAX).blend(-1, x.compare(LT, -40)).blend(x, x.compare(EQ, 0));
    }

    /// (e^x - 1) / 2^halvings for x from -40 on, and infinite beyond max.
    private static DoubleVector expm1(DoubleVector x, int halvings, double max) {
        DoubleVector t = x.fma(LOG2_E, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector high = k.lanewise(FMA, -LN2_HIGH, x);
        DoubleVector r = k.lanewise(FMA, -LN2_LOW, high);
        DoubleVector low = k.lanewise(FMA, -LN2_LOW, high.sub(r));
        DoubleVector q = r.fma(EXP_10, EXP_9);
        q = q.lanewise(FMA, r, EXP_8);
        q = q.lanewise(FMA, r, EXP_7);
        q = q.lanewise(FMA, r, EXP_6);
        q = q.lanewise(FMA, r, EXP_5);
        q = q.lanewise(FMA, r, EXP_4);
        q = q.lanewise(FMA, r, EXP_3);
        q = q.lanewise(FMA, r, EXP_2);
        q = q.lanewise(FMA, r, EXP_1);
        q = q.lanewise(FMA, r, EXP_0);
        DoubleVector power = LongVector.broadcast(BITS, ONE).sub(t.reinterpretAsLongs().lanewise(LSHL, 52)).reinterpretAsDoubles();
        DoubleVector c = DoubleVector.broadcast(S, 1).sub(power.blend(0, x.compare(GT, 40)));
        DoubleVector sum = c.add(r);
        DoubleVector lost = r.sub(sum.sub(c));
        DoubleVector p = sum.add(r.mul(r).fma(q, low).add(lost));
        LongVector exponent = t.sub(halvings).reinterpretAsLongs().lanewise(LSHL, 52);
        LongVector half = exponent.lanewise(ASHR, 1).and(0xfff0000000000000L);
        DoubleVector y = p.mul(half.add(ONE).reinterpretAsDoubles()).mul(exponent.sub(half).add(ONE).reinterpretAsDoubles());
        return y.blend(Double.POSITIVE_INFINITY, x.compare(GT, max));
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
        DoubleVector lost = x.sub(u.sub(1)).blend(DoubleVector.broadcast(S, 1).sub(u.sub(x)), x.compare(GT, 1));
        LongVector bits = u.reinterpretAsLongs();
        LongVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 52);
        DoubleVector f = bits.sub(e.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
        DoubleVector y = logOfParts(f, (DoubleVector) e.convert(L2D, 0), lost.div(u));
        // NaN, infinity and tiny arguments are their own results
        y = y.blend(x, x.abs().compare(LT, 0x1p-54).or(x.compare(LT, Double.POSITIVE_INFINITY).not()));
        return y.blend(Double.NEGATIVE_INFINITY, x.compare(EQ, -1)).blend(Double.NaN, x.compare(LT, -1));
    }

    private static DoubleVector logOfParts(DoubleVector f, DoubleVector k, DoubleVector small) {
        DoubleVector high = k.mul(LN2_HIGH);
        DoubleVector sum = high.add(f);
        DoubleVector lost = f.sub(sum.sub(high));
        DoubleVector s = f.div(f.add(2));
        DoubleVector z = s.mul(s);
        DoubleVector q = z.fma(LOG_6, LOG_5);
        q = q.lanewise(FMA, z, LOG_4);
        q = q.lanewise(FMA, z, LOG_3);
        q = q.lanewise(FMA, z, LOG_2);
        q = q.lanewise(FMA, z, LOG_1);
        q = q.lanewise(FMA, z, LOG_0);
        DoubleVector half = f.mul(0.5).mul(f);
        DoubleVector y = s.fma(z.fma(q, half), k.lanewise(FMA, LN2_LOW, small)).sub(half);
        return sum.add(y.add(lost));
    }

    /// sin(x + quarters π/2) for |x| up to TRIG_MAX.
    static DoubleVector sine(DoubleVector x, int quarters) {
        DoubleVector t = x.fma(TWO_OVER_PI, ROUND);
        DoubleVector k = t.sub(ROUND);
        DoubleVector first = k.lanewise(FMA, -HALF_PI_1, x);
        DoubleVector r = k.lanewise(FMA, -HALF_PI_2, first);
        DoubleVector low = k.lanewise(FMA, -HALF_PI_3, k.lanewise(FMA, -HALF_PI_2, first.sub(r)));
        DoubleVector z = r.mul(r);
        LongVector quadrant = t.reinterpretAsLongs().add(quarters);
        DoubleVector y = sineOf(r, low, z).blend(cosineOf(r, low, z), quadrant.and(1).compare(NE, 0).cast(S));
        return y.reinterpretAsLongs().lanewise(XOR, quadrant.and(2).lanewise(LSHL, 62)).reinterpretAsDoubles();
    }

    private static DoubleVector sineOf(DoubleVector r, DoubleVector low, DoubleVector z) {
        DoubleVector q = z.fma(SIN_5, SIN_4);
        q = q.lanewise(FMA, z, SIN_3);
        q = q.lanewise(FMA, z, SIN_2);
        q = q.lanewise(FMA, z, SIN_1);
        q = q.lanewise(FMA, z, SIN_0);
        return r.add(low.fma(z.fma(-0.5, 1), r.mul(z).mul(q)));
    }

    private static DoubleVector cosineOf(DoubleVector r, DoubleVector low, DoubleVector z) {
        DoubleVector q = z.fma(COS_5, COS_4);
        q = q.lanewise(FMA, z, COS_3);
        q = q.lanewise(FMA, z, COS_2);
        q = q.lanewise(FMA, z, COS_1);
        q = q.lanewise(FMA, z, COS_0);
        DoubleVector half = z.mul(0.5);
        DoubleVector most = DoubleVector.broadcast(S, 1).sub(half);
        DoubleVector lost = DoubleVector.broadcast(S, 1).sub(most).sub(half);
        return most.add(r.neg().fma(low, z.mul(z).fma(q, lost)));
    }

    static DoubleVector tanh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector t = expm1(a.add(a));
        DoubleVector down = t.add(2);
        DoubleVector y = DoubleVector.broadcast(S, 1).sub(DoubleVector.broadcast(S, 2).div(down)).blend(t.div(down), a.compare(LT, 0.5)).blend(1, a.compare(GT, 20));
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector sinh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector h = expm1(a, 1, HALF_EXP_MAX);
        DoubleVector y = h.add(h.div(h.fma(2, 1)).blend(0, a.compare(GT, 40))).blend(a, a.compare(LT, 0x1p-28));
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector cosh(DoubleVector x) {
        DoubleVector h = halfExp(x.abs());
        return h.add(DoubleVector.broadcast(S, 0.25).div(h));
    }

    static DoubleVector erf(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector right = erfcRight(a);
        DoubleVector z = a.mul(a);
        DoubleVector q = z.fma(ERF_12, ERF_11);
        q = q.lanewise(FMA, z, ERF_10);
        q = q.lanewise(FMA, z, ERF_9);
        q = q.lanewise(FMA, z, ERF_8);
        q = q.lanewise(FMA, z, ERF_7);
        q = q.lanewise(FMA, z, ERF_6);
        q = q.lanewise(FMA, z, ERF_5);
        q = q.lanewise(FMA, z, ERF_4);
        q = q.lanewise(FMA, z, ERF_3);
        q = q.lanewise(FMA, z, ERF_2);
        q = q.lanewise(FMA, z, ERF_1);
        q = q.lanewise(FMA, z, ERF_0);
        DoubleVector y = DoubleVector.broadcast(S, 1).sub(right).blend(1, a.compare(GE, 6)).blend(a.fma(q, a), a.compare(LT, 1));
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector erfc(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector right = erfcRight(a);
        DoubleVector z = a.mul(a);
        DoubleVector q = z.fma(ERF_12, ERF_11);
        q = q.lanewise(FMA, z, ERF_10);
        q = q.lanewise(FMA, z, ERF_9);
        q = q.lanewise(FMA, z, ERF_8);
        q = q.lanewise(FMA, z, ERF_7);
        q = q.lanewise(FMA, z, ERF_6);
        q = q.lanewise(FMA, z, ERF_5);
        q = q.lanewise(FMA, z, ERF_4);
        q = q.lanewise(FMA, z, ERF_3);
        q = q.lanewise(FMA, z, ERF_2);
        q = q.lanewise(FMA, z, ERF_1);
        q = q.lanewise(FMA, z, ERF_0);
        DoubleVector erf = DoubleVector.broadcast(S, 1).sub(right).blend(1, a.compare(GE, 6)).blend(a.fma(q, a), a.compare(LT, 1));
        // left of 1/2: 1 - erf(x)
        return right.blend(0, a.compare(GE, 28)).blend(DoubleVector.broadcast(S, 1).sub(erf.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles()), x.compare(LT, 0.5));
    }

    private static DoubleVector erfcRight(DoubleVector x) {
        DoubleVector z = x.mul(x);
        DoubleVector e = exp(z.neg());
        e = e.neg().fma(x.fma(x, z.neg()), e);
        DoubleVector t = x.sub(ERFC_K).div(x.add(ERFC_K));
        DoubleVector q = t.fma(ERFC_21, ERFC_20);
        q = q.lanewise(FMA, t, ERFC_19);
        q = q.lanewise(FMA, t, ERFC_18);
        q = q.lanewise(FMA, t, ERFC_17);
        q = q.lanewise(FMA, t, ERFC_16);
        q = q.lanewise(FMA, t, ERFC_15);
        q = q.lanewise(FMA, t, ERFC_14);
        q = q.lanewise(FMA, t, ERFC_13);
        q = q.lanewise(FMA, t, ERFC_12);
        q = q.lanewise(FMA, t, ERFC_11);
        q = q.lanewise(FMA, t, ERFC_10);
        q = q.lanewise(FMA, t, ERFC_9);
        q = q.lanewise(FMA, t, ERFC_8);
        q = q.lanewise(FMA, t, ERFC_7);
        q = q.lanewise(FMA, t, ERFC_6);
        q = q.lanewise(FMA, t, ERFC_5);
        q = q.lanewise(FMA, t, ERFC_4);
        q = q.lanewise(FMA, t, ERFC_3);
        q = q.lanewise(FMA, t, ERFC_2);
        q = q.lanewise(FMA, t, ERFC_1);
        q = q.lanewise(FMA, t, ERFC_0);
        return e.mul(q).div(x.fma(2, 1));
    }

    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector e = exp(x.abs().neg());
        return DoubleVector.broadcast(S, 1).blend(e, x.compare(LT, 0)).div(e.add(1));
    }

    /// log(1 + e^x), where e = e^-|x|.
    static DoubleVector softplus(DoubleVector x, DoubleVector e) {
        DoubleVector log1p = log1p(e);
        return DoubleVector.broadcast(S, 0).blend(x, x.compare(GT, 0)).add(log1p);
    }
}
