package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// The worked examples of CONTRIBUTING.md, followed to the letter: their blocks can be pasted where they say, what
/// comes of it compiles, and passes the tests that are named there (`mvn -Pexamples`, some minutes; Python with mpmath
/// is needed, `-Dexamples.python=` says which).
final class WorkedExamplesTest {
    /// The first line of a block: in which files, where, and the text that is looked for.
    private static final Pattern PLACE = Pattern
            .compile("(?://|#|<!--) (\\S+(?:, \\S+)*), (below|above|behind each): (.*?)(?: -->)?");
    private static final Pattern BLOCK = Pattern.compile("^```\\w+\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "shared");

    @Test
    void theyCanBePasted() throws IOException {
        var changed = pasted(Resources.root());
        assertThat(changed).hasSizeGreaterThan(15);
        assertThat(changed.get(Resources.root().resolve("core/src/main/java/org/leibniz/ir/ScalarFn.java")))
                .contains("LOG2,", "case LOG2 ->", "LOG1P,");
    }

    /// The sources among them, compiled with all else as it is.
    @Test
    void whatIsPastedCompiles(@TempDir Path copy) throws IOException {
        var classPath = Stream.of(Tensor.class, WorkedExamplesTest.class, Nullable.class, Test.class,
                ParameterizedTest.class, Assertions.class)
                .map(c -> SketchTest.location(c).toString()).collect(Collectors.joining(File.pathSeparator));
        var arguments = new ArrayList<>(List.of("-d", copy.toString(), "-proc:none", "-implicit:none", "-nowarn",
                "-Xlint:none", "-cp", classPath));
        for (var file : pasted(Resources.root()).entrySet()) {
            String path = Resources.root().relativize(file.getKey()).toString();
            if (path.endsWith(".java")) {
                Path changed = copy.resolve(path);
                Files.createDirectories(changed.getParent());
                Files.writeString(changed, file.getValue());
                arguments.add(changed.toString());
            }
        }
        assertThat(SketchTest.javac(arguments).lines().filter(line -> line.contains(": error: "))).isEmpty();
    }

    /// Both at once: they touch different lines.
    @Test
    @EnabledIfSystemProperty(named = "leibniz.examples", matches = "true")
    void theyPass(@TempDir Path copy) throws IOException, InterruptedException {
        copy(Resources.root(), copy);
        for (var file : pasted(copy).entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        run(copy.resolve("core/src/test/resources/accuracy"), System.getProperty("leibniz.examples.python"), "make.py");
        run(copy, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "core/src/test/java/org/leibniz/Twins.java");
        run(copy, "mvn", "-B", "-ntp", "-pl", "core", "spotless:apply");
        run(copy, "mvn", "-B", "-ntp", "-pl", "core", "test", "-Dtest=" + String.join(",", named()),
                "-Dfuzz.programs=" + Integer.getInteger("leibniz.fuzz", 0));
    }

    /// Pastes them into a copy of the sources.
    ///
    /// @param arguments the copy's folder
    static void main(String... arguments) throws IOException {
        for (var file : pasted(Path.of(arguments[0])).entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    private static String text() throws IOException {
        String all = Files.readString(Resources.root().resolve("CONTRIBUTING.md"));
        return all.substring(all.indexOf("## Adding a scalar function"), all.indexOf("## What checks what"));
    }

    /// The tests of the lines "Run ...".
    private static List<String> named() throws IOException {
        return text().lines().filter(l -> l.startsWith("Run `"))
                .flatMap(l -> Pattern.compile("`(\\w+Test)`").matcher(l).results())
                .map(m -> m.group(1)).distinct().toList();
    }

    /// The files that change, as they become.
    private static Map<Path, String> pasted(Path root) throws IOException {
        var files = new LinkedHashMap<Path, String>();
        for (var block : BLOCK.matcher(text()).results().map(m -> m.group(1)).toList()) {
            String first = block.substring(0, block.indexOf('\n'));
            var place = PLACE.matcher(first);
            assertThat(place.matches()).as("CONTRIBUTING.md: a block begins with files and a place, got %s", first)
                    .isTrue();
            for (String name : place.group(1).split(", ", -1)) {
                Path file = file(root, name);
                String before = files.containsKey(file) ? files.get(file) : Files.readString(file);
                String after = pasted(before, place.group(2), place.group(3), block.substring(first.length() + 1));
                assertThat(after).as("CONTRIBUTING.md: nothing in %s is %s: %s", name, place.group(2), place.group(3))
                        .isNotEqualTo(before);
                files.put(file, after);
            }
        }
        return files;
    }

    private static Path file(Path root, String name) {
        var found = Stream
                .of(name, "core/src/main/java/org/leibniz/" + name + ".java",
                        "core/src/test/java/org/leibniz/" + name + ".java")
                .map(root::resolve).filter(Files::isRegularFile).toList();
        assertThat(found).as("CONTRIBUTING.md: the file %s", name).hasSize(1);
        return found.getFirst();
    }

    /// Above or below the first line that starts so, or behind each occurrence.
    private static String pasted(String text, String where, String what, String block) {
        if (where.equals("behind each")) {
            return text.replace(what, what + block.substring(0, block.length() - 1));
        }
        var lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(what)) {
                lines.add(where.equals("above") ? i : i + 1, block.substring(0, block.length() - 1));
                return String.join("\n", lines) + "\n";
            }
        }
        return text;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.list(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(path.getFileName());
                if (Files.isDirectory(path)) {
                    if (!NOT_SOURCES.contains(path.getFileName().toString())) {
                        Files.createDirectory(target);
                        copy(path, target);
                    }
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("worked", ".txt");
        try {
            var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as("%s:%n%s", String.join(" ", command), Files.readString(output)).isTrue();
        } finally {
            Files.delete(output);
        }
    }
}
