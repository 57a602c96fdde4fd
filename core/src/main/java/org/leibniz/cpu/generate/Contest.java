package org.leibniz.cpu.generate;

import org.leibniz.cpu.Blocks;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;

/// Whether some code is faster than the code in use: the one place where a body changes its code. Until the JVM has
/// compiled it, which the contest brings about, code is up to a thousand times slower; on some machines it is slower
/// for ever. The body works on with what it has meanwhile.
final class Contest {
    /// So often must code win.
    private static final int WINS = 10;
    /// How long it is tried at a stretch.
    private static final long STRETCH_NANOS = 300_000_000;
    /// It is given up after so many rounds, and so much time for each loop that the JVM has to compile, if it is about
    /// as fast as what it is to replace.
    private static final int ROUNDS = 5000;
    private static final long LOOP_NANOS = 10_000_000;
    /// While it is slower than this, times, it may not be compiled yet, and is given more rounds, but no more than this
    /// time.
    private static final int SLOW = 2;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Body body;
    private final Code code;
    private final long tried; // nanoseconds at least
    private final Rehearsal challenger;
    private final Rehearsal champion;
    private long best = Long.MAX_VALUE; // of the champion
    private long closest = Long.MAX_VALUE; // of the challenger
    private int wins;
    private int rounds;
    private long spent;

    /// @param code what the body is to use if it is faster
    /// @param challenger runs it, or what is as fast
    /// @param champion runs what the body uses
    Contest(Body body, Code code, Rehearsal challenger, Rehearsal champion) {
        this.body = body;
        this.code = code;
        this.tried = code instanceof Blocks blocks ? LOOP_NANOS * blocks.generated() : 0;
        this.challenger = challenger;
        this.champion = champion;
    }

    /// One more stretch, after which the body uses the code if it has won.
    ///
    /// @return whether another stretch may help
    boolean isOpenAfterAStretch() {
        long start = System.nanoTime();
        long end = start + STRETCH_NANOS;
        for (; isOpen() && System.nanoTime() < end; rounds++) {
            challenger.warm();
            best = Math.min(best, champion.nanos(Long.MAX_VALUE));
            long taken = challenger.nanos(best);
            closest = Math.min(closest, taken);
            wins += taken < best ? 1 : 0;
        }
        spent += System.nanoTime() - start;
        if (wins == WINS) {
            body.use(code);
        }
        return isOpen();
    }

    private boolean isOpen() {
        return wins < WINS && (rounds < ROUNDS || spent < tried || closest / SLOW > best && spent < PATIENCE_NANOS);
    }
}
