package org.leibniz.cpu;

import org.leibniz.plan.Machine;

/// How a kernel walks through its space: rows of `length` elements in slabs of `rows` rows. A block has at most 512
/// elements: as many whole rows of a slab as fit, or part of one row. Blocks are gathered in *units*, which are the
/// same whatever the number of threads: chunks of work are ranges of units.
///
/// What a fold takes from a block must lie in it as the fold's own order ([Folding]) asks for; [#takes] says whether it
/// does.
///
/// ```
/// flat 1000000               elementwise: blocks of 512
/// flat 10        (n = 1280)  softmax over rows of 10: blocks of 51 rows
/// columns 1 * 128 * 512      sum over 128 rows of 512: units of 32 rows
/// ```
///
/// @param slabs how many
/// @param rows rows in a slab
/// @param length elements in a row
/// @param columns whether a unit is a number of rows as [Folding] reduces them; otherwise a unit is a block
public record Tiling(int slabs, int rows, int length, boolean columns) implements Machine.Cut {
    /// The most elements in a block.
    public static final int BLOCK = 512;
    private static final int FEWEST_ROWS = 32;

    /// Rows of a length.
    static Tiling flat(int n, int length) {
        return new Tiling(1, n / length, length, false);
    }

    int size() {
        return slabs * rows * length;
    }

    /// Rows in a block; 0 if a row makes several blocks.
    int rowsInBlock() {
        return BLOCK / length;
    }

    private int rowsInUnit() {
        return columns ? rowsInUnit(length) : rowsInBlock(length);
    }

    /// Rows of `b` elements in a block, as [Folding] reduces them.
    static int rowsInBlock(int b) {
        return Math.max(1, BLOCK / b);
    }

    /// Rows of `b` elements in a unit, as [Folding] reduces them: whole blocks.
    static int rowsInUnit(int b) {
        int q = rowsInBlock(b);
        return q * Math.ceilDiv(FEWEST_ROWS, q);
    }

    private boolean inPieces() {
        return !columns && length > BLOCK;
    }

    /// How many units a slab has.
    int unitsInSlab() {
        return inPieces() ? rows * Math.ceilDiv(length, BLOCK) : Math.ceilDiv(rows, rowsInUnit());
    }

    /// How many units there are.
    int units() {
        return slabs * unitsInSlab();
    }

    /// Where a unit starts, of a tiling whose units are blocks; of the number of units, the end.
    int start(int unit) {
        if (inPieces()) {
            int pieces = Math.ceilDiv(length, BLOCK);
            int row = unit / pieces;
            return row * length + (unit - row * pieces) * BLOCK;
        }
        return Math.min(size(), unit * rowsInUnit() * length);
    }

    /// What is done with each block.
    interface Visitor {
        /// The elements `from` to `from + n` of the space.
        void block(int from, int n);

        /// The end of a unit.
        void unitEnd(int unit);
    }

    /// Walks through units.
    void walk(int fromUnit, int toUnit, Visitor visitor) {
        int perSlab = unitsInSlab();
        for (int u = fromUnit; u < toUnit; u++) {
            int slab = u / perSlab;
            int k = u - slab * perSlab;
            if (inPieces()) {
                int pieces = Math.ceilDiv(length, BLOCK);
                int row = k / pieces;
                pieces(slab * rows + row, (k - row * pieces) * BLOCK, Math.min(length, (k - row * pieces + 1) * BLOCK),
                        visitor);
            } else {
                int start = slab * rows + k * rowsInUnit();
                rows(start, Math.min(start + rowsInUnit(), (slab + 1) * rows), visitor);
            }
            visitor.unitEnd(u);
        }
    }

    private void rows(int from, int to, Visitor visitor) {
        int step = rowsInBlock();
        if (step == 0) {
            for (int r = from; r < to; r++) {
                pieces(r, 0, length, visitor);
            }
        } else {
            for (int r = from; r < to; r += step) {
                visitor.block(r * length, Math.min(step, to - r) * length);
            }
        }
    }

    private void pieces(int row, int from, int to, Visitor visitor) {
        for (int c = from; c < to; c += BLOCK) {
            visitor.block(row * length + c, Math.min(BLOCK, to - c));
        }
    }

    /// Whether blocks are as a reduction of `[a, r, b]` over its middle axis takes them.
    @Override
    public boolean takes(int a, int r, int b) {
        if (size() <= BLOCK) {
            return true; // one block holds everything
        }
        if (r * (long) b <= BLOCK) {
            return length <= BLOCK && length % (r * b) == 0; // whole slabs in a row
        }
        if (b > 1) {
            return columns && length == b && rows == r && slabs == a;
        }
        if (!columns && length == r) {
            return true; // blocks start with the row
        }
        boolean aligned = length % BLOCK == 0 || BLOCK % length == 0 && (slabs == 1 || rows * length % BLOCK == 0);
        return aligned && (a == 1 || r % BLOCK == 0);
    }

    /// The tiling that a reduction would choose.
    static Tiling of(int a, int r, int b) {
        int n = a * r * b;
        return r * (long) b <= BLOCK ? flat(n, r * b) : b > 1 ? new Tiling(a, r, b, true) : flat(n, r);
    }

    @Override
    public String toString() {
        return columns ? "columns " + slabs + "*" + rows + "*" + length : "flat " + length;
    }
}
