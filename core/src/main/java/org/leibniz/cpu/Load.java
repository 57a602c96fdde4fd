package org.leibniz.cpu;

import org.leibniz.Shape;
import org.leibniz.plan.View;

/// Reads ranges of a view, in C order, into a slot or another array.
public final class Load {
    /// The number of the operand that is read.
    final int operand;
    /// The kind of slot it is read into.
    final SlotKind kind;

    private final Transfer transfer;
    private final int offset;
    private final int last; // the innermost axis
    private final int[] size;
    private final int[] stride;
    private final int[] low;
    private final int[] step;
    private final int[] count;
    private final boolean plain; // one axis without padding
    private final boolean narrow; // rows of a few elements
    private final int period;

    /// @param operand whatever tells its reader which array
    Load(int operand, View view, Transfer transfer, SlotKind kind) {
        this.operand = operand;
        this.kind = kind;
        this.transfer = transfer;
        var normal = view.normal();
        var axes = normal.axes();
        int rank = Math.max(axes.size(), 1);
        this.offset = normal.offset();
        this.last = rank - 1;
        this.size = new int[rank];
        this.stride = new int[rank];
        this.low = new int[rank];
        this.step = new int[rank];
        this.count = new int[rank];
        for (int k = 0; k < rank; k++) {
            var a = axes.isEmpty() ? View.Axis.of(1, 0) : axes.get(k);
            size[k] = a.size();
            stride[k] = a.stride();
            low[k] = a.low();
            step[k] = a.step();
            count[k] = a.count();
        }
        this.plain = rank == 1 && count[0] == size[0];
        this.narrow = rank == 2 && count[0] == size[0]
                && size[1] <= (Math.abs(stride[1]) <= 1 && count[1] == size[1] ? 4 : 16);
        this.period = view.period();
    }

    /// Whether elements are found one after the other.
    boolean isContiguous() {
        return plain && stride[0] == 1;
    }

    /// Whether elements are found one after the other as a slot holds them, the first at [#offset], so that they need
    /// not be copied to one.
    public boolean isInPlace() {
        return isContiguous() && isNative();
    }

    /// Whether that holds of those in a range, from [#first] to [#end]; the others are padding.
    public boolean isInPlaceInside() {
        return last == 0 && stride[0] == 1 && step[0] == 1 && isNative();
    }

    /// The first element that is no padding.
    int first() {
        return low[0];
    }

    /// One past the last that is no padding.
    int end() {
        return low[0] + count[0];
    }

    /// As many elements in order as a block has, from the start of such an array.
    public Load ofBlock() {
        return new Load(operand, View.of(Shape.of(Tiling.BLOCK)), transfer, kind);
    }

    /// Where the first element is found, or would be if it is padding.
    int offset() {
        return offset - low[0];
    }

    /// Whether it is read column by column: in blocks, so that it is in the cache for the next column.
    boolean isByColumn() {
        return narrow;
    }

    /// Whether reading is copying from the start of an array.
    boolean isWhole() {
        return isContiguous() && offset == 0 && transfer.isCopy();
    }

    /// Fills an array with what repeats itself: one period, then what is there again and again.
    void repeat(Object from, Object to, int n) {
        int filled = period == 1 ? n : Math.min(period, n);
        read(from, 0, filled, to, 0);
        transfer.repeat(to, 0, filled, n);
    }

    /// Reads the elements `start` to `start + n` to a place in another array.
    void read(Object from, int start, int n, Object to, int at) {
        if (last == 0) {
            readRow(from, offset, start, n, to, at);
            return;
        }
        int inner = size[last];
        int row = start / inner;
        int i = start - row * inner;
        if (narrow && i == 0 && n % inner == 0) {
            readColumns(from, row, n / inner, to, at);
            return;
        }
        readRows(from, row, i, n, to, at);
    }

    /// Row by row, the first from its element `i` on. Where a row begins is asked for once in a run of rows that are a
    /// stride apart; of a run of the same row only that one is read.
    private void readRows(Object from, int firstRow, int i, int n, Object to, int at) {
        int inner = size[last];
        boolean strided = last > 0 && count[last - 1] == size[last - 1];
        int apart = strided ? stride[last - 1] : 0;
        int row = firstRow;
        int skip = i;
        for (int done = 0; done < n;) {
            int p = rowStart(row);
            int rows = strided ? size[last - 1] - row % size[last - 1] : 1;
            int end = Math.min(n, done + rows * inner - skip);
            while (done < end) {
                int m = Math.min(inner - skip, end - done);
                readRow(from, p, skip, m, to, at + done);
                if (apart == 0 && m == inner) {
                    transfer.repeat(to, at + done, inner, end - done);
                    m = end - done;
                }
                done += m;
                skip = 0;
                p += p < 0 ? 0 : apart;
            }
            row += rows;
        }
    }

    /// Rows of a few elements: one run for each column is better than one for each row.
    private void readColumns(Object from, int row, int rows, Object to, int at) {
        if (count[last] != size[last]) {
            transfer.clear(to, at, rows * size[last]);
        }
        for (int m = 0; m < count[last]; m++) {
            int p = offset + row * stride[0] + m * stride[last];
            transfer.run(from, p, stride[0], to, at + low[last] + m * step[last], size[last], rows);
        }
    }

    private void readRow(Object from, int p, int i, int m, Object to, int at) {
        if (p < 0) {
            transfer.clear(to, at, m);
        } else if (count[last] == size[last]) {
            transfer.run(from, p + i * stride[last], stride[last], to, at, 1, m);
        } else {
            readPadded(from, p, i, m, to, at);
        }
    }

    /// Part of a row in which only some elements are in the array.
    private void readPadded(Object from, int p, int i, int m, Object to, int at) {
        int first = Math.max(0, number(i));
        int n = Math.min(count[last], number(i + m)) - first;
        if (n <= 0) {
            transfer.clear(to, at, m);
            return;
        }
        int lead = low[last] + first * step[last] - i;
        if (step[last] == 1) {
            transfer.clear(to, at, lead);
            transfer.clear(to, at + lead + n, m - lead - n);
        } else {
            transfer.clear(to, at, m);
        }
        transfer.run(from, p + first * stride[last], stride[last], to, at + lead, step[last], n);
    }

    /// How many of the elements that are in the array stand in front of the `i`th of a row, or would if more were.
    private int number(int i) {
        return step[last] == 1 ? i - low[last] : Math.ceilDiv(i - low[last], step[last]);
    }

    /// Whether elements are read as they are into a slot.
    boolean isNative() {
        return transfer == Transfer.same(kind.dtype());
    }

    /// The number of elements after which the view repeats itself.
    int period() {
        return period;
    }

    /// Where a row begins, -1 if it is padding.
    private int rowStart(int row) {
        int p = offset;
        int rest = row;
        for (int k = last - 1; k >= 0; k--) {
            int outer = k == 0 ? 0 : rest / size[k];
            int i = rest - outer * size[k];
            rest = outer;
            if (count[k] != size[k]) {
                int m = i - low[k];
                if (m < 0 || m % step[k] != 0 || m / step[k] >= count[k]) {
                    return -1;
                }
                i = m / step[k];
            }
            p += i * stride[k];
        }
        return p;
    }
}
