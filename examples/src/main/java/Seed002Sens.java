import static org.leibniz.Leibniz.matmul;

import org.leibniz.*;

// Seed 002: the gradient of a matrix product, scaled by a sensitivity of the output
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

class GradNetWrtN extends Cell {
    final Cell net;
    final GradOperation gradOp = new GradOperation().sensParam();
    final Tensor gradWrtOutput = Tensor.of(new float[][]{{0.1f, 0.6f, 0.2f}, {0.8f, 1.3f, 1.1f}});

    GradNetWrtN(Cell net) {
        this.net = net;
    }

    @Override
    public Tensor construct(Tensor x, Tensor y) {
        var gradientFunction = gradOp.apply(net);
        return gradientFunction.apply(x, y, gradWrtOutput);
    }
}

void main() {
    var output = new GradNetWrtN(new Net()).apply(x, y);
    IO.println(output);
}
