package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A program that wants a layer and an optimiser gets those and Leibniz, not a window system, a plotting library and a data set.
final class ModuleTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?<artifactId>(.*?)</artifactId>", Pattern.DOTALL);

    private static Path classes() throws URISyntaxException {
        return Path.of(Adam.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void itRequiresLeibnizAndNothingElse() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(classes()).find("org.leibniz.nn").orElseThrow().descriptor();
        assertThat(module.requires().stream().filter(r -> !r.modifiers().contains(Requires.Modifier.STATIC)).map(Requires::name))
                .containsExactlyInAnyOrder("java.base", "org.leibniz");
    }

    @Test
    void soDoesItsArtifact() throws Exception {
        var pom = classes().resolve("../../pom.xml"); // from target/classes
        assertThat(DEPENDENCY.matcher(Files.readString(pom)).results().map(m -> m.group(1))).containsExactly("leibniz-core");
    }
}
