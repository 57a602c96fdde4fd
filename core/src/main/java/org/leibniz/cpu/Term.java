package org.leibniz.cpu;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.plan.View;

/// Something that a program computes or is given: an array in the making. Structure operations make no terms, they are [View]s of terms.
final class Term implements Comparable<Term> {
    /// Where a term comes from.
    enum Source {
        /// an input
        PARAMETER,
        /// one number everywhere
        CONSTANT,
        /// numbers known when the program is compiled
        TABLE,
        /// an elementwise operation
        ELEMENT,
        /// elements of another term in another order
        COPY,
        /// a reduction
        FOLD,
        /// a result of a routine
        RESULT
    }

    /// A term seen through a view.
    record Ref(Term term, View view) {
        /// Whether this is all of the term in order.
        boolean isWhole() {
            return view.isIdentity() && view.size() == term.size;
        }

        /// The same with the fewest axes, to be compared with others.
        Ref normal() {
            return new Ref(term, view.normal());
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Ref r && term == r.term && view.equals(r.view);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(term) + view.hashCode();
        }
    }

    /// Its place in the program: operands before users.
    final int order;
    final Source source;
    final DType dtype;
    /// The number of elements; 0 for a stack.
    final int size;
    /// What computes it: an elementwise operation or a reduction.
    final @Nullable Op op;
    final Ref[] in;
    /// The stage that computes it, if any.
    @Nullable
    Stage stage;

    /// Of a constant.
    double number;
    /// Makes a table or an empty stack; holds nothing large.
    @Nullable
    Supplier<Object> data;
    /// Of a fold: the extents `[a, r, b]`, r being reduced.
    int a;
    int r;
    int b;

    /// Whether its elements are kept in an array.
    boolean stored;
    /// Whether it may outlive the run: an output, or given to a program that may return it.
    boolean escapes;
    /// The number of the array in a run, once stored.
    int value = -1;
    /// Whether the array has room for [SimdLoops#PAD].
    boolean padded;

    /// Where it is while its kernel is written.
    @Nullable
    Place place;

    /// @param order
    ///            its place in the program
    Term(int order, Source source, DType dtype, int size, @Nullable Op op, Ref... in) {
        this.order = order;
        this.source = source;
        this.dtype = dtype;
        this.size = size;
        this.op = op;
        this.in = in;
        this.stored = source == Source.PARAMETER || source == Source.TABLE || source == Source.RESULT;
    }

    /// The same operation on other operands.
    Term(Term other, Ref... in) {
        this(other.order, other.source, other.dtype, other.size, other.op, in);
    }

    static Term parameter(Type type) {
        return new Term(0, Source.PARAMETER, type.dtype(), type.shape().size(), null);
    }

    static Term constant(DType dtype, int size, double number) {
        var t = new Term(0, Source.CONSTANT, dtype, size, null);
        t.number = number;
        return t;
    }

    static Term table(DType dtype, int size, Supplier<Object> data) {
        var t = new Term(0, Source.TABLE, dtype, size, null);
        t.data = data;
        return t;
    }

    /// By place in the program.
    @Override
    public int compareTo(Term other) {
        return Integer.compare(order, other.order);
    }

    /// What computes it if it is an elementwise operation.
    Op.Pointwise pointwise() {
        return (Op.Pointwise) Objects.requireNonNull(op);
    }

    /// The level of its stage: 0 for what is there from the start.
    int level() {
        return stage == null ? 0 : stage.level;
    }

    boolean isConstant() {
        return source == Source.CONSTANT;
    }

    /// Whether it is computed block by block in a kernel.
    boolean isElementwise() {
        return source == Source.ELEMENT || source == Source.COPY;
    }

    /// A slot with a value of a kernel in the making.
    static final class Place {
        final Kind kind;
        int slot = -1;
        /// How often it is still needed.
        int uses;
        /// Whether it keeps its slot.
        boolean permanent;
        /// Whether a loop that touches the padding works on it.
        boolean padded;

        Place(Kind kind) {
            this.kind = kind;
        }
    }
}
