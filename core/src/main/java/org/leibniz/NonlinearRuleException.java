package org.leibniz;

/// A custom rule that must be linear (in its cotangent or its tangent) is not, so it cannot serve the other mode.
public final class NonlinearRuleException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Makes one.
    ///
    /// @param message
    ///            the operation that is not linear, and the way out
    public NonlinearRuleException(String message) {
        super(message);
    }
}
