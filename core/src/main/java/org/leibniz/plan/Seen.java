package org.leibniz.plan;

import org.jspecify.annotations.Nullable;

/// Elements of an array seen through a view: what is seen alike is read, or copied, once.
///
/// @param source which array
/// @param view in its normal form
public record Seen(int source, View view) {
    /// Elements of an array.
    public static Seen of(int source, View view) {
        return new Seen(source, view.normal());
    }

    @Override // as in a view: the methods that a record generates take milliseconds at the first call of a program
    public boolean equals(@Nullable Object o) {
        return o instanceof Seen other && source == other.source && view.equals(other.view);
    }

    @Override
    public int hashCode() {
        return 31 * source + view.hashCode();
    }
}
