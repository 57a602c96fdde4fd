package org.leibniz.cpu.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import org.leibniz.cpu.SlotKind;

/// The Vector API by name: it is named in what is written only, so the module that requires it need not be there until
/// such a loop is asked for.
final class VectorApi {
    private static final String API = "jdk.incubator.vector";
    static final ClassDesc SPECIES = ClassDesc.of(API, "VectorSpecies");
    static final ClassDesc VECTOR = ClassDesc.of(API, "Vector");
    static final ClassDesc MASK = ClassDesc.of(API, "VectorMask");
    static final ClassDesc OPERATORS = ClassDesc.of(API, "VectorOperators");
    static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

    private VectorApi() {}

    /// Whether the JVM has it, so that what is written can be linked; if so this module reads it from now on.
    static boolean isThere() {
        var api = ModuleLayer.boot().findModule(API);
        api.ifPresent(VectorApi.class.getModule()::addReads);
        return api.isPresent();
    }

    /// The type of vectors of a kind.
    static ClassDesc type(SlotKind kind) {
        return ClassDesc.of(API, kind == SlotKind.FLOAT ? "FloatVector" : "DoubleVector");
    }

    /// Leaves the species of a type of vectors on the stack.
    static void species(CodeBuilder m, ClassDesc type) {
        m.getstatic(type, "SPECIES_PREFERRED", SPECIES);
    }
}
