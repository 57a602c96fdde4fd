package org.leibniz.routine;

import java.lang.System.Logger;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Which [SimdLoops] serve this process.
///
/// All this runs before the first gradient, so it does without what takes the JVM milliseconds at first use: lambdas, string concatenation
/// and, above all, logging, which a thread of its own does.
final class LoopChoice {
    /// The choice, made when this class is initialised.
    static final SimdLoops BEST = choose();

    private static final String INCUBATOR = "jdk.incubator.vector";

    private static final String FLAG = "`java --add-modules " + INCUBATOR + "`";

    private LoopChoice() {}

    private static SimdLoops choose() {
        if (!Boolean.parseBoolean(System.getProperty("leibniz.simd", "true"))) {
            return told(new PlainLoops(), "as -Dleibniz.simd=false asks");
        }
        // The provider's class is linked against the incubator module and must not be touched where that is absent.
        if (ModuleLayer.boot().findModule(INCUBATOR).isEmpty()) {
            boolean there = SimdLoops.class.getResource("/META-INF/services/org.leibniz.routine.SimdLoops") != null;
            return told(new PlainLoops(),
                    there ? "several times faster with " + FLAG : "several times faster with the jar leibniz-simd on the path and " + FLAG);
        }
        try {
            for (SimdLoops loops : ServiceLoader.load(SimdLoops.class, SimdLoops.class.getClassLoader())) {
                return told(loops, "nothing to improve");
            }
            return told(new PlainLoops(), "several times faster with the jar leibniz-simd on the path");
        } catch (ServiceConfigurationError broken) {
            return told(new PlainLoops(), "the SIMD loops could not be loaded: " + broken.getMessage());
        }
    }

    private static SimdLoops told(SimdLoops loops, String more) {
        if (!Boolean.getBoolean("leibniz.quiet")) {
            Notice notice = new Notice(loops, more);
            if (!Threads.start("leibniz-notice", notice, false)) {
                notice.run();
            }
        }
        return loops;
    }

    private record Notice(SimdLoops loops, String more) implements Runnable {
        @Override
        public void run() {
            System.getLogger("org.leibniz").log(Logger.Level.INFO, "Leibniz computes with {0}: {1}", loops.description(), more);
        }
    }
}
