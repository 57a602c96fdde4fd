import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Plain Java control flow on values, as long as nothing is jitted
static Tensor collatz(Tensor x) {
    var y = x;
    while (y.gt(1).isTrue()) {
        y = y.mod(2).eq(0).isTrue() ? y.div(2) : y.mul(3).add(1);
        IO.print(y + " ");
    }
    return y;
}

void main() {
    IO.println(grad(x -> collatz(x)).apply(7));
    IO.println(grad(x -> x.item() > 0 ? sin(x) : cos(x)).apply(1.0));
    IO.println(grad(x -> x.item() > 0 ? sin(x) : cos(x)).apply(-1.0));
}
