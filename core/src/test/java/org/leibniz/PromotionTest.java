package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT16;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;
import static org.leibniz.DType.INT8;
import static org.leibniz.DType.UINT8;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules by which operands meet, written down as tables.
class PromotionTest {
    /// Rows and columns are dtypes; the kind decides first (bool < integer < float), then the width.
    private static final String TABLE = """
                     BOOL     UINT8    INT8     INT16    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            BOOL     BOOL     UINT8    INT8     INT16    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            UINT8    UINT8    UINT8    INT16    INT16    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            INT8     INT8     INT16    INT8     INT16    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            INT16    INT16    INT16    INT16    INT16    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            INT32    INT32    INT32    INT32    INT32    INT32    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            INT64    INT64    INT64    INT64    INT64    INT64    INT64    FLOAT16  BFLOAT16 FLOAT32  FLOAT64
            FLOAT16  FLOAT16  FLOAT16  FLOAT16  FLOAT16  FLOAT16  FLOAT16  FLOAT16  FLOAT32  FLOAT32  FLOAT64
            BFLOAT16 BFLOAT16 BFLOAT16 BFLOAT16 BFLOAT16 BFLOAT16 BFLOAT16 FLOAT32  BFLOAT16 FLOAT32  FLOAT64
            FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT32  FLOAT64
            FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64  FLOAT64
            """;

    private static List<String> words(String line) {
        return Arrays.asList(line.trim().split(" +"));
    }

    @Test
    void promotionIsTheTable() {
        var lines = TABLE.lines().toList();
        var columns = words(lines.getFirst());
        assertThat(lines).hasSize(DType.values().length + 1);
        for (String line : lines.subList(1, lines.size())) {
            var row = words(line);
            for (int j = 0; j < columns.size(); j++) {
                DType a = DType.valueOf(row.getFirst());
                DType b = DType.valueOf(columns.get(j));
                assertThat(DType.promote(a, b)).as("%s with %s", a, b).isEqualTo(DType.valueOf(row.get(j + 1)));
            }
        }
    }

    /// The dtype of what an operation gives for two dtypes: what the function asks for comes after promotion.
    @ParameterizedTest
    @CsvSource({
            "BOOL, BOOL, INT32, FLOAT32, INT32, BOOL, BOOL",
            "BOOL, INT32, INT32, FLOAT32, INT32, INT32, INT32",
            "INT32, INT32, INT32, FLOAT32, INT32, INT32, INT32",
            "INT32, INT64, INT64, FLOAT32, INT64, INT64, INT64",
            "UINT8, INT32, INT32, FLOAT32, INT32, INT32, INT32",
            "INT64, FLOAT16, FLOAT16, FLOAT16, FLOAT16, FLOAT16, ",
            "FLOAT16, BFLOAT16, FLOAT32, FLOAT32, FLOAT32, FLOAT32, ",
            "INT8, FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT32, ",
            "FLOAT32, FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64, "})
    void twoTensors(DType a, DType b, DType add, DType div, DType pow, DType maximum, DType and) {
        for (boolean swapped : new boolean[]{false, true}) {
            Tensor x = ones(swapped ? b : a, 2);
            Tensor y = ones(swapped ? a : b, 2);
            assertThat(x.add(y).dtype()).isEqualTo(add);
            assertThat(x.sub(y).dtype()).isEqualTo(add);
            assertThat(x.mul(y).dtype()).isEqualTo(add);
            assertThat(x.mod(y).dtype()).isEqualTo(add);
            assertThat(x.fmod(y).dtype()).isEqualTo(add);
            assertThat(x.floorDiv(y).dtype()).isEqualTo(add);
            assertThat(x.matmul(y).dtype()).isEqualTo(add);
            assertThat(x.div(y).dtype()).isEqualTo(div);
            assertThat(x.pow(y).dtype()).isEqualTo(pow);
            assertThat(x.maximum(y).dtype()).isEqualTo(maximum);
            assertThat(x.minimum(y).dtype()).isEqualTo(maximum);
            assertThat(x.le(y).dtype()).isEqualTo(BOOL);
            if (and != null) {
                assertThat(x.and(y).dtype()).isEqualTo(and);
            }
            assertThat(where(Tensor.scalar(true), x, y).dtype()).isEqualTo(DType.promote(a, b));
            assertThat(concat(0, x, y).dtype()).isEqualTo(DType.promote(a, b));
        }
    }

