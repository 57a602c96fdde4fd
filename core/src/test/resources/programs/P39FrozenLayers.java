import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Freezing: some weights only
class Net extends Cell {
    final Parameter body = new Parameter(zeros(3, 3)), head = new Parameter(ones(3));

    @Override public Tensor construct(Tensor x) { return matmul(tanh(matmul(x, body).add(x)), head); }
}

void main() {
    var net = new Net();
    net.body.requiresGrad(false);
    IO.println(net.trainableParams().size() + " " + net.untrainableParams().size());
    var heads = new ParameterTuple(net.trainableParams().stream().filter(p -> p.name().startsWith("head")).toList());
    IO.println(grad(net, heads).apply(Tensor.of(0f, 1f, 2f)));
    IO.println(grad(net, net.body).apply(Tensor.of(0f, 1f, 2f)));              // frozen and named: zeros
    net.requireGrad(true);
    IO.println(net.trainableParams().size());
}
