import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Forces inside the loss: the gradient with respect to weights of a gradient with respect to positions
class Potential extends Cell {
    final Parameter w = new Parameter(Tensor.of(new double[][] {{0.1, 0.2}, {-0.3, 0.4}}));

    @Override public Tensor construct(Tensor positions) { return square(tanh(matmul(positions, w))).sum(); }
}

void main() {
    var energy = new Potential();
    var force = grad(energy);
    var train = jit(valueAndGrad((r, f) -> mseLoss(force.apply(r).neg(), f), energy.trainableParams()));
    var out = train.apply(Tensor.of(new double[][] {{1, 2}, {3, -1}, {0.5, 0.5}}), zeros(DType.FLOAT64, 3, 2));
    IO.println(out.value() + " " + out.grad().get(0));
}
