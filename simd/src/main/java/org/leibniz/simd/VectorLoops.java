package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.compile.Coefficients;
import org.leibniz.compile.DoubleMath;
import org.leibniz.compile.FloatMath;
import org.leibniz.compile.PlainLoops;
import org.leibniz.compile.Scratch;

/// The loops with the Vector API. What is not overridden is as fast in plain Java, or seldom used.
public final class VectorLoops extends PlainLoops {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /// Floats, as many as doubles fit a vector.
    private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

    /// How much a function does at a time that takes two loops, one a temporary away from the other.
    private static final int PART = 512;

    private static final Scratch<double[]> SCRATCH = new Scratch<>(() -> new double[PART]);

    /// Makes the loops; called by the service loader.
    public VectorLoops() {}

    @Override
    public String description() {
        return "the Vector API, " + F.vectorBitSize() + " bits";
    }

    @Override
    public void exp(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.exp(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void log(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.log(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.tanh(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void erf(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.erf(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.sigmoid(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void softplus(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.softplus(FloatVector.fromArray(F, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void logSigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatLanes.softplus(FloatVector.fromArray(F, x, i).neg()).neg().intoArray(y, i);
        }
    }

    @Override
    public void expm1(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.expm1(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void log1p(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.log1p(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void asin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.asin(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void acos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.acos(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void atan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.atan(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void sinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.sinh(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void asinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.asinh(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void acosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.acosh(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void atanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.atanh(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void cosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) DoubleLanes.cosh(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void erfc(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) DoubleLanes.erfc(widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    @Override
    public void sin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = widen(x, i);
            if (v.abs().compare(LE, Coefficients.F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.sine(v, 0).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.sin(x[j]);
                }
            }
        }
    }

    @Override
    public void cos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = widen(x, i);
            if (v.abs().compare(LE, Coefficients.F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.sine(v, 1).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.cos(x[j]);
                }
            }
        }
    }

    @Override
    public void tan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = widen(x, i);
            if (v.abs().compare(LE, Coefficients.F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.tan(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.tan(x[j]);
                }
            }
        }
    }

    @Override
    public void atan2(float[] y, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i += D.length()) {
            ((FloatVector) WideLanes.atan2(widen(y, i), widen(x, i)).convertShape(D2F, HALF, 0)).intoArray(z, i);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.exp(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void expm1(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.expm1(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
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
    public void sinh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.sinh(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void cosh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.cosh(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.tanh(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.erf(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void erfc(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.erfc(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleLanes.sigmoid(DoubleVector.fromArray(D, x, i)).intoArray(y, i);
        }
    }

    @Override
    public void sin(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            if (v.abs().compare(LE, Coefficients.TRIG_MAX).allTrue()) {
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
            if (v.abs().compare(LE, Coefficients.TRIG_MAX).allTrue()) {
                DoubleLanes.sine(v, 1).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = DoubleMath.cos(x[j]);
                }
            }
        }
    }

    @Override
    public void cbrt(float[] x, float[] y, int n) {
        double[] logs = SCRATCH.take();
        for (int from = 0; from < n; from += PART) {
            int end = Math.min(n, from + PART);
            for (int i = from; i < end; i += D.length()) {
                WideLanes.thirdOfLog(widen(x, i)).intoArray(logs, i - from);
            }
            for (int i = from; i < end; i += D.length()) {
                DoubleVector v = WideLanes.cbrt(widen(x, i), DoubleVector.fromArray(D, logs, i - from));
                ((FloatVector) v.convertShape(D2F, HALF, 0)).intoArray(y, i);
            }
        }
        SCRATCH.give(logs);
    }

    @Override
    public void pow(float[] x, float[] e, float[] z, int n) {
        double[] exponents = SCRATCH.take();
        for (int from = 0; from < n; from += PART) {
            int end = Math.min(n, from + PART);
            for (int i = from; i < end; i += D.length()) {
                WideLanes.exponentOfPow(widen(x, i), widen(e, i)).intoArray(exponents, i - from);
            }
            for (int i = from; i < end; i += D.length()) {
                DoubleVector v = WideLanes.pow(widen(x, i), widen(e, i), DoubleVector.fromArray(D, exponents, i - from));
                ((FloatVector) v.convertShape(D2F, HALF, 0)).intoArray(z, i);
            }
        }
        SCRATCH.give(exponents);
    }

    @Override
    public void softplus(double[] x, double[] y, int n) {
        double[] powers = SCRATCH.take();
        for (int from = 0; from < n; from += PART) {
            int end = Math.min(n, from + PART);
            for (int i = from; i < end; i += D.length()) {
                DoubleLanes.exp(DoubleVector.fromArray(D, x, i).abs().neg()).intoArray(powers, i - from);
            }
            for (int i = from; i < end; i += D.length()) {
                DoubleLanes.softplus(DoubleVector.fromArray(D, x, i), DoubleVector.fromArray(D, powers, i - from)).intoArray(y, i);
            }
        }
        SCRATCH.give(powers);
    }

    @Override
    public void logSigmoid(double[] x, double[] y, int n) {
        double[] powers = SCRATCH.take();
        for (int from = 0; from < n; from += PART) {
            int end = Math.min(n, from + PART);
            for (int i = from; i < end; i += D.length()) {
                DoubleLanes.exp(DoubleVector.fromArray(D, x, i).abs().neg()).intoArray(powers, i - from);
            }
            for (int i = from; i < end; i += D.length()) {
                DoubleVector v = DoubleVector.fromArray(D, x, i).neg();
                DoubleLanes.softplus(v, DoubleVector.fromArray(D, powers, i - from)).neg().intoArray(y, i);
            }
        }
        SCRATCH.give(powers);
    }

    private static DoubleVector widen(float[] x, int i) {
        return (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
    }

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector.fromArray(F, a, i).compare(LT, FloatVector.fromArray(F, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(LT, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector.fromArray(F, a, i).compare(LE, FloatVector.fromArray(F, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(LE, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector.fromArray(F, a, i).compare(EQ, FloatVector.fromArray(F, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(EQ, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector.fromArray(F, a, i).compare(NE, FloatVector.fromArray(F, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector.fromArray(D, a, i).compare(NE, DoubleVector.fromArray(D, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            VectorMask<Float> chosen = VectorMask.fromArray(F, c, i);
            FloatVector.fromArray(F, b, i).blend(FloatVector.fromArray(F, a, i), chosen).intoArray(y, i);
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
    public float sum(float[] x, int at, int n) {
        return FloatFolds.sum(x, at, n);
    }

    @Override
    public float max(float[] x, int at, int n) {
        return FloatFolds.max(x, at, n);
    }

    @Override
    public float min(float[] x, int at, int n) {
        return FloatFolds.min(x, at, n);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return FloatFolds.dot(x, xAt, y, yAt, n);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
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
    public void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
