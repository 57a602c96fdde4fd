package org.leibniz.cpu;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.plan.Matrices;
import org.leibniz.plan.Symmetric;
import org.leibniz.routine.DoubleSymmetric;
import org.leibniz.routine.FloatSymmetric;
import org.leibniz.routine.Workers;

/// A product of a matrix and itself, scaled perhaps, or of many of them, by [FloatSymmetric] and its like.
final class SymmetricProduct implements Step {
    private final Symmetric of;
    private final int a;
    private final int c;
    private final int[] factors; // the values that hold them, -1 of a number
    private final @Nullable Object[] numbers; // each in an array of its own

    /// @param in the values of the body's parameters
    SymmetricProduct(Symmetric of, int[] in, int out) {
        this.of = of;
        this.a = in[of.a().parameter()];
        this.c = out;
        this.factors = new int[of.factors().size()];
        this.numbers = new Object[factors.length];
        for (int f = 0; f < factors.length; f++) {
            var factor = of.factors().get(f);
            var matrix = factor.matrix();
            factors[f] = matrix == null ? -1 : in[matrix.parameter()];
            numbers[f] = matrix == null ? array(of.dtype(), factor.number()) : null;
        }
    }

    private static Object array(DType dtype, double number) {
        return dtype == DType.FLOAT32 ? new float[]{(float) number} : new double[]{number};
    }

    @Override
    public void run(State state) {
        Object[] values = state.values;
        int batches = of.batches();
        Workers.share(batches, Math.min(batches, 4 * Workers.count()), (from, to) -> {
            for (int i = from; i < to; i++) {
                one(values, i);
            }
        });
    }

    private void one(Object[] values, int batch) {
        var x = of.a();
        var y = of.c();
        List<Symmetric.Factor> by = of.factors();
        if (of.dtype() == DType.FLOAT32) {
            var scale = new FloatSymmetric.Factor[factors.length];
            for (int f = 0; f < scale.length; f++) {
                var at = by.get(f).matrix();
                scale[f] = new FloatSymmetric.Factor((float[]) array(values, f), begin(at, batch), step(at));
            }
            FloatSymmetric.product(of.m(), of.k(), (float[]) values[a], x.at(batch), x.row(), x.column(), scale,
                    (float[]) values[c], y.at(batch), y.row());
        } else {
            var scale = new DoubleSymmetric.Factor[factors.length];
            for (int f = 0; f < scale.length; f++) {
                var at = by.get(f).matrix();
                scale[f] = new DoubleSymmetric.Factor((double[]) array(values, f), begin(at, batch), step(at));
            }
            DoubleSymmetric.product(of.m(), of.k(), (double[]) values[a], x.at(batch), x.row(), x.column(), scale,
                    (double[]) values[c], y.at(batch), y.row());
        }
    }

    private Object array(Object[] values, int factor) {
        var number = numbers[factor];
        return number == null ? values[factors[factor]] : number;
    }

    private static int begin(Matrices.@Nullable Matrix factor, int batch) {
        return factor == null ? 0 : factor.at(batch);
    }

    private static int step(Matrices.@Nullable Matrix factor) {
        return factor == null ? 0 : factor.column();
    }

    @Override
    public String toString() {
        return "symmetric dot " + of.batches() + "*" + of.m() + "*" + of.k() + "*" + of.m();
    }
}
