import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Tests of derivatives
record Line(Tensor slope, Tensor intercept) {}

void main() {
    Checks.gradients(x -> sin(x).sum(), Tensor.of(1.0, 2.0));
    Checks.gradients((x, y) -> x.mul(y), ones(3), ones(3));
    Checks.gradients((Line l) -> tuple(l.slope().mul(3).add(l.intercept()), exp(l.slope())), new Line(ones(2), ones(2)));
    try {
        Checks.gradients(Custom.vjp(x -> x.mul(x), (x, y, dy) -> dy.mul(x)), Tensor.of(1.0, 2.0));
    } catch (AssertionError e) {
        IO.println(e.getMessage().lines().findFirst().orElseThrow());
    }
}
