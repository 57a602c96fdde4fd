package org.leibniz.compile;

import org.jspecify.annotations.Nullable;

/// What one run of an executable works on. Never shared by two runs at a time; kept for the next run with its intermediate buffers.
final class State {
    /// The arrays (or stacks) of all values.
    final Object[] values;
    /// The frames of kernels over small spaces.
    final @Nullable Frame[] frames;

    State(Object[] values, int kernels) {
        this.values = values;
        this.frames = new Frame[kernels];
    }
}
