import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Named functions
Tensor rosenbrock(Tensor x) {
    var head = x.get(until(-1));
    var tail = x.get(from(1));
    return square(tail.sub(square(head))).mul(100).add(square(sub(1, head))).sum();
}

record Params(Tensor w, Tensor b) {
    Tensor loss() { return w.mul(b).sum(); }

    Tensor at(Tensor x) { return w.mul(x).add(b).sum(); }
}

void main() {
    Tensor g = grad(Cubes::cube).apply(Tensor.of(2.0));
    Tensor r = grad(this::rosenbrock).apply(Tensor.of(1.0, 2.0));
    Tensor s = grad(Ops::sin).apply(1.0);
    Tensor t = grad(Leibniz::tanh).apply(1.0);
    IO.println(g + " " + r + " " + s + " " + t);
    Params p = grad(Params::loss).apply(new Params(g, r));
    IO.println(p.w() + " " + p.b());
    Params q = grad(Params::at).apply(p, s);
    IO.println(q.w() + " " + q.b());
}

class Cubes {
    static Tensor cube(Tensor x) { return x.pow(3); }
}
