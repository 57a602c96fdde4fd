package org.leibniz.cpu;

import org.leibniz.routine.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Stage.Task;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.routine.Gemm;
import org.leibniz.plan.View;

/// A product of matrices, or of many pairs of them. An operand is read where it is: a transpose, a broadcast or a slice is a matter of strides; only
/// where the kept or the contracted axes cannot be walked with one stride is it copied first.
final class Product implements Step {
    /// Multiplications from which on a batch is shared among threads.
    private static final long PARALLEL = 200_000;

    private final DType dtype;
    private final Operand a;
    private final Operand b;
    private final Operand out;
    private final int batches;
    private final int m;
    private final int n;
    private final int k;

    /// An operand: where row, column and batch steps lead.
    private record Operand(int value, int offset, int row, int column, int[] batchSize, int[] batchStride) {
        Operand transposed() {
            int across = row;
            int down = column;
            return new Operand(value, offset, down, across, batchSize, batchStride);
        }

        int at(int batch) {
            int p = offset;
            int rest = batch;
            for (int i = batchSize.length - 1; i >= 0; i--) {
                p += rest % batchSize[i] * batchStride[i];
                rest /= batchSize[i];
            }
            return p;
        }
    }

    private Product(DType dtype, Operand a, Operand b, Operand out, int batches, int m, int n, int k) {
        this.dtype = dtype;
        this.a = a;
        this.b = b;
        this.out = out;
        this.batches = batches;
        this.m = m;
        this.n = n;
        this.k = k;
    }

    // ---- scheduling

    /// Makes an array of a value.
    interface Arrays {
        /// All of it in order.
        Ref of(Ref x, Type type);
    }

    /// An operand with its axes in the order batch, kept, contracted, of which the last two are one axis each.
    static Ref operand(Op.Dot dot, boolean first, Ref x, Type type, Arrays arrays) {
        Ints batch = first ? dot.batchA() : dot.batchB();
        Ints contract = first ? dot.contractA() : dot.contractB();
        int rank = type.shape().rank();
        int[] perm = new int[rank];
        int at = 0;
        for (int i = 0; i < batch.size(); i++) {
            perm[at++] = batch.get(i);
        }
        for (int i = 0; i < rank; i++) {
            if (!batch.contains(i) && !contract.contains(i)) {
                perm[at++] = i;
            }
        }
        int kept = at - batch.size();
        for (int i = 0; i < contract.size(); i++) {
            perm[at++] = contract.get(i);
        }
        var order = Ints.of(perm);
        var aligned = x.term().isConstant() ? null : x.view().as(type.shape());
        var source = aligned == null ? arrays.of(x, type) : new Ref(x.term(), aligned);
        var permuted = Objects.requireNonNull(source.view().as(type.shape())).transpose(order);
        var view = matrices(permuted, batch.size(), kept);
        if (view != null) {
            source.term().stored = true;
            return new Ref(source.term(), view);
        }
        int[] extents = new int[rank];
        for (int i = 0; i < rank; i++) {
            extents[i] = type.shape().dim(perm[i]);
        }
        var shape = Shape.of(extents);
        var copied = arrays.of(new Ref(source.term(), permuted), type.as(shape));
        return new Ref(copied.term(), Objects.requireNonNull(matrices(View.of(shape), batch.size(), kept)));
    }

    private static @Nullable View matrices(View v, int batch, int kept) {
        var axes = new ArrayList<View.Axis>();
        for (int i = 0; i < batch; i++) {
            if (v.axes().get(i).isPadded()) {
                return null;
            }
            axes.add(v.axes().get(i));
        }
        for (var part : List.of(v.axes().subList(batch, batch + kept), v.axes().subList(batch + kept, v.axes().size()))) {
            var one = new View(0, part).normal().axes();
            if (one.size() > 1 || one.size() == 1 && one.getFirst().isPadded()) {
                return null;
            }
            int n = 1;
            for (var a : part) {
                n *= a.size();
            }
            axes.add(one.isEmpty() || n == 0 ? View.Axis.of(n, 1) : one.getFirst());
        }
        return new View(v.offset(), axes);
    }

    /// The step of a task.
    static Product step(Task task) {
        var a = operand(task.in[0]);
        var b = operand(task.in[1]);
        var viewA = task.in[0].view().axes();
        var viewB = task.in[1].view().axes();
        int batches = 1;
        for (int s : a.batchSize) {
            batches *= s;
        }
        int last = viewA.size() - 1;
        int m = viewA.get(last - 1).size();
        int n = viewB.get(last - 1).size();
        var natural = View.of(extents(task));
        var out = operand(new Ref(task.out[0], task.layout == null ? natural : task.layout));
        var dtype = task.outTypes[0].dtype();
        int k = viewA.get(last).size();
        if (n > 1 && out.column != 1) { // the transposed product, whose rows are in order
            return new Product(dtype, b, a, out.transposed(), batches, n, m, k);
        }
        return new Product(dtype, a, b, out, batches, m, n, k);
    }

    /// The batch axes, rows and columns of a task's result.
    private static Shape extents(Task task) {
        var a = task.in[0].view().axes();
        int[] d = new int[a.size()];
        for (int i = 0; i < d.length - 1; i++) {
            d[i] = a.get(i).size();
        }
        d[d.length - 1] = task.in[1].view().axes().get(d.length - 2).size();
        return Shape.of(d);
    }

