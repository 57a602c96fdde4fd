package org.leibniz.cpu.generate;

import java.util.Optional;
import java.util.function.Function;
import org.leibniz.cpu.Assembler;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.cpu.Compiled;
import org.leibniz.cpu.Tier;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;

/// Gives bodies their code before the first run, and never other code, so that tests run all of it.
public enum AtOnce implements Tier {
    /// That of the library of loops.
    LIBRARY,
    /// Straight code or plain loops.
    GENERATED,
    /// Straight code or loops with the Vector API, if the JVM has it.
    VECTORS;

    @Override
    public Optional<Compiled> methods(Program plan, Machine machine, Function<Program, Compiled> steps) {
        return this == LIBRARY || SmallPlan.kind(plan) == SmallPlan.Kind.LARGE
                ? Optional.empty()
                : SmallProgramWriter.write(plan, machine, steps);
    }

    @Override
    public Optional<NumberMethod> onNumbers(Program plan, NumberPlaces places, Machine machine,
            Function<Program, Compiled> steps) {
        return this == LIBRARY || SmallPlan.kind(plan) == SmallPlan.Kind.LARGE
                ? Optional.empty()
                : SmallProgramWriter.writeOnNumbers(plan, places, machine, steps);
    }

    @Override
    public Code first(Body body) {
        var straight = this == LIBRARY ? null : StraightWriter.write(body).orElse(null);
        if (straight != null) {
            return straight;
        }
        var form = this == VECTORS && VectorApi.isThere() ? LoopForm.VECTORS : LoopForm.PLAIN;
        var items = Arrangement.of(body, form);
        return this == LIBRARY || !Arrangement.hasLoops(items)
                ? Assembler.library(body)
                : Assembler.of(body, items, new LoopWriter(form, false));
    }

    @Override
    public double nanos(Body body, Code first) {
        return 0;
    }

    @Override
    public void earned(Body body) {
        throw new IllegalStateException("earned what does not count");
    }
}
