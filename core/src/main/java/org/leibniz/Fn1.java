package org.leibniz;

/// A function of one argument, each any tree: a tensor, or a record, list, map or array of trees. A lambda that is
/// meant as one names its types: `(Mlp net) -> ..`. What is no tensor in an argument is static: part of the function,
/// not of its data.
///
/// @param <A> the argument
/// @param <R> the result
@FunctionalInterface
public interface Fn1<A, R> {
    /// Applies the function.
    ///
    /// @param a the argument
    /// @return the result
    R apply(A a);
}
