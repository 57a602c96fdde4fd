package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Reducer;

/// A reduction inside a kernel: takes a slot block by block, as `[a, r, b]` over the middle axis, in the order of
/// [Folding].
///
/// What a unit comes to is kept apart for each unit and reduced further when the kernel has ended, so that threads need
/// not meet and the result does not depend on them.
///
/// @param kind the kind of slot
/// @param dtype the dtype of the result
/// @param operand whose array the results go to, -1 of a reduction of rows whose results are a slot
public record Fold(Reducer reducer, int a, int r, int b, SlotKind kind, DType dtype, int operand) {

    private static final Object NOTHING = new Object();

    /// Whether whole reductions lie in a block.
    boolean isWhole() {
        return r * (long) b <= Tiling.BLOCK;
    }

    private int units() {
        return Math.ceilDiv(r, Tiling.rowsInUnit(b));
    }

    private boolean isOfRows() {
        return operand < 0;
    }

    /// Reduces the rows of a block to a slot with an element for each.
    void rows(Object x, int rows, Object y, Accumulator acc) {
        Folding.rows(kind, reducer, x, 0, rows, r, y, 0, acc);
    }

    /// Memory for a unit: what there is if it will do.
    Accumulator accumulator(@Nullable Accumulator old) {
        return old != null && old.suits(kind, reducer, b) ? old : new Accumulator(kind, reducer, b);
    }

    /// Where the results of blocks or units go meanwhile: the result itself if nothing remains to be done with them.
    Object partial(Object[] values, int[] at) {
        if (isOfRows()) {
            return NOTHING;
        }
        boolean last = isWhole() || units() == 1;
        return last && dtype == kind.dtype() ? values[at[operand]] : kind.allocate((last ? 1 : units()) * a * b);
    }

    /// Takes the block from `from` on, which is in an array from `at` on.
    void block(Object x, int at, int from, int n, Accumulator acc, Object partial) {
        if (isWhole() && b == 1) {
            Folding.rows(kind, reducer, x, at, n / r, r, partial, from / r, acc);
        } else if (isWhole()) {
            Folding.slabs(kind, reducer, x, at, n / (r * b), r, b, partial, from / r, acc);
        } else if (b == 1) {
            int row = from / r;
            Folding.run(kind, reducer, x, at, n, partial, row * units() + (from - row * r) / Tiling.BLOCK, acc.row);
        } else if (b <= Tiling.BLOCK) {
            acc.add(x, at, n / b);
        } else {
            acc.addPiece(x, at, n, from % b);
        }
    }

    /// Ends a unit of the kernel.
    void unitEnd(int unit, Accumulator acc, Object partial) {
        if (b > 1 && !isWhole()) {
            acc.end(partial, unit * b);
            acc.begin();
        }
    }

    /// Reduces what the units came to.
    ///
    /// @param acc memory for the way
    void finish(Object partial, Object[] values, int[] at, Accumulator acc) {
        if (isOfRows() || partial == values[at[operand]]) {
            return;
        }
        Object whole = values[at[operand]];
        int units = isWhole() ? 1 : units();
        Object result = units == 1 ? partial : dtype == kind.dtype() ? whole : kind.allocate(a * b);
        if (units > 1) {
            for (int i = 0; i < a; i++) {
                Folding.reduce(kind, reducer, partial, i * units * b, units, b, result, i * b, acc);
            }
        }
        if (result != whole) {
            Transfer.store(dtype, result, whole, 0, a * b);
        }
    }
}
