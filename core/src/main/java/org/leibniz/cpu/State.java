package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;

/// What one run of an executable works on. Its intermediate buffers and its frames are kept for another run, never shared by two at a time; the
/// list of its values is made for the run, for the collector makes it dear to set a field of what is old to what is new.
final class State {
    /// The arrays (or stacks) of all values.
    final Object[] values;
    /// The frames of kernels over small spaces.
    final @Nullable Frame[] frames;

    State(Object[] values, int kernels) {
        this(values, new Frame[kernels]);
    }

    private State(Object[] values, @Nullable Frame[] frames) {
        this.values = values;
        this.frames = frames;
    }

    /// The state of a run that works on what this one, at rest, keeps: all values but those that are given or made anew.
    State started() {
        return new State(values.clone(), frames);
    }
}
