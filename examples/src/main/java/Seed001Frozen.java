import org.leibniz.*;

// Seed 001: a weight that needs no gradient
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f), "w");
    final Parameter b = new Parameter(Tensor.of(1f), "b", false);

    @Override
    public Tensor construct(Tensor x) {
        var out = x.mul(w).add(b);
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
    var x = Tensor.of(5f);
    var fw = new GradNet(new Net()).apply(x);
    IO.println(fw);
}
