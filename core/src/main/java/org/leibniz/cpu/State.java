package org.leibniz.cpu;

import org.jspecify.annotations.Nullable;

/// What one run of an executable works on. Its intermediate buffers and what its steps keep stay for another run, never
/// shared by two at a time; the list of its values is made for the run, for the collector makes it dear to set a field
/// of what is old to what is new.
public final class State {
    /// The arrays (or stacks) of all values.
    public final Object[] values;
    /// What steps keep from run to run, such as the frames of kernels over small spaces.
    public final @Nullable Object[] kept;

    /// A state at rest.
    ///
    /// @param values the arrays of all values but those that are given or made anew
    /// @param kept how many places there are for what steps keep
    public State(Object[] values, int kept) {
        this(values, new Object[kept]);
    }

    private State(Object[] values, @Nullable Object[] kept) {
        this.values = values;
        this.kept = kept;
    }

    /// The state of a run that works on what this one, at rest, keeps: all values but those that are given or made
    /// anew.
    State started() {
        return new State(values.clone(), kept);
    }
}
