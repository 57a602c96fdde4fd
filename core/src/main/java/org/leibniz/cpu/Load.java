package org.leibniz.cpu;

import org.leibniz.plan.View;

/// Reads ranges of a view, in C order, into a slot or another array.
final class Load {
    /// The number of the value that is read.
    final int value;
    /// The kind of slot it is read into.
    final Kind kind;
    /// The slot it is read into.
    final int slot;

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

    Load(int value, View view, Transfer transfer, Kind kind, int slot) {
        this.value = value;
        this.kind = kind;
        this.slot = slot;
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
        this.narrow = rank == 2 && count[0] == size[0] && size[1] <= (Math.abs(stride[1]) <= 1 && count[1] == size[1] ? 4 : 16);
        this.period = view.period();
    }

    private Load(Load other, int slot) {
        this.value = other.value;
        this.kind = other.kind;
        this.slot = slot;
        this.transfer = other.transfer;
        this.offset = other.offset;
        this.last = other.last;
        this.size = other.size;
        this.stride = other.stride;
        this.low = other.low;
        this.step = other.step;
        this.count = other.count;
        this.plain = other.plain;
        this.narrow = other.narrow;
        this.period = other.period;
    }

    /// The same into another slot.
    Load into(int other) {
        return new Load(this, other);
    }

    /// Whether elements are found one after the other.
    boolean isContiguous() {
        return plain && stride[0] == 1;
    }

    /// Whether elements are found one after the other as a slot holds them, the first at [#offset], so that they need not be copied to one.
    boolean isInPlace() {
        return isContiguous() && isNative();
    }

    /// Where the first element is found.
    int offset() {
        return offset;
    }

    /// Whether reading is copying from the start of an array.
    boolean isWhole() {
        return isContiguous() && offset == 0 && transfer.isCopy();
    }

    /// Reads a block into the slot.
    void read(Object[] values, Frame frame, int start, int n) {
        read(values[value], start, n, frame.slot(kind, slot), 0);
    }

    /// Fills a slot with what repeats itself: one period, then what is there again and again.
    void repeat(Object[] values, Frame frame, int n) {
        int filled = period == 1 ? n : Math.min(period, n);
        Object to = frame.slot(kind, slot);
        read(values[value], 0, filled, to, 0);
        while (filled < n) {
            int more = Math.min(filled, n - filled);
            System.arraycopy(to, 0, to, filled, more);
            filled += more;
        }
    }

    /// Reads the elements `start` to `start + n` to a place in another array.
    void read(Object from, int start, int n, Object to, int at) {
        if (plain) {
            transfer.run(from, offset + start * stride[0], stride[0], to, at, 1, n);
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

    /// Row by row, the first from its element `i` on. Where a row begins is asked for once in a run of rows that are a stride apart.
    private void readRows(Object from, int firstRow, int i, int n, Object to, int at) {
        int inner = size[last];
        boolean strided = last > 0 && count[last - 1] == size[last - 1];
        int apart = strided ? stride[last - 1] : 0;
        int row = firstRow;
        int skip = i;
        for (int done = 0; done < n;) {
            int p = rowStart(row);
            int rows = strided ? size[last - 1] - row % size[last - 1] : 1;
            for (int k = 0; k < rows && done < n; k++) {
                int m = Math.min(inner - skip, n - done);
                readRow(from, p, skip, m, to, at + done);
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
        int first = Math.max(0, Math.ceilDiv(i - low[last], step[last]));
        int n = Math.min(count[last], Math.ceilDiv(i + m - low[last], step[last])) - first;
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

    /// Whether elements are read as they are into a slot.
    boolean isNative() {
        return transfer == Transfer.same(kind.dtype());
    }

    /// The number of elements after which the view repeats itself.
    int period() {
        return period;
    }

    /// Where an element is found, -1 if it is padding.
    int position(int element) {
        int row = element / size[last];
        int i = element - row * size[last];
        int p = rowStart(row);
        if (p < 0 || count[last] == size[last]) {
            return p < 0 ? -1 : p + i * stride[last];
        }
        int m = i - low[last];
        return m < 0 || m % step[last] != 0 || m / step[last] >= count[last] ? -1 : p + m / step[last] * stride[last];
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
