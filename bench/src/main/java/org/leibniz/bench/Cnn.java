package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.kernel;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Sliding;
import org.leibniz.Tensor;

/// The row `cnn`: a classifier of pictures.
record Cnn(Tensor k1, Tensor b1, Tensor k2, Tensor b2, Tensor w3, Tensor b3, Tensor w4, Tensor b4) {
    private static final Sliding SAME = Sliding.by(1).padding(1);

    /// Pictures of shape (n, 1, 28, 28) with their classes.
    record Batch(Tensor x, Tensor labels) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.x()), batch.labels()),
                () -> new Cnn(kernel(1, 9, 32, 1, 3, 3), bias(2, 32), kernel(3, 288, 64, 32, 3, 3), bias(4, 64),
                        weight(5, 3136, 128), bias(6, 128), weight(7, 128, 10), bias(8, 10)),
                new Batch(real(9, 1, 0, 64, 1, 28, 28), index(10, 10, 64)));
    }

    private Tensor logits(Tensor x) {
        var h = block(block(x, k1, b1), k2, b2).reshape(x.dim(0), -1);
        return relu(h.matmul(w3).add(b3)).matmul(w4).add(b4);
    }

    /// Convolution, relu and the maximum over squares of two by two.
    private static Tensor block(Tensor x, Tensor kernel, Tensor bias) {
        return maxPool2d(relu(conv2d(x, kernel, bias, SAME)), 2);
    }
}
