package org.leibniz.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Reductions of doubles in the order that [org.leibniz.compile.SimdLoops] lays down: 64 logical lanes, folded by halving.
final class DoubleFolds {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private DoubleFolds() {}

    static double sum(double[] x, int at, int n) {
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

    /// The sums of 4 vectors of lanes. As in all loops that carry vectors, the vector just loaded is asked to add the carried one, and the
    /// test is at the end: so each call is on an object whose class the compiler knows.
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

    static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
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
        int half = LANES / 2;
        for (; half >= L; half /= 2) {
            for (int i = 0; i < half; i += L) {
                DoubleVector.fromArray(S, lanes, i).add(DoubleVector.fromArray(S, lanes, i + half)).intoArray(lanes, i);
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
