package org.leibniz.cpu;

// made of FloatLoops.java by Twins: change that
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.SimdLoops;

/// One loop for each scalar function on float64, in the one form that the JVM turns into vector instructions: every
/// array its own parameter, indexed by the bare induction variable. The transcendental functions are those of
/// [SimdLoops].
///
/// A loop that is first hot with a few elements is compiled for a few, for ever: short arrays go by way of [#one] and
/// never reach the loops.
public final class DoubleLoops {
    /// From so many elements on the helpers of [SimdLoops] serve comparison and choice too; they have the same bits.
    static final int LONG = 64;

    private DoubleLoops() {}

    /// `y = fn(a, b)`; a function of one argument ignores `b`. Arrays may be the same but for [ScalarFn#POW], whose
    /// result is another array.
    public static void apply(ScalarFn fn, double[] a, double[] b, double[] y, int n) {
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
    static void range(ScalarFn fn, double[] a, double[] b, double[] y, int from, int to) {
        loop(fn, a, b, y, from, to);
    }

    private static void loop(ScalarFn fn, double[] a, double[] b, double[] y, int from, int to) {
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
    private static void each(ScalarFn fn, double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = one(fn, a[i], fn.arity() == 1 ? 0 : b[i]);
        }
    }

    private static void transcendental(Transcendental f, double[] a, double[] b, double[] y, int n) {
        SimdLoops.best().doubles().function(f).run(a, b, y, n);
        if (f == Transcendental.POW) {
            correctPowers(a, b, y, n);
        }
    }

    /// The function of one or two numbers, if it is not transcendental.
    public static double one(ScalarFn fn, double a, double b) {
        return switch (fn) {
            case NEG -> -a;
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case FLOOR_DIV -> ScalarFn.FLOOR_DIV.apply(a, b);
            case MOD -> ScalarFn.MOD.apply(a, b);
            case REM -> a % b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case RECIPROCAL -> 1 / a;
            case SQUARE -> a * a;
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case ROUND -> Math.rint(a);
            case TRUNC -> Math.signum(a) * Math.floor(Math.abs(a));
            case SQRT, ROOT -> Math.sqrt(a);
            case RSQRT -> 1 / Math.sqrt(a);
            case RELU -> Math.max(a, 0);
            case ERFINV -> SpecialFunctions.erfinv(a);
            case ERFINV_BELL -> SpecialFunctions.erfinvBell(a);
            case LGAMMA -> SpecialFunctions.lgamma(a);
            case DIGAMMA -> SpecialFunctions.digamma(a);
            default -> fn.arity() == 1 ? fn.apply(a) : fn.apply(a, b);
        };
    }

    /// `y = a relation b`.
    static void compare(Relation relation, double[] a, double[] b, boolean[] y, int n) {
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
        var loops = SimdLoops.best().doubles();
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
    static void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        if (n < LONG) {
            for (int i = 0; i < n; i++) {
                y[i] = c[i] ? a[i] : b[i];
            }
        } else {
            SimdLoops.best().doubles().select(c, a, b, y, n);
        }
    }

    /// 1 to any power is 1 and so is -1 to an infinite one, as in C and NumPy; `Math.pow` says NaN.
    private static void correctPowers(double[] a, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            if (a[i] == 1 || a[i] == -1 && Double.isInfinite(b[i])) {
                y[i] = 1;
            }
        }
    }

    private static void neg(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = -a[i];
        }
    }

    private static void add(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] + b[i];
        }
    }

    private static void sub(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] - b[i];
        }
    }

    private static void mul(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * b[i];
        }
    }

    private static void div(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] / b[i];
        }
    }

    private static void floorDiv(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ScalarFn.FLOOR_DIV.apply(a[i], b[i]);
        }
    }

    private static void mod(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ScalarFn.MOD.apply(a[i], b[i]);
        }
    }

    private static void rem(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] % b[i];
        }
    }

    private static void max(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }

    private static void min(double[] a, double[] b, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.min(a[i], b[i]);
        }
    }

    private static void reciprocal(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = 1 / a[i];
        }
    }

    private static void square(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * a[i];
        }
    }

    private static void abs(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.abs(a[i]);
        }
    }

    private static void sign(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.signum(a[i]);
        }
    }

    private static void floor(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.floor(a[i]);
        }
    }

    private static void ceil(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.ceil(a[i]);
        }
    }

    private static void round(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.rint(a[i]);
        }
    }

    private static void trunc(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.signum(a[i]) * Math.floor(Math.abs(a[i]));
        }
    }

    private static void sqrt(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.sqrt(a[i]);
        }
    }

    private static void rsqrt(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = 1 / Math.sqrt(a[i]);
        }
    }

    private static void relu(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], 0);
        }
    }

    private static void erfinv(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = SpecialFunctions.erfinv(a[i]);
        }
    }

    private static void erfinvBell(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = SpecialFunctions.erfinvBell(a[i]);
        }
    }

    private static void lgamma(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = SpecialFunctions.lgamma(a[i]);
        }
    }

    private static void digamma(double[] a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = SpecialFunctions.digamma(a[i]);
        }
    }

    private static void equal(double[] a, double[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] == b[i];
        }
    }

    private static void notEqual(double[] a, double[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] != b[i];
        }
    }

    private static void less(double[] a, double[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] < b[i];
        }
    }

    private static void lessOrEqual(double[] a, double[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] <= b[i];
        }
    }
}