    /// A Java number is weak: its kind takes part, its width does not.
    @ParameterizedTest
    @CsvSource({
            "BOOL, INT32, FLOAT32",
            "INT32, INT32, FLOAT32",
            "INT64, INT64, FLOAT32",
            "FLOAT16, FLOAT16, FLOAT16",
            "BFLOAT16, BFLOAT16, BFLOAT16",
            "FLOAT32, FLOAT32, FLOAT32",
            "FLOAT64, FLOAT64, FLOAT64"})
    void tensorAndNumber(DType dtype, DType whole, DType floating) {
        Tensor x = ones(dtype, 2);
        for (Number n : new Number[]{2, 2L, (short) 2, (byte) 2}) {
            assertThat(x.mul(n).dtype()).isEqualTo(whole);
            assertThat(sub(n, x).dtype()).isEqualTo(whole);
            assertThat(x.maximum(n).dtype()).isEqualTo(whole);
            assertThat(x.pow(n).dtype()).isEqualTo(whole);
            assertThat(pow(n, x).dtype()).isEqualTo(whole);
            assertThat(x.div(n).dtype()).isEqualTo(floating);
            assertThat(x.lt(n).toBooleanArray()).containsExactly(true, true);
        }
        for (Number n : new Number[]{1.5, 1.5f}) {
            assertThat(x.mul(n).dtype()).isEqualTo(floating);
            assertThat(div(n, x).dtype()).isEqualTo(floating);
            assertThat(x.minimum(n).toDoubleArray()).containsExactly(1, 1);
            assertThat(x.lt(n).toBooleanArray()).containsExactly(true, true);
        }
        assertThat(where(x.gt(5), x, 0).dtype()).isEqualTo(whole);
        assertThat(where(x.gt(5), 0.5, x).dtype()).isEqualTo(floating);
    }

