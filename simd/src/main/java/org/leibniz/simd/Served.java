package org.leibniz.simd;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leibniz.routine.Contest;
import org.leibniz.routine.PlainLoops;
import org.leibniz.routine.SimdLoops;
import org.leibniz.routine.Turns;

/// A loop that is served by plain code or, from the moment on that it is compiled, by the Vector API.
///
/// Until the compiler has done with it, code with the Vector API is a thousand times slower than a plain loop, since
/// every operation makes an object. So a loop is served by plain code at first. Once it has seen some work, it is
/// warmed up in the background until it is clearly faster than the plain one, a [Contest], and only then it serves.
/// Both have the same bits, so nobody can tell but by the clock.
///
/// @param <T> what has the loop
/// @param <W> what it is warmed up on
abstract class Served<T, W> {
    /// The elements, or multiply-adds, that a loop sees before it is worth warming up, which takes a tenth of a second.
    /// Bodies ask for generated loops sooner, which do without most of these.
    private static final int WORTH = 1 << 25;

    static final SimdLoops PLAIN = new PlainLoops();

    /// What serves from here on.
    private volatile @Nullable T settled;

    private final AtomicBoolean asked = new AtomicBoolean();

    /// How many elements this loop has seen, about: threads may overwrite each other's counts.
    private int seen;

    /// What serves at first.
    abstract T plain();

    /// Shows the JVM what such loops do, before the first of them is called often.
    abstract void prepare();

    /// What serves once it is compiled, or null if there is no such loop. Asked for by the thread in the background.
    abstract @Nullable T fast();

    /// Something to work on.
    abstract W work();

    /// Runs the loop once as it is used.
    abstract void once(T loop, W work);

    /// Runs the loop once on a few elements, in turn in every way that it may take.
    ///
    /// @param turn the number of the call
    abstract void few(T loop, W work, int turn);

    /// The turns in which that does different things, from the first on, but for what is rare.
    abstract int ways();

    /// Calls on a few elements after which the JVM has compiled it, or is about to.
    int calls() {
        return 2500;
    }

    /// What to run for `n` elements now.
    final T of(int n) {
        var last = settled;
        if (last != null) {
            return last;
        }
        seen += n;
        if (seen > WORTH && asked.compareAndSet(false, true)) {
            try {
                Turns.OF_PROCESS.offer(new WarmUp());
            } catch (VirtualMachineError | LinkageError e) { // no memory or stack left for that
                askAgain();
            }
        }
        return plain();
    }

    /// Whether what serves will not change any more: the loop of the Vector API, or a plain one if there is none.
    final boolean isSettled() {
        return settled != null;
    }

    private void askAgain() {
        seen = 0;
        asked.set(false);
    }

    /// Finds the loop at its first turn, since the first touch of the classes of the Vector API takes milliseconds.
    private final class WarmUp implements Turns.Task {
        private @Nullable Contest contest;
        @Override
        public long turn() {
            try {
                var going = contest;
                if (going != null) {
                    return going.turn();
                }
                prepare();
                var fast = fast();
                if (fast == null) {
                    settled = plain();
                    return OVER;
                }
                contest = new Race(fast, work());
                return 0;
            } catch (VirtualMachineError e) {
                askAgain();
                throw e;
            }
        }
    }

    /// The loop against the plain one.
    private final class Race extends Contest {
        private final T fast;
        private final W work;

        Race(T fast, W work) {
            super(calls(), ways());
            this.fast = fast;
            this.work = work;
        }

        @Override
        protected void few(int turn) {
            Served.this.few(fast, work, turn);
        }

        @Override
        protected void championFew(int turn) {
            Served.this.few(plain(), work, turn);
        }

        @Override
        protected void champion() {
            once(plain(), work);
        }

        @Override
        protected void challenger() {
            once(fast, work);
        }

        @Override
        protected void won() {
            settled = fast;
        }
    }
}
