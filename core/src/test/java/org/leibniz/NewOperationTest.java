package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;

/// Each operation is of one family, and a new one is asked for by javac in every place that has to answer: an operation
/// is added to a copy of the sources, in each family once, and what javac says is compared with the table in
/// CONTRIBUTING.md.
final class NewOperationTest {
    private static final List<Class<?>> FAMILIES = List.of(Leaf.class, Pointwise.class, Movement.class,
            Reduction.class,
            Routine.class, Mark.class, Composite.class);
    private static final Path SOURCES = Resources.root().resolve("core/src/main/java/org/leibniz");
    private static final Pattern ROW = Pattern.compile("\\| (`\\w+`(?:, `\\w+`)*) \\| (`[A-Z]\\w+\\.\\w+`.*) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern ERROR = Pattern.compile("(?m)^(\\S+)\\.java:(\\d+): error: (.*)$");
    private static final Pattern METHOD = Pattern.compile(" +(?:[\\w<>\\[\\].@]+ )+(\\w+)\\(.*\\{");

    /// Of operations, or of the members of a family.
    private static final String CASE = "case (?:Op|"
            + FAMILIES.stream().map(Class::getSimpleName).collect(Collectors.joining("|")) + ")\\b";
    private static final Pattern RULE = Pattern.compile(CASE + "|switch \\(op\\.member\\(\\)");

    @Test
    void anOperationIsOfOneFamily() {
        for (var op : Operations.all()) {
            assertThat(FAMILIES.stream().filter(f -> f.isAssignableFrom(op)))
                    .as("the families of %s", op.getSimpleName()).hasSize(1);
        }
    }

    @Test
    void javacNamesThePlacesThatHaveToAnswer(@TempDir Path copy) throws IOException {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(FAMILIES.size());
        for (var row : rows.entrySet()) {
            assertThat(asked(copy, row.getKey()))
                    .as("CONTRIBUTING.md: who asks for a new operation of %s", row.getKey())
                    .containsExactlyElementsOf(row.getValue());
        }
    }

    /// No rule says "everything else": one that holds for operations to come names their family.
    @Test
    void noRuleHasADefault() throws IOException {
        for (Path file : withRules()) {
            String text = Files.readString(file);
            for (var rule : Pattern.compile("(?m)^( *).*\\bswitch \\(.*\\{$").matcher(text).results().toList()) {
                String body = text.substring(rule.end(), text.indexOf("\n" + rule.group(1) + "}", rule.end()));
                if (Pattern.compile("\\n" + rule.group(1) + "    " + CASE).matcher(body).find()) {
                    assertThat(body).as("%s: %s", file.getFileName(), rule.group().strip())
                            .doesNotContainPattern("\\n" + rule.group(1) + "    (?:default|case null, default)");
                }
            }
        }
    }

    /// The table: families and traits of an operation, and the methods that javac names.
    private static Map<String, List<String>> rows() throws IOException {
        var rows = new LinkedHashMap<String, List<String>>();
        for (String line : Files.readAllLines(Resources.root().resolve("CONTRIBUTING.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(String.join(", ", quoted(row.group(1))), quoted(row.group(2)));
            }
        }
        return rows;
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(m -> m.group(1)).toList();
    }

    /// The methods that do not compile with one more operation.
    private static List<String> asked(Path copy, String families) throws IOException {
        String family = families.split(", ", -1)[0];
        boolean composite = family.equals("Flow") || family.equals("Ruled");
        String file = composite ? "Composite.java" : family + ".java";
        String text = Files.readString(SOURCES.resolve("ir").resolve(file));
        int end = text.lastIndexOf("}");
        Path op = copy.resolve(file);
        String before = text.substring(0, end);
        boolean pointwise = families.equals("Pointwise");
        Files.writeString(op, (pointwise ? before.replace("        CAST\n", "        CAST, ANOTHER\n") : before)
                + another(families, pointwise ? "public Member member() { return Member.ANOTHER; }" : "")
                + text.substring(end));
        var arguments = new ArrayList<>(
                List.of("-d", copy.toString(), "-implicit:none", "-proc:none", "-XDshould-stop.ifError=FLOW",
                        "-Xmaxerrs", "1000", "-cp",
                        SketchTest.location(Tensor.class) + File.pathSeparator + SketchTest.location(Nullable.class),
                        op.toString()));
        withRules().forEach(rules -> arguments.add(rules.toString()));
        var asked = new TreeSet<String>();
        for (var error : ERROR.matcher(SketchTest.javac(arguments)).results().toList()) {
            assertThat(error.group(3))
                    .matches("the switch (statement|expression) does not cover all possible input values");
            asked.add(method(Path.of(error.group(1) + ".java"), Integer.parseInt(error.group(2))));
        }
        return List.copyOf(asked);
    }

    /// An operation that has all that one must have.
    private static String another(String families, String member) {
        return """
                    /// One more.
                    record Another() implements %s {
                        @Override
                        public java.util.List<Program> programs() {
                            return java.util.List.of();
                        }

                        %s
                    }

                """
                .formatted(families, member);
    }

    private static List<Path> withRules() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(NewOperationTest::hasRules).sorted().toList();
        }
    }

    private static boolean hasRules(Path file) {
        try {
            return file.toString().endsWith(".java") && RULE.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The method that a line is in.
    private static String method(Path file, int line) throws IOException {
        var lines = Files.readAllLines(file);
        for (int i = line - 1; i >= 0; i--) {
            var method = METHOD.matcher(lines.get(i));
            if (method.matches() && !lines.get(i).matches(".*\\b(if|for|while|switch|return|else|case)\\b.*")) {
                return String.valueOf(file.getFileName()).replace(".java", "") + "." + method.group(1);
            }
        }
        throw new IllegalStateException(file + ": no method around line " + line);
    }
}
