package org.leibniz.cpu;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leibniz.DType;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.Plan;
import org.leibniz.transform.Simplify;

/// The evaluator that is used: plans and compiles a program the first time it is run and remembers the compiled form
/// with it.
public class Compiler implements Evaluator {
    private static final BitSet NONE = new BitSet(0);

    private final Backend backend;

    /// A compiler for this machine.
    ///
    /// @param tier who gives kernels their code
    protected Compiler(Tier tier) {
        this(new Cpu(tier));
    }

    /// A compiler for a backend. It runs on arrays of that backend.
    Compiler(Backend backend) {
        this.backend = backend;
    }

    Backend backend() {
        return backend;
    }

    @Override
    public Object[] run(Program program, Object[] inputs) {
        return executable(program).run(inputs);
    }

    @Override
    public NumberMethod onNumbers(Program program, NumberPlaces places) {
        var simple = Simplify.of(program);
        var small = simple.hasHooks()
                ? Optional.<NumberMethod>empty()
                : backend.onNumbers(Plan.of(simple, backend.machine()), places, steps());
        return small.orElseGet(() -> Evaluator.super.onNumbers(program, places));
    }

    @Override
    public boolean isAtOnce(ScalarFn fn, DType dtype, int n) {
        return backend.isAtOnce(fn, dtype, n);
    }

    @Override
    public Object atOnce(ScalarFn fn, DType dtype, int n, Object a, Object b) {
        return backend.atOnce(fn, dtype, n, a, b);
    }

    @Override
    public Object[] run(Program program, Object[] inputs, BitSet given) {
        return given.isEmpty() ? run(program, inputs) : donating(program, given, false).run(inputs);
    }

    private Compiled donating(Program program, BitSet given, boolean isPlan) {
        return program.memo(new Donating(this, given), new Make(this, program, given, isPlan));
    }

    /// What compiles programs that may write into some of their inputs.
    private record Donating(Compiler compiler, BitSet given) {}

    /// The compiled form of a program.
    Compiled executable(Program program) {
        return program.memo(this, new Make(this, program, NONE, false));
    }

    /// The compiled form of a program that is a plan, as those in the operations of a plan are.
    Compiled planned(Program plan) {
        return plan.memo(this, new Make(this, plan, NONE, true));
    }

    /// The compiled form of a plan that may write into some of its inputs.
    Compiled planned(Program plan, BitSet given) {
        return given.isEmpty() ? planned(plan) : donating(plan, given, true);
    }

    /// What makes what runs a plan step by step.
    Function<Program, Compiled> steps() {
        return new Steps(this);
    }

    /// Makes what runs a plan step by step. (No lambda: the first gradient would wait for it to be linked.)
    private record Steps(Compiler compiler) implements Function<Program, Compiled> {
        @Override
        public Compiled apply(Program plan) {
            return new Executable(compiler, plan, NONE);
        }
    }

    /// A plan as methods of Java, or step by step.
    private Compiled compiled(Program plan, BitSet given) {
        var methods = backend.methods(plan, steps());
        return methods.isPresent() ? methods.get() : new Executable(this, plan, given);
    }

    /// Compiles a program when it is asked for. One with hooks is not remembered for long, but what runs of it has
    /// none: it is compiled once.
    private record Make(Compiler compiler, Program program, BitSet given, boolean isPlan)
            implements
                Supplier<Compiled> {
        @Override
        public Compiled get() {
            if (isPlan) {
                return compiler.compiled(program, given);
            }
            var simple = Simplify.of(program);
            return program.hasHooks()
                    ? compiler.executable(simple.interned())
                    : compiler.compiled(Plan.make(simple, compiler.backend.machine()), given);
        }
    }
}
