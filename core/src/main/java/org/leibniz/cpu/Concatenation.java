package org.leibniz.cpu;

import java.util.Objects;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.plan.SlotViews;
import org.leibniz.routine.Axis;
import org.leibniz.routine.Workers;

/// Arrays joined along an axis. The operands are read through their views: row by row, or, if their rows are short,
/// many rows at a time into a block whose columns are then written.
final class Concatenation implements Step {
    /// Rows of up to so many elements are short.
    private static final int SHORT_ROW = 12;

    /// Elements that are copied at a stretch.
    private static final int PIECE = 1 << 22;

    private final DType dtype;
    private final Load[] loads; // of values
    private final int[] start; // of each part in a row, and the end
    private final int out;
    private final int rows;
    private final int room; // of a block of short rows

    /// @param body around a concatenation
    /// @param in the values of the body's parameters
    Concatenation(Program body, int[] in, int out) {
        int i = 0;
        while (!(body.op(i) instanceof Routine.Concat)) {
            i++;
        }
        var views = SlotViews.of(body);
        int axis = ((Routine.Concat) body.op(i)).axis();
        var type = body.type(body.out(i));
        var all = Axis.of(type.shape(), axis);
        this.dtype = type.dtype();
        this.loads = new Load[body.arity(i)];
        this.start = new int[loads.length + 1];
        int most = Tiling.BLOCK;
        for (int k = 0; k < loads.length; k++) {
            int s = body.in(i, k);
            var view = Objects.requireNonNull(views.view()[s]);
            loads[k] = new Load(in[views.source()[s]], view, Transfer.same(dtype), SlotKind.of(dtype));
            start[k + 1] = start[k] + body.type(s).shape().dim(axis) * all.after();
            most = Math.max(most, start[k + 1] - start[k]);
        }
        this.out = out;
        this.rows = all.before();
        this.room = most;
    }

    @Override
    public void run(State state) {
        int row = start[loads.length];
        if (row > SHORT_ROW * loads.length) {
            Routines.share(rows, 20.0 * loads.length + 0.1 * row, (from, to) -> joinRows(state.values, from, to));
        } else {
            Routines.share(rows, 1.5 * row, (from, to) -> joinColumns(state.values, from, to));
        }
    }

    private void joinRows(Object[] values, int from, int to) {
        int row = start[loads.length];
        for (int r = from; r < to; r++) {
            for (int k = 0; k < loads.length; k++) {
                int n = start[k + 1] - start[k];
                for (int at = 0; at < n; at += PIECE) {
                    Workers.checkInterrupted();
                    loads[k].read(values[loads[k].operand], r * n + at, Math.min(PIECE, n - at), values[out],
                            r * row + start[k] + at);
                }
            }
        }
    }

    private void joinColumns(Object[] values, int from, int to) {
        int row = start[loads.length];
        var transfer = Transfer.same(dtype);
        Object block = Buffers.allocate(dtype, room);
        for (int k = 0; k < loads.length; k++) {
            int n = start[k + 1] - start[k];
            int most = n == 0 ? to - from : room / n;
            for (int r = from, some; r < to; r += some) {
                some = Math.min(most, to - r);
                loads[k].read(values[loads[k].operand], r * n, some * n, block, 0);
                for (int j = 0; j < n; j++) {
                    transfer.run(block, j, n, values[out], r * row + start[k] + j, row, some);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "concat " + rows + "*" + start[loads.length];
    }
}
