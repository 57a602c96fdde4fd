package org.leibniz.simd;

import org.leibniz.routine.SimdDoubles;
import org.leibniz.routine.SimdFloats;
import org.leibniz.routine.SimdLoops;

/// The loops of the Vector API, each from the moment on that it is compiled; plain ones before, with the same bits. See
/// [Served].
public final class VectorLoops implements SimdLoops {
    /// Makes the loops; called by the service loader.
    public VectorLoops() {}

    @Override
    public String description() {
        return "the Vector API";
    }

    @Override
    public int edition() {
        return EDITION; // inlined, so that of the core that this was compiled with
    }

    @Override
    public boolean isVectors() {
        return true;
    }

    @Override
    public SimdFloats floats() {
        return ServedFloats.LOOPS; // made when they are asked for
    }

    @Override
    public SimdDoubles doubles() {
        return ServedDoubles.LOOPS;
    }
}
