package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias;
import static org.leibniz.bench.Inputs.real;
import static org.leibniz.bench.Inputs.weight;

import org.leibniz.Tensor;

/// The row `pinn`: a network u(t, x) that is trained to solve Burgers' equation, u_t + u u_x = ν u_xx. Its loss holds
/// derivatives, taken forward; its gradient is taken in reverse over them.
record Pinn(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3, Tensor w4, Tensor b4) {
    private static final int POINTS = 2000;
    private static final double VISCOSITY = 0.01 / Math.PI;

    static Row row() {
        var net = new Pinn(weight(1, 2, 50), bias(2, 50), weight(3, 50, 50), bias(4, 50), weight(5, 50, 50),
                bias(6, 50), weight(7, 50, 1), bias(8, 1));
        return Row.of(valueAndGrad((Pinn n, Tensor t, Tensor x) -> n.loss(t, x)), net, real(9, 0.5, 0.5, POINTS),
                real(10, 1, 0, POINTS));
    }

    private Tensor u(Tensor t, Tensor x) {
        var h = tanh(stack(1, t, x).matmul(w1).add(b1));
        h = tanh(h.matmul(w2).add(b2));
        h = tanh(h.matmul(w3).add(b3));
        return h.matmul(w4).add(b4).squeeze(1);
    }

    private Tensor loss(Tensor t, Tensor x) {
        var one = onesLike(x);
        var alongX = jvp(a -> jvp(b -> u(t, b), a, one), x, one);
        var u = alongX.value().value();
        var ux = alongX.value().tangent();
        var uxx = alongX.tangent().tangent();
        var ut = jvp(a -> u(a, x), t, one).tangent();
        return square(ut.add(u.mul(ux)).sub(uxx.mul(VISCOSITY))).mean();
    }
}
