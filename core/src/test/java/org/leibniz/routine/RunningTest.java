package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Routine;

/// Running sums and positions are those of the reference, in any parts.
class RunningTest {
    private static final int[][] SHAPES = {{1}, {300}, {2, 5, 3}, {3, 40, 2}, {1, 1, 7}};

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"INT32", "INT64", "FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void sumsAsTheReference(DType type) {
        var random = new Random(1);
        for (int[] shape : SHAPES) {
            for (int axis = 0; axis < shape.length; axis++) {
                var x = Oracle.special(random, type, shape);
                var along = Axis.of(x.shape(), axis);
                for (boolean reverse : new boolean[]{false, true}) {
                    Object out = Buffers.allocate(type, x.shape().size());
                    int middle = along.lines() / 3;
                    Running.cumSum(type, x.data(), along, reverse, out, middle, along.lines());
                    Running.cumSum(type, x.data(), along, reverse, out, 0, middle);
                    assertThat(out).isEqualTo(Oracle.run(new Routine.CumSum(axis, reverse), x)[0]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"UINT8", "INT8", "INT16"}, mode = EnumSource.Mode.EXCLUDE)
    void findsAsTheReference(DType type) {
        var random = new Random(2);
        for (int[] shape : SHAPES) {
            for (int axis = 0; axis < shape.length; axis++) {
                for (int trial = 0; trial < 5; trial++) {
                    var x = trial < 3 ? Oracle.numbers(random, type, shape) : Oracle.special(random, type, shape);
                    var along = Axis.of(x.shape(), axis);
                    for (boolean largest : new boolean[]{false, true}) {
                        int[] out = new int[along.lines()];
                        int middle = along.lines() / 3;
                        Running.argReduce(type, x.data(), along, largest, out, middle, along.lines());
                        Running.argReduce(type, x.data(), along, largest, out, 0, middle);
                        assertThat(out).isEqualTo(Oracle.run(new Routine.ArgReduce(largest, axis), x)[0]);
                    }
                }
            }
        }
    }

    @Test
    void nothing() {
        Running.cumSum(DType.FLOAT32, new float[0], new Axis(2, 0, 3), true, new float[0], 0, 6);
        Running.argReduce(DType.FLOAT32, new float[0], new Axis(2, 0, 0), true, new int[0], 0, 0);
        assertThatThrownBy(
                () -> Running.argReduce(DType.FLOAT32, new float[0], new Axis(2, 0, 3), true, new int[6], 0, 6))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("argmax of nothing");
    }
}
