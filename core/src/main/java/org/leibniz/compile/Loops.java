package org.leibniz.compile;

import org.leibniz.ir.ScalarFn;

/// The fixed library of loops, by kind.
final class Loops {
    private Loops() {}

    /// `y = fn(a, b)` on arrays of a kind.
    static void apply(Kind kind, ScalarFn fn, Object a, Object b, Object y, int n) {
        switch (kind) {
            case FLOAT -> FloatLoops.apply(fn, (float[]) a, (float[]) b, (float[]) y, n);
            case DOUBLE -> DoubleLoops.apply(fn, (double[]) a, (double[]) b, (double[]) y, n);
            case INT -> IntLoops.apply(fn, (int[]) a, (int[]) b, (int[]) y, n);
            case LONG -> LongLoops.apply(fn, (long[]) a, (long[]) b, (long[]) y, n);
            case BOOL -> BoolLoops.apply(fn, (boolean[]) a, (boolean[]) b, (boolean[]) y, n);
        }
    }
}
