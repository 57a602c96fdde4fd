package org.leibniz.compile;

import org.leibniz.ir.Evaluator;

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
}
