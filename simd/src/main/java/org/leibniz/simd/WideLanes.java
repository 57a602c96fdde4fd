package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.compile.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [org.leibniz.compile.FloatMath] that go by way of double, lane by lane, from double to double: the same operations in the same order, so
/// the same bits once rounded to float.
final class WideLanes {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final long SIGN = 0x8000000000000000L;

    private static final double TINY = 0x1p-20;

    private static final double SMALL = 0x1p-13;

    private WideLanes() {}

    static DoubleVector expm1(DoubleVector x) {
        return DoubleLanes.exp(x).sub(1).blend(x.mul(x.fma(0.5, 1)), x.abs().compare(LT, TINY));
    }

    static DoubleVector log1p(DoubleVector x) {
        return DoubleLanes.log(x.add(1)).blend(x.mul(x.fma(-0.5, 1)), x.abs().compare(LT, TINY));
    }

    /// sin(x + quarters π/2) for |x| up to F_TRIG_MAX.
    static DoubleVector sine(DoubleVector x, int quarters) {
        DoubleVector t = x.fma(TWO_OVER_PI, ROUND);
        DoubleVector r = remainder(x, t);
        DoubleVector z = r.mul(r);
        LongVector quadrant = t.reinterpretAsLongs().add(quarters);
        DoubleVector y = r.mul(sineQuotient(z)).blend(cosine(z), quadrant.and(1).compare(NE, 0).cast(S));
        return y.reinterpretAsLongs().lanewise(XOR, quadrant.and(2).lanewise(LSHL, 62)).reinterpretAsDoubles();
    }

    /// tan(x) for |x| up to F_TRIG_MAX.
    static DoubleVector tan(DoubleVector x) {
        DoubleVector t = x.fma(TWO_OVER_PI, ROUND);
        DoubleVector r = remainder(x, t);
        DoubleVector z = r.mul(r);
        DoubleVector s = r.mul(sineQuotient(z));
        DoubleVector c = cosine(z);
        VectorMask<Double> even = t.reinterpretAsLongs().and(1).compare(EQ, 0).cast(S);
        return c.neg().blend(s, even).div(s.blend(c, even));
    }

    private static DoubleVector remainder(DoubleVector x, DoubleVector t) {
        DoubleVector k = t.sub(ROUND);
        return k.lanewise(FMA, -HALF_PI_LOW, k.lanewise(FMA, -HALF_PI_HIGH, x));
    }

    private static DoubleVector sineQuotient(DoubleVector z) {
        DoubleVector q = z.fma(F_SIN_3, F_SIN_2);
        q = q.lanewise(FMA, z, F_SIN_1);
        q = q.lanewise(FMA, z, F_SIN_0);
        return z.lanewise(FMA, q, 1);
    }

    private static DoubleVector cosine(DoubleVector z) {
        DoubleVector q = z.fma(F_COS_3, F_COS_2);
        q = q.lanewise(FMA, z, F_COS_1);
        q = q.lanewise(FMA, z, F_COS_0);
        return z.mul(z).fma(q, z.fma(-0.5, 1));
    }

