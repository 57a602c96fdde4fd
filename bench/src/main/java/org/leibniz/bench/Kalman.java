package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.index;
import static org.leibniz.bench.Inputs.real64;

import org.leibniz.Flow;
import org.leibniz.Tensor;

/// The row `kalman`: the likelihood of a series with missing values if it is a level that moves by a slope, both of
/// which wander, seen through noise: a local linear trend, filtered by Kalman's method. A parameter each for how much
/// level, slope and observation wander, as logarithms of deviations, and the first level.
record Kalman(Tensor p) {
    private static final int STEPS = 200;
    private static final Tensor MOVE = Tensor.of(new double[][]{{1, 1}, {0, 1}});
    private static final Tensor LEVEL = Tensor.of(1.0, 0.0);

    /// What is observed, and where something is: not at zeros.
    record Series(Tensor y, Tensor seen) {}

    /// What is believed of level and slope.
    record Belief(Tensor mean, Tensor covariance) {}

    static Row row() {
        var series = new Series(real64(2, 1, STEPS), index(3, 4, STEPS));
        return Row.of(valueAndGrad((Tensor p, Series s) -> new Kalman(p).likelihood(s)), real64(1, 0.5, 4), series);
    }

    private Tensor likelihood(Series series) {
        var deviations = exp(p.get(until(3)));
        var noise = square(deviations.get(until(2))).expandDims(1).mul(eye(2).cast(p.dtype()));
        var observed = square(deviations.get(2));
        var start = new Belief(LEVEL.mul(p.get(3)), eye(2).cast(p.dtype()));
        return Flow.scan(start, series, (belief, entry) -> {
            var mean = MOVE.matmul(belief.mean());
            var covariance = MOVE.matmul(belief.covariance()).matmul(MOVE.transpose()).add(noise);
            var surprise = entry.y().sub(mean.get(0));
            var variance = covariance.get(0, 0).add(observed);
            var gain = covariance.get(ALL, at(0)).div(variance);
            var term = log(variance.mul(2 * Math.PI)).add(square(surprise).div(variance)).mul(-0.5);
            var seen = entry.seen().gt(0);
            var after = new Belief(where(seen, mean.add(gain.mul(surprise)), mean),
                    where(seen, covariance.sub(gain.outer(covariance.get(0))), covariance));
            return tuple(after, where(seen, term, 0));
        }).ys().sum();
    }
}
