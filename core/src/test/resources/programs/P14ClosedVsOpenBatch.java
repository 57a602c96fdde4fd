import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Weights and a record of data
record Batch(Tensor x, Tensor y) {}

void main() {
    var w = new Parameter(ones(3, 1), "w");
    var f = jit(valueAndGrad((Batch d) -> mseLoss(matmul(d.x(), w), d.y()), w));
    var r = f.apply(new Batch(ones(2, 3), ones(2, 1)));
    IO.println(r);
    w.assignSub(r.grad().mul(0.125));
    IO.println(f.apply(new Batch(ones(2, 3), ones(2, 1))).value());            // jit reads the parameter at each call
}
