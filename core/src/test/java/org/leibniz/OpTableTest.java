package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leibniz.OpTable.Domain;
import org.leibniz.OpTable.Row;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Fun;
import org.leibniz.transform.Shorthand;
import org.leibniz.transform.Staging;
import org.leibniz.transform.Vmap;

/// Every operation of [OpTable] on every evaluator: its values against the reference, its derivatives against central
/// differences and against each other, `vmap` against a loop, `jit` against a plain call.
final class OpTableTest {
    private static final int LANES = 3;
    /// Uneven, and more than a block of a kernel.
    private static final Shape LARGE = Shape.of(1037);
    /// Methods that return tensors and are no operations: they make them of data or shapes, or draw them.
    private static final Set<String> MAKERS = Set.of("of", "scalar", "zeros", "ones", "full", "eye", "arange",
            "linspace", "normal",
            "uniform", "bernoulli",
            "randint", "permutation");

    @TestFactory
    Stream<DynamicNode> rows() {
        return OpTable.rows().stream().map(row -> DynamicContainer.dynamicContainer(row.name(),
                Backends.all().entrySet().stream().flatMap(b -> tests(row, b.getKey(), b.getValue()))));
    }

    private static Stream<DynamicTest> tests(Row row, String backend, Evaluator evaluator) {
        var tests = new ArrayList<DynamicTest>();
        tests.add(test("value on " + backend, evaluator, () -> values(row)));
        tests.add(test("jit on " + backend, evaluator, () -> jit(row)));
        tests.add(test("vmap on " + backend, evaluator, () -> vmap(row)));
        if (row.differentiable() && Arrays.asList(row.dtypes()).contains(DType.FLOAT64)) {
            tests.add(test("forward mode on " + backend, evaluator, () -> forward(row)));
            tests.add(test("reverse mode on " + backend, evaluator, () -> reverse(row)));
            tests.add(test("second order on " + backend, evaluator, () -> second(row)));
            tests.add(test("vmap of the gradient on " + backend, evaluator, () -> vmapOfGradient(row)));
            if (Arrays.asList(row.dtypes()).contains(DType.FLOAT32)) {
                tests.add(test("gradient in float32 on " + backend, evaluator, () -> gradientInFloat32(row)));
            }
        }
        return tests.stream();
    }

    private static DynamicTest test(String name, Evaluator evaluator, Runnable body) {
        return DynamicTest.dynamicTest(name, () -> Evaluator.with(evaluator, () -> {
            body.run();
            return name;
        }));
    }

    // ---- is the table whole

