package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.DoubleMath;
import org.leibniz.math.Transcendental;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.FunctionLoop;

/// The functions on doubles with the Vector API. What is not here is as fast in plain Java, or seldom used.
final class DoubleFunctions {
    private static final int PART = FloatFunctions.PART;

    private static final Scratch<double[]> SCRATCH = FloatFunctions.SCRATCH;

    private static final long SIGN = FloatFunctions.SIGN;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    private DoubleFunctions() {}

    /// The loop of a function, or null if a plain one serves as well.
    static @Nullable FunctionLoop<double[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> DoubleLaneLoops::exp;
            case EXPM1 -> DoubleLaneLoops::expm1;
            case LOG -> DoubleLaneLoops::log;
            case LOG1P -> DoubleLaneLoops::log1p;
            case SIN -> DoubleLaneLoops::sin;
            case COS -> DoubleLaneLoops::cos;
            case SINH -> (x, e, y, n) -> sinh(x, y, n);
            case COSH -> DoubleLaneLoops::cosh;
            case TANH -> (x, e, y, n) -> tanh(x, y, n);
            case ERF -> (x, e, y, n) -> erf(x, y, n);
            case ERFC -> DoubleFunctions::erfc;
            case BELL -> DoubleLaneLoops::bell;
            case NORMAL_CDF -> DoubleFunctions::normalCdf;
            case SIGMOID -> DoubleLaneLoops::sigmoid;
            case SOFTPLUS -> (x, e, y, n) -> softplus(x, y, n);
            case LOG_SIGMOID -> (x, e, y, n) -> logSigmoid(x, y, n);
            case TAN, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, CBRT, POW, ATAN2 -> null;
        };
    }

    private static void tanh(double[] x, double[] y, int n) {
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

    private static void sinh(double[] x, double[] y, int n) {
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

    private static void softplus(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSize(x, at, end, part);
            log1pInPlace(end - at, part);
            softplusOfLog1p(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    private static void logSigmoid(double[] x, double[] y, int n) {
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
            DoubleVector.broadcast(D, 0).blend(v, v.compare(GT, 0)).add(DoubleVector.fromArray(D, part, i - at))
                    .intoArray(y, i);
        }
    }

    private static void logSigmoidOfLog1p(double[] x, int at, int end, double[] part, double[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i).neg();
            DoubleVector.broadcast(D, 0).blend(v, v.compare(GT, 0)).add(DoubleVector.fromArray(D, part, i - at)).neg()
                    .intoArray(y, i);
        }
    }

    private static void erf(double[] x, double[] y, int n) {
        double[] part = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            expOfMinusSquare(x, at, end, part);
            erfcRight(x, at, end, part);
            erfOfRight(x, at, end, part, y);
        }
        SCRATCH.give(part);
    }

    static void erfc(double[] x, double[] e, double[] y, int n) {
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

    static void normalCdf(double[] x, double[] e, double[] y, int n) {
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
            DoubleLanes.erfcRight(DoubleVector.fromArray(D, x, i).abs(), DoubleVector.fromArray(D, part, i - at))
                    .intoArray(part, i - at);
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
}
