package org.leibniz.simd;

import org.leibniz.routine.PlainLoops;

/// The loops of the Vector API, each from the moment on that it is compiled; plain ones before, with the same bits. See [Loop].
///
/// What is not overridden is as fast in plain Java, or seldom used.
public final class VectorLoops extends PlainLoops {
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
    public void exp(float[] x, float[] y, int n) {
        Loop.FLOAT_EXP.of(n).exp(x, y, n);
    }

    @Override
    public void expm1(float[] x, float[] y, int n) {
        Loop.FLOAT_EXPM1.of(n).expm1(x, y, n);
    }

    @Override
    public void log(float[] x, float[] y, int n) {
        Loop.FLOAT_LOG.of(n).log(x, y, n);
    }

    @Override
    public void log1p(float[] x, float[] y, int n) {
        Loop.FLOAT_LOG1P.of(n).log1p(x, y, n);
    }

    @Override
    public void sin(float[] x, float[] y, int n) {
        Loop.FLOAT_SIN.of(n).sin(x, y, n);
    }

    @Override
    public void cos(float[] x, float[] y, int n) {
        Loop.FLOAT_COS.of(n).cos(x, y, n);
    }

    @Override
    public void tan(float[] x, float[] y, int n) {
        Loop.FLOAT_TAN.of(n).tan(x, y, n);
    }

    @Override
    public void asin(float[] x, float[] y, int n) {
        Loop.FLOAT_ASIN.of(n).asin(x, y, n);
    }

    @Override
    public void acos(float[] x, float[] y, int n) {
        Loop.FLOAT_ACOS.of(n).acos(x, y, n);
    }

    @Override
    public void atan(float[] x, float[] y, int n) {
        Loop.FLOAT_ATAN.of(n).atan(x, y, n);
    }

    @Override
    public void sinh(float[] x, float[] y, int n) {
        Loop.FLOAT_SINH.of(n).sinh(x, y, n);
    }

    @Override
    public void cosh(float[] x, float[] y, int n) {
        Loop.FLOAT_COSH.of(n).cosh(x, y, n);
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        Loop.FLOAT_TANH.of(n).tanh(x, y, n);
    }

    @Override
    public void asinh(float[] x, float[] y, int n) {
        Loop.FLOAT_ASINH.of(n).asinh(x, y, n);
    }

    @Override
    public void acosh(float[] x, float[] y, int n) {
        Loop.FLOAT_ACOSH.of(n).acosh(x, y, n);
    }

    @Override
    public void atanh(float[] x, float[] y, int n) {
        Loop.FLOAT_ATANH.of(n).atanh(x, y, n);
    }

    @Override
    public void cbrt(float[] x, float[] y, int n) {
        Loop.FLOAT_CBRT.of(n).cbrt(x, y, n);
    }

    @Override
    public void erf(float[] x, float[] y, int n) {
        Loop.FLOAT_ERF.of(n).erf(x, y, n);
    }

    @Override
    public void erfc(float[] x, float[] y, int n) {
        Loop.FLOAT_ERFC.of(n).erfc(x, y, n);
    }

    @Override
    public void bell(float[] x, float[] y, int n) {
        Loop.FLOAT_BELL.of(n).bell(x, y, n);
    }

    @Override
    public void normalCdf(float[] x, float[] y, int n) {
        Loop.FLOAT_NORMAL_CDF.of(n).normalCdf(x, y, n);
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        Loop.FLOAT_SIGMOID.of(n).sigmoid(x, y, n);
    }

    @Override
    public void softplus(float[] x, float[] y, int n) {
        Loop.FLOAT_SOFTPLUS.of(n).softplus(x, y, n);
    }

    @Override
    public void logSigmoid(float[] x, float[] y, int n) {
        Loop.FLOAT_LOG_SIGMOID.of(n).logSigmoid(x, y, n);
    }

    @Override
    public void pow(float[] x, float[] e, float[] z, int n) {
        Loop.FLOAT_POW.of(n).pow(x, e, z, n);
    }

    @Override
    public void atan2(float[] y, float[] x, float[] z, int n) {
        Loop.FLOAT_ATAN2.of(n).atan2(y, x, z, n);
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
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow, boolean accumulate) {
        Loop.FLOAT_DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c,
            int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k / 8, Integer.MAX_VALUE / 2);
        Loop.FLOAT_PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        Loop.DOUBLE_EXP.of(n).exp(x, y, n);
    }

    @Override
    public void expm1(double[] x, double[] y, int n) {
        Loop.DOUBLE_EXPM1.of(n).expm1(x, y, n);
    }

    @Override
    public void log(double[] x, double[] y, int n) {
        Loop.DOUBLE_LOG.of(n).log(x, y, n);
    }

    @Override
    public void log1p(double[] x, double[] y, int n) {
        Loop.DOUBLE_LOG1P.of(n).log1p(x, y, n);
    }

    @Override
    public void sin(double[] x, double[] y, int n) {
        Loop.DOUBLE_SIN.of(n).sin(x, y, n);
    }

    @Override
    public void cos(double[] x, double[] y, int n) {
        Loop.DOUBLE_COS.of(n).cos(x, y, n);
    }

    @Override
    public void sinh(double[] x, double[] y, int n) {
        Loop.DOUBLE_SINH.of(n).sinh(x, y, n);
    }

    @Override
    public void cosh(double[] x, double[] y, int n) {
        Loop.DOUBLE_COSH.of(n).cosh(x, y, n);
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        Loop.DOUBLE_TANH.of(n).tanh(x, y, n);
    }

    @Override
    public void erf(double[] x, double[] y, int n) {
        Loop.DOUBLE_ERF.of(n).erf(x, y, n);
    }

    @Override
    public void erfc(double[] x, double[] y, int n) {
        Loop.DOUBLE_ERFC.of(n).erfc(x, y, n);
    }

    @Override
    public void bell(double[] x, double[] y, int n) {
        Loop.DOUBLE_BELL.of(n).bell(x, y, n);
    }

    @Override
    public void normalCdf(double[] x, double[] y, int n) {
        Loop.DOUBLE_NORMAL_CDF.of(n).normalCdf(x, y, n);
    }

    @Override
    public void sigmoid(double[] x, double[] y, int n) {
        Loop.DOUBLE_SIGMOID.of(n).sigmoid(x, y, n);
    }

    @Override
    public void softplus(double[] x, double[] y, int n) {
        Loop.DOUBLE_SOFTPLUS.of(n).softplus(x, y, n);
    }

    @Override
    public void logSigmoid(double[] x, double[] y, int n) {
        Loop.DOUBLE_LOG_SIGMOID.of(n).logSigmoid(x, y, n);
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
    public void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow, boolean accumulate) {
        Loop.DOUBLE_DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c,
            int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k / 8, Integer.MAX_VALUE / 2);
        Loop.DOUBLE_PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
