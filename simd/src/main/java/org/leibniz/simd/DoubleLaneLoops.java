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
}
