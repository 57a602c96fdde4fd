import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Arguments that are no tensors are static: part of the program, not of the data
enum Activation { TANH, RELU }

void main() {
    var power = grad((Tensor x, Integer n) -> x.pow(n));
    IO.println(power.apply(Tensor.of(2.0), 3) + " " + power.apply(Tensor.of(2.0), 4));
    var layer = jit((Tensor x, Tensor w, Activation a) -> switch (a) {
        case TANH -> tanh(matmul(x, w));
        case RELU -> relu(matmul(x, w));
    });
    IO.println(layer.apply(ones(2, 2), ones(2, 2), Activation.RELU));
    IO.println(layer.apply(ones(2, 2), ones(2, 2), Activation.TANH));
}
