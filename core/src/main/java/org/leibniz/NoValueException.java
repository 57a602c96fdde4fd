package org.leibniz;

/// A value was asked of a tensor that stands for many or for none yet: inside `jit`, `vmap` or the body of a `Flow`
/// loop.
///
/// The way out is in the message: stage the decision with `Flow.cond`, `Flow.whileLoop` or `where`, or take the value
/// outside.
public final class NoValueException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// Makes one.
    ///
    /// @param message
    ///            what was asked, where, and the way out
    public NoValueException(String message) {
        super(message);
    }
}
