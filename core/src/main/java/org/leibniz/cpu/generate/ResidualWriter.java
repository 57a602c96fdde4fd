package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.leibniz.cpu.Residual;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.plan.Machine;
import org.leibniz.plan.Plan;

/// Writes operations on residuals into a method of a small program: item after item.
final class ResidualWriter {
    private static final ClassDesc RESIDUAL = Bytecode.type(Residual.class);

    private final ValueWriter w;
    private final Programs programs;
    private final Machine machine;

    /// @param programs writes what is done with an item
    ResidualWriter(ValueWriter w, Programs programs, Machine machine) {
        this.w = w;
        this.programs = programs;
        this.machine = machine;
    }

    /// Of residuals, or of arrays.
    Val each(Op.OnStacks op, Type[] types, Val... in) {
        if (op instanceof Routine.Either) {
            return either(((Val.Kept) in[0]).local(), ((Val.Kept) in[1]).local());
        }
        int[] slots = Ints.range(0, in.length).toArray();
        if (!types[0].isStack()) {
            var single = new Program(types, new Op[]{op}, new int[][]{slots}, new int[]{in.length});
            return programs.write(w, Plan.of(single, machine), in)[0];
        }
        Type[] elements = new Type[types.length];
        var items = new ItemWriter[types.length];
        for (int k = 0; k < items.length; k++) {
            items[k] = new ItemWriter(w, in[k], types[k]);
            elements[k] = types[k].element();
            w.m.aload(((Val.Kept) in[k]).local()).getfield(RESIDUAL, "trips", CD_int);
            if (k > 0) {
                w.m.invokestatic(Bytecode.type(Math.class), "max", MethodTypeDesc.of(CD_int, CD_int, CD_int));
            }
        }
        var trips = w.pop(SlotKind.INT);
        var result = new Program(types, new Op[]{op}, new int[][]{slots}, new int[]{in.length}).output(0).element();
        var rows = new RowsWriter(w, result);
        rows.begin(trips);
        w.m.iconst_0();
        var trip = w.pop(SlotKind.INT);
        var top = w.m.newLabel();
        var end = w.m.newLabel();
        w.m.labelBinding(top);
        w.apart(() -> {
            w.push(trip);
            w.push(trips);
            w.m.if_icmpge(end);
            Val[] x = new Val[items.length];
            for (int k = 0; k < x.length; k++) {
                x[k] = items[k].item(trip);
            }
            rows.put(trip, each(op, elements, x));
            w.m.iinc(trip.local(), 1).goto_(top);
        });
        w.m.labelBinding(end);
        return rows.kept(trips)[0];
    }

    private Val either(int a, int b) {
        var first = w.m.newLabel();
        var end = w.m.newLabel();
        w.m.aload(a).getfield(RESIDUAL, "trips", CD_int).ifgt(first).aload(b).goto_(end).labelBinding(first).aload(a)
                .labelBinding(end);
        return new Val.Kept(w.keep());
    }
}
