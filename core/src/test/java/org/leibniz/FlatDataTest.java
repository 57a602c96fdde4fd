package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

/// Tensors of flat data and a shape, beside the vectors and nested arrays that they must not be mistaken for.
@SuppressWarnings("NullAway") // what is told of nulls
final class FlatDataTest {

    @Test
    void dataIsTakenRowsFirst() {
        Tensor x = Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 2, 3);
        assertThat(x.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x).hasToString("[[1. 2. 3.]\n [4. 5. 6.]]");
        assertThat(x.get(1, 0).item()).isEqualTo(4);
    }

    @Test
    void theArraySaysTheDtype() {
        assertThat(Tensor.of(new double[]{1, 2}, 2, 1).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of(new int[]{1, 2}, 2, 1).dtype()).isEqualTo(DType.INT32);
        assertThat(Tensor.of(new long[]{1, 2}, 2, 1).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.of(new boolean[]{true, false}, 2, 1)).hasToString("[[ True]\n [False]]");
        assertThat(Tensor.of(DType.FLOAT16, new double[]{1, 2.5}, 2, 1)).hasToString("[[1. ]\n [2.5]]");
        assertThat(Tensor.of(DType.INT8, new long[]{1, -2}, 1, 2)).hasToString("[[ 1 -2]]");
        assertThat(Tensor.of(DType.INT64, new long[]{Long.MAX_VALUE}, 1, 1).itemAsLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutExtentsAnArrayIsAVectorAndNumbersAreElements() {
        assertThat(Tensor.of(new float[]{1, 2}).shape()).isEqualTo(Shape.of(2));
        assertThat(Tensor.of(new double[]{1}).shape()).isEqualTo(Shape.of(1));
        assertThat(Tensor.of(new int[]{1, 2, 3}).shape()).isEqualTo(Shape.of(3));
        assertThat(Tensor.of(new long[]{1, 2, 3}).shape()).isEqualTo(Shape.of(3));
        assertThat(Tensor.of(new boolean[]{true}).shape()).isEqualTo(Shape.of(1));
        assertThat(Tensor.of(1f, 2f).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(1, 2, 3)).hasToString("[1 2 3]");
        assertThat(Tensor.of(1, 2.5).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of(DType.FLOAT64, 1, 2).shape()).isEqualTo(Shape.of(2));
        assertThat(Tensor.of(DType.FLOAT32, new double[]{1, 2}).shape()).isEqualTo(Shape.of(2));
        assertThat(Tensor.of(new int[][]{{1, 2}, {3, 4}}).shape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void extentsMayBeComputed() {
        for (Tensor x : new Tensor[]{Tensor.of(new double[][]{{1, 2, 3}}), Tensor.scalar(4.0),
                Ops.zeros(DType.FLOAT64, 0, 3)}) {
            Tensor again = Tensor.of(x.toDoubleArray(), x.shape().toArray());
            assertThat(again.shape()).isEqualTo(x.shape());
            assertThat(again.toDoubleArray()).isEqualTo(x.toDoubleArray());
        }
    }

    @Test
    void aShapeStandsWhereExtentsDo() {
        Tensor y = Tensor.of(new double[][]{{1, 2}, {3, 4}, {5, 6}});
        Shape s = y.shape();
        assertThat(Tensor.of(1, 2, 3, 4, 5, 6).reshape(s)).hasToString("[[1 2]\n [3 4]\n [5 6]]");
        assertThat(Tensor.of(7.0).broadcastTo(s).toDoubleArray()).containsOnly(7).hasSize(6);
        assertThat(Ops.zeros(s).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.ones(DType.INT32, s)).hasToString("[[1 1]\n [1 1]\n [1 1]]");
        assertThat(Ops.zeros(DType.BOOL, s).shape()).isEqualTo(s);
        assertThat(Ops.ones(s).shape()).isEqualTo(s);
        assertThat(Ops.full(7, s).dtype()).isEqualTo(DType.INT32);
        assertThat(Ops.full(DType.FLOAT64, 7, s).sum().item()).isEqualTo(42);
        var key = Key.of(3);
        assertThat(Ops.normal(key, s).toFloatArray()).isEqualTo(Ops.normal(key, 3, 2).toFloatArray());
        assertThat(Ops.normal(DType.FLOAT64, key, s).toDoubleArray())
                .isEqualTo(Ops.normal(DType.FLOAT64, key, 3, 2).toDoubleArray());
        assertThat(Ops.uniform(key, s).toFloatArray()).isEqualTo(Ops.uniform(key, 3, 2).toFloatArray());
        assertThat(Ops.uniform(DType.FLOAT64, key, s).toDoubleArray())
                .isEqualTo(Ops.uniform(DType.FLOAT64, key, 3, 2).toDoubleArray());
        assertThat(Ops.zeros(Shape.SCALAR).item()).isZero();
    }

    @Test
    void dataIsCopied() {
        float[] data = {1, 2};
        Tensor x = Tensor.of(data, 1, 2);
        data[0] = 9;
        assertThat(x.toFloatArray()).containsExactly(1, 2);
        x.toFloatArray()[0] = 9;
        assertThat(x.toFloatArray()).containsExactly(1, 2);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .withMessage("Tensor.of: expected 6 elements of data for shape (2, 3), got 5");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new long[]{1, 2}, new int[0]))
                .withMessage(
                        "Tensor.of: expected 1 element of data for shape (), got 2; no extents make a 0-d tensor, "
                                + "Tensor.of(data, 2) a"
                                + " vector");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new double[6], 2, -1))
                .withMessage(
                        "Tensor.of: dims: expected extents of 0 or more, got -1 in [2, -1]; to leave one open, make a "
                                + "vector and reshape"
                                + " that: Tensor.of(data).reshape(..)");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new int[6], 65536, 65536))
                .withMessageContaining("2^31 - 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(DType.INT8, new double[]{1.5}, 1, 1))
                .withMessageContaining("whole number");
        assertThatNullPointerException().isThrownBy(() -> Tensor.of((float[]) null, 2, 3))
                .withMessage("Tensor.of: data: expected an array of the elements, got null");
        assertThatNullPointerException().isThrownBy(() -> Tensor.of(new float[2], (int[]) null))
                .withMessage("Tensor.of: dims: expected the extents, got null");
    }
}
