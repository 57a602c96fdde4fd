import org.jspecify.annotations.NullMarked;

/// Leibniz: automatic differentiation for the JVM.
@NullMarked
@SuppressWarnings("module") // the module that requires the Vector API is named here and built later
module org.leibniz {
    requires static org.jspecify;

    exports org.leibniz;
    exports org.leibniz.caller to org.leibniz.nn, org.leibniz.train;
    exports org.leibniz.math to org.leibniz.simd;
    exports org.leibniz.memory to org.leibniz.simd;
    exports org.leibniz.routine to org.leibniz.simd;

    uses org.leibniz.routine.SimdLoops;
    uses org.leibniz.cpu.RoutineProvider;
    uses org.leibniz.ir.Evaluator;
    provides org.leibniz.ir.Evaluator with org.leibniz.cpu.generate.CpuCompiler;
}
