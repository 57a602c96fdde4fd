package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.cpu.BoolLoops;
import org.leibniz.cpu.DoubleLoops;
import org.leibniz.cpu.FloatLoops;
import org.leibniz.cpu.Folding;
import org.leibniz.cpu.IntLoops;
import org.leibniz.cpu.LongLoops;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.Transcendental;

/// Writes operations on single elements into a method, every element a local variable. The operations and their order
/// are those of the library, so the bits are the same.
class ScalarWriter {
    private static final ClassDesc FN = Bytecode.type(ScalarFn.class);
    private static final ClassDesc FLOAT = Bytecode.type(Float.class);
    private static final ClassDesc BUFFERS = Bytecode.type(Buffers.class);

    /// An element: a local variable, or a number if that is negative.
    record Element(SlotKind kind, int local, double number) {
        static Element constant(SlotKind kind, double number) {
            return new Element(kind, -1, number);
        }

        boolean isConstant() {
            return local < 0;
        }
    }

    final CodeBuilder m;
    private int next;

    /// @param next the first local variable that is free
    ScalarWriter(CodeBuilder m, int next) {
        this.m = m;
        this.next = next;
    }

    // ---- local variables

    /// A new one.
    final int local(TypeKind type) {
        int local = next;
        next += type.slotSize();
        return local;
    }

    /// Keeps what is on the stack.
    final Element pop(SlotKind kind) {
        int local = local(Bytecode.local(kind));
        m.storeLocal(Bytecode.local(kind), local);
        return new Element(kind, local, 0);
    }

    final void push(Element x) {
        if (x.isConstant()) {
            Bytecode.number(m, x.kind, x.number);
        } else {
            m.loadLocal(Bytecode.local(x.kind), x.local);
        }
    }

    interface Emit {
        /// Leaves an element on the stack.
        void element(int i);
    }

    final Element[] each(SlotKind kind, int n, Emit emit) {
        Element[] r = new Element[n];
        for (int i = 0; i < n; i++) {
            emit.element(i);
            r[i] = pop(kind);
        }
        return r;
    }

    // ---- operations

    /// An operation on elements.
    ///
    /// @param from the dtype of its first operand
    /// @param to the dtype of its result
    final Element[] pointwise(Pointwise op, DType from, DType to, Element[]... in) {
        var kind = SlotKind.of(to);
        Element[] a = in[0];
        Element[] b = in[Math.min(1, in.length - 1)];
        return switch (op.member()) {
            case UNARY -> map(kind, to, ((Pointwise.Unary) op).fn(), a, b);
            case BINARY -> map(kind, to, ((Pointwise.Binary) op).fn(), a, b);
            case COMPARE -> each(kind, a.length, e -> compare(((Pointwise.Compare) op).relation(), a[e], b[e]));
            case SELECT -> {
                Element[] c = in[2];
                yield each(kind, a.length, e -> {
                    push(a[e]);
                    Bytecode.choose(m, Opcode.IFNE, () -> push(b[e]), () -> push(c[e]));
                });
            }
            case CAST -> each(kind, a.length, e -> cast(a[e], from, to));
        };
    }

    private Element[] map(SlotKind kind, DType to, ScalarFn fn, Element[] a, Element[] b) {
        boolean isFloat = kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE;
        var f = isFloat ? fn.transcendental() : null;
        Element[] r = f == null
                ? each(kind, a.length, e -> map(kind, fn, a[e], b[e]))
                : transcendental(kind, fn, f, a, b);
        return rounded(to, r);
    }

    private Element[] rounded(DType to, Element[] x) {
        var kind = SlotKind.of(to);
        return to == kind.dtype() ? x : each(kind, x.length, e -> {
            push(x[e]);
            round(to);
        });
    }

    private void map(SlotKind kind, ScalarFn fn, Element a, Element b) {
        if (kind == SlotKind.BOOL) {
            Bytecode.logical(m, fn, () -> push(a), () -> push(b));
        } else if (Bytecode.has(kind, fn)) {
            Bytecode.operation(m, kind, fn, () -> push(a), () -> push(b));
        } else {
            var type = Bytecode.element(kind);
            m.getstatic(FN, fn.name(), FN);
            push(a);
            push(b);
            m.invokestatic(library(kind), "one", MethodTypeDesc.of(type, FN, type, type));
        }
    }

    static ClassDesc library(SlotKind kind) {
        return Bytecode.type(switch (kind) {
            case FLOAT -> FloatLoops.class;
            case DOUBLE -> DoubleLoops.class;
            case INT -> IntLoops.class;
            case LONG -> LongLoops.class;
            case BOOL -> BoolLoops.class;
        });
    }

    /// A function that has loops of its own: here what those compute for one element.
    Element[] transcendental(SlotKind kind, ScalarFn fn, Transcendental f, Element[] a, Element[] b) {
        return each(kind, a.length, e -> {
            push(a[e]);
            if (f.arity() == 2) {
                push(b[e]);
            }
            Bytecode.transcendental(m, kind, f);
        });
    }

