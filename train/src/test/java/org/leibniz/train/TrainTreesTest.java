package org.leibniz.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.vmap;

import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leibniz.CellOf;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.Tree;
import org.leibniz.nn.Adam;

/// Whatever this module and `org.leibniz.nn` hand out that holds tensors is a tree.
final class TrainTreesTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);

    private static final List<Function<Tensor, Object>> TREES = List.of(
            x -> Adam.of(x, 0.5),
            x -> Adam.of(x, 0.5).next(x),
            x -> new Dataset(x, x.mul(2)),
            x -> new Dataset.Split(new Dataset(x, x), new Dataset(x.mul(2), x)),
            x -> new Step<>(new Dataset(x, x), x.sum()),
            x -> new Trained<>(x, new LossCurve(new double[]{1}), 1, 1),
            x -> new Training(1, 1, new Key(Key.of(3).bits().add(x.cast(org.leibniz.DType.INT32)))));

    @ParameterizedTest
    @ValueSource(classes = {Adam.class, Dataset.class})
    void classesThatHoldTensorsAreRecordsOrCells(Class<?> one) throws Exception {
        for (var c : packageOf(one)) {
            boolean holds = Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers())
                    && (Tensor.class.isAssignableFrom(f.getType()) || f.getType() == Object.class));
            if (holds && Modifier.isPublic(c.getModifiers())) {
                assertThat(c.isRecord() || CellOf.class.isAssignableFrom(c)).as("%s is a record or a cell", c)
                        .isTrue();
            }
        }
    }

    /// The classes of a package, in a folder or in a jar.
    private static List<Class<?>> packageOf(Class<?> one) throws Exception {
        var classes = new ArrayList<Class<?>>();
        var place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var jar = Files.isDirectory(place) ? null : FileSystems.newFileSystem(place)) {
            var root = jar == null ? place : jar.getPath("/");
            try (var files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
                for (var file : files.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(".class") && !f.contains("-info")).toList()) {
                    classes.add(Class.forName(one.getPackageName() + "." + file.replace(".class", "")));
                }
            }
        }
        assertThat(classes).contains(one);
        return classes;
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
