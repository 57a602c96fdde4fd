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
        int done = ofShort(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
        if (done < m) {
            ofLong(m - done, n, a, aAt + done * aRow, aRow, x, xAt, c, cAt + done * cRow, cRow, accumulate);
        }
    }

    private static void ofLong(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt,
            int cRow, boolean accumulate) {
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

    /// Those of rows of less than 64 elements, in registers.
    ///
    /// @return how many: where whole vectors cannot be read to the end, the last are left
    private static int ofShort(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt,
            int cRow, boolean accumulate) {
        int vectors = n <= L ? 1 : n <= 2 * L ? 2 : n <= 4 * L ? 4 : 8;
        if (n >= LANES || n > vectors * L || aRow < 0) {
            return 0;
        }
        int space = a.length - aAt - vectors * L;
        int rows = space < 0 ? 0 : aRow == 0 ? m : Math.min(m, space / aRow + 1);
        if (rows == 0) {
            return 0;
        }
        float[] padded = new float[8 * L];
        System.arraycopy(x, xAt, padded, 0, n);
        switch (vectors) {
            case 1 -> one(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            case 2 -> two(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            case 4 -> four(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            default -> eight(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
        }
        return rows;
    }

    private static void one(int m, int n, float[] a, int aAt, int aRow, float[] x, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector x0 = FloatVector.fromArray(S, x, 0);
        VectorMask<Float> there = S.indexInRange(0, n);
        for (int i = 0; i < m; i++) {
            FloatVector v = zero.blend(FloatVector.fromArray(S, a, aAt + i * aRow), there).fma(x0, zero);
            put(c, cAt + i * cRow, FloatSums.fold(v.add(zero)), accumulate);
        }
    }

    private static void two(int m, int n, float[] a, int aAt, int aRow, float[] x, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector x0 = FloatVector.fromArray(S, x, 0);
        FloatVector x1 = FloatVector.fromArray(S, x, L);
        VectorMask<Float> there = S.indexInRange(L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            FloatVector u = FloatVector.fromArray(S, a, p).fma(x0, zero);
            FloatVector v = zero.blend(FloatVector.fromArray(S, a, p + L), there).fma(x1, zero);
            put(c, cAt + i * cRow, FloatSums.fold(u.add(v).add(zero)), accumulate);
        }
    }

    private static void four(int m, int n, float[] a, int aAt, int aRow, float[] x, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector x0 = FloatVector.fromArray(S, x, 0);
        FloatVector x1 = FloatVector.fromArray(S, x, L);
        FloatVector x2 = FloatVector.fromArray(S, x, 2 * L);
        FloatVector x3 = FloatVector.fromArray(S, x, 3 * L);
        VectorMask<Float> third = S.indexInRange(2 * L, n);
        VectorMask<Float> fourth = S.indexInRange(3 * L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            FloatVector u = FloatVector.fromArray(S, a, p).fma(x0, zero);
            FloatVector v = FloatVector.fromArray(S, a, p + L).fma(x1, zero);
            u = u.add(zero.blend(FloatVector.fromArray(S, a, p + 2 * L), third).fma(x2, zero));
            v = v.add(zero.blend(FloatVector.fromArray(S, a, p + 3 * L), fourth).fma(x3, zero));
            put(c, cAt + i * cRow, FloatSums.fold(u.add(v).add(zero)), accumulate);
        }
    }

    private static void eight(int m, int n, float[] a, int aAt, int aRow, float[] x, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector x0 = FloatVector.fromArray(S, x, 0);
        FloatVector x1 = FloatVector.fromArray(S, x, L);
        FloatVector x2 = FloatVector.fromArray(S, x, 2 * L);
        FloatVector x3 = FloatVector.fromArray(S, x, 3 * L);
        FloatVector x4 = FloatVector.fromArray(S, x, 4 * L);
        FloatVector x5 = FloatVector.fromArray(S, x, 5 * L);
        FloatVector x6 = FloatVector.fromArray(S, x, 6 * L);
        FloatVector x7 = FloatVector.fromArray(S, x, 7 * L);
        VectorMask<Float> fifth = S.indexInRange(4 * L, n);
        VectorMask<Float> sixth = S.indexInRange(5 * L, n);
        VectorMask<Float> seventh = S.indexInRange(6 * L, n);
        VectorMask<Float> eighth = S.indexInRange(7 * L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            FloatVector s = FloatVector.fromArray(S, a, p).fma(x0, zero);
            FloatVector t = FloatVector.fromArray(S, a, p + L).fma(x1, zero);
            FloatVector u = FloatVector.fromArray(S, a, p + 2 * L).fma(x2, zero);
            FloatVector v = FloatVector.fromArray(S, a, p + 3 * L).fma(x3, zero);
            s = s.add(zero.blend(FloatVector.fromArray(S, a, p + 4 * L), fifth).fma(x4, zero));
            t = t.add(zero.blend(FloatVector.fromArray(S, a, p + 5 * L), sixth).fma(x5, zero));
            u = u.add(zero.blend(FloatVector.fromArray(S, a, p + 6 * L), seventh).fma(x6, zero));
            v = v.add(zero.blend(FloatVector.fromArray(S, a, p + 7 * L), eighth).fma(x7, zero));
            put(c, cAt + i * cRow, FloatSums.fold(s.add(u).add(t.add(v)).add(zero)), accumulate);
        }
    }

    private static void put(float[] c, int at, float sum, boolean accumulate) {
        c[at] = accumulate ? c[at] + sum : sum;
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
