import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// The functional transformations take cells as they are
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(2f, 3f, 5f));

    @Override public Tensor construct(Tensor x, Tensor y) { return x.mul(x).mul(w).add(y); }
}

void main() {
    var net = new Net();
    Tensor x = Tensor.of(1f, 2f, 3f), y = ones(3);
    IO.println(grad(net).apply(x, y));
    IO.println(grad(net, wrt(1)).apply(x, y));
    IO.println(grad(net, wrt(0, 1)).apply(x, y));
    IO.println(grad(net, net.w).apply(x, y));
    IO.println(grad(net, net.trainableParams()).apply(x, y));
    var r = valueAndGrad(net, wrt(0, net.trainableParams())).apply(x, y);
    IO.println(r.value() + " " + r.grad().first() + " " + r.grad().second());
    IO.println(grad(grad(net)).apply(x, y));
    IO.println(jacrev(net).apply(x, y));
    IO.println(jacfwd(net, wrt(1)).apply(x, y));
    IO.println(jit(net).apply(x, y));
    IO.println(vmap(new Scale()).apply(x));
    IO.println(grad(net).trainableParams());
    IO.println(vjp(net, wrt(0, net.w), x, y).pullback().apply(ones(3)));
}

class Scale extends Cell {
    final Parameter s = new Parameter(Tensor.scalar(10f));

    @Override public Tensor construct(Tensor x) { return x.mul(s); }
}
