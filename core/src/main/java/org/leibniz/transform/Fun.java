package org.leibniz.transform;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Value;

/// A function of values, as the transformations see it: leaves in, leaves out.
@FunctionalInterface
public interface Fun {
    /// Applies the function.
    Value[] apply(Value... x);

    /// Whose function it is, for messages.
    ///
    /// @return the class of the user's function, null if it is none
    default @Nullable Class<?> origin() {
        return null;
    }

    /// What it is run for, for messages.
    ///
    /// @return the method that the user called, such as `linearize`; null if that says no more than the kind of the
    ///     trace
    default @Nullable String what() {
        return null;
    }

    /// The name of an argument, for messages.
    ///
    /// @param i which
    /// @return such as `input 0`, `input 1.w`
    default String place(int i) {
        return "input " + i;
    }

    /// One leaf, as arguments and results are given.
    static Value[] one(Value leaf) {
        return new Value[]{leaf};
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

    /// A function and something that is done when it has run.
    ///
    /// @param f the function
    /// @param then what is done, in the trace that it has run in
    /// @return the same function
    static Fun then(Fun f, Runnable then) {
        return new Fun() {
            @Override
            public Value[] apply(Value... x) {
                Value[] y = f.apply(x);
                then.run();
                return y;
            }

            @Override
            public @Nullable Class<?> origin() {
                return f.origin();
            }

            @Override
            public @Nullable String what() {
                return f.what();
            }

            @Override
            public String place(int i) {
                return f.place(i);
            }
        };
    }
}
