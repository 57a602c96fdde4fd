package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// Sorts are those of the reference, in any parts.
class SortingTest {

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"UINT8", "INT8", "INT16"}, mode = EnumSource.Mode.EXCLUDE)
    void asTheReference(DType type) {
        var random = new Random(1);
        int[][] shapes = {{1}, {17}, {300}, {2, 5, 3}, {3, 40, 2}, {4, 0, 2}, {1, 1, 7}};
        for (int[] shape : shapes) {
            for (int axis = 0; axis < shape.length; axis++) {
                check(Oracle.special(random, type, shape), axis);
            }
        }
    }

    private static void check(Value x, int axis) {
        var along = Axis.of(x.shape(), axis);
        Object[] expected = Oracle.run(new Routine.Sort(axis), x);
        Object sorted = Buffers.allocate(x.dtype(), x.shape().size());
        int[] positions = new int[x.shape().size()];
        int middle = along.lines() / 3;
        Sorting.sort(x.dtype(), x.data(), along, sorted, positions, middle, along.lines());
        Sorting.sort(x.dtype(), x.data(), along, sorted, positions, 0, middle);
        assertThat(positions).isEqualTo(expected[1]);
        assertThat(sorted).isEqualTo(expected[0]);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64", "INT64"})
    void longLines(DType type) {
        longLine(type, 1, 1000);
        longLine(type, 1e-9, 1 << 30);
        longLine(type, 1L << 31, 1000);
        longLine(type, 1L << 29, 100);
    }

    private static void longLine(DType type, double unit, int range) {
        int n = 100_003;
        var random = new Random(2);
        var x = Oracle.filled(type, () -> (random.nextInt(range) - range / 2) * unit, n);
        Object sorted = Buffers.allocate(type, n);
        int[] positions = new int[n];
        Sorting.sort(type, x.data(), new Axis(1, n, 1), sorted, positions, 0, 1);
        for (int i = 0; i < n; i++) {
            double y = Buffers.getDouble(type, sorted, i);
            assertThat(y).isEqualTo(Buffers.getDouble(type, x.data(), positions[i]));
            if (i > 0) {
                double before = Buffers.getDouble(type, sorted, i - 1);
                assertThat(before < y || before == y && positions[i - 1] < positions[i]).isTrue();
            }
        }
    }

    @Test
    void ordersSpecialFloats() {
        double otherNan = Double.longBitsToDouble(-1L);
        double[] x = {Double.NaN, 1, Double.POSITIVE_INFINITY, 0.0, -0.0, -1, Double.NEGATIVE_INFINITY, otherNan,
                Double.MIN_VALUE};
        double[] sorted = new double[x.length];
        int[] positions = new int[x.length];
        Sorting.sort(DType.FLOAT64, x, new Axis(1, x.length, 1), sorted, positions, 0, 1);
        assertThat(positions).isEqualTo(new int[]{6, 5, 3, 4, 8, 1, 2, 0, 7});
        float[] f = {Float.NaN, -0f, 0f, Float.intBitsToFloat(-1), -1};
        float[] sortedFloats = new float[f.length];
        positions = new int[f.length];
        Sorting.sort(DType.FLOAT32, f, new Axis(1, f.length, 1), sortedFloats, positions, 0, 1);
        assertThat(positions).isEqualTo(new int[]{4, 1, 2, 0, 3});
        assertThat(Arrays.copyOf(sortedFloats, 3)).isEqualTo(new float[]{-1, -0f, 0f});
    }
}
