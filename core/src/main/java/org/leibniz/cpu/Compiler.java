package org.leibniz.cpu;

import java.util.function.Supplier;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.transform.Simplify;

/// The evaluator that is used: compiles a program the first time it is run and remembers the compiled form with it.
public final class Compiler implements Evaluator {
    private final Tier tier;

    /// The compiler that is provided: kernels that earn it get generated loops.
    public Compiler() {
        this(Tier.EARNED);
    }

    private Compiler(Tier tier) {
        this.tier = tier;
    }

    /// A compiler whose kernels only ever use the library of loops.
    static Compiler tier0() {
        return new Compiler(Tier.LIBRARY);
    }

    /// A compiler whose kernels have generated loops from the start.
    static Compiler tier1() {
        return new Compiler(Tier.GENERATED);
    }

    /// A compiler whose kernels have generated loops with the Vector API from the start, if the JVM has it.
    static Compiler tier2() {
        return new Compiler(Tier.VECTORS);
    }

    Tier tier() {
        return tier;
    }

    @Override
    public Object[] run(Program program, Object[] inputs) {
        return executable(program).run(inputs);
    }

    /// Compiles a program when it is asked for. One with hooks is not remembered for long, but what runs of it has none: it is compiled once.
    private record Make(Compiler compiler, Program program) implements Supplier<Executable> {
        @Override
        public Executable get() {
            var simple = Simplify.of(program);
            return program.hasHooks() ? compiler.executable(simple.interned()) : Executable.of(compiler, simple);
        }
    }

    /// The compiled form of a program.
    Executable executable(Program program) {
        return program.memo(this, new Make(this, program));
    }
}
