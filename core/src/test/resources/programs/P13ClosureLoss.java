import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// No arguments at all: everything captured, gradient for the weights
void main() {
    var w = new Parameter(Tensor.of(1f, 2f, 3f), "w");
    var x = Tensor.of(2f, 2f, 2f);
    var r = valueAndGrad(() -> x.mul(w).sum(), w).apply();
    Tensor g = grad(() -> x.mul(w).sum(), w).apply();
    Runnable step = jit(() -> w.assignSub(grad(() -> square(w).sum(), w).apply().mul(0.25)));
    step.run();
    step.run();
    IO.println(r.value() + " " + r.grad() + " " + g + " " + w.value());
}
