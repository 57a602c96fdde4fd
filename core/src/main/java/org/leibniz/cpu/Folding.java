package org.leibniz.cpu;

import org.leibniz.ir.Reducer;
import org.leibniz.ir.ScalarFn;

/// Reductions of `[r, b]` over the first axis in an order that depends on `r` and `b` alone: not on threads, nor on
/// what else a kernel computes.
///
/// Rows are taken in *units*. In a unit each row goes to a logical lane, its number in its block of about 512 elements
/// modulo the number of lanes (64 for `b = 1`, fewer for wider rows, 1 from `b = 64` on); a lane starts with the
/// identity and takes its rows in order; at the end of the unit the upper half of the lanes is folded onto the lower
/// until one is left. The results of the units are rows again, and are reduced the same way until one is left.
///
/// ```
/// sum of f32[1000000]   1954 units of 512, their sums 4 units, their sums one
/// ```
public final class Folding {
    private static final int LANES = 64;

    /// Rows of up to so many elements are reduced column by column where there is no better loop for them.
    private static final int SHORT = 16;

    private Folding() {}

    /// The number of lanes.
    public static int lanes(int b) {
        return b >= LANES ? 1 : Integer.highestOneBit(LANES / b);
    }

    /// The function of two that a reduction repeats.
    public static ScalarFn function(Reducer reducer) {
        return switch (reducer) {
            case SUM -> ScalarFn.ADD;
            case PROD -> ScalarFn.MUL;
            case MAX -> ScalarFn.MAX;
            case MIN -> ScalarFn.MIN;
        };
    }

    /// Reduces `r` rows of `b` elements.
    ///
    /// @param x the array
    /// @param at where the rows start
    /// @param out where the result goes, another array of the same kind
    /// @param outAt where it starts
    /// @param acc memory for the way
    static void reduce(SlotKind kind, Reducer reducer, Object x, int at, int r, int b, Object out, int outAt,
            Accumulator acc) {
        int rows = Tiling.rowsInUnit(b);
        if (r <= rows) {
            unit(kind, reducer, x, at, r, b, out, outAt, acc);
            return;
        }
        int units = Math.ceilDiv(r, rows);
        Object partial = kind.allocate(units * b);
        for (int u = 0; u < units; u++) {
            unit(kind, reducer, x, at + u * rows * b, Math.min(rows, r - u * rows), b, partial, u * b, acc);
        }
        reduce(kind, reducer, partial, 0, units, b, out, outAt, acc);
    }

    private static void unit(SlotKind kind, Reducer reducer, Object x, int at, int r, int b, Object out, int outAt,
            Accumulator acc) {
        if (b == 1) {
            run(kind, reducer, x, at, r, out, outAt, acc.row);
            return;
        }
        if (b <= Tiling.BLOCK) {
            acc.begin();
            int step = Tiling.rowsInBlock(b);
            for (int i = 0; i < r; i += step) {
                acc.add(x, at + i * b, Math.min(step, r - i));
            }
            acc.end(out, outAt);
            return;
        }
        acc.begin();
        for (int i = 0; i < r; i++) {
            for (int c = 0; c < b; c += Tiling.BLOCK) {
                acc.addPiece(x, at + i * b + c, Math.min(Tiling.BLOCK, b - c), c);
            }
        }
        acc.end(out, outAt);
    }

    /// Reduces rows of at most 512 elements, as many as a block has, each to one.
    static void rows(SlotKind kind, Reducer reducer, Object x, int at, int rows, int r, Object out, int outAt,
            Accumulator acc) {
        if (rows > 1 && switch (kind) {
            case FLOAT ->
                FloatFold.rows(reducer, (float[]) x, at, rows, r, (float[]) out, outAt, (float[]) acc.row);
            case DOUBLE ->
                DoubleFold.rows(reducer, (double[]) x, at, rows, r, (double[]) out, outAt, (double[]) acc.row);
            case INT, LONG, BOOL -> false;
        }) {
            return;
        }
        if (r <= SHORT && rows > SHORT && kind == SlotKind.FLOAT) {
            FloatFold.columns(reducer, (float[]) x, at, rows, r, (float[]) out, outAt, (float[][]) acc.columns(r));
        } else if (r <= SHORT && rows > SHORT && kind == SlotKind.DOUBLE) {
            DoubleFold.columns(reducer, (double[]) x, at, rows, r, (double[]) out, outAt, (double[][]) acc.columns(r));
        } else {
            for (int i = 0; i < rows; i++) {
                run(kind, reducer, x, at + i * r, r, out, outAt + i, acc.row);
            }
        }
    }

