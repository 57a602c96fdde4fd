import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// A compiled training step that updates parameters
class Linear extends Cell {
    final Parameter w = new Parameter(zeros(3, 1));

    @Override public Tensor construct(Tensor x) { return matmul(x, w); }
}

void main() {
    var model = new Linear();
    var weights = model.trainableParams();
    var forward = valueAndGrad((x, y) -> mseLoss(model.apply(x), y), weights);
    var step = jit((x, y) -> {
        var r = forward.apply(x, y);
        for (int i = 0; i < weights.size(); i++) weights.get(i).assignSub(r.grad().get(i).mul(0.1));
        return r.value();
    });
    for (int i = 0; i < 3; i++) IO.println(step.apply(ones(8, 3), ones(8, 1)));
    IO.println(model.w.value());
}
