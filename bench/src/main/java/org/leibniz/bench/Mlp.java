package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Tensor;

/// The row `mlp`: a classifier with two hidden layers.
record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3) {
    /// Examples with their classes.
    record Batch(Tensor x, Tensor labels) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.x()), batch.labels()), Mlp::start, batch());
    }

    /// The parameters before the first step.
    static Mlp start() {
        return new Mlp(weight(1, 784, 512), bias(2, 512), weight(3, 512, 512), bias(4, 512), weight(5, 512, 10),
                bias(6, 10));
    }

    static Batch batch() {
        return new Batch(real(7, 1, 0, 128, 784), index(8, 10, 128));
    }

    private Tensor logits(Tensor x) {
        var h = relu(x.matmul(w1).add(b1));
        return relu(h.matmul(w2).add(b2)).matmul(w3).add(b3);
    }
}
