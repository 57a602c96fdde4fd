package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Op;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.routine.Workers;
import org.leibniz.transform.CustomRule;

/// Programs inside programs: calls, branches, loops. What they are given may be part of what they return, so it is never memory that is used again.
final class Control implements Step {
    private final Compiler compiler;
    private final Op.Composite op;
    private final Type[] inTypes;
    private final Type[] outTypes;
    private final int[] in;
    private final int[] out;

    Control(Compiler compiler, Stage.Task task, Op.Composite op) {
        this.compiler = compiler;
        this.op = op;
        this.inTypes = task.inTypes;
        this.outTypes = task.outTypes;
        this.in = new int[task.in.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = task.in[i].term().value;
        }
        this.out = new int[task.out.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = task.out[i].value;
        }
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
            case Op.Call(var program) -> compiler.run(program, x);
            case Op.Cond c -> compiler.run(((boolean[]) x[0])[0] ? c.then() : c.otherwise(), c.arguments(x));
            case Op.While loop -> whileLoop(loop, x);
            case Op.Scan loop -> scan(loop, x);
            case Op.Custom c -> compiler.run(c.f(), c.ofFunction(x));
            case Op.LinearCall call -> compiler.run(CustomRule.forward(call), x);
        };
    }

    // ---- loops

    private Object[] whileLoop(Op.While loop, Object[] x) {
        Object[] condition = Slices.join(loop.deciding(x), loop.operands(x).carry());
        Object[] body = loop.operands(x).all();
        var stacks = lists(loop.body().outputs() - loop.carry());
        var cond = compiler.executable(loop.cond());
        var step = compiler.executable(loop.body());
        int trips = 0;
        while (((boolean[]) cond.run(condition)[0])[0]) {
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
        y[y.length - 1] = new int[]{trips};
        return y;
    }

    private static List<List<Object>> lists(int n) {
        var lists = new ArrayList<List<Object>>(n);
        for (int i = 0; i < n; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private Object[] scan(Op.Scan loop, Object[] x) {
        int trips = loop.length() < 0 ? (int) Buffers.getLong(inTypes[0].dtype(), x[0], 0) : loop.length();
        int firstX = 1 + loop.consts() + loop.carry();
        Object[] body = Arrays.copyOfRange(x, 1, x.length);
        int ys = out.length - loop.carry();
        Object[][] stacks = new Object[ys][trips];
        var step = compiler.executable(loop.body());
        for (int trip = 0; trip < trips; trip++) {
            Workers.checkInterrupted();
            int at = loop.reverse() ? trips - 1 - trip : trip;
            for (int i = firstX; i < x.length; i++) {
                body[i - 1] = Items.item(x[i], inTypes[i], loop.body().type(i - 1), at);
            }
            Object[] y = step.run(body);
            System.arraycopy(y, 0, body, loop.consts(), loop.carry());
            for (int i = 0; i < ys; i++) {
                stacks[i][at] = y[loop.carry() + i];
            }
        }
        Object[] y = new Object[out.length];
        System.arraycopy(body, loop.consts(), y, 0, loop.carry());
        for (int i = 0; i < ys; i++) {
            var type = outTypes[loop.carry() + i];
            y[loop.carry() + i] = type.isStack() ? new Stack(List.of(stacks[i])) : dense(stacks[i], type);
        }
        return y;
    }

    private static Object dense(Object[] items, Type type) {
        int n = type.element().shape().size();
        Object all = Buffers.allocate(type.dtype(), type.shape().size());
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(items[i], 0, all, i * n, n);
        }
        return all;
    }

    @Override
    public String toString() {
        return op.name();
    }
}