    @Test
    void everyScalarFunctionHasARow() {
        assertThat(operations()).contains(Arrays.stream(ScalarFn.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void everyPublicOperationHasARow() {
        var names = new TreeSet<String>();
        for (var type : List.of(Tensor.class, At.class, Ops.class, Elementwise.class, Creation.class)) {
            for (var m : type.getDeclaredMethods()) {
                boolean makes = Tensor.class.isAssignableFrom(m.getReturnType())
                        || List.class.isAssignableFrom(m.getReturnType());
                if (Modifier.isPublic(m.getModifiers()) && makes && !m.isSynthetic() && !MAKERS.contains(m.getName())) {
                    names.add(m.getName());
                }
            }
        }
        assertThat(names).isSubsetOf(operations());
    }

    private static Set<String> operations() {
        return OpTable.rows().stream().map(Row::operation).collect(Collectors.toSet());
    }

    @Test
    void noNameIsUsedTwice() {
        assertThat(OpTable.rows()).extracting(Row::name).doesNotHaveDuplicates();
    }

    // ---- what differences cannot see

    @Test
    void aStoppedGradientIsZeroInEveryMode() {
        Fun f = x -> Value.bind(new Mark.StopGradient(), x);
        Value[] x = {Value.of(Type.scalar(DType.FLOAT64), new double[]{3})};
        Value[] t = {Value.literal(Type.scalar(DType.FLOAT64), 1)};
        assertThat(doubles(Shorthand.jvp(f, x, t, 1).tangents()[0])).containsExactly(0);
        assertThat(doubles(Shorthand.gradient(f, x, List.of(), 1, null).gradients()[0])).containsExactly(0);
        assertThat(doubles(Shorthand.vjp(f, x, List.of(), 1).apply(t)[0])).containsExactly(0);
    }

    // ---- values

    private static void values(Row row) {
        for (var dtype : row.dtypes()) {
            Value[] x = sample(row, dtype, row.elementwise());
            Value[] expected = Evaluator.with(Backends.reference(), () -> forced(row.f().apply(x)));
            close(row.f().apply(x), expected, row.ulps(), row.elementwise(), row.name() + " in " + dtype);
        }
    }

    private static void jit(Row row) {
        for (var dtype : row.dtypes()) {
            Value[] x = sample(row, dtype, false);
            close(Staging.jit(row.f(), Value.types(x)).call(x), row.f().apply(x), 0, true, row.name() + " in " + dtype);
        }
    }

    /// Every choice of mapped inputs, the axis in front and at the end by turns.
    private static void vmap(Row row) {
        for (var dtype : row.dtypes()) {
            lanes(row.f(), row, dtype);
        }
    }

    private static void vmapOfGradient(Row row) {
        lanes(x -> gradient(row, x, weights(row, DType.FLOAT64)), row, DType.FLOAT64);
    }

    private static void lanes(Fun f, Row row, DType dtype) {
        int n = row.inputs().size();
        for (int subset = 1; subset < 1 << n; subset++) {
            Value[][] each = new Value[LANES][];
            for (int lane = 0; lane < LANES; lane++) {
                each[lane] = lane == 0 ? sample(row, dtype, false) : each[0].clone();
            }
            var random = random(row, subset);
            Value[] stacked = each[0].clone();
            int[] axes = new int[n];
            for (int i = 0; i < n; i++) {
                axes[i] = (subset >> i & 1) == 0 ? -1 : (subset + i & 1) == 0 ? 0 : each[0][i].shape().rank();
                if (axes[i] >= 0) {
                    Value[] parts = new Value[LANES];
                    for (int lane = 0; lane < LANES; lane++) {
                        each[lane][i] = row.inputs().get(i).sample(random, dtype, row.inputs().get(i).shape());
                        parts[lane] = each[lane][i].reshape(each[lane][i].shape().insert(0, 1));
                    }
                    stacked[i] = Value.bind1(new Routine.Concat(0), parts).moveAxis(0, axes[i]);
                }
            }
            Value[] got = Vmap.apply(f, stacked, axes, LANES);
            for (int lane = 0; lane < LANES; lane++) {
                Value[] expected = f.apply(each[lane]);
                for (int k = 0; k < got.length; k++) {
                    var one = got[k].slice(0, lane, 1);
                    close(new Value[]{one.reshape(one.shape().remove(0))}, new Value[]{expected[k]}, row.ulps(),
                            row.elementwise(),
                            row.name() + " in " + dtype + ", result " + k + ", lane " + lane + ", mapped "
                                    + Arrays.toString(axes));
                }
            }
        }
    }

    // ---- derivatives, in float64

    private static void forward(Row row) {
        Value[] x = sample(row, DType.FLOAT64, false);
        Value[] t = directions(row, x, 1);
        Value[] got = Shorthand.jvp(row.f(), x, t, outputs(row, x)).tangents();
        near(got, difference(row.f(), x, t), 1e-7, row.name());
    }

    /// `<J t, u> = <t, JT u>`, to rounding.
    private static void reverse(Row row) {
        Value[] x = sample(row, DType.FLOAT64, false);
        Value[] t = directions(row, x, 1);
        int n = outputs(row, x);
        Value[] jt = Shorthand.jvp(row.f(), x, t, n).tangents();
        Value[] u = directions(jt, random(row, 2));
        Value[] back = Shorthand.vjp(row.f(), x, List.of(), n).apply(u);
        double left = 0;
        double right = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            left += dot(jt[i], u[i]);
            size += size(jt[i], u[i]);
        }
        for (int i = 0; i < x.length; i++) {
            assertThat(back[i].type()).as("the type of gradient %s", i).isEqualTo(x[i].type());
            if (x[i].dtype() == DType.FLOAT64) {
                right += dot(back[i], t[i]);
                size += size(back[i], t[i]);
            }
        }
        assertThat(Math.abs(left - right)).as("%s: <J t, u> = %s, <t, JT u> = %s", row.name(), left, right)
                .isLessThanOrEqualTo(1e-13 * size);
    }

    /// The Hessian of a scalar function of the results, times a direction, three ways.
    private static void second(Row row) {
        Value[] x = sample(row, DType.FLOAT64, false);
        Value[] t = directions(row, x, 3);
        Value[] w = weights(row, DType.FLOAT64);
        Fun gradient = y -> gradient(row, y, w);
        Value[] expected = difference(gradient, x, t);
        near(Shorthand.jvp(gradient, x, t, x.length).tangents(), expected, 1e-6, row.name() + ": forward over reverse");
        Value[] reverse = Shorthand.gradient(y -> new Value[]{inner(gradient.apply(y), t)}, x, List.of(), 1, null)
                .gradients();
        near(reverse, expected, 1e-6, row.name() + ": reverse over reverse");
        Value[] forward = Shorthand
                .gradient(y -> new Value[]{Shorthand.jvp(z -> new Value[]{scalar(row, z, w)}, y, t, 1).tangents()[0]},
                        x,
                        List.of(), 1, null)
                .gradients();
        near(forward, expected, 1e-6, row.name() + ": reverse over forward");
    }

    /// `sum(w y + y²/2)`: linear operations have second derivatives too.
    private static Value scalar(Row row, Value[] x, Value[] w) {
        Value[] y = row.f().apply(x);
        Value sum = total(y[0].mul(w[0].add(y[0].mul(0.5))));
        for (int i = 1; i < y.length; i++) {
            sum = sum.add(total(y[i].mul(w[i].add(y[i].mul(0.5)))));
        }
        return sum;
    }

    private static Value[] gradient(Row row, Value[] x, Value[] w) {
        return Shorthand.gradient(y -> new Value[]{scalar(row, y, w)}, x, List.of(), 1, null).gradients();
    }

    private static Value[] weights(Row row, DType dtype) {
        return directions(row.f().apply(sample(row, dtype, false)), random(row, 4));
    }

    private static void gradientInFloat32(Row row) {
        Value[] x = sample(row, DType.FLOAT32, false);
        Value[] w = weights(row, DType.FLOAT32);
        Value[] expected = Evaluator.with(Backends.reference(), () -> forced(gradient(row, x, w)));
        close(gradient(row, x, w), expected, 256, false, row.name());
    }

    private static Value inner(Value[] a, Value[] b) {
        Value sum = Value.literal(Type.scalar(DType.FLOAT64), 0);
        for (int i = 0; i < a.length; i++) {
            sum = a[i].dtype() == DType.FLOAT64 ? sum.add(total(a[i].mul(b[i]))) : sum;
        }
        return sum;
    }

    private static Value total(Value x) {
        return x.sum(Ints.range(0, x.shape().rank()));
    }

    /// Five points: the error is of fourth order.
    private static Value[] difference(Fun f, Value[] x, Value[] t) {
        double h = 1e-3;
        Value[][] y = new Value[4][];
        double[] at = {h, -h, 2 * h, -2 * h};
        for (int k = 0; k < 4; k++) {
            Value[] moved = x.clone();
            for (int i = 0; i < x.length; i++) {
                moved[i] = x[i].dtype() == DType.FLOAT64 ? x[i].add(t[i].mul(at[k])) : x[i];
            }
            y[k] = f.apply(moved);
        }
        Value[] d = new Value[y[0].length];
        for (int i = 0; i < d.length; i++) {
            d[i] = y[0][i].dtype() == DType.FLOAT64
                    ? y[0][i].sub(y[1][i]).mul(8).sub(y[2][i].sub(y[3][i])).mul(1 / (12 * h))
                    : Value.zeros(y[0][i].type().tangent());
        }
        return d;
    }

    // ---- inputs

    private static Random random(Row row, int which) {
        return new Random(31L * row.name().hashCode() + which);
    }

    private static Value[] sample(Row row, DType dtype, boolean large) {
        var random = random(row, 0);
        return row.inputs().stream().map(i -> i.sample(random, dtype, large ? LARGE : i.shape())).toArray(Value[]::new);
    }

    private static Value[] directions(Row row, Value[] x, int which) {
        return directions(x, random(row, which));
    }

    /// Random numbers for floats, zeros for the rest.
    private static Value[] directions(Value[] x, Random random) {
        Value[] t = new Value[x.length];
        for (int i = 0; i < t.length; i++) {
            var type = x[i].type().tangent();
            var domain = x[i].dtype().isFloating() ? Domain.in(-1, 1) : Domain.integers(0, 1);
            t[i] = new OpTable.Input(type.shape(), domain, null).sample(random, type.dtype(), type.shape());
        }
        return t;
    }

    private static int outputs(Row row, Value[] x) {
        return row.f().apply(x).length;
    }

    // ---- comparisons

    private static Value[] forced(Value[] values) {
        for (Value v : values) {
            v.force();
        }
        return values;
    }

    private static double[] doubles(Value v) {
        double[] d = new double[v.shape().size()];
        for (int i = 0; i < d.length; i++) {
            d[i] = v.dtype() == DType.INT64
                    ? Buffers.getLong(v.dtype(), v.data(), i)
                    : Buffers.getDouble(v.dtype(), v.data(), i);
        }
        return d;
    }

    private static void close(Value[] got, Value[] expected, double ulps, boolean elementwise, String what) {
        assertThat(Value.types(got)).as(what).isEqualTo(Value.types(expected));
        for (int k = 0; k < got.length; k++) {
            double[] a = doubles(got[k]);
            double[] b = doubles(expected[k]);
            double largest = Arrays.stream(b).map(Math::abs).filter(Double::isFinite).max().orElse(0);
            for (int i = 0; i < a.length; i++) {
                if (Double.compare(a[i], b[i]) != 0) {
                    double unit = ulp(got[k].dtype(), elementwise ? b[i] : largest);
                    double error = Math.abs(a[i] - b[i]) / unit;
                    assertThat(error).as("%s: element %s is %s, expected %s, error in ulp", what, i, a[i], b[i])
                            .isLessThanOrEqualTo(ulps);
                }
            }
        }
    }

    private static double ulp(DType dtype, double x) {
        return switch (dtype) {
            case FLOAT64 -> Math.ulp(x);
            case FLOAT32 -> Math.ulp((float) x);
            case FLOAT16 -> Math.max(Math.scalb(1.0, Math.getExponent(x) - 10), 0x1p-24);
            case BFLOAT16 -> Math.scalb(1.0, Math.max(Math.getExponent(x), Float.MIN_EXPONENT) - 7);
            default -> 1;
        };
    }

    private static void near(Value[] got, Value[] expected, double tolerance, String what) {
        for (int k = 0; k < got.length; k++) {
            double[] a = doubles(got[k]);
            double[] b = doubles(expected[k]);
            assertThat(a).as(what).hasSameSizeAs(b);
            double largest = Math.max(1, Arrays.stream(b).map(Math::abs).max().orElse(0));
            for (int i = 0; i < a.length; i++) {
                assertThat(Math.abs(a[i] - b[i]))
                        .as("%s: element %s of %s is %s, by differences %s", what, i, k, a[i], b[i])
                        .isLessThanOrEqualTo(tolerance * largest);
            }
        }
    }

    private static double dot(Value a, Value b) {
        double[] x = doubles(a);
        double[] y = doubles(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double size(Value a, Value b) {
        double[] x = doubles(a);
        double[] y = doubles(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i] * y[i]);
        }
        return sum;
    }
}
