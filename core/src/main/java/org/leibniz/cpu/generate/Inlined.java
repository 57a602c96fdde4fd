package org.leibniz.cpu.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.leibniz.routine.VectorCode;

/// The methods of a class of functions on vectors, written where they are called: their own instructions, and so their
/// bits. The JVM inlines no call of such a method once a loop has some hundred operations, and a vector that is passed
/// to a method becomes an object.
final class Inlined {
    /// By class. There are as many as the library has for functions on vectors.
    private static final Map<Class<?>, Inlined> KNOWN = new ConcurrentHashMap<>();

    private final ClassDesc owner;
    private final Map<String, MethodModel> methods = new HashMap<>(); // by name and type

    private Inlined(Class<?> c) {
        this.owner = Bytecode.type(c);
        for (var m : ClassFile.of().parse(bytes(c)).methods()) {
            methods.put(m.methodName().stringValue() + m.methodType().stringValue(), m);
        }
    }

    private static byte[] bytes(Class<?> c) {
        String file = c.getName().substring(c.getPackageName().length() + 1) + ".class";
        try (InputStream in = c.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the class file of " + c + " is not found");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a function: its argument is on the stack, and then its result.
    ///
    /// @param vector the type of vectors
    /// @param free the first local variable that is free; those after it are used
    static void write(CodeBuilder m, VectorCode code, ClassDesc vector, int free) {
        var of = KNOWN.computeIfAbsent(code.owner(), Inlined::new);
        int x = free;
        m.astore(x);
        m.aload(x);
        for (String name : code.methods()) {
            var method = of.method(name, vector);
            if (method.methodTypeSymbol().parameterCount() == 2) {
                m.astore(free + 1).aload(x).aload(free + 1);
            }
            of.write(m, method, free + 2);
        }
    }

    /// About how many operations a function has.
    static int operations(VectorCode code, ClassDesc vector) {
        var of = KNOWN.computeIfAbsent(code.owner(), Inlined::new);
        int n = 0;
        for (String name : code.methods()) {
            n += of.operations(of.method(name, vector));
        }
        return n;
    }

    /// That of one vector, else of two.
    private MethodModel method(String name, ClassDesc vector) {
        var v = vector.descriptorString();
        var one = methods.get(name + "(" + v + ")" + v);
        return one != null ? one : method(name + "(" + v + v + ")" + v);
    }

    private MethodModel method(String nameAndType) {
        var found = methods.get(nameAndType);
        if (found == null) {
            throw new IllegalStateException(owner.displayName() + " has no " + nameAndType);
        }
        return found;
    }

    private static CodeAttribute code(MethodModel method) {
        return (CodeAttribute) method.code().orElseThrow();
    }

    private int operations(MethodModel method) {
        int n = 0;
        for (CodeElement e : code(method)) {
            if (e instanceof InvokeInstruction call) {
                n += isOwn(call) ? operations(called(call)) : 1;
            }
        }
        return n;
    }

    private boolean isOwn(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKESTATIC && call.owner().asSymbol().equals(owner);
    }

    private MethodModel called(InvokeInstruction call) {
        return method(call.name().stringValue() + call.type().stringValue());
    }

    /// Writes the instructions of a method, whose arguments are on the stack.
    ///
    /// @param base its first local variable
    private void write(CodeBuilder m, MethodModel method, int base) {
        store(m, method, base);
        int free = base + code(method).maxLocals();
        for (CodeElement e : code(method)) {
            switch (e) {
                case LoadInstruction load -> m.loadLocal(load.typeKind(), base + load.slot());
                case StoreInstruction store -> m.storeLocal(store.typeKind(), base + store.slot());
                case InvokeInstruction call when isOwn(call) -> write(m, called(call), free);
                case FieldInstruction field when field.owner().asSymbol().equals(owner) -> species(m, method);
                case ReturnInstruction _ -> {
                    // the last instruction: its value stays on the stack
                }
                case BranchInstruction _ -> throw new IllegalStateException(
                        method.methodName().stringValue() + " of " + owner.displayName() + " has a branch");
                case Instruction other -> m.with(other);
                default -> {
                    // lines, names of variables
                }
            }
        }
    }

    /// Takes the arguments from the stack to the local variables of a static method.
    private static void store(CodeBuilder m, MethodModel method, int base) {
        var types = method.methodTypeSymbol().parameterList();
        List<Integer> slots = new ArrayList<>();
        int next = base;
        for (var type : types) {
            slots.add(next);
            next += TypeKind.from(type).slotSize();
        }
        for (int k = types.size() - 1; k >= 0; k--) {
            m.storeLocal(TypeKind.from(types.get(k)), slots.get(k));
        }
    }

    /// The one field that is read is the species.
    private static void species(CodeBuilder m, MethodModel method) {
        VectorApi.species(m, method.methodTypeSymbol().returnType());
    }
}
