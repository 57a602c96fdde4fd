package org.leibniz.tree;

import org.jspecify.annotations.Nullable;
import org.leibniz.Fn0;
import org.leibniz.Fn1;
import org.leibniz.Fn2;
import org.leibniz.Fn3;
import org.leibniz.Fn4;
import org.leibniz.Parameter;

/// A function without its types: what every function and cell is inside the library, so that transformations are
/// written once and not for each number of inputs.
@FunctionalInterface
public interface Untyped {
    /// Applies the function.
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
    static Untyped ofUser(Object function, Untyped body) {
        return function instanceof Transformed ? body : new Of(function.getClass(), body);
    }

    /// With respect to what it is a derivative, for a user who prints it.
    ///
    /// @return such as ` by input 0`, nothing if it is none
    default String by() {
        return "";
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

    // ---- functions of users, checked where the transformation is made: later nobody knows which one it was

    /// A function of no input.
    ///
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same without its types
    /// @throws NullPointerException if it is null
    static Untyped of(String what, Fn0<?> f) {
        requireFunction(what, f);
        return ofUser(f, a -> cast(f.apply()));
    }

    /// A function of one input.
    ///
    /// @param <A> the type of the argument
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same without its types
    /// @throws NullPointerException if it is null
    static <A> Untyped of(String what, Fn1<A, ?> f) {
        requireFunction(what, f);
        return ofUser(f, a -> cast(f.apply(cast(a[0]))));
    }

    /// A function of two inputs.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same without its types
    /// @throws NullPointerException if it is null
    static <A, B> Untyped of(String what, Fn2<A, B, ?> f) {
        requireFunction(what, f);
        return ofUser(f, a -> cast(f.apply(cast(a[0]), cast(a[1]))));
    }

    /// A function of three inputs.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same without its types
    /// @throws NullPointerException if it is null
    static <A, B, C> Untyped of(String what, Fn3<A, B, C, ?> f) {
        requireFunction(what, f);
        return ofUser(f, a -> cast(f.apply(cast(a[0]), cast(a[1]), cast(a[2]))));
    }

    /// A function of four inputs.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param what the transformation, for the message
    /// @param f the function of a user
    /// @return the same without its types
    /// @throws NullPointerException if it is null
    static <A, B, C, D> Untyped of(String what, Fn4<A, B, C, D, ?> f) {
        requireFunction(what, f);
        return ofUser(f, a -> cast(f.apply(cast(a[0]), cast(a[1]), cast(a[2]), cast(a[3]))));
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
    // javac checks the typed surface, nobody the untyped core
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    static <T> T cast(@Nullable Object o) {
        return (T) o;
    }
}
