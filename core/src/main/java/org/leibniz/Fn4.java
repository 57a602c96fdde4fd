package org.leibniz;

// made of Fn2.java by Twins: change that
/// A function of four arguments, each any tree: a tensor, or a record, list, map or array of trees. A lambda that is
/// meant as one names its types: `(Mlp a, Mlp b, Mlp c, Mlp d) -> ..`.
///
/// What is no tensor in an argument is static: part of the function, not of its data.
///
/// @param <A> the first argument
/// @param <B> the second argument
/// @param <C> the third argument
/// @param <D> the fourth argument
/// @param <R> the result
@FunctionalInterface
public interface Fn4<A, B, C, D, R> {
    /// Applies the function.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @return the result
    R apply(A a, B b, C c, D d);
}
