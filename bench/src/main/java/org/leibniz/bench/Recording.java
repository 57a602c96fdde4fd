package org.leibniz.bench;

import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;

import java.util.concurrent.TimeUnit;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The gradient of a chain of operations on one element: traced and looked up, or jitted.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class Recording {
    private final Tensor x = Tensor.of(0.5f);
    private final TensorFn1<Tensor> plain = grad(this::chain);
    private final TensorFn1<Tensor> jitted = jit(plain);

    /// How many operations the chain has.
    @Param({"1", "10", "100", "1000"})
    public int operations;

    private Tensor chain(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < operations; i++) {
            y = i % 2 == 0 ? y.mul(x) : y.add(x);
        }
        return y;
    }

    /// Records, looks the program up, calls it.
    ///
    /// @return the gradient
    @Benchmark
    public Tensor plain() {
        return plain.apply(x);
    }

    /// Calls the program.
    ///
    /// @return the gradient
    @Benchmark
    public Tensor jitted() {
        return jitted.apply(x);
    }
}
