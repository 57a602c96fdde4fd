package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What comes with Leibniz: nothing. That the annotations need not be there to compile against it is held by
/// `SketchTest` and `ReadmeTest`, whose programs and modules are compiled without them.
final class ModuleTest {
    @Test
    void itRequiresTheJdkAlone() {
        var module = ModuleFinder.of(Path.of(SketchTest.modulePath())).find("org.leibniz").orElseThrow().descriptor();
        assertThat(module.requires().stream().filter(r -> !r.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name))
                .containsExactly("java.base");
        // With transitive, javac would look for it whenever a module that requires Leibniz is compiled.
        assertThat(module.requires())
                .noneMatch(
                        r -> r.name().equals("org.jspecify") && r.modifiers().contains(Requires.Modifier.TRANSITIVE));
    }

    /// The mark on the module is read where Leibniz is a module; NullAway and Kotlin find this one on the class path.
    @Test
    void whereNullMayStandIsSaidOnTheClassPathToo() {
        assertThat(Tensor.class.getPackage().isAnnotationPresent(NullMarked.class)).isTrue();
    }
}
