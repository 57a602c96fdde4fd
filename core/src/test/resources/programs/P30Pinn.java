import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// A physics-informed network: u'' = -u, second derivative inside the loss
record Net(Tensor w1, Tensor b1, Tensor w2) {
    Tensor at(Tensor x) { return tanh(x.mul(w1).add(b1)).dot(w2); }
}

void main() {
    var net = new Net(Tensor.of(0.5, -1.0, 1.5), Tensor.of(0.1, 0.2, -0.3), Tensor.of(1.0, 0.5, -0.7));
    var step = jit(valueAndGrad((Net n, Tensor xs) -> {
        var residual = vmap(x -> grad(grad(t -> n.at(t))).apply(x).add(n.at(x))).apply(xs);
        return square(residual).mean();
    }));
    var r = step.apply(net, Tensor.of(0.0, 1.0, 2.0, 3.0));
    IO.println(r.value() + " " + r.grad().w1() + " " + r.grad().b1() + " " + r.grad().w2());
}
