import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Jacobians, Hessians and products with them
void main() {
    TensorFn1<Tensor> f = x -> sin(x).mul(x.sum());
    TensorFn1<Tensor> e = x -> exp(x).sum();
    var x = Tensor.of(0.1, 0.2, 0.3);
    IO.println(jacfwd(f).apply(x));
    IO.println(jacrev(f).apply(x));
    IO.println(jacrev(u -> sin(u)).apply(x));
    IO.println(hessian(e).apply(x));
    IO.println(jacfwd(jacrev(e)).apply(x));
    IO.println(hvp(e, x, onesLike(x)));
    IO.println(jvp(grad(e), x, onesLike(x)).tangent());
    IO.println(hessian((u, v) -> u.dot(v), wrt(0), wrt(1)).apply(x, x));
    IO.println(vmap(hessian(e)).apply(stack(0, x, x.mul(2))));
    var positions = jacrev((u, v) -> u.mul(v), wrt(0, 1)).apply(x, x.mul(2));
    IO.println(positions.first());
    IO.println(positions.second());
}
