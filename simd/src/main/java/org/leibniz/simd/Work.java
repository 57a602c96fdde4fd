package org.leibniz.simd;

import org.leibniz.routine.SimdLoops;

/// Something to work on.
final class Work {
    static final int N = 512;

    final float[] floatX = new float[N];

    final float[] floatY = new float[N];

    final double[] doubleX = new double[N];

    final double[] doubleY = new double[N];

    final boolean[] c = new boolean[N];

    private final float[] floatA = new float[50 * 50];

    private final float[] floatB = new float[50 * 50];

    private final double[] doubleA = new double[50 * 50];

    private final double[] doubleB = new double[50 * 50];

    Work() {
        for (int i = 0; i < N; i++) {
            floatX[i] = (i + 1f) / (N + 2);
            doubleX[i] = floatX[i];
        }
    }

    void floatDots(SimdLoops l) {
        floatY[0] = l.dot(floatX, 0, floatX, 0, N);
        l.dots(20, 50, floatA, 0, 50, floatX, 0, floatY, 0, 1, false);
        l.dots(5, 100, floatA, 0, 100, floatX, 0, floatY, 0, 1, true);
    }

    void doubleDots(SimdLoops l) {
        doubleY[0] = l.dot(doubleX, 0, doubleX, 0, N);
        l.dots(20, 50, doubleA, 0, 50, doubleX, 0, doubleY, 0, 1, false);
        l.dots(5, 100, doubleA, 0, 100, doubleX, 0, doubleY, 0, 1, true);
    }

    /// Every way that a product may take: narrow, wide and with edges, operands packed or not, as they lie and
    /// transposed, added or not, one row.
    void floatProducts(SimdLoops l) {
        l.product(50, 50, 32, floatA, 0, 32, 1, floatA, 0, 50, 1, floatB, 0, 50, false);
        l.product(20, 70, 32, floatA, 0, 32, 1, floatA, 0, 70, 1, floatB, 0, 70, true);
        l.product(50, 50, 32, floatA, 0, 1, 50, floatA, 0, 50, 1, floatB, 0, 50, true);
        l.product(50, 50, 32, floatA, 0, 32, 1, floatA, 0, 1, 32, floatB, 0, 50, false);
        l.product(50, 5, 32, floatA, 0, 32, 1, floatA, 0, 5, 1, floatB, 0, 5, false);
        l.product(50, 5, 32, floatA, 0, 1, 50, floatA, 0, 5, 1, floatB, 0, 5, false);
        l.product(1, 50, 50, floatA, 0, 1, 1, floatA, 0, 50, 1, floatB, 0, 50, false);
        l.product(1, 70, 32, floatA, 0, 1, 1, floatA, 0, 70, 1, floatB, 0, 70, true);
        l.product(12, 200, 12, floatA, 0, 12, 1, floatA, 0, 200, 1, floatB, 0, 200, false);
        l.product(12, 200, 12, floatA, 0, 1, 12, floatA, 0, 1, 12, floatB, 0, 200, true);
    }

    void doubleProducts(SimdLoops l) {
        l.product(50, 50, 32, doubleA, 0, 32, 1, doubleA, 0, 50, 1, doubleB, 0, 50, false);
        l.product(20, 70, 32, doubleA, 0, 32, 1, doubleA, 0, 70, 1, doubleB, 0, 70, true);
        l.product(50, 50, 32, doubleA, 0, 1, 50, doubleA, 0, 50, 1, doubleB, 0, 50, true);
        l.product(50, 50, 32, doubleA, 0, 32, 1, doubleA, 0, 1, 32, doubleB, 0, 50, false);
        l.product(50, 5, 32, doubleA, 0, 32, 1, doubleA, 0, 5, 1, doubleB, 0, 5, false);
        l.product(50, 5, 32, doubleA, 0, 1, 50, doubleA, 0, 5, 1, doubleB, 0, 5, false);
        l.product(1, 50, 50, doubleA, 0, 1, 1, doubleA, 0, 50, 1, doubleB, 0, 50, false);
        l.product(1, 70, 32, doubleA, 0, 1, 1, doubleA, 0, 70, 1, doubleB, 0, 70, true);
        l.product(12, 200, 12, doubleA, 0, 12, 1, doubleA, 0, 200, 1, doubleB, 0, 200, false);
        l.product(12, 200, 12, doubleA, 0, 1, 12, doubleA, 0, 1, 12, doubleB, 0, 200, true);
    }
}
