package org.leibniz.cpu;

/// A kernel over a handful of elements as straight code: every element of every slot a local variable.
interface Straight {
    /// Runs it.
    ///
    /// @param values
    ///            the arrays of the run
    /// @param frame
    ///            three slots of floats and of doubles, for the functions of [org.leibniz.routine.SimdLoops]
    void run(Object[] values, Frame frame);
}
