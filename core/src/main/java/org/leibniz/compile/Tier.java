package org.leibniz.compile;

import java.lang.System.Logger;
import java.util.concurrent.LinkedBlockingQueue;

/// When kernels get generated loops.
enum Tier {
    /// Never.
    LIBRARY,
    /// At once, before the first run.
    GENERATED,
    /// In the background, once a kernel has earned it: a daemon thread writes the loops and runs them on a block of its own until the JVM has
    /// compiled them well, some ten thousand times; the kernel works on meanwhile.
    EARNED;

    /// Nanoseconds of work that earn generated loops: about what making them costs.
    static final double WORTH = 20e6;

    /// Calls after which a kernel over a handful of elements gets straight code.
    static final int CALLS = 1000;

    private static final int WARM = 12_000;
    private static final long WARM_NANOS = 40_000_000;
    private static final int WARM_LOOPS = 16; // of a kernel with more, all are run that much less

    /// Kernels in line; more than a program is likely to have. A kernel that finds it full keeps its library loops.
    private static final LinkedBlockingQueue<Kernel> LINE = new LinkedBlockingQueue<>(4096);

    /// Called when a kernel has been made.
    void made(Kernel kernel) {
        if (this == GENERATED) {
            improve(kernel, false);
        }
    }

    /// Called when a kernel has worked for [#WORTH].
    void earned(Kernel kernel) {
        if (this == EARNED) {
            Background.start();
            LINE.offer(kernel);
        }
    }

    private static void improve(Kernel kernel, boolean warm) {
        var straight = StraightWriter.write(kernel);
        if (straight.isPresent()) {
            kernel.use(straight.get()); // slow for some calls, until the JVM has compiled it
            return;
        }
        Fusion.of(kernel).ifPresent(body -> {
            if (warm) {
                warm(kernel, body);
            }
            kernel.use(body);
        });
    }

    private static void serve() {
        while (true) {
            try {
                improve(LINE.take(), true);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError e) { // the library loops go on
                System.getLogger("org.leibniz").log(Logger.Level.WARNING, "no loops could be generated for a kernel", e);
            }
        }
    }

    /// Runs the loops until they are compiled by the optimizing compiler.
    private static void warm(Kernel kernel, Kernel.Body body) {
        var loops = body.loops();
        if (loops == null) {
            return;
        }
        int n = kernel.blockLength();
        var frame = Frame.of(body, n);
        int count = Fusion.loops(body);
        long end = System.nanoTime() + WARM_NANOS * Math.min(count, WARM_LOOPS);
        for (int i = 0; i < WARM && System.nanoTime() < end; i++) {
            for (int k = 0; k < count; k++) {
                loops.run(k, frame, n);
            }
        }
    }

    /// The thread, started when it is first needed.
    private static final class Background {
        static {
            Thread.ofPlatform().daemon().name("leibniz-compiler").start(Tier::serve);
        }

        static void start() {}
    }
}
