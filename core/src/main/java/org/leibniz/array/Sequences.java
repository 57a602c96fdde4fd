package org.leibniz.array;

import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Numbers at equal distances.
public final class Sequences {
    private Sequences() {}

    /// `start, start + step, ..` before `stop`, computed in float64.
    public static Value arange(DType dtype, double start, double stop, double step) {
        Given.dtype(dtype);
        double n = Math.ceil((stop - start) / step);
        if (step == 0 || !Double.isFinite(n)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected finite numbers and a step other than 0, got " + start + ", " + stop
                            + ", " + step);
        }
        int count = count(n <= 0 ? 0 : n < 0x1p63 ? (long) n : Long.MAX_VALUE);
        if (dtype.isInteger() && (long) start == start && (long) step == step && Math.max(start, step) < 0x1p63) {
            return steps(dtype, (long) start, (long) step, count); // exact beyond 2^53, too
        }
        Object data = Buffers.allocate(dtype, count);
        for (int i = 0; i < count; i++) {
            Numbers.put(dtype, data, i, start + i * step);
        }
        return vector(dtype, count, data);
    }

    /// `start, start + step, ..` before `stop`, exactly.
    public static Value arange(DType dtype, long start, long stop, long step) {
        Given.dtype(dtype);
        if (step == 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a step other than 0, got " + start + ", " + stop + ", " + step);
        }
        // differences of longs are exact as unsigned numbers
        long n = (step > 0 ? start >= stop : start <= stop)
                ? 0
                : step > 0
                        ? Long.divideUnsigned(stop - start - 1, step) + 1
                        : Long.divideUnsigned(start - stop - 1, -step) + 1;
        return steps(dtype, start, step, count(n < 0 ? Long.MAX_VALUE : n));
    }

    private static Value steps(DType dtype, long start, long step, int count) {
        Object data = Buffers.allocate(dtype, count);
        for (int i = 0; i < count; i++) {
            Numbers.put(dtype, data, i, start + i * step);
        }
        return vector(dtype, count, data);
    }

    private static int count(long n) {
        if (n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": a tensor holds at most 2^31 - 1 elements, got " + n);
        }
        return (int) n;
    }

    /// Numbers at equal distances, both ends included, computed in float64.
    public static Value linspace(DType dtype, double start, double stop, int count) {
        Given.dtype(dtype);
        if (count < 0) {
            throw new IllegalArgumentException(UserCall.method() + ": expected a count of 0 or more, got " + count);
        }
        Object data = Buffers.allocate(dtype, count);
        // as from -1e308 to 1e308
        double scale = Double.isInfinite(stop - start) && Double.isFinite(start) && Double.isFinite(stop) ? 2 : 1;
        double low = start / scale;
        double step = count > 1 ? (stop / scale - low) / (count - 1) : 0;
        for (int i = 0; i < count; i++) {
            Numbers.put(dtype, data, i, i == 0 ? start : i == count - 1 ? stop : (low + i * step) * scale);
        }
        return vector(dtype, count, data);
    }

    private static Value vector(DType dtype, int count, Object data) {
        return Value.of(new Type(dtype, Shape.of(count)), data);
    }

    /// The identity matrix.
    public static Value eye(DType dtype, int n) {
        var square = new Type(DType.INT32, Shape.of(n, n));
        return Value.iota(square, 0).compare(Relation.EQ, Value.iota(square, 1)).cast(Given.dtype(dtype));
    }
}
