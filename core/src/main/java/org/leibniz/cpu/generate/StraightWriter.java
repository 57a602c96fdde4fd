package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Straight;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.Transcendental;
import org.leibniz.plan.SlotRoles.Role;

/// Writes [Straight] code for a body over a handful of elements. Functions of [org.leibniz.routine.SimdLoops] are
/// called on several elements at a time. Results are written at the end.
///
/// ```
/// c = mul a b; d = add c a        over f32[2]
/// float a0 = x[0], b0 = y[0], a1 = x[1], b1 = y[1], c0 = a0 * b0, c1 = a1 * b1, d0 = c0 + a0, d1 = c1 + a1;
/// z[0] = d0; z[1] = d1;
/// ```
final class StraightWriter extends ScalarWriter {
    /// Over at most so many elements, code is straight.
    static final int FEW = 16;
    /// The most operations on elements.
    private static final int MOST = 1000;
    /// Of up to so many elements a function is computed one by one.
    private static final int SINGLE = 4;

    private static final ClassDesc STRAIGHT = Bytecode.type(Straight.class);
    private static final ClassDesc FN = Bytecode.type(ScalarFn.class);
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(),
            Bytecode.FRAME);
    private static final int VALUES = 1;
    private static final int AT = 2;
    private static final int SCRATCH = 3;

    private record Position(int operand, int index) {}

    private final Body body;
    private final Program program;
    private final Element[] @Nullable [] values; // the elements of each value of the body that is known by now
    private final Map<Position, Element> known = new HashMap<>(); // what has been read
    private final Map<Integer, Integer> arrays = new HashMap<>(); // local variables of operands

    private StraightWriter(Body body, CodeBuilder m) {
        super(m, 4);
        this.body = body;
        this.program = body.program;
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
                values[out] = computed(i, out);
            }
        }
        for (int k = 0; k < program.outputs(); k++) {
            Element[] x = elements(program.outSlot(k));
            for (int i = 0; i < x.length; i++) {
                array(x[i].kind(), program.params() + k);
                m.loadConstant(i);
                push(x[i]);
                m.arrayStore(Bytecode.inArray(x[i].kind()));
            }
        }
        m.return_();
    }

    private Element[] computed(int i, int out) {
        Element[] x = elements(program.in(i, 0));
        var from = program.type(program.in(i, 0));
        var to = program.type(out);
        return switch (program.op(i)) {
            case Pointwise op -> {
                Element[][] in = new Element[program.arity(i)][];
                for (int j = 0; j < in.length; j++) {
                    in[j] = elements(program.in(i, j));
                }
                yield pointwise(op, from.dtype(), to.dtype(), in);
            }
            case Movement.Spread _ -> spread(x, to.shape().size());
            case Reduction.Reduce(var reducer, var _) -> fold(reducer, from.shape(), to.dtype(), x);
            case Op other -> throw new IllegalStateException(other.text() + " in straight code of\n" + program);
        };
    }

    // ---- values

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
        Element[] x = new Element[program.type(slot).shape().size()];
        var kind = body.kind(slot);
        if (body.isConstant(slot)) {
            Arrays.fill(x, Element.constant(kind, body.number(slot)));
            return x;
        }
        int operand = body.operand(slot);
        var view = body.view(slot);
        for (int i = 0; i < x.length; i++) {
            int at = view.position(i);
            x[i] = at < 0
                    ? Element.constant(kind, 0)
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
            local = local(TypeKind.REFERENCE);
            m.aload(VALUES).aload(AT).loadConstant(operand).iaload();
            Bytecode.arrayOf(m, kind);
            m.astore(local);
            arrays.put(operand, local);
        }
        m.aload(local);
    }

    // ---- functions of several elements, through three slots of the frame

    @Override
    Element[] transcendental(SlotKind kind, ScalarFn fn, Transcendental f, Element[] a, Element[] b) {
        if (a.length <= SINGLE) {
            return super.transcendental(kind, fn, f, a, b);
        }
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
}
