package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import static org.leibniz.Leibniz.*;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What tensors are and what their methods give. Expected numbers are closed forms, or what NumPy 1.26 prints for the
/// same call.
class TensorTest {
    private static final Tensor X = Tensor.of(new double[][]{{0.5, -1.5, 2.0}, {3.25, 0.0, -0.75}});

    private static void assertTensor(Tensor t, DType dtype, Shape shape, double... values) {
        assertThat(t.dtype()).isEqualTo(dtype);
        assertThat(t.shape()).isEqualTo(shape);
        double tolerance = dtype == FLOAT32 ? 1e-6 : 1e-14;
        double[] given = t.toDoubleArray();
        assertThat(given).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(given[i]).as("element %d", i).isCloseTo(values[i],
                    within(tolerance * Math.max(1, Math.abs(values[i]))));
        }
    }

    private static void assertX(Tensor t, Shape shape, double... values) {
        assertTensor(t, FLOAT64, shape, values);
    }

    private static Shape s(int... dims) {
        return Shape.of(dims);
    }

    @Nested
    class Creating {
        @Test
        void vectorsAreWhatTheirElementsAre() {
            assertTensor(Tensor.of(6f), FLOAT32, s(1), 6);
            assertTensor(Tensor.of(1, 2, 3), INT32, s(3), 1, 2, 3);
            assertTensor(Tensor.of(1L, 2), INT64, s(2), 1, 2);
            assertTensor(Tensor.of(1, 2.5), FLOAT64, s(2), 1, 2.5);
            assertTensor(Tensor.of(1, 2.5f), FLOAT32, s(2), 1, 2.5);
            assertTensor(Tensor.of(true, false), BOOL, s(2), 1, 0);
            assertTensor(Tensor.of(FLOAT16, 1, 0.1), FLOAT16, s(2), 1, 0.0999755859375);
            assertTensor(Tensor.of(BFLOAT16, 1, 0.1), BFLOAT16, s(2), 1, 0.10009765625);
        }

        @Test
        void nestedArraysHaveAnAxisALevel() {
            assertTensor(Tensor.of(new double[][]{{1, 2}, {3, 4}}), FLOAT64, s(2, 2), 1, 2, 3, 4);
            assertTensor(Tensor.of(new int[][][]{{{1}, {2}}}), INT32, s(1, 2, 1), 1, 2);
            assertTensor(Tensor.of(new boolean[][]{{true}, {false}}), BOOL, s(2, 1), 1, 0);
            assertTensor(Tensor.of(new short[][]{{-7}}), INT16, s(1, 1), -7);
            assertTensor(Tensor.of(new byte[][]{{-7}}), INT8, s(1, 1), -7);
            assertTensor(Tensor.of(UINT8, new byte[][]{{-7}}), UINT8, s(1, 1), 249);
            assertTensor(Tensor.of(FLOAT32, new double[][]{{0.1}}), FLOAT32, s(1, 1), 0.1f);
            assertTensor(Tensor.of(new long[][]{{1L << 60}}), INT64, s(1, 1), 1L << 60);
            assertTensor(Tensor.of(new double[0][3]), FLOAT64, s(0, 0));
            assertTensor(Tensor.of(new float[2][0]), FLOAT32, s(2, 0));
        }

        @Test
        void boxedAndMixedElementsArePromoted() {
            assertTensor(Tensor.of(new Object[]{1, 2.5}), FLOAT64, s(2), 1, 2.5);
            assertTensor(Tensor.of(new Integer[]{1, 2}), INT32, s(2), 1, 2);
            assertTensor(Tensor.of(new Object[]{new int[]{1}, new float[]{0.5f}}), FLOAT32, s(2, 1), 1, 0.5);
            assertTensor(Tensor.of(new Object[]{true, 2L}), INT64, s(2), 1, 2);
            assertTensor(Tensor.of(BOOL, new Object[]{0, 0.5}), BOOL, s(2), 0, 1);
        }

        @Test
        void scalarsHaveNoAxes() {
            assertTensor(Tensor.scalar(2f), FLOAT32, s(), 2);
            assertTensor(Tensor.scalar(2.0), FLOAT64, s(), 2);
            assertTensor(Tensor.scalar(2), INT32, s(), 2);
            assertTensor(Tensor.scalar(2L), INT64, s(), 2);
            assertTensor(Tensor.scalar(true), BOOL, s(), 1);
        }

        @Test
        void elementsAreCopied() {
            double[] a = {1, 2};
            Tensor t = Tensor.of(a);
            a[0] = 9;
            t.toDoubleArray()[1] = 9;
            assertX(t, s(2), 1, 2);
        }

        @Test
        void constants() {
            assertTensor(zeros(2), FLOAT32, s(2), 0, 0);
            assertTensor(zeros(), FLOAT32, s(), 0);
            assertTensor(ones(INT64, 1, 2), INT64, s(1, 2), 1, 1);
            assertTensor(ones(BOOL, 1), BOOL, s(1), 1);
            assertTensor(full(7, 2), INT32, s(2), 7, 7);
            assertTensor(full(7L, 1), INT64, s(1), 7);
            assertTensor(full(0.5f, 2), FLOAT32, s(2), 0.5, 0.5);
            assertTensor(full(0.1, 2), FLOAT64, s(2), 0.1, 0.1);
            assertTensor(full(true, 2), BOOL, s(2), 1, 1);
            assertTensor(full(UINT8, 200, 1), UINT8, s(1), 200);
            assertTensor(full(INT64, Long.MAX_VALUE, 1), INT64, s(1), Long.MAX_VALUE);
            assertThat(full(INT64, Long.MAX_VALUE, 1).itemAsLong()).isEqualTo(Long.MAX_VALUE);
            assertTensor(full(BOOL, 5, 1), BOOL, s(1), 1);
            assertTensor(zerosLike(X), FLOAT64, s(2, 3), new double[6]);
            assertTensor(onesLike(Tensor.of(3)), INT32, s(1), 1);
            assertTensor(eye(2), FLOAT32, s(2, 2), 1, 0, 0, 1);
            assertTensor(eye(INT32, 3), INT32, s(3, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        }

        @Test
        void sequences() {
            assertTensor(arange(3), INT32, s(3), 0, 1, 2);
            assertTensor(arange(-1), INT32, s(0));
            assertTensor(arange(2, 5), INT32, s(3), 2, 3, 4);
            assertTensor(arange(5, 0, -2), INT32, s(3), 5, 3, 1);
            assertTensor(arange(1, 2, 0.3f), FLOAT32, s(4), 1, 1.3, 1.6, 1.9);
            assertTensor(arange(1, 2, 0.3), FLOAT64, s(4), 1, 1.3, 1.6, 1.9);
            assertTensor(arange(1L, 4, 1), INT64, s(3), 1, 2, 3);
            assertTensor(arange(FLOAT64, 1, 2, 0.3), FLOAT64, s(4), 1, 1.3, 1.6, 1.9);
            assertTensor(arange(0.0, 5.0, 1.0), FLOAT64, s(5), 0, 1, 2, 3, 4);
            assertTensor(linspace(0, 1, 5), FLOAT32, s(5), 0, 0.25, 0.5, 0.75, 1);
            assertTensor(linspace(0, 1f, 5), FLOAT32, s(5), 0, 0.25, 0.5, 0.75, 1);
            assertTensor(linspace(0, 1.0, 5), FLOAT64, s(5), 0, 0.25, 0.5, 0.75, 1);
            assertTensor(linspace(FLOAT64, 2, 3, 1), FLOAT64, s(1), 2);
            assertTensor(linspace(0, 1, 0), FLOAT32, s(0));
            assertThat(linspace(FLOAT64, 0, 0.7, 8).toDoubleArray()[7]).isEqualTo(0.7);
        }
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @EnumSource
        void everyDtypeConvertsByValue(DType dtype) {
            Tensor t = Tensor.of(dtype, 1, 0, 1);
            assertThat(t.toDoubleArray()).containsExactly(1, 0, 1);
            assertThat(t.toFloatArray()).containsExactly(1, 0, 1);
            assertThat(t.get(0).item()).isEqualTo(1);
            assertThat(t.get(0).isTrue()).isTrue();
            assertThat(t.get(1).isTrue()).isFalse();
            if (!dtype.isFloating()) {
                assertThat(t.toIntArray()).containsExactly(1, 0, 1);
                assertThat(t.toLongArray()).containsExactly(1, 0, 1);
                assertThat(t.get(0).itemAsLong()).isEqualTo(1);
            }
        }

        @Test
        void floatsAreRounded() {
            assertThat(Tensor.of(0.1).toFloatArray()).containsExactly(0.1f);
            assertThat(Tensor.of(0.1f).toDoubleArray()).containsExactly(0.1f);
            assertThat(Tensor.of((1L << 62) + 1).itemAsLong()).isEqualTo((1L << 62) + 1);
            assertThat(Tensor.of(UINT8, 255).itemAsLong()).isEqualTo(255);
        }

        @Test
        void facts() {
            assertThat(X.shape()).isEqualTo(s(2, 3));
            assertThat(List.of(X.dim(0), X.dim(-1), X.ndim(), X.size())).containsExactly(2, 3, 2, 6);
            assertThat(Tensor.scalar(1).ndim()).isZero();
        }

        @Test
        void textIsMindSporesText() {
            assertThat(Tensor.of(6f)).hasToString("[6.]");
            assertThat(Tensor.of(new int[][]{{1, 2}, {3, 4}})).hasToString("[[1 2]\n [3 4]]");
            assertThat(Tensor.of(6f).repr()).isEqualTo("Tensor(shape=[1], dtype=Float32, value= [ 6.00000000e+00])");
        }
    }

    @Nested
    class Calculating {
        private final Tensor a = Tensor.of(5, -5, 5, -5);
        private final Tensor b = Tensor.of(3, 3, -3, -3);

        @Test
        void arithmetic() {
            assertTensor(a.add(b), INT32, s(4), 8, -2, 2, -8);
            assertTensor(a.sub(b), INT32, s(4), 2, -8, 8, -2);
            assertTensor(a.mul(b), INT32, s(4), 15, -15, -15, 15);
            assertTensor(a.div(b), FLOAT32, s(4), 5 / 3.0, -5 / 3.0, -5 / 3.0, 5 / 3.0);
            assertTensor(a.mod(b), INT32, s(4), 2, 1, -1, -2);
            assertTensor(a.floorDiv(b), INT32, s(4), 1, -2, -2, 1);
            assertTensor(Tensor.of(5.5, -5.5, 5.5).mod(Tensor.of(2.0, 2.0, -2.0)), FLOAT64, s(3), 1.5, 0.5, -0.5);
            assertTensor(a.fmod(b), INT32, s(4), 2, -2, 2, -2);
            assertTensor(Tensor.of(5.5, -5.5, 5.5).fmod(Tensor.of(2.0, 2.0, -2.0)), FLOAT64, s(3), 1.5, -1.5, 1.5);
            assertTensor(a.fmod(2.5), FLOAT32, s(4), 0, 0, 0, 0);
            assertTensor(a.maximum(0), INT32, s(4), 5, 0, 5, 0);
            assertTensor(a.minimum(b), INT32, s(4), 3, -5, -3, -5);
            assertTensor(a.neg(), INT32, s(4), -5, 5, -5, 5);
            assertTensor(a.add(0.5), FLOAT32, s(4), 5.5, -4.5, 5.5, -4.5);
            assertTensor(sub(1, a), INT32, s(4), -4, 6, -4, 6);
            assertTensor(div(1, Tensor.of(4.0)), FLOAT64, s(1), 0.25);
            assertTensor(maximum(4, a), INT32, s(4), 5, 4, 5, 4);
            assertTensor(minimum(4, a), INT32, s(4), 4, -5, 4, -5);
            assertTensor(add(1, a).mod(4).floorDiv(2), INT32, s(4), 1, 0, 1, 0);
            assertTensor(mul(2, a).sub(1), INT32, s(4), 9, -11, 9, -11);
        }

        /// Where the quotient rounds up to a whole number, quotient, remainder and derivative still belong together: 1
        /// is 9 times the double 0.1 and almost another one.
        @Test
        void remaindersNextToAMultiple() {
            Tensor one = Tensor.of(1.0);
            Tensor tenth = Tensor.of(0.1);
            assertX(one.floorDiv(tenth), s(1), 9);
            assertX(one.mod(tenth), s(1), Math.IEEEremainder(1, 0.1) + 0.1);
            assertX(one.fmod(tenth), s(1), 1 % 0.1);
            for (TensorFn2<Tensor> f : List.<TensorFn2<Tensor>>of(Tensor::mod, Tensor::fmod)) {
                var g = grad(f, wrt(0, 1)).apply(one, tenth);
                assertX(g.first(), s(1), 1);
                assertX(g.second(), s(1), -9);
            }
            assertX(grad(Tensor::fmod, wrt(1)).apply(Tensor.of(-7.0), Tensor.of(2.0)), s(1), 3);
            assertX(grad(Tensor::mod, wrt(1)).apply(Tensor.of(-7.0), Tensor.of(2.0)), s(1), 4);
        }

        @Test
        void powers() {
            Tensor x = Tensor.of(-2.0, 0.0, 3.0);
            for (int n = 0; n < 7; n++) {
                assertX(x.pow(n), s(3), Math.pow(-2, n), Math.pow(0, n), Math.pow(3, n));
                assertX(x.pow(Tensor.scalar(n)), s(3), Math.pow(-2, n), Math.pow(0, n), Math.pow(3, n));
                assertTensor(Tensor.of(-2, 3).pow(n), INT32, s(2), Math.pow(-2, n), Math.pow(3, n));
            }
            assertX(x.pow(-1), s(3), -0.5, Double.POSITIVE_INFINITY, 1 / 3.0);
            assertX(Tensor.of(4.0, 9.0).pow(0.5), s(2), 2, 3);
            assertX(Tensor.of(4.0, 9.0).pow(-1.5), s(2), 0.125, 1 / 27.0);
            assertX(pow(2, x), s(3), 0.25, 1, 8);
            assertTensor(pow(2, Tensor.of(0, 10)), INT32, s(2), 1, 1024);
            for (int n = 0; n < 5; n++) {
                int p = n;
                Tensor d = grad(t -> t.pow(p).sum()).apply(Tensor.of(0.0, 2.0));
                assertX(d, s(2), p == 1 ? 1 : 0, p * Math.pow(2, p - 1));
            }
        }

        @Test
        void comparisons() {
            Tensor n = Tensor.of(1.0, Double.NaN);
            Tensor m = Tensor.of(1.0, 2.0);
            assertThat(n.eq(m).toBooleanArray()).containsExactly(true, false);
            assertThat(n.ne(m).toBooleanArray()).containsExactly(false, true);
            assertThat(n.lt(m).toBooleanArray()).containsExactly(false, false);
            assertThat(n.le(m).toBooleanArray()).containsExactly(true, false);
            assertThat(n.gt(m).toBooleanArray()).containsExactly(false, false);
            assertThat(n.ge(0).toBooleanArray()).containsExactly(true, false);
            assertThat(isNan(n).toBooleanArray()).containsExactly(false, true);
            assertThat(isFinite(Tensor.of(1, Double.NaN, Double.NEGATIVE_INFINITY)).toBooleanArray())
                    .containsExactly(true, false, false);
            assertThat(isInf(Tensor.of(1, Double.NaN, Double.NEGATIVE_INFINITY)).toBooleanArray())
                    .containsExactly(false, false, true);
        }

        @Test
        void logic() {
            Tensor t = Tensor.of(true, true, false, false);
            Tensor u = Tensor.of(true, false, true, false);
            assertThat(t.and(u).toBooleanArray()).containsExactly(true, false, false, false);
            assertThat(t.or(u).toBooleanArray()).containsExactly(true, true, true, false);
            assertThat(t.xor(u).toBooleanArray()).containsExactly(false, true, true, false);
            assertThat(t.not().toBooleanArray()).containsExactly(false, false, true, true);
            assertTensor(Tensor.of(12).and(Tensor.of(10)), INT32, s(1), 8);
            assertTensor(Tensor.of(12).xor(Tensor.of(10L)), INT64, s(1), 6);
            assertTensor(Tensor.of(12).not(), INT32, s(1), -13);
            assertTensor(t.add(u), INT32, s(4), 2, 1, 1, 0);
        }

        @Test
        void choices() {
            assertX(where(X.gt(0), X, 0), s(2, 3), 0.5, 0, 2, 3.25, 0, 0);
            assertX(where(X.gt(0), 1, X), s(2, 3), 1, -1.5, 1, 1, 0, -0.75);
            assertTensor(where(X.gt(0), 1, -0.5f), FLOAT32, s(2, 3), 1, -0.5, 1, 1, -0.5, -0.5);
            assertThat(where(X.gt(0), 1, 0).dtype()).isEqualTo(INT32);
            assertThat(where(X.gt(0), 1, 0L).dtype()).isEqualTo(INT64);
            assertX(where(Tensor.of(true, false, true), X, X.neg()), s(2, 3), 0.5, 1.5, 2, 3.25, 0, -0.75);
            assertX(clip(X, -1, 1), s(2, 3), 0.5, -1, 1, 1, 0, -0.75);
            assertX(clip(X, Tensor.of(0.0), Tensor.of(1.0, 2.0, 3.0)), s(2, 3), 0.5, 0, 2, 1, 0, 0);
            // The derivative is 1 on the bounds, as MindSpore's.
            assertX(grad(x -> clip(x, -1, 2).sum()).apply(Tensor.of(-1.0, 2.0, 0.0, 3.0, -3.0)), s(5), 1, 1, 1, 0, 0);
            assertThat(clip(Tensor.of(Double.NaN), 0, 1).item()).isNaN();
        }

        @Test
        void activations() {
            Tensor x = Tensor.of(-3.0, -1.0, 0.0, 0.5, 2.0);
            assertX(gelu(x), s(5), -0.00404969409489031, -0.15865525393145707, 0, 0.34573123063700656,
                    1.9544997361036416);
            assertX(silu(x), s(5), -0.14227761953270035, -0.2689414213699951, 0, 0.3112296656009273, 1.761594155955765);
            assertX(relu(x), s(5), 0, 0, 0, 0.5, 2);
            assertX(atan2(Tensor.of(1.0, -1.0), Tensor.of(-1.0)), s(2), 0.75 * Math.PI, -0.75 * Math.PI);
        }
    }

    @Nested
    class Reducing {
        @Test
        void sumsAndMeans() {
            assertX(X.sum(), s(), 3.5);
            assertX(X.sum(0), s(3), 3.75, -1.5, 1.25);
            assertX(X.sum(-1), s(2), 1, 2.5);
            assertX(X.sum(1, 0), s(), 3.5);
            assertX(X.sum(keepDims(1)), s(2, 1), 1, 2.5);
            assertX(X.sum(keepDims()), s(1, 1), 3.5);
            assertX(X.mean(0), s(3), 1.875, -0.75, 0.625);
            assertX(X.prod(1), s(2), -1.5, 0);
            assertTensor(Tensor.of(true, true, false).sum(), INT64, s(), 2);
            assertTensor(Tensor.of(1, 2).mean(), FLOAT32, s(), 1.5);
            assertThat(Tensor.of(FLOAT16, 60000, 60000).mean().item()).isEqualTo(60000);
            assertTensor(zeros(0, 2).sum(0), FLOAT32, s(2), 0, 0);
            assertTensor(zeros(0, 2).prod(0), FLOAT32, s(2), 1, 1);
            assertThat(zeros(0).mean().item()).isNaN();
        }

        @Test
        void spread() {
            assertX(X.std(), s(), 1.611589967151143);
            assertX(X.std(1), s(2), 1.4337208778404378, 1.7360555546666383);
            assertX(X.var(keepDims(0)), s(1, 3), 1.890625, 0.5625, 1.890625);
            assertX(X.norm(), s(), 4.198213905936666);
            assertX(X.norm(1), s(2), 2.5495097567963922, 3.3354160160315836);
        }

        @Test
        void extrema() {
            assertX(X.max(), s(), 3.25);
            assertX(X.min(0), s(3), 0.5, -1.5, -0.75);
            assertX(X.max(keepDims(1)), s(2, 1), 2, 3.25);
            assertTensor(X.argmax(1), INT32, s(2), 2, 0);
            assertTensor(X.argmin(0), INT32, s(3), 0, 0, 1);
            assertTensor(Tensor.of(1, 3, 3).argmax(0), INT32, s(), 1);
            assertThat(Tensor.of(1, Double.NaN, 2).max().item()).isNaN();
            assertTensor(Tensor.of(1, Double.NaN, 2).argmax(0), INT32, s(), 1);
            assertTensor(Tensor.of(false, true).max(), BOOL, s(), 1);
            assertTensor(Tensor.of(false, true).argmax(0), INT32, s(), 1);
        }

        @Test
        void quantifiers() {
            Tensor t = Tensor.of(new boolean[][]{{true, false}, {true, true}});
            assertTensor(t.any(0), BOOL, s(2), 1, 1);
            assertTensor(t.all(0), BOOL, s(2), 1, 0);
            assertTensor(t.all(keepDims(1)), BOOL, s(2, 1), 0, 1);
            assertTensor(zeros(0).any(), BOOL, s(), 0);
            assertTensor(zeros(0).all(), BOOL, s(), 1);
            assertTensor(X.any(), BOOL, s(), 1);
        }

        @Test
        void exponentials() {
            assertX(X.logsumexp(1), s(2), 2.2258020492315995, 3.3055197049033453);
            assertX(X.logsumexp(keepDims(1)), s(2, 1), 2.2258020492315995, 3.3055197049033453);
            double[] softmax = {0.17803020550615906, 0.0240937682868484, 0.7978760262069926, 0.9459933827786037,
                    0.036680144031291335,
                    0.017326473190104993};
            assertX(softmax(X), s(2, 3), softmax);
            assertX(softmax(X.transpose(), 0).transpose(), s(2, 3), softmax);
            assertX(logSoftmax(X), s(2, 3), -1.7258020492315993, -3.725802049231599, -0.22580204923159933,
                    -0.05551970490334545,
                    -3.3055197049033453, -4.055519704903345);
        }

        @Test
        void runningAndSorted() {
            assertX(X.cumsum(1), s(2, 3), 0.5, -1, 1, 3.25, 3.25, 2.5);
            assertX(X.cumprod(0), s(2, 3), 0.5, -1.5, 2, 1.625, 0, -1.5);
            assertX(X.cumprod(1), s(2, 3), 0.5, -0.75, -1.5, 3.25, 0, 0);
            assertTensor(arange(1, 8).cumprod(0), INT64, s(7), 1, 2, 6, 24, 120, 720, 5040);
            assertX(X.sort(1), s(2, 3), -1.5, 0.5, 2, -0.75, 0, 3.25);
            assertTensor(X.argsort(0), INT32, s(2, 3), 0, 0, 1, 1, 1, 0);
            assertTensor(Tensor.of(2, 1, 2, 1).argsort(0), INT32, s(4), 1, 3, 0, 2);
        }

        /// The derivative of a running product at a zero, where a division would give NaN.
        @Test
        void theDerivativeOfCumprodIsRightAtZeros() {
            Tensor d = grad(x -> x.cumprod(0).sum()).apply(Tensor.of(2.0, 0.0, 3.0, 5.0));
            // 1 + b + bc + bcd, a + ac + acd, ab + abd, abc at b = 0
            assertX(d, s(4), 1, 2 + 6 + 30, 0, 0);
        }
    }

    @Nested
    class Shaping {
        @Test
        void axes() {
            Tensor t = arange(24).reshape(2, 3, 4);
            assertThat(t.reshape(4, -1).shape()).isEqualTo(s(4, 6));
            assertThat(t.reshape(-1).shape()).isEqualTo(s(24));
            assertThat(t.flatten().toIntArray()).isEqualTo(arange(24).toIntArray());
            assertThat(zeros(0, 3).reshape(-1, 3).shape()).isEqualTo(s(0, 3));
            assertThat(t.transpose().shape()).isEqualTo(s(4, 3, 2));
            assertThat(t.transpose(1, -1, 0).shape()).isEqualTo(s(3, 4, 2));
            assertThat(t.transpose(1, -1, 0).get(2, 3, 1).item()).isEqualTo(t.get(1, 2, 3).item());
            assertThat(t.swapAxes(0, -1).get(3, 2, 1).item()).isEqualTo(t.get(1, 2, 3).item());
            assertThat(t.moveAxis(0, 2).shape()).isEqualTo(s(3, 4, 2));
            assertThat(t.moveAxis(-1, 0).shape()).isEqualTo(s(4, 2, 3));
            assertThat(t.expandDims(-1).shape()).isEqualTo(s(2, 3, 4, 1));
            assertThat(t.expandDims(0).expandDims(2).squeeze().shape()).isEqualTo(s(2, 3, 4));
            assertThat(t.expandDims(0).expandDims(2).squeeze(2).shape()).isEqualTo(s(1, 2, 3, 4));
            assertThat(Tensor.of(1).squeeze().shape()).isEqualTo(s());
            assertThat(Tensor.of(1, 2).broadcastTo(3, 2).toIntArray()).containsExactly(1, 2, 1, 2, 1, 2);
            assertThat(Tensor.scalar(1).broadcastTo(0).size()).isZero();
        }

        @Test
        void copies() {
            assertX(X.flip(1), s(2, 3), 2, -1.5, 0.5, -0.75, 0, 3.25);
            assertX(X.flip().flip(0, 1), s(2, 3), X.toDoubleArray());
            assertX(X.pad(1, 1, 2), s(2, 6), 0, 0.5, -1.5, 2, 0, 0, 0, 3.25, 0, -0.75, 0, 0);
            assertThat(X.tile(2, 1, 2).shape()).isEqualTo(s(2, 2, 6));
            assertTensor(Tensor.of(1, 2).tile(2, 2), INT32, s(2, 4), 1, 2, 1, 2, 1, 2, 1, 2);
            assertX(X.repeat(0, 2), s(4, 3), 0.5, -1.5, 2, 0.5, -1.5, 2, 3.25, 0, -0.75, 3.25, 0, -0.75);
        }

        @Test
        void severalTensors() {
            assertTensor(concat(0, Tensor.of(1, 2), Tensor.of(3.5)), FLOAT64, s(3), 1, 2, 3.5);
            assertX(concat(-1, X, X.get(ALL, slice(0, 1))), s(2, 4), 0.5, -1.5, 2, 0.5, 3.25, 0, -0.75, 3.25);
            assertTensor(stack(-1, Tensor.of(1, 2), Tensor.of(3, 4)), INT32, s(2, 2), 1, 3, 2, 4);
            assertTensor(stack(0, List.of(Tensor.scalar(1), Tensor.scalar(2L))), INT64, s(2), 1, 2);
            var parts = arange(9).split(0, 3);
            assertThat(parts).hasSize(3);
            assertTensor(parts.get(1), INT32, s(3), 3, 4, 5);
            assertThat(concat(0, parts).toIntArray()).isEqualTo(arange(9).toIntArray());
            var rows = X.unstack(0);
            assertX(rows.get(1), s(3), 3.25, 0, -0.75);
            assertX(stack(0, rows), s(2, 3), X.toDoubleArray());
        }
    }

    @Nested
    class Multiplying {
        private final Tensor m = arange(6).reshape(2, 3);
        private final Tensor n = arange(12).reshape(3, 4);
        private final Tensor v = arange(3);
        private final Tensor batch = arange(24).reshape(2, 3, 4);
        private final Tensor other = arange(16).reshape(2, 4, 2);

        @Test
        void matricesVectorsAndBatches() {
            assertTensor(m.matmul(n), INT32, s(2, 4), 20, 23, 26, 29, 56, 68, 80, 92);
            assertTensor(v.matmul(n), INT32, s(4), 20, 23, 26, 29);
            assertTensor(m.matmul(v), INT32, s(2), 5, 14);
            assertTensor(v.matmul(v), INT32, s(), 5);
            assertTensor(matmul(batch, other), INT32, s(2, 3, 2), 28, 34, 76, 98, 124, 162, 604, 658, 780, 850, 956,
                    1042);
            assertTensor(matmul(batch, other.get(0)), INT32, s(2, 3, 2), 28, 34, 76, 98, 124, 162, 172, 226, 220, 290,
                    268, 354);
            assertTensor(matmul(m, batch), INT32, s(2, 2, 4), 20, 23, 26, 29, 56, 68, 80, 92, 56, 59, 62, 65, 200, 212,
                    224, 236);
            assertTensor(matmul(batch, arange(4)), INT32, s(2, 3), 14, 38, 62, 86, 110, 134);
            assertTensor(matmul(v, batch), INT32, s(2, 4), 20, 23, 26, 29, 56, 59, 62, 65);
            assertTensor(matmul(batch, arange(12).reshape(1, 4, 3)), INT32, s(2, 3, 3), 42, 48, 54, 114, 136, 158, 186,
                    224, 262, 258, 312,
                    366, 330, 400, 470, 402, 488, 574);
            assertThat(matmul(ones(5, 1, 2, 3), ones(4, 3, 6)).shape()).isEqualTo(s(5, 4, 2, 6));
            assertTensor(matmul(zeros(2, 0), zeros(0, 2)), FLOAT32, s(2, 2), 0, 0, 0, 0);
        }

        @Test
        void dotAndOuter() {
            assertTensor(v.dot(v), INT32, s(), 5);
            assertTensor(batch.dot(other.get(0)), INT32, s(2, 3, 2), 28, 34, 76, 98, 124, 162, 172, 226, 220, 290, 268,
                    354);
            assertThat(batch.dot(other).shape()).isEqualTo(s(2, 3, 2, 2));
            assertTensor(v.dot(Tensor.scalar(2)), INT32, s(3), 0, 2, 4);
            assertTensor(Tensor.of(1, 2).outer(Tensor.of(3, 4, 5)), INT32, s(2, 3), 3, 4, 5, 6, 8, 10);
        }

        /// IEEE 754: 0 - 0 is 0, though -(0) is -0.
        @Test
        void zeroMinusZero() {
            assertThat(sub(0, Tensor.of(0.0))).hasToString("[0.]");
            assertThat(jit((TensorFn1<Tensor>) x -> sub(0, x)).apply(Tensor.of(0.0))).hasToString("[0.]");
            assertThat(Tensor.of(0.0).neg()).hasToString("[-0.]");
        }

        /// The gradient of log det a is its inverse, symmetric; and what the zeros of the other triangle go through
        /// leaves no NaN.
        @Test
        void derivativesOfCholesky() {
            Tensor a = Tensor.of(new double[][]{{4, 1}, {1, 3}});
            double[] gradient = grad((TensorFn1<Tensor>) x -> log(einsum("ii->i", cholesky(x))).sum().mul(2)).apply(a)
                    .flatten()
                    .toDoubleArray();
            assertThat(gradient).containsExactly(new double[]{3 / 11., -1 / 11., -1 / 11., 4 / 11.}, within(1e-12));
            double[] second = hessian((TensorFn1<Tensor>) x -> log(cholesky(x)).get(0, 0)).apply(a).flatten()
                    .toDoubleArray();
            double[] expected = new double[16];
            expected[0] = -1 / 32.; // log(x) / 2 at 4
            assertThat(second).containsExactly(expected, within(1e-12));
        }

        @Test
        void systems() {
            Tensor a = Tensor.of(new double[][]{{4, 1, 0}, {1, 3, -1}, {0, -1, 2}});
            assertX(solve(a, Tensor.of(1, 2, 3)), s(3), -1 / 9.0, 13 / 9.0, 20 / 9.0);
            Tensor b = Tensor.of(new int[][]{{1, 0}, {2, 1}, {3, -1}});
            assertX(solve(a, b), s(3, 2), -1 / 9.0, -1 / 18.0, 13 / 9.0, 2 / 9.0, 20 / 9.0, -7 / 18.0);
            Tensor two = solve(stack(0, a, a.mul(2)), Tensor.of(1.0, 2.0, 3.0));
            assertX(two, s(2, 3), -1 / 9.0, 13 / 9.0, 20 / 9.0, -1 / 18.0, 13 / 18.0, 20 / 18.0);
            Tensor l = cholesky(a);
            assertX(l, s(3, 3), 2, 0, 0, 0.5, 1.6583123951777, 0, 0, -0.6030226891555273, 1.2792042981336627);
            assertX(l.matmul(l.transpose()), s(3, 3), a.toDoubleArray());
            Tensor y = triangularSolve(l, Tensor.of(1.0, 2.0, 3.0), true);
            assertX(triangularSolve(l.transpose(), y, false), s(3), -1 / 9.0, 13 / 9.0, 20 / 9.0);
            assertX(inverse(a).matmul(a), s(3, 3), eye(3).toDoubleArray());
            assertTensor(solve(eye(INT32, 2), Tensor.of(1, 2)), FLOAT32, s(2), 1, 2);
        }
    }

    @Nested
    class Losing {
        private final Tensor logits = Tensor.of(new double[][]{{2, 1, -1}, {0.5, 0.25, 3}});

        @Test
        void crossEntropies() {
            assertX(crossEntropy(logits, Tensor.of(0, 2)), s(), 0.2426505282452247);
            assertX(crossEntropy(logits, Tensor.of(UINT8, 0, 2)), s(), 0.2426505282452247);
            assertX(crossEntropy(logits, Tensor.of(new double[][]{{0.7, 0.2, 0.1}, {0, 0.5, 0.5}})), s(),
                    1.1801505282452247);
            assertX(crossEntropy(logits, oneHot(Tensor.of(0, 2), 3)), s(), 0.2426505282452247);
            double first = crossEntropy(logits.get(0), Tensor.scalar(0)).item();
            double second = crossEntropy(logits.get(1), Tensor.scalar(2)).item();
            assertThat((first + second) / 2).isCloseTo(0.2426505282452247, within(1e-15));
            Tensor each = vmap((x, y) -> crossEntropy(x, y)).apply(logits, Tensor.of(0, 2));
            assertX(each, s(2), first, second);
            Tensor d = grad(x -> crossEntropy(x, Tensor.of(0, 2))).apply(logits);
            assertX(d, s(2, 3), softmax(logits).sub(oneHot(Tensor.of(0, 2), 3)).div(2).toDoubleArray());
        }

        @Test
        void others() {
            assertX(mseLoss(Tensor.of(1.0, 2.0), Tensor.of(3.0, 5.0)), s(), 6.5);
            Tensor z = Tensor.of(-0.8, 1.2, 0.7);
            Tensor y = Tensor.of(0.3, 0.8, 1.2);
            assertX(binaryCrossEntropyWithLogits(z, y), s(), 0.4591897273904222);
            assertX(binaryCrossEntropyWithLogits(z, y, Tensor.of(1, 2, 0.5), Tensor.of(3.0, 1, 2)), s(),
                    0.8979435513221699);
            assertTensor(oneHot(Tensor.of(new int[][]{{2}, {5}}), 3), FLOAT32, s(2, 1, 3), 0, 0, 1, 0, 0, 0);
        }
    }

    @Test
    void stopGradientIsAConstantToTheDerivative() {
        assertX(grad(x -> x.mul(stopGradient(x)).sum()).apply(Tensor.of(3.0, 4.0)), s(2), 3, 4);
    }

    @Test
    void aParameterIsReadAndNotGivenAway() {
        var w = new Parameter(Tensor.of(1.0, 2.0));
        Tensor same = w.reshape(2).cast(FLOAT64).broadcastTo(2);
        w.assign(Tensor.of(5.0, 6.0));
        assertX(same, s(2), 1, 2);
        assertX(w.mul(1), s(2), 5, 6);
        assertThat(w.get(0).item()).isEqualTo(5);
    }
}
