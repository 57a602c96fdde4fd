package org.leibniz;

import org.leibniz.tree.TupleText;

/// What [Flow#scan(Object, Object, Fn2)] gives.
///
/// @param <S> the type of the state
/// @param <Y> the type of a trip's result
/// @param carry the last state
/// @param ys the results of all trips: a tree of the form of one, each tensor with the trips along a new first axis
public record Scan<S, Y>(S carry, Y ys) {
    /// The pair as Python prints it.
    @Override
    public String toString() {
        return TupleText.of(carry, ys);
    }
}
