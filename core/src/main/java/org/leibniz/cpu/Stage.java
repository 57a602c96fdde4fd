package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.plan.View;

/// A part of a schedule that runs as one step. Its level is larger than those of all stages that it reads from, so ascending levels are an order
/// to run in.
abstract sealed class Stage implements Comparable<Stage> {
    final int level;

    Stage(int level) {
        this.level = level;
    }

    /// By level.
    @Override
    public int compareTo(Stage other) {
        return Integer.compare(level, other.level);
    }

    /// Drops the groups that have no terms left.
    static void dropEmpty(List<Stage> stages) {
        var kept = new ArrayList<Stage>(stages.size());
        for (var s : stages) {
            if (!(s instanceof Group g && g.terms.isEmpty())) {
                kept.add(s);
            }
        }
        stages.clear();
        stages.addAll(kept);
    }

    /// What becomes a kernel: elementwise terms over one space, and reductions of them. With a row length there are also terms with an element a
    /// row: reductions of rows, and what is computed from those.
    static final class Group extends Stage {
        final int n;
        final List<Term> terms = new ArrayList<>();
        /// The elements of a row if there are terms of rows, else 0.
        int rowLength;
        private @Nullable Tiling tiling; // as the folds ask for

        Group(int level, int n) {
            super(level);
            this.n = n;
        }

        void add(Term t) {
            t.stage = this;
            terms.add(t);
        }

        /// Adds all of some terms, reductions as [#addFold] does, or none.
        ///
        /// @param takes
        ///            whether a term may be added to those that are here by then
        boolean addAll(List<Term> more, Predicate<Term> takes) {
            int before = terms.size();
            var cut = tiling;
            for (var t : more) {
                var from = t.stage;
                boolean taken = takes.test(t) && (t.source != Source.FOLD || addFold(t));
                if (taken && t.source != Source.FOLD) {
                    add(t);
                }
                if (!taken) {
                    var back = terms.subList(before, terms.size());
                    for (var b : back) {
                        b.stage = from;
                    }
                    back.clear();
                    tiling = cut;
                    return false;
                }
            }
            return true;
        }

        /// Adds a reduction if the blocks can be such that all reductions here get what they need.
        boolean addFold(Term fold) {
            if (n > Tiling.BLOCK && (tiling == null || !tiling.takes(fold.a, fold.r, fold.b))) {
                var other = Tiling.of(fold.a, fold.r, fold.b);
                if (rowLength > 0 && other.length() != rowLength) {
                    return false;
                }
                for (var f : terms) {
                    if (f.source == Source.FOLD && !other.takes(f.a, f.r, f.b)) {
                        return false;
                    }
                }
                tiling = other;
            }
            add(fold);
            return true;
        }

        /// Whether a term has an element for each row.
        boolean isOfRows(Term t) {
            return rowLength > 0 && t.size * rowLength == n;
        }

        /// Whether a fold reduces rows that lie in one block, so that its result is there when the block is.
        boolean isRowFold(Term t) {
            return t.source == Source.FOLD && rowLength > 0 && t.stage == this && t.b == 1 && t.r == rowLength;
        }

        /// Whether an operand is computed here and read as it comes: in order, or an element for each row.
        boolean isInside(Ref x) {
            var t = x.term();
            return t.stage == this && (t.isElementwise() || isRowFold(t)) && (x.isWhole() || isSpread(x));
        }

        /// Whether an operand has an element for each row and is read as often as the row is long.
        boolean isSpread(Ref x) {
            if (!isOfRows(x.term()) || x.view().size() != n || x.view().offset() != 0) {
                return false;
            }
            var axes = x.view().normal().axes();
            int rows = n / rowLength;
            if (rows == 1) {
                return axes.size() == 1 && axes.getFirst().equals(View.Axis.of(rowLength, 0)); // a padded element has stride 0, too
            }
            return axes.size() == 2 && axes.getFirst().equals(View.Axis.of(rows, 1)) && axes.getLast().equals(View.Axis.of(rowLength, 0));
        }

        /// How blocks are cut.
        Tiling tiling() {
            if (tiling != null) {
                return tiling;
            }
            return Tiling.flat(n, rowLength > 0 ? rowLength : n <= Tiling.BLOCK ? n : periodOfOperands());
        }

        /// Rows so that operands that repeat themselves do so in every block.
        private int periodOfOperands() {
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
        final Op.Whole op;
        final Ref[] in;
        final Type[] inTypes;
        final Term[] out;
        final Type[] outTypes;
        /// Where the result of a product is written, if not in order.
        @Nullable
        View layout;

        Task(int level, Op.Whole op, Ref[] in, Type[] inTypes, Term[] out, Type[] outTypes) {
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
            return allocates(op, inTypes, outTypes);
        }

        /// Whether such an operation makes the arrays of its results, and may return what it is given: it runs programs, or is on stacks.
        static boolean allocates(Op.Whole op, Type[] in, Type[] out) {
            return op instanceof Op.Composite || Items.isStack(in) || Items.isStack(out);
        }
    }
}
