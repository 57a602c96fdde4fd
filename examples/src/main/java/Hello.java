import static org.leibniz.Leibniz.*;

import org.leibniz.*;

record Line(Tensor slope, Tensor intercept) {}

void main() {
    Tensor w = Tensor.of(6f), b = Tensor.of(1f);
    IO.println(grad(x -> w.mul(x).add(b)).apply(Tensor.of(100f)));

    Tensor third = grad(grad(grad(x -> sin(x)))).apply(0.0); // any order
    IO.println(third);

    IO.println(hessian(x -> x.prod()).apply(Tensor.of(1.0, 2.0, 3.0)));

    // Records are trees: the gradient of a Line is a Line
    Line g = grad((Line l, Tensor x) -> square(l.slope().mul(x).add(l.intercept())).sum()).apply(new Line(w, b),
            ones(3));
    IO.println(g.slope() + " " + g.intercept());
}
