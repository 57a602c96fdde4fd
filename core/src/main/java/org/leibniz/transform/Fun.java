package org.leibniz.transform;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Value;

/// A function of values, as the transformations see it: leaves in, leaves out.
@FunctionalInterface
public interface Fun {
    /// Applies the function.
    ///
    /// @param x the arguments
    /// @return the results
    Value[] apply(Value... x);

    /// Whose function it is, for messages.
    ///
    /// @return the class of the user's function, null if it is none
    default @Nullable Class<?> origin() {
        return null;
    }

    /// What it is run for, for messages.
    ///
    /// @return the method that the user called, such as `linearize`; null if that says no more than the kind of the trace
    default @Nullable String what() {
        return null;
    }

    /// Another function that stands for a user's.
    ///
    /// @param origin the class of the user's function
    /// @param what what it is run for
    /// @param body the function
    /// @return the same with that origin
    static Fun of(@Nullable Class<?> origin, @Nullable String what, Fun body) {
        return new Fun() {
            @Override
            public Value[] apply(Value... x) {
                return body.apply(x);
            }

            @Override
            public @Nullable Class<?> origin() {
                return origin;
            }

            @Override
            public @Nullable String what() {
                return what;
            }
        };
    }
}
