package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.SimplifyTest.all;
import static org.leibniz.transform.SimplifyTest.assertSame;
import static org.leibniz.transform.SimplifyTest.f64;
import static org.leibniz.transform.SimplifyTest.program;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// The transpose of a convolution is written as a convolution, with the weights on either side of the product, and
/// computes the same.
final class WindowAlgebraTest {
    private static final Ints NONE = Ints.of();

    private static double[] numbers(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 0.5 + i * i % 7).toArray();
    }

    private static Value overlap(int axis, int extent, int step, int dilation, Value x) {
        return Value.bind1(
                new Reduction.Overlap(Ints.of(axis), Ints.of(extent), Ints.of(step), Ints.of(dilation)), x);
    }

    private static void assertConvolution(Program p, int... sizes) {
        String text = Simplify.of(p).toString();
        assertThat(text).contains("windows", "reverse", "dot").doesNotContain("overlap");
        assertSame(p, (Object[]) IntStream.of(sizes).mapToObj(WindowAlgebraTest::numbers).toArray(double[][]::new));
    }

    @Test
    void weightsAreTheSecondFactor() {
        var dot = new Routine.Dot(NONE, NONE, Ints.of(1), Ints.of(0));
        assertConvolution(program(x -> all(overlap(0, 9, 1, 2, x[0].dot(dot, x[1]))), f64(5, 3), f64(3, 3)), 15, 9);
    }

    @Test
    void weightsAreTheFirstFactor() {
        var dot = new Routine.Dot(NONE, NONE, Ints.of(1), Ints.of(0));
        assertConvolution(
                program(x -> all(overlap(0, 7, 1, 1, x[0].dot(dot, x[1]).transpose(Ints.of(1, 0)))), f64(3, 2),
                        f64(2, 5)),
                6, 10);
    }

    @Test
    void whatIsCutOffIsNotComputed() {
        var dot = new Routine.Dot(NONE, NONE, Ints.of(1), Ints.of(0));
        var p = program(x -> all(overlap(0, 7, 1, 1, x[0].dot(dot, x[1])).slice(0, 1, 5)), f64(5, 3), f64(3, 3));
        assertConvolution(p, 15, 9);
        assertThat(Simplify.of(p).toString()).contains("pad[low [1,0] high [1,0]").doesNotContain("slice");
    }

    @Test
    void zerosBetweenAreNotMultiplied() {
        var dot = new Routine.Dot(NONE, NONE, Ints.of(1), Ints.of(0));
        var p = program(x -> all(overlap(0, 11, 2, 1, x[0].dot(dot, x[1]))), f64(5, 3), f64(3, 3));
        assertThat(Simplify.of(p).toString()).contains("overlap");
    }

    @Test
    void windowsThatComeFromBothFactorsStay() {
        var dot = new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(1));
        var p = program(x -> all(overlap(0, 7, 1, 1, x[0].dot(dot, x[1]).sum(Ints.of(1)))), f64(5, 2, 3), f64(5, 3, 3));
        assertThat(Simplify.of(p).toString()).contains("overlap");
        assertThat(new Movement.Windows(Ints.of(0), Ints.of(3), Ints.of(1), Ints.of(2)).reach(0)).isEqualTo(5);
    }
}
