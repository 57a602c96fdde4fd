package org.leibniz.cpu;

import java.util.function.Supplier;

/// What an executable keeps for its steps, in each of its states: a kernel that is prepared says what it wants.
public interface Workspace {
    /// Whether the array of a value has room for a multiple of [org.leibniz.routine.SimdLoops#PAD] elements.
    ///
    /// @param value its number
    /// @return whether more than its elements may be read and written
    boolean isRoomy(int value);

    /// The operand whose array a result is written into, which was given up.
    ///
    /// @param value the result
    /// @return the number of the operand, -1 if it has an array of its own
    default int takenFrom(int value) {
        return -1;
    }

    /// A value that is known when a program is compiled.
    ///
    /// @param bytes what it takes: a large one is made for each state, and counts as memory that a run works in
    /// @param maker makes it, as a Java array
    /// @return its number among the values
    int table(long bytes, Supplier<Object> maker);

    /// A place in [State#kept] for what a step finds there again in its next run.
    int place(long bytes);
}
