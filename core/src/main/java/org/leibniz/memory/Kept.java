package org.leibniz.memory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something kept to save time, which may be dropped at any time but while it is in use. It counts in the [Budget] once
/// it is [given over][Budget#keep] to it.
public abstract class Kept implements Sized {
    private long used = Budget.time(); // of many threads; whose write is seen when matters little

    /// For subclasses.
    protected Kept() {}

    /// To be called when it is of use. No write, so no contention, while nothing new is made.
    protected final void touch() {
        long now = Budget.time();
        if (used != now) {
            used = now;
        }
    }

    final long used() {
        return used;
    }

    /// Whether it is dear to make again: a compiled program. Working memory, which is cheap, is dropped first.
    ///
    /// @return true if it is compiled
    protected abstract boolean isCompiled();

    /// Whether nothing is kept any more.
    ///
    /// @return true if it was dropped, or taken by the collector
    protected abstract boolean isGone();

    /// Drops it, from whatever it is found in, too.
    protected abstract void drop();

    @Override
    public abstract long bytes(Consumer<@Nullable Object> parts);
}
