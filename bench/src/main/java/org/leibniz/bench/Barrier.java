package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.real64;

import org.leibniz.Tensor;

/// The row `barrier`: the Monte-Carlo price of a call that is worth nothing once its stock has touched a barrier,
/// within a year. Between two steps a path touches it with the probability that a Brownian bridge does.
final class Barrier {
    private static final int PATHS = 100_000;
    private static final int STEPS = 32;

    private Barrier() {}

    /// What the price depends on.
    record Market(Tensor spot, Tensor strike, Tensor barrier, Tensor rate, Tensor volatility) {}

    static Row row() {
        var market = new Market(Tensor.scalar(100.0), Tensor.scalar(105.0), Tensor.scalar(90.0), Tensor.scalar(0.03),
                Tensor.scalar(0.25));
        return Row.of(valueAndGrad((Market m, Tensor noise) -> price(m, noise)), market,
                real64(1, Math.sqrt(3), STEPS, PATHS));
    }

    private static Tensor price(Market m, Tensor noise) {
        var variance = square(m.volatility()).div(STEPS);
        var drift = m.rate().div(STEPS).sub(variance.mul(0.5));
        var deviation = sqrt(variance);
        var x = log(m.spot().div(m.barrier())).broadcastTo(PATHS);
        var stays = onesLike(x);
        for (var z : noise.unstack(0)) {
            var before = x;
            x = before.add(drift).add(deviation.mul(z));
            stays = stays.mul(sub(1, exp(relu(before).mul(relu(x)).mul(-2).div(variance))));
        }
        var payoff = relu(exp(x).mul(m.barrier()).sub(m.strike()));
        return exp(m.rate().neg()).mul(stays.mul(payoff).mean());
    }
}
