package org.leibniz.bench;

import static org.leibniz.Leibniz.*;

import java.util.concurrent.TimeUnit;
import org.leibniz.Fn2;
import org.leibniz.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An update of Adam, jitted: into new arrays, and where the state before was.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class Updates {
    private static final double RATE = 1e-3;
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    /// Weights, and what Adam keeps of their gradients.
    record Moments(Tensor w, Tensor mean, Tensor square) {}

    private static final Fn2<Moments, Tensor, Moments> UPDATE = (s, g) -> {
        var mean = s.mean().mul(MEAN_DECAY).add(g.mul(1 - MEAN_DECAY));
        var square = s.square().mul(SQUARE_DECAY).add(square(g).mul(1 - SQUARE_DECAY));
        return new Moments(s.w().sub(mean.div(sqrt(square).add(EPSILON)).mul(RATE)), mean, square);
    };

    private final Fn2<Moments, Tensor, Moments> fresh = jit(UPDATE);
    private final Fn2<Moments, Tensor, Moments> donating = jit(UPDATE, donate(0));
    private Tensor gradient = Tensor.scalar(0f);
    private Moments kept = new Moments(gradient, gradient, gradient);
    private Moments given = kept;

    /// How many weights there are.
    @Param({"100000", "1000000"})
    public int n;

    /// Makes weights and a gradient.
    @Setup
    public void make() {
        gradient = Inputs.real(1, 1, 0, n);
        kept = start();
        given = start();
    }

    private Moments start() {
        return new Moments(Inputs.real(2, 1, 0, n), Inputs.real(3, 0.1, 0, n), square(Inputs.real(4, 0.1, 0, n)));
    }

    /// Into new arrays.
    ///
    /// @return the weights after it
    @Benchmark
    public Tensor fresh() {
        kept = fresh.apply(kept, gradient);
        return kept.w();
    }

    /// Where the state before was.
    ///
    /// @return the weights after it
    @Benchmark
    public Tensor donated() {
        given = donating.apply(given, gradient);
        return given.w();
    }
}
