package org.leibniz.cpu;

import static org.leibniz.math.Division.divisor;

import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;

/// One loop for each scalar function on int32 (and the smaller integers, which are held as int32), in the form of
/// [FloatLoops].
public final class IntLoops {
    private IntLoops() {}

    /// `y = fn(a, b)`; a function of one argument ignores `b`. Arrays may be the same.
    public static void apply(ScalarFn fn, int[] a, int[] b, int[] y, int n) {
        if (n < Costs.FEW) {
            for (int i = 0; i < n; i++) {
                y[i] = one(fn, a[i], b[i]);
            }
        } else {
            loop(fn, a, b, y, 0, n);
        }
    }

    /// The same for the elements `from` to `to` of large arrays; not of transcendental functions.
    static void range(ScalarFn fn, int[] a, int[] b, int[] y, int from, int to) {
        loop(fn, a, b, y, from, to);
    }

    private static void loop(ScalarFn fn, int[] a, int[] b, int[] y, int from, int to) {
        switch (fn) {
            case NEG -> neg(a, y, from, to);
            case ADD -> add(a, b, y, from, to);
            case SUB -> sub(a, b, y, from, to);
            case MUL -> mul(a, b, y, from, to);
            case FLOOR_DIV -> floorDiv(a, b, y, from, to);
            case MOD -> mod(a, b, y, from, to);
            case REM -> rem(a, b, y, from, to);
            case POW -> pow(a, b, y, from, to);
            case MAX -> max(a, b, y, from, to);
            case MIN -> min(a, b, y, from, to);
            case SQUARE -> square(a, y, from, to);
            case ABS -> abs(a, y, from, to);
            case SIGN -> sign(a, y, from, to);
            case RELU -> relu(a, y, from, to);
            case NOT -> not(a, y, from, to);
            case AND -> and(a, b, y, from, to);
            case OR -> or(a, b, y, from, to);
            case XOR -> xor(a, b, y, from, to);
            case SHIFT_RIGHT -> shiftRight(a, b, y, from, to);
            default -> throw new IllegalStateException(fn + " of integers");
        }
    }

    /// The function of one or two numbers.
    public static int one(ScalarFn fn, int a, int b) {
        return switch (fn) {
            case NEG -> -a;
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case FLOOR_DIV -> Math.floorDiv(a, divisor("floorDiv", b));
            case MOD -> Math.floorMod(a, divisor("mod", b));
            case REM -> a % divisor("fmod", b);
            case POW -> (int) ScalarFn.POW.apply((long) a, b);
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case SQUARE -> a * a;
            case ABS -> Math.abs(a);
            case SIGN -> Integer.signum(a);
            case RELU -> Math.max(a, 0);
            case NOT -> ~a;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_RIGHT -> a >>> b;
            default -> throw new IllegalStateException(fn + " of integers");
        };
    }

    /// `y = a relation b`.
    static void compare(Relation relation, int[] a, int[] b, boolean[] y, int n) {
        switch (relation) {
            case EQ -> equal(a, b, y, n);
            case NE -> notEqual(a, b, y, n);
            case LT -> less(a, b, y, n);
            case LE -> lessOrEqual(a, b, y, n);
            case GT -> less(b, a, y, n);
            case GE -> lessOrEqual(b, a, y, n);
        }
    }

    /// `y = c ? a : b`.
    static void select(boolean[] c, int[] a, int[] b, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c[i] ? a[i] : b[i];
        }
    }

    private static void neg(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = -a[i];
        }
    }

    private static void add(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] + b[i];
        }
    }

    private static void sub(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] - b[i];
        }
    }

    private static void mul(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * b[i];
        }
    }

    private static void floorDiv(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.floorDiv(a[i], divisor("floorDiv", b[i]));
        }
    }

    private static void mod(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.floorMod(a[i], divisor("mod", b[i]));
        }
    }

    private static void rem(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] % divisor("fmod", b[i]);
        }
    }

    private static void pow(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (int) ScalarFn.POW.apply((long) a[i], b[i]);
        }
    }

    private static void max(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }

    private static void min(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.min(a[i], b[i]);
        }
    }

    private static void square(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] * a[i];
        }
    }

    private static void abs(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.abs(a[i]);
        }
    }

    private static void sign(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Integer.signum(a[i]);
        }
    }

    private static void relu(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(a[i], 0);
        }
    }

    private static void not(int[] a, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = ~a[i];
        }
    }

    private static void and(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] & b[i];
        }
    }

    private static void or(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] | b[i];
        }
    }

    private static void xor(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] ^ b[i];
        }
    }

    private static void shiftRight(int[] a, int[] b, int[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = a[i] >>> b[i];
        }
    }

    private static void equal(int[] a, int[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] == b[i];
        }
    }

    private static void notEqual(int[] a, int[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] != b[i];
        }
    }

    private static void less(int[] a, int[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] < b[i];
        }
    }

    private static void lessOrEqual(int[] a, int[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] <= b[i];
        }
    }
}
