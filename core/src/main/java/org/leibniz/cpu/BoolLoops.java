package org.leibniz.cpu;

import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;

/// One loop for each function on truth values; false is less than true.
@SuppressWarnings("ShortCircuitBoolean") // a branch costs more than the other operand
public final class BoolLoops {
    private BoolLoops() {}

    /// `y = fn(a, b)`; NOT ignores `b`. Arrays may be the same.
    public static void apply(ScalarFn fn, boolean[] a, boolean[] b, boolean[] y, int n) {
        switch (fn) {
            case NOT -> not(a, y, n);
            case AND, MIN -> and(a, b, y, n);
            case OR, MAX -> or(a, b, y, n);
            case XOR -> xor(a, b, y, n);
            default -> throw new IllegalStateException(fn + " of truth values");
        }
    }

    /// `y = a relation b`.
    static void compare(Relation relation, boolean[] a, boolean[] b, boolean[] y, int n) {
        switch (relation) {
            case EQ -> equal(a, b, y, n);
            case NE -> xor(a, b, y, n);
            case LT -> less(a, b, y, n);
            case LE -> lessOrEqual(a, b, y, n);
            case GT -> less(b, a, y, n);
            case GE -> lessOrEqual(b, a, y, n);
        }
    }

    /// `y = c ? a : b`.
    static void select(boolean[] c, boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c[i] ? a[i] : b[i];
        }
    }

    private static void not(boolean[] a, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = !a[i];
        }
    }

    private static void and(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] & b[i];
        }
    }

    private static void or(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] | b[i];
        }
    }

    private static void xor(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] ^ b[i];
        }
    }

    private static void equal(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] == b[i];
        }
    }

    private static void less(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = !a[i] & b[i];
        }
    }

    private static void lessOrEqual(boolean[] a, boolean[] b, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = !a[i] | b[i];
        }
    }
}
