package org.leibniz.compile;

import org.leibniz.ir.SpecialFunctions;

/// The loops in plain Java. Transcendental functions are those of [Math] and [SpecialFunctions], float32 computed in float64 and rounded; the
/// HotSpot interpreter and compilers share one implementation of each `Math` function, so that the bits never change while a program warms up.
///
/// Not final: an implementation with faster loops for some functions extends this class and leaves the others as they are.
public class PlainLoops implements SimdLoops {
    /// Makes the loops; they have no state.
    public PlainLoops() {}

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public void exp(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.exp(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.exp(x[i]);
        }
    }

    @Override
    public void expm1(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.expm1(x[i]);
        }
    }

    @Override
    public void expm1(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.expm1(x[i]);
        }
    }

    @Override
    public void log(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.log(x[i]);
        }
    }

    @Override
    public void log(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.log(x[i]);
        }
    }

    @Override
    public void log1p(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.log1p(x[i]);
        }
    }

    @Override
    public void log1p(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.log1p(x[i]);
        }
    }

    @Override
    public void sin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.sin(x[i]);
        }
    }

    @Override
    public void sin(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.sin(x[i]);
        }
    }

    @Override
    public void cos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.cos(x[i]);
        }
    }

    @Override
    public void cos(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.cos(x[i]);
        }
    }

    @Override
    public void tan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.tan(x[i]);
        }
    }

    @Override
    public void tan(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.tan(x[i]);
        }
    }

    @Override
    public void asin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.asin(x[i]);
        }
    }

    @Override
    public void asin(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.asin(x[i]);
        }
    }

    @Override
    public void acos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.acos(x[i]);
        }
    }

    @Override
    public void acos(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.acos(x[i]);
        }
    }

    @Override
    public void atan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.atan(x[i]);
        }
    }

    @Override
    public void atan(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.atan(x[i]);
        }
    }

    @Override
    public void sinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.sinh(x[i]);
        }
    }

    @Override
    public void sinh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.sinh(x[i]);
        }
    }

    @Override
    public void cosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.cosh(x[i]);
        }
    }

    @Override
    public void cosh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.cosh(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.tanh(x[i]);
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.tanh(x[i]);
        }
    }

    @Override
    public void asinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.asinh(x[i]);
        }
    }

    @Override
    public void asinh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.asinh(x[i]);
        }
    }

    @Override
    public void acosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.acosh(x[i]);
        }
    }

    @Override
    public void acosh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.acosh(x[i]);
        }
    }

    @Override
    public void atanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.atanh(x[i]);
        }
    }

    @Override
    public void atanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.atanh(x[i]);
        }
    }

    @Override
    public void cbrt(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.cbrt(x[i]);
        }
    }

    @Override
    public void cbrt(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.cbrt(x[i]);
        }
    }

    @Override
    public void erf(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.erf(x[i]);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.erf(x[i]);
        }
    }

    @Override
    public void erfc(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.erfc(x[i]);
        }
    }

    @Override
    public void erfc(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.erfc(x[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.sigmoid(x[i]);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.sigmoid(x[i]);
        }
    }

    @Override
    public void softplus(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.softplus(x[i]);
        }
    }

    @Override
    public void softplus(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.softplus(x[i]);
        }
    }

    @Override
    public void logSigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) SpecialFunctions.logSigmoid(x[i]);
        }
    }

    @Override
    public void logSigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SpecialFunctions.logSigmoid(x[i]);
        }
    }

    @Override
    public void pow(float[] x, float[] e, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (float) Math.pow(x[i], e[i]);
        }
    }

    @Override
    public void pow(double[] x, double[] e, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.pow(x[i], e[i]);
        }
    }

    @Override
    public void atan2(float[] y, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (float) Math.atan2(y[i], x[i]);
        }
    }

    @Override
    public void atan2(double[] y, double[] x, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.atan2(y[i], x[i]);
        }
    }

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] < b[i];
        }
    }

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] < b[i];
        }
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] <= b[i];
        }
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] <= b[i];
        }
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] == b[i];
        }
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] == b[i];
        }
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] != b[i];
        }
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] != b[i];
        }
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c[i] ? a[i] : b[i];
        }
    }

    @Override
    public void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c[i] ? a[i] : b[i];
        }
    }

    @Override
    public float sum(float[] x, int at, int n) {
        float[] lane = new float[64];
        java.util.Arrays.fill(lane, 0);
        for (int i = 0; i < n; i++) {
            lane[i & 63] += x[at + i];
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] += lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public double sum(double[] x, int at, int n) {
        double[] lane = new double[64];
        java.util.Arrays.fill(lane, 0);
        for (int i = 0; i < n; i++) {
            lane[i & 63] += x[at + i];
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] += lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public float prod(float[] x, int at, int n) {
        float[] lane = new float[64];
        java.util.Arrays.fill(lane, 1);
        for (int i = 0; i < n; i++) {
            lane[i & 63] *= x[at + i];
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] *= lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public double prod(double[] x, int at, int n) {
        double[] lane = new double[64];
        java.util.Arrays.fill(lane, 1);
        for (int i = 0; i < n; i++) {
            lane[i & 63] *= x[at + i];
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] *= lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public float max(float[] x, int at, int n) {
        float[] lane = new float[64];
        java.util.Arrays.fill(lane, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.max(lane[i & 63], x[at + i]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] = Math.max(lane[l], lane[l + half]);
            }
        }
        return lane[0];
    }

    @Override
    public double max(double[] x, int at, int n) {
        double[] lane = new double[64];
        java.util.Arrays.fill(lane, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.max(lane[i & 63], x[at + i]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] = Math.max(lane[l], lane[l + half]);
            }
        }
        return lane[0];
    }

    @Override
    public float min(float[] x, int at, int n) {
        float[] lane = new float[64];
        java.util.Arrays.fill(lane, Float.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.min(lane[i & 63], x[at + i]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] = Math.min(lane[l], lane[l + half]);
            }
        }
        return lane[0];
    }

    @Override
    public double min(double[] x, int at, int n) {
        double[] lane = new double[64];
        java.util.Arrays.fill(lane, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.min(lane[i & 63], x[at + i]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] = Math.min(lane[l], lane[l + half]);
            }
        }
        return lane[0];
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lane = new float[64];
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.fma(x[xAt + i], y[yAt + i], lane[i & 63]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] += lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        double[] lane = new double[64];
        for (int i = 0; i < n; i++) {
            lane[i & 63] = Math.fma(x[xAt + i], y[yAt + i], lane[i & 63]);
        }
        for (int half = 32; half > 0; half >>= 1) {
            for (int l = 0; l < half; l++) {
                lane[l] += lane[l + half];
            }
        }
        return lane[0];
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c, int cAt, int cRow,
            boolean accumulate) {
        PlainFloatProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c, int cAt, int cRow,
            boolean accumulate) {
        PlainDoubleProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
