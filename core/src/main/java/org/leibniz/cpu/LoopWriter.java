package org.leibniz.cpu;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.leibniz.cpu.Fusion.Loop;
import org.leibniz.cpu.Fusion.Val;
import org.leibniz.ir.ScalarFn;

/// Writes the class of generated loops: for each a static method, and a method that calls them with the slots of a frame and the arrays of values.
/// A plain loop is in the one form that the JVM turns into vector instructions; in front of others, [VectorWriter] puts one that does
/// most of the work.
///
/// ```
/// static void loop0(float[] s0, float[] s1, float[] s4, float[] s7, int from, int n) {
///     for (int i = 0; i < n; i++) {
///         float a = s0[i], b = s1[i], c = s4[i], d = a * b, e = d + c;
///         s7[i] = e;
///     }
/// }
/// ```
final class LoopWriter {
    private static final ClassDesc FRAME = type(Frame.class);
    private static final ClassDesc FUSED = type(Fused.class);
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc OBJECT = ClassDesc.of("java.lang.Object");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_int, OBJECT.arrayType(), FRAME, CD_int, CD_int);

    private static final int IN_A_CLASS = 64;

    private LoopWriter() {}

    /// Loops by their number, of which a class holds so many that the JVM still compiles the method that calls them.
    private record Several(Fused[] parts) implements Fused {
        @Override
        public void run(int loop, Object[] values, Frame frame, int from, int n) {
            parts[loop / IN_A_CLASS].run(loop % IN_A_CLASS, values, frame, from, n);
        }
    }

    /// New classes with these loops.
    static Fused write(List<Loop> loops, LoopForm form) {
        if (loops.size() <= IN_A_CLASS) {
            return one(loops, form);
        }
        Fused[] parts = new Fused[Math.ceilDiv(loops.size(), IN_A_CLASS)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = one(loops.subList(i * IN_A_CLASS, Math.min(loops.size(), (i + 1) * IN_A_CLASS)), form);
        }
        return new Several(parts);
    }

    private static Fused one(List<Loop> loops, LoopForm form) {
        var self = ClassDesc.of("org.leibniz.cpu.Generated");
        byte[] bytes = ClassFile.of().build(self, c -> {
            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withInterfaceSymbols(FUSED);
            c.withMethodBody(INIT_NAME, MTD_void, 0, m -> m.aload(0).invokespecial(OBJECT, INIT_NAME, MTD_void).return_());
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, m -> dispatch(m, self, loops));
            for (int k = 0; k < loops.size(); k++) {
                var loop = loops.get(k);
                c.withMethodBody("loop" + k, signature(loop), ClassFile.ACC_STATIC, m -> body(m, loop, form));
            }
        });
        return (Fused) define(bytes);
    }

    /// The arrays of a loop, its first parameters: inputs, then outputs.
    static List<Val> arrays(Loop loop) {
        var all = new ArrayList<>(loop.inputs());
        all.addAll(loop.outputs());
        return all;
    }

    static ClassDesc element(Kind kind) {
        return switch (kind) {
            case FLOAT -> CD_float;
            case DOUBLE -> CD_double;
            case INT -> CD_int;
            case LONG -> CD_long;
            case BOOL -> throw new IllegalArgumentException("no loops of truth values");
        };
    }

    static TypeKind typeKind(Kind kind) {
        return TypeKind.from(element(kind));
    }

    static String field(Kind kind) {
        return switch (kind) {
            case FLOAT -> "f";
            case DOUBLE -> "d";
            case INT -> "i";
            case LONG -> "l";
            case BOOL -> "z";
        };
    }

    private static MethodTypeDesc signature(Loop loop) {
        var types = new ArrayList<ClassDesc>();
        for (int i = 0; i < arrays(loop).size(); i++) {
            types.add(element(loop.kind()).arrayType());
        }
        types.add(CD_int);
        types.add(CD_int);
        return MethodTypeDesc.of(CD_void, types);
    }

    static ClassDesc type(Class<?> c) {
        return c.describeConstable().orElseThrow();
    }

    /// An object of a class that has been written.
    static Object define(byte[] bytes) {
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("a generated class is not accepted", e);
        }
    }

    private static void dispatch(CodeBuilder m, ClassDesc self, List<Loop> loops) {
        var cases = new ArrayList<SwitchCase>();
        Label[] labels = new Label[loops.size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = m.newLabel();
            cases.add(SwitchCase.of(k, labels[k]));
        }
        var end = m.newLabel();
        m.iload(1).tableswitch(0, labels.length - 1, end, cases);
        for (int k = 0; k < labels.length; k++) {
            m.labelBinding(labels[k]);
            var loop = loops.get(k);
            for (var v : arrays(loop)) {
                if (v.array >= 0) {
                    m.aload(2).loadConstant(v.array).aaload().checkcast(element(v.kind).arrayType());
                } else {
                    m.aload(3).getfield(FRAME, field(v.kind), element(v.kind).arrayType(2)).loadConstant(v.slot).aaload();
                }
            }
            m.iload(4).iload(5).invokestatic(self, "loop" + k, signature(loop)).return_();
        }
        m.labelBinding(end).return_();
    }

    private static void body(CodeBuilder m, Loop loop, LoopForm form) {
        var kind = typeKind(loop.kind());
        var inputs = loop.inputs();
        int from = inputs.size() + loop.outputs().size();
        int n = from + 1;
        int i = from + 2;
        int next = from + 3;
        Map<Val, Integer> locals = new HashMap<>();
        var test = m.newLabel();
        var top = m.newLabel();
        m.iconst_0().istore(i);
        if (form.isVector(loop.kind())) {
            new VectorWriter(m, loop, from).write();
        }
        m.goto_(test).labelBinding(top);
        for (int k = 0; k < inputs.size(); k++) {
            place(m, inputs.get(k), k, from);
            m.arrayLoad(kind).storeLocal(kind, next);
            locals.put(inputs.get(k), next);
            next += kind.slotSize();
        }
        for (var op : loop.ops()) {
            operation(m, loop.kind(), op.fn(), () -> push(m, loop.kind(), op.in()[0], locals),
                    () -> push(m, loop.kind(), op.in()[1], locals));
            m.storeLocal(kind, next);
            if (op.out() != null) {
                locals.put(op.out(), next);
            }
            next += kind.slotSize();
        }
        for (int k = 0; k < loop.outputs().size(); k++) {
            place(m, loop.outputs().get(k), inputs.size() + k, from);
            m.loadLocal(kind, local(locals, loop.outputs().get(k))).arrayStore(kind);
        }
        m.iinc(i, 1).labelBinding(test).iload(i).iload(n).if_icmplt(top).return_();
    }

    /// Leaves an array and the index of the current element on the stack.
    ///
    /// @param array
    ///            the parameter with the array
    /// @param from
    ///            the parameter with the start of the block; the number of elements and the index follow it
    static void place(CodeBuilder m, Val x, int array, int from) {
        m.aload(array).iload(from + 2);
        if (x.array >= 0) {
            m.iload(from).iadd();
            if (x.offset > 0) {
                m.loadConstant(x.offset).iadd();
            }
        }
    }

    private static int local(Map<Val, Integer> locals, Val x) {
        return Objects.requireNonNull(locals.get(x));
    }

    private static void push(CodeBuilder m, Kind kind, Val x, Map<Val, Integer> locals) {
        Double number = x.number;
        if (number == null) {
            m.loadLocal(typeKind(kind), local(locals, x));
            return;
        }
        switch (kind) {
            case FLOAT -> m.loadConstant(number.floatValue());
            case DOUBLE -> m.loadConstant(number.doubleValue());
            case INT -> m.loadConstant((int) number.doubleValue());
            case LONG -> m.loadConstant((long) number.doubleValue());
            case BOOL -> throw new IllegalArgumentException("no loops of truth values");
        }
    }

    /// Whether [#operation] knows a function.
    static boolean has(Kind kind, ScalarFn fn) {
        boolean floats = kind == Kind.FLOAT || kind == Kind.DOUBLE;
        return kind != Kind.BOOL && switch (fn) {
            case NEG, ADD, SUB, MUL, MAX, MIN, SQUARE, ABS -> true;
            case DIV, RECIPROCAL, SIGN, SQRT, RELU -> floats;
            case NOT, AND, OR, XOR, SHIFT_RIGHT -> !floats;
            default -> false;
        };
    }

    /// Leaves the result on the stack: what [FloatLoops] and its like compute for an element.
    static void operation(CodeBuilder m, Kind kind, ScalarFn fn, Runnable a, Runnable b) {
        if (fn == ScalarFn.RECIPROCAL) {
            one(m, kind);
        }
        a.run();
        if (fn == ScalarFn.SQUARE) {
            a.run();
        } else if (fn.arity() == 2) {
            b.run();
        }
        var type = element(kind);
        switch (fn) {
            case NEG -> arithmetic(m, kind, CodeBuilder::fneg, CodeBuilder::dneg, CodeBuilder::ineg, CodeBuilder::lneg);
            case ADD -> arithmetic(m, kind, CodeBuilder::fadd, CodeBuilder::dadd, CodeBuilder::iadd, CodeBuilder::ladd);
            case SUB -> arithmetic(m, kind, CodeBuilder::fsub, CodeBuilder::dsub, CodeBuilder::isub, CodeBuilder::lsub);
            case MUL, SQUARE -> arithmetic(m, kind, CodeBuilder::fmul, CodeBuilder::dmul, CodeBuilder::imul, CodeBuilder::lmul);
            case DIV, RECIPROCAL -> arithmetic(m, kind, CodeBuilder::fdiv, CodeBuilder::ddiv, LoopWriter::none, LoopWriter::none);
            case MAX, MIN -> m.invokestatic(MATH, fn.toString(), MethodTypeDesc.of(type, type, type));
            case ABS -> m.invokestatic(MATH, "abs", MethodTypeDesc.of(type, type));
            case SIGN -> m.invokestatic(MATH, "signum", MethodTypeDesc.of(type, type));
            case RELU -> {
                zero(m, kind);
                m.invokestatic(MATH, "max", MethodTypeDesc.of(type, type, type));
            }
            case SQRT -> {
                if (kind == Kind.FLOAT) {
                    m.f2d();
                }
                m.invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double));
                if (kind == Kind.FLOAT) {
                    m.d2f();
                }
            }
            case AND -> arithmetic(m, kind, LoopWriter::none, LoopWriter::none, CodeBuilder::iand, CodeBuilder::land);
            case OR -> arithmetic(m, kind, LoopWriter::none, LoopWriter::none, CodeBuilder::ior, CodeBuilder::lor);
            case XOR -> arithmetic(m, kind, LoopWriter::none, LoopWriter::none, CodeBuilder::ixor, CodeBuilder::lxor);
            case NOT -> {
                if (kind == Kind.INT) {
                    m.iconst_m1().ixor();
                } else {
                    m.loadConstant(-1L).lxor();
                }
            }
            case SHIFT_RIGHT -> {
                if (kind == Kind.INT) {
                    m.iushr();
                } else {
                    m.l2i().lushr();
                }
            }
            default -> throw new IllegalStateException("not known: " + fn);
        }
    }

    private interface Emit {
        CodeBuilder to(CodeBuilder m);
    }

    private static CodeBuilder none(CodeBuilder m) {
        throw new IllegalStateException("no such operation of floats");
    }

    private static void arithmetic(CodeBuilder m, Kind kind, Emit f, Emit d, Emit i, Emit l) {
        switch (kind) {
            case FLOAT -> f.to(m);
            case DOUBLE -> d.to(m);
            case INT -> i.to(m);
            case LONG -> l.to(m);
            case BOOL -> throw new IllegalArgumentException("no loops of truth values");
        }
    }

    private static void one(CodeBuilder m, Kind kind) {
        if (kind == Kind.FLOAT) {
            m.fconst_1();
        } else {
            m.dconst_1();
        }
    }

    private static void zero(CodeBuilder m, Kind kind) {
        if (kind == Kind.FLOAT) {
            m.fconst_0();
        } else {
            m.dconst_0();
        }
    }
}
