package org.leibniz.cpu;

import org.leibniz.ir.NumberMethod;

/// A small program on numbers, as methods of a generated class.
public abstract class SmallNumberMethod extends NumberMethod {
    /// What it runs as a whole, by number: operations of its plan that are not written out.
    protected final Compiled[] parts;

    /// For what is generated.
    protected SmallNumberMethod(Compiled[] parts) {
        this.parts = parts;
    }
}
