package org.leibniz.cpu;

import org.leibniz.ir.ScalarFn;

/// How generated loops are written, and which operations [Fusion] puts into one.
enum LoopForm {
    /// As loops over single elements, which the JVM turns into vector instructions. Only where every array is indexed by the bare
    /// induction variable: so over slots.
    PLAIN(2, 12, 6),
    /// With the Vector API.
    VECTORS(1, 24, 16);

    private final int fewest;
    private final int most;
    private final int few;

    LoopForm(int fewest, int most, int few) {
        this.fewest = fewest;
        this.most = most;
        this.few = few;
    }

    /// Whether a function may be part of a loop.
    boolean has(Kind kind, ScalarFn fn) {
        return LoopWriter.has(kind, fn) && (!isVector(kind) || VectorWriter.has(fn));
    }

    /// Whether loops of a kind are written with the Vector API.
    boolean isVector(Kind kind) {
        return this == VECTORS && (kind == Kind.FLOAT || kind == Kind.DOUBLE);
    }

    /// The fewest operations in a loop.
    int fewest() {
        return fewest;
    }

    /// The most operations in a loop: with more than twenty the JVM gives up on plain ones.
    int most() {
        return most;
    }

    /// More operations take longer in one loop than in two, about: measured on Zen 5.
    int few() {
        return few;
    }
}
