package org.leibniz.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;

/// The matrices of a product C\[m,n] = A\[m,k] B\[n,k]ᵀ, or of many side by side, as a body says it: where each lies in
/// its array. An analysis of the body, for whatever computes products; the order of their axes is such that a row of C
/// lies in order.
///
/// @param dtype of all three
/// @param batches how many products there are
/// @param m rows of A and C
/// @param n rows of B, columns of C
/// @param k columns of A and B
/// @param a the left operand
/// @param b the right operand
/// @param c the result
public record Matrices(DType dtype, int batches, int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    /// Where a matrix of each product lies: where steps along rows, columns and batch lead.
    ///
    /// @param parameter the parameter of the body that holds it; -1 of the result
    /// @param offset the index of its first element
    /// @param row the step from row to row
    /// @param column the step from column to column
    /// @param batchSize the extents of the batch
    /// @param batchStride the steps along them
    public record Matrix(int parameter, int offset, int row, int column, int[] batchSize, int[] batchStride) {
        /// Where the matrix of one of the products begins.
        ///
        /// @param batch which product
        /// @return the index of its first element
        public int at(int batch) {
            int p = offset;
            int rest = batch;
            for (int i = batchSize.length - 1; i >= 0; i--) {
                p += rest % batchSize[i] * batchStride[i];
                rest /= batchSize[i];
            }
            return p;
        }

        Matrix transposed() {
            int across = row;
            int down = column;
            return new Matrix(parameter, offset, down, across, batchSize, batchStride);
        }
    }

    /// The matrices of a product.
    ///
    /// @param body of a kernel of a plan; of a product: views of its operands, `[.., m, k]` and `[.., n, k]`, the
    ///     product, and the order in which it is written
    /// @return where they lie; empty if the body is around something else, and of a product that scales its first
    ///     operand, which is [Symmetric]
    public static Optional<Matrices> of(Program body) {
        for (int i = 0; i < body.size(); i++) {
            if (body.op(i) instanceof Routine.Dot) {
                var views = SlotViews.of(body);
                return views.view()[body.in(i, 0)] == null ? Optional.empty() : Optional.of(of(body, views, i));
            }
        }
        return Optional.empty();
    }

    private static Matrices of(Program body, SlotViews views, int dot) {
        int left = body.in(dot, 0);
        int right = body.in(dot, 1);
        var type = body.type(body.out(dot));
        var shape = body.type(left).shape();
        int batches = shape.slice(0, shape.rank() - 2).size();
        int m = shape.dim(-2);
        int k = shape.dim(-1);
        int n = body.type(right).shape().dim(-2);
        var a = matrix(body, views, left);
        var b = matrix(body, views, right);
        var c = result(body, views, dot);
        return n > 1 && c.column != 1
                ? new Matrices(type.dtype(), batches, n, m, k, b, a, c.transposed()) // the transposed product
                : new Matrices(type.dtype(), batches, m, n, k, a, b, c);
    }

    /// Where an operand lies.
    static Matrix matrix(Program body, SlotViews views, int slot) {
        return matrix(views.source()[slot], operand(views, slot, body), body);
    }

    /// Where a result is written.
    static Matrix result(Program body, SlotViews views, int dot) {
        var shape = body.type(body.out(dot)).shape();
        var order = view(views, body.outSlot(0), body).normal().inverse();
        return matrix(-1, order == null ? null : order.as(shape), body);
    }

    /// How an operand is seen, by its axes.
    static @Nullable View operand(SlotViews views, int slot, Program body) {
        return view(views, slot, body).as(body.type(slot).shape());
    }

    private static View view(SlotViews views, int slot, Program body) {
        var view = views.view()[slot];
        if (view == null) {
            throw new IllegalStateException(
                    "expected a product of views and the order in which it is written, got\n" + body);
        }
        return view;
    }

    private static Matrix matrix(int parameter, @Nullable View view, Program body) {
        if (view == null) {
            throw new IllegalStateException("expected matrices that strides can walk, got\n" + body);
        }
        var axes = view.axes();
        int batch = axes.size() - 2;
        int[] size = new int[batch];
        int[] stride = new int[batch];
        for (int i = 0; i < batch; i++) {
            size[i] = axes.get(i).size();
            stride[i] = axes.get(i).stride();
        }
        return new Matrix(parameter, view.offset(), axes.get(batch).stride(), axes.get(batch + 1).stride(), size,
                stride);
    }
}
