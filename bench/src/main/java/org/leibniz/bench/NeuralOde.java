package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias64;
import static org.leibniz.bench.Inputs.real64;
import static org.leibniz.bench.Inputs.weight64;

import java.util.ArrayList;
import java.util.List;
import org.leibniz.Flow;
import org.leibniz.Tensor;

/// The row `node`: a differential equation whose slope is a network, solved by the method of Dormand and Prince, which
/// chooses its steps, and differentiated through all of them.
record NeuralOde(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    private static final double END = 10;
    private static final double FIRST_STEP = 0.1;
    private static final double TOLERANCE = 1e-7;

    /// Where a step asks for the slope: so much of each slope before; the last one is where it ends.
    private static final double[][] STAGES = {
            {1.0 / 5},
            {3.0 / 40, 9.0 / 40},
            {44.0 / 45, -56.0 / 15, 32.0 / 9},
            {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
            {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
            {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};

    /// How much of each slope is in the difference to a solution of lower order.
    private static final double[] ERROR = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525,
            -1.0 / 40};

    /// A solution on its way.
    ///
    /// @param time how far it is
    /// @param h the step to try
    /// @param y where it is
    /// @param slope the slope there
    record Solution(Tensor time, Tensor h, Tensor y, Tensor slope) {}

    static Row row() {
        var net = new NeuralOde(weight64(22, 2, 32), bias64(23, 32), weight64(24, 32, 2), bias64(25, 2));
        return Row.of(valueAndGrad((NeuralOde n, Tensor start) -> square(n.solve(start)).sum()), net,
                real64(26, 1, 2));
    }

    private Tensor slope(Tensor y) {
        return tanh(y.matmul(w1).add(b1)).matmul(w2).add(b2);
    }

    private Tensor solve(Tensor y) {
        var start = new Solution(Tensor.scalar(0.0), Tensor.scalar(FIRST_STEP), y, slope(y));
        return Flow.whileLoop(start, s -> s.time().lt(END), this::attempt).y();
    }

    /// A step, which counts only if its error is small enough.
    private Solution attempt(Solution s) {
        var h = minimum(s.h(), sub(END, s.time()));
        var slopes = new ArrayList<>(List.of(s.slope()));
        var end = s.y();
        for (double[] stage : STAGES) {
            end = s.y().add(mixed(stage, slopes).mul(h));
            slopes.add(slope(end));
        }
        var allowed = maximum(abs(s.y()), abs(end)).add(1).mul(TOLERANCE);
        var error = sqrt(square(mixed(ERROR, slopes).mul(h).div(allowed)).mean());
        var fits = error.le(1);
        var next = h.mul(clip(pow(error, -0.2).mul(0.9), 0.2, 5));
        return new Solution(where(fits, s.time().add(h), s.time()), next, where(fits, end, s.y()),
                where(fits, slopes.getLast(), s.slope()));
    }

    private static Tensor mixed(double[] parts, List<Tensor> slopes) {
        var sum = slopes.getFirst().mul(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            sum = parts[i] == 0 ? sum : sum.add(slopes.get(i).mul(parts[i]));
        }
        return sum;
    }
}
