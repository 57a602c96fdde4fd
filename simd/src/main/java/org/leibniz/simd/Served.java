package org.leibniz.simd;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leibniz.routine.Background;
import org.leibniz.routine.PlainLoops;
import org.leibniz.routine.SimdLoops;

/// A loop that is served by plain code or, from the moment on that it is compiled, by the Vector API.
///
/// Until the compiler has done with it, code with the Vector API is a thousand times slower than a plain loop, since
/// every operation makes an object: a block of 512 takes a millisecond or, on a busy machine, a hundred. So a loop is
/// served by plain code at first. Once it has seen some work, a thread in the background runs it on blocks of its own
/// until it is clearly faster than the plain one, and only then it serves. Both have the same bits, so nobody can tell
/// but by the clock.
///
/// @param <T> what has the loop
/// @param <W> what it is warmed up on
abstract class Served<T, W> {
    /// The elements that a loop sees before it is worth warming up.
    private static final int WORTH = 1 << 14;

    /// So many times in a row must a loop win to be taken for compiled.
    private static final int WINS = 10;

    /// How long a loop is warmed up at a stretch before the others have their turn.
    private static final long STRETCH_NANOS = 300_000_000L;

    /// After so many stretches a loop is given up: this machine, or virtual machine, does not compile it well.
    private static final int STRETCHES = 40;

    /// Where loops wait for their turn.
    private static final Background BACKGROUND = new Background("leibniz-warm-up", Integer.MAX_VALUE);

    static final SimdLoops PLAIN = new PlainLoops();

    /// What serves from here on.
    private volatile @Nullable T settled;

    private final AtomicBoolean asked = new AtomicBoolean();

    /// The stretches left; only the thread in the background touches it.
    private int stretches = STRETCHES;

    /// How many elements this loop has seen, about: threads may overwrite each other's counts.
    private int seen;

    /// What serves at first.
    abstract T plain();

    /// What serves once it is compiled, or null if there is no such loop. Asked for by the thread in the background.
    abstract @Nullable T fast();

    /// Something to work on.
    abstract W work();

    /// Runs the loop once.
    abstract void once(T loop, W work);

    /// What to run for `n` elements now.
    final T of(int n) {
        var last = settled;
        if (last != null) {
            return last;
        }
        seen += n;
        if (seen > WORTH && asked.compareAndSet(false, true)) {
            try {
                BACKGROUND.offer(this::warmUp);
            } catch (VirtualMachineError | LinkageError e) { // no memory or stack left for that: it may ask again
                seen = 0;
                asked.set(false);
            }
        }
        return plain();
    }

    /// Whether what serves will not change any more: the loop of the Vector API, or a plain one if there is none.
    final boolean isSettled() {
        return settled != null;
    }

    /// One stretch. It has been one if there was no memory for it, too.
    private void warmUp() {
        boolean again = false;
        try {
            var fast = fast();
            if (fast == null) {
                settled = plain();
            } else if (winsInAStretch(fast)) {
                settled = fast;
            } else {
                again = true;
            }
        } catch (VirtualMachineError e) {
            again = true;
            throw e;
        } finally {
            if (again && --stretches > 0) {
                BACKGROUND.offer(this::warmUp);
            }
        }
    }

    /// Runs the loop until it is faster than the plain one, or time is up.
    private boolean winsInAStretch(T fast) {
        W work = work();
        long end = System.nanoTime() + STRETCH_NANOS;
        long least = Long.MAX_VALUE;
        int wins = 0;
        while (wins < WINS && System.nanoTime() < end) {
            least = Math.min(least, nanos(plain(), work));
            wins = nanos(fast, work) < least ? wins + 1 : 0;
        }
        return wins == WINS;
    }

    private long nanos(T loops, W work) {
        long start = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            once(loops, work);
        }
        return System.nanoTime() - start;
    }
}
