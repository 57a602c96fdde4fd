package org.leibniz;

// made of Fn2.java by Twins: change that
/// A function of three arguments, each any tree: a tensor, or a record, list, map or array of trees. A lambda that is
/// meant as one names its types: `(Mlp a, Mlp b, Mlp c) -> ..`.
///
/// What is no tensor in an argument is static: part of the function, not of its data.
///
/// @param <A> the first argument
/// @param <B> the second argument
/// @param <C> the third argument
/// @param <R> the result
@FunctionalInterface
public interface Fn3<A, B, C, R> {
    /// Applies the function.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @return the result
    R apply(A a, B b, C c);
}
