package org.leibniz.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.crossEntropy;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.relu;
import static org.leibniz.Leibniz.valueAndGrad;
import static org.leibniz.Leibniz.zeros;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.Cell;
import org.leibniz.Fn2;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.nn.Adam;
import org.leibniz.nn.Dense;

final class TrainingTest {
    static final class Net extends Cell {
        final Dense hidden = new Dense(Key.of(1), 64, 32);
        final Dense head = new Dense(Key.of(2), 32, 10);

        @Override
        public Tensor construct(Tensor x) {
            return head.apply(relu(hidden.apply(x)));
        }
    }

    private static Trained<Adam<TensorTuple>> train(Training training) {
        var net = new Net();
        var weights = net.trainableParams();
        var forward = valueAndGrad((x, y) -> crossEntropy(net.apply(x), y), weights);
        Fn2<Adam<TensorTuple>, Dataset, Step<Adam<TensorTuple>>> step = jit((Adam<TensorTuple> adam, Dataset batch) -> {
            var r = forward.apply(batch.inputs(), batch.labels());
            var next = adam.next(r.grad());
            next.assign(weights);
            return new Step<>(next, r.value());
        });
        return training.run("test", Digits.load(), Adam.of(weights, 1e-2), step);
    }

    @Test
    void theLossFalls() {
        var trained = train(new Training(1, 64, Key.of(3)).quiet());
        var losses = trained.losses();
        assertThat(losses.size()).isEqualTo(28);
        assertThat(losses.mean(0, 5)).isGreaterThan(1.5);
        assertThat(losses.mean(23, 28)).isLessThan(1.0);
        assertThat(trained.examples()).isEqualTo(28 * 64);
        assertThat(trained.rate()).isPositive();
        assertThat(trained.state().steps().item()).isEqualTo(28);
    }

    @Test
    void equalKeysGiveEqualBits() {
        var training = new Training(1, 64, Key.of(3)).quiet();
        assertThat(train(training).losses().mean(20, 28)).isEqualTo(train(training).losses().mean(20, 28));
    }

    @Test
    void theLineShowsLossAndRate() {
        var text = new ByteArrayOutputStream();
        var out = System.out;
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
        try {
            train(new Training(1, 64, Key.of(3)));
        } finally {
            System.setOut(out);
        }
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("test ").contains("100%   loss ")
                .contains(" examples/s");
    }

    @Test
    void stopsWhenTheLossIsNoNumber() {
        var data = new Dataset(zeros(4, 1), zeros(4));
        assertThatThrownBy(
                () -> new Training(1, 2, Key.of(0)).quiet().run("test", data, 0,
                        (s, _) -> new Step<>(s, Tensor.scalar(Float.NaN))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("NaN at step 0")
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aStepThatGivesNothingIsRefused() {
        var data = new Dataset(zeros(4, 1), zeros(4));
        var training = new Training(1, 2, Key.of(0)).quiet();
        assertThatThrownBy(() -> training.run("test", data, 0, (_, _) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Training.run: step: expected a Step of the next state and the loss, got null");
        assertThatThrownBy(() -> training.run("test", data, 0, (s, _) -> new Step<>(s, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got one without a loss");
    }

    @Test
    void aLossThatIsNoSingleNumberIsRefused() {
        var data = new Dataset(zeros(4, 1), zeros(4));
        var training = new Training(1, 2, Key.of(0)).quiet();
        for (Tensor loss : new Tensor[]{zeros(2), zeros(2, 3), zeros(0)}) {
            assertThatThrownBy(() -> training.run("test", data, 0, (s, _) -> new Step<>(s, loss)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "Training.run: step: expected a loss of one element, got one of shape " + loss.shape())
                    .hasMessageContaining("mean()");
        }
        assertThat(training.run("test", data, 0, (s, _) -> new Step<>(s, zeros(1))).losses().size()).isEqualTo(2);
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatThrownBy(() -> new Training(0, 2, Key.of(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs");
    }

    @Test
    void drawsTheCurve(@TempDir Path folder) throws Exception {
        var file = folder.resolve("made").resolve("loss.png");
        new LossCurve(2, 1, 0.5, 0.25).write(file);
        var picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(800);
        new LossCurve(1, 0, -1).write(file); // no logarithmic scale, over the old file
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void aCurveKnowsItsMeans() {
        var curve = new LossCurve(1, 2, 6);
        assertThat(curve.size()).isEqualTo(3);
        assertThat(curve.mean(1, 3)).isEqualTo(4);
        assertThatThrownBy(() -> curve.mean(2, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within 0 to 3");
        assertThatThrownBy(() -> new LossCurve().write(Path.of("none.png"))).isInstanceOf(IllegalStateException.class);
    }
}