    private void compare(Relation relation, Element a, Element b) {
        push(a);
        push(b);
        Bytecode.compare(m, a.kind, relation);
    }

    /// As [org.leibniz.cpu.Assembler] has it: to a narrow integer by way of the low bits of an int64, to float16 or
    /// bfloat16 rounded once.
    private void cast(Element x, DType from, DType to) {
        var of = x.kind;
        var kind = SlotKind.of(to);
        push(x);
        if (of != kind) {
            if (kind == SlotKind.INT && to != DType.INT32 && (of == SlotKind.FLOAT || of == SlotKind.DOUBLE)) {
                convert(of, SlotKind.LONG);
                convert(SlotKind.LONG, SlotKind.INT);
            } else if (kind == SlotKind.FLOAT && to != DType.FLOAT32 && of != SlotKind.BOOL) {
                if (of == SlotKind.INT) {
                    m.i2l();
                }
                m.invokestatic(BUFFERS, "sticky",
                        MethodTypeDesc.of(CD_float, of == SlotKind.DOUBLE ? CD_double : CD_long));
            } else {
                convert(of, kind);
            }
        }
        if (to != kind.dtype() && from != to) {
            round(to);
        }
    }

    private void convert(SlotKind from, SlotKind to) {
        if (to != SlotKind.BOOL) {
            m.conversion(Bytecode.local(from), Bytecode.local(to));
            return;
        }
        switch (from) {
            case FLOAT -> m.fconst_0().fcmpl();
            case DOUBLE -> m.dconst_0().dcmpl();
            case LONG -> m.lconst_0().lcmp();
            case INT, BOOL -> {
            }
        }
        Bytecode.isTrue(m, Opcode.IFNE);
    }

    /// Rounds or narrows what is on the stack.
    private void round(DType to) {
        switch (to) {
            case FLOAT16 ->
                m.invokestatic(FLOAT, "floatToFloat16", MethodTypeDesc.of(CD_short, CD_float)).invokestatic(FLOAT,
                        "float16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
            case BFLOAT16 ->
                m.invokestatic(BUFFERS, "floatToBfloat16", MethodTypeDesc.of(CD_short, CD_float)).invokestatic(BUFFERS,
                        "bfloat16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
            case INT8 -> m.i2b();
            case UINT8 -> m.loadConstant(255).iand();
            case INT16 -> m.i2s();
            case FLOAT32, FLOAT64, INT32, INT64, BOOL -> {
            }
        }
    }

    /// Each element of rows as often as makes so many.
    static Element[] spread(Element[] rows, int n) {
        Element[] r = new Element[n];
        for (int i = 0; i < n; i++) {
            r[i] = rows[i / (n / rows.length)];
        }
        return r;
    }

    // ---- reductions, in the order of Folding

    /// Reduces `[a, r]` or `[a, r, b]` over the middle axis.
    final Element[] fold(Reducer reducer, Shape shape, DType to, Element[] x) {
        int r = shape.dim(1);
        int b = shape.rank() == 3 ? shape.dim(2) : 1;
        Element[] y = new Element[shape.dim(0) * b];
        for (int k = 0; k < y.length; k++) {
            int slab = k / b;
            var lanes = new ArrayList<Element>();
            for (int row = 0; row < r; row++) {
                var e = x[(slab * r + row) * b + k % b];
                int lane = row % Folding.lanes(b);
                if (lane == lanes.size()) {
                    lanes.add(b > 1 ? start(reducer, e) : e);
                } else {
                    lanes.set(lane, two(reducer, lanes.get(lane), e));
                }
            }
            y[k] = folded(reducer, lanes, b);
        }
        return rounded(to, y);
    }

    private Element folded(Reducer reducer, List<Element> lanes, int b) {
        int live = lanes.size();
        for (int half = live == 1 ? 0 : Integer.highestOneBit(live - 1); half > 0; half >>= 1) {
            for (int l = 0; l + half < live; l++) {
                lanes.set(l, two(reducer, lanes.get(l), lanes.get(l + half)));
            }
            live = half;
        }
        return b > 1 ? lanes.getFirst() : start(reducer, lanes.getFirst());
    }

    private Element two(Reducer reducer, Element a, Element b) {
        if (a.kind == SlotKind.BOOL) {
            Bytecode.logical(m, reducer == Reducer.MAX || reducer == Reducer.SUM ? ScalarFn.OR : ScalarFn.AND,
                    () -> push(a), () -> push(b));
        } else {
            map(a.kind, Folding.function(reducer), a, b);
        }
        return pop(a.kind);
    }

    /// A sum starts with 0, which makes -0 of floats 0.
    private Element start(Reducer reducer, Element x) {
        boolean matters = reducer == Reducer.SUM && (x.kind == SlotKind.FLOAT || x.kind == SlotKind.DOUBLE);
        return matters ? two(reducer, Element.constant(x.kind, 0), x) : x;
    }
}
