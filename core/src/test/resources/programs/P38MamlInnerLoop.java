import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Differentiating through an inner training step
void main() {
    TensorFn2<Tensor> loss = (w, x) -> square(w.mul(x)).sum();
    TensorFn2<Tensor> adapted = (w, x) -> loss.apply(w.sub(grad(loss).apply(w, x).mul(0.1)), x);
    Tensor xs = Tensor.of(new double[][] {{1, 1, 1}, {2, 0.5, 0}});
    IO.println(vmap(grad(adapted), inAxes(NONE, 0)).apply(Tensor.of(1.0, 2.0, 3.0), xs).mean(0));
}
