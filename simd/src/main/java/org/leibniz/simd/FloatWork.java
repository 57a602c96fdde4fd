package org.leibniz.simd;

import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.SimdFloats;

/// Floats to work on while loops are warmed up.
final class FloatWork {
    private static final int N = 512;

    private final float[] x = new float[N];
    private final float[] y = new float[N];
    private final boolean[] c = new boolean[N];
    private final float[] a = new float[50 * 50];
    private final float[] b = new float[50 * 50];

    FloatWork() {
        for (int i = 0; i < N; i++) {
            x[i] = (i + 1f) / (N + 2);
        }
    }

    /// Runs a function once.
    void once(FunctionLoop<float[]> function) {
        function.run(x, x, y, N);
    }

    /// Runs one of the loops once.
    void once(FloatLoop loop, SimdFloats l) {
        switch (loop) {
            case LESS -> l.less(x, y, c, N);
            case LESS_OR_EQUAL -> l.lessOrEqual(x, y, c, N);
            case EQUAL -> l.equal(x, y, c, N);
            case NOT_EQUAL -> l.notEqual(x, y, c, N);
            case SELECT -> l.select(c, x, x, y, N);
            case SUM -> y[0] = l.sum(x, 0, N);
            case MAX -> y[0] = l.max(x, 0, N);
            case MIN -> y[0] = l.min(x, 0, N);
            case DOT -> dots(l);
            case PRODUCT -> products(l);
        }
    }

    private void dots(SimdFloats l) {
        y[0] = l.dot(x, 0, x, 0, N);
        l.dots(20, 50, a, 0, 50, x, 0, y, 0, 1, false);
        l.dots(5, 100, a, 0, 100, x, 0, y, 0, 1, true);
    }

    /// Every way that a product may take: narrow, wide and with edges, operands packed or not, as they lie and
    /// transposed, added or not, one row.
    private void products(SimdFloats l) {
        l.product(50, 50, 32, a, 0, 32, 1, a, 0, 50, 1, b, 0, 50, false);
        l.product(20, 70, 32, a, 0, 32, 1, a, 0, 70, 1, b, 0, 70, true);
        l.product(50, 50, 32, a, 0, 1, 50, a, 0, 50, 1, b, 0, 50, true);
        l.product(50, 50, 32, a, 0, 32, 1, a, 0, 1, 32, b, 0, 50, false);
        l.product(50, 5, 32, a, 0, 32, 1, a, 0, 5, 1, b, 0, 5, false);
        l.product(50, 5, 32, a, 0, 1, 50, a, 0, 5, 1, b, 0, 5, false);
        l.product(1, 50, 50, a, 0, 1, 1, a, 0, 50, 1, b, 0, 50, false);
        l.product(1, 70, 32, a, 0, 1, 1, a, 0, 70, 1, b, 0, 70, true);
        l.product(12, 200, 12, a, 0, 12, 1, a, 0, 200, 1, b, 0, 200, false);
        l.product(12, 200, 12, a, 0, 1, 12, a, 0, 1, 12, b, 0, 200, true);
    }
}
