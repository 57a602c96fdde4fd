package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.leibniz.cpu.Compiled;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.SmallProgram;
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
    private static final ClassDesc SUPER = Bytecode.type(SmallProgram.class);
    private static final MethodTypeDesc INIT = MethodTypeDesc.of(CD_void, Bytecode.type(Compiled.class).arrayType());
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_Object.arrayType(), CD_Object.arrayType());
    private static final MethodTypeDesc MAIN = MethodTypeDesc.of(CD_Object.arrayType(), CD_Object.arrayType(),
            Methods.REGISTERS);

    private SmallProgramWriter() {}

    /// The methods of a plan that [is small][SmallPlan], if the JVM will compile them.
    ///
    /// @param steps makes what runs a plan step by step
    static Optional<Compiled> write(Program plan, Machine machine, Function<Program, Compiled> steps) {
        List<Program> parts = new ArrayList<>();
        byte[] bytes = ClassFile.of().build(Methods.TYPE, c -> {
            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(SUPER);
            c.withMethodBody(INIT_NAME, INIT, 0,
                    m -> m.aload(0).aload(1).invokespecial(SUPER, INIT_NAME, INIT).return_());
            var methods = new Methods(c);
            c.withMethodBody("main", MAIN, ClassFile.ACC_PRIVATE,
                    m -> main(plan, new PlanWriter(machine), new ValueWriter(methods, m, 2, 3), m));
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, m -> {
                m.aload(0).aload(1);
                methods.makeRegisters(m);
                m.invokevirtual(Methods.TYPE, "main", MAIN).areturn();
            });
            parts.addAll(methods.parts());
        });
        if (!Bytecode.isCompiled(bytes)) {
            return Optional.empty();
        }
        var compiled = parts.stream().map(steps).toArray(Compiled[]::new);
        return Optional.of((Compiled) Bytecode.make(Bytecode.define(bytes, Compiled[].class), (Object) compiled));
    }

    private static void main(Program plan, Programs programs, ValueWriter w, CodeBuilder m) {
        Val[] arguments = new Val[plan.params()];
        for (int k = 0; k < arguments.length; k++) {
            m.aload(1).loadConstant(k).aaload();
            arguments[k] = w.popArray(SlotKind.of(plan.type(k).dtype()), plan.type(k).shape().size());
        }
        Val[] results = programs.write(w, plan, arguments);
        m.loadConstant(results.length).anewarray(CD_Object);
        for (int k = 0; k < results.length; k++) {
            m.dup().loadConstant(k);
            w.pushArray(SlotKind.of(plan.output(k).dtype()), results[k]);
            m.aastore();
        }
        m.areturn();
    }
}
