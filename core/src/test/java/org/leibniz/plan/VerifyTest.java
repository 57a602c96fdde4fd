package org.leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;

/// What is not a plan is refused, with the operation that may not be there: a test that a plan is checked by would else
/// check nothing.
final class VerifyTest {
    private static final Op SIN = new Pointwise.Unary(ScalarFn.SIN);
    private static final Op ADD = new Pointwise.Binary(ScalarFn.ADD);
    private static final Op SUM = new Reduction.Reduce(Reducer.SUM, Ints.of(1));
    private static final Op ROWS = reshape(2, 3);

    private static Op reshape(int... dims) {
        return new Movement.Reshape(Shape.of(dims));
    }

    private static Type type(int... dims) {
        return new Type(DType.FLOAT32, Shape.of(dims));
    }

    /// A program of one result.
    private static Program program(ToIntFunction<Writer> operations, Type... params) {
        var w = new Writer(params);
        return w.finish(operations.applyAsInt(w));
    }

    /// A plan that calls one body.
    private static Program calling(Program body) {
        var shapes = new ArrayList<Shape>();
        for (int i = 0; i < body.outputs(); i++) {
            shapes.add(body.output(i).shape());
        }
        Type[] types = body.paramTypes();
        int[] in = new int[types.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = i;
        }
        return program(w -> w.add(new Composite.Kernel(body, shapes), in), types);
    }

    private static void assertRefused(Program plan, String... words) {
        assertThatThrownBy(() -> Verify.plan(plan)).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(words);
    }

    private static Program sine() {
        return program(w -> w.add(SIN, 0), type(6));
    }

    @Test
    void aPassOverAnArrayIsAPlan() {
        var plan = calling(sine());
        assertThat(Verify.plan(plan)).isSameAs(plan);
    }

    @Test
    void aViewIsNoArray() {
        assertRefused(program(w -> w.add(new Movement.Transpose(Ints.of(1, 0)), 0), type(2, 3)),
                "operation 0 (transpose",
                "may not stand here");
    }

    @Test
    void arraysAreComputedInBodies() {
        assertRefused(program(w -> w.add(SIN, 0), type(6)), "operation 0 (sin)", "may not stand here");
        assertRefused(program(w -> w.add(SUM, 0), type(2, 3)), "operation 0 (sum", "may not stand here");
        assertRefused(program(w -> w.add(new Mark.StopGradient(), 0), type(6)), "operation 0 (stop_gradient",
                "may not stand here");
    }

    /// A stack is a list of arrays, over which an operation goes one by one.
    @Test
    void listsOfArraysAreNotInBodies() {
        var plan = program(w -> w.add(SIN, 0), new Type(DType.FLOAT32, Shape.ragged(-1, 3)));
        assertThat(Verify.plan(plan)).isSameAs(plan);
    }

    @Test
    void whatBranchesAndLoopsRunIsAPlan() {
        var bad = program(w -> w.add(SIN, 0), type(6));
        var good = calling(sine());
        var truth = new Type(DType.BOOL, Shape.SCALAR);
        assertRefused(program(w -> w.add(new Composite.Cond(bad, good), 0, 1), truth, type(6)), "(sin)");
        assertRefused(program(w -> w.add(new Composite.Cond(good, bad), 0, 1), truth, type(6)), "(sin)");
        assertRefused(program(w -> w.add(new Composite.Call(bad), 0), type(6)), "(sin)");
        var count = new Type(DType.INT32, Shape.SCALAR);
        assertRefused(program(w -> w.add(new Composite.Scan(bad, 0, 1, false, 4), 0, 1), count, type(6)), "(sin)");
        var decides = program(w -> w.add(new Pointwise.Compare(Relation.LT), 0, 0), type());
        var alwaysTrue = program(w -> w.add(new Leaf.Fill(truth, 1)), type());
        var step = calling(program(w -> w.add(SIN, 0), type(1)));
        var scalar = program(w -> w.add(reshape(), w.add(new Composite.Call(step), w.add(reshape(1), 0))), type());
        assertThat(Verify.plan(program(w -> w.add(new Composite.While(alwaysTrue, scalar, 0, 0, 1), 0), type())).size())
                .isEqualTo(1);
        assertRefused(program(w -> w.add(new Composite.While(decides, scalar, 0, 0, 1), 0), type()), "(lt)");
        assertRefused(
                program(w -> w.add(new Composite.While(alwaysTrue, program(w2 -> w2.add(SIN, 0), type()), 0, 0, 1), 0),
                        type()),
                "(sin)");
    }

