package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// jit: when the Java code runs again, what it remembers, and that it changes no result.
final class JitTest {
    private enum Kind {
        PLUS, TIMES
    }

    private record Config(Kind kind, String name, int[] dims) {}

    // ---- when the code runs

    @Test
    void theCodeRunsOnceForEachSignature() {
        var runs = new AtomicInteger();
        var f = jit((Tensor x) -> {
            runs.incrementAndGet();
            return x.mul(2);
        });
        assertThat(f.apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(2, 4);
        assertThat(f.apply(Tensor.of(3.0, 4.0)).toDoubleArray()).containsExactly(6, 8);
        assertThat(runs).hasValue(1);
        assertThat(f.apply(Tensor.of(3.0)).item()).isEqualTo(6); // another shape
        assertThat(f.apply(Tensor.of(3f)).item()).isEqualTo(6); // another dtype
        assertThat(runs).hasValue(3);
        assertThat(f.apply(Tensor.of(5.0, 6.0)).toDoubleArray()).containsExactly(10, 12);
        assertThat(runs).hasValue(3);
    }

    @Test
    void whatIsStaticIsPartOfTheSignature() {
        var runs = new AtomicInteger();
        var f = jit((Tensor x, Config c) -> {
            runs.incrementAndGet();
            return c.kind() == Kind.PLUS ? x.add(c.dims()[0]) : x.mul(c.dims()[0]);
        });
        assertThat(f.apply(Tensor.of(5.0), new Config(Kind.PLUS, "a", new int[]{3})).item()).isEqualTo(8);
        assertThat(f.apply(Tensor.of(6.0), new Config(Kind.PLUS, "a", new int[]{3})).item()).isEqualTo(9);
        assertThat(runs).hasValue(1);
        assertThat(f.apply(Tensor.of(5.0), new Config(Kind.TIMES, "a", new int[]{3})).item()).isEqualTo(15);
        assertThat(f.apply(Tensor.of(5.0), new Config(Kind.TIMES, "a", new int[]{4})).item()).isEqualTo(20);
        assertThat(runs).hasValue(3);
    }

    @Test
    void theFormOfATreeIsPartOfTheSignature() {
        var f = jit((Map<String, List<Tensor>> m) -> m.values().stream().flatMap(List::stream).reduce(Tensor::add)
                .orElseThrow());
        Tensor one = Tensor.of(1.0);
        assertThat(f.apply(Map.of("a", List.of(one, one), "b", List.of(one))).item()).isEqualTo(3);
        assertThat(f.apply(Map.of("a", List.of(one), "b", List.of(one))).item()).isEqualTo(2);
        assertThat(f.apply(Map.of("a", List.of(one, one), "c", List.of(one, one))).item()).isEqualTo(4);
    }

    @Test
    void manyStaticValuesDoNotFillTheMemory() {
        var runs = new AtomicInteger();
        var f = jit((Tensor x, Integer n) -> {
            runs.incrementAndGet();
            return x.mul(n);
        });
        for (int n = 0; n < 1500; n++) {
            assertThat(f.apply(Tensor.of(2.0), n).item()).isEqualTo(2.0 * n);
        }
        int before = runs.get();
        assertThat(f.apply(Tensor.of(3.0), 1499).item()).isEqualTo(4497);
        assertThat(runs).hasValue(before); // the last is still known
    }

    @Test
    void resultsMayBeTreesWithStaticParts() {
        var f = jit(x -> new TreeResult(x.mul(2), "text", List.of(x, x.neg())));
        TreeResult r = f.apply(Tensor.of(3.0));
        assertThat(r.a().item()).isEqualTo(6);
        assertThat(r.name()).isEqualTo("text");
        assertThat(r.more().get(1).item()).isEqualTo(-3);
        assertThat(jit(x -> "text").apply(Tensor.of(1.0))).isEqualTo("text");
    }

    private record TreeResult(Tensor a, String name, List<Tensor> more) {}

    // ---- what is remembered

    @Test
    void parametersAreReadAndAssignedAtEveryCall() {
        var w = new Parameter(Tensor.of(2.0), "w");
        var runs = new AtomicInteger();
        var f = jit(x -> {
            runs.incrementAndGet();
            w.assign(w.add(1));
            return w.mul(x);
        });
        assertThat(f.apply(Tensor.of(10.0)).item()).isEqualTo(30);
        assertThat(f.apply(Tensor.of(10.0)).item()).isEqualTo(40);
        w.assign(Tensor.of(100.0));
        assertThat(f.apply(Tensor.of(10.0)).item()).isEqualTo(1010);
        assertThat(w.item()).isEqualTo(101);
        assertThat(runs).hasValue(1);
        Runnable step = jit(() -> w.assignSub(Tensor.of(1.0)));
        step.run();
        step.run();
        assertThat(w.item()).isEqualTo(99);
        assertThat(jit(() -> w.mul(2)).apply().item()).isEqualTo(198);
    }

    @Test
    void flagsOfCellsAndParametersAreSeen() {
        var w = new Parameter(Tensor.of(2.0), "w");
        var runs = new AtomicInteger();
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                runs.incrementAndGet();
                return isTraining() ? x.mul(w).mul(10) : x.mul(w);
            }
        };
        var f = jit(valueAndGrad(net, w));
        var values = new ArrayList<Double>();
        for (int i = 0; i < 3; i++) {
            net.setTrain(i % 2 == 1);
            values.add(f.apply(Tensor.of(3.0)).value().item());
        }
        assertThat(values).containsExactly(6.0, 60.0, 6.0);
        assertThat(runs).hasValue(2); // the first trace serves again
        assertThat(f.apply(Tensor.of(3.0)).grad().item()).isEqualTo(3);
        var hook = w.registerHook(g -> g.mul(100));
        assertThat(f.apply(Tensor.of(3.0)).grad().item()).isEqualTo(300);
        hook.remove();
        assertThat(f.apply(Tensor.of(3.0)).grad().item()).isEqualTo(3);
        w.requiresGrad(false);
        assertThat(f.apply(Tensor.of(3.0)).grad().item()).isZero();
        w.requiresGrad(true);
        assertThat(f.apply(Tensor.of(3.0)).grad().item()).isEqualTo(3);
        assertThat(runs).hasValue(4);
    }

    @Test
    void aCapturedTensorIsPartOfTheProgram() {
        var box = new Tensor[]{Tensor.of(2.0)};
        var f = jit(x -> x.mul(box[0]));
        assertThat(f.apply(Tensor.of(10.0)).item()).isEqualTo(20);
        box[0] = Tensor.of(3.0);
        // documented: a Parameter or an argument would be seen
        assertThat(f.apply(Tensor.of(10.0)).item()).isEqualTo(20);
    }

    @Test
    void aTraceThatCapturedAnOuterVariableServesOnlyOnce() {
        var box = new Tensor[]{Tensor.scalar(2.0)};
        var f = jit(x -> x.mul(box[0]));
        assertThat(f.apply(3).item()).isEqualTo(6);
        Tensor g = grad(u -> { // H4: the field holds a variable of the gradient now
            box[0] = u.mul(u);
            return f.apply(3);
        }).apply(5);
        assertThat(g.item()).isEqualTo(30);
        box[0] = Tensor.scalar(7.0);
        assertThat(f.apply(3).item()).isEqualTo(6);
        assertThat(grad(u -> grad(v -> jit(w -> w.mul(u)).apply(v)).apply(u)).apply(3).item()).isEqualTo(1);
    }

    // ---- no result changes

    @Test
    void derivativesGoThroughAndInside() {
        TensorFn1<Tensor> f = x -> sin(x).mul(x);
        double first = Math.cos(2) * 2 + Math.sin(2);
        double second = 2 * Math.cos(2) - 2 * Math.sin(2);
        assertThat(grad(jit(f)).apply(2).item()).isEqualTo(grad(f).apply(2).item());
        assertThat(jit(grad(f)).apply(2).item()).isCloseTo(first, within(1e-15));
        assertThat(grad(jit(grad(jit(f)))).apply(2).item()).isCloseTo(second, within(1e-15));
        assertThat(jit(jit(jit(f))).apply(2).item()).isEqualTo(f.apply(2).item());
        assertThat(vmap(jit(f)).apply(Tensor.of(1.0, 2.0)).toDoubleArray())
                .containsExactly(f.apply(Tensor.of(1.0, 2.0)).toDoubleArray());
        assertThat(jit(vmap(f)).apply(Tensor.of(1.0, 2.0)).toDoubleArray())
                .containsExactly(f.apply(Tensor.of(1.0, 2.0)).toDoubleArray());
        assertThat(jvp(jit(f), Tensor.scalar(2.0), Tensor.scalar(1.0)).tangent().item()).isCloseTo(first,
                within(1e-15));
    }

    @Test
    void cellsAndFunctionsOfEveryArity() {
        Tensor a = Tensor.of(2.0), b = Tensor.of(3.0), c = Tensor.of(5.0), d = Tensor.of(7.0);
        assertThat(jit((x, y) -> x.mul(y)).apply(a, b).item()).isEqualTo(6);
        assertThat(jit((x, y, z) -> x.mul(y).mul(z)).apply(a, b, c).item()).isEqualTo(30);
        assertThat(jit((x, y, z, w) -> x.mul(y).mul(z).mul(w)).apply(a, b, c, d).item()).isEqualTo(210);
        var net = new Cell() {
            final Parameter w = new Parameter(Tensor.of(2.0));

            @Override
            protected Tensor construct(Tensor x) {
                return x.mul(w);
            }
        };
        var fast = jit(net);
        assertThat(fast.apply(a).item()).isEqualTo(4);
        net.w.assign(Tensor.of(10.0));
        assertThat(fast.apply(a).item()).isEqualTo(20);
        assertThat(grad(fast, net.w).apply(a).item()).isEqualTo(2);
    }

    @Test
    void anExceptionIsNotRemembered() {
        var fail = new boolean[]{true};
        var f = jit(x -> {
            if (fail[0]) {
                throw new IllegalStateException("first");
            }
            return x.mul(2);
        });
        assertThatIllegalStateException().isThrownBy(() -> f.apply(Tensor.of(1.0))).withMessage("first");
        fail[0] = false;
        assertThat(f.apply(Tensor.of(1.0)).item()).isEqualTo(2);
    }

    @Test
    void manyThreadsMayCallIt() throws Exception {
        var w = new Parameter(Tensor.of(3.0), "w");
        var f = jit(valueAndGrad((Tensor x, Integer n) -> x.pow(n).mul(w), wrt(0, w)));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 200; i++) {
                double x = 1 + i % 7;
                int n = 2 + i % 3;
                tasks.add(() -> {
                    var r = f.apply(Tensor.of(x), n);
                    return r.grad().first().item() == 3 * n * Math.pow(x, n - 1)
                            && r.grad().second().item() == Math.pow(x, n);
                });
            }
            for (Future<Boolean> right : pool.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        }
    }
}
