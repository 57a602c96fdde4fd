package org.leibniz.cpu;

import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.routine.SimdLoops;

/// What a slot of a kernel holds: the five element types that arithmetic knows. Smaller dtypes are held in a larger
/// kind and rounded or narrowed after each operation: float16 and bfloat16 as FLOAT, int8, uint8 and int16 as INT.
public enum SlotKind {
    /// `float[]`
    FLOAT,
    /// `double[]`
    DOUBLE,
    /// `int[]`
    INT,
    /// `long[]`
    LONG,
    /// `boolean[]`
    BOOL;

    /// The kind of slot for a dtype.
    public static SlotKind of(DType type) {
        return switch (type) {
            case FLOAT32, FLOAT16, BFLOAT16 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case INT32, INT8, UINT8, INT16 -> INT;
            case INT64 -> LONG;
            case BOOL -> BOOL;
        };
    }

    /// The dtype that is stored as it is held.
    public DType dtype() {
        return switch (this) {
            case FLOAT -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
            case INT -> DType.INT32;
            case LONG -> DType.INT64;
            case BOOL -> DType.BOOL;
        };
    }

    /// The bytes of an element.
    public int bytes() {
        return switch (this) {
            case FLOAT, INT -> 4;
            case DOUBLE, LONG -> 8;
            case BOOL -> 1;
        };
    }

    /// A length rounded up to what the loops of [SimdLoops] may touch.
    static int padded(int length) {
        return Math.max(SimdLoops.PAD, (length + SimdLoops.PAD - 1) / SimdLoops.PAD * SimdLoops.PAD);
    }

    /// A zeroed array.
    public Object allocate(int n) {
        return switch (this) {
            case FLOAT -> new float[n];
            case DOUBLE -> new double[n];
            case INT -> new int[n];
            case LONG -> new long[n];
            case BOOL -> new boolean[n];
        };
    }

    /// Sets `n` elements from `at` on to one value, converted as in Java; non-zero is true.
    public void fill(Object array, int at, int n, double value) {
        switch (this) {
            case FLOAT -> Arrays.fill((float[]) array, at, at + n, (float) value);
            case DOUBLE -> Arrays.fill((double[]) array, at, at + n, value);
            case INT -> Arrays.fill((int[]) array, at, at + n, (int) value);
            case LONG -> Arrays.fill((long[]) array, at, at + n, (long) value);
            case BOOL -> Arrays.fill((boolean[]) array, at, at + n, value != 0);
        }
    }
}
