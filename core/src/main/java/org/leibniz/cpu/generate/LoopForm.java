package org.leibniz.cpu.generate;

import java.util.Optional;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.ScalarFn;
import org.leibniz.routine.SimdLoops;
import org.leibniz.routine.VectorCode;

/// How generated loops are written, and which operations an [Arrangement] puts into one.
enum LoopForm {
    /// As loops over single elements, which the JVM turns into vector instructions. Only where every array is indexed
    /// by the bare induction variable: so over slots.
    PLAIN,
    /// With the Vector API, those of floats.
    VECTORS;

    /// Whether a function may be part of a loop over a kind.
    boolean has(SlotKind kind, ScalarFn fn) {
        return isVector(kind)
                ? fn != ScalarFn.SIGN && Bytecode.has(kind, fn) || vectorCode(kind, fn).isPresent()
                : Bytecode.has(kind, fn);
    }

    /// The code on vectors of a transcendental function.
    static Optional<VectorCode> vectorCode(SlotKind kind, ScalarFn fn) {
        var f = fn.transcendental();
        return f == null
                ? Optional.empty()
                : kind == SlotKind.FLOAT
                        ? SimdLoops.best().floats().vectorCode(f)
                        : SimdLoops.best().doubles().vectorCode(f);
    }

    /// Whether loops over a kind are written with the Vector API.
    boolean isVector(SlotKind kind) {
        return this == VECTORS && (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE);
    }

    /// The fewest operations in a loop: a plain one of a single operation is what the library has.
    int fewest(SlotKind kind) {
        return isVector(kind) ? 1 : 2;
    }

    /// The most operations in a loop, those of functions counted: with more than that, of those that take several
    /// instructions each, the JVM gives up on plain ones; those on vectors would be too long for a method.
    int most(SlotKind kind) {
        return isVector(kind) ? 300 : 12;
    }

    /// More operations take longer in one loop than in two, about: plain ones measured on Zen 5. Those on vectors do
    /// not: 250 of them over a million elements, written in place, take 2.8 ms in one loop, 3.2 in two or four, 3.4 in
    /// eleven (Zen 4).
    int few(SlotKind kind) {
        return isVector(kind) ? 300 : 6;
    }
}
