package org.leibniz.train;

import org.leibniz.Tensor;

/// What a step of training gives.
///
/// @param <S> the state: whatever changes from step to step, such as the weights and an optimiser
/// @param state the next state
/// @param loss the loss on the batch, one element: what a function that is differentiated gives for each example is
///            reduced in it, as by `mean()`
public record Step<S>(S state, Tensor loss) {}
