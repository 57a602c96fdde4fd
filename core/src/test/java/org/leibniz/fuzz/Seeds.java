package org.leibniz.fuzz;

import java.util.Random;
import java.util.function.IntConsumer;

/// How fuzz tests walk through seeds: a number of them, by default a test's own, or as many as a time allows.
///
/// - `-Dleibniz.fuzz.seed=N` is the first seed (0);
/// - `-Dleibniz.fuzz=N` is the number of seeds;
/// - `-Dleibniz.fuzz.minutes=N` goes on for so long instead, and says every minute which seed comes next, from which
///   another run can go on.
public final class Seeds {
    private static final int FIRST = Integer.getInteger("leibniz.fuzz.seed", 0);
    private static final int COUNT = Integer.getInteger("leibniz.fuzz", 0);
    private static final long NANOS = Math
            .round(Double.parseDouble(System.getProperty("leibniz.fuzz.minutes", "0")) * 60e9);
    private static final long MINUTE = 60_000_000_000L;

    private Seeds() {}

    /// Runs a test on seed after seed.
    ///
    /// @param test what runs, for messages: the name of a test as Maven wants it
    /// @param count how many seeds if nothing else is said
    /// @param one what is done with a seed
    /// @return how many seeds there were
    /// @throws AssertionError if one fails, with the seed and how to run it alone
    public static int each(String test, int count, IntConsumer one) {
        long start = System.nanoTime();
        long said = start;
        int end = FIRST + (COUNT > 0 ? COUNT : count);
        int seed = FIRST;
        while (NANOS > 0 ? System.nanoTime() - start < NANOS : seed < end) {
            try {
                one.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + " of " + test + ": " + e.getMessage() + "\nalone: mvn -pl core test -Dtest="
                                + test
                                + " -Dfuzz.seed=" + seed + " -Dfuzz.programs=1",
                        e);
            }
            seed++;
            if (System.nanoTime() - said > MINUTE) {
                said = System.nanoTime();
                System.out.printf("%s: %,d programs in %d minutes; next seed %d%n", test, seed - FIRST,
                        (said - start) / MINUTE, seed);
            }
        }
        return seed - FIRST;
    }

    /// One of a number of cases, each as likely as any other. With one more of them at the end every random choice is
    /// as before or that one, so that the programs of most seeds stay what they are.
    ///
    /// @param r chooses
    /// @param cases how many there are
    /// @return a number from 0
    public static int choice(Random r, int cases) {
        long draw = r.nextLong();
        int best = 0;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < cases; i++) {
            long lot = lot(draw, i);
            if (lot > most) {
                most = lot;
                best = i;
            }
        }
        return best;
    }

    /// The finisher of SplitMix64.
    private static long lot(long draw, int number) {
        long z = draw + 0x9E3779B97F4A7C15L * (number + 1);
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
