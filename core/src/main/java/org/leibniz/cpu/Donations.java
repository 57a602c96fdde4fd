package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.plan.Plan;
import org.leibniz.plan.SlotRoles;
import org.leibniz.plan.SlotRoles.Role;
import org.leibniz.plan.SlotViews;

/// Which results are written into the arrays of parameters that were given up: one of the same dtype and size that
/// nothing reads any more, or that the kernel itself reads element by element for that result, or that rows are added
/// to.
final class Donations {
    private final int[] from; // by value: the parameter, -1 if it has an array of its own

    /// @param last for each value the last operation that reads it, -1 if none does
    /// @param given the parameters
    Donations(Program plan, @Nullable Site[] sites, int[] last, BitSet given, int[] outputs) {
        this.from = new int[last.length];
        Arrays.fill(from, -1);
        if (given.isEmpty()) {
            return;
        }
        var isOutput = new BitSet();
        for (int v : outputs) {
            isOutput.set(v);
        }
        var free = (BitSet) given.clone();
        free.andNot(isOutput);
        for (var site : sites) {
            for (int j = 0; site != null && j < site.in().length; j++) {
                free.clear(site.in()[j], site.in()[j] + (site.keeps(j) ? 1 : 0));
            }
        }
        for (int i = 0; i < sites.length; i++) {
            var site = sites[i];
            for (int j = 0; site != null && !site.allocates() && j < site.out().length; j++) {
                int v = site.out()[j];
                int p = isOutput.get(v) && !site.reads(v) ? parameter(plan, site, i, j, last, free) : -1;
                if (p >= 0) {
                    from[v] = p;
                    free.clear(p);
                }
            }
        }
    }

    /// The parameter that a result takes the array of: best one that is read for it.
    private static int parameter(Program plan, Site site, int i, int result, int[] last, BitSet free) {
        var type = site.outTypes()[result];
        int found = -1;
        for (int p = free.nextSetBit(0); p >= 0; p = free.nextSetBit(p + 1)) {
            var given = plan.type(p);
            boolean isLike = !given.isStack() && given.dtype() == type.dtype()
                    && given.shape().size() == type.shape().size();
            if (isLike && last[p] == i && isReadFor(site, p, result)) {
                return p;
            }
            found = isLike && last[p] < i && found < 0 ? p : found;
        }
        return found;
    }

    /// Whether a kernel reads a parameter at the place of the result only, and does so before it writes that; or what
    /// is added to it is added in its place.
    private static boolean isReadFor(Site site, int p, int result) {
        if (site.op() instanceof Routine.AddAt) {
            return site.in()[0] == p && site.in()[1] != p && site.in()[2] != p;
        }
        if (!(site.op() instanceof Composite.Kernel(var body, var _)) || Plan.isRoutine(body)) {
            return false;
        }
        int operand = -1;
        for (int j = 0; j < site.in().length; j++) {
            if (site.in()[j] == p && operand >= 0) {
                return false;
            }
            operand = site.in()[j] == p ? j : operand;
        }
        var roles = SlotRoles.of(body);
        int out = body.outSlot(result);
        return roles.n() > Tiling.BLOCK && roles.role()[out] == Role.ELEMENT && isWhole(body, operand, roles)
                && dependsOn(body, operand, out);
    }

    /// Whether every view of an operand is all of it, in order, and none is a result.
    private static boolean isWhole(Program body, int operand, SlotRoles roles) {
        var views = SlotViews.of(body);
        for (int s = 0; s < body.slots(); s++) {
            var view = views.view()[s];
            boolean isOther = view != null && (!view.isIdentity() || body.type(s).shape().size() != roles.n());
            if (views.source()[s] == operand && isOther) {
                return false;
            }
        }
        for (int k = 0; k < body.outputs(); k++) {
            if (views.source()[body.outSlot(k)] == operand) {
                return false;
            }
        }
        return true;
    }

    private static boolean dependsOn(Program body, int operand, int out) {
        var depends = new BitSet();
        depends.set(operand);
        for (int i = 0; i < body.size(); i++) {
            for (int j = 0; j < body.arity(i); j++) {
                if (depends.get(body.in(i, j))) {
                    depends.set(body.out(i));
                }
            }
        }
        return depends.get(out);
    }

    /// The parameter whose array a value takes, -1 if none.
    int takenFrom(int value) {
        return value < from.length ? from[value] : -1;
    }

    /// For each value the number of the array that it shares with others: those of the memory plan, and behind them
    /// one for each parameter whose array is taken.
    int[] arrays(int[] buffer, int buffers) {
        int[] arrays = buffer.clone();
        int next = buffers;
        for (int v = 0; v < from.length; v++) {
            if (from[v] >= 0) {
                arrays[v] = next;
                arrays[from[v]] = next++;
            }
        }
        return arrays;
    }

    /// The operands of an operation that are written over while they are read.
    int[] overwritten(Site site) {
        List<Integer> values = new ArrayList<>();
        for (int v : site.out()) {
            for (int x : site.in()) {
                if (takenFrom(v) == x) {
                    values.add(x);
                }
            }
        }
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
