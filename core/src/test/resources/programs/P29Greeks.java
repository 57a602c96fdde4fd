import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Black-Scholes: every Greek, for a book of options at once
static Tensor cdf(Tensor x) { return erf(x.div(Math.sqrt(2))).add(1).mul(0.5); }

static Tensor call(Tensor spot, Tensor strike, Tensor vol, Tensor time) {
    var d1 = log(spot.div(strike)).add(square(vol).div(2).mul(time)).div(vol.mul(sqrt(time)));
    var d2 = d1.sub(vol.mul(sqrt(time)));
    return spot.mul(cdf(d1)).sub(strike.mul(cdf(d2)));
}

void main() {
    TensorFn4<Tensor> price = (s, k, v, t) -> call(s, k, v, t);
    IO.println("price " + price.apply(100, 95, 0.2, 1));
    IO.println("delta " + grad(price).apply(100, 95, 0.2, 1));
    IO.println("vega  " + grad(price, wrt(2)).apply(100, 95, 0.2, 1));
    IO.println("gamma " + grad(grad(price)).apply(100, 95, 0.2, 1));
    IO.println("vanna " + grad(grad(price), wrt(2)).apply(100, 95, 0.2, 1));
    var book = jit(vmap(valueAndGrad(price, wrt(0, 1, 2, 3)), inAxes(NONE, 0, NONE, NONE)));
    var r = book.apply(Tensor.scalar(100.0), Tensor.of(80.0, 95, 120), Tensor.scalar(0.2), Tensor.scalar(1.0));
    IO.println(r.value() + " " + r.grad().first() + " " + r.grad().third());
}
