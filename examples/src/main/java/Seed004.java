import static org.leibniz.Leibniz.*;

import org.leibniz.*;

// Seed 004 has the programs of seed 001. Here they are functions instead of cells: a line each
void main() {
    var w = new Parameter(Tensor.of(6.0), "w");
    var b = new Parameter(Tensor.of(1.0), "b");
    TensorFn1<Tensor> f = x -> w.mul(x).add(b);
    var x = Tensor.of(100f);

    var output = grad(f).apply(x);
    IO.println(output);

    var fx = grad(f, new ParameterTuple(w, b)).apply(x);
    IO.println("wgrad: %s\nbgrad: %s".formatted(fx.get(0), fx.get(1)));

    // b frozen: it is not asked for
    var v = new Parameter(Tensor.of(6f), "w");
    var fw = grad(u -> u.mul(v).add(1), new ParameterTuple(v)).apply(Tensor.of(5f));
    IO.println(fw);

    // A sensitivity of the output is what a pullback is applied to
    var scaled = vjp(u -> u.mul(v).add(1), Tensor.of(6f)).pullback().apply(Tensor.of(0.1f));
    IO.println(scaled);

    var stopped = grad(u -> stopGradient(f.apply(u)), new ParameterTuple(w, b)).apply(x);
    IO.println("wgrad: %s\nbgrad: %s".formatted(stopped.get(0), stopped.get(1)));
}
