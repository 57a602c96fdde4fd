package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.real;

import org.leibniz.Tensor;

/// The row `bs`: prices of European calls.
final class BlackScholes {
    private static final int OPTIONS = 1_000_000;

    private BlackScholes() {}

    /// What the price of an option depends on.
    record Market(Tensor spot, Tensor strike, Tensor rate, Tensor volatility, Tensor years) {}

    static Row row() {
        return Row.of(grad((Market m) -> price(m).sum()), market());
    }

    /// The same, written where the gradients of the call before are.
    static Row donated() {
        return Row.intoLast(grad((Market m) -> price(m).sum()), market());
    }

    private static Market market() {
        return new Market(real(1, 20, 100, OPTIONS), real(2, 20, 100, OPTIONS), real(3, 0.02, 0.03, OPTIONS),
                real(4, 0.1, 0.25, OPTIONS), real(5, 0.5, 1, OPTIONS));
    }

    private static Tensor price(Market m) {
        var spread = m.volatility().mul(sqrt(m.years()));
        var drift = m.rate().add(square(m.volatility()).mul(0.5)).mul(m.years());
        var d1 = log(m.spot().div(m.strike())).add(drift).div(spread);
        var discounted = m.strike().mul(exp(m.rate().neg().mul(m.years())));
        return m.spot().mul(normal(d1)).sub(discounted.mul(normal(d1.sub(spread))));
    }

    private static Tensor normal(Tensor d) {
        return erf(d.mul(Math.sqrt(0.5))).add(1).mul(0.5);
    }
}
