package org.leibniz.routine;

import java.util.Arrays;
import java.util.Random;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.reference.Reference;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// What routines are compared with: single operations, run by the [Reference].
final class Oracle {
    private Oracle() {}

    static Object[] run(Op op, Value... in) {
        return Evaluator.with(new Reference(), () -> Arrays.stream(Value.bind(op, in)).map(Value::data).toArray());
    }

    /// Random elements from few numbers, so that there are ties; among floats NaN, infinities and both zeros.
    static Value special(Random random, DType type, int... shape) {
        double[] floats = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1, -1, 2.5, 1e-3,
                -7};
        double[] integers = {0, 1, -1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE};
        double[] from = type.isFloating() ? floats : integers;
        return filled(type, () -> random.nextInt(10) == 0 ? from[random.nextInt(from.length)] : random.nextInt(7) - 3,
                shape);
    }

    /// Small numbers.
    static Value numbers(Random random, DType type, int... shape) {
        return filled(type, () -> type.isFloating() ? random.nextGaussian() : random.nextInt(100) - 50, shape);
    }

    static Value filled(DType type, java.util.function.DoubleSupplier number, int... shape) {
        var s = Shape.of(shape);
        Object a = Buffers.allocate(type, s.size());
        for (int i = 0; i < s.size(); i++) {
            Buffers.setDouble(type, a, i, number.getAsDouble());
        }
        return Value.of(new Type(type, s), a);
    }
}
