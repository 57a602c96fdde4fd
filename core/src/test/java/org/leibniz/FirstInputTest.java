package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Derivatives of functions of several inputs are by the first one alone, unless something else is said: what they say
/// of it, and what they are.
final class FirstInputTest {
    private static final Tensor X = Tensor.scalar(2.0);
    private static final Tensor Y = Tensor.scalar(3.0);

    private static Tensor f(Tensor x, Tensor y) {
        return x.mul(x).mul(y).mul(y).mul(y); // x² y³
    }

    private record Point(Tensor x, Tensor y) {}

    @Test
    void blocksOfAHessian() {
        assertThat(hessian(FirstInputTest::f).apply(X, Y).item()).as("2 y³").isEqualTo(54);
        assertThat(hessian(FirstInputTest::f, wrt(0), wrt(1)).apply(X, Y).item()).as("6 x y²").isEqualTo(108);
        assertThat(hessian(FirstInputTest::f, wrt(1), wrt(0)).apply(X, Y).item()).isEqualTo(108);
        assertThat(hessian(FirstInputTest::f, wrt(1), wrt(1)).apply(X, Y).item()).as("6 x² y").isEqualTo(72);
        List<Point> all = hessian((Point p) -> f(p.x(), p.y())).apply(new Point(X, Y));
        assertThat(all.get(0).x().item()).isEqualTo(54);
        assertThat(all.get(0).y().item()).isEqualTo(108);
        assertThat(all.get(1).x().item()).isEqualTo(108);
        assertThat(all.get(1).y().item()).isEqualTo(72);
    }

    private static void says(Object function, String text) {
        assertThat(function).hasToString(text + ": a function, not yet applied; call apply(..) on it");
    }

    @Test
    void whatIsPrinted() {
        TensorFn2<Tensor> f = FirstInputTest::f;
        says(hessian(f), "hessian(..) by input 0 alone");
        says(hessian(f, wrt(0), wrt(1)), "hessian(..) by input 0, then by input 1");
        says(grad(f), "grad(..) by input 0");
        says(grad(f, wrt(0, 1)), "grad(..) by inputs 0 and 1");
        says(valueAndGrad(f, wrt(1)), "valueAndGrad(..) by input 1");
        says(jacfwd(f), "jacfwd(..) by input 0");
        says(jacrev(f, wrt(1)), "jacrev(..) by input 1");
        var w = new Parameter(X, "w");
        says(grad(f, w), "grad(..) by the parameter w");
        says(grad(f, wrt(0, w)), "grad(..) by input 0 and the parameter w");
        says(grad(f, new ParameterTuple(List.of(w, new Parameter(Y, "v")))), "grad(..) by 2 parameters");
        says(jit(f), "jit(..)");
        says(vmap(f), "vmap(..)");
        says(hessian((Tensor x) -> x.mul(x)), "hessian(..)"); // there is no other input
        says(grad((Tensor x) -> x.mul(x)), "grad(..)");
    }
}
