package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import java.util.List;
import org.leibniz.Tensor;

/// The row `gpt`: a transformer over characters, its norms before the attention and the MLP.
record Gpt(Tensor token, Tensor position, List<Layer> layers, Tensor gain, Tensor offset, Tensor head) {
    private static final int WIDTH = 128;
    private static final int HEADS = 4;
    private static final int CHARACTERS = 65;

    /// Characters and the ones that follow them, of shape (batch, time).
    record Batch(Tensor tokens, Tensor targets) {}

    static Row row() {
        return Row.descent((net, batch) -> crossEntropy(net.logits(batch.tokens()), batch.targets().flatten()),
                () -> new Gpt(real(1, 0.1, 0, CHARACTERS, WIDTH), real(2, 0.1, 0, 64, WIDTH),
                        List.of(Layer.of(3), Layer.of(15)), Inputs.gain(27, WIDTH), bias(28, WIDTH),
                        weight(29, WIDTH, CHARACTERS)),
                new Batch(index(30, CHARACTERS, 16, 64), index(31, CHARACTERS, 16, 64)));
    }

    /// Attention, then an MLP, each after a norm and added to what came in.
    record Layer(Tensor g1, Tensor o1, Tensor qkv, Tensor b1, Tensor out, Tensor b2,
            Tensor g2, Tensor o2, Tensor up, Tensor b3, Tensor down, Tensor b4) {
        static Layer of(int c) {
            return new Layer(Inputs.gain(c, WIDTH), bias(c + 1, WIDTH), weight(c + 2, WIDTH, 3 * WIDTH),
                    bias(c + 3, 3 * WIDTH),
                    weight(c + 4, WIDTH, WIDTH), bias(c + 5, WIDTH), Inputs.gain(c + 6, WIDTH), bias(c + 7, WIDTH),
                    weight(c + 8, WIDTH, 4 * WIDTH), bias(c + 9, 4 * WIDTH), weight(c + 10, 4 * WIDTH, WIDTH),
                    bias(c + 11, WIDTH));
        }

        Tensor apply(Tensor x, int batch) {
            var heads = attention(normalize(x, g1, o1).matmul(qkv).add(b1), batch);
            var h = x.add(heads.matmul(out).add(b2));
            return h.add(gelu(normalize(h, g2, o2).matmul(up).add(b3)).matmul(down).add(b4));
        }
    }

    /// Batch and time are one axis outside of the attention.
    private Tensor logits(Tensor tokens) {
        var h = token.take(0, tokens).add(position).reshape(-1, WIDTH);
        for (var layer : layers) {
            h = layer.apply(h, tokens.dim(0));
        }
        return normalize(h, gain, offset).matmul(head);
    }

    private static Tensor normalize(Tensor x, Tensor gain, Tensor offset) {
        var centred = x.sub(x.mean(keepDims(-1)));
        return centred.mul(rsqrt(square(centred).mean(keepDims(-1)).add(1e-5))).mul(gain).add(offset);
    }

    /// The function that is commonly taken for gelu, by tanh.
    private static Tensor gelu(Tensor x) {
        return x.mul(0.5).mul(tanh(x.add(x.mul(square(x)).mul(0.044715)).mul(Math.sqrt(2 / Math.PI))).add(1));
    }

    private static Tensor attention(Tensor qkv, int batch) {
        int time = qkv.dim(0) / batch;
        int size = WIDTH / HEADS;
        var parts = qkv.reshape(batch, time, 3, HEADS, size).transpose(2, 0, 3, 1, 4).unstack(0);
        var scores = parts.get(0).matmul(parts.get(1).swapAxes(-1, -2)).div(Math.sqrt(size));
        var past = arange(time).expandDims(1).ge(arange(time));
        var weights = softmax(where(past, scores, Double.NEGATIVE_INFINITY));
        return weights.matmul(parts.get(2)).swapAxes(1, 2).reshape(batch * time, WIDTH);
    }
}
