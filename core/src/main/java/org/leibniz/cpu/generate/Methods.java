package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.leibniz.cpu.Registers;
import org.leibniz.ir.Program;

/// The methods of a small program that is being written, and what they share.
final class Methods {
    static final ClassDesc TYPE = ClassDesc.of(Methods.class.getPackageName() + ".SmallProgram");
    static final ClassDesc REGISTERS = Bytecode.type(Registers.class);
    /// The type of a method.
    static final MethodTypeDesc METHOD = MethodTypeDesc.of(CD_void, REGISTERS);

    private static final List<String> FIELDS = List.of("d", "f", "i", "l", "o");

    private final ClassBuilder c;
    private final List<Program> parts = new ArrayList<>();
    private final Map<String, Integer> registers = new HashMap<>();
    private int methods;

    Methods(ClassBuilder c) {
        this.c = c;
    }

    /// Writes a method of registers.
    ///
    /// @return its name
    String add(Consumer<CodeBuilder> contents) {
        var name = "part" + methods++;
        c.withMethodBody(name, METHOD, ClassFile.ACC_PRIVATE, m -> {
            contents.accept(m);
            m.return_();
        });
        return name;
    }

    /// A new place in registers.
    int register(String field) {
        int place = registers.getOrDefault(field, 0);
        registers.put(field, place + 1);
        return place;
    }

    /// Leaves registers for a run on the stack, when all methods are written.
    void makeRegisters(CodeBuilder m) {
        if (registers.isEmpty()) {
            m.aconst_null();
            return;
        }
        m.new_(REGISTERS).dup();
        for (var field : FIELDS) {
            m.loadConstant(registers.getOrDefault(field, 0));
        }
        m.invokespecial(REGISTERS, INIT_NAME, MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_int, CD_int, CD_int));
    }

    /// The number of what runs a plan as a whole.
    int part(Program plan) {
        parts.add(plan);
        return parts.size() - 1;
    }

    /// What is run as a whole, by number.
    List<Program> parts() {
        return parts;
    }
}
