package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// The edition of the loops changes whenever something changes that the module with the Vector API was compiled
/// against.
class EditionTest {
    private static final Pattern NAME = Pattern.compile("org\\.leibniz\\.([a-z]+\\.[A-Z]\\w*)");

    @Test
    void theEditionIsThatOfWhatSimdUses() throws IOException {
        var text = new TreeSet<String>();
        for (String name : used()) {
            describe(name, text);
        }
        var sum = new CRC32();
        sum.update(String.join("\n", text).getBytes(StandardCharsets.UTF_8));
        int expected = (int) sum.getValue();
        assertThat(SimdLoops.EDITION)
                .withFailMessage("what simd may use of core has changed, so jars of the two must not be mixed: write\n"
                        + "    int EDITION = %d;\nin core/src/main/java/org/leibniz/routine/SimdLoops.java, where %d "
                        + "stands",
                        expected,
                        SimdLoops.EDITION)
                .isEqualTo(expected);
    }

    private static Set<String> used() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("DESIGN.md"))) {
            root = Objects.requireNonNull(root.getParent(), "the project's folder");
        }
        var names = new TreeSet<String>();
        try (var files = Files.walk(root.resolve("simd/src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                NAME.matcher(Files.readString(file)).results()
                        .forEach(found -> names.add("/org/leibniz/" + found.group(1).replace('.', '/')));
            }
        }
        names.removeIf(name -> name.startsWith("/org/leibniz/simd/"));
        assertThat(names).contains("/org/leibniz/routine/PlainFloats", "/org/leibniz/routine/SimdLoops",
                "/org/leibniz/routine/SimdDoubles", "/org/leibniz/math/Coefficients");
        return names;
    }

    private static void describe(String name, Set<String> text) throws IOException {
        byte[] bytes;
        try (var in = SimdLoops.class.getResourceAsStream(name + ".class")) {
            bytes = in.readAllBytes();
        }
        var model = ClassFile.of().parse(bytes);
        String start = name + " ";
        model.superclass().ifPresent(s -> above(s.asInternalName(), text));
        model.interfaces().forEach(i -> above(i.asInternalName(), text));
        for (var field : model.fields()) {
            if ((field.flags().flagsMask() & (ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED)) != 0
                    && !field.fieldName().equalsString("EDITION")) {
                text.add(start + field.fieldType().stringValue() + " " + field.fieldName().stringValue() + " "
                        + field.findAttribute(Attributes.constantValue()).map(ConstantValueAttribute::constant)
                                .map(c -> c.constantValue().toString()).orElse(""));
            }
        }
        for (var method : model.methods()) {
            int flags = method.flags().flagsMask();
            if ((flags & (ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED)) != 0
                    && (flags & ClassFile.ACC_SYNTHETIC) == 0) {
                text.add(start + method.methodName().stringValue() + method.methodType().stringValue()
                        + ((flags & ClassFile.ACC_STATIC) == 0 ? "" : " static"));
            }
        }
    }

    private static void above(String internalName, Set<String> text) {
        try {
            if (internalName.startsWith("org/leibniz/")) {
                describe("/" + internalName, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
