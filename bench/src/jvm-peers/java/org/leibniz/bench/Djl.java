package org.leibniz.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.leibniz.Tensor;

/// The Deep Java Library on its PyTorch engine. It has first derivatives only.
final class Djl implements JvmLibrary {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);
    private static final Loss CROSS_ENTROPY = Loss.softmaxCrossEntropyLoss();

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @Override
    public String version() {
        return Engine.getDjlVersion() + " (PyTorch " + Engine.getEngine("PyTorch").getVersion() + ")";
    }

    @Override
    public JvmRow row(String name) {
        var x = JvmRow.inputs(name).stream().map(this::of).toList();
        return switch (name) {
            case "affine" -> new Affine(x.getFirst());
            case "mlp" -> new Descent(x, 6, Djl::mlp);
            case "cnn" -> new Descent(x, 8, Djl::cnn);
            default -> new Product(x.getFirst(), x.get(1));
        };
    }

    private static NDArray mlp(List<NDArray> p) {
        var h = Activation.relu(p.get(6).matMul(p.get(0)).add(p.get(1)));
        h = Activation.relu(h.matMul(p.get(2)).add(p.get(3)));
        return crossEntropy(h.matMul(p.get(4)).add(p.get(5)), p.get(7));
    }

    private static NDArray cnn(List<NDArray> p) {
        var h = block(block(p.get(8), p.get(0), p.get(1)), p.get(2), p.get(3));
        h = Activation.relu(h.reshape(h.getShape().get(0), -1).matMul(p.get(4)).add(p.get(5)));
        return crossEntropy(h.matMul(p.get(6)).add(p.get(7)), p.get(9));
    }

    /// Convolution, relu and the maximum over squares of two by two.
    private static NDArray block(NDArray x, NDArray kernel, NDArray bias) {
        var h = Activation.relu(Conv2d.conv2d(x, kernel, bias, ONE, ONE, ONE).singletonOrThrow());
        return Pool.maxPool2d(h, TWO, TWO, NONE, false);
    }

    private static NDArray crossEntropy(NDArray logits, NDArray labels) {
        return CROSS_ENTROPY.evaluate(new NDList(labels), new NDList(logits));
    }

    private NDArray of(Tensor x) {
        var shape = new Shape(JvmRow.dims(x));
        return x.dtype().isFloating()
                ? manager.create(x.toFloatArray(), shape)
                : manager.create(x.toLongArray(), shape);
    }

    private static Tensor ours(NDArray x) {
        return Tensor.of(x.toType(DataType.FLOAT32, false).toFloatArray());
    }

    /// The row `affine`.
    private static final class Affine implements JvmRow {
        private final NDArray x;
        private Tensor last = Tensor.of(0f);

        Affine(NDArray x) {
            this.x = x;
            x.setRequiresGradient(true);
        }

        @Override
        public void call() {
            try (var _ = new NDScope(); var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(x.mul(6).add(1).sum());
                var slope = x.getGradient();
                last = Tensor.of(slope.toFloatArray());
                slope.subi(slope);
            }
        }

        @Override
        public List<Tensor> outputs() {
            return List.of(last);
        }
    }

    /// The rows `matmul_N`.
    private static final class Product implements JvmRow {
        private final NDArray a;
        private final NDArray b;
        private NDArray last;

        Product(NDArray a, NDArray b) {
            this.a = a;
            this.b = b;
            this.last = a.duplicate();
        }

        @Override
        public void call() {
            var result = a.matMul(b);
            last.close();
            last = result;
        }

        @Override
        public List<Tensor> outputs() {
            return List.of(ours(last));
        }
    }

    /// Steps of gradient descent, which change the parameters where they are. Gradients add up where they are kept, so
    /// each is set to zero when it was used.
    private static final class Descent implements JvmRow {
        private final List<NDArray> inputs;
        private final List<NDArray> parameters;
        private final Function<List<NDArray>, NDArray> loss;
        private float last;

        Descent(List<NDArray> inputs, int parameters, Function<List<NDArray>, NDArray> loss) {
            this.inputs = inputs;
            this.parameters = inputs.subList(0, parameters);
            this.loss = loss;
            this.parameters.forEach(p -> p.setRequiresGradient(true));
        }

        @Override
        public void call() {
            try (var _ = new NDScope()) {
                try (var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                    var value = loss.apply(inputs);
                    collector.backward(value);
                    last = value.getFloat();
                }
                for (var p : parameters) {
                    var slope = p.getGradient();
                    p.subi(slope.mul(Row.RATE));
                    slope.subi(slope);
                }
            }
        }

        @Override
        public List<Tensor> outputs() {
            var outputs = new ArrayList<>(List.of(Tensor.of(last)));
            parameters.forEach(p -> outputs.add(ours(p)));
            return outputs;
        }
    }
}
