package org.leibniz.cpu;

import org.leibniz.cpu.generate.Generator;

/// When bodies get generated code.
public enum Tier {
    /// Never.
    LIBRARY,
    /// At once, before the first run: straight code or plain loops.
    GENERATED,
    /// At once, before the first run: straight code or loops with the Vector API, if the JVM has it.
    VECTORS,
    /// In the background, once a body has earned it, and if it is faster there: see [Generator].
    EARNED;

    /// Over at most so many elements, code is straight.
    public static final int FEW = 16;

    /// Nanoseconds of work that earn generated code: about what making it costs.
    static final double WORTH = 20e6;

    /// Calls after which a body over a handful of elements has earned it.
    private static final int CALLS = 1000;

    /// The code that a body starts with.
    Code first(Body body) {
        if (this == GENERATED || this == VECTORS) {
            var generated = Generator.atOnce(body, this == VECTORS);
            if (generated.isPresent()) {
                return generated.get();
            }
        }
        return Assembler.library(body);
    }

    /// The nanoseconds that a call with its first code counts for.
    double nanos(Body body, Code first) {
        boolean mayImprove = this == EARNED && first instanceof Blocks blocks && blocks.direct() == null;
        return !mayImprove ? 0 : body.n() <= FEW ? WORTH / CALLS : ((Blocks) first).cost() * body.n();
    }

    /// Called when a body has worked for [#WORTH].
    void earned(Body body) {
        try {
            Generator.improve(body);
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: the body works on, and may ask again
            body.earnAnew();
        }
    }
}
