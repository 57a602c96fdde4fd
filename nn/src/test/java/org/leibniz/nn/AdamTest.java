package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.square;

import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Fn1;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;

final class AdamTest {
    record Point(Tensor x, Tensor y) {}

    record State(Point at, Adam<Point> adam) {}

    /// Adam's rule for one number, written down once more.
    private static double byHand(double w, double rate, double... gradients) {
        double m = 0;
        double s = 0;
        for (int t = 1; t <= gradients.length; t++) {
            double g = gradients[t - 1];
            m = 0.9 * m + 0.1 * g;
            s = 0.999 * s + 0.001 * g * g;
            w -= rate * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(s / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        return w;
    }

    @Test
    void followsThePaper() {
        double[] gradients = {0.5, -2, 3, 0.1};
        Tensor w = Tensor.scalar(1f);
        var adam = Adam.of(w, 0.1);
        for (double g : gradients) {
            adam = adam.next(Tensor.scalar((float) g));
            w = adam.update(w);
        }
        assertThat(w.item()).isCloseTo(byHand(1, 0.1, gradients), within(1e-6));
        assertThat(adam.steps().item()).isEqualTo(4);
    }

    @Test
    void findsAMinimumUnderJit() {
        Fn1<State, State> step = jit((State s) -> {
            Point g = grad((Point p) -> square(p.x().sub(3)).add(square(p.y().add(1))).sum()).apply(s.at());
            var adam = s.adam().next(g);
            return new State(adam.update(s.at()), adam);
        });
        var start = new Point(Tensor.scalar(0f), Tensor.of(0f, 5f));
        var s = new State(start, Adam.of(start, 0.1));
        for (int i = 0; i < 500; i++) {
            s = step.apply(s);
        }
        assertThat(s.at().x().item()).isCloseTo(3, within(1e-2));
        assertThat(s.at().y().get(1).item()).isCloseTo(-1, within(1e-2));
    }

    @Test
    void keepsTheDtypesOfTheWeights() {
        for (var dtype : new DType[]{DType.FLOAT64, DType.FLOAT32, DType.FLOAT16}) {
            Tensor w = ones(dtype, 2);
            assertThat(Adam.of(w, 0.1).next(w).update(w).dtype()).isEqualTo(dtype);
        }
    }

    @Test
    void anotherRateIsAnotherStep() {
        Tensor w = Tensor.scalar(1f);
        var adam = Adam.of(w, 0.1).next(w);
        assertThat(adam.withRate(0.2).update(w).item()).isCloseTo(byHand(1, 0.2, 1), within(1e-6));
    }

    @Test
    void assignsParameters() {
        var w = new Parameter(Tensor.of(1f, 2f), "w");
        var b = new Parameter(Tensor.of(3f), "b");
        var weights = new ParameterTuple(w, b);
        Adam.of(weights, 0.1).next(new TensorTuple(ones(2), ones(1))).assign(weights);
        assertThat(w.get(1).item()).isCloseTo(byHand(2, 0.1, 1), within(1e-6));
        assertThat(b.get(0).item()).isCloseTo(byHand(3, 0.1, 1), within(1e-6));
    }

    @Test
    void refusesWhatDoesNotFit() {
        var w = new Parameter(Tensor.of(1f), "w");
        assertThatThrownBy(() -> Adam.of(ones(2), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate: expected a number above 0");
        assertThatThrownBy(() -> Adam.of(ones(2), Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        var adam = Adam.of(new TensorTuple(ones(1), ones(1)), 0.1);
        assertThatThrownBy(() -> adam.next(new TensorTuple(ones(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> adam.assign(new ParameterTuple(w))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2 parameters");
    }

    @Test
    void parametersOfOtherShapesAreRefusedBeforeAnyIsAssigned() {
        var a = new Parameter(Tensor.of(1f, 2f));
        var b = new Parameter(Tensor.of(1f));
        var adam = Adam.of(new ParameterTuple(a, new Parameter(Tensor.of(1f, 2f))), 0.5)
                .next(new TensorTuple(Tensor.of(1f, 1f), Tensor.of(1f, 1f)));
        assertThatIllegalArgumentException().isThrownBy(() -> adam.assign(new ParameterTuple(a, b)))
                .withMessageContaining("expected shape (2,)");
        assertThat(a.toFloatArray()).containsExactly(1, 2);
    }
}
