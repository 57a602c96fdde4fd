package org.leibniz.cpu;

/// The code of a body over a handful of elements, every element a local variable: a generated class. (A class, since
/// calls are short: what it is, is asked sooner than of an interface.)
public abstract non-sealed class Straight implements Code {
    /// For what is generated.
    protected Straight() {}

    /// Computes everything.
    ///
    /// @param values the arrays of a run
    /// @param at for each operand of the body the number of its array
    /// @param scratch three slots of floats and of doubles for functions that work on arrays
    public abstract void run(Object[] values, int[] at, Frame scratch);
}
