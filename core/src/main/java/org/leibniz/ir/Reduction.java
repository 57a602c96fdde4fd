package org.leibniz.ir;

import org.leibniz.Shape;

/// Folds axes away, in the kernel that computes what it reads.
public sealed interface Reduction extends Op {
    @Override
    default Family family() {
        return Family.REDUCTION;
    }

    /// Reduces axes away. Of nothing: sum 0, product 1, maximum and minimum an error for numbers, any false, all true.
    record Reduce(Reducer reducer, Ints axes) implements Reduction {
        @Override
        public boolean equals(Object o) {
            return o instanceof Reduce other && reducer == other.reducer && axes.equals(other.axes);
        }

        @Override
        public int hashCode() {
            return 31 * reducer.ordinal() + axes.hashCode();
        }

        @Override
        public String name() {
            return reducer.toString();
        }

        @Override
        public String facts() {
            return axes.toString();
        }
    }

    /// The transpose of [Movement.Windows]: windows laid over each other and added. Of an operand with the places of
    /// the windows along `axes` and their elements in its last axes, `y[.., j, ..]` is the sum of all `x[.., i, .., k]`
    /// with `i * step + k * dilation = j`. Each of `axes` gets its `extent`.
    record Overlap(Ints axes, Ints extent, Ints step, Ints dilation) implements Reduction, Linear {
        /// The windows that are laid.
        ///
        /// @param x the shape of the operand
        public Movement.Windows windows(Shape x) {
            int[] size = new int[axes.size()];
            for (int i = 0; i < size.length; i++) {
                size[i] = x.dim(i - size.length);
            }
            return new Movement.Windows(axes, Ints.of(size), step, dilation);
        }

        @Override
        public String facts() {
            return "[" + axes + " extent " + extent + " step " + step + " dilation " + dilation + "]";
        }
    }

    /// The transpose of [Spread]: the sum over that axis.
    record Collapse(int n, int at) implements Reduction, Linear, OnStacks {
        @Override
        public String facts() {
            return "[" + n + " at " + at + "]";
        }
    }
}
