import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Newton's method with a Hessian, and with products only
void main() {
    TensorFn1<Tensor> f = x -> exp(x).sum().add(square(x).sum());
    var step = jit(x -> x.sub(solve(hessian(f).apply(x), grad(f).apply(x))));
    Tensor x = ones(DType.FLOAT64, 3);
    for (int i = 0; i < 6; i++) x = step.apply(x);
    IO.println(x);
    IO.println(hvp(f, x, onesLike(x)));
}
