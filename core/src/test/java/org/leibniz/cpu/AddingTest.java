package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Rows are added in place to what is computed for that only, and to a copy of everything else.
class AddingTest {
    private static final Type X = new Type(DType.FLOAT64, Shape.of(40, 6));
    private static final Type ROWS = new Type(DType.FLOAT64, Shape.of(5, 6));
    private static final Type POSITIONS = new Type(DType.INT32, Shape.of(5));

    private final Compiler compiler = Tiers.provided();

    private static Value add(Value x, Value positions, Value rows) {
        return Value.bind1(new Routine.AddAt(0, 0), x, positions, rows);
    }

    /// Compiles a function of x, positions and rows, and compares it with the reference.
    ///
    /// @return how many times rows are added to an array, and how many of them in place
    private int[] compiled(Function<Value[], Value[]> f) {
        var p = Program.of(f, X, POSITIONS, ROWS);
        var random = new Random(1);
        Samples.compare(compiler, p,
                new Object[]{Samples.random(X, random), new int[]{3, -1, 3, 39, 0}, Samples.random(ROWS, random)}, 4,
                1e-14);
        var steps = Pattern.compile("Adding\\[.*, x=(\\d+), .*out=(\\d+)]").matcher(compiler.executable(p).toString());
        int[] n = new int[2];
        while (steps.find()) {
            n[0]++;
            n[1] += steps.group(1).equals(steps.group(2)) ? 1 : 0;
        }
        return n;
    }

    @Test
    void toWhatIsComputedForIt() {
        assertThat(compiled(a -> all(add(a[0].mul(0.5), a[1], a[2])))).containsExactly(1, 1);
        assertThat(compiled(a -> all(add(a[0].mul(0.5), a[1], a[2]).map(ScalarFn.SIN)))).containsExactly(1, 1);
        assertThat(compiled(a -> all(add(Value.bind1(new Routine.Scatter(0, 0, 40, Reducer.SUM), a[1], a[2]), a[1],
                a[2].mul(2))))).as("zeros with rows").containsExactly(1, 1);
        assertThat(compiled(a -> all(add(add(a[0].map(ScalarFn.SQUARE), a[1], a[2]), a[1], a[2].mul(2)))))
                .as("twice").containsExactly(2, 2);
        assertThat(compiled(a -> {
            Value x = a[0].map(ScalarFn.SQUARE);
            return all(add(x, a[1], x.gather(0, 0, a[1]).mul(2)));
        })).as("what was read of it before").containsExactly(1, 1);
        assertThat(compiled(a -> {
            Value x = a[0].reshape(Shape.of(240)).map(ScalarFn.SQUARE).reshape(X.shape());
            return all(add(x, a[1], a[2]).reshape(Shape.of(6, 40)), a[2].mul(3));
        })).as("in another shape").containsExactly(1, 1);
    }

    @Test
    void toACopyOfWhatIsReadBesides() {
        assertThat(compiled(a -> all(add(a[0], a[1], a[2])))).as("an argument").containsExactly(1, 0);
        assertThat(compiled(a -> all(add(Value.literal(X, 3), a[1], a[2])))).as("a constant").containsExactly(1, 0);
        assertThat(compiled(a -> {
            Value x = a[0].mul(0.5);
            return all(add(x, a[1], a[2]), x);
        })).as("a result").containsExactly(1, 0);
        assertThat(compiled(a -> {
            Value x = a[0].mul(0.5);
            Value y = add(x, a[1], a[2]);
            return all(y, y.map(ScalarFn.SIN).mul(x.reverse(Ints.of(0))));
        })).as("read behind it").containsExactly(1, 0);
        assertThat(compiled(a -> {
            Value x = a[0].mul(0.5);
            Value y = add(x, a[1], a[2]);
            return all(y, add(x, a[1], a[2].mul(2)));
        })).as("added to twice: the last time in place").containsExactly(2, 1);
        assertThat(compiled(a -> {
            Value x = a[2].mul(0.5);
            return all(add(x, a[1].map(ScalarFn.MOD, Value.literal(POSITIONS, 5)), x));
        })).as("added to itself").containsExactly(1, 0);
        assertThat(compiled(a -> {
            Value x = a[0].mul(0.5);
            Value other = x.reshape(Shape.of(6, 40));
            return all(add(x, a[1], a[2]), other);
        })).as("a result in another shape").containsExactly(1, 0);
    }

    private static Value[] all(Value... values) {
        return values;
    }
}
