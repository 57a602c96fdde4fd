package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.routine.Axis;
import org.leibniz.routine.Gathering;
import org.leibniz.routine.LinearAlgebra;
import org.leibniz.routine.Running;
import org.leibniz.routine.Sorting;
import org.leibniz.routine.Threefry;
import org.leibniz.routine.Workers;

/// The steps of operations that run as a whole, on arrays in order. What they do is cut by lines, rows or matrices and
/// shared among the [Workers] where there is enough of it.
final class Routines {
    private Routines() {}

    /// The step of a routine that is no kernel.
    static Step step(Site site) {
        return switch ((Routine) site.op()) {
            case Routine.ArgReduce(var largest, var axis) ->
                argReduce(site, largest, Axis.of(site.inTypes()[0].shape(), axis));
            case Routine.CumSum(var axis, var reverse) ->
                cumSum(site, reverse, Axis.of(site.inTypes()[0].shape(), axis));
            case Routine.Sort(var axis) -> sort(site, Axis.of(site.inTypes()[0].shape(), axis));
            case Routine.Gather gather -> gather(site, gather);
            case Routine.Scatter scatter -> scatter(site, scatter);
            case Routine.AddAt add -> addAt(site, add);
            case Routine.First(var batch, var size) -> first(site, batch, size);
            case Routine.Solve(var transposed) -> solve(site, transposed);
            case Routine.TriangularSolve(var lower, var transposed) -> triangularSolve(site, lower, transposed);
            case Routine.Cholesky _ -> cholesky(site);
            case Routine.RandomBits(var type) -> randomBits(site, type);
            case Routine.Dot _,Routine.Concat _ ->
                throw new IllegalStateException(site.op().text() + " outside of a body");
            case Routine.Either _ -> throw new IllegalStateException(site.op().text() + " of no stacks");
        };
    }

    /// Does all items, on several threads if that is worth it.
    static void share(int items, double nanoseconds, Workers.Part part) {
        if (items < 2 || items * nanoseconds < Costs.PARALLEL) {
            part.run(0, items);
            return;
        }
        int chunks = (int) Math.min(items, Math.max(4 * Workers.count(), items * nanoseconds / Costs.LONG));
        Workers.share(items, chunks, part);
    }

    private static int in(Site site, int i) {
        return site.in()[i];
    }

    private static int out(Site site, int i) {
        return site.out()[i];
    }

    private static Step argReduce(Site site, boolean largest, Axis axis) {
        var dtype = site.inTypes()[0].dtype();
        int x = in(site, 0);
        int out = out(site, 0);
        return state -> share(axis.lines(), axis.extent(),
                (from, to) -> Running.argReduce(dtype, state.values[x], axis, largest, (int[]) state.values[out], from,
                        to));
    }

    private static Step cumSum(Site site, boolean reverse, Axis axis) {
        var dtype = site.inTypes()[0].dtype();
        int x = in(site, 0);
        int out = out(site, 0);
        return state -> share(axis.lines(), axis.extent(),
                (from, to) -> Running.cumSum(dtype, state.values[x], axis, reverse, state.values[out], from, to));
    }

    private static Step sort(Site site, Axis axis) {
        var dtype = site.inTypes()[0].dtype();
        int x = in(site, 0);
        int sorted = out(site, 0);
        int positions = out(site, 1);
        return state -> share(axis.lines(), 50.0 * axis.extent(),
                (from, to) -> Sorting.sort(dtype, state.values[x], axis, state.values[sorted],
                        (int[]) state.values[positions], from, to));
    }

    private static Step gather(Site site, Routine.Gather op) {
        var x = site.inTypes()[0].shape();
        var i = site.inTypes()[1].shape();
        var e = new Gathering.Extents(x.slice(0, op.batch()).size(), x.slice(op.batch(), op.axis()).size(),
                x.dim(op.axis()), i.slice(op.batch(), i.rank()).size(), x.slice(op.axis() + 1, x.rank()).size());
        int from = in(site, 0);
        int indices = in(site, 1);
        int out = out(site, 0);
        return state -> {
            int[] positions = Gathering.positions("gather (get, take, crossEntropy)", state.values[indices], op.axis(),
                    e.extent());
            share(e.rows(), 2 + 0.1 * e.after(),
                    (first, end) -> Gathering.gather(state.values[from], positions, e, state.values[out], first, end));
        };
    }

    private static Step scatter(Site site, Routine.Scatter op) {
        var e = extents(op.axis(), op.batch(), op.size(), site.inTypes()[0].shape(), site.inTypes()[1].shape());
        if (op.reducer() == Reducer.SUM) {
            return new Adding(site.outTypes()[0].dtype(), op.axis(), e, Adding.ZEROS, in(site, 0), in(site, 1),
                    out(site, 0));
        }
        var dtype = site.outTypes()[0].dtype();
        var clear = Transfer.same(dtype);
        int indices = in(site, 0);
        int updates = in(site, 1);
        int out = out(site, 0);
        int slab = e.extent() * e.after();
        double work = e.count() * (2 + 0.3 * e.after()) + 0.05 * slab;
        return state -> {
            int[] positions = Gathering.positions(Adding.WHAT, state.values[indices], op.axis(), e.extent());
            Object to = state.values[out];
            share(e.slabs(), work, (first, end) -> {
                clear.clear(to, first * slab, (end - first) * slab);
                Gathering.scatterMax(dtype, positions, state.values[updates], e, to, first, end);
            });
        };
    }

