import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// has_aux: the first component is differentiated, the rest is returned as it is
record Out(Tensor loss, Tensor logits) {}

void main() {
    var w = new Parameter(zeros(5, 3), "w");
    var f = valueAndGradAux((x, y) -> {
        var z = matmul(x, w);
        return tuple(binaryCrossEntropyWithLogits(z, y), z);
    }, w);
    switch (f.apply(ones(5), zeros(3))) {
        case ValueAndGrad(Tuple2(var loss, var z), var grad) -> IO.println(loss + " " + z + "\n" + grad);
    }
    var named = valueAndGradAux((x, y) -> new Out(mseLoss(x, y), x)).apply(ones(3), zeros(3));
    IO.println(named.value().loss() + " " + named.value().logits() + " " + named.grad());

    // the same for products and Jacobians
    Tensor x = Tensor.of(2.0, 3.0);
    var back = vjpAux(u -> tuple(u.mul(u), u.sum()), x);
    IO.println(back.value() + " " + back.aux() + " " + back.pullback().apply(Tensor.of(1.0, 10.0)));
    IO.println(jvpAux(u -> tuple(u.mul(u), "text"), x, Tensor.of(1.0, 10.0)));
    IO.println(jacrevAux(u -> tuple(u.mul(u), u.sum())).apply(x));
    IO.println(jacfwdAux((u, v) -> tuple(u.mul(v), v), wrt(1)).apply(x, x));
}
