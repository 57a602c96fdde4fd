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
        int done = ofShort(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
        if (done < m) {
            ofLong(m - done, n, a, aAt + done * aRow, aRow, x, xAt, c, cAt + done * cRow, cRow, accumulate);
        }
    }

    private static void ofLong(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt,
            int cRow, boolean accumulate) {
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

    /// Those of rows of less than 64 elements, in registers.
    ///
    /// @return how many: where whole vectors cannot be read to the end, the last are left
    private static int ofShort(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt,
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
        double[] padded = new double[8 * L];
        System.arraycopy(x, xAt, padded, 0, n);
        switch (vectors) {
            case 1 -> one(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            case 2 -> two(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            case 4 -> four(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
            default -> eight(rows, n, a, aAt, aRow, padded, c, cAt, cRow, accumulate);
        }
        return rows;
    }

    private static void one(int m, int n, double[] a, int aAt, int aRow, double[] x, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector x0 = DoubleVector.fromArray(S, x, 0);
        VectorMask<Double> there = S.indexInRange(0, n);
        for (int i = 0; i < m; i++) {
            DoubleVector v = zero.blend(DoubleVector.fromArray(S, a, aAt + i * aRow), there).fma(x0, zero);
            put(c, cAt + i * cRow, DoubleSums.fold(v.add(zero)), accumulate);
        }
    }

    private static void two(int m, int n, double[] a, int aAt, int aRow, double[] x, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector x0 = DoubleVector.fromArray(S, x, 0);
        DoubleVector x1 = DoubleVector.fromArray(S, x, L);
        VectorMask<Double> there = S.indexInRange(L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            DoubleVector u = DoubleVector.fromArray(S, a, p).fma(x0, zero);
            DoubleVector v = zero.blend(DoubleVector.fromArray(S, a, p + L), there).fma(x1, zero);
            put(c, cAt + i * cRow, DoubleSums.fold(u.add(v).add(zero)), accumulate);
        }
    }

    private static void four(int m, int n, double[] a, int aAt, int aRow, double[] x, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector x0 = DoubleVector.fromArray(S, x, 0);
        DoubleVector x1 = DoubleVector.fromArray(S, x, L);
        DoubleVector x2 = DoubleVector.fromArray(S, x, 2 * L);
        DoubleVector x3 = DoubleVector.fromArray(S, x, 3 * L);
        VectorMask<Double> third = S.indexInRange(2 * L, n);
        VectorMask<Double> fourth = S.indexInRange(3 * L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            DoubleVector u = DoubleVector.fromArray(S, a, p).fma(x0, zero);
            DoubleVector v = DoubleVector.fromArray(S, a, p + L).fma(x1, zero);
            u = u.add(zero.blend(DoubleVector.fromArray(S, a, p + 2 * L), third).fma(x2, zero));
            v = v.add(zero.blend(DoubleVector.fromArray(S, a, p + 3 * L), fourth).fma(x3, zero));
            put(c, cAt + i * cRow, DoubleSums.fold(u.add(v).add(zero)), accumulate);
        }
    }

    private static void eight(int m, int n, double[] a, int aAt, int aRow, double[] x, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector x0 = DoubleVector.fromArray(S, x, 0);
        DoubleVector x1 = DoubleVector.fromArray(S, x, L);
        DoubleVector x2 = DoubleVector.fromArray(S, x, 2 * L);
        DoubleVector x3 = DoubleVector.fromArray(S, x, 3 * L);
        DoubleVector x4 = DoubleVector.fromArray(S, x, 4 * L);
        DoubleVector x5 = DoubleVector.fromArray(S, x, 5 * L);
        DoubleVector x6 = DoubleVector.fromArray(S, x, 6 * L);
        DoubleVector x7 = DoubleVector.fromArray(S, x, 7 * L);
        VectorMask<Double> fifth = S.indexInRange(4 * L, n);
        VectorMask<Double> sixth = S.indexInRange(5 * L, n);
        VectorMask<Double> seventh = S.indexInRange(6 * L, n);
        VectorMask<Double> eighth = S.indexInRange(7 * L, n);
        for (int i = 0; i < m; i++) {
            int p = aAt + i * aRow;
            DoubleVector s = DoubleVector.fromArray(S, a, p).fma(x0, zero);
            DoubleVector t = DoubleVector.fromArray(S, a, p + L).fma(x1, zero);
            DoubleVector u = DoubleVector.fromArray(S, a, p + 2 * L).fma(x2, zero);
            DoubleVector v = DoubleVector.fromArray(S, a, p + 3 * L).fma(x3, zero);
            s = s.add(zero.blend(DoubleVector.fromArray(S, a, p + 4 * L), fifth).fma(x4, zero));
            t = t.add(zero.blend(DoubleVector.fromArray(S, a, p + 5 * L), sixth).fma(x5, zero));
            u = u.add(zero.blend(DoubleVector.fromArray(S, a, p + 6 * L), seventh).fma(x6, zero));
            v = v.add(zero.blend(DoubleVector.fromArray(S, a, p + 7 * L), eighth).fma(x7, zero));
            put(c, cAt + i * cRow, DoubleSums.fold(s.add(u).add(t.add(v)).add(zero)), accumulate);
        }
    }

    private static void put(double[] c, int at, double sum, boolean accumulate) {
        c[at] = accumulate ? c[at] + sum : sum;
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
