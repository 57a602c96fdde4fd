package org.leibniz.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of doubles in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded by halving. The lanes are
/// eight vectors in registers; on machines with shorter vectors they are an array.
///
/// In loops that carry vectors, the vector just loaded is asked to add the carried one, and the test is at the end, so that each call is on
/// an object whose class the compiler knows; a loop that might not run at all would leave it in doubt.
final class DoubleFolds {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    /// Lane i goes to lane i - h.
    private static final VectorShuffle<Double> DOWN_4 = VectorShuffle.fromOp(S, i -> (i + 4) % L);

    private static final VectorShuffle<Double> DOWN_2 = VectorShuffle.fromOp(S, i -> (i + 2) % L);

    private static final VectorShuffle<Double> DOWN_1 = VectorShuffle.fromOp(S, i -> (i + 1) % L);

    private DoubleFolds() {}

    static double sum(double[] x, int at, int n) {
        if (L == 8 && n >= LANES) {
            return sumOfEight(x, at, n);
        }
        double[] lanes = new double[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            sumLanes(x, at + lane, at + whole, lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[at + i];
        }
        return fold(lanes);
    }

    static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        if (L == 8 && n >= LANES) {
            return dotOfEight(x, xAt, y, yAt, n);
        }
        double[] lanes = new double[LANES];
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
    private static double sumOfEight(double[] x, int i, int n) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        DoubleVector e = DoubleVector.zero(S);
        DoubleVector f = DoubleVector.zero(S);
        DoubleVector g = DoubleVector.zero(S);
        DoubleVector h = DoubleVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = DoubleVector.fromArray(S, x, i).add(a);
            b = DoubleVector.fromArray(S, x, i + L).add(b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).add(c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).add(d);
            e = DoubleVector.fromArray(S, x, i + 4 * L).add(e);
            f = DoubleVector.fromArray(S, x, i + 5 * L).add(f);
            g = DoubleVector.fromArray(S, x, i + 6 * L).add(g);
            h = DoubleVector.fromArray(S, x, i + 7 * L).add(h);
            i += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Double> aRest = S.indexInRange(0, rest);
        a = DoubleVector.fromArray(S, x, i, aRest).add(a);
        VectorMask<Double> bRest = S.indexInRange(L, rest);
        b = DoubleVector.fromArray(S, x, i + L, bRest).add(b);
        VectorMask<Double> cRest = S.indexInRange(2 * L, rest);
        c = DoubleVector.fromArray(S, x, i + 2 * L, cRest).add(c);
        VectorMask<Double> dRest = S.indexInRange(3 * L, rest);
        d = DoubleVector.fromArray(S, x, i + 3 * L, dRest).add(d);
        VectorMask<Double> eRest = S.indexInRange(4 * L, rest);
        e = DoubleVector.fromArray(S, x, i + 4 * L, eRest).add(e);
        VectorMask<Double> fRest = S.indexInRange(5 * L, rest);
        f = DoubleVector.fromArray(S, x, i + 5 * L, fRest).add(f);
        VectorMask<Double> gRest = S.indexInRange(6 * L, rest);
        g = DoubleVector.fromArray(S, x, i + 6 * L, gRest).add(g);
        VectorMask<Double> hRest = S.indexInRange(7 * L, rest);
        h = DoubleVector.fromArray(S, x, i + 7 * L, hRest).add(h);
        a = a.add(e);
        b = b.add(f);
        c = c.add(g);
        d = d.add(h);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    private static double dotOfEight(double[] x, int i, double[] y, int j, int n) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        DoubleVector e = DoubleVector.zero(S);
        DoubleVector f = DoubleVector.zero(S);
        DoubleVector g = DoubleVector.zero(S);
        DoubleVector h = DoubleVector.zero(S);
        int end = i + (n & -LANES);
        do {
            a = DoubleVector.fromArray(S, x, i).fma(DoubleVector.fromArray(S, y, j), a);
            b = DoubleVector.fromArray(S, x, i + L).fma(DoubleVector.fromArray(S, y, j + L), b);
            c = DoubleVector.fromArray(S, x, i + 2 * L).fma(DoubleVector.fromArray(S, y, j + 2 * L), c);
            d = DoubleVector.fromArray(S, x, i + 3 * L).fma(DoubleVector.fromArray(S, y, j + 3 * L), d);
            e = DoubleVector.fromArray(S, x, i + 4 * L).fma(DoubleVector.fromArray(S, y, j + 4 * L), e);
            f = DoubleVector.fromArray(S, x, i + 5 * L).fma(DoubleVector.fromArray(S, y, j + 5 * L), f);
            g = DoubleVector.fromArray(S, x, i + 6 * L).fma(DoubleVector.fromArray(S, y, j + 6 * L), g);
            h = DoubleVector.fromArray(S, x, i + 7 * L).fma(DoubleVector.fromArray(S, y, j + 7 * L), h);
            i += LANES;
            j += LANES;
        } while (i < end);
        int rest = n & (LANES - 1);
        VectorMask<Double> aRest = S.indexInRange(0, rest);
        a = DoubleVector.fromArray(S, x, i, aRest).fma(DoubleVector.fromArray(S, y, j, aRest), a);
        VectorMask<Double> bRest = S.indexInRange(L, rest);
        b = DoubleVector.fromArray(S, x, i + L, bRest).fma(DoubleVector.fromArray(S, y, j + L, bRest), b);
        VectorMask<Double> cRest = S.indexInRange(2 * L, rest);
        c = DoubleVector.fromArray(S, x, i + 2 * L, cRest).fma(DoubleVector.fromArray(S, y, j + 2 * L, cRest), c);
        VectorMask<Double> dRest = S.indexInRange(3 * L, rest);
        d = DoubleVector.fromArray(S, x, i + 3 * L, dRest).fma(DoubleVector.fromArray(S, y, j + 3 * L, dRest), d);
        VectorMask<Double> eRest = S.indexInRange(4 * L, rest);
        e = DoubleVector.fromArray(S, x, i + 4 * L, eRest).fma(DoubleVector.fromArray(S, y, j + 4 * L, eRest), e);
        VectorMask<Double> fRest = S.indexInRange(5 * L, rest);
        f = DoubleVector.fromArray(S, x, i + 5 * L, fRest).fma(DoubleVector.fromArray(S, y, j + 5 * L, fRest), f);
        VectorMask<Double> gRest = S.indexInRange(6 * L, rest);
        g = DoubleVector.fromArray(S, x, i + 6 * L, gRest).fma(DoubleVector.fromArray(S, y, j + 6 * L, gRest), g);
        VectorMask<Double> hRest = S.indexInRange(7 * L, rest);
        h = DoubleVector.fromArray(S, x, i + 7 * L, hRest).fma(DoubleVector.fromArray(S, y, j + 7 * L, hRest), h);
        a = a.add(e);
        b = b.add(f);
        c = c.add(g);
        d = d.add(h);
        a = a.add(c);
        b = b.add(d);
        a = a.add(b);
        return foldVector(a);
    }

    /// Folds one vector by halving.
    private static double foldVector(DoubleVector a) {
        a = a.add(a.rearrange(DOWN_4));
        a = a.add(a.rearrange(DOWN_2));
        return a.add(a.rearrange(DOWN_1)).lane(0);
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

    private static double fold(double[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
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
