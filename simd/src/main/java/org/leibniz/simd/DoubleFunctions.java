package org.leibniz.simd;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.Transcendental;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.SimdLoops;
import org.leibniz.routine.VectorCode;

/// The functions on doubles with the Vector API. What is not here is as fast in plain Java, or seldom used.
final class DoubleFunctions {
    private static final int PART = FloatFunctions.PART;

    private static final Scratch<double[]> SCRATCH = FloatFunctions.SCRATCH;

    static final FunctionLoop<double[]> ERFC = passes(DoubleLaneLoops::expOfMinusSquare, DoubleLaneLoops::erfcRight,
            DoubleLaneLoops::erfcOfRight);

    static final FunctionLoop<double[]> NORMAL_CDF = passes(DoubleLaneLoops::bell, DoubleLaneLoops::normalCdfRight,
            DoubleLaneLoops::normalCdfOfRight);

    private DoubleFunctions() {}

    /// Shows the JVM what the loop of any function does, before it is called often.
    static void prepare(Transcendental f) {
        DoubleMixture.ONLY.stir();
    }

    /// The loop of a function, or null if a plain one serves as well.
    static @Nullable FunctionLoop<double[]> of(Transcendental f) {
        return switch (f) {
            case EXP -> DoubleLaneLoops::exp;
            case EXPM1 -> DoubleLaneLoops::expm1;
            case LOG -> DoubleLaneLoops::log;
            case LOG1P -> DoubleLaneLoops::log1p;
            case SIN -> DoubleLaneLoops::sin;
            case COS -> DoubleLaneLoops::cos;
            case SINH -> passes(DoubleLaneLoops::halfExpm1OfSize, DoubleLaneLoops::sinhOfExpm1);
            case COSH -> DoubleLaneLoops::cosh;
            case TANH -> passes(DoubleLaneLoops::expm1OfTwiceTheSize, DoubleLaneLoops::tanhOfExpm1);
            case ERF -> passes(DoubleLaneLoops::expOfMinusSquare, DoubleLaneLoops::erfcRight,
                    DoubleLaneLoops::erfOfRight);
            case ERFC -> ERFC;
            case BELL -> DoubleLaneLoops::bell;
            case NORMAL_CDF -> NORMAL_CDF;
            case SIGMOID -> DoubleLaneLoops::sigmoid;
            case SOFTPLUS -> passes(DoubleLaneLoops::expOfMinusSize, DoubleFunctions::log1p,
                    DoubleLaneLoops::softplusOfLog1p);
            case LOG_SIGMOID -> passes(DoubleLaneLoops::expOfMinusSize, DoubleFunctions::log1p,
                    DoubleLaneLoops::logSigmoidOfLog1p);
            case TAN, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, CBRT, POW, ATAN2 -> null;
        };
    }

    /// The code of a function that has a loop here and no branches.
    static Optional<VectorCode> code(Transcendental f) {
        return switch (f) {
            case EXP -> code("exp");
            case EXPM1 -> code("expm1");
            case LOG -> code("log");
            case LOG1P -> code("log1p");
            case SINH -> code("halfExpm1OfSize", "sinhOfExpm1");
            case COSH -> code("cosh");
            case TANH -> code("expm1OfTwiceTheSize", "tanhOfExpm1");
            case ERF -> code("expOfMinusSquare", "erfcRight", "erfOfRight");
            case ERFC -> code("expOfMinusSquare", "erfcRight", "erfcOfRight");
            case BELL -> code("bell");
            case NORMAL_CDF -> code("bell", "normalCdfRight", "normalCdfOfRight");
            case SIGMOID -> code("sigmoid");
            case SOFTPLUS -> code("expOfMinusSize", "log1p", "softplusOfLog1p");
            case LOG_SIGMOID -> code("expOfMinusSize", "log1p", "logSigmoidOfLog1p");
            case SIN, COS, TAN, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH, CBRT, POW, ATAN2 -> Optional.empty();
        };
    }

    private static Optional<VectorCode> code(String... methods) {
        return Optional.of(new VectorCode(DoubleLanes.class, List.of(methods)));
    }

    private static void log1p(double[] x, double[] part, double[] y, int n) {
        DoubleLaneLoops.log1p(part, part, y, n);
    }

    /// Goes over a block several times: each pass has the arguments and what the pass before it left.
    @SafeVarargs
    private static FunctionLoop<double[]> passes(FunctionLoop<double[]>... passes) {
        return (x, e, y, n) -> {
            double[] part = n <= PART ? SCRATCH.take() : new double[n + SimdLoops.PAD];
            for (int i = 0; i < passes.length; i++) {
                passes[i].run(x, part, i < passes.length - 1 ? part : y, n);
            }
            if (part.length == PART) {
                SCRATCH.give(part);
            }
        };
    }
}
