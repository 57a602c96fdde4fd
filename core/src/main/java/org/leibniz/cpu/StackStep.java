package org.leibniz.cpu;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.routine.Workers;

/// An operation on stacks: on item after item. What it is given may be part of what it returns.
final class StackStep implements Step {
    private final Compiler compiler;
    private final Backend backend;
    private final Op.OnStacks op;
    private final Type[] types;
    private final int[] in;
    private final int out;
    private @Nullable Compiled single; // for items that are arrays

    StackStep(Compiler compiler, Site site, Op.OnStacks op) {
        this.compiler = compiler;
        this.backend = compiler.backend();
        this.op = op;
        this.types = site.inTypes();
        this.in = site.in();
        this.out = site.out()[0];
    }

    @Override
    public void run(State state) {
        Object[] x = new Object[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = state.values[in[i]];
        }
        state.values[out] = switch (op) {
            case Routine.Either _ -> length(read(backend, x[0]), types[0]) > 0 ? x[0] : x[1];
            case Pointwise _,Movement.Spread _,Reduction.Collapse _ -> each(x, types);
        };
    }

    private Object each(Object[] x, Type[] of) {
        int n = 0;
        Object[] all = new Object[x.length];
        Type[] elements = new Type[x.length];
        for (int i = 0; i < x.length; i++) {
            all[i] = read(backend, x[i]);
            n = Math.max(n, length(all[i], of[i]));
            elements[i] = of[i].element();
        }
        var one = Site.hasStack(elements) ? null : single(elements);
        Object[] results = new Object[n];
        for (int at = 0; at < n; at++) {
            Workers.checkInterrupted();
            Object[] operands = new Object[x.length];
            for (int i = 0; i < x.length; i++) {
                operands[i] = item(backend, all[i], of[i], elements[i], at);
            }
            results[at] = one == null ? each(operands, elements) : one.run(operands)[0];
        }
        return new Stack(List.of(results));
    }

    private Compiled single(Type[] elements) {
        var made = single;
        if (made == null) {
            int[] slots = new int[elements.length];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = i;
            }
            made = compiler
                    .executable(new Program(elements, new Op[]{op}, new int[][]{slots}, new int[]{elements.length}));
            single = made; // a race makes it twice, which does no harm
        }
        return made;
    }

    private static int length(Object x, Type type) {
        if (x instanceof Stack(var items)) {
            return items.size();
        }
        int each = type.element().shape().size();
        return each == 0 ? 0 : Buffers.length(x) / each;
    }

    /// An array as one of Java; a stack as it is.
    static Object read(Backend backend, Object x) {
        return x instanceof Stack ? x : backend.read(x);
    }

    /// One item along the first axis of what has been read; of an empty stack zeros.
    static Object item(Backend backend, Object x, Type type, Type element, int i) {
        if (x instanceof Stack(var items) && !items.isEmpty()) {
            return items.get(i);
        }
        boolean isEmpty = x instanceof Stack || type.isStack() && length(x, type) == 0;
        if (isEmpty && element.isStack()) {
            return Stack.EMPTY;
        }
        int n = element.shape().size();
        Object part = Buffers.allocate(element.dtype(), n);
        if (!isEmpty) {
            System.arraycopy(x, i * n, part, 0, n);
        }
        return backend.write(part);
    }

    @Override
    public String toString() {
        return op.name();
    }
}
