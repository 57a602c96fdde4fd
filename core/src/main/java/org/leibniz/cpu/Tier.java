package org.leibniz.cpu;

import java.util.Optional;
import java.util.function.Function;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;

/// Who gives bodies their code, and other code to those that have earned it.
public interface Tier {
    /// Nanoseconds of work that earn other code: about what making it costs.
    double WORTH = 20e6;

    /// What runs a plan by methods of Java, at once or when it has earned them.
    ///
    /// @param plan the plan
    /// @param machine what it was made for
    /// @param steps makes what runs a plan step by step
    /// @return what runs it; empty if it is to run step by step
    Optional<Compiled> methods(Program plan, Machine machine, Function<Program, Compiled> steps);

    /// Methods of Java that run a small plan on numbers.
    ///
    /// @param plan the plan
    /// @param places where the numbers stand in it
    /// @param machine what it was made for
    /// @param steps makes what runs a plan step by step
    /// @return what runs it; empty if it is not small
    Optional<NumberMethod> onNumbers(Program plan, NumberPlaces places, Machine machine,
            Function<Program, Compiled> steps);

    /// The code that a body starts with.
    Code first(Body body);

    /// The nanoseconds that a call with its first code counts for; 0 if there is no better code to be looked for.
    double nanos(Body body, Code first);

    /// Called when a body has worked for [#WORTH].
    void earned(Body body);
}
