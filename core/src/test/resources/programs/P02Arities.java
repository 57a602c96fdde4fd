import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Functions of one to four tensors; the arity of the lambda picks the overload
void main() {
    Tensor a = Tensor.of(1.0), b = Tensor.of(2.0), c = Tensor.of(3.0), d = Tensor.of(4.0);
    Tensor g1 = grad(x -> x.mul(x)).apply(a);
    Tensor g2 = grad((x, y) -> x.mul(y)).apply(a, b);
    Tensor g3 = grad((x, y, z) -> x.mul(y).mul(z)).apply(a, b, c);
    Tensor g4 = grad((x, y, z, w) -> x.mul(y).mul(z).mul(w)).apply(a, b, c, d);
    Tensor s = grad((x, y) -> x.mul(y)).apply(2, 3);                           // scalars
    IO.println(g1 + " " + g2 + " " + g3 + " " + g4 + " " + s);
    var both = grad((x, y) -> x.mul(y), wrt(0, 1)).apply(a, b);
    IO.println(both.first() + " " + both.second());
    switch (grad((x, y, z) -> x.mul(y).mul(z), wrt(0, 1, 2)).apply(a, b, c)) {
        case Tuple3(var dx, var dy, var dz) -> IO.println(dx + " " + dy + " " + dz);
    }
    IO.println(grad((x, y, z, w) -> x.mul(y).mul(z).mul(w), wrt(3, 0)).apply(a, b, c, d));
}
