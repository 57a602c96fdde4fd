package org.leibniz.plan;

import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.reference.Reference;

/// Runs the plan of a program on the reference: whatever a planner decides is checked by running it.
public final class Plans implements Evaluator {
    private final Evaluator reference = new Reference();

    @Override
    public Object[] run(Program program, Object[] inputs) {
        return reference.run(Verify.plan(Plan.of(program, Tiers.machine())), inputs);
    }
}
