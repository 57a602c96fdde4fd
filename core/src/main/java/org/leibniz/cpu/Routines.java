package org.leibniz.cpu;

import org.leibniz.routine.Workers;
import org.leibniz.DType;
import org.leibniz.cpu.Stage.Task;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Op;
import org.leibniz.ir.Op.Reducer;
import org.leibniz.ir.Type;
import org.leibniz.routine.Axis;
import org.leibniz.routine.Gathering;
import org.leibniz.routine.LinearAlgebra;
import org.leibniz.routine.Running;
import org.leibniz.routine.Sorting;
import org.leibniz.routine.Threefry;

/// The steps of operations that run as a whole, on arrays in order. What they do is cut by lines, rows or matrices and shared among the
/// [Workers] where there is enough of it.
final class Routines {
    /// Nanoseconds of work from which on threads are worth it.
    private static final double PARALLEL = 16_000;
    /// Nanoseconds that a chunk takes at most, about, if it has more than one item, so that an interrupt is heard.
    private static final double LONG = 10e6;

    /// Rows of up to so many elements are short.
    private static final int SHORT_ROW = 12;

    /// Elements that are copied at a stretch.
    private static final int PIECE = 1 << 22;

    private Routines() {}

    /// The step of a task, whose terms have their values by now.
    static Step step(Compiler compiler, Task task) {
        return switch (task.op) {
            case Op.Composite op -> new Control(compiler, task, op);
            case Op.OnStacks op -> new Items(compiler, task, op);
            case Op.Dot _ -> Product.step(task);
            case Op.Concat(var axis) -> concat(task, axis);
            case Op.ArgReduce(var largest, var axis) -> argReduce(task, largest, Axis.of(task.inTypes[0].shape(), axis));
            case Op.CumSum(var axis, var reverse) -> cumSum(task, reverse, Axis.of(task.inTypes[0].shape(), axis));
            case Op.Sort(var axis) -> sort(task, Axis.of(task.inTypes[0].shape(), axis));
            case Op.Gather gather -> gather(task, gather);
            case Op.Scatter scatter -> scatter(task, scatter);
            case Op.Solve(var transposed) -> solve(task, transposed);
            case Op.TriangularSolve(var lower, var transposed) -> triangularSolve(task, lower, transposed);
            case Op.Cholesky _ -> cholesky(task);
            case Op.RandomBits(var type) -> randomBits(task, type);
        };
    }

    /// A part of the work: items from one to another.
    private interface Part {
        void run(int from, int to);
    }

    /// Does all items, on several threads if that is worth it.
    private static void share(int items, double nanoseconds, Part part) {
        if (items < 2 || items * nanoseconds < PARALLEL) {
            part.run(0, items);
            return;
        }
        int chunks = (int) Math.min(items, Math.max(4 * Workers.count(), items * nanoseconds / LONG));
        Workers.parallel(chunks, chunk -> part.run((int) ((long) items * chunk / chunks), (int) ((long) items * (chunk + 1) / chunks)));
    }

    private static int in(Task task, int i) {
        return task.in[i].term().value;
    }

    private static int out(Task task, int i) {
        return task.out[i].value;
    }

    /// The operands are read through their views: row by row, or, if their rows are short, many rows at a time into a block whose columns are
    /// then written.
    private static Step concat(Task task, int axis) {
        var all = Axis.of(task.outTypes[0].shape(), axis);
        int parts = task.in.length;
        Load[] loads = new Load[parts];
        int[] start = new int[parts + 1];
        var dtype = task.outTypes[0].dtype();
        var transfer = Transfer.same(dtype);
        int room = Tiling.BLOCK;
        for (int i = 0; i < parts; i++) {
            loads[i] = new Load(in(task, i), task.in[i].view(), transfer, Kind.of(dtype), 0);
            start[i + 1] = start[i] + task.inTypes[i].shape().dim(axis) * all.after();
            room = Math.max(room, start[i + 1] - start[i]);
        }
        int length = room;
        int row = start[parts];
        int out = out(task, 0);
        if (row > SHORT_ROW * parts) {
            return state -> share(all.before(), 20.0 * parts + 0.1 * row, (from, to) -> {
                for (int r = from; r < to; r++) {
                    for (int i = 0; i < parts; i++) {
                        int n = start[i + 1] - start[i];
                        for (int at = 0; at < n; at += PIECE) {
                            Workers.checkInterrupted();
                            loads[i].read(state.values[loads[i].value], r * n + at, Math.min(PIECE, n - at), state.values[out],
                                    r * row + start[i] + at);
                        }
                    }
                }
            });
        }
        return state -> share(all.before(), 1.5 * row, (from, to) -> {
            Object block = Buffers.allocate(dtype, length);
            for (int i = 0; i < parts; i++) {
                int n = start[i + 1] - start[i];
                int most = n == 0 ? to - from : length / n;
                for (int r = from, rows; r < to; r += rows) {
                    rows = Math.min(most, to - r);
                    loads[i].read(state.values[loads[i].value], r * n, rows * n, block, 0);
                    for (int j = 0; j < n; j++) {
                        transfer.run(block, j, n, state.values[out], r * row + start[i] + j, row, rows);
                    }
                }
            }
        });
    }

