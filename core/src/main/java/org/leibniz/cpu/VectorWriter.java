package org.leibniz.cpu;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.leibniz.cpu.Fusion.Loop;
import org.leibniz.cpu.Fusion.Val;
import org.leibniz.ir.ScalarFn;

/// Writes the loop over whole vectors of a generated loop: the same operations by the Vector API, which has no need of arrays that are all indexed
/// alike, and neither a prologue nor an epilogue of single elements but those that do not fill a vector.
///
/// ```
/// FloatVector half = FloatVector.broadcast(SPECIES_PREFERRED, 0.5f);
/// for (; i < n - (lanes - 1); i += lanes) {
///     FloatVector a = FloatVector.fromArray(SPECIES_PREFERRED, s0, i), b = FloatVector.fromArray(SPECIES_PREFERRED, v3, i + from + 1);
///     FloatVector c = a.mul(b), d = c.add(half);
///     d.intoArray(v7, i + from);
/// }
/// ```
///
/// The Vector API is named in what is written only, so the module that requires it need not be there until such a loop is asked for.
final class VectorWriter {
    private static final String API = "jdk.incubator.vector";
    private static final ClassDesc SPECIES = ClassDesc.of(API, "VectorSpecies");
    private static final ClassDesc VECTOR = ClassDesc.of(API, "Vector");

    private final CodeBuilder m;
    private final Loop loop;
    private final int from; // the parameter with the start of the block; the number of elements and the index follow it
    private final ClassDesc element;
    private final ClassDesc type;
    private final Map<Val, Integer> locals = new HashMap<>();
    private final Map<Double, Integer> numbers = new HashMap<>(); // 0 and -0 are two
    private int next;

    VectorWriter(CodeBuilder m, Loop loop, int from) {
        this.m = m;
        this.loop = loop;
        this.from = from;
        this.element = LoopWriter.element(loop.kind());
        this.type = ClassDesc.of(API, loop.kind() == Kind.FLOAT ? "FloatVector" : "DoubleVector");
        this.next = from + 3;
    }

    /// Whether the JVM has the Vector API, so that what is written can be linked; if so this module reads it from now on.
    static boolean isThere() {
        var api = ModuleLayer.boot().findModule(API);
        api.ifPresent(VectorWriter.class.getModule()::addReads);
        return api.isPresent();
    }

    /// Whether a function of [LoopWriter] is one of vectors.
    static boolean has(ScalarFn fn) {
        return fn != ScalarFn.SIGN;
    }

    /// From index 0 to the last whole vector.
    void write() {
        int n = from + 1;
        int i = from + 2;
        int lanes = next++;
        int end = next++;
        species();
        m.invokeinterface(SPECIES, "length", MethodTypeDesc.of(CD_int)).istore(lanes);
        m.iload(n).iload(lanes).isub().iconst_1().iadd().istore(end);
        for (var op : loop.ops()) {
            if (op.fn() == ScalarFn.RECIPROCAL) {
                broadcast(1);
            }
            if (op.fn() == ScalarFn.RELU) {
                broadcast(0);
            }
            for (var x : op.in()) {
                if (x.number != null) {
                    broadcast(x.number);
                }
            }
        }
        var test = m.newLabel();
        var top = m.newLabel();
        m.goto_(test).labelBinding(top);
        var inputs = loop.inputs();
        for (int k = 0; k < inputs.size(); k++) {
            species();
            LoopWriter.place(m, inputs.get(k), k, from);
            m.invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, element.arrayType(), CD_int));
            keep(inputs.get(k));
        }
        for (var op : loop.ops()) {
            operation(op.fn(), op.in());
            keep(Objects.requireNonNull(op.out()));
        }
        List<Val> outputs = loop.outputs();
        for (int k = 0; k < outputs.size(); k++) {
            push(outputs.get(k));
            LoopWriter.place(m, outputs.get(k), inputs.size() + k, from);
            m.invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, element.arrayType(), CD_int));
        }
        m.iload(i).iload(lanes).iadd().istore(i).labelBinding(test).iload(i).iload(end).if_icmplt(top);
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
        if (loop.kind() == Kind.FLOAT) {
            m.loadConstant((float) number);
        } else {
            m.loadConstant(number);
        }
        m.invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, element)).astore(next);
        numbers.put(number, next++);
    }

    /// Gives what is on the stack its local variable.
    private void keep(Val x) {
        m.astore(next);
        locals.put(x, next++);
    }

    private void push(Val x) {
        Double number = x.number;
        m.aload(Objects.requireNonNull(number == null ? locals.get(x) : numbers.get(number)));
    }

    private void push(double number) {
        m.aload(Objects.requireNonNull(numbers.get(number)));
    }

    /// Leaves the result on the stack.
    private void operation(ScalarFn fn, Val[] in) {
        if (fn == ScalarFn.RECIPROCAL) {
            push(1);
        }
        push(in[0]);
        switch (fn) {
            case NEG -> one("neg");
            case ABS -> one("abs");
            case SQRT -> one("sqrt");
            case RECIPROCAL -> two("div");
            case SQUARE -> {
                push(in[0]);
                two("mul");
            }
            case RELU -> {
                push(0);
                two("max");
            }
            case ADD, SUB, MUL, DIV, MAX, MIN -> {
                push(in[1]);
                two(fn.toString());
            }
            default -> throw new IllegalStateException("not known: " + fn);
        }
    }

    private void one(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type));
    }

    private void two(String name) {
        m.invokevirtual(type, name, MethodTypeDesc.of(type, VECTOR));
    }
}
