package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.math.DoubleMath;

/// The loops with the Vector API. What is not overridden is as fast in plain Java, or seldom used.
final class DoubleVectorLoops extends FloatVectorLoops {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.exp(DoubleVector.fromArray(D, x, i), 0, EXP_MAX).intoArray(y, i);
        }
    }

    @Override
    public void expm1(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.expm1(v, 4, EXP_MAX).blend(-1, v.compare(LT, -40)).blend(v, v.compare(EQ, 0)).intoArray(y, i);
        }
    }

    @Override
    public void log(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.log(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void log1p(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.log1p(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void cosh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector h = DoubleLanes.exp(DoubleVector.fromArray(D, x, i).abs(), 1, HALF_EXP_MAX);
            h.add(DoubleVector.broadcast(D, 0.25).div(h)).intoArray(y, i);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector e = DoubleLanes.exp(v.abs().neg(), 0, EXP_MAX);
            DoubleVector.broadcast(D, 1).blend(e, v.compare(LT, 0)).div(e.add(1)).intoArray(y, i);
        }
    }

    @Override
    public void sin(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            if (v.abs().compare(LE, TRIG_MAX).allTrue()) {
                DoubleLanes.sine(v, 0).blend(v, v.compare(EQ, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = DoubleMath.sin(x[j]);
                }
            }
        }
    }

    @Override
    public void cos(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            if (v.abs().compare(LE, TRIG_MAX).allTrue()) {
                DoubleLanes.sine(v, 1).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = DoubleMath.cos(x[j]);
                }
            }
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expm1OfTwice(x, at, end, part);
            tanhOfExpm1(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    private static void expm1OfTwice(double[] x, int at, int end, double[] part) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector a = DoubleVector.fromArray(D, x, i).abs();
            DoubleLanes.expm1(a.add(a), 4, EXP_MAX).intoArray(part, i - at);
        }
    }

    private static void tanhOfExpm1(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector a = v.abs();
            DoubleVector t = DoubleVector.fromArray(D, part, i - at);
            DoubleVector down = t.add(2);
            DoubleVector far = DoubleVector.broadcast(D, 1).sub(DoubleVector.broadcast(D, 2).div(down));
            DoubleVector w = far.blend(t.div(down), a.compare(LT, 0.5)).blend(1, a.compare(GT, 20));
            w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, i);
        }
    }

    @Override
    public void sinh(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            halfExpm1(x, at, end, part);
            sinhOfExpm1(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    private static void halfExpm1(double[] x, int at, int end, double[] part) {
        for (int i = at; i < end; i += D.length()) {
            DoubleLanes.expm1(DoubleVector.fromArray(D, x, i).abs(), 2, HALF_EXP_MAX).intoArray(part, i - at);
        }
    }

    private static void sinhOfExpm1(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector a = v.abs();
            DoubleVector h = DoubleVector.fromArray(D, part, i - at);
            DoubleVector w = h.add(h.div(h.fma(2, 1)).blend(0, a.compare(GT, 40))).blend(a, a.compare(LT, 0x1p-28));
            w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, i);
        }
    }

    @Override
    public void softplus(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSize(x, at, end, part);
            log1pInPlace(end - at, part);
            softplusOfLog1p(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    @Override
    public void logSigmoid(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSize(x, at, end, part);
            log1pInPlace(end - at, part);
            logSigmoidOfLog1p(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    private static void expOfMinusSize(double[] x, int at, int end, double[] part) {
        for (int i = at; i < end; i += D.length()) {
            DoubleLanes.exp(DoubleVector.fromArray(D, x, i).abs().neg(), 0, EXP_MAX).intoArray(part, i - at);
        }
    }

    private static void log1pInPlace(int n, double[] part) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.log1p(DoubleVector.fromArray(D, part, i)).intoArray(part, i);
        }
    }

    private static void softplusOfLog1p(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector.broadcast(D, 0).blend(v, v.compare(GT, 0)).add(DoubleVector.fromArray(D, part, i - at)).intoArray(y, i);
        }
    }

    private static void logSigmoidOfLog1p(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i).neg();
            DoubleVector.broadcast(D, 0).blend(v, v.compare(GT, 0)).add(DoubleVector.fromArray(D, part, i - at)).neg().intoArray(y, i);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSquare(x, at, end, part);
            erfcRight(x, at, end, part);
            erfOfRight(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    @Override
    public void erfc(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSquare(x, at, end, part);
            erfcRight(x, at, end, part);
            erfcOfRight(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    private static void expOfMinusSquare(double[] x, int at, int end, double[] part) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector z = v.mul(v);
            DoubleVector e = DoubleLanes.exp(z.neg(), 0, EXP_MAX);
            e.neg().fma(v.fma(v, z.neg()), e).intoArray(part, i - at);
        }
    }

    @Override
    public void bell(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector half = v.mul(0.5);
            DoubleVector z = half.mul(v);
            DoubleVector e = DoubleLanes.exp(z.neg(), 0, EXP_MAX);
            e.neg().fma(half.fma(v, z.neg()), e).blend(0, v.abs().compare(GT, 39)).intoArray(y, i);
        }
    }

    @Override
    public void normalCdf(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        double[] t = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusHalfSquare(x, at, end, part, t);
            erfcRight(t, 0, end - at, part);
            normalCdfOfRight(t, at, end, part, y);
        }
        SCRATCH.give(t);
        SCRATCH.give(part);
    }

    private static void expOfMinusHalfSquare(double[] x, int at, int end, double[] part, double[] t) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector half = v.mul(0.5);
            DoubleVector z = half.mul(v);
            DoubleVector e = DoubleLanes.exp(z.neg(), 0, EXP_MAX);
            e.neg().fma(half.fma(v, z.neg()), e).blend(0, v.abs().compare(GT, 39)).intoArray(part, i - at);
            v.mul(-SQRT_HALF).intoArray(t, i - at);
        }
    }

    private static void normalCdfOfRight(double[] t, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, t, i - at);
            DoubleVector right = DoubleVector.fromArray(D, part, i - at);
            DoubleVector erf = DoubleLanes.erf(v.abs(), right);
            erf = erf.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            right = right.blend(0, v.compare(GE, 28));
            right.blend(DoubleVector.broadcast(D, 1).sub(erf), v.compare(LT, 0.5)).mul(0.5).intoArray(y, i);
        }
    }

    private static void erfcRight(double[] x, int at, int end, double[] part) {
        for (int i = at; i < end; i += D.length()) {
            DoubleLanes.erfcRight(DoubleVector.fromArray(D, x, i).abs(), DoubleVector.fromArray(D, part, i - at)).intoArray(part, i - at);
        }
    }

    private static void erfOfRight(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleLanes.erf(v.abs(), DoubleVector.fromArray(D, part, i - at));
            w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, i);
        }
    }

    private static void erfcOfRight(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector right = DoubleVector.fromArray(D, part, i - at);
            DoubleVector erf = DoubleLanes.erf(v.abs(), right);
            erf = erf.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            right = right.blend(0, v.compare(GE, 28));
            right.blend(DoubleVector.broadcast(D, 1).sub(erf), v.compare(LT, 0.5)).intoArray(y, i);
        }
    }

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(LT, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(LE, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(EQ, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(NE, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            VectorMask<Double> chosen = VectorMask.fromArray(D, c, i);
            DoubleVector.fromArray(D, b, i).blend(DoubleVector.fromArray(D, a, i), chosen).intoArray(y, i);
        }
    }

    @Override
    public double sum(double[] x, int at, int n) {
        return DoubleFolds.sum(x, at, n);
    }

    @Override
    public double max(double[] x, int at, int n) {
        return DoubleFolds.max(x, at, n);
    }

    @Override
    public double min(double[] x, int at, int n) {
        return DoubleFolds.min(x, at, n);
    }

    @Override
    public double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        return DoubleFolds.dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow, boolean accumulate) {
        DoubleFolds.dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c,
            int cAt, int cRow, boolean accumulate) {
        DoubleProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
