package org.leibniz.cpu.generate;

import org.leibniz.cpu.Compiler;

/// The compiler that is provided: for this machine, with generated code for what has earned it.
public final class CpuCompiler extends Compiler {
    /// A compiler that has compiled nothing yet.
    public CpuCompiler() {
        super(new Generator());
    }
}
