package org.leibniz.bench;

import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/// A call, and how its time is taken.
///
/// @param call what is called
/// @param round the median time in ns of calls made for about as many seconds
record Gauge(Supplier<?> call, DoubleUnaryOperator round) {
    /// The time of a call from its begin to its end.
    static Gauge of(Supplier<?> call) {
        return new Gauge(call, seconds -> Clock.round(call, seconds));
    }
}
