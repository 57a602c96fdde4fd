package org.leibniz.cpu;

import org.leibniz.memory.Sized;

/// A program ready to run, by any number of threads. (A class, since calls are short: what it is, is asked sooner than
/// of an interface.)
public abstract class Compiled implements Sized {
    /// For what runs programs.
    protected Compiled() {}

    /// Runs the program.
    ///
    /// @param inputs arrays of the backend, or stacks, one a parameter
    /// @return one an output
    public abstract Object[] run(Object[] inputs);
}
