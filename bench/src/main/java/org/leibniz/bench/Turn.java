package org.leibniz.bench;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.leibniz.bench.Comparison.Pair;

/// Something done on two checkouts, one right after the other.
///
/// @param base what it gave on the older one
/// @param now what it gave on the newer one
record Turn<T>(T base, T now) {
    /// Does it; at even turns the older checkout begins, at odd ones the newer, so that neither gains by its place.
    static <T> Turn<T> of(int turn, Supplier<T> base, Supplier<T> now) {
        if (turn % 2 == 0) {
            T b = base.get();
            return new Turn<>(b, now.get());
        }
        T n = now.get();
        return new Turn<>(base.get(), n);
    }

    /// A quantity of both.
    Pair pair(ToDoubleFunction<T> quantity) {
        return new Pair(quantity.applyAsDouble(base), quantity.applyAsDouble(now));
    }
}
