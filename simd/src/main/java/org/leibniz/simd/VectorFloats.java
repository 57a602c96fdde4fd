package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.routine.PlainFloats;

/// Comparisons, selection, reductions and products of floats with the Vector API.
final class VectorFloats extends PlainFloats {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            FloatVector.fromArray(S, a, i).compare(LT, FloatVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            FloatVector.fromArray(S, a, i).compare(LE, FloatVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            FloatVector.fromArray(S, a, i).compare(EQ, FloatVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            FloatVector.fromArray(S, a, i).compare(NE, FloatVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i += S.length()) {
            VectorMask<Float> chosen = VectorMask.fromArray(S, c, i);
            FloatVector.fromArray(S, b, i).blend(FloatVector.fromArray(S, a, i), chosen).intoArray(y, i);
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
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatFolds.dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow,
            int bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        FloatProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
