package org.leibniz.transform;

import org.leibniz.ir.Value;

/// A function of values, as the transformations see it: leaves in, leaves out.
@FunctionalInterface
public interface Fun {
    /// Applies the function.
    ///
    /// @param x the arguments
    /// @return the results
    Value[] apply(Value... x);
}
