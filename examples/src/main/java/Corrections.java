import static org.leibniz.Leibniz.*;

import org.leibniz.*;

// What MindSpore 2.10 gets wrong without a word, in its eager mode
void main() {
    // The Hessian of (sum x)^2 is 2 everywhere. grad(grad(f)) of MindSpore gives 0: a sum loses its second derivative.
    var hessian = hessian(x -> square(x.sum())).apply(Tensor.of(1f, 2f));
    IO.println("Hessian of (sum x)^2            0 0 0 0   right: %s".formatted(hessian.flatten()));

    // The same tensor for two inputs: MindSpore gives each the sum of both gradients.
    var a = Tensor.of(2f);
    var both = grad((x, y) -> x.mul(3).add(y.mul(5)), wrt(0, 1)).apply(a, a);
    IO.println("grad(3 x + 5 y, (0, 1))(a, a)   8 8       right: %s %s".formatted(both.first(), both.second()));

    // An input that the function also captures: MindSpore takes the captured one for the input.
    var captured = grad(x -> x.mul(a)).apply(a);
    IO.println("grad(x -> x a)(a), a = 2        4         right: %s".formatted(captured));
}
