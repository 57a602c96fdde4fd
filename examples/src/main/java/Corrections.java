import static org.leibniz.Leibniz.*;

import org.leibniz.*;

// What MindSpore 2.10 gets wrong without a word, in its eager mode
void main() {
    // A sum loses its second derivative in grad(grad(f)): the Hessian of (sum x)^2 comes out as 0
    var hessian = hessian(x -> square(x.sum())).apply(Tensor.of(1f, 2f));
    IO.println("Hessian of (sum x)^2              MindSpore 0 0 0 0   here %s".formatted(hessian.flatten()));

    // The same tensor given for two inputs: each gets the sum of both gradients
    var a = Tensor.of(2f);
    var both = grad((x, y) -> x.mul(3).add(y.mul(5)), wrt(0, 1)).apply(a, a);
    IO.println(
            "grad(3 x + 5 y, (0, 1))(a, a)     MindSpore 8 8       here %s %s".formatted(both.first(), both.second()));

    // An input that the function also captures: the captured one is taken for the input
    var captured = grad(x -> x.mul(a)).apply(a);
    IO.println("grad(x -> x a)(a), where a = 2    MindSpore 4         here %s".formatted(captured));
}
