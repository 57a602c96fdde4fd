package org.leibniz.cpu;

import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.SimdLoops;

/// One loop for each scalar function on float32, in the one form that the JVM turns into vector instructions: every
/// array its own parameter, indexed by the bare induction variable. The transcendental functions are those of
/// [SimdLoops].
///
/// A loop that is first hot with a few elements is compiled for a few, for ever: short arrays go by way of [#one] and
/// never reach the loops.
public final class FloatLoops {
    /// From so many elements on the helpers of [SimdLoops] serve comparison and choice too; they have the same bits.
    static final int LONG = 64;

    private FloatLoops() {}

    /// `y = fn(a, b)`; a function of one argument ignores `b`. Arrays may be the same but for [ScalarFn#POW], whose
    /// result is another array.
    public static void apply(ScalarFn fn, float[] a, float[] b, float[] y, int n) {
        var f = fn.transcendental();
        if (f != null) {
            transcendental(f, a, b, y, n);
        } else if (n < Costs.FEW) {
            for (int i = 0; i < n; i++) {
                y[i] = one(fn, a[i], b[i]);
            }
        } else {
            loop(fn, a, b, y, 0, n);
        }
    }

    /// The same for the elements `from` to `to` of large arrays; not of transcendental functions.
    static void range(ScalarFn fn, float[] a, float[] b, float[] y, int from, int to) {
        loop(fn, a, b, y, from, to);
    }

    private static void loop(ScalarFn fn, float[] a, float[] b, float[] y, int from, int to) {
        switch (fn) {
            case NEG -> neg(a, y, from, to);
            case ADD -> add(a, b, y, from, to);
            case SUB -> sub(a, b, y, from, to);
            case MUL -> mul(a, b, y, from, to);
            case DIV -> div(a, b, y, from, to);
            case FLOOR_DIV -> floorDiv(a, b, y, from, to);
            case MOD -> mod(a, b, y, from, to);
            case REM -> rem(a, b, y, from, to);
            case MAX -> max(a, b, y, from, to);
            case MIN -> min(a, b, y, from, to);
            case RECIPROCAL -> reciprocal(a, y, from, to);
            case SQUARE -> square(a, y, from, to);
            case ABS -> abs(a, y, from, to);
            case SIGN -> sign(a, y, from, to);
            case FLOOR -> floor(a, y, from, to);
            case CEIL -> ceil(a, y, from, to);
            case ROUND -> round(a, y, from, to);
            case TRUNC -> trunc(a, y, from, to);
            case SQRT, ROOT -> sqrt(a, y, from, to);
            case RSQRT -> rsqrt(a, y, from, to);
            case RELU -> relu(a, y, from, to);
            case ERFINV -> erfinv(a, y, from, to);
            case ERFINV_BELL -> erfinvBell(a, y, from, to);
            case LGAMMA -> lgamma(a, y, from, to);
            case DIGAMMA -> digamma(a, y, from, to);
            default -> each(fn, a, b, y, from, to);
        }
    }

