package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Things nested deep and things too large: what is in reach is right, what is not is told.
@Timeout(300)
final class DeepTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);

    /// A chain.
    record Link(Tensor value, @Nullable Object next) {}

    private static Object nested(int depth, Object innermost, UnaryOperator<Object> around) {
        Object o = innermost;
        for (int i = 0; i < depth; i++) {
            o = around.apply(o);
        }
        return o;
    }

    private static Tensor innermost(Object tree) {
        Object o = tree;
        while (o instanceof List<?> l) {
            o = l.getFirst();
        }
        return (Tensor) o;
    }

    // ---- texts

    @Test
    void whatIsNestedDeepIsPrinted() {
        for (int depth : new int[]{3000, 100_000}) {
            assertThat(tuple("a", nested(depth, true, List::of)))
                    .hasToString("('a', " + "[".repeat(depth) + "True" + "]".repeat(depth) + ")");
            assertThat(nested(depth, 1, o -> tuple(o, 2))).hasToString("(".repeat(depth) + "1" + ", 2)".repeat(depth));
            assertThat(tuple(1, nested(depth, 1, o -> Map.of("k", o))).toString())
                    .hasSize(depth * 7 + "(1, 1)".length());
        }
        var itself = new ArrayList<Object>(List.of(1, X.sum()));
        itself.add(itself);
        String once = "[1, " + X.sum().repr() + ", [...]]";
        assertThat(tuple(itself, itself)).hasToString("(" + once + ", " + once + ")");
    }

    // ---- trees

    @Test
    void aTreeNestedTooDeepIsRefused() {
        for (int depth : new int[]{3000, 100_000}) {
            Object list = nested(depth, X, List::of);
            for (var tree : List.of(list, nested(depth, X, o -> new Link(X, o)),
                    nested(depth, X, o -> Map.of("next", o)),
                    nested(depth, X, Optional::of), nested(depth, X, o -> new Object[]{o}))) {
                tooDeep(() -> Tree.map(t -> t.mul(2), tree));
                tooDeep(() -> Tree.leaves(tree));
                tooDeep(() -> grad((Object o) -> X.sum()).apply(tree));
                tooDeep(() -> jit((Object o) -> X).apply(tree));
                tooDeep(() -> vmap((Object o) -> X).apply(tree));
                tooDeep(() -> jit((Tensor t) -> tree).apply(X));
                tooDeep(() -> Flow.fori(0, 2, tree, (i, s) -> s));
            }
        }
        var itself = new ArrayList<Object>();
        itself.add(itself);
        tooDeep(() -> Tree.map(t -> t, itself));
    }

    private static void tooDeep(Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining("nested deeper")
                .withMessageContaining("a chain in one list");
    }

    @Test
    void aDeepTreeIsATree() {
        Object tree = nested(350, X, List::of);
        assertThat(innermost(Tree.map(t -> t.mul(2), tree)).toDoubleArray()).containsExactly(2, 4);
        assertThat(innermost(grad((Object o) -> innermost(o).mul(3).sum()).apply(tree)).toDoubleArray())
                .containsExactly(3, 3);
        var f = jit((Object o) -> innermost(o).mul(3));
        assertThat(f.apply(tree).toDoubleArray()).containsExactly(3, 6);
        assertThat(f.apply(nested(350, X.add(1), List::of)).toDoubleArray()).containsExactly(6, 9);
        assertThat(vmap((Object o) -> innermost(o).mul(3)).apply(tree).toDoubleArray()).containsExactly(3, 6);
    }

    // ---- functions in functions

    private static Tensor down(Tensor x) {
        return Flow.cond(x.gt(0), () -> down(x.sub(1)), () -> x);
    }

    private static Tensor chosen(Tensor x) {
        return Flow.switchCase(x.cast(DType.INT32), () -> chosen(x.sub(1)), () -> x);
    }

    private static Tensor looped(Tensor x) {
        return Flow.fori(0, 2, x, (i, s) -> looped(s));
    }

    private static Tensor compiled(Tensor x) {
        return jit((TensorFn1<Tensor>) DeepTest::compiled).apply(x).mul(2);
    }

    private static Tensor derived(Tensor x) {
        return grad((TensorFn1<Tensor>) DeepTest::derived).apply(x).mul(2);
    }

    @Test
    void aRecursionWithoutEndIsTold() {
        Tensor one = Tensor.scalar(1.0);
        for (TensorFn1<Tensor> f : List.<TensorFn1<Tensor>>of(DeepTest::down, DeepTest::chosen, DeepTest::looped,
                DeepTest::compiled,
                DeepTest::derived)) {
            for (var call : List.<Runnable>of(() -> f.apply(one), () -> grad(f).apply(one), () -> jit(f).apply(one),
                    () -> vmap(f).apply(X))) {
                assertThatIllegalStateException().isThrownBy(call::run)
                        .withMessageContaining("nested deeper than the stack").withMessageContaining("Flow.whileLoop")
                        .withCauseInstanceOf(StackOverflowError.class);
            }
            assertThat(grad((TensorFn1<Tensor>) x -> x.mul(x)).apply(one).item()).as("all is closed behind it")
                    .isEqualTo(2);
        }
    }

    private static Tensor withoutEnd(Tensor x) {
        return x.size() > 2 ? x : withoutEnd(x.mul(2));
    }

    @Test
    void aRecursionOfTheUsersOwnIsHisOwn() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> grad((TensorFn1<Tensor>) DeepTest::withoutEnd).apply(X));
        assertThat(grad((TensorFn1<Tensor>) x -> x.mul(x).sum()).apply(X).toDoubleArray()).containsExactly(2, 4);
    }

    private static Tensor branches(Tensor x, int depth) {
        return depth == 0 ? x.mul(x) : Flow.cond(x.gt(0), () -> branches(x.mul(1.01), depth - 1), () -> x);
    }

    private static Tensor loops(Tensor x, int depth) {
        return depth == 0 ? x.mul(x) : Flow.fori(0, 1, x, (i, s) -> loops(s, depth - 1));
    }

    @Test
    void whatHasAnEndIsRight() {
        Tensor x = Tensor.scalar(1.0);
        double growth = Math.pow(1.01, 60);
        assertThat(branches(x, 60).item()).isCloseTo(growth * growth, within(1e-12));
        assertThat(grad((TensorFn1<Tensor>) t -> branches(t, 60)).apply(x).item()).isCloseTo(2 * growth * growth,
                within(1e-12));
        assertThat(grad((TensorFn1<Tensor>) t -> loops(t, 20)).apply(Tensor.scalar(3.0)).item()).isEqualTo(6);
    }

    @Test
    void aLongProgramIsNotADeepOne() {
        TensorFn1<Tensor> chain = x -> {
            Tensor y = x;
            for (int i = 0; i < 20_000; i++) {
                y = y.mul(0.5).add(x);
            }
            return y.sum();
        };
        assertThat(chain.apply(X).item()).isCloseTo(6, within(1e-12));
        assertThat(grad(chain).apply(X).toDoubleArray()).containsExactly(new double[]{2, 2}, within(1e-12));
        assertThat(jit(chain).apply(X).item()).isCloseTo(6, within(1e-12));
    }

    // ---- cells

    private static final class Around extends Cell {
        private final Parameter w = new Parameter(Tensor.of(1.0));
        private final @Nullable Cell inner;

        Around(@Nullable Cell inner) {
            this.inner = inner;
        }

        @Override
        public Tensor construct(Tensor x) {
            return inner == null ? x.mul(w) : inner.apply(x);
        }

        static Cell nested(int depth) {
            Cell c = new Around(null);
            for (int i = 1; i < depth; i++) {
                c = new Around(c);
            }
            return c;
        }
    }

    @Test
    void cellsNestedTooDeepAreTold() {
        var deep = Around.nested(30_000);
        for (var call : List.<Runnable>of(() -> deep.apply(X), () -> grad(deep).apply(X), () -> jit(deep).apply(X),
                deep::trainableParams)) {
            assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("cells are nested deeper")
                    .withMessageContaining("in a list");
        }
        var some = Around.nested(100);
        assertThat(some.apply(X).toDoubleArray()).containsExactly(1, 2);
        assertThat(some.trainableParams()).hasSize(100);
    }

    // ---- memory

    @Test
    void whatHasNoRoomIsNamed() {
        Tensor side = ones(DType.FLOAT64, 46_000);
        for (var call : List.<Runnable>of(() -> side.outer(side),
                () -> jit((TensorFn1<Tensor>) x -> x.outer(x).add(1)).apply(side),
                () -> grad((TensorFn1<Tensor>) x -> x.outer(side).sort(0).mul(x).sum()).apply(side),
                () -> normal(DType.FLOAT64, Key.of(1), 46_000, 46_000))) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(call::run)
                    .withMessageContaining("no memory for")
                    .withMessageContaining("bytes").withMessageContaining("-Xmx").withMessageContaining("16928000000");
        }
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> ones(DType.FLOAT64, 46_000, 46_000).toDoubleArray())
                .withMessageContaining("f64[46000,46000] (16928000000 bytes)");
    }
}
