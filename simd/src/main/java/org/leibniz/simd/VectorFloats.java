package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.routine.PlainFloats;
import org.leibniz.routine.Walk;

/// Comparisons, selection, reductions and products of floats with the Vector API.
final class VectorFloats extends PlainFloats {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /// The greatest of so few is found sooner column by column: one of two vectors takes six instructions.
    private static final int SHORT = 16;

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
        return FloatSums.of(x, at, n);
    }

    @Override
    public float max(float[] x, int at, int n) {
        return FloatMaxima.of(x, at, n);
    }

    @Override
    public float min(float[] x, int at, int n) {
        return FloatMinima.of(x, at, n);
    }

    @Override
    public boolean sumRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        FloatSums.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean maxRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        if (n <= SHORT) {
            return false;
        }
        FloatMaxima.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean minRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        if (n <= SHORT) {
            return false;
        }
        FloatMinima.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean sumSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        FloatSums.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean maxSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        FloatMaxima.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean minSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        FloatMinima.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean spread(float[] x, int rows, int n, float[] y) {
        FloatRows.spread(x, rows, n, y);
        return true;
    }

    @Override
    public boolean addRows(float[] x, int at, int rows, int n, float[] y) {
        FloatRows.add(x, at, rows, n, y);
        return true;
    }

    @Override
    public boolean addAt(float[] x, int at, int[] positions, int first, int count, int n, float[] y, int yAt, int from,
            int to) {
        return FloatRows.addAt(x, at, positions, first, count, n, y, yAt, from, to);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return FloatDots.dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatDots.dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, Walk aRow, Walk aCol, float[] b, int bAt, Walk bRow,
            Walk bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        FloatProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
