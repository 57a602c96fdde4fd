package org.leibniz.ir;

import org.leibniz.DType;

/// An operation of element on element, each at its place.
public sealed interface Pointwise extends Op, Op.OnStacks {
    @Override
    default Family family() {
        return Family.POINTWISE;
    }

    /// Which of them it is, for a `switch` expression that the first call of a process meets: javac checks that it is
    /// exhaustive, too, and it does without the millisecond that it takes to link a `switch` over patterns.
    Member member();

    /// The pointwise operations.
    enum Member {
        /// [Pointwise.Unary]
        UNARY,
        /// [Pointwise.Binary]
        BINARY,
        /// [Pointwise.Compare]
        COMPARE,
        /// [Pointwise.Select]
        SELECT,
        /// [Pointwise.Cast]
        CAST
    }

    /// `x -> fn(x)`.
    record Unary(ScalarFn fn) implements Pointwise {
        @Override
        public boolean equals(Object o) {
            return o instanceof Unary other && fn == other.fn;
        }

        @Override
        public int hashCode() {
            return fn.ordinal();
        }

        @Override
        public String name() {
            return fn.toString();
        }

        @Override
        public Member member() {
            return Member.UNARY;
        }
    }

    /// `a, b -> fn(a, b)`.
    record Binary(ScalarFn fn) implements Pointwise {
        @Override
        public boolean equals(Object o) {
            return o instanceof Binary other && fn == other.fn;
        }

        @Override
        public int hashCode() {
            return 31 + fn.ordinal();
        }

        @Override
        public String name() {
            return fn.toString();
        }

        @Override
        public Member member() {
            return Member.BINARY;
        }
    }

    /// `a, b -> bool`.
    record Compare(Relation relation) implements Pointwise, Flat {
        @Override
        public String name() {
            return relation.toString();
        }

        @Override
        public Member member() {
            return Member.COMPARE;
        }
    }

    /// `bool, a, b -> a where true, b elsewhere`.
    record Select() implements Pointwise {
        @Override
        public Member member() {
            return Member.SELECT;
        }
    }

    /// `x -> x` with elements of another type: floats truncate to integers as in Java, non-zero is true.
    record Cast(DType to) implements Pointwise {
        @Override
        public String facts() {
            return "[" + Type.scalar(to) + "]";
        }

        @Override
        public Member member() {
            return Member.CAST;
        }
    }
}