    /// Where a product is only ever read as a copy in another order, it is written in that order.
    static void layOut(List<Stage> stages) {
        var readers = new IdentityHashMap<Term, List<Term>>();
        var others = Collections.newSetFromMap(new IdentityHashMap<Term, Boolean>());
        for (var s : stages) {
            if (s instanceof Group g) {
                for (var t : g.terms) {
                    for (var x : t.in) {
                        if (x.term().source == Source.RESULT) {
                            readers.computeIfAbsent(x.term(), _ -> new ArrayList<>(1)).add(t);
                        }
                    }
                }
            } else if (s instanceof Task t) {
                for (var x : t.in) {
                    others.add(x.term());
                }
            }
        }
        for (var s : stages) {
            if (s instanceof Task t && t.op instanceof Op.Dot && !t.out[0].escapes && !others.contains(t.out[0])) {
                var by = readers.getOrDefault(t.out[0], List.of());
                if (by.size() == 1 && by.getFirst().source == Source.COPY) {
                    layOut(t, by.getFirst());
                }
            }
        }
        Stage.dropEmpty(stages);
    }

    private static void layOut(Task task, Term copy) {
        var layout = inverse(copy.in[0].view().normal(), copy.size);
        var view = layout == null || task.out[0].size != copy.size ? null : layout.as(extents(task));
        if (view == null || !(copy.stage instanceof Group g)) {
            return;
        }
        var axes = view.axes();
        var row = axes.get(axes.size() - 2);
        var column = axes.getLast();
        if (column.stride() == 1 || column.size() == 1 || row.stride() == 1 || row.size() == 1) {
            g.terms.remove(copy);
            task.layout = view;
            task.out[0] = copy;
            copy.stage = task;
        }
    }

    /// Where each element of an array goes in a copy that has them all in another order; null if it has not.
    private static @Nullable View inverse(View v, int size) {
        int stride = size;
        var axes = new ArrayList<View.Axis>();
        var strides = new IdentityHashMap<View.Axis, Integer>();
        for (var a : v.axes()) {
            if (a.isPadded() || a.size() == 0) {
                return null;
            }
            stride /= a.size();
            axes.add(a);
            strides.put(a, stride);
        }
        axes.sort(Comparator.comparingInt((View.Axis a) -> a.stride()).reversed());
        int expected = size;
        var result = new ArrayList<View.Axis>();
        for (var a : axes) {
            expected /= a.size();
            if (a.stride() != expected) {
                return null;
            }
            result.add(View.Axis.of(a.size(), Objects.requireNonNull(strides.get(a))));
        }
        return v.offset() == 0 && expected == 1 ? new View(0, result) : null;
    }

    private static Operand operand(Ref x) {
        var axes = x.view().axes();
        int batch = axes.size() - 2;
        int[] size = new int[batch];
        int[] stride = new int[batch];
        for (int i = 0; i < batch; i++) {
            size[i] = axes.get(i).size();
            stride[i] = axes.get(i).stride();
        }
        return new Operand(x.term().value, x.view().offset(), axes.get(batch).stride(), axes.get(batch + 1).stride(), size, stride);
    }

    // ---- running

    @Override
    public void run(State state) {
        Object[] values = state.values;
        if (m == 0 || n == 0) {
            return;
        }
        if (batches > 1 && (long) batches * m * n * k >= PARALLEL) {
            int chunks = Math.min(batches, 4 * Workers.count());
            Workers.parallel(chunks,
                    chunk -> some(values, (int) ((long) batches * chunk / chunks), (int) ((long) batches * (chunk + 1) / chunks)));
        } else {
            some(values, 0, batches);
        }
    }

    private void some(Object[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            one(values, a.at(i), b.at(i), out.at(i));
        }
    }

    /// Rows of a times rows of b: b's rows are the columns of the product.
    private void one(Object[] values, int atA, int atB, int atC) {
        switch (dtype) {
            case FLOAT32 ->
                Gemm.sgemm(m, n, k, (float[]) values[a.value], atA, a.row, a.column, (float[]) values[b.value], atB, b.column, b.row,
                        (float[]) values[out.value], atC, out.row, false);
            case FLOAT64 ->
                Gemm.dgemm(m, n, k, (double[]) values[a.value], atA, a.row, a.column, (double[]) values[b.value], atB, b.column, b.row,
                        (double[]) values[out.value], atC, out.row, false);
            case INT32 -> Gemm.igemm(m, n, k, (int[]) values[a.value], atA, a.row, a.column, (int[]) values[b.value], atB, b.column, b.row,
                    (int[]) values[out.value], atC, out.row, false);
            case INT64 ->
                Gemm.lgemm(m, n, k, (long[]) values[a.value], atA, a.row, a.column, (long[]) values[b.value], atB, b.column, b.row,
                        (long[]) values[out.value], atC, out.row, false);
            default -> throw new IllegalArgumentException(
                    "dot: expected int32, int64 or a float dtype, got " + dtype.title() + "; cast the operands");
        }
    }

    @Override
    public String toString() {
        return "dot " + batches + "*" + m + "*" + k + "*" + n;
    }
}
