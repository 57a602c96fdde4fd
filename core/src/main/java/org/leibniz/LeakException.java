package org.leibniz;

/// A tensor recorded inside a transformation was used after that transformation had ended.
public final class LeakException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Makes one.
    ///
    /// @param message
    ///            what leaked, from where, and the way out
    public LeakException(String message) {
        super(message);
    }
}
