package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.kernel;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import java.util.ArrayList;
import org.leibniz.Tensor;

/// The row `cnn`: a classifier of pictures. Its convolutions are made of slices and a matrix product, which is faster
/// than `conv2d` as long as that writes its windows out.
record Cnn(Tensor k1, Tensor b1, Tensor k2, Tensor b2, Tensor w3, Tensor b3, Tensor w4, Tensor b4) {
    /// Pictures of shape (n, 1, 28, 28) with their classes.
    record Batch(Tensor x, Tensor labels) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.x()), batch.labels()), Cnn::start, batch());
    }

    /// The parameters before the first step.
    static Cnn start() {
        return new Cnn(kernel(1, 9, 32, 1, 3, 3), bias(2, 32), kernel(3, 288, 64, 32, 3, 3), bias(4, 64),
                weight(5, 3136, 128), bias(6, 128), weight(7, 128, 10), bias(8, 10));
    }

    static Batch batch() {
        return new Batch(real(9, 1, 0, 64, 1, 28, 28), index(10, 10, 64));
    }

    private Tensor logits(Tensor x) {
        var h = block(block(x.transpose(0, 2, 3, 1), k1, b1), k2, b2);
        h = h.transpose(0, 3, 1, 2).reshape(h.dim(0), -1);
        return relu(h.matmul(w3).add(b3)).matmul(w4).add(b4);
    }

    /// Convolution, relu and the maximum over squares of two by two; channels last.
    private static Tensor block(Tensor x, Tensor kernel, Tensor bias) {
        var h = relu(convolution(x, kernel).add(bias));
        return h.reshape(h.dim(0), h.dim(1) / 2, 2, h.dim(2) / 2, 2, h.dim(3)).max(2, 4);
    }

    /// A 3×3 convolution that keeps height and width: the nine neighbours of each place side by side, times the kernel
    /// as a matrix.
    private static Tensor convolution(Tensor x, Tensor kernel) {
        int height = x.dim(1);
        int width = x.dim(2);
        var padded = x.pad(1, 1, 1).pad(2, 1, 1);
        var neighbours = new ArrayList<Tensor>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                neighbours.add(padded.get(ALL, slice(i, i + height), slice(j, j + width)));
            }
        }
        return concat(3, neighbours).matmul(kernel.transpose(2, 3, 1, 0).reshape(-1, kernel.dim(0)));
    }
}
