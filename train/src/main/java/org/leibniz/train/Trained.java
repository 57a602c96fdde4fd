package org.leibniz.train;

/// What a training led to.
///
/// @param <S> the state
/// @param state the last state
/// @param losses the loss at each step
/// @param examples how many examples were seen, each as often as it was
/// @param seconds how long it took, tracing and compilation included
public record Trained<S>(S state, LossCurve losses, long examples, double seconds) {

    /// The rate of the whole training.
    ///
    /// @return examples a second
    public double rate() {
        return examples / seconds;
    }
}