    /// Reduces slabs of `r` rows of `b` elements, at most 512 in each and as many slabs as a block has, each to a row.
    static void slabs(SlotKind kind, Reducer reducer, Object x, int at, int slabs, int r, int b, Object out, int outAt,
            Accumulator acc) {
        int n = r * b;
        if (!slabs(kind, reducer, x, at, slabs, n, b, out, outAt, acc.row)) {
            for (int i = 0; i < slabs; i++) {
                unit(kind, reducer, x, at + i * n, r, b, out, outAt + i * b, acc);
            }
        }
    }

    /// The same, if there is a loop for them.
    ///
    /// @param n elements of a slab
    /// @param row memory of that kind
    /// @return whether it has been done
    static boolean slabs(SlotKind kind, Reducer reducer, Object x, int at, int slabs, int n, int b, Object out,
            int outAt, Object row) {
        return switch (kind) {
            case FLOAT ->
                FloatFold.slabs(reducer, (float[]) x, at, slabs, n, b, (float[]) out, outAt, (float[]) row);
            case DOUBLE ->
                DoubleFold.slabs(reducer, (double[]) x, at, slabs, n, b, (double[]) out, outAt, (double[]) row);
            case INT, LONG, BOOL -> false;
        };
    }

    /// Reduces at most 512 elements to one.
    ///
    /// @param row memory of that kind for 64 elements and more
    static void run(SlotKind kind, Reducer reducer, Object x, int at, int n, Object out, int outAt, Object row) {
        switch (kind) {
            case FLOAT -> ((float[]) out)[outAt] = FloatFold.run(reducer, (float[]) x, at, n, (float[]) row);
            case DOUBLE -> ((double[]) out)[outAt] = DoubleFold.run(reducer, (double[]) x, at, n, (double[]) row);
            case INT -> ((int[]) out)[outAt] = ints(reducer, (int[]) x, at, n);
            case LONG -> ((long[]) out)[outAt] = longs(reducer, (long[]) x, at, n);
            case BOOL -> ((boolean[]) out)[outAt] = booleans(reducer, (boolean[]) x, at, n);
        }
    }

    // ---- exact kinds: any order gives the same

    private static int ints(Reducer reducer, int[] x, int at, int n) {
        int r = switch (reducer) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Integer.MIN_VALUE;
            case MIN -> Integer.MAX_VALUE;
        };
        for (int i = at; i < at + n; i++) {
            r = switch (reducer) {
                case SUM -> r + x[i];
                case PROD -> r * x[i];
                case MAX -> Math.max(r, x[i]);
                case MIN -> Math.min(r, x[i]);
            };
        }
        return r;
    }

    private static long longs(Reducer reducer, long[] x, int at, int n) {
        long r = switch (reducer) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
        };
        for (int i = at; i < at + n; i++) {
            r = switch (reducer) {
                case SUM -> r + x[i];
                case PROD -> r * x[i];
                case MAX -> Math.max(r, x[i]);
                case MIN -> Math.min(r, x[i]);
            };
        }
        return r;
    }

    private static boolean booleans(Reducer reducer, boolean[] x, int at, int n) {
        boolean any = reducer == Reducer.MAX || reducer == Reducer.SUM;
        for (int i = at; i < at + n; i++) {
            if (x[i] == any) {
                return any;
            }
        }
        return !any;
    }
}
