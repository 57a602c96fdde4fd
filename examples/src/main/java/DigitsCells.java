import static org.leibniz.Leibniz.*;

import org.leibniz.*;
import org.leibniz.nn.*;
import org.leibniz.train.*;

// The digits once more, as one would in MindSpore: a cell of layers, its parameters, an optimiser
class Net extends Cell {
    final Dense hidden = new Dense(Key.of(1), 64, 128);
    final Dense head = new Dense(Key.of(2), 128, 10);

    @Override
    public Tensor construct(Tensor x) {
        return head.apply(relu(hidden.apply(x)));
    }
}

void main() {
    var digits = Digits.load().split(0.2, Key.of(0));
    var net = new Net();
    var weights = net.trainableParams();
    var forward = valueAndGrad((x, y) -> crossEntropy(net.apply(x), y), weights);

    var step = jit((Adam<TensorTuple> adam, Dataset batch) -> {
        var r = forward.apply(batch.inputs(), batch.labels());
        var next = adam.next(r.grad());
        next.assign(weights);
        return new Step<>(next, r.value());
    });
    var trained = new Training(20, 32, Key.of(3)).run("cells", digits.train(), Adam.of(weights, 2e-3), step);
    IO.println("accuracy: %.1f %% after %.1f seconds".formatted(100 * digits.test().accuracy(x -> net.apply(x)),
            trained.seconds()));
}
