import static org.leibniz.Leibniz.*;
import org.leibniz.*;
import java.util.List;

// Cells in fields, in lists; names come from the fields
class Dense extends Cell {
    final Parameter weight, bias;

    Dense(Key key, int in, int out) {
        weight = new Parameter(normal(key, in, out));
        bias = new Parameter(zeros(out));
    }

    @Override public Tensor construct(Tensor x) { return matmul(x, weight).add(bias); }
}

class Mlp extends Cell {
    private final List<Dense> hidden;
    private final Dense head;

    Mlp(Key key) {
        var keys = key.split(3);
        hidden = List.of(new Dense(keys.get(0), 64, 32), new Dense(keys.get(1), 32, 32));
        head = new Dense(keys.get(2), 32, 10);
    }

    @Override public Tensor construct(Tensor x) {
        for (var layer : hidden) x = relu(layer.apply(x));
        return head.apply(x);
    }
}

void main() {
    var net = new Mlp(Key.of(7));
    for (var p : net.trainableParams()) IO.println(p.repr());                  // Parameter (name=hidden.0.weight, ...)
    IO.println(net.parametersByName().get("head.bias").shape());
    IO.println(net.apply(ones(2, 64)).shape());
    IO.println(grad(net, net.trainableParams()).apply(ones(2, 64)).getLast());
}
