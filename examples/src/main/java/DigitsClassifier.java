import static org.leibniz.Leibniz.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leibniz.*;
import org.leibniz.nn.*;

// Handwritten digits, learned by a network of two layers
record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    static Mlp start(Key key) {
        var keys = key.split();
        return new Mlp(normal(keys.first(), 64, 128).mul(Math.sqrt(2.0 / 64)), zeros(128), normal(keys.second(), 128, 10).mul(Math.sqrt(2.0 / 128)),
                zeros(10));
    }

    Tensor logits(Tensor x) {
        return relu(x.matmul(w1).add(b1)).matmul(w2).add(b2);
    }

    Tensor loss(Dataset batch) {
        return crossEntropy(logits(batch.inputs()), batch.labels());
    }
}

final double RATE = 0.2;

void main() {
    var digits = Digits.load().split(0.2, Key.of(0)); // one fifth is for the test

    // One compiled program: the loss, its gradient, which is an Mlp, and the next weights
    var step = jit((Mlp net, Dataset batch) -> {
        var r = valueAndGrad((Mlp m) -> m.loss(batch)).apply(net);
        return new Step<>(Tree.map((weight, g) -> weight.sub(g.mul(RATE)), net, r.grad()), r.value());
    });
    var trained = new Training(40, 32, Key.of(1)).run("digits", digits.train(), Mlp.start(Key.of(2)), step);

    IO.println("trained on %,d images, %,.0f a second".formatted(digits.train().size(), trained.rate()));
    draw(trained.losses());
    double accuracy = digits.test().accuracy(x -> trained.state().logits(x));
    IO.println("accuracy: %.1f %% of %d images that it had not seen".formatted(100 * accuracy, digits.test().size()));
    if (accuracy < 0.97) {
        throw new IllegalStateException("accuracy: expected 97 % at least, got " + 100 * accuracy);
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
