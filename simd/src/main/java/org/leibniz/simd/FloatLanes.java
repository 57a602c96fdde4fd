package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [org.leibniz.math.FloatMath] that stay in float arithmetic, lane by lane: the same operations in
/// the same order, so the same bits.
final class FloatLanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int ONE = 0x3f800000;

    private static final int SIGN = 0x80000000;

    private FloatLanes() {}

    static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(F_LOG2_E, F_ROUND);
        FloatVector k = t.sub(F_ROUND);
        FloatVector r = k.lanewise(FMA, -F_LN2_LOW, k.lanewise(FMA, -F_LN2_HIGH, x));
        FloatVector q = r.fma(F_EXP_4, F_EXP_3).lanewise(FMA, r, F_EXP_2).lanewise(FMA, r, F_EXP_1).lanewise(FMA, r,
                F_EXP_0);
        FloatVector p = r.mul(r).fma(q, r).add(1);
        IntVector exponent = t.reinterpretAsInts().lanewise(LSHL, 23);
        IntVector half = exponent.lanewise(ASHR, 1).and(0xff800000);
        FloatVector y = p.mul(half.add(ONE).reinterpretAsFloats())
                .mul(exponent.sub(half).add(ONE).reinterpretAsFloats());
        return y.blend(Float.POSITIVE_INFINITY, x.compare(GT, F_EXP_MAX)).blend(0, x.compare(LT, F_EXP_MIN));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), subnormal).reinterpretAsInts();
        IntVector e = bits.sub(F_SQRT_HALF_BITS).lanewise(ASHR, 23);
        FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
        FloatVector k = (FloatVector) e.convert(I2F, 0);
        FloatVector y = logOfParts(f, k.blend(k.sub(23), subnormal));
        FloatVector special = x.blend(Float.NaN, x.compare(LT, 0)).blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0));
        // everything but positive finite numbers, as one comparison of the bits
        return y.blend(special, x.reinterpretAsInts().sub(1).compare(UGE, 0x7f7fffff).cast(S));
    }

    private static FloatVector logOfParts(FloatVector f, FloatVector k) {
        FloatVector high = k.mul(F_LN2_HIGH);
        FloatVector sum = high.add(f);
        FloatVector lost = f.sub(sum.sub(high));
        FloatVector q = f.fma(F_LOG_8, F_LOG_7).lanewise(FMA, f, F_LOG_6).lanewise(FMA, f, F_LOG_5)
                .lanewise(FMA, f, F_LOG_4)
                .lanewise(FMA, f, F_LOG_3).lanewise(FMA, f, F_LOG_2).lanewise(FMA, f, F_LOG_1)
                .lanewise(FMA, f, F_LOG_0);
        FloatVector z = f.mul(f);
        FloatVector y = k.lanewise(FMA, F_LN2_LOW, z.lanewise(FMA, -0.5f, z.mul(f.mul(q))));
        return sum.add(y.add(lost));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector e = exp(a.add(a)).add(1);
        FloatVector z = a.mul(a);
        FloatVector q = z.fma(F_TANH_7, F_TANH_6).lanewise(FMA, z, F_TANH_5).lanewise(FMA, z, F_TANH_4)
                .lanewise(FMA, z, F_TANH_3)
                .lanewise(FMA, z, F_TANH_2).lanewise(FMA, z, F_TANH_1).lanewise(FMA, z, F_TANH_0);
        FloatVector near = a.mul(z).fma(q, a);
        FloatVector far = FloatVector.broadcast(S, 1).sub(FloatVector.broadcast(S, 2).div(e));
        return far.blend(near, a.compare(LT, 1)).reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN))
                .reinterpretAsFloats();
    }

    static FloatVector erf(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector near = erfNear(a);
        FloatVector u = a.blend(4, a.compare(GT, 4)).sub(2.3f);
        FloatVector q = u.fma(F_ERF_TAIL_15, F_ERF_TAIL_14).lanewise(FMA, u, F_ERF_TAIL_13)
                .lanewise(FMA, u, F_ERF_TAIL_12).lanewise(FMA, u, F_ERF_TAIL_11).lanewise(FMA, u, F_ERF_TAIL_10)
                .lanewise(FMA, u, F_ERF_TAIL_9).lanewise(FMA, u, F_ERF_TAIL_8).lanewise(FMA, u, F_ERF_TAIL_7)
                .lanewise(FMA, u, F_ERF_TAIL_6).lanewise(FMA, u, F_ERF_TAIL_5).lanewise(FMA, u, F_ERF_TAIL_4)
                .lanewise(FMA, u, F_ERF_TAIL_3).lanewise(FMA, u, F_ERF_TAIL_2).lanewise(FMA, u, F_ERF_TAIL_1)
                .lanewise(FMA, u, F_ERF_TAIL_0);
        return FloatVector.broadcast(S, 1).sub(q).blend(near, a.compare(LT, 1)).reinterpretAsInts()
                .or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
    }

    private static FloatVector erfNear(FloatVector a) {
        FloatVector z = a.mul(a);
        FloatVector q = z.fma(F_ERF_6, F_ERF_5).lanewise(FMA, z, F_ERF_4).lanewise(FMA, z, F_ERF_3)
                .lanewise(FMA, z, F_ERF_2)
                .lanewise(FMA, z, F_ERF_1).lanewise(FMA, z, F_ERF_0);
        return a.fma(q, a);
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return FloatVector.broadcast(S, 1).blend(e, x.compare(LT, 0)).div(e.add(1));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        VectorMask<Float> halve = e.compare(GT, 0.4140625f);
        FloatVector zero = FloatVector.broadcast(S, 0);
        FloatVector f = e.blend(e.sub(1).mul(0.5f), halve);
        FloatVector k = zero.blend(1, halve);
        // as logOfParts, which would not be inlined here any more
        FloatVector high = k.mul(F_LN2_HIGH);
        FloatVector sum = high.add(f);
        FloatVector lost = f.sub(sum.sub(high));
        FloatVector q = f.fma(F_LOG_8, F_LOG_7).lanewise(FMA, f, F_LOG_6).lanewise(FMA, f, F_LOG_5)
                .lanewise(FMA, f, F_LOG_4)
                .lanewise(FMA, f, F_LOG_3).lanewise(FMA, f, F_LOG_2).lanewise(FMA, f, F_LOG_1)
                .lanewise(FMA, f, F_LOG_0);
        FloatVector z = f.mul(f);
        FloatVector y = k.lanewise(FMA, F_LN2_LOW, z.lanewise(FMA, -0.5f, z.mul(f.mul(q))));
        return zero.blend(x, x.compare(GT, 0)).add(sum.add(y.add(lost)));
    }

    static FloatVector logSigmoid(FloatVector x) {
        return softplus(x.neg()).neg();
    }

    /// exp(-x²/2).
    static FloatVector bell(FloatVector x) {
        FloatVector half = x.mul(0.5f);
        FloatVector z = half.mul(x);
        FloatVector e = exp(z.neg());
        return e.neg().fma(half.fma(x, z.neg()), e).blend(0, x.abs().compare(GT, 15));
    }
}
