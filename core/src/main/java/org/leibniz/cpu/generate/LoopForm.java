package org.leibniz.cpu.generate;

import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.ScalarFn;

/// How generated loops are written, and which operations an [Arrangement] puts into one.
enum LoopForm {
    /// As loops over single elements, which the JVM turns into vector instructions. Only where every array is indexed
    /// by the bare induction variable: so over slots.
    PLAIN,
    /// With the Vector API, those of floats.
    VECTORS;

    /// Whether a function may be part of a loop.
    boolean has(SlotKind kind, ScalarFn fn) {
        return Bytecode.has(kind, fn) && (!isVector(kind) || fn != ScalarFn.SIGN); // which vectors do not have
    }

    /// Whether loops of a kind are written with the Vector API.
    boolean isVector(SlotKind kind) {
        return this == VECTORS && (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE);
    }

    /// The fewest operations in a loop: a plain one of a single operation is what the library has.
    int fewest(SlotKind kind) {
        return isVector(kind) ? 1 : 2;
    }

    /// The most operations in a loop: with more than that, of those that take several instructions each, the JVM gives
    /// up on plain ones.
    int most(SlotKind kind) {
        return isVector(kind) ? 24 : 12;
    }

    /// More operations take longer in one loop than in two, about: measured on Zen 5.
    int few(SlotKind kind) {
        return isVector(kind) ? 16 : 6;
    }
}
