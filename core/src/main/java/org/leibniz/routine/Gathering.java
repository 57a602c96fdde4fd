package org.leibniz.routine;

import java.util.Arrays;
import org.leibniz.DType;

/// Taking and adding elements by position along an axis.
///
/// The array is `x[batch, before, extent, after]`, the positions are `[batch, count]`, what is taken or added is
/// `[batch, before, count, after]`: a *slab* is one pair of the first two, a *row* has `after` elements.
public final class Gathering {
    /// Rows between two questions whether the thread has been interrupted: a power of two.
    static final int MANY = 1 << 10;

    /// Elements of a row from which on vectors may be worth it.
    private static final int SHORT = 8;

    private Gathering() {}

    /// The extents.
    ///
    /// @param batch
    ///            the elements of the axes that array and positions have in common
    /// @param before
    ///            the elements of the axes between those and the one that is indexed
    /// @param extent
    ///            of the axis that is indexed
    /// @param count
    ///            the positions of each batch
    /// @param after
    ///            the elements of the axes after it
    public record Extents(int batch, int before, int extent, int count, int after) {

        /// The number of slabs.
        public int slabs() {
            return batch * before;
        }

        /// The number of rows that are taken or added.
        public int rows() {
            return batch * before * count;
        }
    }

    /// Checks indices and counts negative ones from the end.
    ///
    /// @param what
    ///            the operation, for the message
    /// @param indices
    ///            `int[]` or `long[]`
    /// @param axis
    ///            the number of the axis, for the message
    /// @param extent
    ///            its extent
    /// @return positions from 0 to `extent - 1`; the given array if that is what it holds
    /// @throws IndexOutOfBoundsException
    ///             if an index is less than `-extent` or not less than `extent`; it names the first of them
    public static int[] positions(String what, Object indices, int axis, int extent) {
        if (indices instanceof int[] given) {
            int[] positions = given;
            for (int i = 0; i < given.length; i++) {
                int k = position(what, given[i], axis, extent);
                if (k != given[i]) {
                    positions = positions == given ? given.clone() : positions;
                    positions[i] = k;
                }
            }
            return positions;
        }
        return Arrays.stream((long[]) indices).mapToInt(k -> position(what, k, axis, extent)).toArray();
    }

    /// Checks an index and counts a negative one from the end.
    ///
    /// @param what
    ///            the operation, for the message
    /// @param k
    ///            the index
    /// @param axis
    ///            the number of the axis, for the message
    /// @param extent
    ///            its extent
    /// @return a position from 0 to `extent - 1`
    /// @throws IndexOutOfBoundsException
    ///             if it is less than `-extent` or not less than `extent`
    public static int position(String what, long k, int axis, int extent) {
        if (k < -extent || k >= extent) {
            throw new IndexOutOfBoundsException(
                    what + ": index " + k + " is out of range for axis " + axis + " of extent " + extent + ": expected "
                            + -extent + " to " + (extent - 1));
        }
        return (int) (k < 0 ? k + extent : k);
    }

    /// Takes rows by position.
    ///
    /// @param x
    ///            an array of any kind
    /// @param positions
    ///            as [#positions] gives them
    /// @param e
    ///            the extents
    /// @param out
    ///            an array of the same kind
    /// @param from
    ///            the first row to take; rows may be taken on several threads
    /// @param to
    ///            one past the last
    public static void gather(Object x, int[] positions, Extents e, Object out, int from, int to) {
        for (int row = from; row < to;) {
            int slab = row / e.count;
            int first = row % e.count;
            int n = Math.min(e.count - first, to - row);
            int p = slab / e.before * e.count + first;
            int start = slab * e.extent * e.after;
            if (e.after == 1) {
                StridedAccess.pick(x, start, 1, positions, p, n, out, row, 1);
            } else {
                for (int i = 0; i < n; i++) {
                    System.arraycopy(x, start + positions[p + i] * e.after, out, (row + i) * e.after, e.after);
                }
            }
            row += n;
        }
    }

    /// Adds rows by position onto what is there. Each element is summed in the order of the positions (half floats in
    /// float, rounded at the end), however the work is divided.
    ///
    /// @param type
    ///            the dtype: a floating one, int32 or int64
    /// @param positions
    ///            as [#positions] gives them
    /// @param updates
    ///            what is added
    /// @param e
    ///            the extents
    /// @param out
    ///            the sums; before, what is added to
    /// @param fromSlab
    ///            the first slab to write; slabs and rows of `out` may be divided over several threads
    /// @param toSlab
    ///            one past the last
    /// @param fromRow
    ///            the first row of each slab to write, up to the extent
    /// @param toRow
    ///            one past the last
    public static void scatterAdd(DType type, int[] positions, Object updates, Extents e, Object out, int fromSlab,
            int toSlab, int fromRow, int toRow) {
        for (int slab = fromSlab; slab < toSlab; slab++) {
            var s = new Slab(positions, e, slab, fromRow, toRow);
            if (type == DType.FLOAT16 || type == DType.BFLOAT16) {
                add(s, type, (short[]) updates, (short[]) out);
                continue;
            }
            for (int i = 0; i < s.count; i += MANY) {
                if (i > 0) {
                    Workers.checkInterrupted();
                }
                add(s.count <= MANY ? s : s.part(i, Math.min(i + MANY, s.count)), type, updates, out);
            }
        }
    }

