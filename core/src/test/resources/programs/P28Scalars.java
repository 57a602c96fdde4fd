import static org.leibniz.Leibniz.*;
import org.leibniz.*;
import java.util.function.*;

// double in, double out: for solvers written against java.util.function
static double newton(DoubleUnaryOperator f, DoubleUnaryOperator df, double x) {
    for (int i = 0; i < 20; i++) x -= f.applyAsDouble(x) / df.applyAsDouble(x);
    return x;
}

void main() {
    TensorFn1<Tensor> f = x -> x.mul(x).sub(2);
    var df = grad(f);
    IO.println(newton(x -> f.apply(x).item(), x -> df.apply(x).item(), 1.0));

    var rosen = grad(x -> square(sub(1, x.get(0))).add(square(x.get(1).sub(square(x.get(0)))).mul(100)));
    UnaryOperator<double[]> gradient = x -> rosen.apply(x).toDoubleArray();
    var g = gradient.apply(new double[] {-1.2, 1});
    IO.println(g[0] + " " + g[1]);
    Function<Tensor, Tensor> jdk = x -> sin(x);
    IO.println(grad(jdk::apply).apply(1.0));
}
