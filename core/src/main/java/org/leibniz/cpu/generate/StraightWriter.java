package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.BoolLoops;
import org.leibniz.cpu.DoubleLoops;
import org.leibniz.cpu.FloatLoops;
import org.leibniz.cpu.Folding;
import org.leibniz.cpu.IntLoops;
import org.leibniz.cpu.LongLoops;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Straight;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.SlotRoles.Role;

/// Writes [Straight] code for a body over a handful of elements. The operations and their order are those of the
/// library, so the bits are the same; functions of [org.leibniz.routine.SimdLoops] are called on as many elements.
/// Results are written at the end.
///
/// ```
/// c = mul a b; d = add c a        over f32[2]
/// float a0 = x[0], b0 = y[0], a1 = x[1], b1 = y[1], c0 = a0 * b0, c1 = a1 * b1, d0 = c0 + a0, d1 = c1 + a1;
/// z[0] = d0; z[1] = d1;
/// ```
final class StraightWriter {
    /// Over at most so many elements, code is straight.
    static final int FEW = 16;
    /// The most operations on elements.
    private static final int MOST = 1000;

    private static final ClassDesc STRAIGHT = Bytecode.type(Straight.class);
    private static final ClassDesc FN = Bytecode.type(ScalarFn.class);
    private static final ClassDesc FLOAT = Bytecode.type(Float.class);
    private static final ClassDesc INTEGER = Bytecode.type(Integer.class);
    private static final ClassDesc BUFFERS = Bytecode.type(Buffers.class);
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(),
            Bytecode.FRAME);
    private static final int VALUES = 1;
    private static final int AT = 2;
    private static final int SCRATCH = 3;

    /// An element: a local variable, or a number if that is negative.
    private record Element(SlotKind kind, int local, double number) {}

    private record Position(int operand, int index) {}

    private final Body body;
    private final Program program;
    private final CodeBuilder m;
    private final Element[] @Nullable [] values; // the elements of each value of the body that is known by now
    private final Map<Position, Element> known = new HashMap<>(); // what has been read
    private final Map<Integer, Integer> arrays = new HashMap<>(); // local variables of operands
    private int next = 4;

    private StraightWriter(Body body, CodeBuilder m) {
        this.body = body;
        this.program = body.program;
        this.m = m;
        this.values = new Element[program.slots()][];
    }

    /// The straight code of a body, if it is small and its operands are stored as they are computed with.
    static Optional<Straight> write(Body body) {
        if (body.n() == 0 || body.n() > FEW || body.n() * body.program.size() > MOST || !isNative(body)) {
            return Optional.empty();
        }
        byte[] bytes = ClassFile.of().build(ClassDesc.of(StraightWriter.class.getPackageName() + ".Straight"), c -> {
            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(STRAIGHT);
            c.withMethodBody(INIT_NAME, MTD_void, 0,
                    m -> m.aload(0).invokespecial(STRAIGHT, INIT_NAME, MTD_void).return_());
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, m -> new StraightWriter(body, m).write());
        });
        return Bytecode.isCompiled(bytes)
                ? Optional.of((Straight) Bytecode.make(Bytecode.define(bytes)))
                : Optional.empty();
    }

    private static boolean isNative(Body body) {
        var p = body.program;
        for (int s = 0; s < p.slots(); s++) {
            if (body.isRead(s) && p.type(s).dtype() != body.kind(s).dtype()) {
                return false;
            }
        }
        for (int k = 0; k < p.outputs(); k++) {
            if (p.output(k).dtype() != body.kind(p.outSlot(k)).dtype()) {
                return false;
            }
        }
        return true;
    }

    private void write() {
        for (int i = 0; i < program.size(); i++) {
            int out = program.out(i);
            if (body.isComputed(out)) {
                values[out] = switch (program.op(i)) {
                    case Pointwise op -> pointwise(op, i);
                    case Movement.Spread _ -> spread(elements(program.in(i, 0)), size(out));
                    case Reduction.Reduce(var reducer, var _) -> fold(reducer, i);
                    case Op other -> throw new IllegalStateException(other.text() + " in straight code of\n" + program);
                };
            }
        }
        for (int k = 0; k < program.outputs(); k++) {
            Element[] x = elements(program.outSlot(k));
            for (int i = 0; i < x.length; i++) {
                array(x[i].kind, program.params() + k);
                m.loadConstant(i);
                push(x[i]);
                m.arrayStore(Bytecode.inArray(x[i].kind));
            }
        }
        m.return_();
    }

    // ---- values

    private int size(int slot) {
        return program.type(slot).shape().size();
    }

    /// The elements of a value, which are read now if they are not computed.
    private Element[] elements(int slot) {
        Element[] x = values[slot];
        if (x == null) {
            x = body.role(slot) == Role.FOLDING ? elements(program.in(body.maker(slot), 0)) : read(slot);
            values[slot] = x;
        }
        return x;
    }

    private Element[] read(int slot) {
        Element[] x = new Element[size(slot)];
        var kind = body.kind(slot);
        if (body.isConstant(slot)) {
            Arrays.fill(x, new Element(kind, -1, body.number(slot)));
            return x;
        }
        int operand = body.operand(slot);
        var view = body.view(slot);
        for (int i = 0; i < x.length; i++) {
            int at = view.position(i);
            x[i] = at < 0
                    ? new Element(kind, -1, 0)
                    : known.computeIfAbsent(new Position(operand, at), p -> read(kind, p));
        }
        return x;
    }

    private Element read(SlotKind kind, Position p) {
        array(kind, p.operand);
        m.loadConstant(p.index).arrayLoad(Bytecode.inArray(kind));
        return pop(kind);
    }

    private void array(SlotKind kind, int operand) {
        Integer local = arrays.get(operand);
        if (local == null) {
            local = next++;
            m.aload(VALUES).aload(AT).loadConstant(operand).iaload();
            Bytecode.arrayOf(m, kind);
            m.astore(local);
            arrays.put(operand, local);
        }
        m.aload(local);
    }

    private interface Emit {
        /// Leaves an element on the stack.
        void element(int i);
    }

    private Element[] each(SlotKind kind, int n, Emit emit) {
        Element[] r = new Element[n];
        for (int i = 0; i < n; i++) {
            emit.element(i);
            r[i] = pop(kind);
        }
        return r;
    }

    /// Keeps what is on the stack.
    private Element pop(SlotKind kind) {
        int local = next;
        m.storeLocal(Bytecode.local(kind), local);
        next += Bytecode.local(kind).slotSize();
        return new Element(kind, local, 0);
    }

    private void push(Element x) {
        if (x.local >= 0) {
            m.loadLocal(Bytecode.local(x.kind), x.local);
        } else {
            Bytecode.number(m, x.kind, x.number);
        }
    }

    // ---- operations

    private Element[] pointwise(Pointwise op, int i) {
        int out = program.out(i);
        var kind = body.kind(out);
        var to = program.type(out).dtype();
        Element[] a = elements(program.in(i, 0));
        Element[] b = elements(program.in(i, Math.min(1, program.arity(i) - 1)));
        return switch (op.member()) {
            case UNARY -> map(kind, to, ((Pointwise.Unary) op).fn(), a, b);
            case BINARY -> map(kind, to, ((Pointwise.Binary) op).fn(), a, b);
            case COMPARE -> each(kind, a.length, e -> compare(((Pointwise.Compare) op).relation(), a[e], b[e]));
            case SELECT -> {
                Element[] c = elements(program.in(i, 2));
                yield each(kind, a.length, e -> {
                    push(a[e]);
                    choose(Opcode.IFNE, () -> push(b[e]), () -> push(c[e]));
                });
            }
            case CAST -> each(kind, a.length, e -> cast(a[e], program.type(program.in(i, 0)).dtype(), to));
        };
    }

    private Element[] map(SlotKind kind, DType to, ScalarFn fn, Element[] a, Element[] b) {
        boolean onArrays = (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE) && fn.isTranscendental();
        Element[] r = onArrays ? transcendental(kind, fn, a, b) : each(kind, a.length, e -> map(kind, fn, a[e], b[e]));
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
            logical(fn, a, b);
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

    private static ClassDesc library(SlotKind kind) {
        return Bytecode.type(switch (kind) {
            case FLOAT -> FloatLoops.class;
            case DOUBLE -> DoubleLoops.class;
            case INT -> IntLoops.class;
            case LONG -> LongLoops.class;
            case BOOL -> BoolLoops.class;
        });
    }

    private void logical(ScalarFn fn, Element a, Element b) {
        push(a);
        if (fn == ScalarFn.NOT) {
            m.iconst_1().ixor();
            return;
        }
        push(b);
        switch (fn) {
            case AND, MIN -> m.iand();
            case OR, MAX -> m.ior();
            case XOR -> m.ixor();
            default -> throw new IllegalStateException(fn + " of truth values in straight code of\n" + program);
        }
    }

    /// Through three slots of the frame.
    private Element[] transcendental(SlotKind kind, ScalarFn fn, Element[] a, Element[] b) {
        var type = Bytecode.element(kind).arrayType();
        scratch(kind, 0, a);
        if (fn.arity() == 2) {
            scratch(kind, 1, b);
        }
        m.getstatic(FN, fn.name(), FN);
        for (int s = 0; s < 3; s++) {
            scratchArray(kind, s);
        }
        m.loadConstant(a.length).invokestatic(library(kind), "apply",
                MethodTypeDesc.of(CD_void, FN, type, type, type, CD_int));
        return each(kind, a.length, e -> {
            scratchArray(kind, 2);
            m.loadConstant(e).arrayLoad(Bytecode.inArray(kind));
        });
    }

    private void scratchArray(SlotKind kind, int slot) {
        m.aload(SCRATCH);
        Bytecode.slots(m, kind);
        m.loadConstant(slot).aaload();
    }

    private void scratch(SlotKind kind, int slot, Element[] x) {
        for (int i = 0; i < x.length; i++) {
            scratchArray(kind, slot);
            m.loadConstant(i);
            push(x[i]);
            m.arrayStore(Bytecode.inArray(kind));
        }
    }

    private void compare(Relation relation, Element a, Element b) {
        push(a);
        push(b);
        boolean less = relation == Relation.LT || relation == Relation.LE; // NaN makes all but NE false
        switch (a.kind) {
            case FLOAT -> m.with(OperatorInstruction.of(less ? Opcode.FCMPG : Opcode.FCMPL));
            case DOUBLE -> m.with(OperatorInstruction.of(less ? Opcode.DCMPG : Opcode.DCMPL));
            case LONG -> m.lcmp();
            case INT, BOOL -> m.invokestatic(INTEGER, "compare", MethodTypeDesc.of(CD_int, CD_int, CD_int));
        }
        isTrue(switch (relation) {
            case EQ -> Opcode.IFEQ;
            case NE -> Opcode.IFNE;
            case LT -> Opcode.IFLT;
            case LE -> Opcode.IFLE;
            case GT -> Opcode.IFGT;
            case GE -> Opcode.IFGE;
        });
    }

    private void isTrue(Opcode when) {
        choose(when, () -> m.iconst_1(), () -> m.iconst_0());
    }

    private void choose(Opcode when, Runnable then, Runnable otherwise) {
        var yes = m.newLabel();
        var end = m.newLabel();
        m.branch(when, yes);
        otherwise.run();
        m.goto_(end).labelBinding(yes);
        then.run();
        m.labelBinding(end);
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
        isTrue(Opcode.IFNE);
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

    private static Element[] spread(Element[] rows, int n) {
        Element[] r = new Element[n];
        for (int i = 0; i < n; i++) {
            r[i] = rows[i / (n / rows.length)];
        }
        return r;
    }

    // ---- reductions, in the order of Folding

    private Element[] fold(Reducer reducer, int i) {
        Element[] x = elements(program.in(i, 0));
        var shape = program.type(program.in(i, 0)).shape();
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
        return rounded(program.type(program.out(i)).dtype(), y);
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
            logical(reducer == Reducer.MAX || reducer == Reducer.SUM ? ScalarFn.OR : ScalarFn.AND, a, b);
        } else {
            map(a.kind, Folding.function(reducer), a, b);
        }
        return pop(a.kind);
    }

    /// A sum starts with 0, which makes -0 of floats 0.
    private Element start(Reducer reducer, Element x) {
        boolean matters = reducer == Reducer.SUM && (x.kind == SlotKind.FLOAT || x.kind == SlotKind.DOUBLE);
        return matters ? two(reducer, new Element(x.kind, -1, 0), x) : x;
    }
}
