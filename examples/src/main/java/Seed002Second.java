import static org.leibniz.Leibniz.sin;

import org.leibniz.*;

// Seed 002: the second derivative of sin
class Net extends Cell {
    @Override
    public Tensor construct(Tensor x) {
        var out = sin(x);
        return out;
    }
}

class Grad extends Cell {
    final GradOperation grad = new GradOperation();
    final Cell network;

    Grad(Cell network) {
        this.network = network;
    }

    @Override
    public Tensor construct(Tensor x) {
        var gout = grad.apply(network).apply(x);
        return gout;
    }
}

class GradSec extends Cell {
    final GradOperation grad = new GradOperation();
    final Cell network;

    GradSec(Cell network) {
        this.network = network;
    }

    @Override
    public Tensor construct(Tensor x) {
        var gout = grad.apply(network).apply(x);
        return gout;
    }
}

void main() {
    var net = new Net();
    var firstgrad = new Grad(net);
    var secondgrad = new GradSec(firstgrad);
    var xTrain = Tensor.of(3.1415926);
    var output = secondgrad.apply(xTrain);
    IO.println(output);
}
