package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.ScalarFn;

/// Writes the loop over whole vectors of a generated loop: the same operations by the Vector API, which has no need of
/// arrays that are all indexed alike, and neither a prologue nor an epilogue of single elements but those that do not
/// fill a vector.
///
/// ```
/// int lanes = SPECIES_PREFERRED.length(), last = n - lanes;
/// FloatVector half = FloatVector.broadcast(SPECIES_PREFERRED, 0.5f);
/// while (i <= last) {
///     FloatVector a = FloatVector.fromArray(SPECIES_PREFERRED, s0, i);
///     FloatVector b = FloatVector.fromArray(SPECIES_PREFERRED, v1, i + start1);
///     FloatVector c = a.mul(b), d = c.add(half);
///     d.intoArray(v2, i + start2);
///     i += lanes;
/// }
/// ```
///
/// The Vector API is named in what is written only, so the module that requires it need not be there until such a loop
/// is asked for.
final class VectorWriter {
    private static final String API = "jdk.incubator.vector";
    private static final ClassDesc SPECIES = ClassDesc.of(API, "VectorSpecies");
    private static final ClassDesc VECTOR = ClassDesc.of(API, "Vector");

    private final CodeBuilder m;
    private final LoopText text;
    private final LoopLocals at;
    private final ClassDesc element;
    private final ClassDesc type;
    private final int[] locals; // by value
    private final Map<Double, Integer> numbers = new HashMap<>(); // 0 and -0 are two
    private int next;

    VectorWriter(CodeBuilder m, LoopText text, LoopLocals at) {
        this.m = m;
        this.text = text;
        this.at = at;
        this.element = Bytecode.element(text.kind());
        this.type = ClassDesc.of(API, text.kind() == SlotKind.FLOAT ? "FloatVector" : "DoubleVector");
        this.locals = new int[text.inputs() + text.fns().size()];
        this.next = at.next();
    }

    /// Whether the JVM has the Vector API, so that what is written can be linked; if so this module reads it from now
    /// on.
    static boolean isThere() {
        var api = ModuleLayer.boot().findModule(API);
        api.ifPresent(VectorWriter.class.getModule()::addReads);
        return api.isPresent();
    }

    /// From the first element to the last whole vector.
    void write() {
        int lanes = next++;
        int last = next++;
        species();
        m.invokeinterface(SPECIES, "length", MethodTypeDesc.of(CD_int)).istore(lanes);
        m.iload(at.end()).iload(lanes).isub().istore(last);
        text.numbers().forEach(this::broadcast);
        if (text.fns().contains(ScalarFn.RECIPROCAL)) {
            broadcast(1);
        }
        if (text.fns().contains(ScalarFn.RELU)) {
            broadcast(0);
        }
        var top = m.newLabel();
        var end = m.newLabel();
        m.labelBinding(top).iload(at.index()).iload(last).if_icmpgt(end);
        for (int k = 0; k < text.inputs(); k++) {
            species();
            at.place(m, k);
            m.invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, element.arrayType(), CD_int));
            keep(k);
        }
        for (int k = 0; k < text.fns().size(); k++) {
            operation(text.fns().get(k), text.operands().get(2 * k), text.operands().get(2 * k + 1));
            keep(text.inputs() + k);
        }
        for (int k = 0; k < text.outputs().size(); k++) {
            push(text.outputs().get(k));
            at.place(m, text.inputs() + k);
            m.invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, element.arrayType(), CD_int));
        }
        m.iload(at.index()).iload(lanes).iadd().istore(at.index()).goto_(top).labelBinding(end);
    }

    private void species() {
        m.getstatic(type, "SPECIES_PREFERRED", SPECIES);
    }

    /// A vector of one number, made before the loop.
    private void broadcast(double number) {
        if (numbers.containsKey(number)) {
            return;
        }
        species();
        Bytecode.number(m, text.kind(), number);
        m.invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, element)).astore(next);
        numbers.put(number, next++);
    }

    /// Gives what is on the stack its local variable.
    private void keep(int value) {
        m.astore(next);
        locals[value] = next++;
    }

    private void push(int value) {
        if (value < 0) {
            number(text.numbers().get(-1 - value));
        } else {
            m.aload(locals[value]);
        }
    }

    private void number(double x) {
        m.aload(Objects.requireNonNull(numbers.get(x)));
    }

    /// Leaves the result on the stack.
    private void operation(ScalarFn fn, int a, int b) {
        if (fn == ScalarFn.RECIPROCAL) {
            number(1);
        }
        push(a);
        switch (fn) {
            case NEG -> one("neg");
            case ABS -> one("abs");
            case SQRT -> one("sqrt");
            case RECIPROCAL -> two("div");
            case SQUARE -> {
                push(a);
                two("mul");
            }
            case RELU -> {
                number(0);
                two("max");
            }
            case ADD, SUB, MUL, DIV, MAX, MIN -> {
                push(b);
                two(fn.toString());
            }
            default -> throw new IllegalStateException(fn + " of vectors is not written here");
        }
    }

    private void one(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type));
    }

    private void two(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type, VECTOR));
    }
}
