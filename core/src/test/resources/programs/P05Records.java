import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Records are trees: the gradient of a record is that record
record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    static Mlp init(Key key) {
        var keys = key.split();
        return new Mlp(normal(keys.first(), 64, 32), zeros(32), normal(keys.second(), 32, 10), zeros(10));
    }

    Tensor logits(Tensor x) { return tanh(x.matmul(w1).add(b1)).matmul(w2).add(b2); }
}

record Batch(Tensor x, Tensor y) {}

void main() {
    var step = jit(valueAndGrad((Mlp net, Batch d) -> crossEntropy(net.logits(d.x()), d.y())));
    var net = Mlp.init(Key.of(0));
    var batch = new Batch(ones(8, 64), zeros(DType.INT32, 8));
    double first = step.apply(net, batch).value().item();
    double last = first;
    for (int i = 0; i < 20; i++) {
        var r = step.apply(net, batch);
        net = Tree.map((p, g) -> p.sub(g.mul(0.1)), net, r.grad());
        last = r.value().item();
    }
    IO.println("down: " + (last < 0.1 * first));
    var g = step.apply(net, batch).grad();
    IO.println(g.w1().shape() + " " + g.b1().shape() + " " + g.w2().shape() + " " + g.b2().shape() + " " + g.w1().dtype());

    // one example, zero weights: the gradient of the last bias is softmax - one-hot
    var zero = new Mlp(zeros(2, 2), zeros(2), zeros(2, 2), zeros(2));
    IO.println(step.apply(zero, new Batch(ones(1, 2), zeros(DType.INT32, 1))));
}
