package org.leibniz.simd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.FunctionLoop;

/// A function on floats, served by what is fast now.
final class FloatFunction extends Served<FunctionLoop<float[]>, FloatWork>
        implements
            FunctionLoop<float[]> {
    private final Transcendental f;
    private @Nullable FunctionLoop<float[]> plain; // many short calls come here before the fast loop is compiled

    private FloatFunction(Transcendental f) {
        this.f = f;
    }

    /// All of them, in order.
    static List<FloatFunction> all() {
        var all = new ArrayList<FloatFunction>();
        for (var f : Transcendental.values()) {
            all.add(new FloatFunction(f));
        }
        return all;
    }

    @Override
    public void run(float[] x, float[] e, float[] y, int n) {
        of(n).run(x, e, y, n);
    }

    @Override
    FunctionLoop<float[]> plain() {
        var loop = plain;
        if (loop == null) {
            loop = PLAIN.floats().function(f);
            plain = loop;
        }
        return loop;
    }

    @Override
    void prepare() {
        FloatFunctions.prepare(f);
    }

    @Override
    @Nullable
    FunctionLoop<float[]> fast() {
        return FloatFunctions.of(f);
    }

    @Override
    FloatWork work() {
        return new FloatWork();
    }

    @Override
    void once(FunctionLoop<float[]> loop, FloatWork work) {
        work.once(loop);
    }

    @Override
    void few(FunctionLoop<float[]> loop, FloatWork work, int turn) {
        work.few(loop, turn);
    }

    @Override
    int ways() {
        return FloatWork.ways();
    }
}
