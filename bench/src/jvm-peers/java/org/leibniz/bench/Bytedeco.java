package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// PyTorch through the bindings of bytedeco: the interface of C++, name by name.
final class Bytedeco implements JvmLibrary {
    Bytedeco() {
        torch.set_num_threads(JvmPeer.THREADS);
    }

    @Override
    public String version() {
        return "2.7.1-1.5.12 (PyTorch " + torch.TORCH_VERSION + ")";
    }

    @Override
    public JvmRow row(String name) {
        var x = JvmRow.inputs(name).stream().map(Bytedeco::of).toList();
        return switch (name) {
            case "affine" -> new Results(() -> affine(x.getFirst().requires_grad_(true)));
            case "mlp" -> new Descent(x, 6, Bytedeco::mlp);
            case "hess" -> {
                var unit = torch.eye(x.getFirst().numel()).to(torch.ScalarType.Double);
                var units = IntStream.range(0, (int) unit.size(0)).mapToObj(unit::get).toList();
                yield new Results(() -> hess(x.getFirst().requires_grad_(true), x.get(1), x.get(2), units));
            }
            default -> new Results(() -> torch.matmul(x.getFirst(), x.get(1)));
        };
    }

    private static Tensor affine(Tensor x) {
        var y = torch.sum(torch.add(torch.multiply(x, new Scalar(6)), new Scalar(1)));
        return torch.grad(new TensorVector(y), new TensorVector(x)).get(0);
    }

    private static Tensor mlp(List<Tensor> p) {
        var h = torch.relu(torch.addmm(p.get(1), p.get(6), p.get(0)));
        h = torch.relu(torch.addmm(p.get(3), h, p.get(2)));
        return torch.cross_entropy(torch.addmm(p.get(5), h, p.get(4)), p.get(7));
    }

    /// A row of the Hessian at a time: there is no other way in C++.
    private static Tensor hess(Tensor w, Tensor x, Tensor y, List<Tensor> units) {
        var z = torch.matmul(x, w);
        var loss = torch.mean(torch.sub(torch.softplus(z), torch.mul(y, z)));
        var in = new TensorVector(w);
        var slope = torch.grad(new TensorVector(loss), in, new TensorVector(), new BoolOptional(true), true, false);
        var rows = new TensorVector();
        for (var unit : units) {
            rows.push_back(torch.grad(slope, in, new TensorVector(unit), new BoolOptional(true), false, false).get(0));
        }
        return torch.stack(rows);
    }

    private static Tensor of(org.leibniz.Tensor x) {
        long[] dims = JvmRow.dims(x);
        return switch (x.dtype()) {
            case FLOAT32 -> Tensor.create(x.toFloatArray(), dims);
            case FLOAT64 -> Tensor.create(x.toDoubleArray(), dims);
            default -> Tensor.create(x.toLongArray(), dims);
        };
    }

    private static org.leibniz.Tensor ours(Tensor x) {
        try (var _ = new PointerScope()) {
            double[] elements = new double[(int) x.numel()];
            x.detach().to(torch.ScalarType.Double).contiguous().data_ptr_double().get(elements);
            return org.leibniz.Tensor.of(elements);
        }
    }

    /// Calls that give a tensor each; what else they make is freed, and the tensor at the next call.
    private static final class Results implements JvmRow {
        private final Supplier<Tensor> f;
        private Tensor last = new Tensor();

        Results(Supplier<Tensor> f) {
            this.f = f;
        }

        @Override
        public void call() {
            try (var _ = new PointerScope()) {
                var result = new Tensor(f.get());
                result.retainReference(); // the scope ends and it stays
                last.close();
                last = result;
            }
        }

        @Override
        public List<org.leibniz.Tensor> outputs() {
            return List.of(ours(last));
        }
    }

    /// Steps of gradient descent, which change the parameters where they are.
    private static final class Descent implements JvmRow {
        private final List<Tensor> inputs;
        private final List<Tensor> parameters;
        private final Function<List<Tensor>, Tensor> loss;
        private float last;

        Descent(List<Tensor> inputs, int parameters, Function<List<Tensor>, Tensor> loss) {
            this.inputs = inputs;
            this.parameters = inputs.subList(0, parameters);
            this.loss = loss;
            this.parameters.forEach(p -> p.requires_grad_(true));
        }

        @Override
        public void call() {
            try (var _ = new PointerScope()) {
                var value = loss.apply(inputs);
                var slopes = torch.grad(new TensorVector(value), new TensorVector(parameters.toArray(Tensor[]::new)));
                last = value.item_float();
                try (var _ = new NoGradGuard()) {
                    var rate = new Scalar(Row.RATE);
                    for (int i = 0; i < parameters.size(); i++) {
                        parameters.get(i).sub_(slopes.get(i), rate);
                    }
                }
            }
        }

        @Override
        public List<org.leibniz.Tensor> outputs() {
            var outputs = new ArrayList<>(List.of(org.leibniz.Tensor.of(last)));
            parameters.forEach(p -> outputs.add(ours(p)));
            return outputs;
        }
    }
}
