package org.leibniz.simd;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.SimdFloats;
import org.leibniz.routine.Walk;

/// Floats to work on while loops are warmed up.
final class FloatWork {
    private static final int N = 512;
    private static final int ROW = 200;
    /// A few elements, in turn: some vectors, whatever their length.
    private static final int[] FEW = {64, 128};
    /// The same of what has 64 logical lanes: no whole round, and some with a rest and without.
    private static final int[] FEW_REDUCED = {5, 128, 325, 256};

    /// Lengths of rows: less than a vector, less than 64 lanes, all of them, more, with and without a rest.
    private static final int[] ROWS = {10, 50, 64, 100, 128};

    /// Elements and columns of slabs: fewer than there are lanes, once around and more, with and without a rest, folded
    /// in registers as far as it goes and not, no whole vectors.
    private static final int[][] SLABS = {{32, 16}, {128, 16}, {80, 16}, {64, 4}, {100, 50}, {60, 6}};

    /// Lengths of rows of 1, 2, 4 and 8 vectors, whatever their length, none of 64 lanes.
    private static final int[] SHORT_ROWS = {3, 7, 14, 28, 50};

    /// Every way that a product may take: narrow, wide and with edges, operands packed or not, as they lie and
    /// transposed, in runs, added or not, one row. Each is the rows and columns of the result, the length of the sums,
    /// the steps from row to row and from column to column of either operand, that from row to row of the result, and
    /// whether it is added to. A step of -r is a walk in runs of r.
    private static final int[][] PRODUCTS = {
            {20, 50, 16, 32, 1, 50, 1, 50, 0}, {20, 70, 16, 32, 1, 70, 1, 70, 1}, {26, 50, 16, 1, 50, 50, 1, 50, 1},
            {26, 50, 16, 32, 1, 1, 32, 50, 0}, {20, 5, 16, 32, 1, 5, 1, 5, 0}, {20, 5, 16, 1, 50, 5, 1, 5, 0},
            {1, 50, 50, 1, 1, 50, 1, 50, 0}, {1, 70, 32, 1, 1, 70, 1, 70, 1}, {10, 200, 10, 12, 1, 200, 1, 200, 0},
            {10, 200, 10, 1, 12, 1, 12, 200, 1}, {10, 45, 24, 24, 1, -3, -20, 50, 0},
            {10, 27, 45, 45, 1, -20, -3, 50, 1}, {45, 20, 17, -20, 50, 20, 1, 50, 0}};

    /// The same, each as small as may be: a tile or two, some squares of one vector by one.
    private static final int[][] SMALL_PRODUCTS = {
            {8, 32, 15, 32, 1, 50, 1, 50, 0}, {9, 20, 6, 32, 1, 70, 1, 70, 1}, {8, 32, 15, 1, 50, 50, 1, 50, 1},
            {8, 16, 64, 64, 1, 1, 64, 50, 0}, {8, 16, 15, 1, 50, 16, 1, 16, 0}, {1, 70, 8, 1, 1, 70, 1, 70, 1},
            {8, 40, 6, 6, 1, -3, -20, 50, 0},
            {8, 6, 40, 40, 1, -20, -3, 50, 1}, {20, 16, 6, -20, 50, 16, 1, 50, 0}};

    /// The same, large in one direction, of a right operand of [#N] elements.
    private static final int[][] LARGE_PRODUCTS = {
            {10, 208, 20, 20, 1, 1, 2, 208, 0}, {10, 208, 20, 1, 10, 2, 1, 208, 1}, {4, 20, 520, 600, 1, 0, 1, 20, 0},
            {140, 16, 4, 4, 1, 16, 1, 16, 0}};

    /// Of so many turns one is of those.
    private static final int RARE = 96;

    private static final Walk IN_SHORT_RUNS = inRuns(3);
    private static final Walk IN_RUNS = inRuns(20);

    /// Rows to add to: those of the first come in any order.
    private static final int[] POSITIONS = IntStream.range(0, N).map(i -> i ^ 1).toArray();

    private final float[] x = new float[N];
    private final float[] y = new float[N];
    private final boolean[] c = new boolean[N];
    private final float[] a = new float[50 * 50];
    private final float[] b = new float[50 * 50];

    FloatWork() {
        for (int i = 0; i < N; i++) {
            x[i] = (i + 1f) / (N + 2);
        }
    }

    /// Runs a function once.
    void once(FunctionLoop<float[]> function) {
        function.run(x, x, y, N);
    }

    /// Runs a function on a few elements.
    void few(FunctionLoop<float[]> function, int turn) {
        function.run(x, x, y, FEW[turn % FEW.length]);
    }

    /// Runs one of the loops once.
    void once(FloatLoop loop, SimdFloats l) {
        if (loop == FloatLoop.PRODUCT) {
            products(l);
        } else {
            run(loop, l, N);
        }
    }

    /// Runs one of the loops on a few elements.
    void few(FloatLoop loop, SimdFloats l, int turn) {
        if (loop == FloatLoop.PRODUCT) {
            smallProduct(l, turn);
        } else if (loop.isReduction()) {
            run(loop, l, FEW_REDUCED[turn % FEW_REDUCED.length]);
        } else {
            run(loop, l, FEW[turn % FEW.length]);
        }
    }

    /// The turns in which [#few] does different things with a function.
    static int ways() {
        return FEW.length;
    }

