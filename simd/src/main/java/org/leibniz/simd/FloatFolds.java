package org.leibniz.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of floats in the order that [org.leibniz.compile.SimdLoops] lays down: 64 logical lanes, folded by halving.
final class FloatFolds {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private FloatFolds() {}

    static float sum(float[] x, int at, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            sumLanes(x, at + lane, at + whole, lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[at + i];
        }
        return fold(lanes);
    }

    /// The sums of 4 vectors of lanes. As in all loops that carry vectors, the vector just loaded is asked to add the carried one, and the
    /// test is at the end: so each call is on an object whose class the compiler knows.
    private static void sumLanes(float[] x, int i, int end, float[] lanes, int lane) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        do {
            a = FloatVector.fromArray(S, x, i).add(a);
            b = FloatVector.fromArray(S, x, i + L).add(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).add(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).add(d);
            i += LANES;
        } while (i < end);
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + L);
        c.intoArray(lanes, lane + 2 * L);
        d.intoArray(lanes, lane + 3 * L);
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            dotLanes(x, xAt + lane, xAt + whole, y, yAt + lane, lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] = Math.fma(x[xAt + i], y[yAt + i], lanes[i - whole]);
        }
        return fold(lanes);
    }

    private static void dotLanes(float[] x, int i, int end, float[] y, int j, float[] lanes, int lane) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        do {
            a = FloatVector.fromArray(S, x, i).fma(FloatVector.fromArray(S, y, j), a);
            b = FloatVector.fromArray(S, x, i + L).fma(FloatVector.fromArray(S, y, j + L), b);
            c = FloatVector.fromArray(S, x, i + 2 * L).fma(FloatVector.fromArray(S, y, j + 2 * L), c);
            d = FloatVector.fromArray(S, x, i + 3 * L).fma(FloatVector.fromArray(S, y, j + 3 * L), d);
            i += LANES;
            j += LANES;
        } while (i < end);
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + L);
        c.intoArray(lanes, lane + 2 * L);
        d.intoArray(lanes, lane + 3 * L);
    }

    private static float fold(float[] lanes) {
        int half = LANES / 2;
        for (; half >= L; half /= 2) {
            for (int i = 0; i < half; i += L) {
                FloatVector.fromArray(S, lanes, i).add(FloatVector.fromArray(S, lanes, i + half)).intoArray(lanes, i);
            }
        }
        for (; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    /// The greatest, in any order: it makes no difference.
    static float max(float[] x, int at, int n) {
        int whole = n - n % (4 * L);
        float max = whole > 0 ? maxOfVectors(x, at, at + whole) : Float.NEGATIVE_INFINITY;
        for (int i = at + whole; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    private static float maxOfVectors(float[] x, int i, int end) {
        FloatVector a = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        do {
            a = FloatVector.fromArray(S, x, i).max(a);
            b = FloatVector.fromArray(S, x, i + L).max(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).max(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).max(d);
            i += 4 * L;
        } while (i < end);
        return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }

    /// The least, in any order: it makes no difference.
    static float min(float[] x, int at, int n) {
        int whole = n - n % (4 * L);
        float min = whole > 0 ? minOfVectors(x, at, at + whole) : Float.POSITIVE_INFINITY;
        for (int i = at + whole; i < at + n; i++) {
            min = Math.min(min, x[i]);
        }
        return min;
    }

    private static float minOfVectors(float[] x, int i, int end) {
        FloatVector a = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        do {
            a = FloatVector.fromArray(S, x, i).min(a);
            b = FloatVector.fromArray(S, x, i + L).min(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).min(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).min(d);
            i += 4 * L;
        } while (i < end);
        return a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
    }
}
