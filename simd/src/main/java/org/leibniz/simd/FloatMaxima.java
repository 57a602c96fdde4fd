package org.leibniz.simd;

// made of FloatSums.java by Twins: change that
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Maxima of floats in the order that [org.leibniz.routine.SimdLoops] lays down: 64 logical lanes, folded by halving.
///
/// A loop that carries vectors asks the one just loaded to take in the carried one, tests at its end and stores
/// what it carried: then the class of every object that is called is known to the compiler, and none is made.
final class FloatMaxima {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    private static final int LANES = 64;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(S, 8, 1, true);

    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(S, 4, 1, true);

    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(S, 2, 1, true);

    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(S, 1, 1, true);

    /// What a lane starts with.
    private static final float START = Float.NEGATIVE_INFINITY;

    private FloatMaxima() {}

    /// The maximum of `n` elements.
    static float of(float[] x, int at, int n) {
        float[] lanes = new float[LANES];
        toLanes(x, at, n, lanes);
        return fold(lanes);
    }

    /// Folds lanes to one.
    static float fold(float[] lanes) {
        foldToVector(lanes);
        return fold(FloatVector.fromArray(S, lanes, 0));
    }

    /// The maximum of each of some rows: of short ones in registers.
    ///
    /// @param n elements in a row
    /// @param memory for the lanes
    static void ofRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        int vectors = n <= L ? 1 : n <= 2 * L ? 2 : n <= 4 * L ? 4 : 8;
        int i = 0;
        if (n <= Math.min(vectors * L, LANES)) {
            i = Math.clamp(Math.floorDiv(x.length - at - vectors * L, n) + 1, 0, rows); // whole vectors can be read
            switch (vectors) {
                case 1 -> one(x, at, i, n, y, yAt);
                case 2 -> two(x, at, i, n, y, yAt);
                case 4 -> four(x, at, i, n, y, yAt);
                default -> eight(x, at, i, n, y, yAt);
            }
        } else if (4 * L == LANES && n % LANES == 0) {
            i = rows;
            longer(x, at, i, n, y, yAt);
        }
        for (; i < rows; i++) {
            toLanes(x, at + i * n, n, memory);
            y[yAt + i] = fold(memory);
        }
    }

    private static void one(float[] x, int at, int rows, int n, float[] y, int yAt) {
        FloatVector start = FloatVector.broadcast(S, START);
        VectorMask<Float> there = S.indexInRange(0, n);
        for (int i = 0; i < rows; i++) {
            y[yAt + i] = fold(start.blend(FloatVector.fromArray(S, x, at + i * n), there).max(start));
        }
    }

    private static void two(float[] x, int at, int rows, int n, float[] y, int yAt) {
        FloatVector start = FloatVector.broadcast(S, START);
        VectorMask<Float> there = S.indexInRange(L, n);
        for (int i = 0; i < rows; i++) {
            int p = at + i * n;
            FloatVector b = start.blend(FloatVector.fromArray(S, x, p + L), there);
            y[yAt + i] = fold(FloatVector.fromArray(S, x, p).max(b).max(start));
        }
    }

    private static void four(float[] x, int at, int rows, int n, float[] y, int yAt) {
        FloatVector start = FloatVector.broadcast(S, START);
        VectorMask<Float> third = S.indexInRange(2 * L, n);
        VectorMask<Float> fourth = S.indexInRange(3 * L, n);
        for (int i = 0; i < rows; i++) {
            int p = at + i * n;
            FloatVector c = start.blend(FloatVector.fromArray(S, x, p + 2 * L), third);
            FloatVector d = start.blend(FloatVector.fromArray(S, x, p + 3 * L), fourth);
            FloatVector even = FloatVector.fromArray(S, x, p).max(c);
            FloatVector odd = FloatVector.fromArray(S, x, p + L).max(d);
            y[yAt + i] = fold(even.max(odd).max(start));
        }
    }

    private static void eight(float[] x, int at, int rows, int n, float[] y, int yAt) {
        FloatVector start = FloatVector.broadcast(S, START);
        VectorMask<Float> fifth = S.indexInRange(4 * L, n);
        VectorMask<Float> sixth = S.indexInRange(5 * L, n);
        VectorMask<Float> seventh = S.indexInRange(6 * L, n);
        VectorMask<Float> eighth = S.indexInRange(7 * L, n);
        for (int i = 0; i < rows; i++) {
            int p = at + i * n;
            FloatVector a = FloatVector.fromArray(S, x, p)
                    .max(start.blend(FloatVector.fromArray(S, x, p + 4 * L), fifth));
            FloatVector b = FloatVector.fromArray(S, x, p + L)
                    .max(start.blend(FloatVector.fromArray(S, x, p + 5 * L), sixth));
            FloatVector c = FloatVector.fromArray(S, x, p + 2 * L)
                    .max(start.blend(FloatVector.fromArray(S, x, p + 6 * L), seventh));
            FloatVector d = FloatVector.fromArray(S, x, p + 3 * L)
                    .max(start.blend(FloatVector.fromArray(S, x, p + 7 * L), eighth));
            y[yAt + i] = fold(a.max(c).max(b.max(d)).max(start));
        }
    }

    /// Rows of several times as many elements as there are lanes, where these are four vectors.
    private static void longer(float[] x, int at, int rows, int n, float[] y, int yAt) {
        for (int i = 0; i < rows; i++) {
            int p = at + i * n;
            FloatVector a = FloatVector.broadcast(S, START);
            FloatVector b = FloatVector.broadcast(S, START);
            FloatVector c = FloatVector.broadcast(S, START);
            FloatVector d = FloatVector.broadcast(S, START);
            int end = p + n;
            do {
                a = FloatVector.fromArray(S, x, p).max(a);
                b = FloatVector.fromArray(S, x, p + L).max(b);
                c = FloatVector.fromArray(S, x, p + 2 * L).max(c);
                d = FloatVector.fromArray(S, x, p + 3 * L).max(d);
                p += LANES;
            } while (p < end);
            y[yAt + i] = fold(a.max(c).max(b.max(d)));
        }
    }

    /// The maximum of each column of some slabs.
    ///
    /// @param n elements in a slab
    /// @param width the number of lanes, the columns and a power of two times as many
    /// @param memory for the lanes
    static void ofSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        int lanes = width;
        while (lanes / 2 >= Math.max(n, L) && lanes / 2 >= columns) {
            lanes /= 2; // where nothing comes to, nothing is changed by
        }
        int quarter = lanes / 4;
        boolean inRegisters = quarter >= columns && quarter % L == 0 && n >= lanes;
        for (int i = 0; i < slabs; i++) {
            int from = at + i * n;
            int to = yAt + i * columns;
            if (inRegisters && quarter == columns) {
                toQuarter(x, from, n, lanes, y, to);
            } else if (inRegisters) {
                toQuarter(x, from, n, lanes, memory, 0);
                foldToColumns(memory, quarter, columns, y, to);
            } else {
                toLanes(x, from, n, lanes, memory);
                foldToColumns(memory, lanes, columns, y, to);
            }
        }
    }

    /// Takes elements to lanes, once around at least, and folds these twice, in registers.
    private static void toQuarter(float[] x, int at, int n, int lanes, float[] y, int yAt) {
        int quarter = lanes / 4;
        int whole = n - n % lanes;
        for (int lane = 0; lane < quarter; lane += L) {
            FloatVector a = FloatVector.broadcast(S, START);
            FloatVector b = FloatVector.broadcast(S, START);
            FloatVector c = FloatVector.broadcast(S, START);
            FloatVector d = FloatVector.broadcast(S, START);
            int i = at + lane;
            int end = at + whole;
            do {
                a = FloatVector.fromArray(S, x, i).max(a);
                b = FloatVector.fromArray(S, x, i + quarter).max(b);
                c = FloatVector.fromArray(S, x, i + 2 * quarter).max(c);
                d = FloatVector.fromArray(S, x, i + 3 * quarter).max(d);
                i += lanes;
            } while (i < end);
            int left = n - whole - lane;
            if (left > 0) {
                a = rest(x, i, left).max(a);
                b = rest(x, i + quarter, left - quarter).max(b);
                c = rest(x, i + 2 * quarter, left - 2 * quarter).max(c);
                d = rest(x, i + 3 * quarter, left - 3 * quarter).max(d);
            }
            a.max(c).max(b.max(d)).intoArray(y, yAt + lane);
        }
    }

    /// Takes elements to so many lanes, a vector at least.
    private static void toLanes(float[] x, int at, int n, int lanes, float[] memory) {
        int whole = n - n % lanes;
        if (whole > 0) {
            for (int lane = 0; lane < lanes; lane += L) {
                int from = Math.min(lane, lanes - L); // the last vector may take some once more
                column(x, at + from, at + whole, lanes, memory, from);
            }
            for (int lane = 0; lane < n - whole; lane += L) {
                FloatVector.fromArray(S, memory, lane).max(rest(x, at + whole + lane, n - whole - lane))
                        .intoArray(memory, lane);
            }
        } else {
            for (int lane = 0; lane < lanes; lane += L) {
                rest(x, at + lane, n - lane).intoArray(memory, lane);
            }
        }
    }

    private static void column(float[] x, int i, int end, int lanes, float[] memory, int lane) {
        FloatVector a = FloatVector.broadcast(S, START);
        do {
            a = FloatVector.fromArray(S, x, i).max(a);
            i += lanes;
        } while (i < end);
        a.intoArray(memory, lane);
    }

    /// Folds until there is one lane a column. What a vector has beyond the half means nothing any more.
    private static void foldToColumns(float[] memory, int lanes, int columns, float[] y, int yAt) {
        for (int half = lanes / 2; half >= columns; half /= 2) {
            for (int i = 0; i < half; i += L) {
                FloatVector.fromArray(S, memory, i).max(FloatVector.fromArray(S, memory, i + half))
                        .intoArray(memory, i);
            }
        }
        System.arraycopy(memory, 0, y, yAt, columns);
    }

    /// Takes elements to the lanes.
    private static void toLanes(float[] x, int at, int n, float[] lanes) {
        int whole = n & -LANES;
        if (whole > 0) {
            for (int lane = 0; lane < LANES; lane += 4 * L) {
                vectors(x, at + lane, at + whole, lanes, lane);
            }
            for (int lane = 0; lane < n - whole; lane += L) {
                FloatVector.fromArray(S, lanes, lane).max(rest(x, at + whole + lane, n - whole - lane))
                        .intoArray(lanes, lane);
            }
        } else {
            for (int lane = 0; lane < LANES; lane += L) {
                rest(x, at + lane, n - lane).intoArray(lanes, lane);
            }
        }
    }

    private static void vectors(float[] x, int i, int end, float[] lanes, int lane) {
        FloatVector a = FloatVector.broadcast(S, START);
        FloatVector b = FloatVector.broadcast(S, START);
        FloatVector c = FloatVector.broadcast(S, START);
        FloatVector d = FloatVector.broadcast(S, START);
        do {
            a = FloatVector.fromArray(S, x, i).max(a);
            b = FloatVector.fromArray(S, x, i + L).max(b);
            c = FloatVector.fromArray(S, x, i + 2 * L).max(c);
            d = FloatVector.fromArray(S, x, i + 3 * L).max(d);
            i += LANES;
        } while (i < end);
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + L);
        c.intoArray(lanes, lane + 2 * L);
        d.intoArray(lanes, lane + 3 * L);
    }

    /// At most a vector of elements, the others with what a lane starts with, and what it starts with added.
    private static FloatVector rest(float[] x, int at, int n) {
        FloatVector start = FloatVector.broadcast(S, START);
        if (n <= 0) {
            return start;
        }
        VectorMask<Float> there = S.indexInRange(0, n);
        boolean isInside = at + L <= x.length;
        FloatVector v = isInside ? FloatVector.fromArray(S, x, at) : FloatVector.fromArray(S, x, at, there);
        return start.blend(v, there).max(start);
    }

    /// Folds the lanes of one vector, without going through memory.
    static float fold(FloatVector v) {
        FloatVector w = v;
        if (L > 8) {
            w = w.max(w.rearrange(BY_8));
        }
        if (L > 4) {
            w = w.max(w.rearrange(BY_4));
        }
        if (L > 2) {
            w = w.max(w.rearrange(BY_2));
        }
        return w.max(w.rearrange(BY_1)).lane(0);
    }

    /// Folds until as many lanes are left as a vector has.
    static void foldToVector(float[] lanes) {
        for (int half = LANES / 2; half >= L; half /= 2) {
            for (int i = 0; i < half; i += L) {
                FloatVector.fromArray(S, lanes, i).max(FloatVector.fromArray(S, lanes, i + half)).intoArray(lanes, i);
            }
        }
    }
}
