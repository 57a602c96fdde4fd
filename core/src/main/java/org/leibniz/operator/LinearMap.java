package org.leibniz.operator;

import org.leibniz.Fn1;
import org.leibniz.LeakException;
import org.leibniz.ir.Value;
import org.leibniz.tree.Transformed;
import org.leibniz.tree.Untyped;

/// A linear map, a pullback or a pushforward: a function that keeps values of the run that it was made in.
///
/// @param <A> what it is applied to
/// @param <R> what it gives
public final class LinearMap<A, R> implements Fn1<A, R>, Transformed {
    private final String name;
    private final Untyped f;
    private final Value[] kept;

    /// A function.
    public LinearMap(String name, Untyped f, Value... kept) {
        this.name = name;
        this.f = f;
        this.kept = kept;
    }

    /// Refuses to be returned from a transformation that what it keeps was recorded in.
    ///
    /// @throws LeakException if so
    @Override
    public void requireAlive() {
        for (var v : kept) {
            String ended = v.leakedFrom();
            if (ended != null) {
                throw new LeakException(
                        "a " + name + " made inside " + ended
                                + " cannot be returned from it: the values that it keeps belong to"
                                + " that run; apply it inside and return what it gives, or make it outside");
            }
        }
    }

    @Override
    public R apply(A a) {
        return Untyped.cast(f.apply(a));
    }

    @Override
    public String toString() {
        return Transformed.text(name);
    }
}
