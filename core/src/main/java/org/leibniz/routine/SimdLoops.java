package org.leibniz.routine;

/// The numeric loops that a plain Java loop cannot express at full speed: the functions of
/// [org.leibniz.math.Transcendental], comparisons, selection, reductions and the matrix product; those of floats are
/// [SimdFloats], those of doubles [SimdDoubles]. [PlainLoops] has all of them in plain Java; the optional module
/// `org.leibniz.simd` has most of them with the Vector API too.
///
/// **Blocks.** An elementwise loop works on the elements `0 <= i < n` of its arrays. Every array has room for `n`
/// rounded up to a multiple of [#PAD] elements: a loop may read and write up to there, and what it leaves in the
/// padding means nothing. The result may be the array of an argument.
///
/// **Bits.** Every loop computes an element by one fixed sequence of IEEE 754 operations, the same in every
/// implementation, wherever the element stands, however long the block is, and whether the code runs interpreted or
/// compiled. Fused multiply-adds are among the operations; the rare machine without them in hardware has other bits
/// ([org.leibniz.math.Fma]).
public interface SimdLoops {
    /// Arrays of elementwise loops have room for a multiple of this many elements.
    int PAD = 16;

    /// The most elements that one call of a reduction takes.
    int REDUCE = 1024;

    /// What loops have to be of to fit: a number that is compiled into those of another module, and changes with what
    /// such a module may use of this package, constants included (a test says when, and to what).
    int EDITION = 1802240354;

    /// The [#EDITION] that these loops were compiled for.
    ///
    /// @return the number; 0 for those that know of none
    default int edition() {
        return 0;
    }

    /// The loops of this process: the Vector API's if the module `jdk.incubator.vector` is there and a provider is
    /// found, else plain ones. Chosen once, at the first call, and told in one line of log (`-Dleibniz.quiet=true`
    /// keeps quiet, `-Dleibniz.simd=false` asks for the plain loops).
    ///
    /// @return the loops, shared by all threads
    static SimdLoops best() {
        return LoopChoice.BEST;
    }

    /// What these loops are, for logs and benchmark tables, such as `plain Java`.
    String description();

    /// Whether these are loops of the Vector API, so that others may use it as well.
    boolean isVectors();

    /// Those over float32.
    ///
    /// @return the loops, always the same
    SimdFloats floats();

    /// Those over float64.
    ///
    /// @return the loops, always the same
    SimdDoubles doubles();
}
