package org.leibniz.routine;

import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.DoubleMath;
import org.leibniz.math.FloatMath;

/// The functions in plain Java, element by element: [FloatMath], [DoubleMath], and [Math] and [SpecialFunctions] for what those lack.
class PlainFunctions implements FunctionLoops {
    PlainFunctions() {}

    @Override
    public void exp(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.exp(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.exp(x[i]);
        }
    }

    @Override
    public void expm1(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.expm1(x[i]);
        }
    }

    @Override
    public void expm1(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.expm1(x[i]);
        }
    }

    @Override
    public void log(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.log(x[i]);
        }
    }

    @Override
    public void log(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.log(x[i]);
        }
    }

    @Override
    public void log1p(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.log1p(x[i]);
        }
    }

    @Override
    public void log1p(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.log1p(x[i]);
        }
    }

    @Override
    public void sin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.sin(x[i]);
        }
    }

    @Override
    public void sin(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.sin(x[i]);
        }
    }

    @Override
    public void cos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.cos(x[i]);
        }
    }

    @Override
    public void cos(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.cos(x[i]);
        }
    }

    @Override
    public void tan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.tan(x[i]);
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
            y[i] = FloatMath.asin(x[i]);
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
            y[i] = FloatMath.acos(x[i]);
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
            y[i] = FloatMath.atan(x[i]);
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
            y[i] = FloatMath.sinh(x[i]);
        }
    }

    @Override
    public void sinh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.sinh(x[i]);
        }
    }

    @Override
    public void cosh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.cosh(x[i]);
        }
    }

    @Override
    public void cosh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.cosh(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.tanh(x[i]);
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.tanh(x[i]);
        }
    }

    @Override
    public void asinh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.asinh(x[i]);
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
            y[i] = FloatMath.acosh(x[i]);
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
            y[i] = FloatMath.atanh(x[i]);
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
            y[i] = FloatMath.cbrt(x[i]);
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
            y[i] = FloatMath.erf(x[i]);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.erf(x[i]);
        }
    }

    @Override
    public void erfc(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.erfc(x[i]);
        }
    }

    @Override
    public void erfc(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.erfc(x[i]);
        }
    }

    @Override
    public void bell(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.bell(x[i]);
        }
    }

    @Override
    public void bell(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.bell(x[i]);
        }
    }

    @Override
    public void normalCdf(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.normalCdf(x[i]);
        }
    }

    @Override
    public void normalCdf(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.normalCdf(x[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.sigmoid(x[i]);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.sigmoid(x[i]);
        }
    }

    @Override
    public void softplus(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.softplus(x[i]);
        }
    }

    @Override
    public void softplus(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.softplus(x[i]);
        }
    }

    @Override
    public void logSigmoid(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = FloatMath.logSigmoid(x[i]);
        }
    }

    @Override
    public void logSigmoid(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = DoubleMath.logSigmoid(x[i]);
        }
    }

    @Override
    public void pow(float[] x, float[] e, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = FloatMath.pow(x[i], e[i]);
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
            z[i] = FloatMath.atan2(y[i], x[i]);
        }
    }

    @Override
    public void atan2(double[] y, double[] x, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.atan2(y[i], x[i]);
        }
    }
}
