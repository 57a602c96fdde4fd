import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Tangents and cotangents
void main() {
    Tensor x = Tensor.of(.8, .6, .2), y = Tensor.of(.7, .4, .3), v = ones(DType.FLOAT64, 3);
    TensorFn2<Tensor> net = (a, b) -> sin(a).add(cos(b));

    var forward = jvp(net, tuple(x, y), tuple(v, v));
    IO.println(forward.value() + " " + forward.tangent());

    var back = vjp(net, x, y);
    IO.println(back.value());
    switch (back.pullback().apply(v)) {
        case Tuple2(var dx, var dy) -> IO.println(dx + " " + dy);
    }
    var two = vjp(a -> tuple(sin(a), cos(a)), x);
    IO.println(two.pullback().apply(tuple(v, v)));
    IO.println(jvp((a, b) -> a.mul(b), tuple(x, y), tuple(v, v)).tangent());
    var line = linearize(a -> sin(a), x);
    IO.println(line.value() + " " + line.pushforward().apply(v));

    var w = new Parameter(Tensor.of(1.0, 2.0, 3.0), "w");
    IO.println(vjp(a -> a.mul(w), wrt(0, w), x).pullback().apply(v));          // by inputs and weights together
    IO.println(vjp(() -> x.mul(w), w).pullback().apply(v));
}
