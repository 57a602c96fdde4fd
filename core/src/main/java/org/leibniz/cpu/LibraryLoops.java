package org.leibniz.cpu;

import org.leibniz.ir.ScalarFn;

/// The fixed library of loops, by kind of slot.
public final class LibraryLoops {
    private LibraryLoops() {}

    /// `y = fn(a, b)` on arrays of a kind.
    static void apply(SlotKind kind, ScalarFn fn, Object a, Object b, Object y, int n) {
        switch (kind) {
            case FLOAT -> FloatLoops.apply(fn, (float[]) a, (float[]) b, (float[]) y, n);
            case DOUBLE -> DoubleLoops.apply(fn, (double[]) a, (double[]) b, (double[]) y, n);
            case INT -> IntLoops.apply(fn, (int[]) a, (int[]) b, (int[]) y, n);
            case LONG -> LongLoops.apply(fn, (long[]) a, (long[]) b, (long[]) y, n);
            case BOOL -> BoolLoops.apply(fn, (boolean[]) a, (boolean[]) b, (boolean[]) y, n);
        }
    }

    /// `y = fn(a, b)` for the elements `from` to `to`; not for truth values or transcendental functions.
    static void range(SlotKind kind, ScalarFn fn, Object a, Object b, Object y, int from, int to) {
        switch (kind) {
            case FLOAT -> FloatLoops.range(fn, (float[]) a, (float[]) b, (float[]) y, from, to);
            case DOUBLE -> DoubleLoops.range(fn, (double[]) a, (double[]) b, (double[]) y, from, to);
            case INT -> IntLoops.range(fn, (int[]) a, (int[]) b, (int[]) y, from, to);
            case LONG -> LongLoops.range(fn, (long[]) a, (long[]) b, (long[]) y, from, to);
            case BOOL -> throw new IllegalArgumentException("no ranges of truth values");
        }
    }
}
