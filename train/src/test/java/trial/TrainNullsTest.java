package trial;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.train.Dataset;
import org.leibniz.train.Step;
import org.leibniz.train.Training;

/// Null for the arguments of what trains: the message names the method that was called.
@SuppressWarnings("NullAway") // on purpose
final class TrainNullsTest {
    private static final Dataset DATA = new Dataset(Tensor.of(1f, 2), Tensor.of(0, 1));
    private static final Training TRAINING = new Training(1, 2, Key.of(0)).quiet();

    private static void refused(String message, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(message)
                .withMessageContaining("got null");
    }

    @Test
    void data() {
        refused("new Dataset: inputs: expected a tensor", () -> new Dataset(null, Tensor.of(1)));
        refused("new Dataset: labels: expected a tensor", () -> new Dataset(Tensor.of(1), null));
        refused("Dataset.take: positions: expected a tensor", () -> DATA.take(null));
        refused("Dataset.split: key: expected a Key", () -> DATA.split(0.5, null));
        refused("Dataset.batches: key: expected a Key", () -> DATA.batches(1, null));
        refused("Dataset.accuracy: logits: expected a function", () -> DATA.accuracy(null));
    }

    @Test
    void training() {
        refused("new Training: key: expected a Key", () -> new Training(1, 1, null));
        refused("Training.run: title: expected a text",
                () -> TRAINING.run(null, DATA, 1, (s, d) -> new Step<>(s, Tensor.of(1f))));
        refused("Training.run: data: expected a Dataset",
                () -> TRAINING.run("x", null, 1, (s, d) -> new Step<>(s, Tensor.of(1f))));
        refused("Training.run: start: expected the first state",
                () -> TRAINING.run("x", DATA, null, (s, d) -> new Step<>(s, Tensor.of(1f))));
        refused("Training.run: step: expected a function", () -> TRAINING.run("x", DATA, 1, null));
    }
}
