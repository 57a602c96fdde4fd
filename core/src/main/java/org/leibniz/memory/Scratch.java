package org.leibniz.memory;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Reusable working memory: a few objects, handed out to whoever needs one for the length of a call. Made when needed
/// and none is free, dropped when given back and there are enough, so that memory is bounded by the processors, not by
/// the threads, however many (virtual) threads come by. At rest it is held softly, and counts in the [Budget]; what
/// exceeds that is held weakly.
public final class Scratch<T> extends Kept {
    /// Bytes below which things of one size are not counted here, but by their owner, if at all.
    public static final int LIGHT = 4096;

    private final Supplier<T> maker;
    private final ToLongFunction<? super T> size;
    // what is light is held as its store is, which takes two nanoseconds less
    private final @Nullable AtomicReferenceArray<@Nullable T> light;
    // of each place, the bytes that the budget knows of; a race only counts too much or too little until a sweep
    private final long[] counted;
    private volatile boolean listed;
    private volatile Reference<AtomicReferenceArray<@Nullable T>> free;

    /// An empty store of things of one size.
    ///
    /// @param places how many are kept
    /// @param bytes what each of them takes
    /// @param maker makes another one
    public Scratch(int places, long bytes, Supplier<T> maker) {
        this(places, bytes < LIGHT, _ -> bytes, maker);
    }

    /// An empty store of things that may grow.
    ///
    /// @param size the bytes that one takes
    /// @param maker makes another one
    public Scratch(ToLongFunction<? super T> size, Supplier<T> maker) {
        this(2 * Runtime.getRuntime().availableProcessors(), false, size, maker);
    }

    private Scratch(int places, boolean light, ToLongFunction<? super T> size, Supplier<T> maker) {
        this.maker = maker;
        this.size = size;
        this.light = light ? new AtomicReferenceArray<>(places) : null;
        this.counted = new long[places];
        this.free = new WeakReference<AtomicReferenceArray<@Nullable T>>(null);
    }

    /// One that nobody else holds, with whatever its last user left in it.
    ///
    /// @return working memory, to be given back
    public T take() {
        return take(0);
    }

    /// The same, looked for from a certain place on: who comes with the same number finds the same thing, still in its
    /// cache.
    ///
    /// @param place any number from 0
    /// @return working memory, to be given back at that place
    public T take(int place) {
        var rest = light == null ? free.get() : light;
        if (rest != null) {
            int n = rest.length();
            for (int k = 0, i = place < n ? place : place % n; k < n; k++, i = i + 1 == n ? 0 : i + 1) {
                T taken = k > 0 && rest.getOpaque(i) == null ? null : rest.getAndSet(i, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return maker.get();
    }

    /// Gives back what [#take()] handed out. A user that fails may keep it: it is collected then. If two threads find
    /// the same place at once, one of the two is lost, and made again when it is wanted.
    ///
    /// @param used what is no longer in use
    public void give(T used) {
        give(0, used);
    }

    /// Gives back what [#take(int)] handed out.
    ///
    /// @param place the number that it was taken with
    /// @param used what is no longer in use
    public void give(int place, T used) {
        var rest = light == null ? free.get() : light;
        if (rest == null) {
            rest = new AtomicReferenceArray<>(counted.length);
            free = new SoftReference<AtomicReferenceArray<@Nullable T>>(rest);
            Arrays.fill(counted, 0);
        }
        int n = rest.length();
        for (int k = 0, i = place < n ? place : place % n; k < n; k++, i = i + 1 == n ? 0 : i + 1) {
            if (rest.getOpaque(i) == null) {
                rest.setRelease(i, used);
                if (light == null) {
                    count(i, used);
                }
                return;
            }
        }
    }

    private void count(int place, T used) {
        touch();
        long bytes = size.applyAsLong(used);
        long known = counted[place];
        if (bytes > known && free instanceof SoftReference) {
            counted[place] = bytes;
            if (listed) {
                Budget.made(bytes - known);
            } else {
                listed = true;
                Budget.keep(this, bytes - known);
            }
        }
    }

    @Override
    protected boolean isCompiled() {
        return false;
    }

    @Override
    protected boolean isGone() {
        return false;
    }

    /// What is not in use now serves until the next collection.
    @Override
    protected void drop() {
        var rest = free.get();
        if (rest != null) {
            free = new WeakReference<AtomicReferenceArray<@Nullable T>>(rest);
        }
    }

    /// Of what is at rest; what may be collected any time is not counted.
    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        var rest = free instanceof SoftReference<AtomicReferenceArray<@Nullable T>> soft ? soft.get() : null;
        long sum = 0;
        for (int i = 0; i < counted.length; i++) {
            T resting = rest == null ? null : rest.getAcquire(i);
            counted[i] = resting == null ? 0 : size.applyAsLong(resting);
            sum += counted[i];
        }
        return sum;
    }
}