    /// The same with a loop; what it does seldom does not count.
    static int ways(FloatLoop loop) {
        return loop == FloatLoop.PRODUCT
                ? SMALL_PRODUCTS.length
                : loop.isReduction() ? FEW_REDUCED.length : FEW.length;
    }

    private void run(FloatLoop loop, SimdFloats l, int n) {
        switch (loop) {
            case LESS -> l.less(x, y, c, n);
            case LESS_OR_EQUAL -> l.lessOrEqual(x, y, c, n);
            case EQUAL -> l.equal(x, y, c, n);
            case NOT_EQUAL -> l.notEqual(x, y, c, n);
            case SELECT -> l.select(c, x, x, y, n);
            case SUM -> y[0] = l.sum(x, 0, n);
            case MAX -> y[0] = l.max(x, 0, n);
            case MIN -> y[0] = l.min(x, 0, n);
            case SUM_ROWS -> rows(l::sum, l::sumRows, n);
            case MAX_ROWS -> rows(l::max, l::maxRows, n);
            case MIN_ROWS -> rows(l::min, l::minRows, n);
            case SUM_SLABS -> slabs(l::sum, l::sumSlabs, n);
            case MAX_SLABS -> slabs(l::max, l::maxSlabs, n);
            case MIN_SLABS -> slabs(l::min, l::minSlabs, n);
            case SPREAD -> spread(l, n);
            case ADD_ROWS -> add(l, n);
            case ADD_AT -> addAt(l, n);
            case DOT -> dots(l, n);
            case PRODUCT -> throw new IllegalArgumentException("has no length");
        }
    }

    /// A reduction.
    private interface Reduction {
        float of(float[] x, int at, int n);
    }

    /// A reduction of rows.
    private interface RowReduction {
        boolean of(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory);
    }

    /// A reduction of slabs.
    private interface SlabReduction {
        boolean of(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt, float[] memory);
    }

    /// Rows of every length, as many as there are in so many elements.
    private void rows(Reduction one, RowReduction many, int length) {
        for (int n : ROWS) {
            if (!many.of(x, 0, length / n, n, y, 0, a)) {
                for (int i = 0; i < length / n; i++) {
                    y[i] = one.of(x, i * n, n);
                }
            }
        }
    }

    /// Slabs of every form, as many as there are in so many elements.
    private void slabs(Reduction one, SlabReduction many, int length) {
        for (int[] form : SLABS) {
            int n = form[0];
            int columns = form[1];
            int width = columns * Integer.highestOneBit(64 / columns);
            if (!many.of(x, 0, length / n, n, width, columns, y, 0, a)) {
                for (int i = 0; i < length / n; i++) {
                    y[i] = one.of(x, i * n, n);
                }
            }
        }
    }

    private void spread(SimdFloats l, int length) {
        for (int n : ROWS) {
            if (!l.spread(x, length / n, n, y)) {
                for (int i = 0; i < length / n; i++) {
                    Arrays.fill(y, i * n, (i + 1) * n, x[i]);
                }
            }
        }
    }

    private void add(SimdFloats l, int length) {
        for (int n : ROWS) {
            if (!l.addRows(x, 0, length / n, n, y)) {
                for (int i = 0; i < length / n; i++) {
                    for (int j = 0; j < n; j++) {
                        y[j] += x[i * n + j];
                    }
                }
            }
        }
    }

    private void addAt(SimdFloats l, int length) {
        for (int n : ROWS) {
            int rows = length / n;
            if (!l.addAt(x, 0, POSITIONS, 0, rows, n, y, 0, 1, rows)) {
                for (int i = 0; i < rows; i++) {
                    int row = POSITIONS[i];
                    if (row >= 1 && row < rows) {
                        for (int j = 0; j < n; j++) {
                            y[row * n + j] += x[i * n + j];
                        }
                    }
                }
            }
        }
    }

    private void dots(SimdFloats l, int n) {
        y[0] = l.dot(x, 0, x, 0, n);
        for (int row : SHORT_ROWS) {
            l.dots(5, row, a, 0, row, x, 0, y, 0, 1, n == 128);
        }
        l.dots(n > ROW ? 5 : 1, Math.min(n, ROW), a, 0, ROW, x, 0, y, 0, 1, n == 64);
    }

    private void products(SimdFloats l) {
        for (int[] form : PRODUCTS) {
            product(l, form, a);
        }
    }

    /// Now and then one that is large in one direction.
    private void smallProduct(SimdFloats l, int turn) {
        product(l, SMALL_PRODUCTS[turn % SMALL_PRODUCTS.length], a);
        if (turn % RARE == RARE - 1) {
            product(l, LARGE_PRODUCTS[turn / RARE % LARGE_PRODUCTS.length], x);
        }
    }

    private void product(SimdFloats l, int[] form, float[] right) {
        l.product(form[0], form[1], form[2], a, 0, walk(form[3]), walk(form[4]), right, 0, walk(form[5]),
                walk(form[6]), b, 0, form[7], form[8] == 1);
    }

    private static Walk walk(int step) {
        return step >= 0 ? Walk.of(step) : step == -3 ? IN_SHORT_RUNS : IN_RUNS;
    }

    private static Walk inRuns(int length) {
        return Walk.of(IntStream.range(0, 50).map(i -> i / length * (length + 2) + i % length).toArray());
    }
}
