import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Section 4.1.3: multi-input, multi-output second order with sensitivities that pick one output
class Net extends Cell {
    @Override public Tensor construct(Tensor x, Tensor y) { return x.mul(x).mul(y); }
}

class Grad extends CellOf<TensorTuple> {
    final CellOf<?> network;
    final GradOperation.All grad = new GradOperation().getAll();

    Grad(CellOf<?> network) { this.network = network; }

    @Override public TensorTuple construct(Tensor x, Tensor y) { return grad.apply(network).apply(x, y); }
}

void main() {
    var second = new GradOperation().getAll().sensParam().apply(new Grad(new Net()));
    var inputs = new TensorTuple(Tensor.of(4f), Tensor.of(5f));
    var one = Tensor.of(1f);
    var zero = Tensor.of(0f);
    var dx = second.apply(inputs, new TensorTuple(one, zero));
    var dy = second.apply(inputs, new TensorTuple(zero, one));
    IO.println("%s %s %s %s".formatted(dx.get(0), dx.get(1), dy.get(0), dy.get(1)));        // [10.] [8.] [8.] [0.]

    // and without masks
    IO.println(hessian((x, y) -> x.mul(x).mul(y), wrt(0), wrt(1)).apply(4, 5));
    // several outputs without a sensitivity are summed
    IO.println(new GradOperation().getAll().apply(new Grad(new Net())).apply(Tensor.of(4f), Tensor.of(5f)));
}
