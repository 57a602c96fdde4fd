package org.leibniz.routine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reusable working memory: a few objects, handed out to whoever needs one for the length of a call. Made when needed and none is free,
/// dropped when given back and there are enough, so that memory is bounded by the processors, not by the threads, however many (virtual)
/// threads come by.
///
/// @param <T> the working memory
public final class Scratch<T> {
    private static final int KEPT = 2 * Runtime.getRuntime().availableProcessors();

    private final AtomicReferenceArray<@Nullable T> free = new AtomicReferenceArray<>(KEPT);

    private final Supplier<T> maker;

    /// An empty store.
    ///
    /// @param maker makes another one
    public Scratch(Supplier<T> maker) {
        this.maker = maker;
    }

    /// One that nobody else holds, with whatever its last user left in it.
    ///
    /// @return working memory, to be given back
    public T take() {
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) != null) {
                T taken = free.getAndSet(i, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return maker.get();
    }

    /// Gives back what [#take] handed out. A user that fails may keep it: it is collected then.
    ///
    /// @param used what is no longer in use
    public void give(T used) {
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, used)) {
                return;
            }
        }
    }
}
