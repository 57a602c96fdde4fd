package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.FloatMath;
import org.leibniz.math.Transcendental;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.FunctionLoop;

/// The functions on floats with the Vector API.
///
/// What compiles well is a loop that calls one function of [FloatLanes], [DoubleLanes] or [WideLanes] and does the rest
/// by operations of the Vector API itself; after many of those, any other call would not be inlined. A function that
/// takes more goes over a part of the block several times.
final class FloatFunctions {
    /// How much a function does at a time that goes over it several times.
    static final int PART = 512;

    static final Scratch<double[]> SCRATCH = new Scratch<>(2 * Runtime.getRuntime().availableProcessors(), 8L * PART,
            () -> new double[PART]);

    static final long SIGN = 0x8000000000000000L;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /// Floats, as many as doubles fit a vector.
    private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class,
            VectorShape.forBitSize(D.vectorBitSize() / 2));

    private static final double TINY = 0x1p-20;

    private static final double SMALL = 0x1p-13;

    private FloatFunctions() {}

    /// The loop of a function, or null if a plain one serves as well.
    static @Nullable FunctionLoop<float[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> (x, e, y, n) -> exp(x, y, n);
            case EXPM1 -> (x, e, y, n) -> expm1(x, y, n);
            case LOG -> (x, e, y, n) -> log(x, y, n);
            case LOG1P -> (x, e, y, n) -> log1p(x, y, n);
            case SIN -> (x, e, y, n) -> sin(x, y, n);
            case COS -> (x, e, y, n) -> cos(x, y, n);
            case TAN -> (x, e, y, n) -> tan(x, y, n);
            case ASIN -> (x, e, y, n) -> asin(x, y, n);
            case ACOS -> (x, e, y, n) -> acos(x, y, n);
            case ATAN -> (x, e, y, n) -> atan(x, y, n);
            case SINH -> (x, e, y, n) -> sinh(x, y, n);
            case COSH -> (x, e, y, n) -> cosh(x, y, n);
            case TANH -> (x, e, y, n) -> tanh(x, y, n);
            case ASINH -> (x, e, y, n) -> asinh(x, y, n);
            case ACOSH -> (x, e, y, n) -> acosh(x, y, n);
            case ATANH -> (x, e, y, n) -> atanh(x, y, n);
            case CBRT -> (x, e, y, n) -> cbrt(x, y, n);
            case ERF -> (x, e, y, n) -> erf(x, y, n);
            case ERFC -> (x, e, y, n) -> erfc(x, y, n);
            case BELL -> (x, e, y, n) -> bell(x, y, n);
            case NORMAL_CDF -> (x, e, y, n) -> normalCdf(x, y, n);
            case SIGMOID -> (x, e, y, n) -> sigmoid(x, y, n);
            case SOFTPLUS -> (x, e, y, n) -> softplus(x, y, n);
            case LOG_SIGMOID -> (x, e, y, n) -> logSigmoid(x, y, n);
            case POW -> (x, e, y, n) -> pow(x, e, y, n);
            case ATAN2 -> (x, e, y, n) -> atan2(x, e, y, n);
        };
    }

    private static void exp(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.exp(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void log(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.log(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void tanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.tanh(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void erf(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.erf(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void sigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.sigmoid(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void softplus(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.softplus(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    private static void logSigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.softplus(FloatVector.fromArray(F, x, i).neg()).neg().intoArray(y, i);
        }
    }

    private static void expm1(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = DoubleLanes.exp(v, 0, EXP_MAX).sub(1).blend(v.mul(v.fma(0.5, 1)),
                    v.abs().compare(LT, TINY));
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void log1p(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = DoubleLanes.log(v.add(1)).blend(v.mul(v.fma(-0.5, 1)), v.abs().compare(LT, TINY));
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void sinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector a = v.abs();
            DoubleVector h = DoubleLanes.exp(a, 1, HALF_EXP_MAX);
            DoubleVector small = a.mul(a.lanewise(FMA, a.mul(1 / 6.0), 1));
            DoubleVector w = h.sub(DoubleVector.broadcast(D, 0.25).div(h)).blend(small, a.compare(LT, SMALL));
            w = w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void cosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector h = DoubleLanes.exp(v.abs(), 1, HALF_EXP_MAX);
            ((FloatVector) h.add(DoubleVector.broadcast(D, 0.25).div(h)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void asinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector a = v.abs();
            DoubleVector z = a.mul(a);
            DoubleVector w = DoubleLanes.log(a.add(z.add(1).sqrt())).blend(a.mul(z.fma(-1 / 6.0, 1)),
                    a.compare(LT, SMALL));
            w = w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void acosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = DoubleLanes.log(v.add(v.sub(1).mul(v.add(1)).sqrt())).blend(Double.NaN, v.compare(LT, 1));
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void atanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector a = v.abs();
            DoubleVector w = DoubleLanes.log(a.add(1).div(DoubleVector.broadcast(D, 1).sub(a))).mul(0.5);
            w = w.blend(a.mul(a.lanewise(FMA, a.mul(1 / 3.0), 1)), a.compare(LT, SMALL));
            w = w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void asin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.asin(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void acos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.acos(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void atan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.atan(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void sin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            if (v.abs().compare(LE, F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.sine(v, 0).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.sin(x[j]);
                }
            }
        }
    }

    private static void cos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            if (v.abs().compare(LE, F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.sine(v, 1).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.cos(x[j]);
                }
            }
        }
    }

    private static void tan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            if (v.abs().compare(LE, F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.tan(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.tan(x[j]);
                }
            }
        }
    }

    private static void atan2(float[] y, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, y, i).convertShape(F2D, D, 0);
            DoubleVector w = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.atan2(v, w).convertShape(D2F, HALF, 0)).intoArray(z, i);
        }
    }

    private static void cbrt(float[] x, float[] y, int n) {
        double[] logs = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            logOfSize(x, at, end, logs);
            cbrtOfLog(x, at, end, logs, y);
        }
        SCRATCH.give(logs);
    }

    private static void logOfSize(float[] x, int at, int end, double[] logs) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleLanes.log(v.abs()).intoArray(logs, i - at);
        }
    }

    private static void cbrtOfLog(float[] x, int at, int end, double[] logs, float[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector w = DoubleLanes.exp(DoubleVector.fromArray(D, logs, i - at).mul(1 / 3.0), 0, EXP_MAX);
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            w = w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void pow(float[] x, float[] e, float[] z, int n) {
        double[] powers = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            logOfSize(x, at, end, powers);
            powOfSize(e, at, end, powers);
            signOfPow(x, e, at, end, powers, z);
        }
        SCRATCH.give(powers);
    }

    private static void powOfSize(float[] e, int at, int end, double[] powers) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, e, i).convertShape(F2D, D, 0);
            DoubleLanes.exp(v.mul(DoubleVector.fromArray(D, powers, i - at)), 0, EXP_MAX).intoArray(powers, i - at);
        }
    }

    private static void signOfPow(float[] x, float[] e, int at, int end, double[] powers, float[] z) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = (DoubleVector) FloatVector.fromArray(HALF, e, i).convertShape(F2D, D, 0);
            DoubleVector p = WideLanes.pow(v, w, DoubleVector.fromArray(D, powers, i - at));
            ((FloatVector) p.convertShape(D2F, HALF, 0)).intoArray(z, i);
        }
    }

    private static void erfc(float[] x, float[] y, int n) {
        double[] wide = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int length = Math.min(n - at, PART);
            for (int i = 0; i < length; i += D.length()) {
                FloatVector.fromArray(HALF, x, at + i).convertShape(F2D, D, 0).reinterpretAsDoubles().intoArray(wide,
                        i);
            }
            DoubleFunctions.erfc(wide, wide, length);
            for (int i = 0; i < length; i += D.length()) {
                ((FloatVector) DoubleVector.fromArray(D, wide, i).convertShape(D2F, HALF, 0)).intoArray(y, at + i);
            }
        }
        SCRATCH.give(wide);
    }

    private static void bell(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatVector half = v.mul(0.5f);
            FloatVector z = half.mul(v);
            FloatVector e = FloatLanes.exp(z.neg());
            e.neg().fma(half.fma(v, z.neg()), e).blend(0, v.abs().compare(GT, 15)).intoArray(y, i);
        }
    }

    private static void normalCdf(float[] x, float[] y, int n) {
        double[] wide = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int length = Math.min(n - at, PART);
            for (int i = 0; i < length; i += D.length()) {
                FloatVector.fromArray(HALF, x, at + i).convertShape(F2D, D, 0).reinterpretAsDoubles().intoArray(wide,
                        i);
            }
            DoubleFunctions.normalCdf(wide, wide, length);
            for (int i = 0; i < length; i += D.length()) {
                ((FloatVector) DoubleVector.fromArray(D, wide, i).convertShape(D2F, HALF, 0)).intoArray(y, at + i);
            }
        }
        SCRATCH.give(wide);
    }
}
