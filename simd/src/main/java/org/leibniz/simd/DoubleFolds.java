package org.leibniz.simd;

// made of FloatFolds.java by Twins: change that
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of doubles in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded by
/// halving.
///
/// A loop that carries vectors asks the one just loaded to add the carried one, tests at its end and stores what it
/// carried: then the class of every object that is called is known to the compiler, and none is made.
final class DoubleFolds {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private static final VectorShuffle<Double> BY_8 = VectorShuffle.iota(S, 8, 1, true);

    private static final VectorShuffle<Double> BY_4 = VectorShuffle.iota(S, 4, 1, true);

    private static final VectorShuffle<Double> BY_2 = VectorShuffle.iota(S, 2, 1, true);

    private static final VectorShuffle<Double> BY_1 = VectorShuffle.iota(S, 1, 1, true);

    private DoubleFolds() {}

    static double sum(double[] x, int at, int n) {
        double[] lanes = new double[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            sumLanes(x, at + lane, at + whole, lanes, lane);
        }
        if (whole < n) {
            sumRest(x, at + whole, n - whole, lanes);
        }
        return fold(lanes);
    }

    static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        double[] lanes = new double[LANES];
        dotAll(x, xAt, y, yAt, n, lanes);
        return fold(lanes);
    }

    /// A dot for each row, the last folds of as many rows as there are lanes in a vector at once.
    static void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        double[] lanes = new double[LANES];
        double[] sums = new double[L * L];
        double[] turned = new double[L * L];
        for (int i = 0; i < m; i += L) {
            int rows = Math.min(L, m - i);
            for (int r = 0; r < rows; r++) {
                dotAll(a, aAt + (i + r) * aRow, x, xAt, n, lanes);
                foldToVector(lanes);
                DoubleVector.fromArray(S, lanes, 0).intoArray(sums, r * L);
            }
            DoubleTranspose.matrix(L, L, sums, 0, L, turned, 0, L);
            for (int half = L / 2; half > 0; half /= 2) {
                for (int lane = 0; lane < half; lane++) {
                    DoubleVector upper = DoubleVector.fromArray(S, turned, (lane + half) * L);
                    DoubleVector.fromArray(S, turned, lane * L).add(upper).intoArray(turned, lane * L);
                }
            }
            for (int r = 0; r < rows; r++) {
                int to = cAt + (i + r) * cRow;
                c[to] = accumulate ? c[to] + turned[r] : turned[r];
            }
        }
    }

    private static void dotAll(double[] x, int xAt, double[] y, int yAt, int n, double[] lanes) {
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

    private static void sumLanes(double[] x, int i, int end, double[] lanes, int lane) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        do {
            a = DoubleVector.fromArray(S, x, i).add(a);
            b = DoubleVector.fromArray(S, x, i + L).add(b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).add(c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).add(d);
            i += LANES;
        } while (i < end);
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + L);
        c.intoArray(lanes, lane + 2 * L);
        d.intoArray(lanes, lane + 3 * L);
    }

    private static void dotLanes(double[] x, int i, int end, double[] y, int j, double[] lanes, int lane) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        do {
            a = DoubleVector.fromArray(S, x, i).fma(DoubleVector.fromArray(S, y, j), a);
            b = DoubleVector.fromArray(S, x, i + L).fma(DoubleVector.fromArray(S, y, j + L), b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).fma(DoubleVector.fromArray(S, y, j + 2 * L), c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).fma(DoubleVector.fromArray(S, y, j + 3 * L), d);
            i += LANES;
            j += LANES;
        } while (i < end);
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + L);
        c.intoArray(lanes, lane + 2 * L);
        d.intoArray(lanes, lane + 3 * L);
    }

    /// The last elements, each to its lane; lanes without one get 0, which changes nothing: a lane is never -0.
    private static void sumRest(double[] x, int at, int n, double[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Double> there = S.indexInRange(lane, n);
            DoubleVector.fromArray(S, x, at + lane, there).add(DoubleVector.fromArray(S, lanes, lane)).intoArray(lanes,
                    lane);
        }
    }

    private static void dotRest(double[] x, int at, double[] y, int yAt, int n, double[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Double> there = S.indexInRange(lane, n);
            DoubleVector v = DoubleVector.fromArray(S, x, at + lane, there);
            v.fma(DoubleVector.fromArray(S, y, yAt + lane, there), DoubleVector.fromArray(S, lanes, lane))
                    .intoArray(lanes, lane);
        }
    }

    private static double fold(double[] lanes) {
        foldToVector(lanes);
        return fold(DoubleVector.fromArray(S, lanes, 0));
    }

    /// Folds the lanes of one vector, without going through memory.
    private static double fold(DoubleVector v) {
        DoubleVector w = v;
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
    private static void foldToVector(double[] lanes) {
        for (int half = LANES / 2; half >= L; half /= 2) {
            for (int i = 0; i < half; i += L) {
                DoubleVector.fromArray(S, lanes, i).add(DoubleVector.fromArray(S, lanes, i + half)).intoArray(lanes, i);
            }
        }
    }

    /// The greatest, in any order: it makes no difference.
    static double max(double[] x, int at, int n) {
        int whole = n - n % (4 * L);
        double max = whole > 0 ? maxOfVectors(x, at, at + whole) : Double.NEGATIVE_INFINITY;
        for (int i = at + whole; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    private static double maxOfVectors(double[] x, int i, int end) {
        DoubleVector a = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        do {
            a = DoubleVector.fromArray(S, x, i).max(a);
            b = DoubleVector.fromArray(S, x, i + L).max(b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).max(c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).max(d);
            i += 4 * L;
        } while (i < end);
        return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }

    /// The least, in any order: it makes no difference.
    static double min(double[] x, int at, int n) {
        int whole = n - n % (4 * L);
        double min = whole > 0 ? minOfVectors(x, at, at + whole) : Double.POSITIVE_INFINITY;
        for (int i = at + whole; i < at + n; i++) {
            min = Math.min(min, x[i]);
        }
        return min;
    }

    private static double minOfVectors(double[] x, int i, int end) {
        DoubleVector a = DoubleVector.broadcast(S, Double.POSITIVE_INFINITY);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        do {
            a = DoubleVector.fromArray(S, x, i).min(a);
            b = DoubleVector.fromArray(S, x, i + L).min(b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).min(c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).min(d);
            i += 4 * L;
        } while (i < end);
        return a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
    }
}
