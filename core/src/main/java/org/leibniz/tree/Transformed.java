package org.leibniz.tree;

/// What a transformation gave: a function of the library, not of a user. It prints what it is, since a forgotten
/// `apply` is the commonest slip.
public interface Transformed {
    /// Refuses to be returned from a transformation that what it keeps was recorded in.
    ///
    /// @throws org.leibniz.LeakException if so
    default void requireAlive() {}

    /// What such a function prints.
    ///
    /// @param name the transformation
    /// @return what it is, and what to do with it
    static String text(String name) {
        return text(name, "");
    }

    /// What a function of several inputs prints: the derivative is by some of them, by the first alone if nothing was
    /// said.
    ///
    /// @param name the transformation
    /// @param by with respect to what it is a derivative, as [Untyped#by()] says
    /// @return what it is, and what to do with it
    static String text(String name, String by) {
        return name + "(..)" + by + ": a function, not yet applied; call apply(..) on it";
    }
}
