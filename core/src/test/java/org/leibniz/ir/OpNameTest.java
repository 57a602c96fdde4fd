package org.leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;

/// What operations are called in programs: that of their record in small letters, but for those that say another.
final class OpNameTest {
    private static final Type T = new Type(DType.FLOAT32, Shape.of(3));

    @Test
    void theNameIsThatOfTheRecord() {
        var names = Map.of(new Movement.Reverse(Ints.of(0)), "reverse", new Mark.StopGradient(), "stop_gradient",
                new Mark.HookTangent(x -> x), "hook_tangent", new Routine.RandomBits(T), "random_bits",
                new Routine.TriangularSolve(true, false), "triangular_solve", new Routine.Dot(Ints.of(), Ints.of(),
                        Ints.of(0), Ints.of(0)),
                "dot");
        names.forEach((op, name) -> assertThat(op.name()).isEqualTo(name));
    }

    @Test
    void orAnother() {
        var names = Map.of(new Leaf.Fill(T, 2), "2", new Leaf.Fill(T, 0.5), "0.5", new Mark.Alias(), "variable",
                new Routine.CumSum(0, false), "cumsum", new Routine.ArgReduce(false, 0), "argmin",
                new Routine.Scatter(0, 0, 3, Reducer.MAX), "scatter_max", new Reduction.Reduce(Reducer.SUM, Ints.of(0)),
                "sum", new Pointwise.Compare(Relation.LE), "le", ScalarFn.FLOOR_DIV.op(), "floor_div");
        names.forEach((op, name) -> assertThat(op.name()).isEqualTo(name));
    }
}
