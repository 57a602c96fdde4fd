package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.vmap;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.leibniz.CellOf;
import org.leibniz.Tensor;
import org.leibniz.Tree;

/// Whatever this module hands out that holds tensors is a tree.
final class NnTreesTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);

    private static final List<Function<Tensor, Object>> TREES = List.of(
            x -> Adam.of(x, 0.5),
            x -> Adam.of(x, 0.5).next(x));

    @Test
    void classesThatHoldTensorsAreRecordsOrCells() throws Exception {
        var root = Path.of(Adam.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.list(root.resolve("org/leibniz/nn"))) {
            for (var file : files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".class") && !f.contains("-info")).toList()) {
                var c = Class.forName("org.leibniz.nn." + file.substring(0, file.length() - ".class".length()));
                boolean holds = Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers())
                        && (Tensor.class.isAssignableFrom(f.getType()) || f.getType() == Object.class));
                if (holds && Modifier.isPublic(c.getModifiers())) {
                    assertThat(c.isRecord() || CellOf.class.isAssignableFrom(c)).as("%s is a record or a cell", c)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theyPassThroughTransformations() {
        for (var make : TREES) {
            var expected = Tree.leaves(make.apply(X));
            var compiled = Tree.leaves(jit((Tensor x) -> make.apply(x)).apply(X));
            var mapped = Tree.leaves(vmap((Tensor x) -> make.apply(x)).apply(X.expandDims(0)));
            assertThat(expected).isNotEmpty();
            assertThat(compiled).hasSameSizeAs(expected);
            assertThat(mapped).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(compiled.get(i).toString()).isEqualTo(expected.get(i).toString());
                assertThat(mapped.get(i).get(0).toString()).isEqualTo(expected.get(i).toString());
            }
        }
    }
}
