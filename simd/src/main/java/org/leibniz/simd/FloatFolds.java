package org.leibniz.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of floats in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded by halving. The lanes are
/// four or eight vectors in registers; on machines with shorter vectors they are an array.
///
/// In loops that carry vectors, the vector just loaded is asked to add the carried one, and the test is at the end, so that each call is on
/// an object whose class the compiler knows; a loop that might not run at all would leave it in doubt.
final class FloatFolds {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    /// Lane i goes to lane i - h.
    private static final VectorShuffle<Float> DOWN_8 = VectorShuffle.fromOp(S, i -> (i + 8) % L);

    private static final VectorShuffle<Float> DOWN_4 = VectorShuffle.fromOp(S, i -> (i + 4) % L);

    private static final VectorShuffle<Float> DOWN_2 = VectorShuffle.fromOp(S, i -> (i + 2) % L);

    private static final VectorShuffle<Float> DOWN_1 = VectorShuffle.fromOp(S, i -> (i + 1) % L);

    private FloatFolds() {}

    static float sum(float[] x, int at, int n) {
        if (L == 16 && n >= LANES) {
            return sumOfFour(x, at, n);
        }
        if (L == 8 && n >= LANES) {
            return sumOfEight(x, at, n);
        }
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

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        if (L == 16 && n >= LANES) {
            return dotOfFour(x, xAt, y, yAt, n);
        }
        if (L == 8 && n >= LANES) {
            return dotOfEight(x, xAt, y, yAt, n);
        }
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

    /// What lies beyond n is taken for 0, which changes no lane: a lane is never -0.
    private static float sumOfFour(float[] x, int i, int n) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = FloatVector.fromArray(S, x, i).add(a);
            b = FloatVector.fromArray(S, x, i + L).add(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).add(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).add(d);
            i += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Float> aRest = S.indexInRange(0, rest);
        a = FloatVector.fromArray(S, x, i, aRest).add(a);
        VectorMask<Float> bRest = S.indexInRange(L, rest);
        b = FloatVector.fromArray(S, x, i + L, bRest).add(b);
        VectorMask<Float> cRest = S.indexInRange(2 * L, rest);
        c = FloatVector.fromArray(S, x, i + 2 * L, cRest).add(c);
        VectorMask<Float> dRest = S.indexInRange(3 * L, rest);
        d = FloatVector.fromArray(S, x, i + 3 * L, dRest).add(d);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    private static float dotOfFour(float[] x, int i, float[] y, int j, int n) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = FloatVector.fromArray(S, x, i).fma(FloatVector.fromArray(S, y, j), a);
            b = FloatVector.fromArray(S, x, i + L).fma(FloatVector.fromArray(S, y, j + L), b);
            c = FloatVector.fromArray(S, x, i + 2 * L).fma(FloatVector.fromArray(S, y, j + 2 * L), c);
            d = FloatVector.fromArray(S, x, i + 3 * L).fma(FloatVector.fromArray(S, y, j + 3 * L), d);
            i += LANES;
            j += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Float> aRest = S.indexInRange(0, rest);
        a = FloatVector.fromArray(S, x, i, aRest).fma(FloatVector.fromArray(S, y, j, aRest), a);
        VectorMask<Float> bRest = S.indexInRange(L, rest);
        b = FloatVector.fromArray(S, x, i + L, bRest).fma(FloatVector.fromArray(S, y, j + L, bRest), b);
        VectorMask<Float> cRest = S.indexInRange(2 * L, rest);
        c = FloatVector.fromArray(S, x, i + 2 * L, cRest).fma(FloatVector.fromArray(S, y, j + 2 * L, cRest), c);
        VectorMask<Float> dRest = S.indexInRange(3 * L, rest);
        d = FloatVector.fromArray(S, x, i + 3 * L, dRest).fma(FloatVector.fromArray(S, y, j + 3 * L, dRest), d);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    private static float sumOfEight(float[] x, int i, int n) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        FloatVector e = FloatVector.zero(S);
        FloatVector f = FloatVector.zero(S);
        FloatVector g = FloatVector.zero(S);
        FloatVector h = FloatVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = FloatVector.fromArray(S, x, i).add(a);
            b = FloatVector.fromArray(S, x, i + L).add(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).add(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).add(d);
            e = FloatVector.fromArray(S, x, i + 4 * L).add(e);
            f = FloatVector.fromArray(S, x, i + 5 * L).add(f);
            g = FloatVector.fromArray(S, x, i + 6 * L).add(g);
            h = FloatVector.fromArray(S, x, i + 7 * L).add(h);
            i += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Float> aRest = S.indexInRange(0, rest);
        a = FloatVector.fromArray(S, x, i, aRest).add(a);
        VectorMask<Float> bRest = S.indexInRange(L, rest);
        b = FloatVector.fromArray(S, x, i + L, bRest).add(b);
        VectorMask<Float> cRest = S.indexInRange(2 * L, rest);
        c = FloatVector.fromArray(S, x, i + 2 * L, cRest).add(c);
        VectorMask<Float> dRest = S.indexInRange(3 * L, rest);
        d = FloatVector.fromArray(S, x, i + 3 * L, dRest).add(d);
        VectorMask<Float> eRest = S.indexInRange(4 * L, rest);
        e = FloatVector.fromArray(S, x, i + 4 * L, eRest).add(e);
        VectorMask<Float> fRest = S.indexInRange(5 * L, rest);
        f = FloatVector.fromArray(S, x, i + 5 * L, fRest).add(f);
        VectorMask<Float> gRest = S.indexInRange(6 * L, rest);
        g = FloatVector.fromArray(S, x, i + 6 * L, gRest).add(g);
        VectorMask<Float> hRest = S.indexInRange(7 * L, rest);
        h = FloatVector.fromArray(S, x, i + 7 * L, hRest).add(h);
        a = a.add(e);
        b = b.add(f);
        c = c.add(g);
        d = d.add(h);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    private static float dotOfEight(float[] x, int i, float[] y, int j, int n) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        FloatVector e = FloatVector.zero(S);
        FloatVector f = FloatVector.zero(S);
        FloatVector g = FloatVector.zero(S);
        FloatVector h = FloatVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = FloatVector.fromArray(S, x, i).fma(FloatVector.fromArray(S, y, j), a);
            b = FloatVector.fromArray(S, x, i + L).fma(FloatVector.fromArray(S, y, j + L), b);
            c = FloatVector.fromArray(S, x, i + 2 * L).fma(FloatVector.fromArray(S, y, j + 2 * L), c);
            d = FloatVector.fromArray(S, x, i + 3 * L).fma(FloatVector.fromArray(S, y, j + 3 * L), d);
            e = FloatVector.fromArray(S, x, i + 4 * L).fma(FloatVector.fromArray(S, y, j + 4 * L), e);
            f = FloatVector.fromArray(S, x, i + 5 * L).fma(FloatVector.fromArray(S, y, j + 5 * L), f);
            g = FloatVector.fromArray(S, x, i + 6 * L).fma(FloatVector.fromArray(S, y, j + 6 * L), g);
            h = FloatVector.fromArray(S, x, i + 7 * L).fma(FloatVector.fromArray(S, y, j + 7 * L), h);
            i += LANES;
            j += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Float> aRest = S.indexInRange(0, rest);
        a = FloatVector.fromArray(S, x, i, aRest).fma(FloatVector.fromArray(S, y, j, aRest), a);
        VectorMask<Float> bRest = S.indexInRange(L, rest);
        b = FloatVector.fromArray(S, x, i + L, bRest).fma(FloatVector.fromArray(S, y, j + L, bRest), b);
        VectorMask<Float> cRest = S.indexInRange(2 * L, rest);
        c = FloatVector.fromArray(S, x, i + 2 * L, cRest).fma(FloatVector.fromArray(S, y, j + 2 * L, cRest), c);
        VectorMask<Float> dRest = S.indexInRange(3 * L, rest);
        d = FloatVector.fromArray(S, x, i + 3 * L, dRest).fma(FloatVector.fromArray(S, y, j + 3 * L, dRest), d);
        VectorMask<Float> eRest = S.indexInRange(4 * L, rest);
        e = FloatVector.fromArray(S, x, i + 4 * L, eRest).fma(FloatVector.fromArray(S, y, j + 4 * L, eRest), e);
        VectorMask<Float> fRest = S.indexInRange(5 * L, rest);
        f = FloatVector.fromArray(S, x, i + 5 * L, fRest).fma(FloatVector.fromArray(S, y, j + 5 * L, fRest), f);
        VectorMask<Float> gRest = S.indexInRange(6 * L, rest);
        g = FloatVector.fromArray(S, x, i + 6 * L, gRest).fma(FloatVector.fromArray(S, y, j + 6 * L, gRest), g);
        VectorMask<Float> hRest = S.indexInRange(7 * L, rest);
        h = FloatVector.fromArray(S, x, i + 7 * L, hRest).fma(FloatVector.fromArray(S, y, j + 7 * L, hRest), h);
        a = a.add(e);
        b = b.add(f);
        c = c.add(g);
        d = d.add(h);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    /// Folds one vector by halving; for vectors of 8, the first step is left out.
    private static float foldVector(FloatVector a) {
        if (L == 16) {
            a = a.add(a.rearrange(DOWN_8));
        }
        a = a.add(a.rearrange(DOWN_4));
        a = a.add(a.rearrange(DOWN_2));
        return a.add(a.rearrange(DOWN_1)).lane(0);
    }

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
        for (int half = LANES / 2; half > 0; half /= 2) {
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
