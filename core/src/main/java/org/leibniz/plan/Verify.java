package org.leibniz.plan;

import org.leibniz.ir.Composite;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;

/// Whether a program is a plan: its values are arrays, and whatever is computed of arrays is a routine or a kernel with
/// a body in normal roles. That what is read was written earlier, and that types fit, is so of every program.
///
/// ```
/// { a: f32[2,3]
///   b: f32[3,2] = transpose[1,0] a      refused: a view is no array; structure stands in bodies
///   c: f32[6] = kernel { .. } b
///   return c }
/// ```
public final class Verify {
    private Verify() {}

    /// Gives a plan back.
    ///
    /// @throws IllegalStateException if it is none, with the first operation that may not be there
    public static Program plan(Program p) {
        for (int i = 0; i < p.size(); i++) {
            switch (p.op(i)) {
                case Composite.Kernel(var body, var _) -> body(body);
                case Movement.Reshape _,Leaf _,Routine _ -> {
                }
                case Composite.Cond(var a, var b) -> {
                    plan(a);
                    plan(b);
                }
                case Composite.While(var condition, var body, var _, var _, var _) -> {
                    plan(condition);
                    plan(body);
                }
                case Composite.Scan(var body, var _, var _, var _, var _) -> plan(body);
                case Composite.Call(var body) -> plan(body);
                case Pointwise _,Reduction _,Movement.Spread _ -> require(onStacks(p, i), p, i);
                case Movement _,Mark _,Composite.Ruled _ -> require(false, p, i);
            }
        }
        return p;
    }

    /// A kernel's body: all of it is needed, each result is another value and known when the pass ends. A routine's:
    /// one routine, of views, the first of which may be scaled.
    private static void body(Program b) {
        var roles = SlotRoles.of(b); // which throws
        int[] reads = new int[b.slots()];
        for (int i = 0; i < b.size(); i++) {
            boolean routine = b.op(i) instanceof Routine;
            for (int j = 0; j < b.arity(i); j++) {
                int x = b.in(i, j);
                reads[x]++;
                var role = roles.role()[x];
                boolean view = role == SlotRoles.Role.SOURCE || role == SlotRoles.Role.LOAD;
                require(!routine || view || role == SlotRoles.Role.SCALED, b, i);
            }
        }
        boolean[] given = new boolean[b.slots()];
        for (int j = 0; j < b.outputs(); j++) {
            int x = b.outSlot(j);
            if (given[x] || roles.role()[x] == SlotRoles.Role.FOLDING) {
                throw new IllegalStateException(
                        "result " + j + (given[x] ? " is given twice" : " is on the way to a reduction") + " in\n" + b);
            }
            given[x] = true;
        }
        for (int x = 0; x < b.slots(); x++) {
            if (reads[x] == 0 && !given[x]) {
                throw new IllegalStateException(
                        (x < b.params() ? "parameter " : "slot ") + x + " is not needed in\n" + b);
            }
        }
    }

    private static boolean onStacks(Program p, int i) {
        boolean any = p.type(p.out(i)).isStack();
        for (int j = 0; j < p.arity(i); j++) {
            any |= p.type(p.in(i, j)).isStack();
        }
        return any;
    }

    private static void require(boolean holds, Program p, int i) {
        if (!holds) {
            throw new IllegalStateException("operation " + i + " (" + p.op(i).text() + ") may not stand here in\n" + p);
        }
    }
}
