package org.leibniz.ir;

import org.leibniz.Shape;

/// A number that stands wherever its type says: written by the user (`x.mul(2)`) or by a rule. It takes no part in
/// tracing. In a forward trace 0, ±1, 2 and ½ become part of the program and any other number an operand, so that a
/// changing learning rate compiles once.
public final class Literal extends Value {
    private final double number;
    private final boolean fixed;

    Literal(Type type, double number, boolean fixed) {
        super(type);
        this.number = number;
        this.fixed = fixed;
    }

    /// The number.
    public double number() {
        return number;
    }

    /// Whether the number belongs to a program's text.
    ///
    /// @return true for 0, ±1, 2 and ½, and for a fixed number
    boolean isStructural() {
        return fixed || number == 0 && 1 / number > 0 || number == 1 || number == -1 || number == 2
                || number == 0.5;
    }

    /// The number alone.
    ///
    /// @return a 0-d value with data
    Value scalar() {
        return Value.of(Type.scalar(type().dtype()), Buffers.filled(type().dtype(), Shape.SCALAR, number));
    }
}
