package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Flow;
import org.leibniz.Tensor;

/// The row `lstm`: a classifier of sequences, two recurrent layers of long short-term memory.
record Lstm(Layer first, Layer second, Tensor w, Tensor b) {
    private static final int STEPS = 100;
    private static final int BATCH = 32;
    private static final int INPUTS = 16;
    private static final int UNITS = 64;
    private static final int CLASSES = 10;

    /// Sequences of shape (time, batch, inputs) with their classes.
    record Batch(Tensor x, Tensor labels) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.x()), batch.labels()),
                () -> new Lstm(Layer.of(1, INPUTS), Layer.of(4, UNITS), weight(7, UNITS, CLASSES), bias(8, CLASSES)),
                new Batch(real(9, 1, 0, STEPS, BATCH, INPUTS), index(10, CLASSES, BATCH)));
    }

    private Tensor logits(Tensor x) {
        return second.apply(first.apply(x)).get(-1).matmul(w).add(b);
    }

    /// A layer: what its gates make of the inputs, and of what it gave before.
    record Layer(Tensor ofInput, Tensor ofOutput, Tensor bias) {
        /// Output and memory.
        record State(Tensor h, Tensor c) {}

        static Layer of(int c, int inputs) {
            return new Layer(weight(c, inputs, 4 * UNITS), weight(c + 1, UNITS, 4 * UNITS),
                    Inputs.bias(c + 2, 4 * UNITS));
        }

        /// From sequences to the outputs at all times.
        Tensor apply(Tensor x) {
            var zeros = zeros(x.dim(1), UNITS);
            return Flow.scan(new State(zeros, zeros), x.matmul(ofInput).add(bias), (s, entry) -> {
                var gates = entry.add(s.h().matmul(ofOutput)).split(1, 4);
                var c = sigmoid(gates.get(1)).mul(s.c()).add(sigmoid(gates.get(0)).mul(tanh(gates.get(2))));
                var h = sigmoid(gates.get(3)).mul(tanh(c));
                return tuple(new State(h, c), h);
            }).ys();
        }
    }
}
