package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.leibniz.cpu.generate.VectorApi.COMPARISON;
import static org.leibniz.cpu.generate.VectorApi.MASK;
import static org.leibniz.cpu.generate.VectorApi.OPERATORS;
import static org.leibniz.cpu.generate.VectorApi.SPECIES;
import static org.leibniz.cpu.generate.VectorApi.VECTOR;

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
/// fill a vector. Truth values are masks, and transcendental functions the instructions of the library's own
/// ([Inlined]).
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
final class VectorWriter {
    private static final LoopOperation RECIPROCAL = new LoopOperation.Apply(ScalarFn.RECIPROCAL);
    private static final LoopOperation RELU = new LoopOperation.Apply(ScalarFn.RELU);

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
        this.type = VectorApi.type(text.kind());
        this.locals = new int[text.inputs().size() + text.operations().size()];
        this.next = at.next();
    }

    /// From the first element to the last whole vector.
    void write() {
        int lanes = next++;
        int last = next++;
        species();
        m.invokeinterface(SPECIES, "length", MethodTypeDesc.of(CD_int)).istore(lanes);
        m.iload(at.end()).iload(lanes).isub().istore(last);
        broadcasts();
        var top = m.newLabel();
        var end = m.newLabel();
        m.labelBinding(top).iload(at.index()).iload(last).if_icmpgt(end);
        int inputs = text.inputs().size();
        for (int k = 0; k < inputs; k++) {
            species();
            at.place(m, k);
            boolean isMask = text.kindOfArray(k) == SlotKind.BOOL;
            var from = isMask ? MASK : type;
            m.invokestatic(from, "fromArray", MethodTypeDesc.of(from, SPECIES, arrayOf(k), CD_int));
            keep(k);
        }
        for (int k = 0; k < text.operations().size(); k++) {
            operation(k);
            keep(inputs + k);
        }
        for (int k = 0; k < text.outputs().size(); k++) {
            push(text.outputs().get(k));
            at.place(m, inputs + k);
            boolean isMask = text.kindOfArray(inputs + k) == SlotKind.BOOL;
            m.invokevirtual(isMask ? MASK : type, "intoArray", MethodTypeDesc.of(CD_void, arrayOf(inputs + k), CD_int));
        }
        m.iload(at.index()).iload(lanes).iadd().istore(at.index()).goto_(top).labelBinding(end);
    }

    private ClassDesc arrayOf(int array) {
        return Bytecode.element(text.kindOfArray(array)).arrayType();
    }

    private void species() {
        VectorApi.species(m, type);
    }

    /// All vectors of one number.
    private void broadcasts() {
        text.numbers().forEach(this::broadcast);
        for (var operation : text.operations()) {
            if (operation.equals(RECIPROCAL) || operation instanceof LoopOperation.Indicate) {
                broadcast(1);
            }
            if (operation.equals(RELU) || operation instanceof LoopOperation.Indicate) {
                broadcast(0);
            }
        }
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
    private void operation(int k) {
        int a = text.operand(k, 0);
        int b = text.operand(k, 1);
        switch (text.operations().get(k)) {
            case LoopOperation.Apply(var fn) -> function(fn, a, b);
            case LoopOperation.Logical(var fn) -> logical(fn, a, b);
            case LoopOperation.Compare(var relation) -> {
                push(a);
                m.getstatic(OPERATORS, relation.name(), COMPARISON);
                push(b);
                m.invokevirtual(type, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
            }
            case LoopOperation.Choose() -> {
                push(text.operand(k, 2));
                push(b);
                blend(a);
            }
            case LoopOperation.Indicate() -> {
                number(0);
                number(1);
                blend(a);
            }
        }
    }

    /// Of two vectors on the stack, the second where a mask says so.
    private void blend(int mask) {
        push(mask);
        m.invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
    }

    private void function(ScalarFn fn, int a, int b) {
        var code = LoopForm.vectorCode(text.kind(), fn);
        if (code.isPresent()) {
            push(a);
            Inlined.write(m, code.get(), type, next);
            return;
        }
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

    private void logical(ScalarFn fn, int a, int b) {
        push(a);
        if (fn == ScalarFn.NOT) {
            m.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
            return;
        }
        push(b);
        m.invokevirtual(MASK, switch (fn) {
            case AND, MIN -> "and";
            case OR, MAX -> "or";
            case XOR -> "xor";
            default -> throw new IllegalStateException(fn + " of masks is not written here");
        }, MethodTypeDesc.of(MASK, MASK));
    }

    private void one(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type));
    }

    private void two(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type, VECTOR));
    }
}
