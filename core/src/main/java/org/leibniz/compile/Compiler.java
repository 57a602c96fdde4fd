package org.leibniz.compile;

import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.transform.Simplify;

/// The evaluator that is used: compiles a program the first time it is run and remembers the compiled form with it.
public final class Compiler implements Evaluator {
    /// Makes one.
    public Compiler() {}

    @Override
    public Object[] run(Program program, Object[] inputs) {
        return executable(program).run(inputs);
    }

    /// The compiled form of a program.
    Executable executable(Program program) {
        return program.memo(this, () -> Executable.of(this, Simplify.of(program)));
    }
}
