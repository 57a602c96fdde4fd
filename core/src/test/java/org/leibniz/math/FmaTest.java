package org.leibniz.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.leibniz.DType;
import org.leibniz.ForkedJvm;
import org.leibniz.Leibniz;
import org.leibniz.Tensor;

/// Multiply and add with one rounding, where the processor has it and where not.
final class FmaTest {
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.1, 3, 1e16, 1e-16, 1e300, -1e300, 1e-300,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    /// In the last place at most, and exact where the sum is a double.
    @Test
    void pairsAreAsGood() {
        for (double a : SPECIAL) {
            for (double b : SPECIAL) {
                for (double c : SPECIAL) {
                    check(a, b, c);
                }
            }
        }
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double a = Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 40);
            double b = Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 40);
            check(a, b, Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 40));
            assertThat(Fma.inPairs(a, b, -(a * b))).isEqualTo(Math.fma(a, b, -(a * b)));
        }
    }

    private static void check(double a, double b, double c) {
        double right = Math.fma(a, b, c);
        double given = Fma.inPairs(a, b, c);
        if (Double.isFinite(right)) {
            assertThat(Math.abs(given - right)).as("%s * %s + %s", a, b, c).isLessThanOrEqualTo(Math.ulp(right));
        } else {
            assertThat(Double.compare(given, right)).as("%s * %s + %s", a, b, c).isZero();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void withoutIt() {
        var result = ForkedJvm.run(Duration.ofSeconds(100), Computes.class, List.of("-XX:UseAVX=0", "-Xmx200m"));
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("fused false").contains("0 far off").contains("product 300.0");
    }

    static final class Computes {
        private Computes() {}

        public static void main(String[] args) {
            System.out.println("fused " + Fma.FUSED);
            int far = 0;
            var x = Leibniz.arange(-20.0, 20.0, 0.01).cast(DType.FLOAT64);
            double[] in = x.toDoubleArray();
            double[] exp = Leibniz.exp(x).toDoubleArray();
            double[] sin = Leibniz.sin(x).toDoubleArray();
            double[] tanh = Leibniz.tanh(x).toDoubleArray();
            for (int i = 0; i < in.length; i++) {
                far += isFar(exp[i], StrictMath.exp(in[i])) || isFar(sin[i], StrictMath.sin(in[i]))
                        || isFar(tanh[i], StrictMath.tanh(in[i]))
                                ? 1
                                : 0;
            }
            System.out.println(far + " far off");
            var ones = Leibniz.ones(DType.FLOAT64, 300, 300);
            System.out.println("product " + ones.matmul(ones).max().item());
            Tensor big = Leibniz.ones(DType.FLOAT64, 1_000_000);
            long start = System.nanoTime();
            Leibniz.exp(big).sum().item();
            System.out.println("a million exp in ms: " + (System.nanoTime() - start) / 1_000_000);
        }

        private static boolean isFar(double given, double right) {
            return Math.abs(given - right) > 3 * Math.ulp(right);
        }
    }
}
