package org.leibniz.cpu;

/// Generated loops over the slots of a frame and the arrays of values.
interface Fused {
    /// Runs one of the loops on a block.
    ///
    /// @param loop
    ///            its number
    /// @param values
    ///            the arrays of the run
    /// @param frame
    ///            the slots
    /// @param from
    ///            where the block starts
    /// @param n
    ///            how many elements
    void run(int loop, Object[] values, Frame frame, int from, int n);
}
