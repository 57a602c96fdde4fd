package org.leibniz.compile;

/// Generated loops over the slots of a frame.
interface Fused {
    /// Runs one of the loops on a block.
    ///
    /// @param loop
    ///            its number
    /// @param frame
    ///            the slots
    /// @param n
    ///            how many elements
    void run(int loop, Frame frame, int n);
}
