package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.leibniz.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/// TensorFlow for Java: a graph with its gradients, run in a session. Of second derivatives it has few.
final class TensorFlowJava implements JvmLibrary {
    private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);
    private static final int[] TWO = {1, 2, 2, 1};

    @Override
    public String version() {
        return "1.1.0 (TensorFlow " + TensorFlow.version() + ")";
    }

    @Override
    public JvmRow row(String name) {
        var inputs = JvmRow.inputs(name);
        return switch (name) {
            case "affine" -> Program.fetching(inputs, (tf, x) -> {
                var y = tf.math.add(tf.math.mul(x.getFirst(), tf.constant(6f)), tf.constant(1f));
                return tf.gradients(tf.sum(y, tf.constant(0)), x).dy(0);
            });
            case "mlp" -> Program.descent(inputs, 6, TensorFlowJava::mlp);
            case "cnn" -> Program.descent(channelsLast(inputs), 8, TensorFlowJava::cnn);
            default -> Program.fetching(inputs, (tf, x) -> tf.linalg.matMul(x.getFirst(), x.get(1)));
        };
    }

    private static Operand<TFloat32> mlp(Ops tf, List<Operand<TFloat32>> p, Operand<TInt32> labels) {
        var h = tf.nn.relu(dense(tf, p.get(6), p.get(0), p.get(1)));
        h = tf.nn.relu(dense(tf, h, p.get(2), p.get(3)));
        return crossEntropy(tf, dense(tf, h, p.get(4), p.get(5)), labels);
    }

    private static Operand<TFloat32> cnn(Ops tf, List<Operand<TFloat32>> p, Operand<TInt32> labels) {
        var h = block(tf, block(tf, p.get(8), p.get(0), p.get(1)), p.get(2), p.get(3));
        var flat = tf.reshape(tf.linalg.transpose(h, tf.constant(new int[]{0, 3, 1, 2})),
                tf.constant(new int[]{(int) h.shape().get(0), -1}));
        var last = tf.nn.relu(dense(tf, flat, p.get(4), p.get(5)));
        return crossEntropy(tf, dense(tf, last, p.get(6), p.get(7)), labels);
    }

    private static Operand<TFloat32> dense(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, w), b);
    }

    /// Convolution, relu and the maximum over squares of two by two; channels last, as only these are there on a CPU.
    private static Operand<TFloat32> block(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel,
            Operand<TFloat32> bias) {
        Conv2d<TFloat32> h = tf.nn.conv2d(x, kernel, ONE, "SAME");
        return tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(h, bias)), tf.constant(TWO), tf.constant(TWO), "VALID");
    }

    private static Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels) {
        var hot = tf.oneHot(labels, tf.constant((int) logits.shape().get(1)), tf.constant(1f), tf.constant(0f));
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, hot).loss(), tf.constant(0));
    }

    /// Pictures with channels last, kernels with the channels of the output last.
    private static List<Tensor> channelsLast(List<Tensor> inputs) {
        return inputs.stream().map(x -> x.ndim() < 4
                ? x
                : x.dim(2) == 3 ? x.transpose(2, 3, 1, 0) : x.transpose(0, 2, 3, 1)).toList();
    }

    private static org.tensorflow.Tensor of(Tensor x) {
        var shape = Shape.of(JvmRow.dims(x));
        return x.dtype().isFloating()
                ? TFloat32.tensorOf(shape, DataBuffers.of(x.toFloatArray()))
                : TInt32.tensorOf(shape, DataBuffers.of(x.toIntArray()));
    }

    private static Tensor ours(org.tensorflow.Tensor x) {
        float[] elements = new float[(int) x.shape().size()];
        ((TFloat32) x).copyTo(DataBuffers.of(elements, false, false));
        int[] dims = new int[x.shape().numDimensions()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = (int) x.shape().get(i);
        }
        var ours = Tensor.of(elements).reshape(dims);
        return dims.length == 4 ? ours.transpose(3, 2, 0, 1) : ours; // kernels as the peers have them
    }

    /// A loss of parameters and data, and labels.
    private interface LossOf {
        Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> inputs, Operand<TInt32> labels);
    }

    /// A function of tensors.
    private interface FunctionOf {
        Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> inputs);
    }

    /// A graph in a session. A call feeds the data, fetches a tensor and changes the parameters.
    ///
    /// @param fed what stands for the data
    private record Program(Session session, List<Operand<?>> fed, List<org.tensorflow.Tensor> data,
            Operand<TFloat32> fetched, List<Op> updates, List<Operand<TFloat32>> parameters,
            AtomicReference<@Nullable Result> last) implements JvmRow {

        private Program(Graph graph, List<Op> starts, List<Operand<?>> fed, List<Tensor> data,
                Operand<TFloat32> fetched, List<Op> updates, List<Operand<TFloat32>> parameters) {
            this(new Session(graph, ConfigProto.newBuilder().setIntraOpParallelismThreads(JvmPeer.THREADS)
                    .setInterOpParallelismThreads(JvmPeer.THREADS).build()), fed,
                    data.stream().map(TensorFlowJava::of).toList(), fetched, updates, parameters,
                    new AtomicReference<>());
            starts.forEach(session::run);
        }

        static Program fetching(List<Tensor> inputs, FunctionOf f) {
            var graph = new Graph();
            var tf = Ops.create(graph);
            List<Operand<TFloat32>> fed = new ArrayList<>();
            inputs.forEach(x -> fed.add(placeholder(tf, TFloat32.class, x)));
            return new Program(graph, List.of(), List.copyOf(fed), inputs, f.apply(tf, fed), List.of(), List.of());
        }

        /// Steps of gradient descent. No parameter changes before all gradients are there.
        static Program descent(List<Tensor> inputs, int parameters, LossOf loss) {
            var graph = new Graph();
            var tf = Ops.create(graph);
            var starts = new ArrayList<Op>();
            var handles = new ArrayList<VarHandleOp>();
            List<Operand<TFloat32>> values = new ArrayList<>();
            for (var x : inputs.subList(0, parameters)) {
                var shape = Shape.of(JvmRow.dims(x));
                var handle = tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName("p" + handles.size()));
                starts.add(tf.assignVariableOp(handle, tf.constant(shape, DataBuffers.of(x.toFloatArray()))));
                handles.add(handle);
                values.add(tf.readVariableOp(handle, TFloat32.class));
            }
            var x = placeholder(tf, TFloat32.class, inputs.get(parameters));
            var labels = placeholder(tf, TInt32.class, inputs.getLast());
            List<Operand<TFloat32>> all = new ArrayList<>(values);
            all.add(x);
            var value = loss.apply(tf, all, labels);
            var slopes = tf.gradients(value, values);
            var after = tf.withControlDependencies(slopes.dy().stream().<Op>map(s -> tf.identity(s)).toList());
            var updates = new ArrayList<Op>();
            for (int i = 0; i < parameters; i++) {
                updates.add(after.train.resourceApplyGradientDescent(handles.get(i), tf.constant((float) Row.RATE),
                        slopes.<TFloat32>dy(i)));
            }
            return new Program(graph, starts, List.of(x, labels), inputs.subList(parameters, inputs.size()), value,
                    updates, values);
        }

        private static <T extends TType> Placeholder<T> placeholder(Ops tf, Class<T> type, Tensor x) {
            return tf.placeholder(type, Placeholder.shape(Shape.of(JvmRow.dims(x))));
        }

        @Override
        public void call() {
            var runner = session.runner().fetch(fetched);
            for (int i = 0; i < fed.size(); i++) {
                runner.feed(fed.get(i), data.get(i));
            }
            updates.forEach(runner::addTarget);
            var before = last.getAndSet(runner.run());
            if (before != null) {
                before.close();
            }
        }

        @Override
        public List<Tensor> outputs() {
            var outputs = new ArrayList<Tensor>();
            outputs.add(ours(Objects.requireNonNull(last.get()).get(0)));
            for (var parameter : parameters) {
                try (var result = session.runner().fetch(parameter).run()) {
                    outputs.add(ours(result.get(0)));
                }
            }
            return outputs;
        }
    }
}