    static DoubleVector asin(DoubleVector x) {
        DoubleVector a = x.abs();
        VectorMask<Double> big = a.compare(GT, 0.5);
        DoubleVector p = arc(a, big);
        return p.blend(DoubleVector.broadcast(S, HALF_PI_HIGH).sub(p.mul(2)), big).reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector acos(DoubleVector x) {
        DoubleVector a = x.abs();
        VectorMask<Double> big = a.compare(GT, 0.5);
        DoubleVector p = arc(a, big);
        DoubleVector twice = p.mul(2);
        DoubleVector wide = DoubleVector.broadcast(S, Math.PI).sub(twice).blend(twice, x.compare(GT, 0));
        return DoubleVector.broadcast(S, HALF_PI_HIGH).sub(p.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles()).blend(wide, big);
    }

    private static DoubleVector arc(DoubleVector a, VectorMask<Double> big) {
        DoubleVector z = a.mul(a).blend(a.fma(-0.5, 0.5), big);
        DoubleVector w = a.blend(z.sqrt(), big);
        DoubleVector q = z.fma(F_ASIN_6, F_ASIN_5);
        q = q.lanewise(FMA, z, F_ASIN_4);
        q = q.lanewise(FMA, z, F_ASIN_3);
        q = q.lanewise(FMA, z, F_ASIN_2);
        q = q.lanewise(FMA, z, F_ASIN_1);
        q = q.lanewise(FMA, z, F_ASIN_0);
        return w.mul(z.lanewise(FMA, q, 1));
    }

    static DoubleVector atan(DoubleVector x) {
        DoubleVector a = x.abs();
        VectorMask<Double> steep = a.compare(GT, 1);
        DoubleVector p = arcTangent(a.blend(DoubleVector.broadcast(S, 1).div(a), steep));
        return p.blend(DoubleVector.broadcast(S, HALF_PI_HIGH).sub(p), steep).reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector atan2(DoubleVector y, DoubleVector x) {
        DoubleVector a = y.abs();
        DoubleVector b = x.abs();
        VectorMask<Double> steep = a.compare(GT, b);
        DoubleVector low = a.blend(b, steep);
        DoubleVector high = b.blend(a, steep);
        VectorMask<Double> same = low.compare(EQ, high);
        DoubleVector w = low.div(high).blend(1, same).blend(0, same.and(high.compare(EQ, 0)));
        DoubleVector p = arcTangent(w);
        p = p.blend(DoubleVector.broadcast(S, HALF_PI_HIGH).sub(p), steep);
        p = p.blend(DoubleVector.broadcast(S, Math.PI).sub(p), x.reinterpretAsLongs().compare(LT, 0).cast(S));
        return p.reinterpretAsLongs().or(y.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().blend(Double.NaN, x.compare(NE, x).or(y.compare(NE, y)));
    }

    private static DoubleVector arcTangent(DoubleVector w) {
        DoubleVector z = w.mul(w);
        DoubleVector q = z.fma(F_ATAN_10, F_ATAN_9);
        q = q.lanewise(FMA, z, F_ATAN_8);
        q = q.lanewise(FMA, z, F_ATAN_7);
        q = q.lanewise(FMA, z, F_ATAN_6);
        q = q.lanewise(FMA, z, F_ATAN_5);
        q = q.lanewise(FMA, z, F_ATAN_4);
        q = q.lanewise(FMA, z, F_ATAN_3);
        q = q.lanewise(FMA, z, F_ATAN_2);
        q = q.lanewise(FMA, z, F_ATAN_1);
        q = q.lanewise(FMA, z, F_ATAN_0);
        return w.mul(z.lanewise(FMA, q, 1));
    }

    static DoubleVector sinh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector h = DoubleLanes.halfExp(a);
        DoubleVector y = h.sub(DoubleVector.broadcast(S, 0.25).div(h)).blend(a.mul(a.lanewise(FMA, a.mul(1 / 6.0), 1)), a.compare(LT, SMALL));
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector asinh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector z = a.mul(a);
        DoubleVector y = DoubleLanes.log(a.add(z.add(1).sqrt())).blend(a.mul(z.fma(-1 / 6.0, 1)), a.compare(LT, SMALL));
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    static DoubleVector acosh(DoubleVector x) {
        DoubleVector y = DoubleLanes.log(x.add(x.sub(1).mul(x.add(1)).sqrt()));
        return y.blend(Double.NaN, x.compare(LT, 1));
    }

    static DoubleVector atanh(DoubleVector x) {
        DoubleVector a = x.abs();
        DoubleVector y = DoubleLanes.log(a.add(1).div(DoubleVector.broadcast(S, 1).sub(a))).mul(0.5);
        return y.blend(a.mul(a.lanewise(FMA, a.mul(1 / 3.0), 1)), a.compare(LT, SMALL)).reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    /// log|x| / 3, of which the exponential is the cube root.
    static DoubleVector thirdOfLog(DoubleVector x) {
        return DoubleLanes.log(x.abs()).mul(1 / 3.0);
    }

    static DoubleVector cbrt(DoubleVector x, DoubleVector thirdOfLog) {
        DoubleVector y = DoubleLanes.exp(thirdOfLog);
        return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
    }

    /// e log|x|, of which the exponential is the power but for its sign.
    static DoubleVector exponentOfPow(DoubleVector x, DoubleVector e) {
        return e.mul(DoubleLanes.log(x.abs()));
    }

    static DoubleVector pow(DoubleVector x, DoubleVector e, DoubleVector exponent) {
        DoubleVector p = DoubleLanes.exp(exponent);
        VectorMask<Double> whole = e.add(ROUND).sub(ROUND).compare(EQ, e).or(e.abs().compare(GT, 0x1p24));
        DoubleVector half = e.mul(0.5);
        VectorMask<Double> odd = whole.and(half.add(ROUND).sub(ROUND).compare(NE, half)).and(e.abs().compare(LT, 0x1p24));
        VectorMask<Double> negative = x.compare(LT, 0).and(x.compare(GT, Double.NEGATIVE_INFINITY));
        p = p.blend(Double.NaN, negative.andNot(whole));
        p = p.blend(p.neg(), odd.and(x.reinterpretAsLongs().compare(LT, 0).cast(S)));
        return p.blend(1, e.compare(EQ, 0));
    }
}
