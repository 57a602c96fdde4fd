package org.leibniz.simd;

import java.util.List;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.PlainLoops;

/// The loops of the Vector API, each from the moment on that it is compiled; plain ones before, with the same bits. See
/// [Served].
///
/// What is not overridden is as fast in plain Java, or seldom used.
public final class VectorLoops extends PlainLoops {
    private static final List<FloatFunction> FLOATS = FloatFunction.all();
    private static final List<DoubleFunction> DOUBLES = DoubleFunction.all();

    /// Makes the loops; called by the service loader.
    public VectorLoops() {}

    @Override
    public String description() {
        return "the Vector API";
    }

    @Override
    public int edition() {
        return EDITION; // inlined, so that of the core that this was compiled with
    }

    @Override
    public boolean isVectors() {
        return true;
    }

    @Override
    public FunctionLoop<float[]> floats(Transcendental f) {
        return FLOATS.get(f.ordinal());
    }

    @Override
    public FunctionLoop<double[]> doubles(Transcendental f) {
        return DOUBLES.get(f.ordinal());
    }

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        Loop.FLOAT_LESS.of(n).less(a, b, c, n);
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        Loop.FLOAT_LESS_OR_EQUAL.of(n).lessOrEqual(a, b, c, n);
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        Loop.FLOAT_EQUAL.of(n).equal(a, b, c, n);
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        Loop.FLOAT_NOT_EQUAL.of(n).notEqual(a, b, c, n);
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        Loop.FLOAT_SELECT.of(n).select(c, a, b, y, n);
    }

    @Override
    public float sum(float[] x, int at, int n) {
        return Loop.FLOAT_SUM.of(n).sum(x, at, n);
    }

    @Override
    public float max(float[] x, int at, int n) {
        return Loop.FLOAT_MAX.of(n).max(x, at, n);
    }

    @Override
    public float min(float[] x, int at, int n) {
        return Loop.FLOAT_MIN.of(n).min(x, at, n);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return Loop.FLOAT_DOT.of(n).dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        Loop.FLOAT_DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow,
            int bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k / 8, Integer.MAX_VALUE / 2);
        Loop.FLOAT_PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        Loop.DOUBLE_LESS.of(n).less(a, b, c, n);
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        Loop.DOUBLE_LESS_OR_EQUAL.of(n).lessOrEqual(a, b, c, n);
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        Loop.DOUBLE_EQUAL.of(n).equal(a, b, c, n);
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        Loop.DOUBLE_NOT_EQUAL.of(n).notEqual(a, b, c, n);
    }

    @Override
    public void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        Loop.DOUBLE_SELECT.of(n).select(c, a, b, y, n);
    }

    @Override
    public double sum(double[] x, int at, int n) {
        return Loop.DOUBLE_SUM.of(n).sum(x, at, n);
    }

    @Override
    public double max(double[] x, int at, int n) {
        return Loop.DOUBLE_MAX.of(n).max(x, at, n);
    }

    @Override
    public double min(double[] x, int at, int n) {
        return Loop.DOUBLE_MIN.of(n).min(x, at, n);
    }

    @Override
    public double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        return Loop.DOUBLE_DOT.of(n).dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        Loop.DOUBLE_DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow,
            int bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k / 8, Integer.MAX_VALUE / 2);
        Loop.DOUBLE_PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
