package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Parameters that are read and set on threads of one's own while a transformation is open: what is computed there
/// beside it is right and disturbs nobody, what enters it is found by it or refused, never a silent constant. Expected
/// values are closed forms.
@Timeout(120)
final class ParametersOnThreadsTest {
    private final Parameter w = new Parameter(Tensor.of(3.0, 5.0), "w");
    private final Parameter u = new Parameter(Tensor.of(2.0, 2.0), "u");

    /// On a thread that takes no part in anything.
    private static <T> T elsewhere(Callable<T> task) {
        return on(r -> new Thread(r).start(), task);
    }

    private static <T> T on(Executor executor, Callable<T> task) {
        var run = new FutureTask<>(task);
        executor.execute(run);
        try {
            return run.get();
        } catch (Exception e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private static void refused(String parameter, Callable<?> call) {
        assertThatIllegalStateException().isThrownBy(call::call).withMessageContaining("the parameter " + parameter)
                .withMessageContaining("bound(task)").withMessageContaining("value()");
    }

    private static void same(Tensor got, double... expected) {
        assertThat(got.flatten().toDoubleArray()).containsExactly(expected, within(1e-12));
    }

    // ---- gradients

    @Test
    void aGradientRefusesWhatItWouldLack() {
        refused("w", () -> grad(() -> elsewhere(() -> w.mul(w)).sum(), w).apply());
        refused("w", () -> grad((Tensor x) -> elsewhere(() -> w.mul(x)).sum(), w).apply(Tensor.of(1.0, 2.0)));
        refused("w", () -> grad((Tensor x) -> x.mul(elsewhere(w::value)), w).apply(Tensor.of(1.0, 2.0)));
        refused("w", () -> valueAndGrad(() -> elsewhere(() -> w.mul(w)).sum(), w).apply());
        refused("w", () -> vjp((Tensor x) -> x.mul(elsewhere(() -> w.mul(1))), wrt(wrt(0), w), Tensor.of(1.0, 2.0)));
        refused("w", () -> grad(() -> on(r -> Thread.ofVirtual().start(r), () -> w.mul(w)).sum(), w).apply());
        refused("w", () -> grad(() -> CompletableFuture.supplyAsync(() -> w.mul(w)).join().sum(), w).apply());
    }

    @Test
    void howeverItWasComputedFromThere() {
        refused("w", () -> grad(() -> {
            Tensor y = elsewhere(() -> elsewhere(() -> Leibniz.exp(w.mul(0.1)).get(1)).add(u.sum()));
            return y.mul(2).add(y.sub(1)).sum(); // still plain data
        }, w).apply());
        refused("w", () -> grad(() -> elsewhere(() -> jit((Tensor x) -> x.mul(w)).apply(Tensor.of(1.0, 1.0))).sum(), w)
                .apply());
        refused("w",
                () -> grad(() -> elsewhere(() -> grad((Tensor z) -> z.mul(z).mul(w)).apply(Tensor.of(1.0, 1.0))).sum(),
                        w).apply());
        refused("w", () -> grad((Tensor x) -> elsewhere(() -> grad((Tensor z) -> z.mul(x).mul(w)).apply(x)).sum(), w)
                .apply(Tensor.of(1.0, 1.0)));
        refused("w", () -> grad(() -> elsewhere(() -> grad(() -> w.mul(w).mul(w), w).apply()).sum(), w).apply());
        refused("w", () -> grad(() -> elsewhere(() -> vmap((Tensor x) -> x.mul(2)).apply(w)).sum(), w).apply());
        refused("w",
                () -> grad(() -> elsewhere(() -> Flow.fori(0, 3, w.value(), (i, s) -> s.mul(2))).sum(), w).apply());
        refused("w", () -> grad(() -> elsewhere(() -> concat(0, w, u)).sum(), w).apply());
        refused("w", () -> grad((Tensor x) -> {
            Tensor y = elsewhere(() -> w.mul(1)).mul(x);
            assertThat(y.get(0).item()).isEqualTo(3); // looked at before
            return y.sum();
        }, w).apply(Tensor.of(1.0, 1.0)));
        refused("w", () -> grad((Tensor x) -> grad((Tensor z) -> z.mul(elsewhere(() -> w.mul(1)))).apply(x).sum(), w)
                .apply(Tensor.of(1.0, 1.0)));
        refused("w", () -> grad((Tensor x) -> jit((Tensor z) -> z.mul(elsewhere(() -> w.mul(1)))).apply(x).sum(), w)
                .apply(Tensor.of(1.0, 1.0)));
        refused("w", () -> grad((Tensor x) -> {
            u.assign(elsewhere(() -> w.mul(2)));
            return x.mul(u);
        }, w).apply(Tensor.of(1.0, 1.0)));
        same(u.value(), 2, 2);
    }

    /// There it has a node of that, which the gradient inside captures.
    @Test
    void whereATransformationAroundRecordsIt() {
        Tensor at = Tensor.of(1.0, 1.0);
        TensorFn1<Tensor> inside = x -> grad(() -> elsewhere(() -> w.mul(x)).sum(), w).apply();
        refused("w", () -> grad((Tensor x) -> inside.apply(x).sum()).apply(at));
        refused("w", () -> jvp(inside, at, at));
        refused("w", () -> jit(inside).apply(at));
        refused("w", () -> vmap((Tensor x) -> inside.apply(x.broadcastTo(2))).apply(at));
        refused("w", () -> jit((Tensor x) -> grad(() -> elsewhere(() -> w.mul(x).add(x)).mul(x).sum(), w).apply())
                .apply(at));
        same(grad((Tensor x) -> grad(() -> elsewhere(() -> stopGradient(w).mul(x)).mul(w).sum(), w).apply().sum())
                .apply(at), 3, 5);
        same(grad((Tensor x) -> grad(() -> elsewhere(() -> u.mul(x)).mul(w).sum(), w).apply().sum()).apply(at), 2, 2);
    }

    @Test
    void whatTheGradientNeedNotKnowMayEnter() {
        Tensor one = Tensor.of(1.0, 1.0);
        same(grad((Tensor x) -> x.mul(x).mul(elsewhere(() -> w.mul(2))), wrt(0)).apply(one), 12, 20);
        same(grad((Tensor x) -> x.mul(u).mul(elsewhere(() -> w.mul(2))), u).apply(one), 6, 10);
        same(grad(() -> w.mul(elsewhere(() -> stopGradient(w.mul(2)))), w).apply(), 6, 10);
        same(grad(() -> w.mul(stopGradient(elsewhere(() -> w.mul(2)))), w).apply(), 6, 10);
        same(grad(() -> w.mul(elsewhere(() -> w.gt(4))), w).apply(), 0, 1);
        same(grad(() -> w.mul(elsewhere(() -> w.argmax(0))), w).apply(), 1, 1);
        same(grad(() -> w.mul(elsewhere(() -> w.sum().item())), w).apply(), 8, 8);
        Tensor before = elsewhere(() -> w.mul(2));
        same(grad(() -> w.mul(before), w).apply(), 6, 10);
        same(jvp((Tensor x) -> x.mul(elsewhere(() -> w.mul(2))), one, one).tangent(), 6, 10);
    }

    @Test
    void whatAnotherTransformationSawOpenIsAConstantInLaterOnes() {
        var kept = new AtomicReference<Tensor>();
        same(grad(() -> {
            kept.set(elsewhere(() -> w.mul(2)));
            return w.mul(w);
        }, w).apply(), 6, 10);
        same(grad(() -> w.mul(kept.get()), w).apply(), 6, 10);
        same(jit((Tensor x) -> x.mul(kept.get())).apply(Tensor.of(1.0, 1.0)), 6, 10);
        same(grad(() -> { // the inner one was opened after the read, and the outer one does not want it
            Tensor y = elsewhere(() -> w.mul(2));
            return grad(() -> w.mul(w).mul(y), w).apply().mul(u);
        }, u).apply(), 36, 100);
    }

    @Test
    void aParallelStreamIsRightOrRefused() {
        int n = 64;
        int refused = 0;
        for (int round = 0; round < 30; round++) {
            try {
                same(grad(() -> IntStream.range(0, n).parallel().mapToObj(i -> w.mul(w).mul(i)).reduce(Tensor::add)
                        .orElseThrow(), w)
                        .apply(),
                        6. * n * (n - 1) / 2, 10. * n * (n - 1) / 2);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("bound(task)");
                refused++;
            }
        }
        assertThat(refused).isBetween(0, 30);
        var parts = IntStream.range(0, n).boxed().toList();
        same(grad(() -> {
            var tasks = parts.stream().map(i -> bound(() -> w.mul(w).mul(i))).toList();
            return tasks.parallelStream().map(ParametersOnThreadsTest::call).reduce(Tensor::add).orElseThrow();
        }, w).apply(), 6. * n * (n - 1) / 2, 10. * n * (n - 1) / 2);
        same(grad(() -> {
            Tensor read = w.value();
            return parts.parallelStream().map(i -> read.mul(read).mul(i)).reduce(Tensor::add).orElseThrow();
        }, w).apply(), 6. * n * (n - 1) / 2, 10. * n * (n - 1) / 2);
    }

    private static Tensor call(Callable<Tensor> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void boundTasksAreFound() {
        try (var pool = Executors.newFixedThreadPool(2)) {
            Executor bound = bound(pool); // binds each task where it is handed in
            same(grad(() -> on(bound, () -> w.mul(w)), w).apply(), 6, 10);
            same(grad(() -> CompletableFuture.supplyAsync(() -> w.mul(w), bound).join(), w).apply(), 6, 10);
            same(grad(() -> elsewhere(bound(() -> w.mul(w).mul(w))), w).apply(), 27, 75);
            same(grad(() -> on(r -> Thread.ofVirtual().start(r), bound(() -> w.mul(w))), w).apply(), 6, 10);
            same(grad(() -> grad(() -> on(bound, () -> w.mul(w).mul(w)), w).apply(), w).apply(), 18, 30);
            var f = jit((Tensor x) -> on(bound, () -> w.mul(x)));
            same(f.apply(Tensor.of(1.0, 2.0)), 3, 10);
            w.assign(Tensor.of(7.0, 7.0));
            same(f.apply(Tensor.of(1.0, 2.0)), 7, 14);
        }
    }

    // ---- jit and vmap

    @Test
    void jitRefusesWhatItWouldKeep() {
        var bind = new AtomicBoolean();
        var f = jit((Tensor x) -> {
            Callable<Tensor> task = () -> w.mul(x.shape().rank());
            return x.mul(elsewhere(bind.get() ? bound(task) : task));
        });
        Tensor x = Tensor.of(1.0, 2.0);
        refused("w", () -> f.apply(x));
        bind.set(true);
        same(f.apply(x), 3, 10);
        w.assign(Tensor.of(1.0, 1.0));
        same(f.apply(x), 1, 2);
        refused("w", () -> jit((Tensor t) -> t.mul(elsewhere(() -> stopGradient(w.value())))).apply(x));
        refused("w", () -> jit((Tensor t) -> t.mul(elsewhere(() -> w.gt(4)))).apply(x));
        refused("w", () -> jit((Tensor t) -> Flow.fori(0, 2, t, (i, s) -> s.mul(elsewhere(w::value)))).apply(x));
        refused("w", () -> jit((Tensor t) -> {
            u.assign(elsewhere(() -> w.mul(2)));
            return t.mul(2);
        }).apply(x));
        refused("w", () -> jit(grad((Tensor t) -> t.mul(elsewhere(w::value)))).apply(x));
    }

    @Test
    void jitDoesNotShowWhatItWouldKeep() {
        Tensor x = Tensor.of(1.0, 2.0);
        assertThatExceptionOfType(NoValueException.class).isThrownBy(() -> jit((Tensor t) -> {
            return elsewhere(() -> w.sum()).item() > 0 ? t : t.neg();
        }).apply(x)).withMessageContaining("bound(task)").withMessageContaining("the parameter w");
        assertThatExceptionOfType(NoValueException.class).isThrownBy(() -> jit((Tensor t) -> {
            return elsewhere(() -> w.gt(4)).any().isTrue() ? t : t.neg();
        }).apply(x)).withMessageContaining("bound(task)");
        assertThat(jit((Tensor t) -> {
            assertThat(elsewhere(() -> w.sum()).toString()).contains("bound(task)");
            return t;
        }).apply(x).toDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void vmapAndLoopsByThemselvesNeedNoBinding() {
        Tensor xs = Tensor.of(1.0, 2.0, 4.0);
        same(vmap((Tensor x) -> elsewhere(() -> w.mul(2)).mul(x).sum()).apply(xs), 16, 32, 64);
        same(vmap((Tensor x) -> elsewhere(() -> w.mul(x)).sum()).apply(xs), 8, 16, 32);
        same(Flow.fori(0, 2, Tensor.of(1.0, 1.0), (i, s) -> s.mul(elsewhere(w::value))), 9, 25);
        refused("w", () -> grad(() -> vmap((Tensor x) -> elsewhere(() -> w.mul(2)).mul(x).sum()).apply(xs).sum(), w)
                .apply());
        refused("w", () -> grad(() -> vmap((Tensor x) -> elsewhere(() -> w.mul(x)).sum()).apply(xs).sum(), w).apply());
        refused("w", () -> jit((Tensor y) -> vmap((Tensor x) -> elsewhere(() -> w.mul(x)).sum()).apply(y)).apply(xs));
        same(grad(() -> vmap((Tensor x) -> elsewhere(bound(() -> w.mul(x))).sum()).apply(xs).sum(), w).apply(), 7, 7);
        same(vmap(grad((Tensor x) -> elsewhere(() -> w.mul(x)).sum())).apply(xs), 8, 8, 8);
    }

    // ---- beside

    @Test
    void aServerAnswersWhileAnotherThreadTrains() throws Exception {
        var questions = new SynchronousQueue<Tensor>();
        var answers = new SynchronousQueue<double[]>();
        var compiled = jit((Tensor x) -> x.mul(w).sum());
        var server = new Thread(() -> {
            try {
                while (true) {
                    Tensor x = questions.take();
                    if (x.size() == 0) {
                        return;
                    }
                    answers.put(new double[]{w.mul(x).sum().item(), compiled.apply(x).item(),
                            vmap((Tensor z) -> z.mul(w).sum()).apply(x.reshape(1, 2)).item(),
                            grad((Tensor z) -> z.mul(w).sum()).apply(x).get(1).item(),
                            grad(() -> w.mul(w).mul(x), w).apply().get(0).item()});
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();
        Tensor x = Tensor.of(1.0, 2.0);
        var step = jit((Tensor t) -> {
            ask(questions, answers, t.shape().rank());
            return grad(() -> {
                ask(questions, answers, 1);
                return w.mul(w).mul(t);
            }, w).apply();
        });
        for (int i = 0; i < 20; i++) {
            double a = w.get(0).item();
            double b = w.get(1).item();
            same(grad(() -> {
                ask(questions, answers, 1);
                Tensor y = w.mul(w);
                ask(questions, answers, 1);
                return y;
            }, w).apply(), 2 * a, 2 * b);
            same(i % 2 == 0 ? step.apply(x) : jit(step).apply(x), 2 * a, 4 * b);
            w.assign(Tensor.of(a + 1, b - 2));
        }
        questions.put(Tensor.of(new double[0]));
        server.join();
    }

    private void ask(SynchronousQueue<Tensor> questions, SynchronousQueue<double[]> answers, int rank) {
        assertThat(rank).isEqualTo(1);
        double[] value = elsewhere(() -> w.value().toDoubleArray());
        try {
            questions.put(Tensor.of(1.0, 2.0));
            double sum = value[0] + 2 * value[1];
            assertThat(answers.take()).containsExactly(sum, sum, sum, value[1], 2 * value[0]);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void trainersOfOneModelDoNotDisturbEachOther() throws Exception {
        // each takes gradients of the same parameters, uses its own results as constants, and sets parameters of its
        // own
        var threads = new ArrayList<FutureTask<Boolean>>();
        for (int k = 0; k < 4; k++) {
            var own = new Parameter(Tensor.of(1.0, 1.0), "own" + k);
            var task = new FutureTask<>(() -> {
                for (int i = 0; i < 200; i++) {
                    Tensor g = grad(() -> w.mul(w).add(u.mul(w)), new ParameterTuple(w, u)).apply().get(0);
                    same(g, 8, 12);
                    own.assign(g.mul(2));
                    same(grad(() -> w.mul(g).mul(own), w).apply(), 128, 288);
                    same(jit((Tensor x) -> x.mul(g).mul(own)).apply(Tensor.of(1.0, 1.0)), 128, 288);
                }
                return true;
            });
            threads.add(task);
            new Thread(task).start();
        }
        for (var t : threads) {
            assertThat(t.get()).isTrue();
        }
    }

    @Test
    void aValueKeepsNoParameterAlive() throws Exception {
        var kept = new ArrayList<Tensor>();
        var gone = new ArrayList<WeakReference<Parameter>>();
        grad(() -> {
            elsewhere(() -> {
                for (int i = 0; i < 10; i++) {
                    var p = new Parameter(Tensor.of(1.0, 1.0), "p");
                    jit((Tensor x) -> {
                        kept.add(elsewhere(() -> p.mul(2)));
                        return x;
                    }).apply(Tensor.of(1.0));
                    gone.add(new WeakReference<>(p));
                }
                return true;
            });
            return w.mul(w);
        }, w).apply();
        for (int i = 0; i < 50 && gone.stream().anyMatch(g -> g.get() != null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(gone).allMatch(g -> g.get() == null);
        assertThat(kept).hasSize(10).allSatisfy(t -> same(t, 2, 2));
    }

    // ---- assignments

    @Test
    void anAssignmentOfATensorOfAnOpenTransformationNeedsABoundTask() {
        var mean = new Parameter(Tensor.scalar(0.0), "mean");
        refused(mean, () -> grad((Tensor x) -> {
            elsewhere(() -> {
                mean.assign(x.mean());
                return true;
            });
            return x.mul(x);
        }).apply(Tensor.of(1.0, 3.0)));
        refused(mean, () -> jit((Tensor x) -> {
            elsewhere(() -> {
                mean.assignAdd(x.mean());
                return true;
            });
            return x.mul(x);
        }).apply(Tensor.of(1.0, 3.0)));
        refused(mean, () -> grad((Tensor x) -> {
            elsewhere(() -> grad((Tensor z) -> {
                mean.assign(z.mul(x).sum());
                return z.mul(z);
            }).apply(Tensor.of(1.0, 1.0)));
            return x.mul(x);
        }).apply(Tensor.of(1.0, 3.0)));
        assertThat(mean.item()).isZero();
        grad((Tensor x) -> {
            elsewhere(bound(() -> {
                mean.assign(x.mean());
                return true;
            }));
            assertThat(elsewhere(mean::item)).as("not yet").isZero();
            return x.mul(x);
        }).apply(Tensor.of(1.0, 3.0));
        assertThat(mean.item()).isEqualTo(2);
    }

    private static void refused(Parameter p, Callable<?> call) {
        assertThatIllegalStateException().isThrownBy(call::call).withMessageContaining("the parameter " + p.name())
                .withMessageContaining("bound(task)");
    }

    @Test
    void whatAnotherThreadAssignsTakesEffectAtOnce() {
        same(grad(() -> {
            elsewhere(() -> {
                u.assign(w.mul(2));
                return true;
            });
            return w.mul(u); // a trainer beside may do that
        }, w).apply(), 6, 10);
        same(u.value(), 6, 10);
    }

    @Test
    void aBoundTaskThatOutlivesTheTransformationRunsInWhatIsAround() throws Exception {
        var task = new AtomicReference<Callable<Tensor>>();
        Callable<Tensor> late = () -> {
            Tensor y = w.mul(u);
            u.assign(y);
            return y;
        };
        for (var run : List.<Runnable>of(() -> grad(() -> {
            task.set(bound(late));
            return w.mul(u);
        }, w).apply(), jit(() -> {
            w.mul(u);
            task.set(bound(late));
        }), () -> vmap((Tensor x) -> {
            task.set(bound(late));
            return x.mul(w.sum());
        }).apply(Tensor.of(1.0, 2.0)))) {
            run.run();
            u.assign(Tensor.of(2.0, 4.0));
            w.assign(Tensor.of(3.0, 1.0));
            same(elsewhere(task.get()), 6, 4);
            same(u.value(), 6, 4);
        }
    }

    // ---- flags

    /// A cell whose value depends on a flag alone.
    private static final class Doubling extends Cell {
        @Override
        public Tensor construct(Tensor x) {
            return isTraining() ? x.mul(2) : x.mul(1);
        }
    }

    @Test
    void aFlagThatABoundTaskReadsIsACondition() {
        var cell = new Doubling();
        cell.setTrain(false);
        var f = jit((Tensor x) -> elsewhere(bound(() -> cell.apply(x))));
        var g = jit((Tensor x) -> {
            var result = new AtomicReference<Tensor>();
            Runnable task = bound(() -> result.set(cell.apply(x)));
            elsewhere(Executors.callable(task));
            return result.get();
        });
        same(f.apply(Tensor.of(1.0, 2.0)), 1, 2);
        same(g.apply(Tensor.of(1.0, 2.0)), 1, 2);
        cell.setTrain(true);
        same(f.apply(Tensor.of(1.0, 2.0)), 2, 4);
        same(g.apply(Tensor.of(1.0, 2.0)), 2, 4);
    }
}
