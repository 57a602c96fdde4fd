package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.routine.Workers;

/// Programs inside programs: calls, branches, loops. What they are given may be part of what they return, so it is
/// never memory that is used again.
final class FlowStep implements Step {
    private final Compiler compiler;
    private final Backend backend;
    private final Composite.Flow op;
    private final Type[] inTypes;
    private final Type[] outTypes;
    private final int[] in;
    private final int[] out;
    private final @Nullable LoopState state; // of a loop

    FlowStep(Compiler compiler, Site site, Composite.Flow op) {
        this.compiler = compiler;
        this.backend = compiler.backend();
        this.op = op;
        this.inTypes = site.inTypes();
        this.outTypes = site.outTypes();
        this.in = site.in();
        this.out = site.out();
        this.state = op instanceof Composite.Loop loop ? new LoopState(loop) : null;
    }

    @Override
    public void run(State state) {
        Object[] x = new Object[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = state.values[in[i]];
        }
        Object[] y = apply(x);
        for (int i = 0; i < y.length; i++) {
            state.values[out[i]] = y[i];
        }
    }

    private Object[] apply(Object[] x) {
        return switch (op) {
            case Composite.Call(var program) -> compiler.planned(program).run(x);
            case Composite.Cond c -> compiler.planned(isTrue(x[0]) ? c.then() : c.otherwise()).run(c.arguments(x));
            case Composite.While loop -> whileLoop(loop, x);
            case Composite.Scan loop -> scan(loop, x);
        };
    }

    private LoopState loopState() {
        return Objects.requireNonNull(state);
    }

    private boolean isTrue(Object predicate) {
        return ((boolean[]) backend.read(predicate))[0];
    }

    // ---- loops

    private Object[] whileLoop(Composite.While loop, Object[] x) {
        Object[] condition = Slices.join(loop.deciding(x), loop.operands(x).carry());
        Object[] body = loop.operands(x).all();
        var stacks = lists(loop.body().outputs() - loop.carry());
        var cond = compiler.planned(loop.cond());
        var step = compiler.planned(loop.body(), loopState().own());
        loopState().begin(backend, body);
        System.arraycopy(body, loop.bodyConsts(), condition, loop.condConsts(), loop.carry());
        int trips = 0;
        while (isTrue(cond.run(condition)[0])) {
            Workers.checkInterrupted();
            Object[] y = step.run(body);
            System.arraycopy(y, 0, condition, loop.condConsts(), loop.carry());
            System.arraycopy(y, 0, body, loop.bodyConsts(), loop.carry());
            for (int i = 0; i < stacks.size(); i++) {
                stacks.get(i).add(y[loop.carry() + i]);
            }
            trips++;
        }
        Object[] y = new Object[out.length];
        System.arraycopy(body, loop.bodyConsts(), y, 0, loop.carry());
        for (int i = 0; i < stacks.size(); i++) {
            y[loop.carry() + i] = new Stack(stacks.get(i));
        }
        y[y.length - 1] = backend.write(new int[]{trips});
        return y;
    }

    private static List<List<Object>> lists(int n) {
        var lists = new ArrayList<List<Object>>(n);
        for (int i = 0; i < n; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private Object[] scan(Composite.Scan loop, Object[] x) {
        int trips = loop.length() < 0
                ? (int) Buffers.getLong(inTypes[0].dtype(), backend.read(x[0]), 0)
                : loop.length();
        int firstX = 1 + loop.consts() + loop.carry();
        Object[] body = Arrays.copyOfRange(x, 1, x.length);
        int ys = out.length - loop.carry();
        Object[] all = new Object[ys];
        for (int i = 0; i < ys; i++) {
            var type = outTypes[loop.carry() + i];
            all[i] = type.isStack() ? new Object[trips] : Buffers.allocate(type.dtype(), type.shape().size());
        }
        for (int i = firstX; i < x.length; i++) {
            x[i] = StackStep.read(backend, x[i]);
        }
        var step = compiler.planned(loop.body(), loopState().own());
        loopState().begin(backend, body);
        for (int trip = 0; trip < trips; trip++) {
            Workers.checkInterrupted();
            int at = loop.reverse() ? trips - 1 - trip : trip;
            for (int i = firstX; i < x.length; i++) {
                body[i - 1] = StackStep.item(backend, x[i], inTypes[i], loop.body().type(i - 1), at);
            }
            Object[] y = step.run(body);
            System.arraycopy(y, 0, body, loop.consts(), loop.carry());
            for (int i = 0; i < ys; i++) {
                put(y[loop.carry() + i], all[i], at, trips);
            }
        }
        Object[] y = new Object[out.length];
        System.arraycopy(body, loop.consts(), y, 0, loop.carry());
        for (int i = 0; i < ys; i++) {
            y[loop.carry() + i] = all[i] instanceof Object[] items ? new Stack(List.of(items)) : backend.write(all[i]);
        }
        return y;
    }

    /// Puts the result of a trip in its place among those of all trips: in a stack, or, while it is in cache, in the
    /// array of all elements.
    private void put(Object item, Object all, int at, int trips) {
        if (all instanceof Object[] items) {
            items[at] = item;
        } else {
            int n = Buffers.length(all) / trips;
            System.arraycopy(backend.read(item), 0, all, at * n, n);
        }
    }

    @Override
    public String toString() {
        return op.name();
    }
}
