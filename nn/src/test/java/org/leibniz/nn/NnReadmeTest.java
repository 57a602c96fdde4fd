package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.Tensor;

/// The network that the README shows is compiled and run as it stands there, and prints what its comments say. (The
/// other blocks are the affair of core's `ReadmeTest`, which knows no layers.)
final class NnReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n((?:(?!```).)*?import org\\.leibniz\\.nn\\..*?)```",
            Pattern.DOTALL);
    private static final Pattern PROMISE = Pattern.compile("IO\\.println.*?// (.*)");

    @Test
    void theNetworkOfTheReadmeLearns(@TempDir Path folder) throws Exception {
        var block = BLOCK.matcher(Files.readString(root().resolve("README.md")));
        assertThat(block.find()).isTrue();
        var source = Files.writeString(folder.resolve("Xor.java"), block.group(1));
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, "-d", folder.toString(), "--class-path",
                location(Dense.class) + File.pathSeparator + location(Tensor.class), source.toString());
        assertThat(said.toString()).isEmpty();
        String promised = PROMISE.matcher(block.group(1)).results().map(m -> m.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(promised).isNotEmpty();
        assertThat(output(folder, "Xor").strip()).isEqualTo(promised);
    }

    private static String output(Path classes, String program) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (var loader = new URLClassLoader(new URL[]{classes.toUri().toURL()}, Dense.class.getClassLoader())) {
            var type = loader.loadClass(program);
            var main = type.getDeclaredMethod("main");
            main.setAccessible(true);
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            main.invoke(constructor.newInstance());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Path location(Class<?> c) throws URISyntaxException {
        return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// The folder of the project, where DESIGN.md lies.
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("DESIGN.md"))) {
            here = Objects.requireNonNull(here.getParent(), "DESIGN.md: expected in this folder or above it");
        }
        return here;
    }
}
