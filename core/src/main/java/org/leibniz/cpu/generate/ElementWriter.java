package org.leibniz.cpu.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.ScalarFn;

/// Writes the loop over single elements of a generated loop.
final class ElementWriter {
    private final CodeBuilder m;
    private final LoopText text;
    private final LoopLocals at;
    private final int[] locals; // by value
    private int next;

    ElementWriter(CodeBuilder m, LoopText text, LoopLocals at) {
        this.m = m;
        this.text = text;
        this.at = at;
        this.locals = new int[text.inputs().size() + text.operations().size()];
        this.next = at.next();
    }

    /// From the index to its end.
    void write() {
        var top = m.newLabel();
        var end = m.newLabel();
        m.labelBinding(top).iload(at.index()).iload(at.end()).if_icmpge(end);
        int inputs = text.inputs().size();
        for (int k = 0; k < inputs; k++) {
            at.place(m, k);
            m.arrayLoad(Bytecode.inArray(text.kindOfArray(k)));
            keep(k);
        }
        for (int k = 0; k < text.operations().size(); k++) {
            operation(k);
            keep(inputs + k);
        }
        for (int k = 0; k < text.outputs().size(); k++) {
            at.place(m, inputs + k);
            push(text.outputs().get(k));
            m.arrayStore(Bytecode.inArray(text.kindOfArray(inputs + k)));
        }
        m.iinc(at.index(), 1).goto_(top).labelBinding(end);
    }

    private void keep(int value) {
        var kind = Bytecode.local(text.kindOf(value));
        m.storeLocal(kind, next);
        locals[value] = next;
        next += kind.slotSize();
    }

    private void push(int value) {
        if (value < 0) {
            Bytecode.number(m, text.kind(), text.numbers().get(-1 - value));
        } else {
            m.loadLocal(Bytecode.local(text.kindOf(value)), locals[value]);
        }
    }

    /// Leaves the result on the stack.
    private void operation(int k) {
        int a = text.operand(k, 0);
        int b = text.operand(k, 1);
        int c = text.operand(k, 2);
        switch (text.operations().get(k)) {
            case LoopOperation.Apply(var fn) -> function(fn, a, b);
            case LoopOperation.Logical(var fn) -> Bytecode.logical(m, fn, () -> push(a), () -> push(b));
            case LoopOperation.Compare(var relation) -> {
                push(a);
                push(b);
                Bytecode.compare(m, text.kind(), relation);
            }
            case LoopOperation.Choose() -> {
                push(a);
                Bytecode.choose(m, Opcode.IFNE, () -> push(b), () -> push(c));
            }
            case LoopOperation.Indicate() -> {
                push(a);
                m.conversion(Bytecode.local(SlotKind.BOOL), Bytecode.local(text.kind()));
            }
        }
    }

    private void function(ScalarFn fn, int a, int b) {
        if (fn.transcendental() != null) {
            push(a);
            Bytecode.transcendental(m, text.kind(), fn.transcendental());
        } else {
            Bytecode.operation(m, text.kind(), fn, () -> push(a), () -> push(b));
        }
    }
}
