package org.leibniz.ir;

/// An operation without operands.
public sealed interface Leaf extends Op {
    @Override
    default Family family() {
        return Family.LEAF;
    }

    /// `() -> type`: one number everywhere. Of a stack type with value 0: the empty stack, which reads as zeros.
    record Fill(Type type, double value) implements Leaf {
        @Override
        public boolean equals(Object o) {
            return o instanceof Fill other && type.equals(other.type)
                    && Double.compare(value, other.value) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + Double.hashCode(value);
        }

        /// The number.
        @Override
        public String name() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /// `() -> type`: the index along an axis.
    record Iota(Type type, int axis) implements Leaf {
        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `() -> type`: a placeholder without data, the parameter of a trace; never inside a program.
    record Input(String what) implements Leaf {
        @Override
        public String facts() {
            return "[" + what + "]";
        }
    }
}
