package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leibniz.Parameter;
import org.leibniz.Tensor;

/// What an optimiser is made of is looked at when it is made, not at its first step.
final class AdamPartsTest {
    private static final Tensor X = Tensor.of(1.0, 2);
    private static final Tensor S = Tensor.scalar(1f);

    @Test
    @SuppressWarnings("NullAway") // what code without null checks can do
    void noneIsNull() {
        assertThatNullPointerException().isThrownBy(() -> new Adam<Tensor>(null, X, S, S))
                .withMessage("new Adam: means: expected a tree of tensors, got null");
        assertThatNullPointerException().isThrownBy(() -> new Adam<>(X, null, S, S))
                .withMessage("new Adam: squares: expected a tree of tensors, got null");
        assertThatNullPointerException().isThrownBy(() -> new Adam<>(X, X, null, S))
                .withMessage("new Adam: steps: expected a tensor, got null");
        assertThatNullPointerException().isThrownBy(() -> new Adam<>(X, X, S, null))
                .withMessage("new Adam: rate: expected a tensor, got null");
    }

    @Test
    void weightsThatHoldNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of(List.of(), 0.1))
                .withMessageEndingWith("got a collection without any");
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of(Map.of(), 0.1))
                .withMessageEndingWith("got a map without any");
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of("text", 0.1))
                .withMessageEndingWith("got String without any");
    }

    @Test
    void parametersStandInATuple() {
        var w = new Parameter(X, "w");
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of(w, 0.1))
                .withMessage(
                        "Adam.of: weights: expected a plain tensor, got the parameter w; of parameters it takes a "
                                + "tuple:"
                                + " Adam.of(new ParameterTuple(..), rate)");
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of(List.of(w), 0.1))
                .withMessageStartingWith("Adam.of: the tree: expected tensors, got a list of the parameter w;");
    }
}
