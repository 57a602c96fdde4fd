import org.leibniz.*;

// Seed 001: a gradient scaled by a sensitivity of the output
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f), "w");
    final Parameter b = new Parameter(Tensor.of(1f), "b", false);

    @Override
    public Tensor construct(Tensor x) {
        var out = x.mul(w).add(b);
        return out;
    }
}

class GradNet extends Cell {
    final Cell net;
    final GradOperation gradOp = new GradOperation().sensParam();
    final Tensor gradWrtOutput = Tensor.of(0.1f);

    GradNet(Cell net) {
        this.net = net;
    }

    @Override
    public Tensor construct(Tensor x) {
        var gradientFunction = gradOp.apply(net);
        return gradientFunction.apply(x, gradWrtOutput);
    }
}

void main() {
    var x = Tensor.of(6f);
    var output = new GradNet(new Net()).apply(x);
    IO.println(output);
}
