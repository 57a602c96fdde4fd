package org.leibniz.compile;

import java.util.ArrayList;
import java.util.List;
import org.leibniz.DType;
import org.leibniz.compile.Term.Ref;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.routine.Gemm;

/// A product of matrices, or of many pairs of them. An operand is read where it is: a transpose, a broadcast or a slice is a matter of strides; only
/// where the kept or the contracted axes cannot be walked with one stride is it copied first.
final class Product implements Step {
    /// Multiplications from which on a batch is shared among threads.
    private static final long PARALLEL = 200_000;

    private final DType dtype;
    private final Operand a;
    private final Operand b;
    private final int out;
    private final int batches;
    private final int m;
    private final int n;
    private final int k;

    /// An operand: where row, column and batch steps lead.
    private record Operand(int value, int offset, int row, int column, int[] batchSize, int[] batchStride) {
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

    private Product(DType dtype, Operand a, Operand b, int out, int batches, int m, int n, int k) {
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
        var aligned = x.term().isConstant() ? null : x.view().as(type.shape());
        if (aligned != null) {
            var view = matrices(aligned.transpose(Ints.of(perm)), batch.size(), kept);
            if (view != null) {
                x.term().stored = true;
                return new Ref(x.term(), view);
            }
        }
        int[] extents = new int[rank];
        for (int i = 0; i < rank; i++) {
            extents[i] = type.shape().dim(perm[i]);
        }
        var permuted = new Type(type.dtype(), org.leibniz.Shape.of(extents));
        var base = aligned == null ? arrays.of(x, type).view().as(type.shape()) : aligned;
        var source = aligned == null ? arrays.of(x, type) : x;
        var copied = arrays.of(new Ref(source.term(), java.util.Objects.requireNonNull(base).transpose(Ints.of(perm))), permuted);
        var view = matrices(View.of(permuted.shape()), batch.size(), kept);
        if (view == null) {
            throw new IllegalStateException("an array in order has no strides");
        }
        return new Ref(copied.term(), view);
    }

    private static org.leibniz.compile.@org.jspecify.annotations.Nullable View matrices(View v, int batch, int kept) {
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
    static Product step(Stage.Task task) {
        var a = operand(task.in[0]);
        var b = operand(task.in[1]);
        var viewA = task.in[0].view().axes();
        var viewB = task.in[1].view().axes();
        int batches = 1;
        for (int s : a.batchSize) {
            batches *= s;
        }
        int last = viewA.size() - 1;
        return new Product(task.outTypes[0].dtype(), a, b, task.out[0].value, batches, viewA.get(last - 1).size(), viewB.get(last - 1).size(),
                viewA.get(last).size());
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
            Workers.parallel(chunks, chunk -> some(values, (int) ((long) batches * chunk / chunks), (int) ((long) batches * (chunk + 1) / chunks)));
        } else {
            some(values, 0, batches);
        }
    }

    private void some(Object[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            one(values, a.at(i), b.at(i), i * m * n);
        }
    }

    /// Rows of a times rows of b: b's rows are the columns of the product.
    private void one(Object[] values, int atA, int atB, int atC) {
        switch (dtype) {
            case FLOAT32 -> Gemm.sgemm(m, n, k, (float[]) values[a.value], atA, a.row, a.column, (float[]) values[b.value], atB, b.column, b.row,
                    (float[]) values[out], atC, n, false);
            case FLOAT64 -> Gemm.dgemm(m, n, k, (double[]) values[a.value], atA, a.row, a.column, (double[]) values[b.value], atB, b.column, b.row,
                    (double[]) values[out], atC, n, false);
            case INT32 -> Gemm.igemm(m, n, k, (int[]) values[a.value], atA, a.row, a.column, (int[]) values[b.value], atB, b.column, b.row,
                    (int[]) values[out], atC, n, false);
            case INT64 -> Gemm.lgemm(m, n, k, (long[]) values[a.value], atA, a.row, a.column, (long[]) values[b.value], atB, b.column, b.row,
                    (long[]) values[out], atC, n, false);
            default -> throw new IllegalArgumentException("dot: expected int32, int64 or a float dtype, got " + dtype.title() + "; cast the operands");
        }
    }

    @Override
    public String toString() {
        return "dot " + batches + "*" + m + "*" + k + "*" + n;
    }
}
