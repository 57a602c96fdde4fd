package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.leibniz.Leibniz.exp;
import static org.leibniz.Leibniz.eye;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.sin;
import static org.leibniz.Leibniz.vmap;
import static org.leibniz.Leibniz.zeros;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What takes long answers an interrupt, leaves nothing half done, and may be used again.
@Timeout(120)
final class InterruptTest {
    @AfterEach
    void clear() {
        assertThat(Thread.interrupted()).isTrue(); // its status stayed
        assertThat(exp(zeros(DType.FLOAT64, 100_000)).sum().item()).isEqualTo(100_000); // and workers are there
    }

    /// Interrupts this thread soon and expects an end. The work has none of its own.
    private static void interrupted(Runnable work) {
        var caller = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        assertThatExceptionOfType(InterruptedComputationException.class).isThrownBy(work::run)
                .withMessageContaining("Thread.interrupted()");
        assertThat(caller.isInterrupted()).isTrue();
    }

    private static Tensor forEver(Tensor x) {
        return Flow.whileLoop(x, s -> s.ge(0), s -> s.mul(0.5));
    }

    private static Tensor aBillionTimes(Tensor x) {
        return Flow.fori(0, 1_000_000_000, x, (i, s) -> s.mul(0.5));
    }

    static Stream<Map.Entry<String, Supplier<Tensor>>> loops() {
        var x = Tensor.scalar(1.0);
        var all = new LinkedHashMap<String, Supplier<Tensor>>();
        all.put("while", () -> forEver(x));
        all.put("fori", () -> aBillionTimes(x));
        all.put("jit", () -> jit(InterruptTest::forEver).apply(x));
        all.put("vmap", () -> vmap(InterruptTest::forEver).apply(ones(DType.FLOAT64, 3)));
        all.put("jvp", () -> Leibniz.jvp(InterruptTest::forEver, x, x).tangent());
        all.put("read under grad",
                () -> grad(y -> Tensor.scalar(forEver(Leibniz.stopGradient(y)).item()).mul(y)).apply(x));
        all.put("inside a branch", () -> Flow.cond(x.gt(0), () -> forEver(x), () -> x));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void loops(Map.Entry<String, Supplier<Tensor>> loop) {
        interrupted(() -> assertThat(loop.getValue().get()).isNull()); // it has no value
    }

    static Stream<Map.Entry<String, Supplier<Tensor>>> calls() {
        var all = new LinkedHashMap<String, Supplier<Tensor>>();
        var square = eye(DType.FLOAT64, 700).mul(2.0);
        var integers = ones(DType.INT32, 600, 600);
        var many = Leibniz.arange(3_000_000).mul(0.7).mod(1.0);
        all.put("product", () -> square.matmul(square));
        all.put("product of floats", () -> square.cast(DType.FLOAT32).matmul(square.cast(DType.FLOAT32)));
        all.put("product of integers", () -> integers.matmul(integers));
        all.put("solve", () -> Leibniz.solve(square, square));
        all.put("cholesky", () -> Leibniz.cholesky(square));
        all.put("sort", () -> many.sort(0));
        all.put("sort of doubles", () -> many.cast(DType.FLOAT64).sort(0));
        all.put("argsort", () -> many.argsort(0));
        all.put("running sum", () -> many.cumsum(0));
        all.put("kernel", () -> sin(exp(many)).sum());
        all.put("one operation", () -> many.add(many));
        var some = ones(DType.FLOAT64, 700);
        var steps = jit((Tensor x) -> {
            var y = x;
            for (int i = 0; i < 100; i++) {
                y = y.div(y.sum()).add(y.max());
            }
            return y;
        });
        all.put("many steps", () -> steps.apply(some));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void calls(Map.Entry<String, Supplier<Tensor>> call) {
        interrupted(() -> {
            while (true) {
                assertThat(call.getValue().get()).isNotNull();
            }
        });
    }

    @Test
    void nothingIsAssigned() {
        var count = new Parameter(Tensor.of(3.0), "count");
        var f = jit((Tensor x) -> {
            count.assign(x);
            return forEver(x);
        });
        interrupted(() -> f.apply(Tensor.of(7.0)));
        Thread.interrupted();
        assertThat(count.value().item()).isEqualTo(3.0);
        var g = jit((Tensor x) -> {
            count.assign(x);
            return x;
        });
        g.apply(Tensor.of(7.0));
        assertThat(count.value().item()).isEqualTo(7.0);
        Thread.currentThread().interrupt();
    }

    /// The same program runs again, with what its state had been used for half way.
    @Test
    void theProgramRunsAgain() {
        var f = jit((Tensor x) -> Flow.whileLoop(x, s -> s.lt(10.0), s -> s.mul(2.0)).add(1.0));
        assertThat(f.apply(Tensor.scalar(1.0)).item()).isEqualTo(17.0);
        interrupted(() -> {
            while (true) {
                f.apply(Tensor.scalar(-1.0));
            }
        });
        Thread.interrupted();
        assertThat(f.apply(Tensor.scalar(3.0)).item()).isEqualTo(13.0);
        Thread.currentThread().interrupt();
    }

    /// Small calls take no notice.
    @Test
    void whatIsShortGoesOn() {
        Thread.currentThread().interrupt();
        assertThat(grad(x -> sin(x).mul(x)).apply(0.0).item()).isZero();
        assertThat(Tensor.of(1.0, 2.0).sum().item()).isEqualTo(3.0);
    }
}
