package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.exp;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.sin;
import static org.leibniz.Leibniz.slice;
import static org.leibniz.Tensor.of;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;

/// What goes into one kernel, and in which order kernels run, where a plan was once wrong: values by closed forms and
/// JAX.
final class PlanTest {
    private static final Offset<Double> NEAR = within(1e-12);

    /// On the reference and on every tier.
    private static void everywhere(UnaryOperator<Tensor> f, Tensor x, double... expected) {
        for (var evaluator : List.of(new Reference(), Tiers.library(), Tiers.generated(), Tiers.vectors(),
                Evaluator.current())) {
            double[] y = Evaluator.with(evaluator, () -> f.apply(x).toDoubleArray());
            assertThat(y).as(evaluator.getClass().getSimpleName()).containsExactly(expected, NEAR);
        }
    }

    @Test
    void aNumberBesideZerosIsNotANumberEverywhere() {
        everywhere(
                s -> jit((Tensor a) -> a.mul(of(1.0, 1)).sum().reshape(1).pad(0, 0, 1).mul(of(1.0, 2)).sum()).apply(s),
                of(5.0), 10);
        everywhere(
                s -> jit((Tensor a) -> a.mul(of(1.0, 1)).sum().reshape(1).pad(0, 1, 0).mul(of(1.0, 2)).sum()).apply(s),
                of(5.0), 20);
        everywhere(
                s -> jit((Tensor a) -> a.mul(of(1.0, 1, 1)).sum().reshape(1, 1).pad(1, 1, 1).mul(of(1.0, 2, 4)).sum())
                        .apply(s),
                of(5.0), 30);
    }

    @Test
    void aPartBesideASumOfAll() {
        double e = Math.E;
        everywhere(grad((Tensor m) -> exp(m.sub(m.get(0))).sum())::apply, of(1.0, 2, 3), -e - e * e, e, e * e);
        everywhere(grad((Tensor m) -> exp(m.sub(m.get(2))).sum())::apply, of(1.0, 2, 3), 1 / e / e, 1 / e,
                -1 / e - 1 / e / e);
    }

    /// The sines of the three-dimensional space are summed by rows; the sine of x is an element a row, and also read by
    /// the sum of columns.
    @Test
    void aKernelRunsBehindThoseThatItReads() {
        var x = of(.1, .2, .3, .4).reshape(2, 2);
        var c = arange(DType.FLOAT64, 1, 8.5, 1).reshape(2, 2, 2);
        double[] expected = {0.7936897873968852, 2.0687555681933314, 2.662216447451757, 1.254120022140687};
        everywhere(
                jit((Tensor t) -> sin(t).add(sin(t).sum(0))
                        .add(sin(t.expandDims(2).broadcastTo(2, 2, 2).mul(c)).sum(2)))::apply,
                x,
                expected);
        everywhere(
                jit((Tensor t) -> sin(t.expandDims(2).broadcastTo(2, 2, 2).mul(c)).sum(2).add(sin(t).sum(0))
                        .add(sin(t)))::apply,
                x,
                expected);
    }

    /// Rows are read from the start of a longer array, by a loop that works on whole vectors.
    @Test
    void rowsBesideMoreThanThereAreRows() {
        double[] v = {.1, .2, .3, .4, .5, .6, .7, .8, .9};
        double[] expected = new double[8];
        for (int i = 0; i < 8; i++) {
            expected[i] = 16 * v[i] * (1 - Math.exp(v[i]));
        }
        everywhere(jit((Tensor t) -> {
            var first = t.get(slice(0, 8));
            var rows = first.expandDims(1).broadcastTo(8, 8).mul(2);
            return rows.sub(exp(first).mul(rows.max(1)).expandDims(1)).sum(1);
        })::apply, of(v), expected);
    }

    /// A view of a copy sees nothing but zeros, so nobody reads the copy.
    @Test
    void aCopyOfWhichOnlyZerosAreSeen() {
        everywhere(
                jit((Tensor t) -> t.expandDims(0).pad(0, 2, 0).reshape(6).pad(0, 2, 0).get(slice(0, 2)).add(t))::apply,
                of(1.0, 2), 1, 2);
        everywhere(jit((Tensor t) -> exp(t).expandDims(0).pad(0, 2, 0).reshape(6).pad(0, 4, 0).get(slice(0, 4)))::apply,
                of(1.0, 2), 0, 0,
                0, 0);
        everywhere(
                jit((Tensor t) -> t.matmul(t).pad(0, 2, 0).transpose().reshape(8).pad(0, 3, 0).get(slice(0, 3)))::apply,
                of(1.0, 2, 3, 4).reshape(2, 2), 0, 0, 0);
    }

    /// What a kernel of rows stores of a number that is known when the program is compiled is one element, not as many
    /// as the kernel has.
    @Test
    void aKnownNumberStoredBesideASum() {
        var nine = new Type(DType.FLOAT64, Shape.of(9));
        var program = Program.of(x -> {
            var half = Value.literal(nine.as(Shape.of(1)), 0.5);
            var padded = Value.bind1(new Movement.Pad(Ints.of(2), Ints.of(0), Ints.of(0)), half);
            var zero = Value.bind1(new Movement.Slice(Ints.of(0), Ints.of(1), Ints.of(1)), padded);
            return new Value[]{Value.bind1(new Pointwise.Unary(ScalarFn.COS), zero), x[0].sum(Ints.of(0))};
        }, nine);
        Object[] x = {new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9}};
        for (var compiler : List.of(Tiers.library(), Tiers.generated(), Tiers.vectors())) {
            assertThat(compiler.run(program, x)).isEqualTo(new Object[]{new double[]{1}, new double[]{45}});
        }
    }
}
