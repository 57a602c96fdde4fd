package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is a function of one tensor is a method of it, with the same bits: `exp(x)` and `x.exp()`.
final class MethodFormsTest {
    private static final double[] DATA = {-2.5, -1, -0.3, -0.0, 0.0, 0.2, 0.5, 1, 1.5, 3, 40, Double.NaN,
            Double.POSITIVE_INFINITY};

    private static Stream<Method> functions() {
        return Arrays.stream(Leibniz.class.getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getReturnType() == Tensor.class);
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionOfOneTensorIsAMethod() {
        return functions().filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[]{Tensor.class}))
                .map(m -> dynamicTest(m.getName(), () -> {
                    Method method = Tensor.class.getMethod(m.getName());
                    for (Tensor x : arguments(m.getName())) {
                        same((Tensor) method.invoke(x), (Tensor) m.invoke(null, x));
                    }
                }));
    }

    private static List<Tensor> arguments(String function) {
        if (function.equals("cholesky") || function.equals("inverse")) {
            return List.of(Tensor.of(new double[]{4, 1, 1, 3}, 2, 2), Tensor.of(new float[]{4, 1, 1, 3}, 2, 2));
        }
        return List.of(Tensor.of(DATA), Tensor.of(DATA).cast(DType.FLOAT32), Tensor.of(DATA).cast(DType.FLOAT16),
                Tensor.of(new double[]{1}, 1, 1),
                Tensor.of(-2, 0, 3), new Parameter(Tensor.of(DATA)));
    }

    @Test
    void thereAreThatMany() {
        assertThat(functions().filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[]{Tensor.class}))
                .map(Method::getName))
                .contains("exp", "sqrt", "abs", "tanh", "softmax", "isNan", "inverse", "stopGradient")
                .hasSizeGreaterThan(45);
    }

    @Test
    void andSoAreThoseWithOptions() {
        Tensor x = Tensor.of(new double[]{-1, 0.5, 2, 3, -0.2, 0.1}, 2, 3);
        same(x.softmax(0), Ops.softmax(x, 0));
        same(x.logSoftmax(0), Ops.logSoftmax(x, 0));
        same(x.clip(-0.5, 1), Ops.clip(x, -0.5, 1));
        same(x.clip(x.sub(1), x.mul(0.5).abs()), Ops.clip(x, x.sub(1), x.mul(0.5).abs()));
        same(x.abs().polygamma(1), Ops.polygamma(1, Ops.abs(x)));
        same(Tensor.of(2, 0).oneHot(3), Ops.oneHot(Tensor.of(2, 0), 3));
    }

    @Test
    void whatIsAFunctionByNatureHasBothFormsForTwoTensors() {
        Tensor x = Tensor.of(1.0, 5.0, Double.NaN);
        Tensor y = Tensor.of(2.0, 3.0, 4.0);
        same(Ops.maximum(x, y), x.maximum(y));
        same(Ops.minimum(x, y), x.minimum(y));
        same(Ops.pow(x, y), x.pow(y));
        same(Ops.maximum(x, 2), x.maximum(2));
        same(Ops.minimum(x, 2), x.minimum(2));
        same(Ops.pow(x, 2), x.pow(2));
        same(Ops.atan2(x, y), x.atan2(y));
        same(Ops.atan2(x, 2), x.atan2(2));
    }

    /// The angles of (1, 1), (-1, 1) and (-1, -1), by number and tensor; `d/dy atan2(y, 2) = 2 / (4 + y²)`.
    @Test
    void anglesTakeNumbersOnEitherSide() {
        assertThat(Ops.atan2(Tensor.of(1.0, -1.0), -1).toDoubleArray()).containsExactly(0.75 * Math.PI,
                -0.75 * Math.PI);
        assertThat(Ops.atan2(1, Tensor.of(1.0, -1.0)).toDoubleArray()).containsExactly(0.25 * Math.PI, 0.75 * Math.PI);
        assertThat(Ops.atan2(1, Tensor.of(1, -1)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Leibniz.grad(y -> y.atan2(2)).apply(1.0).item()).isEqualTo(0.4, within(1e-15));
    }

    /// NumPy's `x & 1`, `x | 1`, `x ^ 1`, `x & 6`.
    @Test
    void bitsTakeNumbers() {
        Tensor x = Tensor.of(1, 2, 3, -4, 5);
        assertThat(x.and(1).toIntArray()).containsExactly(1, 0, 1, 0, 1);
        assertThat(x.or(1).toIntArray()).containsExactly(1, 3, 3, -3, 5);
        assertThat(x.xor(1).toIntArray()).containsExactly(0, 3, 2, -3, 4);
        assertThat(x.cast(DType.INT64).and(6).toLongArray()).containsExactly(0, 2, 2, 4, 4);
        assertThat(x.and(1).dtype()).isEqualTo(DType.INT32);
        assertThatIllegalArgumentException().isThrownBy(() -> x.and(1.5))
                .withMessageContaining("and: expected truth values or integers");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(1f).xor(1))
                .withMessageContaining("xor: expected truth values");
    }

    /// NumPy's: of all elements where no axis is named, but sorted along the last one.
    @Test
    void positionsAndSortsNeedNoAxis() {
        Tensor x = Tensor.of(new float[]{3, 1, 2, 9, 0, 7}, 2, 3);
        assertThat(x.argmax()).hasToString("3");
        assertThat(x.argmin()).hasToString("4");
        assertThat(x.sort()).hasToString("[[1. 2. 3.]\n [0. 7. 9.]]");
        assertThat(x.argsort()).hasToString("[[1 2 0]\n [1 2 0]]");
        assertThat(Tensor.scalar(5f).argmax().item()).isZero();
        assertThat(Leibniz.grad(z -> z.sort().get(0)).apply(Tensor.of(3.0, 1.0)).toDoubleArray()).containsExactly(0, 1);
    }

    /// `d/dx e^sin(x) = cos(x) e^sin(x)`, and a parameter is read through the transformation.
    @Test
    void theyAreDifferentiated() {
        assertThat(Leibniz.grad(x -> x.sin().exp()).apply(0.5).item())
                .isEqualTo(Math.cos(0.5) * Math.exp(Math.sin(0.5)), within(1e-15));
        var w = new Parameter(Tensor.of(4.0));
        assertThat(Leibniz.grad(() -> w.sqrt().sum(), w).apply().item()).isEqualTo(0.25);
        assertThat(Leibniz.vmap(Tensor::exp).apply(Tensor.of(0.0, 0.0)).toDoubleArray()).containsExactly(1, 1);
        assertThat(Leibniz.grad(Tensor::square).apply(3.0).item()).isEqualTo(6);
    }

    private static void same(Tensor got, Tensor expected) {
        assertThat(got.dtype()).isEqualTo(expected.dtype());
        assertThat(got.shape()).isEqualTo(expected.shape());
        assertThat(got.toDoubleArray()).isEqualTo(expected.toDoubleArray());
    }
}
