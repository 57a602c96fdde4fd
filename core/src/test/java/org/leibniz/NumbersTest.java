package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.DType.BFLOAT16;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT16;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT16;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;
import static org.leibniz.DType.INT8;
import static org.leibniz.DType.UINT8;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.clip;
import static org.leibniz.Leibniz.full;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.linspace;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.valueAndGrad;
import static org.leibniz.Leibniz.vmap;
import static org.leibniz.Leibniz.where;
import static org.leibniz.Leibniz.wrt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One rule for Java's numbers wherever they come in: what they make, and that what does not fit throws.
final class NumbersTest {
    private static final Tensor YES = Tensor.of(true);

    /// The ways in which a number meets a dtype. Beside a tensor of integers a `double` makes floats, so the last ones
    /// take only whole numbers there.
    private static final Map<String, BiFunction<DType, Number, Tensor>> GIVEN = Map.of(
            "of", (d, n) -> Tensor.of(d, n.doubleValue()),
            "of nested", (d, n) -> Tensor.of(d, new Object[]{n}),
            "of rows", (d, n) -> Tensor.of(d, new double[][]{{n.doubleValue()}}),
            "full", (d, n) -> full(d, n, 1),
            "arange",
            (d, n) -> arange(d, n.doubleValue(), n.doubleValue() + Math.max(1, Math.ulp(n.doubleValue())),
                    Math.max(1, Math.ulp(n
                            .doubleValue()))),
            "linspace", (d, n) -> linspace(d, n.doubleValue(), n.doubleValue(), 2));

    private static final Map<String, BiFunction<DType, Number, Tensor>> BESIDE = Map.of(
            "where", (d, n) -> where(YES, n, ones(d, 1)),
            "where not", (d, n) -> where(YES.not(), ones(d, 1), n),
            "eq", (d, n) -> ones(d, 1).eq(n),
            "clip", (d, n) -> clip(ones(d, 1), n, n),
            "set", (d, n) -> ones(d, 1).at(0).set(n));

    private static final Map<String, BiFunction<DType, Number, Tensor>> COMPUTING = Map.of(
            "add", (d, n) -> ones(d, 1).add(n),
            "mul", (d, n) -> ones(d, 1).mul(n),
            "max", (d, n) -> ones(d, 1).maximum(n),
            "add from the left", (d, n) -> Leibniz.add(n, ones(d, 1)),
            "at add", (d, n) -> ones(d, 1).at(0).add(n),
            "at mul", (d, n) -> ones(d, 1).at(0).mul(n));

    record Misfit(DType dtype, Number number) {}

    private static final List<Misfit> FRACTIONS = List.of(new Misfit(INT32, 1.5), new Misfit(INT8, Double.NaN),
            new Misfit(UINT8, -0.5f),
            new Misfit(INT64, Double.POSITIVE_INFINITY), new Misfit(INT16, Float.NEGATIVE_INFINITY),
            new Misfit(INT64, 0.1),
            new Misfit(UINT8, 300.0), new Misfit(INT32, 2147483648.0), new Misfit(INT64, 0x1p63),
            new Misfit(INT64, -1e30),
            new Misfit(INT8, -129.0));

    private static final List<Misfit> WHOLE = List.of(new Misfit(UINT8, 300), new Misfit(UINT8, -1),
            new Misfit(UINT8, 256L),
            new Misfit(INT8, 128), new Misfit(INT8, -129), new Misfit(INT16, 32768), new Misfit(INT16, Long.MIN_VALUE),
            new Misfit(INT32, 1L << 31), new Misfit(INT32, -(1L << 31) - 1));

    private static final List<Misfit> INFINITE = List.of(new Misfit(FLOAT16, 65520.0), new Misfit(FLOAT16, -70000),
            new Misfit(FLOAT16, 1e39),
            new Misfit(BFLOAT16, 3.4e38), new Misfit(FLOAT32, 1e39), new Misfit(FLOAT32, -Double.MAX_VALUE),
            new Misfit(FLOAT32, 3.4028236e38));

