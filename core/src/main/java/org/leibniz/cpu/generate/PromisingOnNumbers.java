package org.leibniz.cpu.generate;

import java.util.Optional;
import java.util.function.Function;
import org.leibniz.cpu.Compiled;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;

/// A small plan on numbers that runs step by step, by way of arrays, until it has [earned][Earned] methods of Java.
final class PromisingOnNumbers extends NumberMethod {
    private final Program plan;
    private final NumberMethod steps;
    private final Earned<NumberMethod, Call> earned;

    /// What a call is given.
    private record Call(Object[] rest, double a, double b, double[] x, double[] y) {}

    /// @param plan the plan
    /// @param places where the numbers stand in it
    /// @param machine what it was made for
    /// @param maker makes what runs a plan step by step
    PromisingOnNumbers(Program plan, NumberPlaces places, Machine machine, Function<Program, Compiled> maker) {
        this.plan = plan;
        this.steps = new ByArrays(maker.apply(plan)::run, places);
        this.earned = new Earned<>(steps) {
            @Override
            Optional<NumberMethod> write() {
                return SmallProgramWriter.writeOnNumbers(plan, places, machine, maker);
            }

            @Override
            void run(NumberMethod method, Call c) {
                var _ = method.run(c.rest, c.a, c.b, c.x, c.y);
            }
        };
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public NumberMethod now() {
        var methods = earned.methods();
        return methods == null ? this : methods;
    }

    @Override
    public double run(Object[] rest, double a, double b, double[] x, double[] y) {
        var methods = earned.methods();
        if (methods != null) {
            return methods.run(rest, a, b, x, y);
        }
        var call = earned.counts() ? new Call(Earned.copies(plan, rest), a, b, x.clone(), y.clone()) : null;
        double value = steps.run(rest, a, b, x, y);
        if (call != null) {
            earned.keep(call);
        }
        return value;
    }
}
