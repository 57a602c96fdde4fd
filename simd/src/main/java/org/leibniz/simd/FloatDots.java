package org.leibniz.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Sums of products of floats in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded
/// by halving, as [FloatSums].
final class FloatDots {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private FloatDots() {}

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lanes = new float[LANES];
        dotAll(x, xAt, y, yAt, n, lanes);
        return FloatSums.fold(lanes);
    }

    /// A dot for each row, the last folds of as many rows as there are lanes in a vector at once.
    static void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        float[] memory = new float[LANES + 2 * L * L];
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

    private static void dotAll(float[] x, int xAt, float[] y, int yAt, int n, float[] lanes) {
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
    private static void dotRest(float[] x, int at, float[] y, int yAt, int n, float[] lanes) {
        for (int lane = 0; lane < n; lane += L) {
            VectorMask<Float> there = S.indexInRange(lane, n);
            FloatVector v = FloatVector.fromArray(S, x, at + lane, there);
            v.fma(FloatVector.fromArray(S, y, yAt + lane, there), FloatVector.fromArray(S, lanes, lane))
                    .intoArray(lanes, lane);
        }
    }

    /// Folds lanes until as many are left as a vector has: a row of the square behind them.
    ///
    /// @param memory lanes, the square, and another one
    private static void foldToSquare(float[] memory, int row) {
        FloatSums.foldToVector(memory);
        FloatVector.fromArray(S, memory, 0).intoArray(memory, LANES + row * L);
    }

    /// Folds each row of that square to one.
    ///
    /// @return where in the memory they are
    private static int foldSquare(float[] memory) {
        int turned = LANES + L * L;
        FloatTranspose.matrix(L, L, memory, LANES, L, memory, turned, L);
        for (int half = L / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                FloatVector upper = FloatVector.fromArray(S, memory, turned + (lane + half) * L);
                FloatVector.fromArray(S, memory, turned + lane * L).add(upper).intoArray(memory, turned + lane * L);
            }
        }
        return turned;
    }
}
