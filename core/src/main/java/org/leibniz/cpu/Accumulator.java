package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.ScalarFn;
import org.leibniz.routine.SimdLoops;

/// The lanes of one unit of a reduction of rows of `b` elements, see [Folding]. Rows wider than a block are held in
/// pieces, each an array of its own, since only arrays at equal offsets are added at full speed.
public final class Accumulator {
    private static final int LEAST = 64;

    /// A row of that kind, for whoever needs one for a moment.
    final Object row;

    private final SlotKind kind;
    private final Reducer reducer;
    private final ScalarFn fn;
    private final double identity;
    private final int b;
    private final int lanes;
    private final Object[] pieces;
    private Object @Nullable [] columns;

    Accumulator(SlotKind kind, Reducer reducer, int b) {
        this.kind = kind;
        this.reducer = reducer;
        this.fn = Folding.function(reducer);
        this.identity = reducer.identity(kind.dtype());
        this.b = b;
        this.lanes = Folding.lanes(b);
        this.row = kind.allocate(SlotKind.padded(Math.min(Math.max(lanes * b, LEAST), Tiling.BLOCK)));
        this.pieces = new Object[b == 1 ? 0 : Math.ceilDiv(b, Tiling.BLOCK)];
        for (int p = 0; p < pieces.length; p++) {
            pieces[p] = kind.allocate(SlotKind.padded(Math.min(lanes * b, Tiling.BLOCK)));
        }
    }

    /// Whether it is as good as another one for a fold.
    boolean suits(SlotKind kind, Reducer reducer, int b) {
        return this.kind == kind && this.reducer == reducer && this.b == b;
    }

    /// Bytes that it takes, about.
    long bytes() {
        return 100 + kind.bytes() * (b == 1 ? Tiling.BLOCK : 2L * Math.max(lanes * b, LEAST));
    }

    /// An array for each of `r` columns of a block of rows.
    Object columns(int r) {
        if (columns == null || columns.length != r) {
            columns = kind == SlotKind.FLOAT ? new float[r][Tiling.BLOCK / r] : new double[r][Tiling.BLOCK / r];
        }
        return columns;
    }

    /// Starts a unit.
    void begin() {
        for (Object p : pieces) {
            kind.fill(p, 0, Math.min(lanes * b, Tiling.BLOCK), identity);
        }
    }

    /// Adds the rows of one block, the first to lane 0.
    void add(Object x, int at, int rows) {
        int rest = rows % lanes;
        addAll(x, at, rows / lanes, lanes * b);
        addAll(x, at + (rows - rest) * b, Math.min(rest, 1), rest * b);
    }

    /// Adds `n` elements to the first lanes several times.
    private void addAll(Object x, int at, int times, int n) {
        if (times > 0 && !addRows(x, at, times, n)) {
            for (int i = 0; i < times; i++) {
                addPiece(x, at + i * n, n, 0);
            }
        }
    }

    /// The same, if there is a loop for that.
    private boolean addRows(Object x, int at, int times, int n) {
        if (reducer != Reducer.SUM) {
            return false;
        }
        return switch (kind) {
            case FLOAT -> SimdLoops.best().floats().addRows((float[]) x, at, times, n, (float[]) pieces[0]);
            case DOUBLE -> SimdLoops.best().doubles().addRows((double[]) x, at, times, n, (double[]) pieces[0]);
            case INT, LONG, BOOL -> false;
        };
    }

    /// Adds elements of a row wider than a block, `column` being a multiple of 512; or rows to the first lanes if it is
    /// not wider.
    void addPiece(Object x, int at, int n, int column) {
        Object piece = pieces[column / Tiling.BLOCK];
        if (at == 0) {
            LibraryLoops.apply(kind, fn, piece, x, piece, n);
        } else {
            System.arraycopy(x, at, row, 0, n);
            LibraryLoops.apply(kind, fn, piece, row, piece, n);
        }
    }

    /// Folds the lanes and stores the row that is left. What they hold are the elements of a slab, each in its lane.
    void end(Object out, int at) {
        if (lanes > 1 && Folding.slabs(kind, reducer, pieces[0], 0, 1, lanes * b, b, out, at, row)) {
            return;
        }
        for (int half = lanes / 2; half > 0; half /= 2) {
            System.arraycopy(pieces[0], half * b, row, 0, half * b);
            LibraryLoops.apply(kind, fn, pieces[0], row, pieces[0], half * b);
        }
        for (int p = 0; p < pieces.length; p++) {
            System.arraycopy(pieces[p], 0, out, at + p * Tiling.BLOCK, Math.min(Tiling.BLOCK, b - p * Tiling.BLOCK));
        }
    }
}
