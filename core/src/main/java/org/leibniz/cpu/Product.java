package org.leibniz.cpu;

import org.leibniz.plan.Matrices;
import org.leibniz.routine.DoubleGemm;
import org.leibniz.routine.FloatGemm;
import org.leibniz.routine.IntGemm;
import org.leibniz.routine.LongGemm;
import org.leibniz.routine.Walk;
import org.leibniz.routine.Workers;

/// A product of matrices, or of many pairs of them, by [FloatGemm] and its like. An operand is read where it is: a
/// transpose, a broadcast or a slice is a matter of strides; only where the kept or the contracted axes cannot be
/// walked with one stride is it copied first.
final class Product implements Step {
    /// Multiplications from which on a batch is shared among threads.
    private static final long PARALLEL = 200_000;

    private final Matrices of;
    private final int a;
    private final int b;
    private final int c;
    private final Walk rowsA;
    private final Walk columnsA;
    private final Walk rowsB;
    private final Walk columnsB;

    /// @param in the values of the body's parameters
    Product(Matrices of, int[] in, int out) {
        this.of = of;
        this.a = in[of.a().parameter()];
        this.b = in[of.b().parameter()];
        this.c = out;
        this.rowsA = Walk.of(of.a().row());
        this.columnsA = Walk.of(of.a().column());
        this.rowsB = Walk.of(of.b().row());
        this.columnsB = Walk.of(of.b().column());
    }

    @Override
    public void run(State state) {
        Object[] values = state.values;
        int batches = of.batches();
        if (of.m() == 0 || of.n() == 0) {
            return;
        }
        if (batches > 1 && (long) batches * of.m() * of.n() * of.k() >= PARALLEL) {
            int chunks = Math.min(batches, 4 * Workers.count());
            Workers.share(batches, chunks, (from, to) -> some(values, from, to));
        } else {
            some(values, 0, batches);
        }
    }

    private void some(Object[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            one(values[a], of.a().at(i), values[b], of.b().at(i), values[c], of.c().at(i));
        }
    }

    /// Rows of a times rows of b: b's rows are the columns of the product.
    private void one(Object x, int atX, Object y, int atY, Object z, int atZ) {
        int m = of.m();
        int n = of.n();
        int k = of.k();
        var a = of.a();
        var b = of.b();
        int row = of.c().row();
        switch (of.dtype()) {
            case FLOAT32 ->
                FloatGemm.gemm(m, n, k, (float[]) x, atX, rowsA, columnsA, (float[]) y, atY, columnsB, rowsB,
                        (float[]) z, atZ, row, false);
            case FLOAT64 ->
                DoubleGemm.gemm(m, n, k, (double[]) x, atX, rowsA, columnsA, (double[]) y, atY, columnsB, rowsB,
                        (double[]) z, atZ, row, false);
            case INT32 ->
                IntGemm.gemm(m, n, k, (int[]) x, atX, a.row(), a.column(), (int[]) y, atY, b.column(), b.row(),
                        (int[]) z, atZ, row, false);
            case INT64 ->
                LongGemm.gemm(m, n, k, (long[]) x, atX, a.row(), a.column(), (long[]) y, atY, b.column(), b.row(),
                        (long[]) z, atZ, row, false);
            case BOOL, UINT8, INT8, INT16, FLOAT16, BFLOAT16 ->
                throw new IllegalStateException("a product of " + of.dtype().title()
                        + ", which should have become one of int32 or float32");
        }
    }

    @Override
    public String toString() {
        return "dot " + of.batches() + "*" + of.m() + "*" + of.k() + "*" + of.n();
    }
}
