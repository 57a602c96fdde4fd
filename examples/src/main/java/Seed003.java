import static org.leibniz.Leibniz.*;

import org.leibniz.*;

// Seed 003: functional differentiation, by positions and by weights
final Tensor x = ones(5); // input tensor
final Tensor y = zeros(3); // expected output
final Parameter w = new Parameter(normal(Key.of(0), 5, 3), "w"); // weight

// The document draws w and b at random and shows no number of them. Its gradients depend on x w + b alone and tell what
// that was:
final Tensor z = Tensor.of(-1.404766f, -1.6493239f, 2.2471116f);
final Parameter b = new Parameter(z.sub(matmul(x, w)), "b"); // bias

Tensor function(Tensor x, Tensor y, Tensor w, Tensor b) {
    var z = matmul(x, w).add(b);
    // binary cross entropy is the loss function
    var loss = binaryCrossEntropyWithLogits(z, y, onesLike(z), onesLike(z));
    return loss;
}

// Define model
class Network extends Cell {
    final Parameter w;
    final Parameter b;

    Network(Parameter w, Parameter b) {
        this.w = w;
        this.b = b;
    }

    @Override
    public Tensor construct(Tensor x) {
        var z = matmul(x, w).add(b);
        return z;
    }
}

void main() {
    var loss = function(x, y, w, b);
    IO.println(loss);

    var gradFn = grad(this::function, wrt(2, 3)); // the positions of w and b
    var grads = gradFn.apply(x, y, w, b);
    IO.println(grads);

    // Instantiate model
    var model = new Network(w, b);
    TensorFn2<Tensor> forwardFn = (x, y) -> {
        var z = model.apply(x);
        return binaryCrossEntropyWithLogits(z, y);
    };
    var valueAndGradFn = valueAndGrad(forwardFn, model.trainableParams()); // the weights, no position
    var result = valueAndGradFn.apply(x, y);
    IO.println(result.grad());
}
