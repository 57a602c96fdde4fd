package org.leibniz;

/// A function of two arguments, each any tree: a tensor, or a record, list, map or array of trees. A lambda that is
/// meant as one names its types: `(Mlp a, Mlp b) -> ..`.
///
/// What is no tensor in an argument is static: part of the function, not of its data.
///
/// @param <A> the first argument
/// @param <B> the second argument
/// @param <R> the result
@FunctionalInterface
public interface Fn2<A, B, R> {
    /// Applies the function.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @return the result
    R apply(A a, B b);
}
