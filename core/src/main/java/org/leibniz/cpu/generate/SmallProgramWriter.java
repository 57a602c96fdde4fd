package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.leibniz.cpu.Compiled;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.SmallNumberMethod;
import org.leibniz.cpu.SmallProgram;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;

/// Writes the class of a [SmallProgram] for a plan. One method is given the arrays of a run and makes those of the
/// results; what is long, and what is hot by itself, are further methods ([Link]).
///
/// ```
/// while x * x > 2 do x = x / 2        double x0 = x[0];
///                                     for (;;) { double y = x0 * x0; if (!(y > 2.0)) break; x0 = x0 / 2.0; }
///                                     return new Object[] {new double[] {x0}};
/// ```
final class SmallProgramWriter {
    private static final MethodTypeDesc INIT = MethodTypeDesc.of(CD_void, Bytecode.type(Compiled.class).arrayType());
    private static final ClassDesc ARRAYS = CD_Object.arrayType();
    private static final ClassDesc NUMBERS = CD_double.arrayType();

    private final Program plan;
    private final Machine machine;
    private final List<Program> parts = new ArrayList<>();

    private SmallProgramWriter(Program plan, Machine machine) {
        this.plan = plan;
        this.machine = machine;
    }

    /// The methods of a plan that [is small][SmallPlan], if the JVM will compile them.
    ///
    /// @param steps makes what runs a plan step by step: an operation that is run as a whole
    static Optional<Compiled> write(Program plan, Machine machine, Function<Program, Compiled> steps) {
        var writer = new SmallProgramWriter(plan, machine);
        return writer.write(SmallProgram.class, MethodTypeDesc.of(ARRAYS, ARRAYS), writer::onArrays, steps)
                .map(Compiled.class::cast);
    }

    /// The same on numbers.
    static Optional<NumberMethod> writeOnNumbers(Program plan, NumberPlaces places, Machine machine,
            Function<Program, Compiled> steps) {
        var writer = new SmallProgramWriter(plan, machine);
        return writer.write(SmallNumberMethod.class,
                MethodTypeDesc.of(CD_double, ARRAYS, CD_double, CD_double, NUMBERS, NUMBERS),
                w -> writer.onNumbers(w, places), steps).map(NumberMethod.class::cast);
    }

    /// Writes the class.
    ///
    /// @param superclass what it is; it is made of what it runs as a whole
    /// @param type of the method `run`, which calls the one that is written, with registers behind its arguments
    private Optional<Object> write(Class<?> superclass, MethodTypeDesc type, Consumer<ValueWriter> main,
            Function<Program, Compiled> steps) {
        var above = Bytecode.type(superclass);
        byte[] bytes = ClassFile.of().build(Methods.TYPE, c -> {
            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(above);
            c.withMethodBody(INIT_NAME, INIT, 0,
                    m -> m.aload(0).aload(1).invokespecial(above, INIT_NAME, INIT).return_());
            var methods = new Methods(c);
            int registers = 1;
            for (var p : type.parameterList()) {
                registers += TypeKind.from(p).slotSize();
            }
            int last = registers;
            var withRegisters = type.insertParameterTypes(type.parameterCount(), Methods.REGISTERS);
            c.withMethodBody("main", withRegisters, ClassFile.ACC_PRIVATE,
                    m -> main.accept(new ValueWriter(methods, m, last, last + 1)));
            c.withMethodBody("run", type, ClassFile.ACC_PUBLIC, m -> {
                m.aload(0);
                int local = 1;
                for (var p : type.parameterList()) {
                    m.loadLocal(TypeKind.from(p), local);
                    local += TypeKind.from(p).slotSize();
                }
                methods.makeRegisters(m);
                m.invokevirtual(Methods.TYPE, "main", withRegisters).return_(TypeKind.from(type.returnType()));
            });
            parts.addAll(methods.parts());
        });
        if (!Bytecode.isCompiled(bytes)) {
            return Optional.empty();
        }
        var compiled = parts.stream().map(steps).toArray(Compiled[]::new);
        return Optional.of(Bytecode.make(Bytecode.define(bytes, Compiled[].class), (Object) compiled));
    }

    private Val.Many given(ValueWriter w, int k) {
        w.m.aload(1).loadConstant(k).aaload();
        return w.popArray(SlotKind.of(plan.type(k).dtype()), plan.type(k).shape().size());
    }

    private void onArrays(ValueWriter w) {
        Val[] arguments = new Val[plan.params()];
        for (int k = 0; k < arguments.length; k++) {
            arguments[k] = given(w, k);
        }
        Val[] results = new PlanWriter(machine).write(w, plan, arguments);
        w.m.loadConstant(results.length).anewarray(CD_Object);
        for (int k = 0; k < results.length; k++) {
            w.m.dup().loadConstant(k);
            w.pushArray(SlotKind.of(plan.output(k).dtype()), results[k]);
            w.m.aastore();
        }
        w.m.areturn();
    }

    /// `(rest, a, b, x, y)`, in local variables 1, 2, 4, 6 and 7.
    private void onNumbers(ValueWriter w, NumberPlaces places) {
        Val[] arguments = new Val[plan.params()];
        for (int k = 0; k < arguments.length; k++) {
            arguments[k] = k == places.a()
                    ? Val.Few.of(new Element(SlotKind.DOUBLE, 2, 0))
                    : k == places.b()
                            ? Val.Few.of(new Element(SlotKind.DOUBLE, 4, 0))
                            : k == places.x()
                                    ? new Val.Many(SlotKind.DOUBLE, 6, Element.constant(SlotKind.INT, 0),
                                            plan.type(k).shape().size())
                                    : given(w, k);
        }
        Val[] results = new PlanWriter(machine).write(w, plan, arguments);
        var value = places.value() < 0
                ? Element.constant(SlotKind.DOUBLE, 0)
                : w.element(results[places.value()], 0);
        if (places.y() >= 0) {
            into(w, results[places.y()]);
        }
        w.push(value);
        w.m.dreturn();
    }

    /// Writes a result into the array y, which may be x: all is read before.
    private static void into(ValueWriter w, Val result) {
        if (result instanceof Val.Many many && many.n() > SmallPlan.FEW) {
            w.m.aload(many.array()).iconst_0().aload(7).iconst_0().loadConstant(many.n()).invokestatic(
                    Bytecode.type(System.class), "arraycopy",
                    MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_Object, CD_int, CD_int));
            return;
        }
        Element[] y = w.elements(result);
        for (int i = 0; i < y.length; i++) {
            w.m.aload(7).loadConstant(i);
            w.push(y[i]);
            w.m.dastore();
        }
    }
}
