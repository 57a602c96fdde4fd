package org.leibniz.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of floats in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded by
/// halving.
///
/// A loop that carries vectors asks the one just loaded to add the carried one, tests at its end and stores what it
/// carried: then the class of every object that is called is known to the compiler, and none is made.
final class FloatFolds {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(S, 8, 1, true);

    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(S, 4, 1, true);

    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(S, 2, 1, true);

    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(S, 1, 1, true);

    private FloatFolds() {}

    static float sum(float[] x, int at, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            sumLanes(x, at + lane, at + whole, lanes, lane);
        }
        if (whole < n) {
            sumRest(x, at + whole, n - whole, lanes);
        }
        return fold(lanes);
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lanes = new float[LANES];
        dotAll(x, xAt, y, yAt, n, lanes);
        return fold(lanes);
    }

    /// A dot for each row, the last folds of as many rows as there are lanes in a vector at once.
    static void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        float[] lanes = new float[LANES];
        float[] sums = new float[L * L];
        float[] turned = new float[L * L];
        for (int i = 0; i < m; i += L) {
            int rows = Math.min(L, m - i);
            for (int r = 0; r < rows; r++) {
                dotAll(a, aAt + (i + r) * aRow, x, xAt, n, lanes);
                foldToVector(lanes);
                FloatVector.fromArray(S, lanes, 0).intoArray(sums, r * L);
            }
            FloatTranspose.matrix(L, L, sums, 0, L, turned, 0, L);
            for (int half = L / 2; half > 0; half /= 2) {
                for (int lane = 0; lane < half; lane++) {
                    FloatVector upper = FloatVector.fromArray(S, turned, (lane + half) * L);
                    FloatVector.fromArray(S, turned, lane * L).add(upper).intoArray(turned, lane * L);
                }
            }
            for (int r = 0; r < rows; r++) {
                int to = cAt + (i + r) * cRow;
                c[to] = accumulate ? c[to] + turned[r] : turned[r];
            }
        }
    }

    private static void dotAll(float[] x, int xAt, float[] y, int yAt, int n, float[] lanes) {
        int whole = n & -LANES;
        if (whole == 0) {
            Arrays.fill(lanes, 0);
        }
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            dotLanes(x, xAt + lane, xAt + whole, y, yAt + lane, lanes, lane);
        }
        if (whole < n) {
            dotRest(x, xAt + whole, y, yAt + whole, n - whole, lanes);
        }
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

    /// The last elements, each to its lane; lanes without one get 0, which changes nothing: a lane is never -0.
    private static void sumRest(float[] x, int at, int n, float[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Float> there = S.indexInRange(lane, n);
            FloatVector.fromArray(S, x, at + lane, there).add(FloatVector.fromArray(S, lanes, lane)).intoArray(lanes,
                    lane);
        }
    }

    private static void dotRest(float[] x, int at, float[] y, int yAt, int n, float[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Float> there = S.indexInRange(lane, n);
            FloatVector v = FloatVector.fromArray(S, x, at + lane, there);
            v.fma(FloatVector.fromArray(S, y, yAt + lane, there), FloatVector.fromArray(S, lanes, lane))
                    .intoArray(lanes, lane);
        }
    }

    private static float fold(float[] lanes) {
        foldToVector(lanes);
        return fold(FloatVector.fromArray(S, lanes, 0));
    }

    /// Folds the lanes of one vector, without going through memory.
    private static float fold(FloatVector v) {
        FloatVector w = v;
        if (L > 8) {
            w = w.add(w.rearrange(BY_8));
        }
        if (L > 4) {
            w = w.add(w.rearrange(BY_4));
        }
        if (L > 2) {
            w = w.add(w.rearrange(BY_2));
        }
        return w.add(w.rearrange(BY_1)).lane(0);
    }

    /// Folds until as many lanes are left as a vector has.
    private static void foldToVector(float[] lanes) {
        for (int half = LANES / 2; half >= L; half /= 2) {
            for (int i = 0; i < half; i += L) {
                FloatVector.fromArray(S, lanes, i).add(FloatVector.fromArray(S, lanes, i + half)).intoArray(lanes, i);
            }
        }
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