    private static void add(Slab s, DType type, Object updates, Object out) {
        var loops = s.after < SHORT ? null : SimdLoops.best();
        switch (type) {
            case FLOAT32 -> {
                if (loops == null || !loops.floats().addAt((float[]) updates, s.source, s.positions, s.first, s.count,
                        s.after, (float[]) out, s.target, s.from, s.to)) {
                    FloatScatter.add(s, (float[]) updates, (float[]) out);
                }
            }
            case FLOAT64 -> {
                if (loops == null || !loops.doubles().addAt((double[]) updates, s.source, s.positions, s.first,
                        s.count, s.after, (double[]) out, s.target, s.from, s.to)) {
                    DoubleScatter.add(s, (double[]) updates, (double[]) out);
                }
            }
            case INT32 -> IntScatter.add(s, (int[]) updates, (int[]) out);
            case INT64 -> LongScatter.add(s, (long[]) updates, (long[]) out);
            case BOOL, UINT8, INT8, INT16, FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("type: expected a floating one, int32 or int64, got " + type);
        }
    }

    /// The updates of a slab and the rows that they may change.
    ///
    /// @param first
    ///            the index of the first position
    /// @param count
    ///            how many positions
    /// @param source
    ///            the index of the first update's first element
    /// @param target
    ///            the index of the slab's first element
    /// @param after
    ///            the elements of a row
    /// @param from
    ///            the first row that may be changed
    /// @param to
    ///            one past the last
    record Slab(int[] positions, int first, int count, int source, int target, int after, int from, int to) {
        Slab(int[] positions, Extents e, int slab, int from, int to) {
            this(positions, slab / e.before * e.count, e.count, slab * e.count * e.after, slab * e.extent * e.after,
                    e.after, from, to);
        }

        /// Some of the positions and their updates.
        Slab part(int start, int end) {
            return new Slab(positions, first + start, end - start, source + start * after, target, after, from, to);
        }
    }

    /// Half floats: summed as floats where the first row of each position is, rounded at the end.
    private static void add(Slab s, DType type, short[] updates, short[] out) {
        int n = s.after;
        int[] first = new int[s.count];
        firsts(s.positions, s.first, s.count, first, 0);
        float[] sums = new float[s.count * n];
        for (int i = 0; i < s.count; i++) {
            if (isIn(s, i)) {
                int sum = first[i] * n;
                for (int k = 0; k < n; k++) {
                    float before = first[i] == i
                            ? StridedAccess.widened(type, out[s.target + s.positions[s.first + i] * n + k])
                            : sums[sum + k];
                    sums[sum + k] = before + StridedAccess.widened(type, updates[s.source + i * n + k]);
                }
            }
        }
        for (int i = 0; i < s.count; i++) {
            if (isIn(s, i) && first[i] == i) {
                for (int k = 0; k < n; k++) {
                    out[s.target + s.positions[s.first + i] * n + k] = StridedAccess.narrowed(type, sums[i * n + k]);
                }
            }
        }
    }

    private static boolean isIn(Slab s, int i) {
        int row = s.positions[s.first + i];
        return row >= s.from && row < s.to;
    }

    /// For each of a list of positions the place of the first that is the same, counted from 0.
    ///
    /// @param positions
    ///            not negative
    /// @param from
    ///            the first of the list
    /// @param count
    ///            how many
    /// @param out
    ///            where the places are written to
    /// @param at
    ///            from where on
    public static void firsts(int[] positions, int from, int count, int[] out, int at) {
        int bits = Math.min(30, 33 - Integer.numberOfLeadingZeros(count)); // at least half of the table stays empty
        int[] table = new int[1 << bits]; // the places of what was met, plus one, by a hash of their positions
        for (int i = 0; i < count; i++) {
            if ((i & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted();
            }
            int position = positions[from + i];
            int hash = position * 0x9E3779B1 >>> 32 - bits;
            while (table[hash] != 0 && positions[from + table[hash] - 1] != position) {
                hash = hash + 1 & table.length - 1;
            }
            if (table[hash] == 0) {
                table[hash] = i + 1;
            }
            out[at + i] = table[hash] - 1;
        }
    }

    /// The largest of non-negative integers by position, 0 where there is none.
    ///
    /// @param type
    ///            int32 or int64
    /// @param positions
    ///            as [#positions] gives them
    /// @param updates
    ///            the integers
    /// @param e
    ///            the extents
    /// @param out
    ///            the largest; zeros before
    /// @param fromSlab
    ///            the first slab to write; slabs may be divided over several threads
    /// @param toSlab
    ///            one past the last
    public static void scatterMax(DType type, int[] positions, Object updates, Extents e, Object out, int fromSlab,
            int toSlab) {
        for (int slab = fromSlab; slab < toSlab; slab++) {
            var s = new Slab(positions, e, slab, 0, e.extent);
            switch (type) {
                case INT32 -> max(s, (int[]) updates, (int[]) out);
                case INT64 -> max(s, (long[]) updates, (long[]) out);
                default -> throw new IllegalArgumentException("type: expected int32 or int64, got " + type);
            }
        }
    }

    private static void max(Slab s, int[] updates, int[] out) {
        for (int i = 0; i < s.count; i++) {
            if ((i & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted();
            }
            int o = s.target + s.positions[s.first + i] * s.after;
            int u = s.source + i * s.after;
            for (int k = 0; k < s.after; k++) {
                out[o + k] = Math.max(out[o + k], updates[u + k]);
            }
        }
    }

    private static void max(Slab s, long[] updates, long[] out) {
        for (int i = 0; i < s.count; i++) {
            if ((i & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted();
            }
            int o = s.target + s.positions[s.first + i] * s.after;
            int u = s.source + i * s.after;
            for (int k = 0; k < s.after; k++) {
                out[o + k] = Math.max(out[o + k], updates[u + k]);
            }
        }
    }
}
