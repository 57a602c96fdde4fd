package org.leibniz.train;

import org.jspecify.annotations.Nullable;
import org.leibniz.Fn2;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.caller.UserCall;

/// The loop that trains: so many times over the examples, batch by batch in random order, with a line that shows the
/// progress, the loss and the rate. What is trained and how is the step's affair; a step is usually compiled by `jit`.
///
/// ```java
/// var step = jit((Mlp net, Dataset batch) -> {
///     var r = valueAndGrad((Mlp m) -> crossEntropy(m.logits(batch.inputs()), batch.labels())).apply(net);
///     return new Step<>(Tree.map((p, g) -> p.sub(g.mul(0.1)), net, r.grad()), r.value());
/// });
/// var trained = new Training(20, 32, Key.of(1)).run("digits", data, Mlp.start(Key.of(2)), step);
/// trained.losses().write(Path.of("loss.png"));
/// ```
///
/// @param epochs how many times each example is seen, but for those that fill no batch
/// @param batchSize how many examples a batch has
/// @param key what orders the examples, differently in each epoch
/// @param shown whether the progress is printed to `System.out`: a line that moves on a terminal, lines two seconds
///     apart elsewhere
public record Training(int epochs, int batchSize, Key key, boolean shown) {

    /// Makes settings; impossible ones are refused.
    ///
    /// @throws IllegalArgumentException if epochs or batch size are below 1
    public Training {
        UserCall.given(key, "key: expected a Key, such as Key.of(0)");
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected epochs and batchSize of 1 or more, got " + epochs + " and "
                            + batchSize);
        }
    }

    /// A training that shows its progress.
    ///
    /// @param epochs how many times each example is seen, but for those that fill no batch
    /// @param batchSize how many examples a batch has
    /// @param key what orders the examples, differently in each epoch
    /// @throws IllegalArgumentException if epochs or batch size are below 1
    public Training(int epochs, int batchSize, Key key) {
        this(epochs, batchSize, key, true);
    }

    /// The same training, printing nothing.
    ///
    /// @return these settings with [#shown()] false
    public Training quiet() {
        return new Training(epochs, batchSize, key, false);
    }

    /// Trains.
    ///
    /// @param <S> the state
    /// @param title what the progress line says is trained
    /// @param data the examples
    /// @param start the state before the first step
    /// @param step from a state and a batch to the next state and the loss
    /// @return the last state, with the losses on the way
    /// @throws IllegalArgumentException if there are fewer examples than a batch has, or if a step gives none or a loss
    ///     of several elements
    /// @throws IllegalStateException if the loss becomes infinite or no number, since nothing is learned from there on
    public <S> Trained<S> run(String title, Dataset data, S start, Fn2<S, Dataset, Step<S>> step) {
        UserCall.given(title, "title: expected a text");
        UserCall.given(start, "start: expected the first state");
        UserCall.given(step, "step: expected a function");
        int perEpoch = UserCall.given(data, "data: expected a Dataset").batches(batchSize, key).size();
        long steps = (long) epochs * perEpoch;
        if (steps > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Training.run: epochs: expected at most 2^31 - 1 steps, got " + epochs + " epochs of " + perEpoch
                            + " batches; run the training in parts");
        }
        double[] losses = new double[(int) steps];
        long began = System.nanoTime();
        S state = start;
        int done = 0;
        try (var progress = new Progress(title, losses.length, batchSize, shown)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (var batch : data.batches(batchSize, key.fold(epoch))) {
                    var next = given(step.apply(state, batch));
                    state = next.state();
                    double loss = loss(next.loss());
                    if (!Double.isFinite(loss)) {
                        throw new IllegalStateException("Training.run: the loss is " + loss + " at step " + done
                                + " (epoch " + epoch
                                + "); try a smaller learning rate, and look at the inputs for values that are no "
                                + "numbers");
                    }
                    losses[done++] = loss;
                    progress.step(loss);
                }
            }
        }
        return new Trained<>(state, new LossCurve(losses), (long) done * batchSize, (System.nanoTime() - began) * 1e-9);
    }

    private static <S> Step<S> given(@Nullable Step<S> next) {
        if (next == null || next.loss() == null || next.state() == null) {
            throw new IllegalArgumentException(
                    "Training.run: step: expected a Step of the next state and the loss, got "
                            + (next == null
                                    ? "null"
                                    : next.loss() == null ? "one without a loss" : "one without a state"));
        }
        return next;
    }

    private static double loss(Tensor loss) {
        if (loss.size() != 1) {
            throw new IllegalArgumentException("Training.run: step: expected a loss of one element, got one of shape "
                    + loss.shape()
                    + "; make one number of it in the function that is differentiated, as by mean(): valueAndGrad of "
                    + "several is the"
                    + " gradient of their sum");
        }
        return loss.item();
    }
}
