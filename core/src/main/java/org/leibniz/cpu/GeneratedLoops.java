package org.leibniz.cpu;

/// Generated loops of one class, by number.
public interface GeneratedLoops {
    /// Runs a loop over `n` elements of a block.
    ///
    /// @param loop its number
    /// @param values the arrays of a run
    /// @param at for each operand of the body the number of its array
    /// @param frame the slots
    /// @param from where in the space the block starts
    /// @param n its elements
    void run(int loop, Object[] values, int[] at, Frame frame, int from, int n);
}
