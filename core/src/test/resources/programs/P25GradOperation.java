import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// All eight combinations
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(2f, 3f));

    @Override public Tensor construct(Tensor x, Tensor y) { return x.mul(w).mul(y); }
}

void main() {
    var net = new Net();
    var ws = net.trainableParams();
    Tensor x = Tensor.of(5f, 7f), y = Tensor.of(11f, 13f), sens = Tensor.of(1f, 10f);
    Tensor a = new GradOperation().apply(net).apply(x, y);
    Tensor b = new GradOperation().sensParam().apply(net).apply(x, y, sens);
    TensorTuple c = new GradOperation().getAll().apply(net).apply(x, y);
    TensorTuple d = new GradOperation().getAll().sensParam().apply(net).apply(x, y, sens);
    TensorTuple e = new GradOperation().getByList().apply(net, ws).apply(x, y);
    TensorTuple f = new GradOperation().getByList().sensParam().apply(net, ws).apply(x, y, sens);
    Tuple2<TensorTuple, TensorTuple> g = new GradOperation().getAll().getByList().apply(net, ws).apply(x, y);
    var h = new GradOperation().getAll().getByList().sensParam().apply(net, ws).apply(x, y, sens);
    Tensor single = new GradOperation().getByList().apply(net, net.w).apply(x, y);          // bare, as in MindSpore
    Tensor lambda = new GradOperation().apply(u -> u.mul(u)).apply(x);
    TensorTuple lambda2 = new GradOperation().getAll().apply((u, v) -> u.mul(v)).apply(x, y);
    IO.println(a + " " + b);
    IO.println(c);
    IO.println(d);
    IO.println(e);
    IO.println(f);
    IO.println(g);
    IO.println(h);
    IO.println(single + " " + lambda + " " + lambda2.get(1));
}
