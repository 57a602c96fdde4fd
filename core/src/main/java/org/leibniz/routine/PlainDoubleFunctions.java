package org.leibniz.routine;

// made of PlainFloatFunctions.java by Twins: change that
import org.leibniz.math.DoubleMath;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.Transcendental;

/// The functions on doubles in plain Java, element by element. Each has a loop of its own, since a loop that is shared
/// by functions calls them, which costs as much as they do.
final class PlainDoubleFunctions {
    private PlainDoubleFunctions() {}

    static FunctionLoop<double[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.exp(x[i]);
                }
            };
            case EXPM1 -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.expm1(x[i]);
                }
            };
            case LOG -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.log(x[i]);
                }
            };
            case LOG1P -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.log1p(x[i]);
                }
            };
            case SIN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.sin(x[i]);
                }
            };
            case COS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.cos(x[i]);
                }
            };
            case TAN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.tan(x[i]);
                }
            };
            case ASIN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.asin(x[i]);
                }
            };
            case ACOS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.acos(x[i]);
                }
            };
            case ATAN -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.atan(x[i]);
                }
            };
            case SINH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.sinh(x[i]);
                }
            };
            case COSH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.cosh(x[i]);
                }
            };
            case TANH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.tanh(x[i]);
                }
            };
            case ASINH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = SpecialFunctions.asinh(x[i]);
                }
            };
            case ACOSH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = SpecialFunctions.acosh(x[i]);
                }
            };
            case ATANH -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = SpecialFunctions.atanh(x[i]);
                }
            };
            case CBRT -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.cbrt(x[i]);
                }
            };
            case ERF -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.erf(x[i]);
                }
            };
            case ERFC -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.erfc(x[i]);
                }
            };
            case BELL -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.bell(x[i]);
                }
            };
            case NORMAL_CDF -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.normalCdf(x[i]);
                }
            };
            case SIGMOID -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.sigmoid(x[i]);
                }
            };
            case SOFTPLUS -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.softplus(x[i]);
                }
            };
            case LOG_SIGMOID -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = DoubleMath.logSigmoid(x[i]);
                }
            };
            case POW -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.pow(x[i], e[i]);
                }
            };
            case ATAN2 -> (x, e, y, n) -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.atan2(x[i], e[i]);
                }
            };
        };
    }
}
