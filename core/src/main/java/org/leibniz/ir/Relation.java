package org.leibniz.ir;

import java.util.Locale;

/// What [Pointwise.Compare] asks of two numbers.
public enum Relation {
    /// equal
    EQ,
    /// not equal, true for NaN
    NE,
    /// less
    LT,
    /// at most
    LE,
    /// greater
    GT,
    /// at least
    GE;

    /// The name in a program.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
