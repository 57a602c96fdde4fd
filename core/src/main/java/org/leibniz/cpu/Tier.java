package org.leibniz.cpu;

import org.leibniz.routine.Background;
import org.leibniz.routine.SimdLoops;

/// When kernels get generated loops.
enum Tier {
    /// Never.
    LIBRARY,
    /// At once, before the first run: plain ones.
    GENERATED,
    /// At once, before the first run: with the Vector API, if the JVM has it.
    VECTORS,
    /// In the background, once a kernel has earned them: a daemon thread writes plain loops and runs them on a block of its own until the JVM has
    /// compiled them well, some ten thousand times; the kernel works on meanwhile. If [SimdLoops] of the Vector API serve, loops with it
    /// are written next, and used once they are faster.
    EARNED;

    /// Nanoseconds of work that earn generated loops: about what making them costs.
    static final double WORTH = 20e6;

    /// Calls after which a kernel over a handful of elements gets straight code.
    static final int CALLS = 1000;

    private static final int WARM = 12_000;
    private static final long WARM_NANOS = 40_000_000;
    private static final int WARM_LOOPS = 16; // of a kernel with more, all are run that much less

    /// Tasks in line: more than a program is likely to have. A kernel that finds it full keeps the loops it has.
    private static final int MOST = 4096;

    /// Called when a kernel has been made.
    void made(Kernel kernel) {
        if (this == GENERATED || this == VECTORS) {
            improve(kernel, this == VECTORS && VectorWriter.isThere() ? LoopForm.VECTORS : LoopForm.PLAIN, false);
        }
    }

    /// Called when a kernel has worked for [#WORTH].
    void earned(Kernel kernel) {
        if (this == EARNED) {
            try {
                Line.BACKGROUND.offer(() -> improve(kernel));
            } catch (VirtualMachineError | LinkageError e) { // no memory or stack left for that: the kernel works on, and may ask again
                kernel.earnAnew();
            }
        }
    }

    private static void improve(Kernel kernel) {
        try {
            boolean loops = improve(kernel, LoopForm.PLAIN, true);
            if (loops && SimdLoops.best().isVectors() && VectorWriter.isThere()) {
                Line.BACKGROUND.offer(() -> Fusion.of(kernel, LoopForm.VECTORS).ifPresent(body -> contest(new Contest(kernel, body))));
            }
        } catch (VirtualMachineError e) {
            kernel.earnAnew();
            throw e;
        }
    }

    /// Gives a kernel straight code or loops.
    ///
    /// @return whether it may have other loops as well
    private static boolean improve(Kernel kernel, LoopForm form, boolean warm) {
        var straight = StraightWriter.write(kernel);
        if (straight.isPresent()) {
            kernel.use(straight.get()); // slow for some calls, until the JVM has compiled it
            return false;
        }
        Fusion.of(kernel, form).ifPresent(body -> {
            if (warm) {
                warm(kernel, body);
            }
            kernel.use(body);
        });
        return true;
    }

    private static void contest(Contest contest) {
        if (contest.isOpenAfterAStretch()) {
            Line.BACKGROUND.offer(() -> contest(contest)); // the others have their turn
        }
    }

    /// Runs the loops until they are compiled by the optimizing compiler.
    private static void warm(Kernel kernel, Kernel.Body body) {
        var rehearsal = new Rehearsal(kernel, body);
        long end = System.nanoTime() + WARM_NANOS * Math.min(Fusion.loops(body), WARM_LOOPS);
        for (int i = 0; i < WARM && System.nanoTime() < end; i++) {
            rehearsal.run();
        }
    }

    /// The thread, made when it is first needed.
    private static final class Line {
        static final Background BACKGROUND = new Background("leibniz-compiler", MOST);
    }
}
