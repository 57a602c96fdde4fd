import org.leibniz.*;

// Seed 000: f(x) = w x + b, its value and its derivative
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f), "w");
    final Parameter b = new Parameter(Tensor.of(1f), "b");

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
        // `return gradientFunction;` is the document's DeadNode: here it does not compile
        return gradientFunction.apply(x);
    }
}

void main() {
    var gs = new Net();
    IO.println(gs.apply(2));

    var x = Tensor.of(100f);
    var qd = new GradNet(new Net()).apply(x);
    IO.println(qd);
}
