import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Seed 003: functional differentiation by positions and by weights
final Tensor x = ones(5);                                                      // input tensor
final Tensor y = zeros(3);                                                     // expected output
// np.random.seed(42); np.random.randn(5, 3)
final Parameter w = new Parameter(Tensor.of(DType.FLOAT32, new double[][] {
        {0.49671414494514465, -0.13826429843902588, 0.6476885676383972}, {1.5230298042297363, -0.2341533750295639, -0.23413695394992828},
        {1.5792127847671509, 0.7674347162246704, -0.4694743752479553}, {0.5425600409507751, -0.4634176790714264, -0.4657297432422638},
        {0.241962268948555, -1.9132802486419678, -1.7249178886413574}}), "w");          // weight
// bias
final Parameter b = new Parameter(Tensor.of(DType.FLOAT32, -0.5622875094413757, -1.0128310918807983, 0.31424733996391296), "b");

Tensor function(Tensor x, Tensor y, Tensor w, Tensor b) {
    var z = matmul(x, w).add(b);
    var loss = binaryCrossEntropyWithLogits(z, y, onesLike(z), onesLike(z));
    return loss;
}

class Network extends Cell {
    final Parameter w, b;

    Network(Parameter w, Parameter b) { this.w = w; this.b = b; }

    @Override public Tensor construct(Tensor x) {
        var z = matmul(x, w).add(b);
        return z;
    }
}

void main() {
    var loss = function(x, y, w, b);
    IO.println(loss);

    var gradFn = grad(this::function, wrt(2, 3));
    var grads = gradFn.apply(x, y, w, b);
    // (Tensor(shape=[5, 3], ...), Tensor(shape=[3], ...))
    IO.println(grads);

    var model = new Network(w, b);
    // def forward_fn(x, y)
    TensorFn2<Tensor> forwardFn = (x, y) -> {
        var z = model.apply(x);
        return binaryCrossEntropyWithLogits(z, y);
    };
    var weightGradFn = valueAndGrad(forwardFn, model.trainableParams());
    switch (weightGradFn.apply(x, y)) {
        case ValueAndGrad(var value, var g) -> IO.println(value + "\n" + g);
    }
}
