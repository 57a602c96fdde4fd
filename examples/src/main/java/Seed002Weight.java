import static org.leibniz.Leibniz.matmul;

import org.leibniz.*;

// Seed 002: the gradient of a matrix product by a weight
final Tensor x = Tensor.of(new float[][]{{0.8f, 0.6f, 0.2f}, {1.8f, 1.3f, 1.1f}});
final Tensor y = Tensor.of(new float[][]{{0.11f, 3.3f, 1.1f}, {1.1f, 0.2f, 1.4f}, {1.1f, 2.2f, 0.3f}});

class Net extends Cell {
    final Parameter z = new Parameter(Tensor.of(1f), "z");

    @Override
    public Tensor construct(Tensor x, Tensor y) {
        x = x.mul(z);
        var out = matmul(x, y);
        return out;
    }
}

class GradNetWrtZ extends CellOf<TensorTuple> {
    final Cell net;
    final ParameterTuple params;
    final GradOperation.ByList gradOp = new GradOperation().getByList();

    GradNetWrtZ(Cell net) {
        this.net = net;
        this.params = new ParameterTuple(net.trainableParams());
    }

    @Override
    public TensorTuple construct(Tensor x, Tensor y) {
        var gradientFunction = gradOp.apply(net, params);
        return gradientFunction.apply(x, y);
    }
}

void main() {
    var output = new GradNetWrtZ(new Net()).apply(x, y);
    IO.println(output.get(0));
}
