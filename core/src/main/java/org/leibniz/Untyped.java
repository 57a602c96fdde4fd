package org.leibniz;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A function without its types: what every function and cell is inside the library, so that transformations are
/// written once and not for each number of inputs.
@FunctionalInterface
interface Untyped {
    /// Applies the function.
    ///
    /// @param arguments its arguments
    /// @return its result
    Object apply(Object... arguments);

    /// Whose function it is, for messages.
    ///
    /// @return the class of the user's function, null if it is none
    default @Nullable Class<?> origin() {
        return null;
    }

    /// A user's function without its types.
    ///
    /// @param function the function
    /// @param body the same, untyped
    /// @return the same, which knows whose it is
    static Untyped of(@Nullable Object function, Untyped body) {
        return function == null || function instanceof Transformed.Face ? body : new Of(function.getClass(), body);
    }

    /// With respect to what it is a derivative, for a user who prints it.
    ///
    /// @return such as ` by input 0`, nothing if it is none
    default String by() {
        return "";
    }

    /// A derivative.
    ///
    /// @param wrt with respect to what, one after the other
    /// @param body the function
    record Derivative(List<Wrt<?>> wrt, Untyped body) implements Untyped {
        @Override
        public Object apply(Object... arguments) {
            return body.apply(arguments);
        }

        @Override
        public String by() {
            var by = wrt.stream().map(Choice::text).toList();
            return by.size() > 1 && by.stream().distinct().count() == 1
                    ? " by " + by.getFirst() + " alone"
                    : by.stream().collect(Collectors.joining(", then by ", " by ", ""));
        }
    }

    /// Another function that stands for this one.
    ///
    /// @param body what it does
    /// @return that function with the same origin
    default Untyped with(Untyped body) {
        return new Of(origin(), body);
    }

    /// A function that knows whose it is.
    ///
    /// @param origin the class of the user's function
    /// @param body the function
    record Of(@Nullable Class<?> origin, Untyped body) implements Untyped {
        @Override
        public Object apply(Object... arguments) {
            return body.apply(arguments);
        }
    }

    /// Refuses a function that is not there.
    ///
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @throws NullPointerException if it is null
    static void requireFunction(String what, @Nullable Object f) {
        if (f == null) {
            throw new NullPointerException(what + ": expected a function, got null");
        }
    }

    /// The function, which may not return null, nor a [Parameter] as it is: its caller would take that for the type of
    /// the result, which is a plain tensor.
    ///
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same function, with an error that says the way out
    static Untyped returningTensors(String what, Untyped f) {
        return f.with(arguments -> {
            Object r = f.apply(arguments);
            if (r == null) {
                throw new IllegalArgumentException(
                        what + ": expected a function that returns a tensor or a tree of tensors, got one that"
                                + " returns null"
                                + (what.equals("jit") ? "; jit takes a Runnable for an action without a result" : ""));
            }
            if (r instanceof Parameter p) {
                throw new IllegalArgumentException(what + ": the function returns the parameter " + p.name()
                        + " itself, so Java expects a Parameter where " + what
                        + " gives a tensor; return its value(), a tensor");
            }
            return r;
        });
    }

    /// Gives an object the type that the signature of a public method promises.
    ///
    /// @param <T> the promised type
    /// @param o the object
    /// @return the object
    // javac checks the typed surface, nobody the untyped core
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    static <T> T cast(@Nullable Object o) {
        return (T) o;
    }
}
