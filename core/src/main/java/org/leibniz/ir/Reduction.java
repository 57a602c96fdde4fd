package org.leibniz.ir;

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

    /// The transpose of [Spread]: the sum over that axis.
    record Collapse(int n, int at) implements Reduction, Linear, OnStacks {
        @Override
        public String facts() {
            return "[" + n + " at " + at + "]";
        }
    }
}
