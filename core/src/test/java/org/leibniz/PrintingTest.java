package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.leibniz.array.TensorText;
import org.leibniz.ir.Buffers;

/// Tensors print as MindSpore 2.10 prints them (`parity/printing.json`); beyond those vectors, as NumPy 1.26.4 prints
/// arrays, and by the rules of MindSpore's own text.
class PrintingTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    // The vectors

    @TestFactory
    Stream<DynamicTest> vectors() {
        List<?> vectors = (List<?>) Objects.requireNonNull(Json.resource("/parity/printing.json"));
        assertThat(vectors).hasSize(153);
        return vectors.stream().map(v -> (Map<?, ?>) v)
                .map(v -> DynamicTest.dynamicTest((String) get(v, "name"), () -> check(v)));
    }

    private static void check(Map<?, ?> vector) {
        DType dtype = DType.valueOf(((String) get(vector, "dtype")).toUpperCase(Locale.ROOT));
        Shape shape = Shape
                .of(((List<?>) get(vector, "shape")).stream().mapToInt(d -> ((Long) d).intValue()).toArray());
        Object array = elements(vector, dtype, shape.size());
        assertThat(TensorText.str(dtype, shape, array)).isEqualTo(get(vector, "str"));
        assertThat(TensorText.repr(dtype, shape, array)).isEqualTo(get(vector, "repr_linux"));
    }

    private static Object get(Map<?, ?> vector, String key) {
        return Objects.requireNonNull(vector.get(key), key);
    }

    /// Floats are given by their bits, other elements by their values: a list, or the word "arange".
    private static Object elements(Map<?, ?> vector, DType dtype, int size) {
        Object array = Buffers.allocate(dtype, size);
        for (int i = 0; i < size; i++) {
            if (vector.get("hex_bits") instanceof List<?> bits) {
                setBits(array, i, Long.parseUnsignedLong((String) bits.get(i), 16));
            } else if (get(vector, "values") instanceof List<?> values) {
                Object value = values.get(i);
                Buffers.setLong(dtype, array, i, value instanceof Boolean b ? (b ? 1 : 0) : (Long) value);
            } else {
                assertThat(get(vector, "values")).isEqualTo("arange");
                Buffers.setLong(dtype, array, i, i);
            }
        }
        return array;
    }

    private static void setBits(Object array, int index, long bits) {
        switch (array) {
            case double[] a -> a[index] = Double.longBitsToDouble(bits);
            case float[] a -> a[index] = Float.intBitsToFloat((int) bits);
            case short[] a -> a[index] = (short) bits;
            default ->
                throw new IllegalArgumentException("array: expected an array of floats, got " + array.getClass());
        }
    }

    // print(tensor)

    private static String str(DType dtype, Shape shape, double... values) {
        return TensorText.str(dtype, shape, array(dtype, values));
    }

    /// The text of a vector.
    private static String str(DType dtype, double... values) {
        return str(dtype, Shape.of(values.length), values);
    }

    private static Object array(DType dtype, double... values) {
        Object array = Buffers.allocate(dtype, values.length);
        for (int i = 0; i < values.length; i++) {
            Buffers.setDouble(dtype, array, i, values[i]);
        }
        return array;
    }

    private static double[] range(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    @Test
    void scalarsHaveTheFewestDigitsOfTheirType() {
        assertThat(scalars(DType.FLOAT32, 0.1, 1 / 3.0, 1.2e-4, 1e-4, 1e15, 1e16, 123456789012.0, 93323264,
                Float.MIN_VALUE, -0.0))
                .containsExactly("0.1", "0.33333334", "0.00012", "1e-04", "1000000000000000.0", "1e+16",
                        "123456790000.0", "93323260.0",
                        "1e-45", "-0.0");
        assertThat(scalars(DType.FLOAT64, 0.1, 1 / 3.0, 1e-4, 0x1p-44, 1e16, 123456789012.0, Double.MIN_VALUE))
                .containsExactly("0.1",
                        "0.3333333333333333", "0.0001", "5.684341886080802e-14", "1e+16", "123456789012.0", "5e-324");
        assertThat(scalars(DType.FLOAT16, 0.1, 65504, 1e-7)).containsExactly("0.1", "65500.0", "1e-07");
        assertThat(scalars(DType.FLOAT32, NAN, INF, -INF)).containsExactly("nan", "inf", "-inf");
    }

    private static Stream<String> scalars(DType dtype, double... values) {
        return DoubleStream.of(values).mapToObj(x -> str(dtype, Shape.SCALAR, x));
    }

    @Test
    void halvesHaveTheirOwnDigits() {
        assertThat(str(DType.FLOAT16, 0.1, -2, 1 / 3.0)).isEqualTo("[ 0.1    -2.      0.3333]");
        assertThat(str(DType.FLOAT16, 0.1, -2, 1 / 3.0, 65504))
                .isEqualTo("[ 9.998e-02 -2.000e+00  3.333e-01  6.550e+04]");
        assertThat(str(DType.FLOAT16, 1e-7, 0.1)).isEqualTo("[1.e-07 1.e-01]");
    }

    @Test
    void bfloat16PrintsAsFloat32() {
        assertThat(TensorText.str(DType.BFLOAT16, Shape.of(2), new short[]{0x3dcc, 0x4048}))
                .isEqualTo("[0.09960938 3.125     ]");
    }

    @Test
    void digitsBeforeThePointAreTrueInArrays() {
        assertThat(str(DType.FLOAT32, 93323264)).isEqualTo("[93323264.]");
        assertThat(str(DType.FLOAT16, 11312, 93.3)).isEqualTo("[11312.     93.3]");
    }

    @Test
    void scientificColumnsShareTheirDigits() {
        assertThat(str(DType.FLOAT64, 1e300, 1e-5)).isEqualTo("[1.e+300 1.e-005]");
        assertThat(str(DType.FLOAT64, 9.9999999999e9, 1)).isEqualTo("[1.e+10 1.e+00]");
        assertThat(str(DType.FLOAT32, 0, -1e9)).isEqualTo("[ 0.e+00 -1.e+09]");
    }

    @Test
    void theRangeIsRoundedToTheElementType() {
        assertThat(str(DType.FLOAT32, 1000.2, 1)).isEqualTo("[1.0002e+03 1.0000e+00]");
        assertThat(str(DType.FLOAT16, 1000.2, 1)).isEqualTo("[1000.    1.]");
        assertThat(str(DType.FLOAT16, 1000.5, 1)).isEqualTo("[1.0005e+03 1.0000e+00]");
    }

    @Test
    void notANumberAndInfinityStandRight() {
        assertThat(str(DType.FLOAT32, NAN, INF, -INF, 1.5)).isEqualTo("[ nan  inf -inf  1.5]");
        assertThat(str(DType.FLOAT32, NAN, 1e-5)).isEqualTo("[   nan 1.e-05]");
        assertThat(str(DType.FLOAT64, NAN, INF)).isEqualTo("[nan inf]");
    }

    @Test
    void integersStandRightAndBytesMayBeUnsigned() {
        assertThat(TensorText.str(DType.INT64, Shape.of(2), new long[]{Long.MIN_VALUE, Long.MAX_VALUE}))
                .isEqualTo("[-9223372036854775808  9223372036854775807]");
        assertThat(TensorText.str(DType.UINT8, Shape.of(2), new byte[]{-1, 0})).isEqualTo("[255   0]");
        assertThat(TensorText.str(DType.INT16, Shape.of(2), new short[]{-1, 0})).isEqualTo("[-1  0]");
    }

    @Test
    void fullLinesLoseTheBlanksAtTheirEnd() {
        double[] values = DoubleStream.concat(DoubleStream.generate(() -> 0.25).limit(7), DoubleStream.of(1 / 3.0, 0.5))
                .toArray();
        assertThat(str(DType.FLOAT64, Shape.of(1, 9), values)).isEqualTo("""
                [[0.25       0.25       0.25       0.25       0.25       0.25
                  0.25       0.33333333 0.5       ]]""");
    }

    @Test
    void moreThanAThousandElementsAreCutShort() {
        assertThat(str(DType.INT32, range(1001))).isEqualTo("[   0    1    2 ...  998  999 1000]");
        assertThat(str(DType.INT32, range(1000))).doesNotContain("...")
                .endsWith("\n 990 991 992 993 994 995 996 997 998 999]");
        assertThat(str(DType.FLOAT32, Shape.of(7, 2, 80), range(1120))).isEqualTo("""
                [[[0.000e+00 1.000e+00 2.000e+00 ... 7.700e+01 7.800e+01 7.900e+01]
                  [8.000e+01 8.100e+01 8.200e+01 ... 1.570e+02 1.580e+02 1.590e+02]]

                 [[1.600e+02 1.610e+02 1.620e+02 ... 2.370e+02 2.380e+02 2.390e+02]
                  [2.400e+02 2.410e+02 2.420e+02 ... 3.170e+02 3.180e+02 3.190e+02]]

                 [[3.200e+02 3.210e+02 3.220e+02 ... 3.970e+02 3.980e+02 3.990e+02]
                  [4.000e+02 4.010e+02 4.020e+02 ... 4.770e+02 4.780e+02 4.790e+02]]

                 ...

                 [[6.400e+02 6.410e+02 6.420e+02 ... 7.170e+02 7.180e+02 7.190e+02]
                  [7.200e+02 7.210e+02 7.220e+02 ... 7.970e+02 7.980e+02 7.990e+02]]

                 [[8.000e+02 8.010e+02 8.020e+02 ... 8.770e+02 8.780e+02 8.790e+02]
                  [8.800e+02 8.810e+02 8.820e+02 ... 9.570e+02 9.580e+02 9.590e+02]]

                 [[9.600e+02 9.610e+02 9.620e+02 ... 1.037e+03 1.038e+03 1.039e+03]
                  [1.040e+03 1.041e+03 1.042e+03 ... 1.117e+03 1.118e+03 1.119e+03]]]""");
    }

    @Test
    void emptyArraysAreOnePairOfBrackets() {
        assertThat(str(DType.FLOAT32, Shape.of(2, 0, 3))).isEqualTo("[]");
        assertThat(str(DType.BOOL, Shape.of(0))).isEqualTo("[]");
    }

    // A tensor inside a printed tuple

    /// The part of the text after `value=`.
    private static String value(DType dtype, Shape shape, double... values) {
        String text = TensorText.repr(dtype, shape, array(dtype, values));
        String opening = "Tensor(shape=" + Arrays.toString(shape.toArray()) + ", dtype=" + dtype.title() + ", value=";
        assertThat(text).startsWith(opening).endsWith(")");
        return text.substring(opening.length(), text.length() - 1);
    }

    @Test
    void scalarsInTuplesHaveSixDigits() {
        double[] values = {0.914285, 4, 123456789, 999999.5, 1e-4, 9.99999e-5, 0, -0.0, -INF, NAN};
        assertThat(DoubleStream.of(values).mapToObj(x -> value(DType.FLOAT64, Shape.SCALAR, x))).containsExactly(
                " 0.914285", " 4",
                " 1.23457e+08", " 1e+06", " 0.0001", " 9.99999e-05", " 0", " -0", " -inf", " nan");
    }

    @Test
    void elementsInTuplesHaveTheDigitsOfTheirType() {
        assertThat(value(DType.FLOAT16, Shape.of(2), 0.1, NAN)).isEqualTo(" [ 9.9976e-02,         nan]");
        assertThat(value(DType.BFLOAT16, Shape.of(3), 0.125, 1, 1e30))
                .isEqualTo(" [      0.125,           1, 1.00026e+30]");
        assertThat(value(DType.FLOAT32, Shape.of(2), -INF, 0.1)).isEqualTo(" [           -inf,  1.00000001e-01]");
        assertThat(value(DType.UINT8, Shape.of(2), 255, 0)).isEqualTo(" [255,   0]");
    }

    @Test
    void vectorsInTuplesAreCutShortBeyondAThousand() {
        assertThat(value(DType.INT32, Shape.of(1001), range(1001)))
                .isEqualTo(" [   0,    1,    2 ...  998,  999, 1000]");
        assertThat(value(DType.INT32, Shape.of(1008), range(1008)))
                .isEqualTo(" [   0,    1,    2 ... 1005, 1006, 1007]");
        assertThat(value(DType.INT32, Shape.of(1000), range(1000))).doesNotContain("...").contains(" 23, \n  24,");
    }

    @Test
    void emptyTensorsInTuplesHaveNoValue() {
        assertThat(value(DType.FLOAT32, Shape.of(0))).isEqualTo(" ");
        assertThat(value(DType.FLOAT32, Shape.of(2, 0))).isEqualTo("\n");
    }
}
