import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Control flow on data, with trees as state
record State(Tensor i, Tensor x) {}

void main() {
    Tensor x = Tensor.scalar(2.0);
    IO.println(jit(u -> Flow.cond(u.gt(0), () -> sin(u), () -> u.mul(2))).apply(x));
    State s = Flow.whileLoop(new State(Tensor.scalar(0), x), t -> t.i().lt(10), t -> new State(t.i().add(1), t.x().mul(1.1)));
    IO.println(s.i() + " " + s.x());
    var p = Flow.whileLoop(tuple(Tensor.scalar(0), x), t -> t.first().lt(3), t -> tuple(t.first().add(1), t.second().mul(2)));
    IO.println(p);
    IO.println(Flow.fori(1, 5, x, (i, u) -> u.mul(i)));
    var cumulative = Flow.scan(Tensor.scalar(0.0), arange(0.0, 5.0, 1.0).cast(DType.FLOAT64), (sum, u) -> tuple(sum.add(u), sum));
    IO.println(cumulative.carry() + " " + cumulative.ys());
    var rnn = Flow.scan(new State(x, x), tuple(ones(DType.FLOAT64, 5, 2), ones(5, 3)),
            (h, in) -> tuple(new State(h.i().add(1), h.x().add(in.first().sum())), tuple(h.x(), in.second())));
    IO.println(rnn.carry().i() + " " + rnn.carry().x() + " " + rnn.ys().first() + " " + rnn.ys().second().shape());
    IO.println(Flow.switchCase(Tensor.scalar(1), () -> x, () -> x.neg(), () -> exp(x)));
    IO.println(grad(u -> Flow.fori(0, 3, u, (i, t) -> t.mul(t))).apply(x));    // u to the 8th
    IO.println(Flow.map(Tensor.of(1.0, 2.0, 3.0), u -> u.mul(u)));
}
