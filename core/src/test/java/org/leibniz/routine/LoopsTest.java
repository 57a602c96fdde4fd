package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.DoubleMath;
import org.leibniz.math.Transcendental;

class LoopsTest {
    private static final SimdLoops LOOPS = new PlainLoops();

    private static final float[] SPECIAL = {0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, 2.5f, -2.5f, 1000f, -1000f,
            0x1.62e42ep6f,
            0x1.62e430p6f, -103.97f,
            -104.1f, 1e9f, -3e38f, 16777215f, 16777216f, -16777215f, 8388607.5f, Float.MIN_VALUE, -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

    /// Every 9973rd float there is, and the special ones.
    @ParameterizedTest
    @CsvSource({"EXP, 1", "EXPM1, 0.51", "LOG, 1", "LOG1P, 0.51", "SIN, 0.51", "COS, 0.51", "TAN, 0.51", "ASIN, 0.51",
            "ACOS, 0.51",
            "ATAN, 0.51", "SINH, 0.51", "COSH, 0.51", "TANH, 1", "ASINH, 0.51", "ACOSH, 0.51", "ATANH, 0.51",
            "CBRT, 0.51", "ERF, 1",
            "ERFC, 0.51", "BELL, 1.5", "NORMAL_CDF, 0.51", "SIGMOID, 2.5", "SOFTPLUS, 2", "LOG_SIGMOID, 2"})
    void floatFunctionsAreWithinTheirBounds(Transcendental f, double ulps) {
        float[] x = new float[4096];
        float[] y = new float[4096];
        long bits = 0;
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        int filled = SPECIAL.length;
        while (filled > 0) {
            for (; filled < x.length && bits < 1L << 32; bits += 9973) {
                x[filled++] = Float.intBitsToFloat((int) bits);
            }
            LOOPS.floats().function(f).run(x, x, y, filled);
            for (int i = 0; i < filled; i++) {
                assertClose(f + "(" + x[i] + ")", y[i], f.apply(x[i], 0), ulps);
            }
            filled = bits < 1L << 32 ? Math.min(1, filled) : 0;
        }
    }

    private static void assertClose(String what, float got, double exact, double ulps) {
        float rounded = (float) exact;
        if (rounded == 0 || Float.isNaN(rounded) || Float.isInfinite(rounded)) {
            boolean same = Float.compare(got, rounded) == 0
                    || (Float.isInfinite(rounded) && Math.abs(got) == Float.MAX_VALUE);
            if (!same) { // an assertion object for each of millions would take minutes
                assertThat(got).as(what).isEqualTo(rounded);
            }
        } else if (!(Math.abs(got - exact) <= ulps * Math.ulp(rounded))) {
            assertThat(Math.abs(got - exact) / Math.ulp(rounded)).as("error of %s in ulp", what)
                    .isLessThanOrEqualTo(ulps);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POW", "ATAN2"})
    void floatFunctionsOfTwoAreWithinTheirBounds(Transcendental f) {
        int n = 200_000;
        float[] a = new float[n];
        float[] b = new float[n];
        float[] y = new float[n];
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            boolean wild = i % 2 == 0;
            a[i] = wild ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat() * 20 - 5;
            b[i] = wild ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(40) - 20;
        }
        for (int i = 0; i < SPECIAL.length * SPECIAL.length; i++) {
            a[i] = SPECIAL[i / SPECIAL.length];
            b[i] = SPECIAL[i % SPECIAL.length];
        }
        LOOPS.floats().function(f).run(a, b, y, n);
        for (int i = 0; i < n; i++) {
            // 1 to the power NaN is set right by who asks
            double exact = f == Transcendental.POW ? Math.pow(a[i], b[i]) : f.apply(a[i], b[i]);
            assertClose(f + "(" + a[i] + ", " + b[i] + ")", y[i], exact, 0.51);
        }
    }

    /// Values from mpmath; 250 arguments a function.
    @ParameterizedTest
    @CsvSource({"exp, 1", "expm1, 1", "log, 1", "log1p, 1", "sin, 1", "cos, 1", "tanh, 2.5", "sinh, 2.5", "cosh, 2.5",
            "erf, 1", "erfc, 4",
            "sigmoid, 2",
            "softplus, 1.5"})
    void doubleFunctionsAreWithinTheirBounds(String name, double ulps) throws IOException {
        List<double[]> values = values(name);
        double[] x = values.stream().mapToDouble(known -> known[0]).toArray();
        double[] y = new double[x.length];
        LOOPS.doubles().function(Transcendental.valueOf(name.toUpperCase(Locale.ROOT))).run(x, x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            double[] known = values.get(i);
            double error = Math.abs(y[i] - known[1] - known[2]) / Math.ulp(known[1]);
            assertThat(error).as("%s(%s) in ulp", name, known[0]).isLessThanOrEqualTo(ulps);
        }
    }

    private static List<double[]> values(String name) throws IOException {
        InputStream in = Objects.requireNonNull(LoopsTest.class.getResourceAsStream("double-values.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> line.startsWith(name + " ")).map(line -> line.split(" ", -1))
                    .map(w -> new double[]{Double.parseDouble(w[1]), Double.parseDouble(w[2]),
                            Double.parseDouble(w[3])})
                    .toList();
        }
    }

    /// Where Math has the function, its special cases are ours.
    @Test
    void doubleFunctionsTreatSpecialArgumentsAsMathDoes() {
        List<DoubleUnaryOperator> ours = List.of(DoubleMath::exp, DoubleMath::expm1, DoubleMath::log, DoubleMath::log1p,
                DoubleMath::sin,
                DoubleMath::cos,
                DoubleMath::tanh, DoubleMath::sinh, DoubleMath::cosh, DoubleMath::erf, DoubleMath::erfc,
                DoubleMath::bell, DoubleMath::normalCdf);
        List<DoubleUnaryOperator> known = List.of(Math::exp, Math::expm1, Math::log, Math::log1p, Math::sin, Math::cos,
                Math::tanh,
                Math::sinh, Math::cosh,
                SpecialFunctions::erf, SpecialFunctions::erfc, SpecialFunctions::bell, SpecialFunctions::normalCdf);
        double[] arguments = {0.0, -0.0, -1.0, -2.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                -1e300, 709.782712893384, 709.7827128933841, -745.13, -745.14, 710.4758600739439, 710.475860073944,
                1e10};
        for (int f = 0; f < ours.size(); f++) {
            for (double x : arguments) {
                double got = ours.get(f).applyAsDouble(x);
                double exact = known.get(f).applyAsDouble(x);
                boolean extreme = exact == 0 || Double.isNaN(exact) || Double.isInfinite(exact);
                if (extreme) {
                    // as objects: NaN is NaN
                    assertThat((Double) got).as("function %d of %s", f, x).isEqualTo((Double) exact);
                } else {
                    assertThat(Math.abs(got - exact)).as("function %d of %s", f, x)
                            .isLessThanOrEqualTo(4 * Math.ulp(exact));
                }
            }
        }
    }

    @Test
    void sumsFoldSixtyFourLanes() {
        Random random = new Random(1);
        for (int n : new int[]{0, 1, 5, 63, 64, 65, 100, 128, 500, 1023, 1024}) {
            float[] x = new float[n + 7];
            float[] y = new float[n + 9];
            for (int i = 0; i < x.length; i++) {
                x[i] = (random.nextFloat() - 0.5f) * 1e4f;
                y[i] = random.nextFloat();
            }
            assertThat(LOOPS.floats().sum(x, 7, n))
                    .isEqualTo(folded(n, i -> x[7 + i], (lane, value) -> (float) lane + (float) value, 0));
            assertThat(LOOPS.floats().prod(y, 3, n))
                    .isEqualTo(folded(n, i -> y[3 + i], (lane, value) -> (float) lane * (float) value, 1));
            float[] lanes = new float[64];
            for (int i = 0; i < n; i++) {
                lanes[i % 64] = Math.fma(x[7 + i], y[2 + i], lanes[i % 64]);
            }
            assertThat(LOOPS.floats().dot(x, 7, y, 2, n))
                    .isEqualTo(folded(64, i -> lanes[i], (lane, value) -> (float) lane + (float) value, 0));
        }
    }

    private interface Element {
        float at(int i);
    }

    private static float folded(int n, Element element, DoubleBinaryOperator add, float start) {
        float[] lanes = new float[64];
        java.util.Arrays.fill(lanes, start);
        for (int i = 0; i < n; i++) {
            lanes[i % 64] = (float) add.applyAsDouble(lanes[i % 64], element.at(i));
        }
        for (int half = 32; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] = (float) add.applyAsDouble(lanes[lane], lanes[lane + half]);
            }
        }
        return lanes[0];
    }

    @Test
    void extremesKnowNanAndSignedZeros() {
        double[] x = {-0.0, 0.0, -3, 5, -7};
        assertThat(LOOPS.doubles().max(x, 0, 5)).isEqualTo(5);
        assertThat(LOOPS.doubles().min(x, 0, 5)).isEqualTo(-7);
        assertThat(LOOPS.doubles().max(x, 0, 2)).isEqualTo(0.0);
        assertThat(LOOPS.doubles().min(x, 0, 2)).isEqualTo(-0.0);
        assertThat(LOOPS.doubles().max(x, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LOOPS.doubles().min(x, 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOOPS.floats().max(new float[]{1, Float.NaN, 2}, 0, 3)).isNaN();
        assertThat(LOOPS.floats().min(new float[]{1, Float.NaN, 2}, 0, 3)).isNaN();
    }

    @Test
    void comparesAndSelects() {
        float[] a = {1, 2, Float.NaN, 0f};
        float[] b = {1, 3, Float.NaN, -0f};
        boolean[] c = new boolean[4];
        LOOPS.floats().less(a, b, c, 4);
        assertThat(c).containsExactly(false, true, false, false);
        LOOPS.floats().lessOrEqual(a, b, c, 4);
        assertThat(c).containsExactly(true, true, false, true);
        LOOPS.floats().equal(a, b, c, 4);
        assertThat(c).containsExactly(true, false, false, true);
        LOOPS.floats().notEqual(a, b, c, 4);
        assertThat(c).containsExactly(false, true, true, false);
        float[] y = new float[4];
        LOOPS.floats().select(c, a, b, y, 4);
        assertThat(y).containsExactly(1f, 2f, Float.NaN, -0f);
    }

    @Test
    void withoutTheVectorApiThePlainLoopsServe() {
        assertThat(SimdLoops.best()).isSameAs(SimdLoops.best());
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            assertThat(SimdLoops.best()).isExactlyInstanceOf(PlainLoops.class);
            assertThat(SimdLoops.best().description()).isEqualTo("plain Java");
        }
    }
}
