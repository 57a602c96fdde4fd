package org.leibniz.train;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.leibniz.Key;
import org.leibniz.Tensor;

/// Functions of the user's that return nothing are told so, by the method that called them.
@SuppressWarnings("NullAway") // what code without null checks can do
final class NothingReturnedTest {
    private static final Dataset DATA = new Dataset(Tensor.of(new double[][]{{1, 2}, {3, 4}}), Tensor.of(0, 1));

    @Test
    void byAClassifier() {
        assertThatIllegalArgumentException().isThrownBy(() -> DATA.accuracy(x -> null))
                .withMessage(
                        "Dataset.accuracy: logits: expected a function that returns scores of shape (2, classes), got "
                                + "one that returns null");
    }

    @Test
    void byAStep() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Training(1, 1, Key.of(1)).quiet().run("t", DATA, "start",
                                (s, d) -> new Step<>(null, Tensor.scalar(1f))))
                .withMessage(
                        "Training.run: step: expected a Step of the next state and the loss, got one without a state");
    }
}
