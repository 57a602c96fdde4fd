package org.leibniz.routine;

/// The loop of a [org.leibniz.math.Transcendental] over a block, as [SimdLoops] describes blocks.
@FunctionalInterface
public interface FunctionLoop<A> {
    /// `y[i] = f(x[i])`, or `f(x[i], e[i])` of a function of two.
    ///
    /// @param x the arguments
    /// @param e the second arguments; of a function of one any array
    /// @param y where the values go; of a function of one it may be x
    /// @param n how many
    void run(A x, A e, A y, int n);
}
