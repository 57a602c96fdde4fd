package org.leibniz.cpu;

import java.util.Arrays;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;

/// Which slots of a plan are one array.
final class PlanArrays {
    private PlanArrays() {}

    /// For each slot the number of its value: its own, or that of the slot that it is another shape of, or that it is
    /// added to where nothing else reads that afterwards.
    static int[] of(Program plan) {
        int[] value = Ints.range(0, plan.slots()).toArray();
        int[] makers = plan.makers();
        int[] until = lastReads(plan); // of the slots of a value
        for (int i = 0; i < plan.size(); i++) {
            boolean adds = plan.op(i) instanceof Routine.AddAt;
            if (adds && isAddedInPlace(plan, i, value, makers, until) || plan.op(i) instanceof Movement.Reshape) {
                int v = value[plan.in(i, 0)];
                value[plan.out(i)] = v;
                until[v] = Math.max(until[v], until[plan.out(i)]);
            }
        }
        return value;
    }

    private static boolean isAddedInPlace(Program plan, int i, int[] value, int[] makers, int[] until) {
        int v = value[plan.in(i, 0)];
        var maker = makers[v] < 0 ? null : plan.op(makers[v]);
        boolean computed = maker instanceof Routine || maker instanceof Composite.Kernel;
        return computed && until[v] == i && value[plan.in(i, 1)] != v && value[plan.in(i, 2)] != v;
    }

    /// For each slot the last operation that reads it; behind all operations if it is a result.
    private static int[] lastReads(Program plan) {
        int[] last = new int[plan.slots()];
        Arrays.fill(last, -1);
        for (int i = 0; i < plan.size(); i++) {
            for (int j = 0; j < plan.arity(i); j++) {
                last[plan.in(i, j)] = i;
            }
        }
        for (int k = 0; k < plan.outputs(); k++) {
            last[plan.outSlot(k)] = plan.size();
        }
        return last;
    }

    /// Whether an operation of a plan makes the arrays of its results, which are then no tables (those are copied where
    /// they are results), and nothing that a program in the plan may have been given.
    ///
    /// @param value for each slot of the plan the number of its value
    static boolean isNew(Program plan, int operation, int[] value) {
        return plan.op(operation) instanceof Leaf || !Site.of(plan, operation, value).allocates();
    }
}
