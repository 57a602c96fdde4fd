package org.leibniz.cpu;

import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;

/// Conversions between the kinds of slots, as Java converts: floats to integers truncate and saturate, NaN to 0, wide
/// integers to narrow ones keep the low bits, non-zero is true. Then the rounding and narrowing of values whose dtype
/// is smaller than their slot.
final class CastLoops {
    private CastLoops() {}

    /// Converts slot `a` of one kind into slot `y` of another one.
    static void apply(SlotKind from, SlotKind to, Frame f, int a, int y, int n) {
        if (n < Costs.FEW) {
            few(from, to, f, a, y, n);
        } else {
            loop(from, to, f, a, y, n);
        }
    }

    /// One by one; a double holds what every kind but LONG holds.
    private static void few(SlotKind from, SlotKind to, Frame f, int a, int y, int n) {
        for (int i = 0; i < n; i++) {
            if (from == SlotKind.LONG) {
                long x = f.l[a][i];
                switch (to) {
                    case FLOAT -> f.f[y][i] = x;
                    case DOUBLE -> f.d[y][i] = x;
                    case INT -> f.i[y][i] = (int) x;
                    case LONG -> f.l[y][i] = x;
                    case BOOL -> f.z[y][i] = x != 0;
                }
            } else {
                double x = switch (from) {
                    case FLOAT -> f.f[a][i];
                    case DOUBLE -> f.d[a][i];
                    case INT -> f.i[a][i];
                    case BOOL -> f.z[a][i] ? 1 : 0;
                    case LONG -> throw new IllegalStateException("not by way of a double");
                };
                switch (to) {
                    case FLOAT -> f.f[y][i] = (float) x;
                    case DOUBLE -> f.d[y][i] = x;
                    case INT -> f.i[y][i] = (int) x;
                    case LONG -> f.l[y][i] = (long) x;
                    case BOOL -> f.z[y][i] = x != 0;
                }
            }
        }
    }

    /// Converts slot `a` into the floats of slot `y` that round to fewer bits as the numbers do.
    static void sticky(SlotKind from, Frame f, int a, int y, int n) {
        switch (from) {
            case DOUBLE -> sticky(f.d[a], f.f[y], n);
            case INT -> sticky(f.i[a], f.f[y], n);
            case LONG -> sticky(f.l[a], f.f[y], n);
            case FLOAT, BOOL -> throw new IllegalStateException("floats hold these");
        }
    }

    private static void sticky(double[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Buffers.sticky(a[i]);
        }
    }

    private static void sticky(int[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Buffers.sticky((double) a[i]);
        }
    }

    private static void sticky(long[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Buffers.sticky(a[i]);
        }
    }

    private static final float[] ONE_FLOAT = new float[Tiling.BLOCK];
    private static final float[] NO_FLOAT = new float[Tiling.BLOCK];
    private static final double[] ONE_DOUBLE = new double[Tiling.BLOCK];
    private static final double[] NO_DOUBLE = new double[Tiling.BLOCK];

    static {
        Arrays.fill(ONE_FLOAT, 1);
        Arrays.fill(ONE_DOUBLE, 1);
    }

    private static void loop(SlotKind from, SlotKind to, Frame f, int a, int y, int n) {
        switch (from) {
            case FLOAT -> FloatCasts.apply(to, f.f[a], f, y, n);
            case DOUBLE -> DoubleCasts.apply(to, f.d[a], f, y, n);
            case INT -> IntCasts.apply(to, f.i[a], f, y, n);
            case LONG -> LongCasts.apply(to, f.l[a], f, y, n);
            case BOOL -> {
                switch (to) {
                    case FLOAT -> FloatLoops.select(f.z[a], ONE_FLOAT, NO_FLOAT, f.f[y], n);
                    case DOUBLE -> DoubleLoops.select(f.z[a], ONE_DOUBLE, NO_DOUBLE, f.d[y], n);
                    case INT -> toInt(f.z[a], f.i[y], n);
                    case LONG -> toLong(f.z[a], f.l[y], n);
                    case BOOL -> throw new IllegalStateException("a cast to the same kind");
                }
            }
        }
    }

    /// Rounds or narrows slot `a` into slot `y` of the same kind.
    static void round(DType to, Frame f, int a, int y, int n) {
        switch (to) {
            case FLOAT16 -> roundHalf(f.f[a], f.f[y], n);
            case BFLOAT16 -> roundBrain(f.f[a], f.f[y], n);
            case INT8 -> narrowByte(f.i[a], f.i[y], n);
            case UINT8 -> narrowUnsignedByte(f.i[a], f.i[y], n);
            case INT16 -> narrowShort(f.i[a], f.i[y], n);
            default -> System.arraycopy(f.slot(SlotKind.of(to), a), 0, f.slot(SlotKind.of(to), y), 0, n);
        }
    }

    /// Rounds to float16 and back.
    private static void roundHalf(float[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Float.float16ToFloat(Float.floatToFloat16(a[i]));
        }
    }

    /// Rounds to bfloat16 and back.
    private static void roundBrain(float[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Buffers.bfloat16ToFloat(Buffers.floatToBfloat16(a[i]));
        }
    }

    /// Keeps the low 8 bits, with sign.
    private static void narrowByte(int[] a, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (byte) a[i];
        }
    }

    /// Keeps the low 8 bits, without sign.
    private static void narrowUnsignedByte(int[] a, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] & 255;
        }
    }

    /// Keeps the low 16 bits, with sign.
    private static void narrowShort(int[] a, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (short) a[i];
        }
    }

    private static void toInt(boolean[] a, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] ? 1 : 0;
        }
    }

    private static void toLong(boolean[] a, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] ? 1 : 0;
        }
    }
}