    @Test
    void theParametersOfABodyAreFlat() {
        assertRefused(calling(program(w -> w.add(SIN, 0), type(2, 3))), "not in normal form");
    }

    @Test
    void aBodyIsOverOneSpace() {
        assertRefused(calling(program(w -> w.add(SUM, w.add(reshape(1, 2, 3), w.add(SIN, w.add(ROWS, 0)))), type(6))),
                "(sin)",
                "not in normal form"); // over [2,3] without rows, which are flat
        var w = new Writer(type(6), type(3));
        int a = w.add(SIN, 0);
        int b = w.add(SIN, 1);
        assertRefused(calling(w.finish(a, b)), "operation 1 (sin)", "not in normal form");
    }

    @Test
    void structureStandsOnWhatIsRead() {
        assertRefused(calling(program(w -> w.add(new Movement.Reverse(Ints.of(0)), w.add(SIN, 0)), type(6))),
                "operation 1 (reverse",
                "not in normal form");
    }

    @Test
    void nothingReadsWhatIsKnownWhenThePassEnds() {
        var three = reshape(2, 3, 1);
        assertRefused(calling(program(w -> w.add(SIN, w.add(SUM, w.add(three, 0))), type(6))), "(sin)",
                "not in normal form");
        assertRefused(
                calling(program(w -> w.add(SIN, w.add(reshape(6), w.add(reshape(2, 3), w.add(SIN, 0)))), type(6))),
                "not in normal form");
    }

    @Test
    void rowsOfRowsAreNotInOnePass() {
        assertRefused(calling(program(w -> {
            int rows = w.add(SUM, w.add(ROWS, 0));
            return w.add(SUM, w.add(reshape(2, 1), rows));
        }, type(6))), "not in normal form");
    }

    @Test
    void allOfABodyIsNeeded() {
        assertRefused(calling(program(w -> w.add(SIN, 0), type(6), type(6))), "parameter 1 is not needed");
        assertRefused(calling(program(w -> {
            w.add(new Pointwise.Unary(ScalarFn.COS), 0);
            return w.add(SIN, 0);
        }, type(6))), "slot 1 is not needed");
    }

    @Test
    void aResultIsGivenOnceAndIsWhole() {
        var w = new Writer(type(6));
        int sine = w.add(SIN, 0);
        assertRefused(calling(w.finish(sine, sine)), "result 1 is given twice");
        var v = new Writer(type(6));
        int three = v.add(reshape(2, 3, 1), v.add(SIN, 0));
        assertRefused(calling(v.finish(v.add(SUM, three), three)), "result 1 is on the way to a reduction");
    }

    @Test
    void aRoutineIsAroundViews() {
        Op dot = new Routine.Dot(Ints.of(), Ints.of(), Ints.of(1), Ints.of(1));
        var good = calling(program(w -> w.add(dot, w.add(ROWS, 0), w.add(ROWS, 1)), type(6), type(6)));
        assertThat(Verify.plan(good)).isSameAs(good);
        assertRefused(calling(program(w -> w.add(dot, w.add(ROWS, w.add(SIN, 0)), w.add(ROWS, 1)), type(6), type(6))),
                "(dot",
                "may not stand here");
    }

    @Test
    void nothingRunsProgramsInABody() {
        assertRefused(calling(program(w -> w.add(new Composite.Call(sine()), 0), type(6))), "call in a body");
        assertRefused(calling(program(w -> w.add(new Mark.StopGradient(), 0), type(6))), "stop_gradient in a body");
    }

    @Test
    void operandsOfOtherSizesAreNoProgram() {
        var kernel = new Composite.Kernel(sine(), List.of(Shape.of(6)));
        assertThatThrownBy(() -> program(w -> w.add(kernel, 0), type(5))).hasMessageContaining("kernel");
        assertThatThrownBy(() -> program(w -> w.add(kernel, 0, 0), type(6))).hasMessageContaining("kernel");
        assertThat(program(w -> w.add(ADD, 0, 0), type(6)).output(0)).isEqualTo(type(6));
    }
}
