import org.leibniz.*;

// Seed 000: the derivatives by the weights
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f), "w");
    final Parameter b = new Parameter(Tensor.of(1f), "b");

    @Override
    public Tensor construct(Tensor x) {
        var f = w.mul(x).add(b);
        return f;
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
    var ds = new GradNet(new Net()).apply(x);
    IO.println(ds);
    IO.println("wgrad:%s,\nbgrad%s".formatted(ds.get(0), ds.get(1)));
}
