package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;
import static org.leibniz.math.Coefficients.*;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.FloatMath;
import org.leibniz.math.Transcendental;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.VectorCode;

/// The functions on floats with the Vector API.
///
/// What compiles well is a loop that calls one function of [FloatLanes], [DoubleLanes] or [WideLanes] and does the rest
/// by operations of the Vector API itself; after many of those, any other call would not be inlined. So a function that
/// is one of these has a loop in [FloatLaneLoops], and one that takes more goes over a part of the block several times.
final class FloatFunctions {
    /// How much a function does at a time that goes over it several times.
    static final int PART = 512;

    static final Scratch<double[]> SCRATCH = new Scratch<>(2 * Runtime.getRuntime().availableProcessors(), 8L * PART,
            () -> new double[PART]);

    private static final long SIGN = 0x8000000000000000L;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /// Floats, as many as doubles fit a vector.
    static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class,
            VectorShape.forBitSize(D.vectorBitSize() / 2));

    private FloatFunctions() {}

    /// Shows the JVM what the loop of a function does, before it is called often.
    static void prepare(Transcendental f) {
        FloatMixture.ONLY.stir();
        if (code(f).isEmpty()) { // it may go by way of doubles
            DoubleMixture.ONLY.stir();
            WideMixture.ONLY.stir();
        }
    }

    /// The loop of a function, or null if a plain one serves as well.
    static @Nullable FunctionLoop<float[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> FloatLaneLoops::exp;
            case EXPM1 -> FloatLaneLoops::expm1;
            case LOG -> FloatLaneLoops::log;
            case LOG1P -> FloatLaneLoops::log1p;
            case SIN -> FloatLaneLoops::sin;
            case COS -> FloatLaneLoops::cos;
            case TAN -> FloatLaneLoops::tan;
            case ASIN -> FloatLaneLoops::asin;
            case ACOS -> FloatLaneLoops::acos;
            case ATAN -> FloatLaneLoops::atan;
            case SINH -> FloatLaneLoops::sinh;
            case COSH -> FloatLaneLoops::cosh;
            case TANH -> FloatLaneLoops::tanh;
            case ASINH -> FloatLaneLoops::asinh;
            case ACOSH -> FloatLaneLoops::acosh;
            case ATANH -> FloatLaneLoops::atanh;
            case CBRT -> (x, e, y, n) -> cbrt(x, y, n);
            case ERF -> FloatLaneLoops::erf;
            case ERFC -> (x, e, y, n) -> widened(DoubleFunctions.ERFC, x, y, n);
            case BELL -> FloatLaneLoops::bell;
            case NORMAL_CDF -> (x, e, y, n) -> widened(DoubleFunctions.NORMAL_CDF, x, y, n);
            case SIGMOID -> FloatLaneLoops::sigmoid;
            case SOFTPLUS -> FloatLaneLoops::softplus;
            case LOG_SIGMOID -> FloatLaneLoops::logSigmoid;
            case POW -> (x, e, y, n) -> pow(x, e, y, n);
            case ATAN2 -> FloatLaneLoops::atan2;
        };
    }

    /// The code of a function that stays in float arithmetic.
    static Optional<VectorCode> code(Transcendental f) {
        return switch (f) {
            case EXP -> code("exp");
            case LOG -> code("log");
            case TANH -> code("tanh");
            case ERF -> code("erf");
            case BELL -> code("bell");
            case SIGMOID -> code("sigmoid");
            case SOFTPLUS -> code("softplus");
            case LOG_SIGMOID -> code("logSigmoid");
            default -> Optional.empty();
        };
    }

    private static Optional<VectorCode> code(String method) {
        return Optional.of(new VectorCode(FloatLanes.class, List.of(method)));
    }

    private static void cbrt(float[] x, float[] y, int n) {
        double[] logs = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            logOfSize(x, at, end, logs);
            cbrtOfLog(x, at, end, logs, y);
        }
        SCRATCH.give(logs);
    }

    private static void logOfSize(float[] x, int at, int end, double[] logs) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleLanes.log(v.abs()).intoArray(logs, i - at);
        }
    }

    private static void cbrtOfLog(float[] x, int at, int end, double[] logs, float[] y) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector w = DoubleLanes.exp(DoubleVector.fromArray(D, logs, i - at).mul(1 / 3.0), 0, EXP_MAX);
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            w = w.reinterpretAsLongs().or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
            ((FloatVector) w.convertShape(D2F, HALF, 0)).intoArray(y, i);
        }
    }

    private static void pow(float[] x, float[] e, float[] z, int n) {
        double[] powers = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int end = Math.min(n, at + PART);
            logOfSize(x, at, end, powers);
            powOfSize(e, at, end, powers);
            signOfPow(x, e, at, end, powers, z);
        }
        SCRATCH.give(powers);
    }

    private static void powOfSize(float[] e, int at, int end, double[] powers) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, e, i).convertShape(F2D, D, 0);
            DoubleLanes.exp(v.mul(DoubleVector.fromArray(D, powers, i - at)), 0, EXP_MAX).intoArray(powers, i - at);
        }
    }

    private static void signOfPow(float[] x, float[] e, int at, int end, double[] powers, float[] z) {
        for (int i = at; i < end; i += D.length()) {
            DoubleVector v = (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, D, 0);
            DoubleVector w = (DoubleVector) FloatVector.fromArray(HALF, e, i).convertShape(F2D, D, 0);
            DoubleVector p = WideLanes.pow(v, w, DoubleVector.fromArray(D, powers, i - at));
            ((FloatVector) p.convertShape(D2F, HALF, 0)).intoArray(z, i);
        }
    }

    private static void widened(FunctionLoop<double[]> f, float[] x, float[] y, int n) {
        double[] wide = SCRATCH.take();
        for (int at = 0; at < n; at += PART) {
            int length = Math.min(n - at, PART);
            for (int i = 0; i < length; i += D.length()) {
                FloatVector.fromArray(HALF, x, at + i).convertShape(F2D, D, 0).reinterpretAsDoubles().intoArray(wide,
                        i);
            }
            f.run(wide, wide, wide, length);
            for (int i = 0; i < length; i += D.length()) {
                ((FloatVector) DoubleVector.fromArray(D, wide, i).convertShape(D2F, HALF, 0)).intoArray(y, at + i);
            }
        }
        SCRATCH.give(wide);
    }
}
