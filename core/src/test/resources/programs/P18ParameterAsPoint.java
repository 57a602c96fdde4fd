import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// A Parameter stands where a tensor does, and nothing infers `Parameter` where a Tensor comes back
void main() {
    var w = new Parameter(Tensor.of(1.0, 2.0), "w");
    Tensor v = onesLike(w);
    Tensor a = vjp(x -> x.mul(x), w).pullback().apply(v);
    Tensor b = jvp(x -> x.mul(x), w, v).tangent();
    Tensor c = grad(x -> x.mul(x)).apply(w);
    Tensor d = hvp(x -> x.mul(x).sum(), w, v);
    Tensor e = stopGradient(w);
    Tensor f = linearize(x -> x.mul(x), w).pushforward().apply(v);
    Tensor g = Flow.fori(1, 4, w, (i, s) -> s.mul(i));
    Tensor h = Flow.whileLoop(w, s -> s.sum().lt(10), s -> s.mul(2));
    Tensor i = Flow.scan(w, ones(DType.FLOAT64, 3, 2), (s, x) -> tuple(s.add(x), x)).carry();
    Tensor j = Flow.cond(w.sum().gt(0), () -> w, () -> w.neg());
    Checks.gradients(x -> x.mul(x).sum(), w);
    IO.println(a + " " + b + " " + c + " " + d + " " + e);
    IO.println(f + " " + g + " " + h + " " + i + " " + j);
}
