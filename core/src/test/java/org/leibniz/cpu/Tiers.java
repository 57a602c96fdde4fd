package org.leibniz.cpu;

import org.leibniz.cpu.generate.AtOnce;
import org.leibniz.cpu.generate.CpuCompiler;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;

/// The compilers of one tier, for tests of other packages.
public final class Tiers {
    private Tiers() {}

    /// The compiler that is provided: kernels that earn it get generated loops.
    public static Compiler provided() {
        return new CpuCompiler();
    }

    /// A compiler whose kernels only ever use the library of loops.
    public static Compiler library() {
        return new Compiler(AtOnce.LIBRARY);
    }

    /// A compiler whose kernels have generated loops from the start.
    public static Compiler generated() {
        return new Compiler(AtOnce.GENERATED);
    }

    /// A compiler whose kernels have generated loops with the Vector API from the start, if the JVM has it.
    public static Compiler vectors() {
        return new Compiler(AtOnce.VECTORS);
    }

    /// Whether a program runs as methods of Java.
    public static boolean isMethod(Compiler compiler, Program program) {
        return compiler.executable(program) instanceof SmallProgram;
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
