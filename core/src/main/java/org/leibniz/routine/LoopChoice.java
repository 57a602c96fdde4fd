package org.leibniz.routine;

import java.lang.System.Logger;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Which [SimdLoops] serve this process.
final class LoopChoice {
    /// The choice, made when this class is initialised.
    static final SimdLoops BEST = choose();

    private static final String INCUBATOR = "jdk.incubator.vector";

    private LoopChoice() {}

    private static SimdLoops choose() {
        if (!Boolean.parseBoolean(System.getProperty("leibniz.simd", "true"))) {
            return told(new PlainLoops(), "as -Dleibniz.simd=false asks");
        }
        // The provider's class is linked against the incubator module and must not be touched where that is absent.
        if (ModuleLayer.boot().findModule(INCUBATOR).isEmpty()) {
            boolean there = SimdLoops.class.getResource("/META-INF/services/" + SimdLoops.class.getName()) != null;
            return told(new PlainLoops(), "several times faster with " + (there ? "" : "the jar leibniz-simd on the path and ")
                    + "`java --add-modules " + INCUBATOR + "`");
        }
        try {
            return ServiceLoader.load(SimdLoops.class, SimdLoops.class.getClassLoader()).findFirst()
                    .map(loops -> told(loops, "module " + INCUBATOR + " is there, nothing to improve"))
                    .orElseGet(() -> told(new PlainLoops(), "several times faster with the jar leibniz-simd on the path"));
        } catch (ServiceConfigurationError broken) {
            return told(new PlainLoops(), "the provider of SIMD loops could not be loaded: " + broken.getMessage());
        }
    }

    private static SimdLoops told(SimdLoops loops, String more) {
        if (!Boolean.getBoolean("leibniz.quiet")) {
            System.getLogger("org.leibniz").log(Logger.Level.INFO, "Leibniz computes with {0}: {1}", loops.description(), more);
        }
        return loops;
    }
}
