import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Nested differentiation, with captured variables
void main() {
    var x = Tensor.scalar(3.0);
    Tensor a = grad(u -> grad(v -> u.mul(v)).apply(u)).apply(x);
    Tensor b = grad(u -> u.mul(grad(v -> u.add(v)).apply(x))).apply(x);        // Siskind and Pearlmutter: 1
    Tensor c = grad((u, v) -> grad((s, t) -> s.mul(t).mul(u), wrt(1)).apply(u, v)).apply(2, 3);
    Tensor d = grad(grad((u, v) -> u.mul(u).mul(v), wrt(0)), wrt(1)).apply(2, 3);   // mixed partial
    Tensor e = grad(jit(grad(jit(u -> sin(u))))).apply(x);
    Tensor h = grad(u -> grad(v -> grad(w -> u.mul(v).mul(w)).apply(v)).apply(u)).apply(x);
    IO.println(a + " " + b + " " + c + " " + d + " " + e + " " + h);
}
