package org.leibniz.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.compile.Term.Ref;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;

/// A part of a schedule that runs as one step. Its level is larger than those of all stages that it reads from, so ascending levels are an order
/// to run in.
abstract sealed class Stage {
    final int level;

    Stage(int level) {
        this.level = level;
    }

    /// What becomes a kernel: elementwise terms over one space, and reductions of them.
    static final class Group extends Stage {
        final int n;
        final List<Term> terms = new ArrayList<>();
        private final List<Term> folds = new ArrayList<>();
        private @Nullable Tiling tiling; // as the folds ask for

        Group(int level, int n) {
            super(level);
            this.n = n;
        }

        void add(Term t) {
            t.stage = this;
            terms.add(t);
        }

        /// Adds a reduction if the blocks can be such that all reductions here get what they need.
        boolean addFold(Term fold) {
            if (n > Tiling.BLOCK) {
                if (tiling == null || !tiling.takes(fold.a, fold.r, fold.b)) {
                    var other = Tiling.of(fold.a, fold.r, fold.b);
                    for (var f : folds) {
                        if (!other.takes(f.a, f.r, f.b)) {
                            return false;
                        }
                    }
                    tiling = other;
                }
            }
            folds.add(fold);
            add(fold);
            return true;
        }

        /// How blocks are cut.
        Tiling tiling() {
            if (n <= Tiling.BLOCK) {
                return Tiling.flat(n, n);
            }
            return tiling != null ? tiling : Tiling.flat(n, rowLength());
        }

        /// Rows so that operands that repeat themselves do so in every block.
        private int rowLength() {
            int longest = 0;
            for (var t : terms) {
                for (var ref : t.in) {
                    var axes = ref.term().isConstant() || ref.view().isIdentity() ? List.<View.Axis>of() : ref.view().normal().axes();
                    int period = axes.isEmpty() ? 1 : ref.view().period();
                    int length = period == n && axes.size() > 1 ? axes.getLast().size() : period;
                    if (length > 1 && length <= Tiling.BLOCK) {
                        longest = Math.max(longest, length);
                    }
                }
            }
            return longest == 0 ? n : longest;
        }
    }

    /// An operation that runs as a whole.
    static final class Task extends Stage {
        final Op op;
        final Ref[] in;
        final Type[] inTypes;
        final Term[] out;
        final Type[] outTypes;

        Task(int level, Op op, Ref[] in, Type[] inTypes, Term[] out, Type[] outTypes) {
            super(level);
            this.op = op;
            this.in = in;
            this.inTypes = inTypes;
            this.out = out;
            this.outTypes = outTypes;
            for (var t : out) {
                t.stage = this;
            }
        }

        /// Whether it makes the arrays of its results.
        boolean allocates() {
            return Control.handles(op, inTypes, outTypes);
        }
    }
}
