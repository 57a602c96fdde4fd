package org.leibniz.bench;

import static org.leibniz.Leibniz.jit;

import java.util.concurrent.TimeUnit;
import org.leibniz.Leibniz;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Elementwise functions and reductions of rows of 512 numbers, jitted.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class Loops {
    private static final int WIDTH = 512;

    private final TensorFn1<Tensor> exp = jit(a -> Leibniz.exp(a));
    private final TensorFn1<Tensor> softmax = jit(a -> Leibniz.softmax(a));
    private final TensorFn1<Tensor> sum = jit(a -> a.sum());
    private final TensorFn1<Tensor> rowSums = jit(a -> a.sum(1));
    private final TensorFn1<Tensor> columnSums = jit(a -> a.sum(0));
    private final TensorFn1<Tensor> max = jit(a -> a.max());
    private Tensor x = Inputs.real(1, 1, 0, 1, WIDTH);

    /// How many rows there are.
    @Param({"2", "2000"})
    public int rows;

    /// Makes the input.
    @Setup
    public void make() {
        x = Inputs.real(1, 1, 0, rows, WIDTH);
    }

    /// A transcendental function.
    ///
    /// @return a tensor of the input's shape
    @Benchmark
    public Tensor exp() {
        return exp.apply(x);
    }

    /// Softmax of each row.
    ///
    /// @return a tensor of the input's shape
    @Benchmark
    public Tensor softmax() {
        return softmax.apply(x);
    }

    /// The sum of everything.
    ///
    /// @return a scalar
    @Benchmark
    public Tensor sum() {
        return sum.apply(x);
    }

    /// The sum of each row.
    ///
    /// @return one number a row
    @Benchmark
    public Tensor rowSums() {
        return rowSums.apply(x);
    }

    /// The sum of each column.
    ///
    /// @return one number a column
    @Benchmark
    public Tensor columnSums() {
        return columnSums.apply(x);
    }

    /// The largest of everything.
    ///
    /// @return a scalar
    @Benchmark
    public Tensor max() {
        return max.apply(x);
    }
}
