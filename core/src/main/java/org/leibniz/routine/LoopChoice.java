package org.leibniz.routine;

import java.lang.System.Logger;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.leibniz.math.Fma;

/// Which [SimdLoops] serve this process.
///
/// All this runs before the first gradient, so it does without what takes the JVM milliseconds at first use: lambdas,
/// string concatenation and, above all, logging, which a thread of its own does.
final class LoopChoice {
    /// The choice, made when this class is initialised.
    static final SimdLoops BEST = choose();

    private static final String INCUBATOR = "jdk.incubator.vector";

    private static final String FLAG = "`java --add-modules " + INCUBATOR + "`";

    private static final String APART = "leibniz-core is on the module path and leibniz-simd on the class path, where "
            + "it may not use it:"
            + " put leibniz-simd on the module path, too";

    private LoopChoice() {}

    private static SimdLoops choose() {
        if (!Boolean.parseBoolean(System.getProperty("leibniz.simd", "true"))) {
            return told(new PlainLoops(), "as -Dleibniz.simd=false asks");
        }
        // The provider's class is linked against the incubator module and must not be touched where that is absent.
        if (ModuleLayer.boot().findModule(INCUBATOR).isEmpty()) {
            boolean there = SimdLoops.class.getResource("/META-INF/services/org.leibniz.routine.SimdLoops") != null;
            return told(new PlainLoops(),
                    there
                            ? "several times faster with " + FLAG
                            : "several times faster with the jar leibniz-simd on the path and " + FLAG);
        }
        // Without the optimizing compiler the Vector API is a thousand times slower; so is a fused multiply-add where
        // there is none.
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return told(new PlainLoops(),
                    "this JVM runs without its optimizing compiler (-Xint, -XX:TieredStopAtLevel)");
        }
        if (!Fma.FUSED) {
            return told(new PlainLoops(),
                    "this processor, or a flag of the JVM such as -XX:UseAVX=0, has no fused multiply-add");
        }
        try {
            for (SimdLoops loops : ServiceLoader.load(SimdLoops.class, SimdLoops.class.getClassLoader())) {
                return loops.edition() == SimdLoops.EDITION
                        ? told(loops, "nothing to improve")
                        : told(new PlainLoops(),
                                "leibniz-simd is of another version than leibniz-core: take the one of the same"
                                        + " version");
            }
            return told(new PlainLoops(), "several times faster with the jar leibniz-simd on the path");
        } catch (ServiceConfigurationError | LinkageError broken) {
            boolean apart = broken instanceof IllegalAccessError && SimdLoops.class.getModule().isNamed();
            return told(new PlainLoops(), apart ? APART : unfit(broken));
        }
    }

    private static String unfit(Error broken) {
        return "leibniz-simd could not be loaded; take the one of the same version as leibniz-core: "
                .concat(broken.toString());
    }

    private static SimdLoops told(SimdLoops loops, String more) {
        if (!Boolean.getBoolean("leibniz.quiet")) {
            Notice notice = new Notice(loops, more);
            if (!Threads.start("leibniz-notice", notice, false)) {
                try {
                    notice.run();
                } catch (OutOfMemoryError e) {
                    // nor can it be told: that must not keep this class from being initialised
                }
            }
        }
        return loops;
    }

    private record Notice(SimdLoops loops, String more) implements Runnable {
        @Override
        public void run() {
            System.getLogger("org.leibniz").log(Logger.Level.INFO, "Leibniz computes with {0}: {1}",
                    loops.description(), more);
        }
    }
}
