package org.leibniz.ir;

import org.leibniz.Shape;

/// The elements of one operand elsewhere, and zeros: what the compiler reads through a view.
public sealed interface Movement extends Op, Op.Linear {
    @Override
    default Family family() {
        return Family.MOVEMENT;
    }

    /// NumPy broadcasting to a shape: trailing axes aligned, extents equal or 1.
    record Broadcast(Shape shape) implements Movement {
        @Override
        public boolean equals(Object o) {
            return o instanceof Broadcast other && shape.equals(other.shape);
        }

        @Override
        public int hashCode() {
            return shape.hashCode();
        }

        @Override
        public String facts() {
            return shape.toString();
        }
    }

    /// The same elements in the same order under another shape.
    record Reshape(Shape shape) implements Movement {
        @Override
        public boolean equals(Object o) {
            return o instanceof Reshape other && shape.equals(other.shape);
        }

        @Override
        public int hashCode() {
            return 31 + shape.hashCode();
        }

        @Override
        public String facts() {
            return shape.toString();
        }
    }

    /// Result axis `i` is operand axis `perm[i]`.
    record Transpose(Ints perm) implements Movement {
        @Override
        public String facts() {
            return perm.toString();
        }
    }

    /// Along each axis `size` elements from `start` in steps of `step` (1 or more).
    record Slice(Ints start, Ints size, Ints step) implements Movement {
        @Override
        public String facts() {
            return "[from " + start + " size " + size + " step " + step + "]";
        }
    }

    /// Zeros around (`low`, `high`) and between (`interior`) the elements of each axis; none negative.
    record Pad(Ints low, Ints high, Ints interior) implements Movement {
        @Override
        public String facts() {
            return "[low " + low + " high " + high + " interior " + interior + "]";
        }
    }

    /// Reversed order along axes.
    record Reverse(Ints axes) implements Movement {
        @Override
        public String facts() {
            return axes.toString();
        }
    }

    /// Windows that slide: along each of `axes`, at every `step`, `size` elements that are `dilation` apart. The axis
    /// counts the places where a whole window lies; the elements of the windows are new axes at the end, in the order
    /// of `axes`: element `(.., i, .., k)` is `x[.., i * step + k * dilation, ..]`.
    record Windows(Ints axes, Ints size, Ints step, Ints dilation) implements Movement {
        /// How many places there are for a window.
        ///
        /// @param extent of the axis
        /// @param reach from the first element of a window to its last, both included
        /// @param step from window to window
        /// @return 0 if it is longer than the axis
        public static int places(int extent, int reach, int step) {
            return extent < reach ? 0 : (extent - reach) / step + 1;
        }

        /// From the first element of a window to its last, both included.
        ///
        /// @param i which of the axes
        public int reach(int i) {
            return (size.get(i) - 1) * dilation.get(i) + 1;
        }

        @Override
        public String facts() {
            return "[" + axes + " size " + size + " step " + step + " dilation " + dilation + "]";
        }
    }

    /// Broadcast of a stack under vmap: a new axis of extent `n` behind its list axes, at `at`.
    record Spread(int n, int at) implements Movement, OnStacks {
        @Override
        public String facts() {
            return "[" + n + " at " + at + "]";
        }
    }
}
