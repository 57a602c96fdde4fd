package org.leibniz.simd;

// made of FloatDots.java by Twins: change that
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Sums of products of doubles in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded
/// by halving, as [DoubleSums].
final class DoubleDots {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private DoubleDots() {}

    static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        double[] lanes = new double[LANES];
        dotAll(x, xAt, y, yAt, n, lanes);
        return DoubleSums.fold(lanes);
    }

    /// A dot for each row, the last folds of as many rows as there are lanes in a vector at once.
    static void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        double[] memory = new double[LANES + 2 * L * L];
        for (int i = 0; i < m; i += L) {
            int rows = Math.min(L, m - i);
            for (int r = 0; r < rows; r++) {
                dotAll(a, aAt + (i + r) * aRow, x, xAt, n, memory);
                foldToSquare(memory, r);
            }
            int sums = foldSquare(memory);
            for (int r = 0; r < rows; r++) {
                int to = cAt + (i + r) * cRow;
                c[to] = accumulate ? c[to] + memory[sums + r] : memory[sums + r];
            }
        }
    }

    private static void dotAll(double[] x, int xAt, double[] y, int yAt, int n, double[] lanes) {
        int whole = n & -LANES;
        if (whole == 0) {
            Arrays.fill(lanes, 0, LANES, 0);
        }
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4 * L) {
            dotLanes(x, xAt + lane, xAt + whole, y, yAt + lane, lanes, lane);
        }
        if (whole < n) {
            dotRest(x, xAt + whole, y, yAt + whole, n - whole, lanes);
        }
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
    private static void dotRest(double[] x, int at, double[] y, int yAt, int n, double[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Double> there = S.indexInRange(lane, n);
            DoubleVector v = DoubleVector.fromArray(S, x, at + lane, there);
            v.fma(DoubleVector.fromArray(S, y, yAt + lane, there), DoubleVector.fromArray(S, lanes, lane))
                    .intoArray(lanes, lane);
        }
    }

    /// Folds lanes until as many are left as a vector has: a row of the square behind them.
    ///
    /// @param memory lanes, the square, and another one
    private static void foldToSquare(double[] memory, int row) {
        DoubleSums.foldToVector(memory);
        DoubleVector.fromArray(S, memory, 0).intoArray(memory, LANES + row * L);
    }

    /// Folds each row of that square to one.
    ///
    /// @return where in the memory they are
    private static int foldSquare(double[] memory) {
        int turned = LANES + L * L;
        DoubleTranspose.matrix(L, L, memory, LANES, L, memory, turned, L);
        for (int half = L / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                DoubleVector upper = DoubleVector.fromArray(S, memory, turned + (lane + half) * L);
                DoubleVector.fromArray(S, memory, turned + lane * L).add(upper).intoArray(memory, turned + lane * L);
            }
        }
        return turned;
    }
}
