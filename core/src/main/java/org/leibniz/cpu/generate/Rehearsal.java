package org.leibniz.cpu.generate;

/// Runs code on arrays of its own, so that the JVM compiles it before anybody has to wait for it, and to see how long
/// it takes.
abstract class Rehearsal {
    private static final int RUNS = 8;

    /// Runs it once as it will be used.
    abstract void run();

    /// Brings the JVM a step nearer to compiling it well.
    abstract void warm();

    /// The time of some runs. Of code that takes longer than it may, it is known from the first of them.
    long nanos(long most) {
        long start = System.nanoTime();
        long taken = 0;
        int runs = 0;
        for (; runs < RUNS && taken <= most; runs++) {
            run();
            taken = System.nanoTime() - start;
        }
        return taken * RUNS / runs;
    }
}
