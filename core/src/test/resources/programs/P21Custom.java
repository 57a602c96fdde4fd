import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Rules of one's own
record Pair(Tensor a, Tensor b) {}

void main() {
    var logOnePlusExp = Custom.vjp(x -> log1p(exp(x)), (x, y, dy) -> dy.mul(sigmoid(x)));
    var product = Custom.vjp((x, y) -> x.mul(y), (x, y, out, dout) -> tuple(dout.mul(y), dout.mul(x)));
    var clipped = Custom.vjp(x -> x, (x, y, dy) -> clip(dy, -1, 1));
    var tangent = Custom.jvp(x -> sin(x), (x, y, dx) -> cos(x).mul(dx));
    var tangent2 = Custom.jvp((x, y) -> x.mul(y), (x, y, out, dx, dy) -> dx.mul(y).add(dy.mul(x)));
    var onRecord = Custom.vjp((Pair p) -> p.a().mul(p.b()), (p, out, dout) -> new Pair(dout.mul(p.b()), dout.mul(p.a())));
    IO.println(grad(logOnePlusExp).apply(100.0));                              // without the rule NaN
    IO.println(grad(x -> product.apply(x, clipped.apply(x))).apply(2.0));      // 2 + clip(2)
    IO.println(grad(grad(x -> product.apply(x, x))).apply(2.0));
    IO.println(jvp(tangent, ones(1), ones(1)).tangent() + " " + grad(tangent2, wrt(1)).apply(2, 3));
    IO.println(grad(p -> onRecord.apply(new Pair(p, p))).apply(2.0));
    IO.println(jvp(product, tuple(ones(1), ones(1)), tuple(ones(1), ones(1))).tangent());      // the rule, transposed
    var three = Custom.vjp((x, y, z) -> x.mul(y).mul(z), (x, y, z, out, dout) -> tuple(dout, dout.mul(2), dout.mul(3)));
    IO.println(grad(three, wrt(0, 1, 2)).apply(5, 6, 7));
}
