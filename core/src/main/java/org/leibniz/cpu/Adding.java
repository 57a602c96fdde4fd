package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.routine.Gathering;
import org.leibniz.routine.Workers;

/// The step of [org.leibniz.ir.Routine.AddAt], and of [org.leibniz.ir.Routine.Scatter] that sums: rows are added by
/// position onto a copy of an array or onto zeros. Where the result has been given the array of the operand it is added
/// to that, and what is not touched costs nothing.
///
/// @param dtype of the elements
/// @param axis the axis of the positions, for messages
/// @param e the extents
/// @param x the value that is added to, or [#ZEROS]
/// @param indices the value that holds the positions
/// @param updates the value that holds the rows
/// @param out the value that holds the result
record Adding(DType dtype, int axis, Gathering.Extents e, int x, int indices, int updates, int out) implements Step {
    static final int ZEROS = -1;

    /// What users call it, for messages.
    static final String WHAT = "scatter (at)";

    @Override
    public void run(State state) {
        Object to = state.values[out];
        Object from = x == ZEROS ? null : state.values[x];
        int[] positions = Gathering.positions(WHAT, state.values[indices], axis, e.extent());
        int cuts = Math.clamp(4L * Workers.count() / Math.max(1, e.slabs()), 1, Math.max(1, e.extent())); // of a slab
        double start = to == from ? 0 : (from == null ? 0.05 : 0.1) * e.extent() * e.after();
        double work = (e.count() * (2 + 0.3 * e.after()) + start) / cuts;
        Routines.share(e.slabs() * cuts, work, (first, end) -> {
            if (to != from) {
                begin(from, to, element(first, cuts), element(end, cuts));
            }
            for (int part = first; part < end;) {
                int slab = part / cuts;
                int next = Math.min(end, (slab + 1) * cuts);
                Gathering.scatterAdd(dtype, positions, state.values[updates], e, to, slab, slab + 1,
                        row(part - slab * cuts, cuts), row(next - slab * cuts, cuts));
                part = next;
            }
        });
    }

    /// The first row of a part of a slab.
    private int row(int part, int cuts) {
        return (int) ((long) part * e.extent() / cuts);
    }

    /// The first element of a part.
    private int element(int part, int cuts) {
        return (part / cuts * e.extent() + row(part % cuts, cuts)) * e.after();
    }

    private void begin(@Nullable Object from, Object to, int first, int end) {
        if (from == null) {
            Transfer.same(dtype).clear(to, first, end - first);
        } else {
            System.arraycopy(from, first, to, first, end - first);
        }
    }
}
