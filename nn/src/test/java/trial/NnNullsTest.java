package trial;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.leibniz.Key;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.nn.Adam;
import org.leibniz.nn.Dense;

/// Null for the arguments of layers and optimisers: the message names the method that was called, also where the
/// library's own methods do the work.
@SuppressWarnings("NullAway") // on purpose
final class NnNullsTest {
    private static final Dense DENSE = new Dense(Key.of(0), 2, 1);
    private static final Adam<List<Tensor>> ADAM = Adam.of(List.of(Tensor.of(1f)), 0.1);

    private static void refused(String message, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(message)
                .withMessageContaining("got null");
    }

    @Test
    void layers() {
        refused("new Dense: key: expected a Key", () -> new Dense(null, 2, 1));
        refused("apply: inputs[0]: expected a tensor", () -> DENSE.apply((Tensor) null));
        refused("Dense.construct: x: expected a tensor", () -> DENSE.construct(null));
        refused("register: name: expected a text", () -> DENSE.register(null, DENSE.bias));
    }

    @Test
    void optimisers() {
        refused("Adam.of: weights: expected a tensor", () -> Adam.of((List<Tensor>) null, 0.1));
        refused("Adam.of: weights: expected a ParameterTuple", () -> Adam.of((ParameterTuple) null, 0.1));
        refused("Adam.next: gradient: expected a tree", () -> ADAM.next(null));
        refused("Adam.update: weights: expected a tree", () -> ADAM.update(null));
        refused("Adam.assign: weights: expected a ParameterTuple", () -> ADAM.assign(null));
        assertThatIllegalArgumentException().isThrownBy(() -> ADAM.withRate(-1))
                .withMessageStartingWith("Adam.withRate: rate: ");
    }
}
