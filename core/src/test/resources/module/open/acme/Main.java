package acme;

import static org.leibniz.Leibniz.*;

import org.leibniz.*;

/// A user's module that opens its package.
final class Main {
    private Main() {}

    /// A model.
    private record Model(Tensor w) {}

    /// A cell.
    private static final class Net extends Cell {
        private final Parameter w = new Parameter(Tensor.of(2f, 3f));

        @Override
        protected Tensor construct(Tensor x) {
            return x.mul(w);
        }
    }

    static void main() {
        IO.println(grad((Model m) -> square(m.w()).sum()).apply(new Model(ones(3))));
        var net = new Net();
        IO.println(grad(net, net.trainableParams()).apply(ones(2)));
    }
}
