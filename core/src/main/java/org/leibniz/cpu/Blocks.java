package org.leibniz.cpu;

import org.leibniz.ir.ScalarFn;

/// Code that goes through the space of a body block by block, each value of a block a slot of the frame.
///
/// ```
/// f32[1000000]: read 0, read 1, mul, sin, store 2, fold sum 3
/// ```
///
/// @param instructions in order
/// @param constants stay in their slots
/// @param once what is the same in every block
/// @param bindings slots that are arrays of operands, where the space is one block
/// @param folds by number
/// @param slots the number of slots of each kind
/// @param cost nanoseconds an element
/// @param direct one loop over whole arrays, in place of all else: what works without slots
public record Blocks(Instruction[] instructions, Constant[] constants, Repeat[] once, Binding[] bindings, Fold[] folds,
        int[] slots, double cost, @org.jspecify.annotations.Nullable Direct direct) implements Code {
    /// A number in a slot.
    public record Constant(SlotKind kind, int slot, double number) {}

    /// What repeats itself, in a slot.
    public record Repeat(Load load, int slot) {}

    /// Makes the array of an operand a slot.
    public record Binding(SlotKind kind, int slot, int operand) {}

    /// One loop over elements of whole arrays.
    public sealed interface Direct {
        /// Runs it.
        ///
        /// @param values the arrays of a run
        /// @param at for each operand of the body the number of its array
        /// @param from the first element
        /// @param to behind the last
        void run(Object[] values, int[] at, int from, int to);
    }

    /// One operation, by a loop of the library.
    public record DirectOperation(SlotKind kind, ScalarFn fn, int a, int b, int y) implements Direct {
        @Override
        public void run(Object[] values, int[] at, int from, int to) {
            LibraryLoops.range(kind, fn, values[at[a]], values[at[b]], values[at[y]], from, to);
        }
    }

    /// A generated loop, or a copy.
    public record DirectLoop(Instruction loop) implements Direct {
        private static final Frame NO_SLOTS = new Frame();
        private static final Object[] NO_FOLDS = {};

        @Override
        public void run(Object[] values, int[] at, int from, int to) {
            loop.run(NO_SLOTS, values, at, NO_FOLDS, from, to - from);
        }
    }

    /// A generated loop that reads arrays in place where all operands have elements: inside their padding.
    ///
    /// @param loop the loop
    /// @param first the first element that is inside
    /// @param end one past the last
    /// @param edges what serves the others, without folds and repetition
    public record DirectInside(DirectLoop loop, int first, int end, Blocks edges) implements Direct {
        @Override
        public void run(Object[] values, int[] at, int from, int to) {
            int a = Math.clamp(first, from, to);
            int b = Math.clamp(end, a, to);
            if (a < b) {
                loop.run(values, at, a, b);
            }
            if (from < a || b < to) {
                edge(values, at, from, a, b, to);
            }
        }

        private void edge(Object[] values, int[] at, int from, int a, int b, int to) {
            Frame frame = Frame.borrow(edges.slots);
            try {
                edges.fill(frame, Tiling.BLOCK);
                for (int i = from; i < a; i += Tiling.BLOCK) {
                    edges.run(frame, values, at, DirectLoop.NO_FOLDS, i, Math.min(Tiling.BLOCK, a - i));
                }
                for (int i = b; i < to; i += Tiling.BLOCK) {
                    edges.run(frame, values, at, DirectLoop.NO_FOLDS, i, Math.min(Tiling.BLOCK, to - i));
                }
            } finally {
                frame.giveBack();
            }
        }
    }

    /// Puts constants in their slots.
    void fill(Frame frame, int length) {
        for (var c : constants) {
            c.kind().fill(frame.slot(c.kind(), c.slot()), 0, length, c.number());
        }
    }

    /// The same code with one loop in its place.
    Blocks with(Direct loop) {
        return new Blocks(instructions, constants, once, bindings, folds, slots, cost, loop);
    }

    /// Runs the instructions on one block.
    public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
        for (var i : instructions) {
            i.run(frame, values, at, partials, from, n);
        }
    }

    /// The number of generated loops.
    public int generated() {
        int n = 0;
        for (var i : instructions) {
            n += i instanceof Instruction.Generated ? 1 : 0;
        }
        return n;
    }

    /// About what it takes.
    long bytes() {
        return 300 + 150L * instructions.length + 50L * (constants.length + bindings.length + folds.length)
                + 400L * once.length;
    }

    @Override
    public String toString() {
        int loops = generated();
        return instructions.length + " instructions" + (loops == 0 ? "" : ", " + loops + " generated");
    }
}
