package org.leibniz.cpu;

/// What a unit of work is taken to cost on this machine: nanoseconds an element, on one thread. What is decided with
/// these figures (what is computed again, when threads and generated code are worth it) needs them to a factor of two.
///
/// They are of Zen 5 (AVX-512, JDK 25, the least of many runs), each with what was measured: loops over blocks of 512
/// floats in the first cache, and passes over a million elements.
final class Costs {
    private Costs() {}

    // ---- passes over memory, of which plans are made

    /// Reading in order, a byte: 0.07 from memory, less of what is still in a cache.
    static final double READ_BYTE = 0.022;
    /// Writing, a byte, with making room for it: filling an old array takes 0.012, a new one 0.026 more.
    static final double WRITE_BYTE = 0.03;
    /// Reading from anywhere: a strided or gathered loop does not become vector code and takes 0.24 to 0.30.
    static final double GATHER = 0.3;
    /// Reading what a block has already, since it repeats itself within one.
    static final double REPEATED = 0.01;
    /// Reading each element of a smaller array several times.
    static final double SPREAD_OUT = 0.05;
    /// An operation in a loop of several, the generated code that a pass will have: 0.022 to 0.032.
    static final double FUSED = 0.03;
    /// The same of eight bytes: 0.04 to 0.1.
    static final double FUSED_WIDE = 0.06;
    /// A transcendental function, in operations: tanh with the Vector API takes 0.33.
    static final double FUNCTION = 12;
    /// One of two arguments, in operations.
    static final double FUNCTION_OF_TWO = 20;
    /// A comparison, a choice or a cast, in operations: 0.04 to 0.06.
    static final double COMPARISON = 1.5;

    // ---- code that goes block by block, with loops of the library

    /// What goes around the instructions of a block.
    static final double BLOCK = 0.02;
    /// Copying to a slot what lies in order: 0.033.
    static final double LOAD = 0.04;
    /// Storing a slot.
    static final double STORE = 0.05;
    /// Copying from array to array what lies in order.
    static final double MOVE = 0.06;
    /// Copying from array to array what does not.
    static final double MOVE_GATHERED = 0.5;
    /// One operation: 0.052.
    static final double OPERATION = 0.05;
    /// A comparison, a choice: 0.060.
    static final double SELECT = 0.06;
    /// A cast.
    static final double CAST = 0.1;
    /// Rounding to a narrow dtype.
    static final double ROUND = 0.3;
    /// Bringing values of rows back.
    static final double SPREAD = 0.05;
    /// Adding to a reduction: 0.04 with the Vector API to 0.18.
    static final double FOLD = 0.1;
    /// A transcendental function of floats by plain loops: exp 0.65, log 0.61.
    static final double FLOAT_FUNCTION = 0.6;
    /// The same of doubles: Math.exp 2.7, with the Vector API 0.28 to 1.1.
    static final double DOUBLE_FUNCTION = 2;

    /// Fewer elements are not worth a loop of their own. More than that: the loops must never be hot with a few
    /// elements, see [FloatLoops].
    static final int FEW = 32;

    // ---- threads, in nanoseconds of work

    /// From so much work on they are worth it: a helper that has parked takes 1,200 to 3,300 to begin.
    static final double PARALLEL = 16_000;
    /// A part of it that is worth handing over.
    static final double CHUNK = 4_000;
    /// What a part takes at most, about, if it can be cut, so that an interrupt is heard.
    static final double LONG = 10e6;
}
