package org.leibniz.routine;

/// Whether some code is faster than the code in use, which it then replaces: the one place where code changes. So no
/// call ever waits for code that the JVM has not compiled yet, and on a machine where code stays slower for ever all
/// goes on with what there is.
///
/// Code with the Vector API is a thousand times slower than a plain loop until the JVM has compiled it, since every
/// operation makes an object; and what the JVM counts are calls. So the challenger first runs on a few elements, some
/// thousand times, and more until it wins. Then it waits in the compiler's queue, where running it would only keep a
/// processor from others: it is tried on a block, as it will be used, with longer and longer pauses.
///
/// What wins on a block may still have parts that the JVM has not compiled, and that the block needs little. So every
/// way that it may take on a few elements has to be compiled too before it is used.
public abstract class Contest implements Turns.Task {
    /// Calls after which the JVM has compiled code, or is about to.
    public static final int CALLS = 3500;

    /// So often must it win.
    private static final int WINS = 10;
    /// About how long a turn takes.
    private static final long TURN_NANOS = 2_000_000;
    /// The pause after the first turn that was lost; each following one is twice as long, up to the longest.
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;
    /// It is given up after so many of them: this machine, or virtual machine, does not compile it well.
    private static final int TURNS = 150;
    /// While it is slower than this, times, it may still wait for a busy compiler: it is given so many more, with
    /// pauses of a second.
    private static final int SLOW = 2;
    private static final int MORE_TURNS = 50;
    private static final long MORE_PAUSE_NANOS = 1_000_000_000;
    /// Trials in a turn at most.
    private static final int TRIALS = 20;
    /// Runs that are timed together.
    private static final int RUNS = 8;

    /// Where these calls were not enough, up to so many times as many more: how often something was called counts from
    /// the time on at which the first of the JVM's compilers has done with it, which may have been late.
    private static final int MORE_CALLS = 5;
    /// While it is so many times slower on a few elements, the last of the compilers has not done with it. There, code
    /// with the Vector API has more to do beside its operations than a plain loop.
    private static final int FAR = 6;
    /// Calls on a few elements at a time.
    private static final int BUNCH = 16;

    private final int ways;
    private int turn; // the next call on a few elements
    private int calls; // that are left
    private int more; // that are made if those were not enough
    private long best = Long.MAX_VALUE; // of the champion
    private long closest = Long.MAX_VALUE; // of the challenger
    private int wins;
    private int lost; // turns

    /// @param calls on a few elements, until the JVM has compiled it or is about to
    /// @param ways that it may take on a few elements, in the first turns of [#few]
    protected Contest(int calls, int ways) {
        this.ways = ways;
        this.calls = calls;
        this.more = MORE_CALLS * calls;
    }

    /// Runs the challenger on a few elements, in turn in every way that it may take: with a rest that fills no vector
    /// and without one, a short row, one round of a loop and several. A way that was not taken before it is compiled
    /// is left out of what is compiled, and the first who takes it throws the code away.
    ///
    /// @param turn the number of the call; those with less than the number of ways may come again
    protected abstract void few(int turn);

    /// Runs the champion on the same.
    protected abstract void championFew(int turn);

    /// Runs the champion as it is used.
    protected abstract void champion();

    /// Runs the challenger as it would be used.
    protected abstract void challenger();

    /// Uses the challenger from now on.
    protected abstract void won();

    @Override
    public final long turn() {
        long end = System.nanoTime() + TURN_NANOS;
        if (calls > 0) {
            calls -= calls(calls, end);
            return 0;
        }
        boolean wonLast = false;
        long last = 0;
        for (int i = 0; wins < WINS && i < TRIALS && System.nanoTime() < end; i++) {
            few(turn++);
            best = Math.min(best, nanos(this::champion, Long.MAX_VALUE));
            last = nanos(this::challenger, best);
            closest = Math.min(closest, last);
            wonLast = last < best;
            wins += wonLast ? 1 : 0;
        }
        if (wins == WINS) {
            if (!lags()) {
                won();
                return OVER;
            }
            wins--;
            wonLast = false;
        }
        if (more > 0 && !wonLast) {
            more -= calls(more, end + TURN_NANOS);
            return 0;
        }
        return wonLast ? 0 : pause(++lost);
    }

    /// Whether there is a way on a few elements in which it is not compiled yet.
    private boolean lags() {
        for (int i = 0; i < ways; i++) {
            int way = i;
            long champion = nanos(() -> championFew(way), Long.MAX_VALUE);
            if (nanos(() -> few(way), FAR * champion) > FAR * champion) {
                return true;
            }
        }
        return false;
    }

    /// Calls on a few elements, until a time.
    ///
    /// @return how many
    private int calls(int most, long end) {
        int made = 0;
        for (; made < most && System.nanoTime() < end; made += BUNCH) {
            for (int i = 0; i < BUNCH; i++) {
                few(turn++);
            }
            champion(); // is to be compiled as well
        }
        return made;
    }

    private long pause(int lost) {
        return lost < TURNS
                ? Math.min(PAUSE_NANOS << Math.min(lost, 20), LONGEST_PAUSE_NANOS)
                : lost < TURNS + MORE_TURNS && closest / SLOW > best ? MORE_PAUSE_NANOS : OVER;
    }

    /// The time of some runs. Of code that takes longer than it may, it is known from the first of them.
    private static long nanos(Runnable code, long most) {
        long start = System.nanoTime();
        long taken = 0;
        int runs = 0;
        for (; runs < RUNS && taken <= most; runs++) {
            code.run();
            taken = System.nanoTime() - start;
        }
        return taken * RUNS / runs;
    }
}
