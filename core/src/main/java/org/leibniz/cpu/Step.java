package org.leibniz.cpu;

/// One thing that an executable does: reads values and writes others. Steps keep nothing of a run; what they need meanwhile is in the state.
interface Step {
    /// Runs it on the values of a run.
    void run(State state);
}
