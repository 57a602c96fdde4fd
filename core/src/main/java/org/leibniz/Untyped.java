package org.leibniz;

import org.jspecify.annotations.Nullable;

/// A function without its types: what every function and cell is inside the library, so that transformations are written once and not for
/// each number of inputs.
@FunctionalInterface
interface Untyped {
    /// Applies the function.
    ///
    /// @param arguments its arguments
    /// @return its result
    Object apply(Object... arguments);

    /// Gives an object the type that the signature of a public method promises.
    ///
    /// @param <T> the promised type
    /// @param o the object
    /// @return the object
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // javac checks the typed surface, nobody the untyped core
    static <T> T cast(@Nullable Object o) {
        return (T) o;
    }
}
