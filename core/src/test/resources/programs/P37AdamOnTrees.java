import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// An optimiser as a record of trees
record Adam<P>(P m, P v, Tensor t) {
    Adam<P> next(P g) {
        return new Adam<>(Tree.map((a, b) -> a.mul(0.9).add(b.mul(0.1)), m, g),
                Tree.map((a, b) -> a.mul(0.999).add(square(b).mul(0.001)), v, g), t.add(1));
    }

    P update(P p) { return Tree.map((x, a, b) -> x.sub(a.div(sqrt(b).add(1e-8)).mul(1e-3)), p, m, v); }
}

record Model(Tensor w) {}

record Train(Model model, Adam<Model> adam) {}

void main() {
    var step = jit((Train s, Tensor x) -> {
        var g = grad((Model m) -> square(m.w().mul(x)).sum()).apply(s.model());
        var adam = s.adam().next(g);
        return new Train(adam.update(s.model()), adam);
    });
    var m = new Model(ones(3));
    var zero = new Model(zeros(3));
    var s = new Train(m, new Adam<>(zero, zero, Tensor.scalar(0)));
    for (int i = 0; i < 10; i++) s = step.apply(s, Tensor.of(1f, 2f, 3f));
    IO.println(s.model().w() + " " + s.adam().t());
}
