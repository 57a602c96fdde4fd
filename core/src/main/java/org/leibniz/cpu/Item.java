package org.leibniz.cpu;

/// What the code of a body does at a time, in order: the operations of the body, some of them together. Reading an
/// operand comes before the first item that needs it, storing a result behind the one that computes it.
public sealed interface Item {
    /// One operation, by a loop of the library.
    ///
    /// @param operation its number in the body
    record Single(int operation) implements Item {}

    /// Operations of one kind, over elements or over rows, as one generated loop.
    ///
    /// @param kind of all values in it
    /// @param operations their numbers, in order
    /// @param inputs slots of the body that are read from outside, but for numbers
    /// @param outputs slots of the body that are used outside
    record Loop(SlotKind kind, int[] operations, int[] inputs, int[] outputs) implements Item {}
}
