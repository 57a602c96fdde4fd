package org.leibniz.cpu;

import org.leibniz.ir.Evaluator;
import org.leibniz.plan.Machine;

/// The compilers of one tier, for tests of other packages.
public final class Tiers {
    private Tiers() {}

    /// A compiler whose kernels only ever use the library of loops.
    ///
    /// @return the evaluator
    public static Evaluator library() {
        return Compiler.tier0();
    }

    /// A compiler whose kernels have generated loops from the start.
    ///
    /// @return the evaluator
    public static Evaluator generated() {
        return Compiler.tier1();
    }

    /// A compiler whose kernels have generated loops with the Vector API from the start, if the JVM has it.
    ///
    /// @return the evaluator
    public static Evaluator vectors() {
        return Compiler.tier2();
    }

    /// Whether arrays have the same bits.
    ///
    /// @param a arrays or stacks
    /// @param b as many
    /// @return whether they do
    public static boolean sameBits(Object[] a, Object[] b) {
        boolean same = a.length == b.length;
        for (int i = 0; same && i < a.length; i++) {
            same = Samples.sameBits(a[i], b[i]);
        }
        return same;
    }

    /// What plans are made for.
    public static Machine machine() {
        return Processor.HERE;
    }
}
