package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.Cell;

/// A program that wants a layer and an optimiser gets those and Leibniz, not a window system, a plotting library and a
/// data set.
final class ModuleTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?<artifactId>(.*?)</artifactId>",
            Pattern.DOTALL);

    private static Path classes() throws URISyntaxException {
        return location(Adam.class);
    }

    private static Path location(Class<?> c) throws URISyntaxException {
        return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void itRequiresLeibnizAndNothingElse() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(classes()).find("org.leibniz.nn").orElseThrow().descriptor();
        assertThat(module.requires().stream().filter(r -> !r.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name))
                .containsExactlyInAnyOrder("java.base", "org.leibniz");
    }

    @Test
    void soDoesItsArtifact() throws Exception {
        var pom = classes().resolve("../../pom.xml"); // from target/classes
        assertThat(DEPENDENCY.matcher(Files.readString(pom)).results().map(m -> m.group(1)))
                .containsExactly("leibniz-core");
    }

    /// Neither the annotations nor anything else has to be there to compile against it, by a module or on the class
    /// path, without a warning.
    @Test
    void aProgramIsCompiledAgainstItAndLeibnizAlone(@TempDir Path folder) throws Exception {
        var path = classes() + File.pathSeparator + location(Cell.class);
        var module = Files.writeString(folder.resolve("module-info.java"),
                "module acme { requires org.leibniz.nn; opens acme to org.leibniz; }");
        var net = Files.writeString(folder.resolve("Net.java"), """
                package acme;

                import org.leibniz.*;
                import org.leibniz.nn.*;

                class Net extends Cell {
                    final Dense head = new Dense(Key.of(1), 2, 1);
                    Adam<TensorTuple> adam = Adam.of(trainableParams(), 1e-3);

                    @Override
                    public Tensor construct(Tensor x) {
                        return head.apply(x);
                    }
                }
                """);
        assertThat(javac("-d", folder.resolve("modules").toString(), "--module-path", path, module.toString(),
                net.toString())).isEmpty();
        assertThat(javac("-d", folder.resolve("classes").toString(), "--class-path", path, net.toString())).isEmpty();
    }

    private static String javac(String... arguments) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var all = Stream.concat(Stream.of("-Xlint:all", "-Werror"), Stream.of(arguments)).toArray(String[]::new);
        ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, all);
        return said.toString();
    }
}
