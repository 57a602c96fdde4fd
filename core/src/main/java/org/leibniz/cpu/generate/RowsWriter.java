package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.leibniz.cpu.Residual;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.Type;

/// Writes how a loop keeps its residuals: a row a trip, in one array a kind.
final class RowsWriter {
    /// Rows that there is room for at first.
    private static final int FEW = 8;

    private static final ClassDesc RESIDUAL = Bytecode.type(Residual.class);

    /// The rows of a kind.
    private static final class Rows {
        int width;
        int array; // local variable
        Element at = Element.constant(SlotKind.INT, 0); // where the row of this trip begins
    }

    private final ValueWriter w;
    private final Type[] types;
    private final int[] from; // where each begins in its row
    private final Map<TypeKind, Rows> rows = new EnumMap<>(TypeKind.class);

    /// @param types what each trip leaves
    RowsWriter(ValueWriter w, Type... types) {
        this.w = w;
        this.types = types;
        this.from = new int[types.length];
        for (int k = 0; k < types.length; k++) {
            var r = rows.computeIfAbsent(kind(types[k]), _ -> new Rows());
            from[k] = r.width;
            r.width += types[k].isStack() ? 1 : types[k].shape().size();
        }
    }

    private static TypeKind kind(Type type) {
        return type.isStack() ? TypeKind.REFERENCE : Bytecode.local(SlotKind.of(type.dtype()));
    }

    private static ClassDesc element(TypeKind kind) {
        return switch (kind) {
            case DOUBLE -> ConstantDescs.CD_double;
            case FLOAT -> ConstantDescs.CD_float;
            case LONG -> ConstantDescs.CD_long;
            case REFERENCE -> CD_Object;
            default -> CD_int;
        };
    }

    /// Makes the arrays, for a number of trips that nobody knows.
    void begin() {
        rows.forEach((kind, r) -> {
            w.m.loadConstant(FEW * r.width);
            make(kind, r);
            w.m.iconst_0();
            r.at = w.pop(SlotKind.INT);
        });
    }

    /// Makes the arrays, for so many trips.
    void begin(Element trips) {
        rows.forEach((kind, r) -> {
            w.push(trips);
            w.m.loadConstant(r.width).invokestatic(RESIDUAL, "length", MethodTypeDesc.of(CD_int, CD_int, CD_int));
            make(kind, r);
        });
    }

    private void make(TypeKind kind, Rows r) {
        if (kind == TypeKind.REFERENCE) {
            w.m.anewarray(CD_Object);
        } else {
            w.m.newarray(kind);
        }
        r.array = w.keep();
    }

    /// Keeps what the next trip has left.
    void add(Val... left) {
        rows.forEach((kind, r) -> {
            var enough = w.m.newLabel();
            var type = element(kind).arrayType();
            w.push(r.at);
            w.m.loadConstant(r.width).iadd().aload(r.array).arraylength().branch(Opcode.IF_ICMPLE, enough);
            w.m.aload(r.array).loadConstant(r.width)
                    .invokestatic(RESIDUAL, "longer", MethodTypeDesc.of(type, type, CD_int)).astore(r.array)
                    .labelBinding(enough);
        });
        store(left);
        rows.forEach((_, r) -> {
            w.push(r.at);
            w.m.loadConstant(r.width).iadd().istore(r.at.local());
        });
    }

    /// Keeps what a trip has left.
    ///
    /// @param trip its number
    void put(Element trip, Val... left) {
        rows.forEach((_, r) -> {
            w.push(trip);
            w.m.loadConstant(r.width).imul();
            r.at = w.pop(SlotKind.INT);
        });
        store(left);
    }

    private void store(Val... left) {
        for (int k = 0; k < types.length; k++) {
            var r = rows(types[k]);
            if (left[k] instanceof Val.Kept(int local)) {
                place(r, from[k]);
                w.m.aload(local).aastore();
                continue;
            }
            Element[] x = w.elements(left[k]);
            for (int i = 0; i < x.length; i++) {
                place(r, from[k] + i);
                w.push(x[i]);
                w.m.arrayStore(kind(types[k]));
            }
        }
    }

    private void place(Rows r, int i) {
        w.m.aload(r.array);
        w.push(r.at);
        w.m.loadConstant(i).iadd();
    }

    private Rows rows(Type type) {
        return Objects.requireNonNull(rows.get(kind(type)));
    }

    /// What has been kept.
    Val[] kept(Element trips) {
        Val[] kept = new Val[types.length];
        for (int k = 0; k < kept.length; k++) {
            var r = rows(types[k]);
            w.m.new_(RESIDUAL).dup().aload(r.array).loadConstant(from[k]).loadConstant(r.width);
            w.push(trips);
            w.m.invokespecial(RESIDUAL, INIT_NAME, MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_int));
            kept[k] = new Val.Kept(w.keep());
        }
        return kept;
    }
}
