package org.leibniz.simd;

// made by LaneLoops.java of FloatLanes and WideLanes: change that
import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.math.FloatMath;

/// The loops of the functions of [FloatLanes] and [WideLanes] as they are.
final class FloatLaneLoops {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /// Floats, as many as doubles fit a vector.
    private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class,
            VectorShape.forBitSize(D.vectorBitSize() / 2));

    private FloatLaneLoops() {}

    static void exp(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.exp(v).intoArray(y, i);
        }
    }

    static void log(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.log(v).intoArray(y, i);
        }
    }

    static void tanh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.tanh(v).intoArray(y, i);
        }
    }

    static void erf(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.erf(v).intoArray(y, i);
        }
    }

    static void sigmoid(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.sigmoid(v).intoArray(y, i);
        }
    }

    static void softplus(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.softplus(v).intoArray(y, i);
        }
    }

    static void logSigmoid(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.logSigmoid(v).intoArray(y, i);
        }
    }

    static void bell(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatLanes.bell(v).intoArray(y, i);
        }
    }

    static void expm1(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.expm1(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void log1p(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.log1p(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void sinh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.sinh(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void cosh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.cosh(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void asinh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.asinh(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void acosh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.acosh(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void atanh(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.atanh(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void sin(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            if (v.abs().compare(LE, F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.sin(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.sin(x[j]);
                }
            }
        }
    }

    static void cos(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            if (v.abs().compare(LE, F_TRIG_MAX).allTrue()) {
                ((FloatVector) WideLanes.cos(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = FloatMath.cos(x[j]);
                }
            }
        }
    }

    static void tan(float[] x, float[] e, float[] y, int n) {
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

    static void asin(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.asin(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void acos(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.acos(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void atan(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.atan(v).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    static void atan2(float[] x, float[] e, float[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = (DoubleVector) FloatVector.fromArray(HALF, e, i).convertShape(F2D, D, 0);
            ((FloatVector) WideLanes.atan2(v, w).convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }
}
