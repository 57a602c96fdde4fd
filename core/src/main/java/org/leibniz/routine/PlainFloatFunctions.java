package org.leibniz.routine;

import org.leibniz.math.FloatMath;
import org.leibniz.math.Transcendental;

/// The functions on floats in plain Java, element by element. Each has a loop of its own, since a loop that is shared
/// by functions calls them, which costs as much as they do.
final class PlainFloatFunctions {
    private PlainFloatFunctions() {}

    static FunctionLoop<float[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.exp(x[i]);
                }
            };
            case EXPM1 -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.expm1(x[i]);
                }
            };
            case LOG -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.log(x[i]);
                }
            };
            case LOG1P -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.log1p(x[i]);
                }
            };
            case SIN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.sin(x[i]);
                }
            };
            case COS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.cos(x[i]);
                }
            };
            case TAN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.tan(x[i]);
                }
            };
            case ASIN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.asin(x[i]);
                }
            };
            case ACOS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.acos(x[i]);
                }
            };
            case ATAN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.atan(x[i]);
                }
            };
            case SINH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.sinh(x[i]);
                }
            };
            case COSH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.cosh(x[i]);
                }
            };
            case TANH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.tanh(x[i]);
                }
            };
            case ASINH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.asinh(x[i]);
                }
            };
            case ACOSH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.acosh(x[i]);
                }
            };
            case ATANH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.atanh(x[i]);
                }
            };
            case CBRT -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.cbrt(x[i]);
                }
            };
            case ERF -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.erf(x[i]);
                }
            };
            case ERFC -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.erfc(x[i]);
                }
            };
            case BELL -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.bell(x[i]);
                }
            };
            case NORMAL_CDF -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.normalCdf(x[i]);
                }
            };
            case SIGMOID -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.sigmoid(x[i]);
                }
            };
            case SOFTPLUS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.softplus(x[i]);
                }
            };
            case LOG_SIGMOID -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.logSigmoid(x[i]);
                }
            };
            case POW -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.pow(x[i], e[i]);
                }
            };
            case ATAN2 -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = FloatMath.atan2(x[i], e[i]);
                }
            };
        };
    }
}
