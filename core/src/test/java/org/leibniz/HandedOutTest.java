package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.*;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Whatever the library hands out is a tree, or is refused where it enters: no result of a transformed function holds
/// tensors that have leaked.
final class HandedOutTest {
    private static final Parameter W = new Parameter(Tensor.of(3.0), "w");
    private static final Tensor X = Tensor.of(2.0);

    private static GradsById byId(Tensor x) {
        return grad((TensorFn1<Tensor>) y -> y.mul(y).mul(W).sum(), returnIds(wrt(wrt(0), W))).apply(x);
    }

    /// For each public class whose objects may hold tensors how one is made of a tensor.
    private static final Map<Class<?>, Function<Tensor, Object>> TREES = new LinkedHashMap<>();

    static {
        TREES.put(Tensor.class, x -> x.mul(2));
        TREES.put(TensorTuple.class, x -> new TensorTuple(x, x.mul(2)));
        TREES.put(Tuple2.class, x -> tuple(x, x.mul(2)));
        TREES.put(Tuple3.class, x -> tuple(x, x.mul(2), x));
        TREES.put(Tuple4.class, x -> tuple(x, x.mul(2), x, x));
        TREES.put(GradsById.class, HandedOutTest::byId);
        TREES.put(ValueAndGrad.class, x -> valueAndGrad((TensorFn1<Tensor>) y -> y.mul(y).sum()).apply(x));
        TREES.put(Jvp.class, x -> jvp((TensorFn1<Tensor>) y -> y.mul(y), x, x));
        TREES.put(JvpAux.class, x -> jvpAux((TensorFn1<Tuple2<Tensor, Tensor>>) y -> tuple(y.mul(y), y), x, x));
        TREES.put(Scan.class, x -> Flow.scan(x, x, (s, e) -> tuple(s.mul(e), s)));
        TREES.put(Key.class, x -> new Key(Key.of(7).bits().add(x.cast(DType.INT32))));
        TREES.put(Index.Positions.class, x -> new Index.Positions(x.cast(DType.INT32)));
    }

    /// Functions that keep values of the run that they were made in.
    private static final Map<Class<?>, Function<Tensor, Object>> FUNCTIONS = Map.of(
            Vjp.class, x -> vjp((TensorFn1<Tensor>) y -> y.mul(y), x),
            VjpAux.class, x -> vjpAux((TensorFn1<Tuple2<Tensor, Tensor>>) y -> tuple(y.mul(y), y), x),
            Linearized.class, x -> linearize((TensorFn1<Tensor>) y -> y.mul(y), x));

    /// Classes whose fields hold no tensors that a transformation could have traced, for the reason that stands there.
    private static final Map<Class<?>, String> STATIC = Map.of(
            Parameter.class, "a variable; refused where only a parameter fits",
            ParameterTuple.class, "parameters; refused as a tree",
            GradientOf.class, "a cell",
            Handle.class, "removes a hook",
            At.class, "refused as a tree");

    @Test
    void everyClassThatMayHoldTensorsIsATreeOrRefused() throws Exception {
        var root = Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var folder = root.resolve("org/leibniz");
        assertThat(folder).isDirectory();
        try (var files = Files.list(folder)) {
            for (var file : files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".class") && !f.contains("-info")).toList()) {
                var c = Class.forName("org.leibniz." + file.substring(0, file.length() - ".class".length()));
                if (isHandedOut(c) && Arrays.stream(c.getDeclaredFields()).anyMatch(HandedOutTest::mayHoldTensors)) {
                    assertThat(TREES.containsKey(c) || FUNCTIONS.containsKey(c) || STATIC.containsKey(c))
                            .as("%s is classified", c)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isHandedOut(Class<?> c) {
        boolean visible = true;
        for (Class<?> outer = c; outer != null; outer = outer.getEnclosingClass()) {
            visible &= Modifier.isPublic(outer.getModifiers());
        }
        return visible && !c.isInterface() && !c.isEnum() && !Modifier.isAbstract(c.getModifiers())
                && !Throwable.class.isAssignableFrom(c);
    }

    private static boolean mayHoldTensors(Field f) {
        var t = f.getType();
        while (t.isArray()) {
            t = t.getComponentType();
        }
        return !Modifier.isStatic(f.getModifiers()) && !t.isPrimitive() && t != String.class && !t.isEnum()
                && t != Shape.class;
    }

    @Test
    void treesPassThroughEveryTransformation() {
        TREES.forEach((c, make) -> {
            var expected = Tree.leaves(make.apply(X));
            assertThat(expected).as("%s has leaves", c).isNotEmpty();
            same(c, expected, jit((Tensor x) -> make.apply(x)).apply(X));
            same(c, expected, Flow.cond(Tensor.scalar(true), () -> make.apply(X), () -> make.apply(X)));
            same(c, expected, Tree.map(x -> x, make.apply(X)));
            same(c, expected, jit((Object tree) -> tree).apply(make.apply(X)));
            same(c, expected, jit((Object tree) -> Tree.map(x -> x, tree)).apply(make.apply(X)));
            same(c, expected, valueAndGradAux((Tensor x) -> tuple(x.sum(), make.apply(x))).apply(X).value().second());
            var batched = vmap((Tensor x) -> make.apply(x)).apply(X.expandDims(0));
            same(c, expected, vmap((Object tree) -> tree).apply(batched), 1);
        });
    }

    private static void same(Class<?> c, List<Tensor> expected, Object got) {
        same(c, expected, got, 0);
    }

    private static void same(Class<?> c, List<Tensor> expected, Object got, int mapped) {
        assertThat(got).as("%s comes back", c).isInstanceOf(c);
        var leaves = Tree.leaves(got);
        assertThat(leaves).as("%s", c).hasSameSizeAs(expected);
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(leaves.get(i).ndim()).as("%s leaf %d", c, i).isEqualTo(expected.get(i).ndim() + mapped);
            assertThat(leaves.get(i).cast(DType.FLOAT64).toDoubleArray()).as("%s leaf %d", c, i)
                    .containsExactly(expected.get(i).cast(DType.FLOAT64).toDoubleArray());
        }
    }

    @Test
    void gradientsByIdAreFoundByTheirIdsWhereverTheyWere() {
        var two = Tensor.of(1.0, 2.0);
        var r = vmap((TensorFn1<GradsById>) HandedOutTest::byId).apply(two.expandDims(1)); // d/dx w x², d/dw w x²
        assertThat(r.get(0).toDoubleArray()).containsExactly(6, 12);
        assertThat(r.get(W).toDoubleArray()).containsExactly(1, 4);
        var compiled = jit((TensorFn1<GradsById>) HandedOutTest::byId);
        assertThat(compiled.apply(X).get(W).item()).isEqualTo(4);
        assertThat(compiled.apply(Tensor.of(3.0)).get(0).item()).isEqualTo(18);
        assertThat(compiled.apply(X).toString()).isEqualTo(byId(X).toString());
        var chosen = Flow.cond(Tensor.scalar(false), () -> byId(X), () -> byId(Tensor.of(5.0)));
        assertThat(chosen.get(W).item()).isEqualTo(25);
        // the second derivative, through the tree: d/dx (6 x + x²)
        assertThat(grad((TensorFn1<Tensor>) x -> byId(x).get(0).add(byId(x).get(W)).sum()).apply(X).item())
                .isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.cond(Tensor.scalar(false), () -> byId(X),
                () -> grad((TensorFn1<Tensor>) y -> y.sum(), returnIds(wrt(0))).apply(X)))
                .withMessageContaining("trees of one form");
    }

