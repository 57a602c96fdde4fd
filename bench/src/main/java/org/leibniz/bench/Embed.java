package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Tensor;

/// The row `embed`: a classifier of texts by the mean of the vectors of their words. A step changes a few rows of a
/// large table.
record Embed(Tensor table, Tensor w, Tensor b) {
    private static final int WORDS = 50_000;
    private static final int WIDTH = 64;
    private static final double RATE = 2;

    /// Words of shape (texts, words) and the classes of the texts.
    record Batch(Tensor words, Tensor labels) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.words()), batch.labels()), RATE,
                () -> new Embed(real(1, 1, 0, WORDS, WIDTH), weight(2, WIDTH, 2), bias(3, 2)),
                new Batch(index(4, WORDS, 64, 20), index(5, 2, 64)));
    }

    private Tensor logits(Tensor words) {
        return table.take(0, words).mean(1).matmul(w).add(b);
    }
}
