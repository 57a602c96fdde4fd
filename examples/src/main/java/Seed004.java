import static org.leibniz.Leibniz.*;

import org.leibniz.*;

// Seed 004 has the programs of seed 001. Here they are functions instead of cells: a line each
void main() {
    var w = new Parameter(Tensor.of(6f), "w");
    var b = new Parameter(Tensor.of(1f), "b");
    TensorFn1<Tensor> f = x -> w.mul(x).add(b);
    var x = Tensor.of(100f);

    var output = grad(f).apply(x);
    IO.println(output);

    var fx = grad(f, new ParameterTuple(w, b)).apply(x);
    IO.println("wgrad: %s\nbgrad: %s".formatted(fx.get(0), fx.get(1)));

    var fw = grad(f, new ParameterTuple(w)).apply(Tensor.of(5f)); // b is not asked for
    IO.println(fw);

    // a pullback takes the sensitivity of the output
    var scaled = vjp(f, Tensor.of(6f)).pullback().apply(Tensor.of(0.1f));
    IO.println(scaled);

    var stopped = grad(u -> stopGradient(f.apply(u)), new ParameterTuple(w, b)).apply(x);
    IO.println("wgrad: %s\nbgrad: %s".formatted(stopped.get(0), stopped.get(1)));
}