    @Test
    void anOptionalIsATree() {
        assertThat(jit((Tensor x) -> Optional.of(x.mul(2))).apply(X).orElseThrow().item()).isEqualTo(4);
        assertThat(jit((Optional<Tensor> x) -> x.map(y -> y.mul(3)).orElse(X)).apply(Optional.empty()).item())
                .isEqualTo(2);
        assertThat(
                grad((Optional<Tensor> x) -> x.orElseThrow().mul(3).sum()).apply(Optional.of(X)).orElseThrow().item())
                .isEqualTo(3);
    }

    @Test
    void aFunctionThatKeepsValuesIsNotReturnedFromWhereItWasMade() {
        FUNCTIONS.forEach((c, make) -> {
            assertThatExceptionOfType(LeakException.class).as("%s", c)
                    .isThrownBy(() -> jit((Tensor x) -> make.apply(x)).apply(X))
                    .withMessageContaining("inside jit").withMessageContaining("apply it inside");
            assertThatExceptionOfType(LeakException.class).as("%s", c)
                    .isThrownBy(() -> vmap((Tensor x) -> make.apply(x)).apply(X))
                    .withMessageContaining("inside vmap");
            assertThatExceptionOfType(LeakException.class).as("%s", c)
                    .isThrownBy(() -> Flow.fori(0, 2, X, (i, s) -> {
                        Flow.map(s, (Tensor e) -> make.apply(e));
                        return s;
                    }));
            assertThatExceptionOfType(LeakException.class).as("%s", c)
                    .isThrownBy(() -> valueAndGradAux((Tensor x) -> tuple(x.sum(), make.apply(x))).apply(X))
                    .withMessageContaining("inside valueAndGradAux");
            assertThat(jit((Object made) -> made).apply(make.apply(X))).as("%s made outside", c).isInstanceOf(c);
        });
    }

    @Test
    void whatHoldsTensorsWithoutPlacesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> jit((Tensor x) -> Set.of(x)).apply(X))
                .withMessageContaining("holds tensors")
                .withMessageContaining("list");
        assertThatIllegalArgumentException().isThrownBy(() -> jit((Tensor x) -> new ArrayDeque<>(List.of(x))).apply(X))
                .withMessageContaining("ArrayDeque");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit((Tensor x) -> new HashMap<>(Map.of("a", x)).values()).apply(X))
                .withMessageContaining("holds tensors");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap((Tensor x) -> Map.entry("a", x)).apply(X))
                .withMessageContaining("tuple(..)");
        assertThatIllegalArgumentException().isThrownBy(() -> jit((Tensor x) -> new AtomicReference<>(x)).apply(X))
                .withMessageContaining("AtomicReference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jit((Tensor x) -> new HashSet<>(List.of(tuple(x, 1)))).apply(X))
                .withMessageContaining("HashSet");
        assertThatIllegalArgumentException().isThrownBy(() -> jit((Tensor x) -> x.at(0)).apply(X))
                .withMessageContaining("x.at(..)");
        assertThatIllegalArgumentException().isThrownBy(() -> jit((Tensor x) -> new HashMap<>(Map.of(x, "a"))).apply(X))
                .withMessageContaining("key");
        // parameters keep what they are
        assertThat(jit((Tensor x, Set<Parameter> ps) -> x.mul(ps.iterator().next())).apply(X, Set.of(W)).item())
                .isEqualTo(6);
    }
}
