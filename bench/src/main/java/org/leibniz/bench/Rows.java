package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.real64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.leibniz.DType;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;

/// The rows of the speed table, written as a user would write them. The larger ones have files of their own.
///
/// | row | outputs of a call |
/// |---|---|
/// | `affine` | gradient of 6x + 1 |
/// | `rosen1k` | value and gradient of the Rosenbrock function |
/// | `seed_matmul` | gradients of x, y, z of sum((x z) @ y) |
/// | `seed_bce` | value, gradients of w, b of a binary cross entropy |
/// | `mlp`, `cnn`, `gpt`, `lstm`, `embed` | the loss before a step, the parameters after it |
/// | `vae` | the same, and what Adam keeps |
/// | `bs` | gradients of the Black–Scholes price of a million options |
/// | `bs_donated` | the same, written where those of the call before were |
/// | `hess` | Hessian of a logistic regression |
/// | `pinn` | loss of a Burgers network, gradients of its parameters |
/// | `nth_sin` | sixth derivative of sin |
/// | `kalman` | the likelihood of a series, gradient of four parameters |
/// | `maml` | loss after learning, gradients of the weights before it |
/// | `barrier` | price of a barrier option, its five gradients |
/// | `node` | what a differential equation leads to, gradients of its network |
/// | `matmul_N` | the product of two matrices |
final class Rows {
    /// A row by name.
    ///
    /// @param name its name
    /// @param goal how many times faster than the fastest peer it is meant to be
    /// @param limit about how many µs a call takes if the processor or the memory is the limit, on Intel and on AMD
    /// @param maker makes its inputs and functions; every row made starts afresh
    record Entry(String name, double goal, String limit, Supplier<Row> maker) {
        Row make() {
            return maker.get();
        }

        /// The row of the peers that it is compared with.
        String theirs() {
            return name.equals("bs_donated") ? "bs" : name;
        }

        /// After how many seconds at most its calls are meant to be within a quarter of the best.
        double warmGoal() {
            return LARGE.contains(name) ? 3 : 1;
        }

        /// Those that can win: compiled PyTorch is ahead of the other two in `bs` at most, Hipparchus in `nth_sin`.
        List<Rival> rivals(Optional<Peers> peers) {
            var rivals = new ArrayList<Rival>();
            peers.ifPresent(p -> {
                rivals.add(p.rival("jax", theirs()));
                rivals.add(p.rival("torch", theirs()));
                if (theirs().equals("bs")) {
                    rivals.add(p.rival("compile", theirs()));
                }
            });
            if (name.equals("nth_sin")) {
                rivals.add(new Hipparchus());
            }
            return rivals;
        }
    }

    static final List<Entry> ALL = entries();

    private static final List<String> LARGE = List.of("cnn", "pinn", "gpt");

    private Rows() {}

    private static List<Entry> entries() {
        var all = new ArrayList<Entry>();
        all.add(new Entry("affine", 20, "0.05", Rows::affine));
        all.add(new Entry("rosen1k", 10, "0.7 / 0.35", Rows::rosen1k));
        all.add(new Entry("seed_matmul", 15, "0.1", Rows::seedMatmul));
        all.add(new Entry("seed_bce", 15, "0.1", Rows::seedBce));
        all.add(new Entry("mlp", 1.4, "1190 / 820", Mlp::row));
        all.add(new Entry("bs", 1.5, "2000 / 1000", BlackScholes::row));
        all.add(new Entry("bs_donated", 2, "2000 / 1000", BlackScholes::donated));
        all.add(new Entry("hess", 3, "120 / 80", Rows::hess));
        all.add(new Entry("pinn", 2, "900 / 620", Pinn::row));
        all.add(new Entry("cnn", 1.8, "4500 / 3100", Cnn::row));
        all.add(new Entry("gpt", 1.7, "7100 / 4900", Gpt::row));
        all.add(new Entry("nth_sin", 1.5, "0.02", Rows::nthSin));
        all.add(new Entry("kalman", 5, "8", Kalman::row));
        all.add(new Entry("maml", 2, "8 / 6", Maml::row));
        all.add(new Entry("vae", 2, "62 / 43", Vae::row));
        all.add(new Entry("barrier", 2, "1300", Barrier::row));
        all.add(new Entry("node", 3, "20", NeuralOde::row));
        all.add(new Entry("lstm", 1.5, "2950 / 2030", Lstm::row));
        all.add(new Entry("embed", 3, "50", Embed::row));
        for (int n = 128; n <= 2048; n *= 2) {
            int size = n;
            double flops = 2.0 * n * n * n;
            String limit = "%.0f / %.0f".formatted(flops / 346e3, flops / 503e3);
            all.add(new Entry("matmul_" + n, 1 / 1.05, limit, () -> product(size)));
        }
        return List.copyOf(all);
    }

    /// The row of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Entry named(String name) {
        return ALL.stream().filter(r -> r.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "rows: expected some of " + String.join(",", ALL.stream().map(Entry::name).toList()) + ", got "
                                + name));
    }

    private static Row affine() {
        return Row.of(grad(x -> x.mul(6).add(1)), real(1, 1, 0, 1));
    }

    private static Row rosen1k() {
        return Row.of(valueAndGrad(x -> {
            var head = x.get(until(-1));
            var tail = x.get(from(1));
            return square(tail.sub(square(head))).mul(100).add(square(sub(1, head))).sum();
        }), real64(1, 1, 1000));
    }

    private static Row seedMatmul() {
        return Row.of(grad((x, y, z) -> matmul(x.mul(z), y).sum(), wrt(0, 1, 2)), real(1, 1, 0, 2, 3),
                real(2, 1, 0, 3, 3), real(3, 0.5, 1, 1));
    }

    private static Row seedBce() {
        return Row.of(valueAndGrad((x, y, w, b) -> binaryCrossEntropyWithLogits(matmul(x, w).add(b), y), wrt(2, 3)),
                real(1, 1, 0, 5), index(2, 2, 3).cast(DType.FLOAT32), real(3, 1, 0, 5, 3), real(4, 1, 0, 3));
    }

    private static Row hess() {
        return Row.of(hessian((w, x, y) -> {
            var z = matmul(x, w);
            return softplus(z).sub(y.mul(z)).mean();
        }), real64(1, 0.1, 100), real64(2, 1, 1000, 100), index(3, 2, 1000).cast(DType.FLOAT64));
    }

    private static Row nthSin() {
        TensorFn1<Tensor> derivative = x -> sin(x);
        for (int i = 0; i < 6; i++) {
            derivative = grad(derivative);
        }
        return Row.of(derivative, real64(1, 1));
    }

    private static Row product(int n) {
        return Row.of((a, b) -> a.matmul(b), real(1, 1, 0, n, n), real(2, 1, 0, n, n));
    }
}