    private static Step addAt(Site site, Routine.AddAt op) {
        var x = site.inTypes()[0];
        var e = extents(op.axis(), op.batch(), x.shape().dim(op.axis()), site.inTypes()[1].shape(),
                site.inTypes()[2].shape());
        return new Adding(x.dtype(), op.axis(), e, in(site, 0), in(site, 1), in(site, 2), out(site, 0));
    }

    private static Gathering.Extents extents(int axis, int batch, int size, Shape indices, Shape updates) {
        int indexAxes = indices.rank() - batch;
        return new Gathering.Extents(updates.slice(0, batch).size(), updates.slice(batch, axis).size(), size,
                indices.slice(batch, indices.rank()).size(),
                updates.slice(axis + indexAxes, updates.rank()).size());
    }

    /// The step of [Routine.AddAt], and of [Routine.Scatter] that sums: rows are added by position onto a copy of an
    /// array or onto zeros. Where the result has been given the array of the operand it is added to that, and what is
    /// not touched costs nothing.
    ///
    /// @param dtype of the elements
    /// @param axis the axis of the positions, for messages
    /// @param e the extents
    /// @param x the value that is added to, or [#ZEROS]
    /// @param indices the value that holds the positions
    /// @param updates the value that holds the rows
    /// @param out the value that holds the result
    private record Adding(DType dtype, int axis, Gathering.Extents e, int x, int indices, int updates,
            int out) implements Step {
        static final int ZEROS = -1;

        /// What users call it, for messages.
        static final String WHAT = "scatter (at)";

        @Override
        public void run(State state) {
            Object to = state.values[out];
            Object from = x == ZEROS ? null : state.values[x];
            int[] positions = Gathering.positions(WHAT, state.values[indices], axis, e.extent());
            // of a slab
            int cuts = Math.clamp(4L * Workers.count() / Math.max(1, e.slabs()), 1, Math.max(1, e.extent()));
            double start = to == from ? 0 : (from == null ? 0.05 : 0.1) * e.extent() * e.after();
            double work = (e.count() * (2 + 0.3 * e.after()) + start) / cuts;
            share(e.slabs() * cuts, work, (first, end) -> {
                if (to != from) {
                    begin(from, to, element(first, cuts), element(end, cuts));
                }
                if (cuts == 1) {
                    Gathering.scatterAdd(dtype, positions, state.values[updates], e, to, first, end, 0, e.extent());
                    return;
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

    private static Step first(Site site, int batch, int size) {
        var shape = site.inTypes()[0].shape();
        int batches = shape.slice(0, batch).size();
        int count = shape.slice(batch, shape.rank()).size();
        var dtype = site.inTypes()[0].dtype();
        int indices = in(site, 0);
        int out = out(site, 0);
        return state -> {
            Object given = state.values[indices];
            int[] counted = new int[batches * count];
            for (int i = 0; i < counted.length; i++) {
                counted[i] = (int) Math.floorMod(Buffers.getLong(dtype, given, i), (long) size);
            }
            share(batches, 10.0 * count, (from, to) -> {
                for (int b = from; b < to; b++) {
                    Gathering.firsts(counted, b * count, count, (int[]) state.values[out], b * count);
                }
            });
        };
    }

    /// The number of matrices of a type.
    private static int matrices(Type type) {
        return type.shape().slice(0, type.shape().rank() - 2).size();
    }

    private static Step solve(Site site, boolean transposed) {
        var b = site.inTypes()[1];
        int n = b.shape().dim(-2);
        int k = b.shape().dim(-1);
        int left = in(site, 0);
        int right = in(site, 1);
        int out = out(site, 0);
        return state -> share(matrices(b), (double) n * n * (n + k),
                (from, to) -> LinearAlgebra.solve(b.dtype(), state.values[left],
                        state.values[right], n, k, transposed, state.values[out], from, to));
    }

    private static Step triangularSolve(Site site, boolean lower, boolean transposed) {
        var b = site.inTypes()[1];
        int n = b.shape().dim(-2);
        int k = b.shape().dim(-1);
        int left = in(site, 0);
        int right = in(site, 1);
        int out = out(site, 0);
        return state -> share(matrices(b), (double) n * n * k,
                (from, to) -> LinearAlgebra.triangularSolve(b.dtype(), state.values[left],
                        state.values[right], n, k, lower, transposed, state.values[out], from, to));
    }

    private static Step cholesky(Site site) {
        var a = site.inTypes()[0];
        int n = a.shape().dim(-1);
        int x = in(site, 0);
        int out = out(site, 0);
        return state -> share(matrices(a), (double) n * n * n / 3,
                (from, to) -> LinearAlgebra.cholesky(a.dtype(), state.values[x], n, state.values[out], from, to));
    }

    private static Step randomBits(Site site, Type type) {
        int x = in(site, 0);
        int out = out(site, 0);
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