    @Test
    void aNumberIsExact() {
        assertThat(Tensor.of(1L).add(Long.MAX_VALUE - 1).itemAsLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(Tensor.of(0L).sub((1L << 53) + 1).itemAsLong()).isEqualTo(-(1L << 53) - 1);
        assertThat(Tensor.of(0.1f).eq(0.1f).isTrue()).isTrue();
        assertThat(Tensor.of(0.1).eq(0.1).isTrue()).isTrue();
        assertThat(Tensor.of(1, 2, 3).gt(1.5).toBooleanArray()).containsExactly(false, true, true);
        assertThat(Tensor.of(UINT8, 3, 200).eq(200).toBooleanArray()).containsExactly(false, true);
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(1).add(3_000_000_000L))
                .withMessageContaining("3000000000");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(UINT8, 1).eq(-1))
                .withMessageContaining("UINT8");
    }

    /// Functions of one tensor.
    @ParameterizedTest
    @EnumSource
    void oneTensor(DType dtype) {
        Tensor x = ones(dtype, 2, 2);
        DType counted = dtype == BOOL ? INT32 : dtype;
        DType real = dtype.isFloating() ? dtype : FLOAT32;
        if (dtype.computes()) {
            for (Tensor t : List.of(x.neg(), abs(x), sign(x), square(x), relu(x), x.cumsum(0), x.outer(x), x.dot(x),
                    einsum("ij->i", x))) {
                assertThat(t.dtype()).isEqualTo(counted);
            }
            for (Tensor t : List.of(x.sum(), x.prod(0), x.cumprod(1))) { // as MindSpore 2.10 gives them
                assertThat(t.dtype()).isEqualTo(counted == INT32 ? INT64 : counted);
            }
            for (Tensor t : List.of(sin(x), exp(x), floor(x), sigmoid(x), x.mean(), x.std(0), x.var(1), x.norm(),
                    x.logsumexp(0),
                    softmax(x), logSoftmax(x, 0), gelu(x), silu(x), mseLoss(x, x))) {
                assertThat(t.dtype()).isEqualTo(real);
            }
            assertThat(x.max().dtype()).isEqualTo(dtype);
            assertThat(x.argmax(0).dtype()).isEqualTo(INT32);
        }
        assertThat(x.any(0).dtype()).isEqualTo(BOOL);
        assertThat(x.all().toBooleanArray()).containsExactly(true);
        for (Tensor t : List.of(x.reshape(4), x.transpose(), x.get(0), x.flip(), x.pad(0, 1, 0), stack(0, x, x),
                x.tile(2), zerosLike(x))) {
            assertThat(t.dtype()).isEqualTo(dtype);
        }
    }

    /// More than an int32 holds.
    @Test
    void sumsAndProductsOfManyIntegers() {
        assertThat(full(INT32, 2_000_000_000, 2).sum().itemAsLong()).isEqualTo(4_000_000_000L);
        assertThat(full(INT32, 100_000, 3).prod().itemAsLong()).isEqualTo(1_000_000_000_000_000L);
        assertThat(full(INT32, 100_000, 3).cumprod(0).toLongArray()).containsExactly(100_000, 10_000_000_000L,
                1_000_000_000_000_000L);
    }

    /// What only stores does not compute, unless it is promoted to what does.
    @ParameterizedTest
    @EnumSource(names = {"INT8", "UINT8", "INT16"})
    void storage(DType dtype) {
        Tensor x = Tensor.of(dtype, 1, 2);
        List<Supplier<?>> refused = List.of(() -> x.add(x), () -> x.mul(2), () -> x.neg(), () -> x.sum(),
                () -> x.mean(), () -> sin(x),
                () -> x.max(), () -> x.matmul(x), () -> x.cumsum(0), () -> x.sort(0), () -> einsum("i,i", x, x),
                () -> x.at(0).add(1),
                () -> softmax(x));
        for (Supplier<?> r : refused) {
            assertThatIllegalArgumentException().isThrownBy(r::get).withMessageContaining(dtype.name())
                    .withMessageContaining("cast");
        }
        assertThat(x.mul(0.5).toFloatArray()).containsExactly(0.5f, 1);
        assertThat(x.add(Tensor.of(1, 1)).toIntArray()).containsExactly(2, 3);
        assertThat(x.ge(2).toBooleanArray()).containsExactly(false, true);
        assertThat(where(x.ge(2), x, 0).dtype()).isEqualTo(dtype);
    }

    @Test
    void signedAndUnsignedBytesCompareInInt16() {
        assertThat(Tensor.of(UINT8, 200).gt(Tensor.of(INT8, -56)).isTrue()).isTrue();
    }

    /// Broadcasting: two shapes, and what they give.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "()        | ()        | ()",
            "()        | (2, 3)    | (2, 3)",
            "(3,)      | (2, 3)    | (2, 3)",
            "(1,)      | (3,)      | (3,)",
            "(2, 1)    | (3,)      | (2, 3)",
            "(2, 1)    | (1, 3)    | (2, 3)",
            "(4, 1, 3) | (2, 1)    | (4, 2, 3)",
            "(0,)      | (1,)      | (0,)",
            "(0, 3)    | (3,)      | (0, 3)",
            "(2, 0)    | (1, 1)    | (2, 0)",
            "(3,)      | (4,)      | -",
            "(2, 3)    | (2,)      | -",
            "(2, 3)    | (2, 4)    | -",
            "(0,)      | (2,)      | -"})
    void broadcasting(String a, String b, String expected) {
        Tensor x = ones(dims(a));
        Tensor y = ones(dims(b)).mul(2);
        if (expected.equals("-")) {
            assertThatIllegalArgumentException().isThrownBy(() -> x.mul(y)).withMessageContainingAll("mul",
                    x.shape().toString(),
                    y.shape().toString());
            return;
        }
        assertThat(x.add(y).shape()).hasToString(expected);
        assertThat(y.add(x).shape()).hasToString(expected);
        assertThat(x.lt(y).shape()).hasToString(expected);
        assertThat(where(x.lt(y), x, y).shape()).hasToString(expected);
        assertThat(x.add(y).all().isTrue() && x.add(y).eq(3).all().isTrue()).isTrue();
    }

    private static int[] dims(String shape) {
        String inner = shape.substring(1, shape.length() - 1).replace(" ", "");
        return inner.isEmpty() ? new int[0] : Arrays.stream(inner.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void casts() {
        Tensor x = Tensor.of(-1.5, 0, 0.5, 2.5, 300, Double.NaN, 1e300);
        assertThat(x.cast(INT32).toIntArray()).containsExactly(-1, 0, 0, 2, 300, 0, Integer.MAX_VALUE);
        assertThat(x.cast(INT64).toLongArray()).containsExactly(-1, 0, 0, 2, 300, 0, Long.MAX_VALUE);
        assertThat(x.cast(BOOL).toBooleanArray()).containsExactly(true, false, true, true, true, true, true);
        assertThat(x.cast(FLOAT32).toFloatArray()).containsExactly(-1.5f, 0, 0.5f, 2.5f, 300, Float.NaN,
                Float.POSITIVE_INFINITY);
        assertThat(Tensor.of(0.1, 70000).cast(FLOAT16).toDoubleArray()).containsExactly(0.0999755859375,
                Double.POSITIVE_INFINITY);
        assertThat(Tensor.of(1, -1, 256 + 7).cast(UINT8).toIntArray()).containsExactly(1, 255, 7);
        assertThat(Tensor.of(130, -129).cast(INT8).toIntArray()).containsExactly(-126, 127);
        assertThat(Tensor.of(true, false).cast(FLOAT64).toDoubleArray()).containsExactly(1, 0);
    }
}
