package org.leibniz.cpu.generate;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Compiled;
import org.leibniz.ir.Program;
import org.leibniz.memory.Budget;
import org.leibniz.plan.Machine;

/// A small plan that runs step by step until it has [earned][Earned] methods of Java.
final class Promising extends Compiled {
    private final Program plan;
    private final Compiled steps;
    private final Earned<Compiled, Object[]> earned;

    /// @param plan the plan
    /// @param machine what it was made for
    /// @param maker makes what runs a plan step by step
    Promising(Program plan, Machine machine, Function<Program, Compiled> maker) {
        this.plan = plan;
        this.steps = maker.apply(plan);
        this.earned = new Earned<>(steps) {
            @Override
            Optional<Compiled> write() {
                var written = SmallProgramWriter.write(plan, machine, maker);
                written.ifPresent(w -> Budget.made(w.bytes(_ -> {
                })));
                return written;
            }

            @Override
            void run(Compiled method, Object[] inputs) {
                method.run(inputs);
            }
        };
    }

    @Override
    public Object[] run(Object[] inputs) {
        var methods = earned.methods();
        if (methods != null) {
            return methods.run(inputs);
        }
        Object[] call = earned.counts() ? Earned.copies(plan, inputs) : null;
        Object[] results = steps.run(inputs);
        if (call != null) {
            earned.keep(call);
        }
        return results;
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        var methods = earned.methods();
        return 200 + steps.bytes(parts) + (methods == null ? 0 : methods.bytes(parts));
    }

    @Override
    public String toString() {
        var methods = earned.methods();
        return methods == null ? steps.toString() : methods.toString();
    }
}
