import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// A user's own generic function over the library: gradient descent on any tree
static <P> P minimise(Fn1<P, Tensor> loss, P start, int steps, double rate) {
    var step = jit(grad(loss));
    P p = start;
    for (int i = 0; i < steps; i++) p = Tree.map((x, g) -> x.sub(g.mul(rate)), p, step.apply(p));
    return p;
}

record Line(Tensor slope, Tensor intercept) {}

void main() {
    Line fit = minimise(l -> square(l.slope().mul(3).add(l.intercept()).sub(7)).sum(), new Line(ones(1), zeros(1)), 100, 0.01);
    Tensor t = minimise(x -> square(x).sum(), ones(3), 10, 0.1);
    IO.println(fit.slope() + " " + fit.intercept() + " " + t);
}
