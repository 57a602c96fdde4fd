import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// MindSpore's bprop
class Clip extends Cell {
    @Override public Tensor construct(Tensor x, Tensor y) { return x.mul(y); }

    @Override public Tuple2<Tensor, Tensor> bprop(Tensor x, Tensor y, Tensor out, Tensor dout) {
        return tuple(clip(dout.mul(y), -1, 1), dout.mul(x));
    }
}

class Square extends Cell {
    @Override public Tensor construct(Tensor x) { return square(x); }

    @Override protected Tensor bprop(Tensor x, Tensor out, Tensor dout) { return dout.mul(x).mul(2); }
}

void main() {
    IO.println(grad(new Clip(), wrt(0, 1)).apply(Tensor.of(3f, 4f), Tensor.of(0.5f, 2f)));
    IO.println(grad(new Square()).apply(3) + " " + grad(grad(new Square())).apply(3));
}
