package org.leibniz.train;

import org.leibniz.Tensor;

/// What a step of training gives.
///
/// @param <S> the state: whatever changes from step to step, such as the weights and an optimiser
/// @param state the next state
/// @param loss the loss on the batch, 0-d
public record Step<S>(S state, Tensor loss) {}
