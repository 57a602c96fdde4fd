package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.leibniz.cpu.Frame;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.math.DoubleMath;
import org.leibniz.math.FloatMath;
import org.leibniz.math.Powers;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.Transcendental;

/// What loops and straight code have in common: the types of their elements, the arithmetic of one, and how a class is
/// made of what has been written.
final class Bytecode {
    static final ClassDesc FRAME = type(Frame.class);
    private static final ClassDesc MATH = type(Math.class);
    /// Bytes of a method: the JVM's own limit is 8000.
    private static final int LONGEST = 7900;

    private Bytecode() {}

    static ClassDesc type(Class<?> c) {
        return c.describeConstable().orElseThrow();
    }

    /// Whether the JVM will compile all methods of a class that has been written: longer ones stay interpreted.
    static boolean isCompiled(byte[] bytes) {
        for (var method : ClassFile.of().parse(bytes).methods()) {
            if (method.code().isPresent() && ((CodeAttribute) method.code().get()).codeLength() > LONGEST) {
                return false;
            }
        }
        return true;
    }

    /// The constructor of a class that has been written.
    static MethodHandle define(byte[] bytes, Class<?>... parameters) {
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated class is not accepted", e);
        }
    }

    /// An object of it.
    static Object make(MethodHandle constructor, Object... arguments) {
        try {
            return constructor.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("an object of a generated class could not be made", e);
        }
    }

    // ---- elements

    static ClassDesc element(SlotKind kind) {
        return switch (kind) {
            case FLOAT -> CD_float;
            case DOUBLE -> CD_double;
            case INT -> CD_int;
            case LONG -> CD_long;
            case BOOL -> CD_boolean;
        };
    }

    /// What it is in a local variable.
    static TypeKind local(SlotKind kind) {
        return kind == SlotKind.BOOL ? TypeKind.INT : inArray(kind);
    }

    static TypeKind inArray(SlotKind kind) {
        return TypeKind.from(element(kind));
    }

    /// The slots of a kind, where a frame is on the stack.
    static void slots(CodeBuilder m, SlotKind kind) {
        m.getfield(FRAME, switch (kind) {
            case FLOAT -> "f";
            case DOUBLE -> "d";
            case INT -> "i";
            case LONG -> "l";
            case BOOL -> "z";
        }, element(kind).arrayType(2));
    }

    /// An array of a kind, where one of objects and an index are on the stack.
    static void arrayOf(CodeBuilder m, SlotKind kind) {
        m.aaload().checkcast(element(kind).arrayType());
    }

    /// Leaves a number on the stack.
    static void number(CodeBuilder m, SlotKind kind, double number) {
        switch (kind) {
            case FLOAT -> m.loadConstant((float) number);
            case DOUBLE -> m.loadConstant(number);
            case INT -> m.loadConstant((int) number);
            case LONG -> m.loadConstant((long) number);
            case BOOL -> m.loadConstant(number != 0 ? 1 : 0);
        }
    }

    // ---- arithmetic

    /// Whether [#operation] knows a function.
    static boolean has(SlotKind kind, ScalarFn fn) {
        boolean floats = kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE;
        return kind != SlotKind.BOOL && switch (fn) {
            case NEG, ADD, SUB, MUL, MAX, MIN, SQUARE, ABS -> true;
            case DIV, RECIPROCAL, SIGN, SQRT, RELU -> floats;
            case NOT, AND, OR, XOR, SHIFT_RIGHT -> !floats;
            default -> false;
        };
    }

    /// Leaves the result on the stack: what [org.leibniz.cpu.FloatLoops] and its like compute for an element.
    static void operation(CodeBuilder m, SlotKind kind, ScalarFn fn, Runnable a, Runnable b) {
        if (fn == ScalarFn.RECIPROCAL) {
            number(m, kind, 1);
        }
        a.run();
        if (fn == ScalarFn.SQUARE) {
            a.run();
        } else if (fn.arity() == 2) {
            b.run();
        }
        var type = element(kind);
        var one = MethodTypeDesc.of(type, type);
        var two = MethodTypeDesc.of(type, type, type);
        switch (fn) {
            case NEG -> with(m, kind, Opcode.FNEG, Opcode.DNEG, Opcode.INEG, Opcode.LNEG);
            case ADD -> with(m, kind, Opcode.FADD, Opcode.DADD, Opcode.IADD, Opcode.LADD);
            case SUB -> with(m, kind, Opcode.FSUB, Opcode.DSUB, Opcode.ISUB, Opcode.LSUB);
            case MUL, SQUARE -> with(m, kind, Opcode.FMUL, Opcode.DMUL, Opcode.IMUL, Opcode.LMUL);
            case DIV, RECIPROCAL -> m.with(OperatorInstruction.of(kind == SlotKind.FLOAT ? Opcode.FDIV : Opcode.DDIV));
            case MAX, MIN -> m.invokestatic(MATH, fn.toString(), two);
            case ABS -> m.invokestatic(MATH, "abs", one);
            case SIGN -> m.invokestatic(MATH, "signum", one);
            case RELU -> {
                number(m, kind, 0);
                m.invokestatic(MATH, "max", two);
            }
            case SQRT -> {
                m.conversion(local(kind), TypeKind.DOUBLE);
                m.invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double));
                m.conversion(TypeKind.DOUBLE, local(kind));
            }
            case AND -> with(m, kind, Opcode.IAND, Opcode.LAND);
            case OR -> with(m, kind, Opcode.IOR, Opcode.LOR);
            case XOR -> with(m, kind, Opcode.IXOR, Opcode.LXOR);
            case NOT -> {
                number(m, kind, -1);
                with(m, kind, Opcode.IXOR, Opcode.LXOR);
            }
            case SHIFT_RIGHT -> {
                m.conversion(local(kind), TypeKind.INT); // the number of places, which is of the same kind
                with(m, kind, Opcode.IUSHR, Opcode.LUSHR);
            }
            default -> throw new IllegalStateException(fn + " of " + kind + " is not written here");
        }
    }

    private static void with(CodeBuilder m, SlotKind kind, Opcode f, Opcode d, Opcode i, Opcode l) {
        if (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE) {
            m.with(OperatorInstruction.of(kind == SlotKind.FLOAT ? f : d));
        } else {
            with(m, kind, i, l);
        }
    }

    private static void with(CodeBuilder m, SlotKind kind, Opcode i, Opcode l) {
        m.with(OperatorInstruction.of(kind == SlotKind.INT ? i : l));
    }

    /// Applies a function that has loops of its own to what is on the stack: what those compute for one element.
    static void transcendental(CodeBuilder m, SlotKind kind, Transcendental f) {
        var type = element(kind);
        var owner = type(kind == SlotKind.FLOAT ? ofFloats(f) : ofDoubles(f));
        m.invokestatic(owner, method(f),
                f.arity() == 2 ? MethodTypeDesc.of(type, type, type) : MethodTypeDesc.of(type, type));
    }

    /// `NORMAL_CDF` is `normalCdf`.
    private static String method(Transcendental f) {
        var name = new StringBuilder();
        boolean begins = false;
        for (char c : f.name().toCharArray()) {
            if (c != '_') {
                name.append(begins ? c : Character.toLowerCase(c));
            }
            begins = c == '_';
        }
        return name.toString();
    }

    private static Class<?> ofFloats(Transcendental f) {
        return f == Transcendental.POW ? Powers.class : FloatMath.class;
    }

    /// As [org.leibniz.routine.SimdDoubles] has them.
    private static Class<?> ofDoubles(Transcendental f) {
        return switch (f) {
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, SINH, COSH, TANH, ERF, ERFC, BELL, NORMAL_CDF, SIGMOID, SOFTPLUS,
                    LOG_SIGMOID ->
                DoubleMath.class;
            case TAN, ASIN, ACOS, ATAN, CBRT, ATAN2 -> Math.class;
            case ASINH, ACOSH, ATANH -> SpecialFunctions.class;
            case POW -> Powers.class;
        };
    }

    /// Leaves a function of truth values on the stack.
    static void logical(CodeBuilder m, ScalarFn fn, Runnable a, Runnable b) {
        a.run();
        if (fn == ScalarFn.NOT) {
            m.iconst_1().ixor();
            return;
        }
        b.run();
        switch (fn) {
            case AND, MIN -> m.iand();
            case OR, MAX -> m.ior();
            case XOR -> m.ixor();
            default -> throw new IllegalStateException(fn + " of truth values is not written here");
        }
    }

    /// Compares two numbers on the stack.
    static void compare(CodeBuilder m, SlotKind kind, Relation relation) {
        boolean less = relation == Relation.LT || relation == Relation.LE; // NaN makes all but NE false
        switch (kind) {
            case FLOAT -> m.with(OperatorInstruction.of(less ? Opcode.FCMPG : Opcode.FCMPL));
            case DOUBLE -> m.with(OperatorInstruction.of(less ? Opcode.DCMPG : Opcode.DCMPL));
            case LONG -> m.lcmp();
            case INT, BOOL -> m.invokestatic(type(Integer.class), "compare", MethodTypeDesc.of(CD_int, CD_int, CD_int));
        }
        isTrue(m, switch (relation) {
            case EQ -> Opcode.IFEQ;
            case NE -> Opcode.IFNE;
            case LT -> Opcode.IFLT;
            case LE -> Opcode.IFLE;
            case GT -> Opcode.IFGT;
            case GE -> Opcode.IFGE;
        });
    }

    /// Leaves a truth value on the stack.
    static void isTrue(CodeBuilder m, Opcode when) {
        choose(m, when, m::iconst_1, m::iconst_0);
    }

    /// One of two.
    static void choose(CodeBuilder m, Opcode when, Runnable then, Runnable otherwise) {
        var yes = m.newLabel();
        var end = m.newLabel();
        m.branch(when, yes);
        otherwise.run();
        m.goto_(end).labelBinding(yes);
        then.run();
        m.labelBinding(end);
    }
}
