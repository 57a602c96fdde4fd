package org.leibniz.ir;

/// An operation that reads its operands as arrays and runs as a whole.
public sealed interface Routine extends Op, Op.Whole {
    @Override
    default Family family() {
        return Family.ROUTINE;
    }

    /// `x.. -> joined` along an axis.
    record Concat(int axis) implements Routine, Linear {
        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `x -> int32` index of the first largest (or smallest) element along an axis; NaN counts as the largest and the
    /// smallest.
    record ArgReduce(boolean largest, int axis) implements Routine, Flat {
        @Override
        public String name() {
            return largest ? "argmax" : "argmin";
        }

        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// Running sum along an axis, from the end if `reverse`.
    record CumSum(int axis, boolean reverse) implements Routine, Linear {
        @Override
        public String name() {
            return "cumsum";
        }

        @Override
        public String facts() {
            return "[" + axis + (reverse ? " reverse]" : "]");
        }
    }

    /// `a, b -> sum over contracted axes`: result axes are the batch axes, a's others, b's others.
    record Dot(Ints batchA, Ints batchB, Ints contractA, Ints contractB) implements Routine {
        @Override
        public String facts() {
            return "[batch " + batchA + batchB + " contract " + contractA + contractB + "]";
        }

        /// The axes of one operand.
        ///
        /// @param operand 0 for a, 1 for b
        /// @return what they are used for
        public Axes axes(int operand) {
            return operand == 0 ? new Axes(batchA, contractA) : new Axes(batchB, contractB);
        }

        /// What the axes of an operand are used for.
        ///
        /// @param batch shared with the other operand, and kept
        /// @param contract shared, and summed over
        public record Axes(Ints batch, Ints contract) {
            /// The others, which the result has in their order.
            public Ints free(int rank) {
                return batch.concat(contract).others(rank);
            }
        }
    }

    /// `x, indices -> ..`: x is `B + P + [N] + Q` with `B` the first `batch` axes and `N` at `axis`; indices (int32 or
    /// int64) are `B + I`; the result is `B + P + I + Q`. A negative index counts from the end; one out of range throws
    /// when it runs.
    record Gather(int axis, int batch) implements Routine {
        @Override
        public String facts() {
            return "[" + axis + " batch " + batch + "]";
        }
    }

    /// The transpose of [Gather]: `indices, updates -> B + P + [size] + Q`, zeros with the updates combined (SUM, or
    /// MAX of non-negative integers).
    record Scatter(int axis, int batch, int size, Reducer reducer) implements Routine {
        @Override
        public String name() {
            return "scatter_" + reducer;
        }

        @Override
        public String facts() {
            return "[" + axis + " batch " + batch + " size " + size + "]";
        }
    }

    /// `x, indices, updates -> x` with the updates added, one after the other: as [Scatter], onto x instead of zeros.
    record AddAt(int axis, int batch) implements Routine {
        @Override
        public String facts() {
            return "[" + axis + " batch " + batch + "]";
        }
    }

    /// `indices -> int32`: for each position among those of its batch (indices are `B + I`, with `B` the first `batch`
    /// axes) the place of the first that is the same, counted in order, where a negative index counts from the end of
    /// `size`. With them as positions [Scatter] puts the sum of all updates of a position where its first one is, and
    /// zeros where the others are.
    record First(int batch, int size) implements Routine, Flat {
        @Override
        public String facts() {
            return "[batch " + batch + " size " + size + "]";
        }
    }

    /// `x -> sorted, int32 positions`: ascending and stable along an axis, NaN last.
    record Sort(int axis) implements Routine {
        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `key int32[2] -> int32 or int64`: random bits of a counter-based generator (Threefry 2x32, 20 rounds).
    record RandomBits(Type type) implements Routine, Flat {}

    /// `a, b -> the one that is not empty`: stacks of which one at most holds anything, from the branches of a mapped
    /// `cond`.
    record Either() implements Routine, Linear, OnStacks {}

    /// A routine on matrices, batched over leading axes.
    sealed interface OnMatrices extends Routine {}

    /// `a[.., n, n], b[.., n, k] -> x` with `a x = b` (`aT x = b` if transposed).
    record Solve(boolean transposed) implements OnMatrices {
        @Override
        public String facts() {
            return transposed ? "[transposed]" : "";
        }
    }

    /// The same with a triangular `a`, of which only that triangle is read.
    record TriangularSolve(boolean lower, boolean transposed) implements OnMatrices {
        @Override
        public String facts() {
            return "[" + (lower ? "lower" : "upper") + (transposed ? " transposed]" : "]");
        }
    }

    /// `a -> l` lower with `l lT = a`; only a's lower triangle is read; NaN if a is not positive definite.
    record Cholesky() implements OnMatrices {}
}
