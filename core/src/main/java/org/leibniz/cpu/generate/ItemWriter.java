package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.leibniz.cpu.Residual;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.Type;

/// Writes how a loop reads its items: entries of an array, or what an earlier loop has kept. Written before the loop,
/// it has found out where they lie.
final class ItemWriter {
    private static final ClassDesc RESIDUAL = Bytecode.type(Residual.class);

    private final ValueWriter w;
    private final Type item;
    private final SlotKind held; // the kind of the array
    private final int array; // local variable
    private final Element from;
    private final Element width;

    /// @param all the type of all items
    ItemWriter(ValueWriter w, Val v, Type all) {
        this.w = w;
        this.item = all.element();
        if (v instanceof Val.Kept(int local)) {
            this.held = item.dtype() == org.leibniz.DType.BOOL ? SlotKind.INT : SlotKind.of(item.dtype());
            w.m.aload(local);
            rows();
            this.array = w.keep();
            this.from = field(local, "from");
            this.width = field(local, "width");
        } else {
            this.held = SlotKind.of(all.dtype());
            var x = w.array(held, v);
            this.array = x.array();
            this.from = x.from();
            this.width = Element.constant(SlotKind.INT, item.shape().size());
        }
    }

    private void rows() {
        if (item.isStack()) {
            w.m.invokevirtual(RESIDUAL, "residuals", MethodTypeDesc.of(CD_Object.arrayType()));
            return;
        }
        w.m.loadConstant(item.shape().size());
        switch (held) {
            case DOUBLE -> rows("doubles", CD_double);
            case FLOAT -> rows("floats", CD_float);
            case INT, BOOL -> rows("ints", CD_int);
            case LONG -> rows("longs", CD_long);
        }
    }

    private void rows(String name, ClassDesc element) {
        w.m.invokevirtual(RESIDUAL, name, MethodTypeDesc.of(element.arrayType(), CD_int));
    }

    private Element field(int local, String name) {
        w.m.aload(local).getfield(RESIDUAL, name, CD_int);
        return w.pop(SlotKind.INT);
    }

    /// The item of a trip.
    Val item(Element trip) {
        w.push(trip);
        w.push(width);
        w.m.imul();
        w.push(from);
        w.m.iadd();
        var at = w.pop(SlotKind.INT);
        if (item.isStack()) {
            w.m.aload(array);
            w.push(at);
            w.m.aaload().checkcast(RESIDUAL);
            return new Val.Kept(w.keep());
        }
        var x = new Val.Many(held, array, at, item.shape().size());
        return held == SlotKind.of(item.dtype()) ? x : new Val.Few(truths(w.elements(x)));
    }

    private static Element[] truths(Element[] x) {
        Element[] y = new Element[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = new Element(SlotKind.BOOL, x[i].local(), 0);
        }
        return y;
    }
}
