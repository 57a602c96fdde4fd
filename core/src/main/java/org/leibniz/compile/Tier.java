package org.leibniz.compile;

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

    private static final int WARM = 12_000;
    private static final long WARM_NANOS = 40_000_000;

    /// Kernels in line; more than a program is likely to have. A kernel that finds it full keeps its library loops.
    private static final LinkedBlockingQueue<Kernel> LINE = new LinkedBlockingQueue<>(4096);

    /// Called when a kernel has been made.
    void made(Kernel kernel) {
        if (this == GENERATED) {
            Fusion.of(kernel).ifPresent(kernel::use);
        }
    }

    /// Called when a kernel has worked for [#WORTH].
    void earned(Kernel kernel) {
        if (this == EARNED) {
            Background.start();
            LINE.offer(kernel);
        }
    }

    private static void serve() {
        while (true) {
            try {
                var kernel = LINE.take();
                Fusion.of(kernel).ifPresent(body -> {
                    warm(kernel, body);
                    kernel.use(body);
                });
            } catch (InterruptedException e) {
                return;
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
        long end = System.nanoTime() + WARM_NANOS * count;
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
