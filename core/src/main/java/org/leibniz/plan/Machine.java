package org.leibniz.plan;

import org.leibniz.DType;
import org.leibniz.ir.Pointwise;

/// What a planner has to know of the machine that a plan is for: which reductions it can do in one pass, and what
/// reading, writing and computing an element cost there, in nanoseconds.
public interface Machine {
    /// Elements that are at hand together: a smaller space needs no cut, and a row of no more can be read again in the
    /// pass that reduces it.
    int block();

    /// How a pass is cut for a reduction of `[a, r, b]` over its middle axis.
    Cut cut(int a, int r, int b);

    /// How a space is cut into blocks.
    interface Cut {
        /// The elements of a row.
        int length();

        /// Whether the blocks are as a reduction of `[a, r, b]` over its middle axis takes them.
        boolean takes(int a, int r, int b);
    }

    /// Reading an element in order.
    double read(DType dtype);

    /// Reading an element from anywhere.
    double gather(DType dtype);

    /// Reading an element of an array of which each is read several times.
    ///
    /// @param isWithinBlock whether a block reads the same elements as the one before
    double readAgain(boolean isWithinBlock);

    /// Writing an element, with what it costs to make room for it.
    double write(DType dtype);

    /// Computing an element.
    double compute(Pointwise op, DType dtype);
}
