package org.leibniz.cpu.generate;

import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;

/// A value of a small program where it is written: what the locals of a method hold of it.
sealed interface Val {
    /// A few elements.
    record Few(Element[] elements) implements Val {
        static Few of(Element... elements) {
            return new Few(elements);
        }
    }

    /// Elements that lie in an array, in order.
    ///
    /// @param array the local variable of the array
    /// @param from the index of the first
    /// @param n how many there are
    record Many(SlotKind kind, int array, Element from, int n) implements Val {
        /// Whether they are the whole array.
        boolean isWhole() {
            return from.isConstant();
        }
    }

    /// What a loop has kept of its trips.
    ///
    /// @param local the local variable of the [org.leibniz.cpu.Residual]
    record Kept(int local) implements Val {}
}
