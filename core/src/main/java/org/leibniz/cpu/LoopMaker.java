package org.leibniz.cpu;

import java.util.List;

/// Writes generated loops.
public interface LoopMaker {
    /// Whether loops of a kind read and write what lies in order in an array where it is, so that it needs no slot.
    boolean isInPlace(SlotKind kind);

    /// Generates loops.
    ///
    /// @param loops in the order of their numbers
    /// @param places where their inputs and outputs are found
    /// @return what runs each
    List<Instruction> write(Body body, List<Item.Loop> loops, Places places);
}
