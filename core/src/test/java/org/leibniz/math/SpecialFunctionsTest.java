package org.leibniz.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialFunctionsTest {
    /// Values from mpmath, 250 arguments a function over its whole range; the bounds are those of thousands of
    /// arguments.
    @ParameterizedTest
    @CsvSource({"erf, 1", "erfc, 4", "erfinv, 2.5", "lgamma, 2.5", "digamma, 3.5", "sigmoid, 2", "softplus, 1.5",
            "asinh, 1.5",
            "acosh, 1.5",
            "atanh, 1.5"})
    void isWithinItsBound(String name, double ulps) throws IOException {
        DoubleUnaryOperator function = function(name);
        for (double[] known : values(name)) {
            double error = Math.abs(function.applyAsDouble(known[0]) - known[1] - known[2]) / Math.ulp(known[1]);
            assertThat(error).as("%s(%s) in ulp", name, known[0]).isLessThanOrEqualTo(ulps);
        }
    }

    @Test
    void oddFunctionsKeepTheSignOfZero() {
        for (String name : List.of("erf", "erfinv", "asinh", "atanh")) {
            assertThat(function(name).applyAsDouble(-0.0)).as(name).isEqualTo(-0.0);
            assertThat(function(name).applyAsDouble(0.0)).as(name).isEqualTo(0.0);
        }
    }

    @Test
    void nanGoesThrough() {
        for (String name : List.of("erf", "erfc", "erfinv", "lgamma", "digamma", "sigmoid", "softplus", "logSigmoid",
                "asinh", "acosh",
                "atanh")) {
            assertThat(function(name).applyAsDouble(Double.NaN)).as(name).isNaN();
        }
    }

    @Test
    void limits() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(SpecialFunctions.erf(inf)).isEqualTo(1);
        assertThat(SpecialFunctions.erf(-inf)).isEqualTo(-1);
        assertThat(SpecialFunctions.erfc(inf)).isZero();
        assertThat(SpecialFunctions.erfc(-inf)).isEqualTo(2);
        assertThat(SpecialFunctions.erfinv(1)).isEqualTo(inf);
        assertThat(SpecialFunctions.erfinv(-1)).isEqualTo(-inf);
        assertThat(SpecialFunctions.erfinv(1.5)).isNaN();
        assertThat(SpecialFunctions.lgamma(0)).isEqualTo(inf);
        assertThat(SpecialFunctions.lgamma(-3)).isEqualTo(inf);
        assertThat(SpecialFunctions.lgamma(inf)).isEqualTo(inf);
        assertThat(SpecialFunctions.lgamma(1)).isZero();
        assertThat(SpecialFunctions.lgamma(2)).isZero();
        assertThat(SpecialFunctions.digamma(0)).isEqualTo(-inf);
        assertThat(SpecialFunctions.digamma(-2)).isNaN();
        assertThat(SpecialFunctions.digamma(inf)).isEqualTo(inf);
        assertThat(SpecialFunctions.acosh(1)).isZero();
        assertThat(SpecialFunctions.acosh(0.5)).isNaN();
        assertThat(SpecialFunctions.acosh(-1e9)).isNaN();
        assertThat(SpecialFunctions.atanh(1)).isEqualTo(inf);
        assertThat(SpecialFunctions.atanh(2)).isNaN();
        assertThat(SpecialFunctions.asinh(-1e300)).isEqualTo(-Math.log(1e300) - Math.log(2));
    }

    @Test
    void polygammaAtItsEdges() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(Polygamma.at(0, 2.5)).isEqualTo(SpecialFunctions.digamma(2.5));
        assertThat(Polygamma.at(1, -3)).isEqualTo(inf);
        assertThat(Polygamma.at(2, -3)).isNaN();
        assertThat(Polygamma.at(2, -0.0)).isEqualTo(inf);
        assertThat(Polygamma.at(1, -inf)).isNaN();
        assertThat(Polygamma.at(1, Double.NaN)).isNaN();
        for (double order : new double[]{-1, 0.5, Polygamma.MOST + 1, inf, Double.NaN}) {
            assertThat(Polygamma.at(order, 1)).as("order %s", order).isNaN();
        }
    }

    /// `ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) - (-1)ⁿ n! / xⁿ⁺¹` (DLMF 5.15.5), across 0.
    @Test
    void polygammaKeepsItsRecurrence() {
        double factorial = 1;
        for (int n = 1; n < 9; n++) {
            factorial *= n;
            for (double x = -5.9; x < 3; x += 0.137) {
                double step = (n % 2 == 0 ? 1 : -1) * factorial / Math.pow(x, n + 1);
                double terms = Math.abs(Polygamma.at(n, x + 1)) + Math.abs(step);
                assertThat(Polygamma.at(n, x)).as("order %s at %s", n, x).isCloseTo(Polygamma.at(n, x + 1) - step,
                        within(2e-14 * terms));
            }
        }
    }

    @Test
    void logisticFunctionsDoNotOverflow() {
        assertThat(SpecialFunctions.sigmoid(1000)).isEqualTo(1);
        assertThat(SpecialFunctions.sigmoid(-1000)).isZero();
        assertThat(SpecialFunctions.sigmoid(-700)).isEqualTo(Math.exp(-700));
        assertThat(SpecialFunctions.softplus(1000)).isEqualTo(1000);
        assertThat(SpecialFunctions.softplus(-1000)).isZero();
        assertThat(SpecialFunctions.logSigmoid(-1000)).isEqualTo(-1000);
        assertThat(SpecialFunctions.logSigmoid(1000)).isEqualTo(-0.0);
    }

    /// Left of 0, against the recurrence f(x) = f(x + 1) - g(x).
    @Test
    void reflectionAgreesWithTheRecurrence() {
        for (double x = -7.9; x < 0; x += 0.137) {
            assertThat(SpecialFunctions.lgamma(x)).isCloseTo(SpecialFunctions.lgamma(x + 1) - Math.log(Math.abs(x)),
                    within(2e-14));
            assertThat(SpecialFunctions.digamma(x)).isCloseTo(SpecialFunctions.digamma(x + 1) - 1 / x,
                    within(2e-14 * Math.max(1, Math.abs(SpecialFunctions.digamma(x)))));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "erf" -> SpecialFunctions::erf;
            case "erfc" -> SpecialFunctions::erfc;
            case "erfinv" -> SpecialFunctions::erfinv;
            case "lgamma" -> SpecialFunctions::lgamma;
            case "digamma" -> SpecialFunctions::digamma;
            case "sigmoid" -> SpecialFunctions::sigmoid;
            case "softplus" -> SpecialFunctions::softplus;
            case "logSigmoid" -> SpecialFunctions::logSigmoid;
            case "asinh" -> SpecialFunctions::asinh;
            case "acosh" -> SpecialFunctions::acosh;
            case "atanh" -> SpecialFunctions::atanh;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Argument, value, rest of the value.
    private static List<double[]> values(String name) throws IOException {
        InputStream in = Objects.requireNonNull(SpecialFunctionsTest.class.getResourceAsStream("special-values.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> line.startsWith(name + " ")).map(line -> line.split(" ", -1))
                    .map(w -> new double[]{Double.parseDouble(w[1]), Double.parseDouble(w[2]),
                            Double.parseDouble(w[3])})
                    .toList();
        }
    }
}
