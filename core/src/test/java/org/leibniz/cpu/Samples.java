package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import org.leibniz.DType;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Program;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.reference.Reference;

/// Inputs for programs, and comparisons of what evaluators make of them.
final class Samples {
    private Samples() {}

    /// An array of numbers, floats mostly from -2 to 2 with some special ones, integers from -5 to 5.
    static Object random(Type type, Random r) {
        return random(type, r, true);
    }

    /// The same; without NaN, infinities and zeros if they are not wanted.
    static Object random(Type type, Random r, boolean special) {
        int n = type.shape().size();
        Object a = Buffers.allocate(type.dtype(), n);
        double[] odd = {0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < n; i++) {
            if (type.dtype().isFloating()) {
                Buffers.setDouble(type.dtype(), a, i,
                        special && r.nextInt(20) == 0 ? odd[r.nextInt(odd.length)] : r.nextDouble(-2, 2));
            } else {
                Buffers.setLong(type.dtype(), a, i, type.dtype() == DType.BOOL ? r.nextInt(2) : r.nextInt(11) - 5);
            }
        }
        return a;
    }

    /// Inputs for a program.
    static Object[] inputs(Program p, Random r, boolean special) {
        Object[] in = new Object[p.params()];
        for (int i = 0; i < in.length; i++) {
            in[i] = random(p.type(i), r, special);
        }
        return in;
    }

    /// Runs a program on the reference and on a compiler and compares.
    ///
    /// @param ulps how many units in the last place of the dtype floats may differ, beside a small absolute difference
    ///            for sums
    /// @param absolute
    ///            that difference
    static void compare(Evaluator compiler, Program p, Object[] in, double ulps, double absolute) {
        Object[] expected = new Reference().run(p, in);
        Object[] actual = compiler.run(p, in);
        for (int i = 0; i < expected.length; i++) {
            close("output " + i + " of " + p, p.output(i), expected[i], actual[i], ulps, absolute);
        }
    }

    static void close(String what, Type type, Object expected, Object actual, double ulps, double absolute) {
        if (expected instanceof Stack(var items)) {
            var others = ((Stack) actual).items();
            assertEquals(items.size(), others.size(), what);
            for (int i = 0; i < items.size(); i++) {
                close(what, type.element(), items.get(i), others.get(i), ulps, absolute);
            }
            return;
        }
        assertEquals(expected.getClass(), actual.getClass(), what);
        assertEquals(Buffers.length(expected), Buffers.length(actual), what);
        for (int i = 0; i < Buffers.length(expected); i++) {
            double e = Buffers.getDouble(type.dtype(), expected, i);
            double a = Buffers.getDouble(type.dtype(), actual, i);
            boolean good = e == a || Double.isNaN(e) && Double.isNaN(a)
                    || type.dtype().isFloating() && Math.abs(e - a) <= ulps * ulp(type.dtype(), e) + absolute;
            if (!good || !type.dtype().isFloating()
                    && Buffers.getLong(type.dtype(), expected, i) != Buffers.getLong(type.dtype(), actual, i)) {
                fail(what + "\n element " + i + ": expected " + e + ", got " + a);
            }
        }
    }

    private static double ulp(DType dtype, double x) {
        return switch (dtype) {
            case FLOAT16 -> Math.max(Math.scalb(1.0, -24), Math.abs(x) * Math.scalb(1.0, -10));
            case BFLOAT16 -> Math.abs(x) * Math.scalb(1.0, -7);
            case FLOAT32 -> Math.ulp((float) x);
            default -> Math.ulp(x);
        };
    }

    /// Whether two arrays or stacks have the same bits.
    static boolean sameBits(Object a, Object b) {
        return switch (a) {
            case float[] x -> java.util.Arrays.equals(x, (float[]) b) && signs(x, (float[]) b);
            case double[] x -> java.util.Arrays.equals(x, (double[]) b);
            case int[] x -> java.util.Arrays.equals(x, (int[]) b);
            case long[] x -> java.util.Arrays.equals(x, (long[]) b);
            case boolean[] x -> java.util.Arrays.equals(x, (boolean[]) b);
            case short[] x -> halves(x, (short[]) b);
            case byte[] x -> java.util.Arrays.equals(x, (byte[]) b);
            case Stack(var items) -> {
                var others = ((Stack) b).items();
                boolean same = items.size() == others.size();
                for (int i = 0; same && i < items.size(); i++) {
                    same = sameBits(items.get(i), others.get(i));
                }
                yield same;
            }
            default -> throw new IllegalArgumentException("no array: " + a);
        };
    }

    /// Any NaN of float16 or bfloat16 is as good as any other.
    private static boolean halves(short[] a, short[] b) {
        for (int i = 0; i < a.length; i++) {
            boolean half = Float.isNaN(Float.float16ToFloat(a[i])) && Float.isNaN(Float.float16ToFloat(b[i]));
            boolean brain = Float.isNaN(Buffers.bfloat16ToFloat(a[i])) && Float.isNaN(Buffers.bfloat16ToFloat(b[i]));
            if (a[i] != b[i] && !half && !brain) {
                return false;
            }
        }
        return true;
    }

    private static boolean signs(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Float.floatToIntBits(a[i]) != Float.floatToIntBits(b[i])) {
                return false;
            }
        }
        return true;
    }
}
