import static org.leibniz.Leibniz.stopGradient;

import org.leibniz.*;

// Seed 001: a stopped gradient
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f), "w");
    final Parameter b = new Parameter(Tensor.of(1f), "b");

    @Override
    public Tensor construct(Tensor x) {
        var out = x.mul(w).add(b);
        out = stopGradient(out); // from here on it is a constant
        return out;
    }
}

class GradNet extends CellOf<TensorTuple> {
    final Cell net;
    final ParameterTuple params;
    final GradOperation.ByList gradOp = new GradOperation().getByList();

    GradNet(Cell net) {
        this.net = net;
        this.params = new ParameterTuple(net.trainableParams());
    }

    @Override
    public TensorTuple construct(Tensor x) {
        var gradientFunction = gradOp.apply(net, params);
        return gradientFunction.apply(x);
    }
}

void main() {
    var x = Tensor.of(100f);
    var output = new GradNet(new Net()).apply(x);
    IO.println("wgrad: %s\nbgrad: %s".formatted(output.get(0), output.get(1)));
}
