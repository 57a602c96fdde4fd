package org.leibniz.cpu;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
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
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Op.Reducer;
import org.leibniz.ir.Op.Relation;
import org.leibniz.ir.ScalarFn;

/// Writes [Straight] code for a kernel over a handful of elements. The operations and their order are those of the library, so
/// the bits are the same; functions of [org.leibniz.routine.SimdLoops] are called on as many elements.
///
/// ```
/// mul 2 0 1; add 3 2 0; store 3        over f32[2]
/// float a0 = x[0], a1 = x[1], b0 = y[0], b1 = y[1], c0 = a0 * b0, c1 = a1 * b1, d0 = c0 + a0, d1 = c1 + a1; z[0] = d0; z[1] = d1;
/// ```
final class StraightWriter {
    /// The most elements.
    static final int FEW = 16;
    /// The most operations on elements.
    private static final int MOST = 1000;
    /// The JVM does not compile longer methods.
    private static final int LONGEST = 7900;

    private static final ClassDesc FRAME = LoopWriter.type(Frame.class);
    private static final ClassDesc FN = LoopWriter.type(ScalarFn.class);
    private static final ClassDesc FLOAT = LoopWriter.type(Float.class);
    private static final ClassDesc INTEGER = LoopWriter.type(Integer.class);
    private static final ClassDesc BUFFERS = LoopWriter.type(Buffers.class);
    private static final int VALUES = 1;
    private static final int SCRATCH = 2;