    private static Step argReduce(Task task, boolean largest, Axis axis) {
        var dtype = task.inTypes[0].dtype();
        int x = in(task, 0);
        int out = out(task, 0);
        return state -> share(axis.lines(), axis.extent(),
                (from, to) -> Running.argReduce(dtype, state.values[x], axis, largest, (int[]) state.values[out], from, to));
    }

    private static Step cumSum(Task task, boolean reverse, Axis axis) {
        var dtype = task.inTypes[0].dtype();
        int x = in(task, 0);
        int out = out(task, 0);
        return state -> share(axis.lines(), axis.extent(),
                (from, to) -> Running.cumSum(dtype, state.values[x], axis, reverse, state.values[out], from, to));
    }

    private static Step sort(Task task, Axis axis) {
        var dtype = task.inTypes[0].dtype();
        int x = in(task, 0);
        int sorted = out(task, 0);
        int positions = out(task, 1);
        return state -> share(axis.lines(), 50.0 * axis.extent(),
                (from, to) -> Sorting.sort(dtype, state.values[x], axis, state.values[sorted], (int[]) state.values[positions], from, to));
    }

    private static Step gather(Task task, Op.Gather op) {
        var x = task.inTypes[0].shape();
        var i = task.inTypes[1].shape();
        var e = new Gathering.Extents(x.slice(0, op.batch()).size(), x.slice(op.batch(), op.axis()).size(), x.dim(op.axis()),
                i.slice(op.batch(), i.rank()).size(), x.slice(op.axis() + 1, x.rank()).size());
        int from = in(task, 0);
        int indices = in(task, 1);
        int out = out(task, 0);
        return state -> {
            int[] positions = Gathering.positions("gather (get, take, crossEntropy)", state.values[indices], op.axis(), e.extent());
            share(e.rows(), 2 + 0.1 * e.after(),
                    (first, end) -> Gathering.gather(state.values[from], positions, e, state.values[out], first, end));
        };
    }

    private static Step scatter(Task task, Op.Scatter op) {
        var i = task.inTypes[0].shape();
        var u = task.inTypes[1].shape();
        int indexAxes = i.rank() - op.batch();
        var e = new Gathering.Extents(u.slice(0, op.batch()).size(), u.slice(op.batch(), op.axis()).size(), op.size(),
                i.slice(op.batch(), i.rank()).size(), u.slice(op.axis() + indexAxes, u.rank()).size());
        var dtype = task.outTypes[0].dtype();
        var clear = Transfer.same(dtype);
        int indices = in(task, 0);
        int updates = in(task, 1);
        int out = out(task, 0);
        int slab = e.extent() * e.after();
        double work = e.count() * (2 + 0.3 * e.after()) + 0.05 * slab;
        return state -> {
            int[] positions = Gathering.positions("scatter (at)", state.values[indices], op.axis(), e.extent());
            Object to = state.values[out];
            if (op.reducer() == Reducer.MAX) {
                share(e.slabs(), work, (first, end) -> {
                    clear.clear(to, first * slab, (end - first) * slab);
                    Gathering.scatterMax(dtype, positions, state.values[updates], e, to, first, end);
                });
            } else {
                share(e.slabs(), work, (first, end) -> {
                    clear.clear(to, first * slab, (end - first) * slab);
                    Gathering.scatterAdd(dtype, positions, state.values[updates], e, to, first, end, 0, e.extent());
                });
            }
        };
    }

    /// The number of matrices of a type.
    private static int matrices(Type type) {
        return type.shape().slice(0, type.shape().rank() - 2).size();
    }

    private static Step solve(Task task, boolean transposed) {
        var b = task.inTypes[1];
        int n = b.shape().dim(-2);
        int k = b.shape().dim(-1);
        int left = in(task, 0);
        int right = in(task, 1);
        int out = out(task, 0);
        return state -> share(matrices(b), (double) n * n * (n + k), (from, to) -> LinearAlgebra.solve(b.dtype(), state.values[left],
                state.values[right], n, k, transposed, state.values[out], from, to));
    }

    private static Step triangularSolve(Task task, boolean lower, boolean transposed) {
        var b = task.inTypes[1];
        int n = b.shape().dim(-2);
        int k = b.shape().dim(-1);
        int left = in(task, 0);
        int right = in(task, 1);
        int out = out(task, 0);
        return state -> share(matrices(b), (double) n * n * k, (from, to) -> LinearAlgebra.triangularSolve(b.dtype(), state.values[left],
                state.values[right], n, k, lower, transposed, state.values[out], from, to));
    }

    private static Step cholesky(Task task) {
        var a = task.inTypes[0];
        int n = a.shape().dim(-1);
        int x = in(task, 0);
        int out = out(task, 0);
        return state -> share(matrices(a), (double) n * n * n / 3,
                (from, to) -> LinearAlgebra.cholesky(a.dtype(), state.values[x], n, state.values[out], from, to));
    }

    private static Step randomBits(Task task, Type type) {
        int x = in(task, 0);
        int out = out(task, 0);
        int n = type.shape().size();
        boolean wide = type.dtype() == DType.INT64;
        return state -> {
            int[] key = (int[]) state.values[x];
            share(n, 8, (from, to) -> {
                if (wide) {
                    Threefry.fill(key[0], key[1], (long[]) state.values[out], from, to);
                } else {
                    Threefry.fill(key[0], key[1], (int[]) state.values[out], from, to);
                }
            });
        };
    }
}
