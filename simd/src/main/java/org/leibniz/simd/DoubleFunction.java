package org.leibniz.simd;

// made of FloatFunction.java by Twins: change that
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.FunctionLoop;

/// A function on doubles, served by what is fast now.
final class DoubleFunction extends Served<FunctionLoop<double[]>, DoubleWork>
        implements
            FunctionLoop<double[]> {
    private final Transcendental f;
    private @Nullable FunctionLoop<double[]> plain; // many short calls come here before the fast loop is compiled

    private DoubleFunction(Transcendental f) {
        this.f = f;
    }

    /// All of them, in order.
    static List<DoubleFunction> all() {
        var all = new ArrayList<DoubleFunction>();
        for (var f : Transcendental.values()) {
            all.add(new DoubleFunction(f));
        }
        return all;
    }

    @Override
    public void run(double[] x, double[] e, double[] y, int n) {
        of(n).run(x, e, y, n);
    }

    @Override
    FunctionLoop<double[]> plain() {
        var loop = plain;
        if (loop == null) {
            loop = PLAIN.doubles().function(f);
            plain = loop;
        }
        return loop;
    }

    @Override
    void prepare() {
        DoubleFunctions.prepare(f);
    }

    @Override
    @Nullable
    FunctionLoop<double[]> fast() {
        return DoubleFunctions.of(f);
    }

    @Override
    DoubleWork work() {
        return new DoubleWork();
    }

    @Override
    void once(FunctionLoop<double[]> loop, DoubleWork work) {
        work.once(loop);
    }

    @Override
    void few(FunctionLoop<double[]> loop, DoubleWork work, int turn) {
        work.few(loop, turn);
    }

    @Override
    int ways() {
        return DoubleWork.ways();
    }
}