    /// Thrown where a kernel has what straight code has not.
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String what) {
            super(what, null, false, false);
        }
    }

    /// An element: a local variable, or a number.
    private record Element(Kind kind, int local, double number) {}

    private final Kernel kernel;
    private final Kernel.Body body;
    private final CodeBuilder m;
    private final Element[][][] slots; // by kind, slot and index
    private final Map<Integer, Integer> arrays = new HashMap<>(); // local variables of values
    private final Set<Kernel.Binding> written = new HashSet<>();
    private int next = 3;

    private StraightWriter(Kernel kernel, CodeBuilder m) {
        this.kernel = kernel;
        this.body = kernel.body();
        this.m = m;
        this.slots = new Element[Kind.values().length][][];
        for (int k = 0; k < slots.length; k++) {
            slots[k] = new Element[body.slots()[k]][];
        }
    }

    /// The straight code of a kernel, if it is small and has nothing that straight code has not.
    static Optional<Straight> write(Kernel kernel) {
        if (kernel.n > FEW || kernel.n * kernel.body().code().length / Code.WIDTH > MOST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = ClassFile.of().build(ClassDesc.of("org.leibniz.cpu.GeneratedStraight"), c -> {
                c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withInterfaceSymbols(LoopWriter.type(Straight.class));
                c.withMethodBody(INIT_NAME, MTD_void, 0, m -> m.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
                c.withMethodBody("run", MethodTypeDesc.of(CD_void, CD_Object.arrayType(), FRAME), ClassFile.ACC_PUBLIC,
                        m -> new StraightWriter(kernel, m).body());
            });
            boolean isShort = ClassFile.of().parse(bytes).methods().stream()
                    .allMatch(method -> method.code().map(code -> ((CodeAttribute) code).codeLength() <= LONGEST).orElse(true));
            return isShort ? Optional.of((Straight) LoopWriter.define(bytes)) : Optional.empty();
        } catch (Unfit e) {
            return Optional.empty(); // the library goes on
        }
    }

    // ---- the parts of a kernel

    private void body() {
        for (var c : kernel.constants) {
            Element[] all = new Element[kernel.n];
            Arrays.fill(all, new Element(c.kind(), -1, c.number()));
            slots[c.kind().ordinal()][c.slot()] = all;
        }
        for (var load : kernel.once) {
            slots[load.kind.ordinal()][load.slot] = load(load, kernel.n, true);
        }
        int[] code = body.code();
        for (int pc = 0; pc < code.length; pc += Code.WIDTH) {
            int n = code[pc] >= Code.ROWS ? kernel.n / body.rowLength() : kernel.n;
            instruction(code[pc] % Code.ROWS, code[pc + 1], code[pc + 2], code[pc + 3], code[pc + 4], code[pc + 5], n);
        }
        for (var b : written) {
            Element[] all = slots[b.kind().ordinal()][b.slot()];
            for (int i = 0; i < all.length; i++) {
                store(b.value(), i, all[i]);
            }
        }
        m.return_();
    }

    private void instruction(int op, int detail, int y, int a, int b, int c, int n) {
        if (op < Code.COMPARE) {
            map(Kind.values()[op - Code.MAP], ScalarFn.values()[detail], y, a, b, n);
        } else if (op < Code.SELECT) {
            var kind = Kind.values()[op - Code.COMPARE];
            Element[] x = slot(kind, a, n);
            Element[] z = slot(kind, b, n);
            each(Kind.BOOL, y, n, i -> compare(kind, Relation.values()[detail], x[i], z[i]));
        } else if (op < Code.CAST) {
            var kind = Kind.values()[op - Code.SELECT];
            Element[] which = slot(Kind.BOOL, a, n);
            Element[] x = slot(kind, b, n);
            Element[] z = slot(kind, c, n);
            each(kind, y, n, i -> select(which[i], x[i], z[i]));
        } else {
            other(op, detail, y, a, n);
        }
    }

    private void other(int op, int detail, int y, int a, int n) {
        switch (op) {
            case Code.CAST -> {
                boolean sticky = detail >= Code.STICKY;
                var to = sticky ? Kind.FLOAT : Kind.values()[detail & 7];
                Element[] x = slot(Kind.values()[sticky ? detail - Code.STICKY : detail >> 3], a, n);
                each(to, y, n, i -> {
                    if (sticky) {
                        sticky(x[i]);
                    } else {
                        cast(x[i], to);
                    }
                });
            }
            case Code.ROUND -> {
                var to = DType.values()[detail];
                Element[] x = slot(Kind.of(to), a, n);
                each(Kind.of(to), y, n, i -> round(x[i], to));
            }
            case Code.LOAD -> set(body.loads()[detail].kind, y, load(body.loads()[detail], n, false));
            case Code.STORE -> {
                var s = body.stores()[detail];
                if (s.dtype() != s.kind().dtype()) {
                    throw new Unfit("a store of " + s.dtype());
                }
                store(s.value(), slot(s.kind(), a, n));
            }
            case Code.MOVE -> store(body.moves()[detail].value(), load(body.moves()[detail].load(), n, false));
            case Code.FOLD -> {
                var fold = body.folds()[detail];
                if (fold.dtype() != fold.kind().dtype()) {
                    throw new Unfit("a reduction to " + fold.dtype());
                }
                store(fold.value(), fold(fold, slot(fold.kind(), a, n)));
            }
            case Code.FOLD_ROWS -> {
                var fold = body.folds()[detail];
                set(fold.kind(), y, fold(fold, slot(fold.kind(), a, n)));
            }
            case Code.SPREAD -> {
                var kind = Kind.values()[detail];
                Element[] x = slot(kind, a, n / body.rowLength());
                Element[] r = new Element[n];
                for (int i = 0; i < n; i++) {
                    r[i] = x[i / body.rowLength()];
                }
                set(kind, y, r);
            }
            default -> throw new Unfit("instruction " + op);
        }
    }

    // ---- slots

    /// What a slot holds; if nothing has been computed there, what it is bound to. A number, or what is read once, is there for as many
    /// elements as the kernel has, of which an instruction on an element a row wants the first.
    private Element[] slot(Kind kind, int slot, int n) {
        Element[] known = slots[kind.ordinal()][slot];
        if (known != null) {
            return known.length > n ? Arrays.copyOf(known, n) : known;
        }
        for (var b : kernel.bindings) {
            if (b.kind() == kind && b.slot() == slot) {
                Element[] x = new Element[n];
                for (int i = 0; i < n; i++) {
                    x[i] = element(kind, b.value(), i);
                }
                slots[kind.ordinal()][slot] = x;
                return x;
            }
        }
        throw new IllegalStateException("a slot that nothing is in");
    }

    private void set(Kind kind, int slot, Element[] x) {
        slots[kind.ordinal()][slot] = x;
        for (var b : kernel.bindings) {
            if (b.kind() == kind && b.slot() == slot) {
                written.add(b);
            }
        }
    }

    private interface Emit {
        /// Leaves an element on the stack.
        void element(int i);
    }

    private void each(Kind kind, int slot, int n, Emit emit) {
        Element[] r = new Element[n];
        for (int i = 0; i < n; i++) {
            emit.element(i);
            r[i] = pop(kind);
        }
        set(kind, slot, r);
    }

    /// Keeps what is on the stack.
    private Element pop(Kind kind) {
        int local = next;
        var type = typeKind(kind);
        m.storeLocal(type, local);
        next += type.slotSize();
        return new Element(kind, local, 0);
    }

    private void push(Element x) {
        if (x.local >= 0) {
            m.loadLocal(typeKind(x.kind), x.local);
            return;
        }
        switch (x.kind) {
            case FLOAT -> m.loadConstant((float) x.number);
            case DOUBLE -> m.loadConstant(x.number);
            case INT -> m.loadConstant((int) x.number);
            case LONG -> m.loadConstant((long) x.number);
            case BOOL -> m.loadConstant(x.number != 0 ? 1 : 0);
        }
    }

    private static TypeKind typeKind(Kind kind) {
        return kind == Kind.BOOL ? TypeKind.INT : LoopWriter.typeKind(kind);
    }

    // ---- arrays

    private static ClassDesc arrayType(Kind kind) {
        return kind == Kind.BOOL ? CD_boolean.arrayType() : LoopWriter.element(kind).arrayType();
    }

    private static TypeKind arrayKind(Kind kind) {
        return kind == Kind.BOOL ? TypeKind.BOOLEAN : LoopWriter.typeKind(kind);
    }

    private void array(Kind kind, int value) {
        Integer local = arrays.get(value);
        if (local == null) {
            local = next++;
            m.aload(VALUES).loadConstant(value).aaload().checkcast(arrayType(kind)).astore(local);
            arrays.put(value, local);
        }
        m.aload(local);
    }

    private Element element(Kind kind, int value, int i) {
        array(kind, value);
        m.loadConstant(i).arrayLoad(arrayKind(kind));
        return pop(kind);
    }

    private void store(int value, Element[] x) {
        for (int i = 0; i < x.length; i++) {
            store(value, i, x[i]);
        }
    }

    private void store(int value, int i, Element x) {
        array(x.kind, value);
        m.loadConstant(i);
        push(x);
        m.arrayStore(arrayKind(x.kind));
    }

    private Element[] load(Load load, int n, boolean repeat) {
        if (!load.isNative()) {
            throw new Unfit("a read that converts");
        }
        Element[] x = new Element[n];
        var known = new HashMap<Integer, Element>();
        for (int i = 0; i < n; i++) {
            int at = load.position(repeat ? i % load.period() : i);
            x[i] = at < 0 ? new Element(load.kind, -1, 0) : known.computeIfAbsent(at, p -> element(load.kind, load.value, p));
        }
        return x;
    }

    // ---- operations

    private void map(Kind kind, ScalarFn fn, int y, int a, int b, int n) {
        Element[] x = slot(kind, a, n);
        Element[] z = fn.arity() == 1 ? x : slot(kind, b, n);
        if (kind == Kind.BOOL) {
            each(kind, y, n, i -> logical(fn, x[i], z[i]));
        } else if ((kind == Kind.FLOAT || kind == Kind.DOUBLE) && Loops.isTranscendental(fn)) {
            set(kind, y, transcendental(kind, fn, x, z));
        } else {
            each(kind, y, n, i -> map(kind, fn, x[i], z[i]));
        }
    }

    private void map(Kind kind, ScalarFn fn, Element a, Element b) {
        if (LoopWriter.has(kind, fn)) {
            LoopWriter.operation(m, kind, fn, () -> push(a), () -> push(b));
            return;
        }
        var type = LoopWriter.element(kind);
        m.getstatic(FN, fn.name(), FN);
        push(a);
        push(b);
        m.invokestatic(library(kind), "one", MethodTypeDesc.of(type, FN, type, type));
    }

    private static ClassDesc library(Kind kind) {
        return LoopWriter.type(switch (kind) {
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
            default -> throw new Unfit(fn + " of truth values");
        }
    }

    /// Through three slots of the frame.
    private Element[] transcendental(Kind kind, ScalarFn fn, Element[] a, Element[] b) {
        var type = arrayType(kind);
        scratch(kind, 0, a);
        if (fn.arity() == 2) {
            scratch(kind, 1, b);
        }
        m.getstatic(FN, fn.name(), FN);
        for (int s = 0; s < 3; s++) {
            scratchArray(kind, s);
        }
        m.loadConstant(a.length).invokestatic(library(kind), "apply", MethodTypeDesc.of(CD_void, FN, type, type, type, CD_int));
        Element[] r = new Element[a.length];
        for (int i = 0; i < r.length; i++) {
            scratchArray(kind, 2);
            m.loadConstant(i).arrayLoad(arrayKind(kind));
            r[i] = pop(kind);
        }
        return r;
    }

    private void scratchArray(Kind kind, int slot) {
        m.aload(SCRATCH).getfield(FRAME, LoopWriter.field(kind), arrayType(kind).arrayType()).loadConstant(slot).aaload();
    }

    private void scratch(Kind kind, int slot, Element[] x) {
        for (int i = 0; i < x.length; i++) {
            scratchArray(kind, slot);
            m.loadConstant(i);
            push(x[i]);
            m.arrayStore(arrayKind(kind));
        }
    }

    private void compare(Kind kind, Relation relation, Element a, Element b) {
        push(a);
        push(b);
        boolean less = relation == Relation.LT || relation == Relation.LE; // NaN makes all but NE false
        switch (kind) {
            case FLOAT -> m.with(OperatorInstruction.of(less ? Opcode.FCMPG : Opcode.FCMPL));
            case DOUBLE -> m.with(OperatorInstruction.of(less ? Opcode.DCMPG : Opcode.DCMPL));
            case LONG -> m.lcmp();
            case INT, BOOL -> m.invokestatic(INTEGER, "compare", MethodTypeDesc.of(CD_int, CD_int, CD_int));
        }
        choose(switch (relation) {
            case EQ -> Opcode.IFEQ;
            case NE -> Opcode.IFNE;
            case LT -> Opcode.IFLT;
            case LE -> Opcode.IFLE;
            case GT -> Opcode.IFGT;
            case GE -> Opcode.IFGE;
        }, () -> m.iconst_1(), () -> m.iconst_0());
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

    private void select(Element which, Element a, Element b) {
        push(which);
        choose(Opcode.IFNE, () -> push(a), () -> push(b));
    }

    private void cast(Element x, Kind to) {
        push(x);
        if (to != Kind.BOOL) {
            m.conversion(typeKind(x.kind), typeKind(to));
            return;
        }
        switch (x.kind) {
            case FLOAT -> m.fconst_0().fcmpl();
            case DOUBLE -> m.dconst_0().dcmpl();
            case LONG -> m.lconst_0().lcmp();
            case INT, BOOL -> {
            }
        }
        choose(Opcode.IFNE, () -> m.iconst_1(), () -> m.iconst_0());
    }

    private void sticky(Element x) {
        push(x);
        if (x.kind == Kind.INT) {
            m.i2l();
        }
        m.invokestatic(BUFFERS, "sticky", MethodTypeDesc.of(CD_float, x.kind == Kind.DOUBLE ? CD_double : CD_long));
    }

    private void round(Element x, DType to) {
        push(x);
        switch (to) {
            case FLOAT16 -> m.invokestatic(FLOAT, "floatToFloat16", MethodTypeDesc.of(CD_short, CD_float)).invokestatic(FLOAT,
                    "float16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
            case BFLOAT16 -> m.invokestatic(BUFFERS, "floatToBfloat16", MethodTypeDesc.of(CD_short, CD_float)).invokestatic(BUFFERS,
                    "bfloat16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
            case INT8 -> m.i2b();
            case UINT8 -> m.loadConstant(255).iand();
            case INT16 -> m.i2s();
            default -> {
            }
        }
    }

    // ---- reductions, in the order of Folding

    private Element[] fold(Fold fold, Element[] x) {
        Element[] r = new Element[fold.a() * fold.b()];
        for (int i = 0; i < r.length; i++) {
            int slab = i / fold.b();
            var lanes = new ArrayList<Element>();
            for (int k = 0; k < fold.r(); k++) {
                var e = x[(slab * fold.r() + k) * fold.b() + i % fold.b()];
                int lane = k % Folding.lanes(fold.b());
                if (lane == lanes.size()) {
                    lanes.add(fold.b() > 1 ? start(fold, e) : e);
                } else {
                    lanes.set(lane, two(fold, lanes.get(lane), e));
                }
            }
            r[i] = folded(fold, lanes);
        }
        return r;
    }

    private Element folded(Fold fold, List<Element> lanes) {
        int live = lanes.size();
        for (int half = live == 1 ? 0 : Integer.highestOneBit(live - 1); half > 0; half >>= 1) {
            for (int l = 0; l + half < live; l++) {
                lanes.set(l, two(fold, lanes.get(l), lanes.get(l + half)));
            }
            live = half;
        }
        return fold.b() > 1 ? lanes.getFirst() : start(fold, lanes.getFirst());
    }

    private Element two(Fold fold, Element a, Element b) {
        if (fold.kind() == Kind.BOOL) {
            logical(fold.reducer() == Reducer.MAX ? ScalarFn.OR : ScalarFn.AND, a, b);
        } else {
            map(fold.kind(), Folding.function(fold.reducer()), a, b);
        }
        return pop(fold.kind());
    }

    /// A sum starts with 0, which makes -0 of floats 0.
    private Element start(Fold fold, Element x) {
        boolean matters = fold.reducer() == Reducer.SUM && (fold.kind() == Kind.FLOAT || fold.kind() == Kind.DOUBLE);
        return matters ? two(fold, new Element(fold.kind(), -1, 0), x) : x;
    }
}
