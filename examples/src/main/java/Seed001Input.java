import org.leibniz.*;

// Seed 001: f(x) = w x + b with float64 weights, and its derivative
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6.0), "w");
    final Parameter b = new Parameter(Tensor.of(1.0), "b");

    @Override
    public Tensor construct(Tensor x) {
        var f = w.mul(x).add(b);
        return f;
    }
}

class GradNet extends Cell {
    final Cell net;
    final GradOperation gradOp = new GradOperation();

    GradNet(Cell net) {
        this.net = net;
    }

    @Override
    public Tensor construct(Tensor x) {
        var gradientFunction = gradOp.apply(net);
        return gradientFunction.apply(x);
    }
}

void main() {
    var x = Tensor.of(100f);
    var output = new GradNet(new Net()).apply(x);
    IO.println(output);
}
