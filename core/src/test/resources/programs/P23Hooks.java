import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Hooks on parameters and on the way
class Net extends Cell {
    final Parameter w = new Parameter(ones(3));

    @Override public Tensor construct(Tensor x) {
        var y = x.mul(w);
        y = hookGradient(y, g -> clip(g, 0.2, 0.5));                           // InsertGradientOf
        return y;
    }
}

void main() {
    var net = new Net();
    var handle = net.w.registerHook(g -> g.mul(2));
    IO.println(grad(net, net.w).apply(ones(3)));
    handle.remove();
    IO.println(grad(net, net.w).apply(ones(3)));
    IO.println(grad(net).apply(ones(3)));
}
