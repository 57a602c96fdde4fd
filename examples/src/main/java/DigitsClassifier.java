import static org.leibniz.Leibniz.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leibniz.*;
import org.leibniz.train.*;

// A network that learns to read handwritten digits. It is a record of tensors, so its gradient is one too
record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    static Mlp start(Key key) {
        var keys = key.split();
        return new Mlp(normal(keys.first(), 64, 128).mul(Math.sqrt(2.0 / 64)), zeros(128), //
                normal(keys.second(), 128, 10).mul(Math.sqrt(2.0 / 128)), zeros(10));
    }

    Tensor logits(Tensor x) {
        return relu(x.matmul(w1).add(b1)).matmul(w2).add(b2);
    }
}

// What changes from step to step: the weights, how fast they move, how fast they learn, and where random numbers come
// from
record State(Mlp net, Mlp speed, Tensor rate, Key key) {}

final int EPOCHS = 30;
final int BATCH_SIZE = 32;
final double RATE = 0.1;

void main() {
    var digits = Digits.load().split(0.2, Key.of(0)); // one fifth is set aside for the test
    int steps = EPOCHS * (digits.train().size() / BATCH_SIZE);

    // One compiled program: noise on the images, the loss, its gradient, the next weights
    var step = jit((State s, Dataset batch) -> {
        var keys = s.key().split();
        Tensor noisy = batch.inputs().add(normal(keys.first(), BATCH_SIZE, 64).mul(0.25));
        var r = valueAndGrad((Mlp net) -> crossEntropy(net.logits(noisy), batch.labels())).apply(s.net());
        Mlp speed = Tree.map((v, g) -> v.mul(0.9).add(g), s.speed(), r.grad());
        Mlp net = Tree.map((w, v) -> w.sub(v.mul(s.rate())), s.net(), speed);
        return new Step<>(new State(net, speed, s.rate().sub(RATE / steps), keys.second()), r.value());
    });

    var net = Mlp.start(Key.of(1));
    var start = new State(net, Tree.map(w -> zerosLike(w), net), Tensor.scalar((float) RATE), Key.of(2));
    var trained = new Training(EPOCHS, BATCH_SIZE, Key.of(3)).run("digits", digits.train(), start, step);

    double accuracy = digits.test().accuracy(x -> trained.state().net().logits(x));
    IO.println("accuracy: %.1f %% on %d images that it has not seen".formatted(100 * accuracy, digits.test().size()));
    draw(trained.losses());
    if (accuracy < 0.97) {
        throw new IllegalStateException("accuracy: expected 97 %% at least, got %.1f %%".formatted(100 * accuracy));
    }
}

void draw(LossCurve losses) {
    var file = Path.of(Files.isDirectory(Path.of("examples")) ? "examples/target" : "target", "digits-loss.png");
    try {
        losses.write(file);
        IO.println("loss curve: " + file);
    } catch (IOException e) {
        IO.println("loss curve: " + e.getMessage());
    }
}
