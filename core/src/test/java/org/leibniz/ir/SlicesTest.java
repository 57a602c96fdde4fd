package org.leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Operations;
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Slices.Results;

/// Where the parts of operands and results lie, on lists of their own numbers.
class SlicesTest {
    private static final Type T = Type.scalar(DType.FLOAT64);

    private static int[] numbers(int n) {
        return Ints.range(0, n).toArray();
    }

    private static Program body(int params, int outputs) {
        Type[] types = new Type[params];
        Arrays.fill(types, T);
        return Program.of(x -> Arrays.copyOf(x, outputs), types);
    }

    @Test
    void partsOfAScan() {
        var scan = new Composite.Scan(body(6, 5), 1, 2, false, 4); // of 1 constant, 2 of state, 3 scanned; 3 results
        assertThat(scan.deciding(numbers(7))).containsExactly(0);
        var in = scan.operands(numbers(7));
        assertThat(in.consts()).containsExactly(1);
        assertThat(in.carry()).containsExactly(2, 3);
        assertThat(in.xs()).containsExactly(4, 5, 6);
        assertThat(scan.parameters(numbers(6)).all()).containsExactly(numbers(6));
        var out = scan.results(numbers(5));
        assertThat(out.carry()).containsExactly(0, 1);
        assertThat(out.ys()).containsExactly(2, 3, 4);
        assertThat(scan.counted(numbers(5))).isEmpty();
    }

    @Test
    void partsOfAWhile() {
        // 2 constants of each, 3 of state; 1 result and the count
        var loop = new Composite.While(body(5, 1), body(5, 4), 2, 2, 3);
        assertThat(loop.deciding(numbers(7))).containsExactly(0, 1);
        var in = loop.operands(numbers(7));
        assertThat(in.consts()).containsExactly(2, 3);
        assertThat(in.carry()).containsExactly(4, 5, 6);
        assertThat(in.xs()).isEmpty();
        assertThat(loop.results(numbers(5)).ys()).containsExactly(3);
        assertThat(loop.counted(numbers(5))).containsExactly(4);
    }

    @Test
    void partsOfABranchAndOfRules() {
        assertThat(new Composite.Cond(body(2, 1), body(2, 1)).arguments(numbers(3))).containsExactly(1, 2);
        // 2 captured by the rule, 1 by the function, 2 arguments
        var custom = new Composite.Custom(body(3, 1), null, null, 2, Operations.RULE);
        assertThat(custom.capturedByRule(numbers(5))).containsExactly(0, 1);
        assertThat(custom.ofFunction(numbers(5))).containsExactly(2, 3, 4);
        assertThat(custom.arguments(numbers(5))).containsExactly(3, 4);
        var call = new Composite.LinearCall(body(3, 2), 2, List.of(T), Operations.RULE);
        assertThat(call.residuals(numbers(4))).containsExactly(0, 1);
        assertThat(call.tangents(numbers(4))).containsExactly(2, 3);
    }

    /// A loop of two: each part of one beside that of the other, and both found again.
    @Test
    void oneBesideAnother() {
        var a = new Operands<>(new int[]{1}, new int[]{2, 3}, new int[0]);
        var b = new Operands<>(new int[]{10, 11}, new int[]{12}, new int[]{13});
        var both = a.beside(b);
        assertThat(both.all()).containsExactly(1, 10, 11, 2, 3, 12, 13);
        var cut = both.cut(new String[]{"a", "b", "c", "d", "e", "f", "g"});
        assertThat(a.firstOf(cut).all()).containsExactly("a", "d", "e");
        assertThat(a.restOf(cut).all()).containsExactly("b", "c", "f", "g");
        assertThat(both.carrying(new int[]{7}).all()).containsExactly(1, 10, 11, 7, 13);
        assertThat(both.map(part -> new int[]{part.length}).all()).containsExactly(3, 3, 1);

        var y = new Results<>(new int[]{1}, new int[]{2});
        var dy = new Results<>(new int[]{3}, new int[]{4, 5});
        assertThat(y.beside(dy).all()).containsExactly(1, 3, 2, 4, 5);
        assertThat(y.firstOf(y.beside(dy)).all()).containsExactly(1, 2);
        assertThat(y.restOf(y.beside(dy)).all()).containsExactly(3, 4, 5);
        assertThat(y.map(part -> new boolean[part.length]).all()).containsExactly(false, false);
    }

    @Test
    void nothingIsLeftOverOrFilledUp() {
        assertThat(Slices.cut(numbers(3), new int[1], new int[0], new int[2])).containsExactly(new int[]{0}, new int[0],
                new int[]{1, 2});
        assertThatIllegalStateException().isThrownBy(() -> Slices.cut(numbers(3), new int[1], new int[1])).withMessage(
                "parts of 2 of a list of 3");
        assertOutside(() -> Slices.cut(numbers(3), new int[4]));
        assertOutside(() -> Slices.head(numbers(1), new int[2]));
        assertOutside(() -> Slices.last(numbers(1), 2));
    }

    private static void assertOutside(ThrowingCallable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
    }
}
