package org.leibniz.plan;

import org.leibniz.ir.Composite;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.transform.Simplify;

/// From a program to a program of kernels and routines.
public final class Plan {
    private Plan() {}

    private record Planned(Machine machine) {}

    /// The plan of a program, made once for each.
    public static Program of(Program p, Machine machine) {
        return p.memo(new Planned(machine), () -> make(Simplify.of(p), machine));
    }

    /// The plan of a simplified program.
    public static Program make(Program simple, Machine machine) {
        return make(simple, machine, Law.FUSION);
    }

    /// By another law, as tests have it.
    static Program make(Program simple, Machine machine, Law law) {
        var graph = new Graph(Lower.of(simple, machine));
        var plan = Build.of(graph, Recompute.of(graph, Fuse.of(graph, machine, law), machine, law));
        assert Verify.plan(plan) == plan;
        return plan;
    }

    /// Whether a body is around a routine, such as a product.
    public static boolean isRoutine(Program body) {
        for (int i = 0; i < body.size(); i++) {
            if (body.op(i) instanceof Routine) {
                return true;
            }
        }
        return false;
    }

    /// How many passes over memory a plan makes.
    public static int kernels(Program plan) {
        int n = 0;
        for (int i = 0; i < plan.size(); i++) {
            n += isPass(plan.op(i)) ? 1 : 0;
        }
        return n;
    }

    /// How many operations of a plan run as a whole.
    public static int routines(Program plan) {
        int n = 0;
        for (int i = 0; i < plan.size(); i++) {
            n += plan.op(i) instanceof Op.Whole && !isPass(plan.op(i)) ? 1 : 0;
        }
        return n;
    }

    private static boolean isPass(Op op) {
        return op instanceof Composite.Kernel(var body, var _) && !isRoutine(body);
    }
}
