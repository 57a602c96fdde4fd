package acme;

import static org.leibniz.Leibniz.*;

import java.lang.invoke.MethodHandles;
import org.leibniz.*;

/// A user's module that opens nothing.
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
        var f = grad((Model m) -> square(m.w()).sum());
        try {
            IO.println(f.apply(new Model(ones(3))));
        } catch (IllegalArgumentException e) {
            IO.println(e.getMessage());
        }
        Tree.open(MethodHandles.lookup());
        IO.println(f.apply(new Model(ones(3))));
        var net = new Net();
        IO.println(grad(net, net.trainableParams()).apply(ones(2)));
    }
}
