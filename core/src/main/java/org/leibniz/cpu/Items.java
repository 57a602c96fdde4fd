package org.leibniz.cpu;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.routine.Workers;

/// An operation on stacks: on item after item. What it is given may be part of what it returns.
final class Items implements Step {
    private final Compiler compiler;
    private final Op.OnStacks op;
    private final Type[] types;
    private final int[] in;
    private final int out;

    Items(Compiler compiler, Stage.Task task, Op.OnStacks op) {
        this.compiler = compiler;
        this.op = op;
        this.types = task.inTypes;
        this.in = new int[task.in.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = task.in[i].term().value;
        }
        this.out = task.out[0].value;
    }

    @Override
    public void run(State state) {
        Object[] x = new Object[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = state.values[in[i]];
        }
        state.values[out] = switch (op) {
            case Op.Either _ -> length(x[0], types[0]) > 0 ? x[0] : x[1];
            case Op.Pointwise _,Op.Spread _,Op.Collapse _ -> each(x, types);
        };
    }

    private Object each(Object[] x, Type[] of) {
        int n = 0;
        Type[] elements = new Type[x.length];
        for (int i = 0; i < x.length; i++) {
            n = Math.max(n, length(x[i], of[i]));
            elements[i] = of[i].element();
        }
        var program = isStack(elements) ? null : single(elements);
        Object[] results = new Object[n];
        for (int at = 0; at < n; at++) {
            Workers.checkInterrupted();
            Object[] operands = new Object[x.length];
            for (int i = 0; i < x.length; i++) {
                operands[i] = item(x[i], of[i], elements[i], at);
            }
            results[at] = program == null ? each(operands, elements) : compiler.run(program, operands)[0];
        }
        return new Stack(List.of(results));
    }

    private @Nullable Program single;

    private Program single(Type[] elements) {
        var p = single;
        if (p == null) {
            int[] slots = new int[elements.length];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = i;
            }
            p = new Program(elements, new Op[]{op}, new int[][]{slots}, new int[]{elements.length});
            single = p; // a race makes it twice, which does no harm
        }
        return p;
    }

    static boolean isStack(Type[] types) {
        for (var t : types) {
            if (t.isStack()) {
                return true;
            }
        }
        return false;
    }

    private static int length(Object x, Type type) {
        if (x instanceof Stack(var items)) {
            return items.size();
        }
        int each = type.element().shape().size();
        return each == 0 ? 0 : Buffers.length(x) / each;
    }

    /// One item along the first axis; of an empty stack zeros.
    static Object item(Object x, Type type, Type element, int i) {
        if (x instanceof Stack(var items)) {
            return items.isEmpty() ? zeros(element) : items.get(i);
        }
        if (type.isStack() && length(x, type) == 0) {
            return zeros(element);
        }
        int n = element.shape().size();
        Object part = Buffers.allocate(element.dtype(), n);
        System.arraycopy(x, i * n, part, 0, n);
        return part;
    }

    private static Object zeros(Type type) {
        return type.isStack() ? Stack.EMPTY : Buffers.allocate(type.dtype(), type.shape().size());
    }

    @Override
    public String toString() {
        return op.name();
    }
}
