package org.leibniz.cpu.generate;

/// Runs code on arrays of its own, so that the JVM compiles it before anybody has to wait for it, and to see how long
/// it takes.
interface Rehearsal {
    /// Runs it once as it will be used.
    void run();

    /// Runs it once so that the JVM is a step nearer to compiling it well.
    ///
    /// @param turn the number of the call
    void few(int turn);

    /// The turns in which that does different things, from the first on.
    int ways();
}