    private static Stream<Arguments> misfits() {
        var rows = new ArrayList<Arguments>();
        for (var m : FRACTIONS) {
            GIVEN.forEach((name, f) -> {
                if (!name.equals("arange") || Double.isFinite(m.number.doubleValue())) {
                    rows.add(Arguments.of(name, m, f));
                }
            });
        }
        for (var ms : List.of(WHOLE, INFINITE)) {
            for (var m : ms) {
                GIVEN.forEach((name, f) -> rows.add(Arguments.of(name, m, f)));
                BESIDE.forEach((name, f) -> rows.add(Arguments.of(name, m, f)));
                if (m.dtype.computes()) {
                    COMPUTING.forEach((name, f) -> rows.add(Arguments.of(name, m, f)));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("misfits")
    void whatDoesNotFitThrows(String name, Misfit m, BiFunction<DType, Number, Tensor> f) {
        String what = name.startsWith("of") ? "Tensor.of" : name.split(" ", 2)[0];
        assertThatIllegalArgumentException().isThrownBy(() -> f.apply(m.dtype, m.number))
                .withMessageContaining(m.dtype.name())
                .withMessageContaining(what.equals("at") ? ": " : what);
    }

    private static Stream<Arguments> fits() {
        var rows = new ArrayList<Arguments>();
        for (Misfit m : List.of(new Misfit(UINT8, 255), new Misfit(UINT8, 0.0), new Misfit(INT8, -128),
                new Misfit(INT8, 127.0),
                new Misfit(INT16, -32768), new Misfit(INT32, Integer.MIN_VALUE), new Misfit(INT32, 2147483647.0),
                new Misfit(INT32, -0.0),
                new Misfit(INT64, -0x1p63), new Misfit(INT64, 1L << 62), new Misfit(FLOAT16, 65504),
                new Misfit(FLOAT16, Double.NaN),
                new Misfit(BFLOAT16, 0x1.fep127), new Misfit(FLOAT32, (double) Float.MAX_VALUE),
                new Misfit(FLOAT32, Double.NEGATIVE_INFINITY), new Misfit(FLOAT64, Double.MAX_VALUE),
                new Misfit(BOOL, 1))) {
            GIVEN.forEach((name, f) -> {
                boolean goesOn = List.of("arange", "linspace").contains(name); // and needs room beyond the number
                if (!goesOn || Math.abs(m.number.doubleValue()) < Double.MAX_VALUE) {
                    rows.add(Arguments.of(name, m, f));
                }
            });
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fits")
    void whatFitsIsHeld(String name, Misfit m, BiFunction<DType, Number, Tensor> f) {
        Tensor t = f.apply(m.dtype, m.number);
        assertThat(t.dtype()).isEqualTo(m.dtype);
        assertThat(t.toDoubleArray()[0]).as(name)
                .isEqualTo((Double) (m.number.doubleValue() + (m.dtype.isFloating() ? 0 : 0.0)));
    }

    @Test
    void longsAreExact() {
        long odd = (1L << 53) + 1;
        assertThat(Tensor.of(INT64, odd, Long.MAX_VALUE).toLongArray()).containsExactly(odd, Long.MAX_VALUE);
        assertThat(full(INT64, odd, 1).toLongArray()).containsExactly(odd);
        assertThat(arange(odd, odd + 5, 2).toLongArray()).containsExactly(odd, odd + 2, odd + 4);
        assertThat(arange(INT64, 0x1p53, 0x1p53 + 4, 1).toLongArray()).containsExactly(odd - 1, odd, odd + 1, odd + 2);
        assertThat(arange(Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE).toLongArray())
                .containsExactly(Long.MAX_VALUE - 1, -2);
        assertThat(arange(Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30).toIntArray()).containsExactly(
                Integer.MIN_VALUE, -(1 << 30), 0,
                1 << 30);
        assertThatIllegalArgumentException().isThrownBy(() -> arange(Long.MIN_VALUE, Long.MAX_VALUE, 1))
                .withMessageContaining("2^31 - 1");
        assertThatIllegalArgumentException().isThrownBy(() -> arange(INT8, 0L, 300, 1)).withMessageContaining("128");
    }

    @Test
    void aNumberIsRoundedToItsOwnDtypeFirst() {
        assertThat(full(FLOAT32, 0.1, 1).cast(FLOAT64).item()).isEqualTo((double) 0.1f);
        assertThat(jit(x -> x.add(full(FLOAT32, 0.1, 1).cast(FLOAT64))).apply(Tensor.of(0.0)).item())
                .isEqualTo((double) 0.1f);
        assertThat(full(FLOAT16, 2049, 1).cast(INT32).item()).isEqualTo(2048);
    }

    private static Stream<Arguments> made() {
        return Stream.of(
                row(() -> full(1.5, 2), FLOAT64), row(() -> full(1.5f, 2), FLOAT32), row(() -> full(1, 2), INT32),
                row(() -> full(1L, 2), INT64),
                row(() -> full(true, 2), BOOL), row(() -> full((byte) 1, 2), INT8),
                row(() -> full((short) 1, 2), INT16),
                row(() -> Tensor.scalar(1.0), FLOAT64), row(() -> Tensor.scalar(1f), FLOAT32),
                row(() -> Tensor.of(new Object[]{1f}), FLOAT32),
                row(() -> linspace(80.0, 120.0, 5), FLOAT64), row(() -> linspace(80f, 120f, 5), FLOAT32),
                row(() -> linspace(80, 120, 5), FLOAT32),
                row(() -> linspace(80f, 120.0, 5), FLOAT64), row(() -> arange(0., 1., .25), FLOAT64),
                row(() -> arange(0f, 1f, .25f), FLOAT32),
                row(() -> arange(0, 1, .25), FLOAT64), row(() -> arange(0, 4, 1), INT32),
                row(() -> arange(0L, 4, 1), INT64),
                row(() -> where(YES, 1.0, 0), FLOAT64), row(() -> where(YES, 1f, 0), FLOAT32),
                row(() -> where(YES, 1, 0), INT32),
                row(() -> where(YES, 1L, 0), INT64), row(() -> where(YES, 1f, 0.0), FLOAT64),
                row(() -> jit(x -> x.mul(2)).apply(3f), FLOAT32), row(() -> jit(x -> x.mul(2)).apply(3.0), FLOAT64),
                row(() -> jit(x -> x.mul(2)).apply(3), FLOAT64), row(() -> jit(x -> x.mul(2)).apply(3L), FLOAT64),
                row(() -> grad(x -> x.mul(x)).apply(3f), FLOAT32), row(() -> grad(x -> x.mul(x)).apply(3), FLOAT64),
                row(() -> grad((x, y) -> x.mul(y)).apply(2f, 3f), FLOAT32),
                row(() -> grad((x, y) -> x.mul(y)).apply(2, 3f), FLOAT32),
                row(() -> grad((x, y) -> x.mul(y)).apply(2, 3.0), FLOAT64),
                row(() -> jit((x, y, z) -> x.mul(y).mul(z)).apply(1f, 2f, 3f), FLOAT32),
                row(() -> jit((x, y, z, w) -> x.mul(y).mul(z).mul(w)).apply(1f, 2f, 3f, 4f), FLOAT32),
                row(() -> jit((x, y, z, w) -> x.mul(y).mul(z).mul(w)).apply(1, 2, 3, 4.0), FLOAT64),
                row(() -> valueAndGrad((x, y) -> x.mul(y), wrt(1)).apply(2f, 3f).grad(), FLOAT32),
                row(() -> vmap(x -> x.mul(2)).apply(new float[]{1, 2}), FLOAT32),
                row(() -> vmap(x -> x.mul(2)).apply(new double[]{1, 2}), FLOAT64),
                row(() -> identity().apply(3f), FLOAT32), row(() -> identity().apply(3.0), FLOAT64),
                row(() -> identity().apply(3), FLOAT64),
                row(() -> jit(identity()).apply(3f), FLOAT32));
    }

    private static Arguments row(Supplier<Tensor> made, DType dtype) {
        return Arguments.of(made, dtype);
    }

    private static CellOf<Tensor> identity() {
        return new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return x;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("made")
    void aNumberByItselfMakesTheDtypeOfItsType(Supplier<Tensor> made, DType dtype) {
        assertThat(made.get().dtype()).isEqualTo(dtype);
    }

    @Test
    void linspaceIsComputedInFloat64() {
        assertThat(linspace(0.1f, 0.7f, 3).toFloatArray()).containsExactly(0.1f, (float) ((0.1f + (double) 0.7f) / 2),
                0.7f);
        assertThat(linspace(-1.5e308, 1.5e308, 4).toDoubleArray()).containsExactly(-1.5e308, -0.5e308, 0.5e308,
                1.5e308);
    }
}
