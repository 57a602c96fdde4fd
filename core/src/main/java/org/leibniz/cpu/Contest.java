package org.leibniz.cpu;

/// Whether loops of the Vector API are faster than those in use: until the JVM has compiled them, which this brings about, they are a thousand
/// times slower, since every operation makes an object; on some machines they are slower for ever.
final class Contest {
    /// So often must a body win.
    private static final int WINS = 10;
    /// How long it is tried at a stretch.
    private static final long STRETCH_NANOS = 300_000_000;
    /// After so many rounds it is given up; rounds, not time, for on a busy machine compiling takes long.
    private static final int ROUNDS = 5000;

    private final Kernel kernel;
    private final Kernel.Body body;
    private final Rehearsal challenger;
    private final Rehearsal champion;
    private long best = Long.MAX_VALUE; // of the champion
    private int wins;
    private int rounds;

    /// @param body
    ///            what the kernel is to use if it is faster
    Contest(Kernel kernel, Kernel.Body body) {
        this.kernel = kernel;
        this.body = body;
        this.challenger = new Rehearsal(kernel, body);
        this.champion = new Rehearsal(kernel, kernel.body());
    }

    /// One more stretch, after which the kernel uses the body if it has won.
    ///
    /// @return whether another stretch may help
    boolean isOpenAfterAStretch() {
        long end = System.nanoTime() + STRETCH_NANOS;
        for (; wins < WINS && System.nanoTime() < end; rounds++) {
            best = Math.min(best, champion.nanos());
            wins += challenger.nanos() < best ? 1 : 0;
        }
        if (wins == WINS) {
            kernel.use(body);
        }
        return wins < WINS && rounds < ROUNDS;
    }
}
