import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Per-example gradients; axes in and out
void main() {
    Tensor w = Tensor.of(1f, 2f, 3f), xs = Tensor.of(new float[][] {{1, 0, 0}, {0, 1, 1}}), ys = Tensor.of(0f, 1f);
    TensorFn3<Tensor> loss = (p, x, y) -> square(p.dot(x).sub(y));
    IO.println(vmap(grad(loss), inAxes(NONE, 0, 0)).apply(w, xs, ys));
    IO.println(vmap(x -> x.sum()).apply(xs));
    IO.println(vmap(x -> vmap(y -> x.mul(y)).apply(w)).apply(w));
    IO.println(vmap((x, y) -> x.add(y), inAxes(1, NONE).outAxes(1)).apply(xs, Tensor.of(10f, 20f)));
    var pair = vmap(valueAndGrad(loss), inAxes(NONE, 0, 0)).apply(w, xs, ys);
    IO.println(pair.value() + " " + pair.grad());
    var split = vmap(x -> tuple(x, x.mul(2))).apply(xs);
    IO.println(split.first().add(split.second()));
}