    /// A function that has no loop of its own: what its line in [ScalarFn] says, element by element. C2 does not see
    /// through `fn`, so what is hot gets a loop.
    private static void each(ScalarFn fn, float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = one(fn, a[i], fn.arity() == 1 ? 0 : b[i]);
        }
    }

    private static void transcendental(Transcendental f, float[] a, float[] b, float[] y, int n) {
        SimdLoops.best().floats().function(f).run(a, b, y, n);
        if (f == Transcendental.POW) {
            correctPowers(a, b, y, n);
        }
    }

    /// The function of one or two numbers, if it is not transcendental.
    public static float one(ScalarFn fn, float a, float b) {
        return switch (fn) {
            case NEG -> -a;
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case FLOOR_DIV -> (float) ScalarFn.FLOOR_DIV.apply(a, b);
            case MOD -> (float) ScalarFn.MOD.apply(a, b);
            case REM -> a % b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case RECIPROCAL -> 1 / a;
            case SQUARE -> a * a;
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case FLOOR -> (float) Math.floor(a);
            case CEIL -> (float) Math.ceil(a);
            case ROUND -> (float) Math.rint(a);
            case TRUNC -> Math.signum(a) * (float) Math.floor(Math.abs(a));
            case SQRT, ROOT -> (float) Math.sqrt(a);
            case RSQRT -> (float) (1 / Math.sqrt(a));
            case RELU -> Math.max(a, 0f);
            case ERFINV -> (float) SpecialFunctions.erfinv(a);
            case ERFINV_BELL -> (float) SpecialFunctions.erfinvBell(a);
            case LGAMMA -> (float) SpecialFunctions.lgamma(a);
            case DIGAMMA -> (float) SpecialFunctions.digamma(a);
            default -> (float) (fn.arity() == 1 ? fn.apply((double) a) : fn.apply((double) a, b));
        };
    }

    /// `y = a relation b`.
    static void compare(Relation relation, float[] a, float[] b, boolean[] y, int n) {
        if (n < LONG) {
            switch (relation) {
                case EQ -> equal(a, b, y, n);
                case NE -> notEqual(a, b, y, n);
                case LT -> less(a, b, y, n);
                case LE -> lessOrEqual(a, b, y, n);
                case GT -> less(b, a, y, n);
                case GE -> lessOrEqual(b, a, y, n);
            }
            return;
        }
        var loops = SimdLoops.best().floats();
        switch (relation) {
            case EQ -> loops.equal(a, b, y, n);
            case NE -> loops.notEqual(a, b, y, n);
            case LT -> loops.less(a, b, y, n);
            case LE -> loops.lessOrEqual(a, b, y, n);
            case GT -> loops.less(b, a, y, n);
            case GE -> loops.lessOrEqual(b, a, y, n);
        }
    }

    /// `y = c ? a : b`.
    static void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        if (n < LONG) {
            for (int i = 0; i < n; i++) {
                y[i] = c[i] ? a[i] : b[i];
            }
        } else {
            SimdLoops.best().floats().select(c, a, b, y, n);
        }
    }

    /// 1 to any power is 1 and so is -1 to an infinite one, as in C and NumPy; `Math.pow` says NaN.
    private static void correctPowers(float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            if (a[i] == 1 || a[i] == -1 && Float.isInfinite(b[i])) {
                y[i] = 1;
            }
        }
    }

    private static void neg(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = -a[i];
        }
    }

    private static void add(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] + b[i];
        }
    }

    private static void sub(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] - b[i];
        }
    }

    private static void mul(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * b[i];
        }
    }

    private static void div(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] / b[i];
        }
    }

    private static void floorDiv(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) ScalarFn.FLOOR_DIV.apply(a[i], b[i]);
        }
    }

    private static void mod(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) ScalarFn.MOD.apply(a[i], b[i]);
        }
    }

    private static void rem(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] % b[i];
        }
    }

    private static void max(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }

    private static void min(float[] a, float[] b, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.min(a[i], b[i]);
        }
    }

    private static void reciprocal(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = 1 / a[i];
        }
    }

    private static void square(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * a[i];
        }
    }

    private static void abs(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.abs(a[i]);
        }
    }

    private static void sign(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.signum(a[i]);
        }
    }

    private static void floor(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.floor(a[i]);
        }
    }

    private static void ceil(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.ceil(a[i]);
        }
    }

    private static void round(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.rint(a[i]);
        }
    }

    private static void trunc(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.signum(a[i]) * (float) Math.floor(Math.abs(a[i]));
        }
    }

    private static void sqrt(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.sqrt(a[i]);
        }
    }

    private static void rsqrt(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) (1 / Math.sqrt(a[i]));
        }
    }

    private static void relu(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], 0f);
        }
    }

    private static void erfinv(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) SpecialFunctions.erfinv(a[i]);
        }
    }

    private static void erfinvBell(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) SpecialFunctions.erfinvBell(a[i]);
        }
    }

    private static void lgamma(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) SpecialFunctions.lgamma(a[i]);
        }
    }

    private static void digamma(float[] a, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) SpecialFunctions.digamma(a[i]);
        }
    }

    private static void equal(float[] a, float[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] == b[i];
        }
    }

    private static void notEqual(float[] a, float[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] != b[i];
        }
    }

    private static void less(float[] a, float[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] < b[i];
        }
    }

    private static void lessOrEqual(float[] a, float[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] <= b[i];
        }
    }
}
