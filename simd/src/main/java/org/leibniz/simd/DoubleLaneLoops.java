package org.leibniz.simd;

// made by LaneLoops.java of DoubleLanes: change that
import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.math.DoubleMath;

/// The loops of the functions of [DoubleLanes] as they are.
final class DoubleLaneLoops {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private DoubleLaneLoops() {}

    static void exp(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.exp(v).intoArray(y, i);
        }
    }

    static void expm1(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.expm1(v).intoArray(y, i);
        }
    }

    static void cosh(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.cosh(v).intoArray(y, i);
        }
    }

    static void sigmoid(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.sigmoid(v).intoArray(y, i);
        }
    }

    static void bell(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.bell(v).intoArray(y, i);
        }
    }

    static void log(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.log(v).intoArray(y, i);
        }
    }

    static void log1p(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.log1p(v).intoArray(y, i);
        }
    }

    static void sin(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            if (v.abs().compare(LE, TRIG_MAX).allTrue()) {
                DoubleLanes.sin(v).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = DoubleMath.sin(x[j]);
                }
            }
        }
    }

    static void cos(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            if (v.abs().compare(LE, TRIG_MAX).allTrue()) {
                DoubleLanes.cos(v).intoArray(y, i);
            } else {
                for (int j = i; j < i + D.length(); j++) {
                    y[j] = DoubleMath.cos(x[j]);
                }
            }
        }
    }

    static void halfExpm1OfSize(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.halfExpm1OfSize(v).intoArray(y, i);
        }
    }

    static void sinhOfExpm1(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.sinhOfExpm1(v, w).intoArray(y, i);
        }
    }

    static void expm1OfTwiceTheSize(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.expm1OfTwiceTheSize(v).intoArray(y, i);
        }
    }

    static void tanhOfExpm1(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.tanhOfExpm1(v, w).intoArray(y, i);
        }
    }

    static void expOfMinusSize(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.expOfMinusSize(v).intoArray(y, i);
        }
    }

    static void softplusOfLog1p(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.softplusOfLog1p(v, w).intoArray(y, i);
        }
    }

    static void logSigmoidOfLog1p(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.logSigmoidOfLog1p(v, w).intoArray(y, i);
        }
    }

    static void expOfMinusSquare(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleLanes.expOfMinusSquare(v).intoArray(y, i);
        }
    }

    static void erfcRight(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.erfcRight(v, w).intoArray(y, i);
        }
    }

    static void normalCdfRight(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.normalCdfRight(v, w).intoArray(y, i);
        }
    }

    static void erfOfRight(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.erfOfRight(v, w).intoArray(y, i);
        }
    }

    static void erfcOfRight(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.erfcOfRight(v, w).intoArray(y, i);
        }
    }

    static void normalCdfOfRight(double[] x, double[] e, double[] y, int n) {
        for (int i = 0; i < n; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            DoubleVector w = DoubleVector.fromArray(D, e, i);
            DoubleLanes.normalCdfOfRight(v, w).intoArray(y, i);
        }
    }
}
