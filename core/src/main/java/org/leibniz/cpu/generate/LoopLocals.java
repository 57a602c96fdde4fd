package org.leibniz.cpu.generate;

import java.lang.classfile.CodeBuilder;

/// The local variables that say which elements are meant, and the first that is free.
///
/// @param end where the index ends
record LoopLocals(LoopText text, int index, int end, int next) {
    /// Sets the index to the first element. Where all arrays are indexed alike, it is an index of them; else the
    /// starts are added to it.
    static LoopLocals of(CodeBuilder m, LoopText text) {
        int n = text.data(); // behind the arrays and the starts
        if (!text.isBare() || text.ownStarts() == 0) {
            m.iconst_0().istore(n + 1);
            return new LoopLocals(text, n + 1, n, n + 2);
        }
        int start = text.arrays();
        m.iload(start).iload(n).iadd().istore(n);
        return new LoopLocals(text, start, n, n + 1);
    }

    /// Leaves an array and the index of the current element on the stack.
    void place(CodeBuilder m, int array) {
        m.aload(array).iload(index);
        int start = text.starts().get(array);
        if (start > 0 && !text.isBare()) {
            m.iload(text.arrays() + start - 1).iadd();
        }
    }
}
