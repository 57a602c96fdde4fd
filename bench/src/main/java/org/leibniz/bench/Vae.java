package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Tensor;
import org.leibniz.Tree;

/// The row `vae`: a variational autoencoder, and a step of Adam with the gradient clipped to a norm.
record Vae(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3, Tensor w4, Tensor b4, Tensor w5,
        Tensor b5) {
    private static final int EXAMPLES = 512;
    private static final int FEATURES = 64;
    private static final int HIDDEN = 48;
    private static final int CODE = 6;
    private static final double CLIP = 1;
    private static final double RATE = 1e-3;
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    /// Examples, and the noise that their codes are drawn with.
    record Batch(Tensor x, Tensor noise) {}

    /// The weights, and what Adam keeps of their gradients.
    record State(Vae net, Vae means, Vae squares, Tensor steps) {
        /// What a step of Adam makes of it.
        State next(Vae gradient) {
            Vae m = Tree.map((old, g) -> old.mul(MEAN_DECAY).add(g.mul(1 - MEAN_DECAY)), means, gradient);
            Vae s = Tree.map((old, g) -> old.mul(SQUARE_DECAY).add(square(g).mul(1 - SQUARE_DECAY)), squares, gradient);
            var n = steps.add(1);
            var less = sub(1, pow(MEAN_DECAY, n));
            var squareLess = sub(1, pow(SQUARE_DECAY, n));
            Vae moved = Tree.map((w, a, b) -> w.sub(a.div(less).div(sqrt(b.div(squareLess)).add(EPSILON)).mul(RATE)),
                    net, m, s);
            return new State(moved, m, s, n);
        }
    }

    static Row row() {
        var gradient = valueAndGrad((Vae n, Batch batch) -> n.loss(batch));
        return Row.steps((s, batch) -> {
            var r = gradient.apply(s.net(), batch);
            return tuple(r.value(), s.next(clipped(r.grad())));
        }, Vae::start,
                new Batch(real(11, 0.5, 0.5, EXAMPLES, FEATURES), real(12, Math.sqrt(3), 0, EXAMPLES, CODE)));
    }

    private static State start() {
        var net = new Vae(weight(1, FEATURES, HIDDEN), bias(2, HIDDEN), weight(3, HIDDEN, CODE), bias(4, CODE),
                weight(5, HIDDEN, CODE), bias(6, CODE), weight(7, CODE, HIDDEN), bias(8, HIDDEN),
                weight(9, HIDDEN, FEATURES), bias(10, FEATURES));
        return new State(net, Tree.map(w -> zerosLike(w), net), Tree.map(w -> zerosLike(w), net), Tensor.scalar(0f));
    }

    private Tensor loss(Batch batch) {
        var x = batch.x();
        var h = tanh(x.matmul(w1).add(b1));
        var mean = h.matmul(w2).add(b2);
        var logVariance = h.matmul(w3).add(b3);
        var z = mean.add(exp(logVariance.mul(0.5)).mul(batch.noise()));
        var logits = tanh(z.matmul(w4).add(b4)).matmul(w5).add(b5);
        var differs = softplus(logits).sub(x.mul(logits)).sum();
        var strays = exp(logVariance).add(square(mean)).sub(1).sub(logVariance).sum().mul(0.5);
        return differs.add(strays).div(EXAMPLES);
    }

    private static Vae clipped(Vae gradient) {
        var squares = Tree.leaves(gradient).stream().map(g -> square(g).sum()).reduce(Tensor::add).orElseThrow();
        var factor = minimum(1, div(CLIP, sqrt(squares)));
        return Tree.map(g -> g.mul(factor), gradient);
    }
}
