package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What the documents show is true: every Java block of the README (those with layers in the tests of nn) is compiled
/// and run as it stands there, and prints what its comments say; the code in DESIGN.md is that of the toy.
final class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path ROOT = Resources.root();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> blocksOfTheReadme() throws IOException {
        var blocks = blocks(ROOT.resolve("README.md"));
        assertThat(blocks).hasSizeGreaterThan(3);
        blocks.removeIf(b -> b.contains("import org.leibniz.nn.")); // NnReadmeTest runs those
        return blocks.stream()
                .map(b -> dynamicTest(b.lines().findFirst().orElse(""), () -> runs(b, "Readme" + blocks.indexOf(b))));
    }

    @Test
    void theDesignShowsTheToy() throws IOException {
        String toy = plain(Files.readString(ROOT.resolve("examples/src/main/java/Toy.java")));
        for (String block : blocks(ROOT.resolve("DESIGN.md"))) {
            block.lines().map(ReadmeTest::plain).filter(l -> !l.isEmpty()).forEach(l -> assertThat(toy).contains(l));
        }
    }

    private void runs(String block, String name) throws Exception {
        String imports = block.contains("import org.leibniz.*;")
                ? ""
                : "import org.leibniz.*;\nimport static org.leibniz.Leibniz.*;\n";
        String body = block.contains("void main()") ? block : "void main() {\n" + block + "}\n";
        Path source = Files.writeString(folder.resolve(name + ".java"), imports + body);
        Path out = Files.createDirectories(folder.resolve("classes"));
        assertThat(SketchTest
                .javac(List.of("-d", out.toString(), "--class-path", SketchTest.modulePath(), source.toString())))
                .isEmpty();
        try (var loader = new URLClassLoader(new URL[]{out.toUri().toURL()}, Tensor.class.getClassLoader())) {
            String printed = SketchTest.output(() -> SketchTest.main(loader.loadClass(name)));
            SketchTest.same(printed, promised(block));
        }
    }

    /// The comments behind a `println`, with the comments alone on a line that continue them.
    private static String promised(String block) {
        var text = new StringBuilder();
        boolean printing = false;
        for (String line : block.lines().toList()) {
            int comment = line.indexOf("// ");
            boolean alone = comment >= 0 && line.substring(0, comment).isBlank();
            printing = comment >= 0 && (line.contains("IO.println") || alone && printing);
            if (printing) {
                text.append(line.substring(comment + 3)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> blocks(Path document) throws IOException {
        var found = new ArrayList<String>();
        var m = BLOCK.matcher(Files.readString(document));
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
