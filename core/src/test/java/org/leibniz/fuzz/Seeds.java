package org.leibniz.fuzz;

import java.util.function.IntConsumer;

/// How fuzz tests walk through seeds: a number of them, by default a test's own, or as many as a time allows.
///
/// - `-Dleibniz.fuzz.seed=N` is the first seed (0);
/// - `-Dleibniz.fuzz=N` is the number of seeds;
/// - `-Dleibniz.fuzz.minutes=N` goes on for so long instead, and says every minute which seed comes next, from which another run can go on.
public final class Seeds {
    private static final int FIRST = Integer.getInteger("leibniz.fuzz.seed", 0);
    private static final int COUNT = Integer.getInteger("leibniz.fuzz", 0);
    private static final long NANOS = Math.round(Double.parseDouble(System.getProperty("leibniz.fuzz.minutes", "0")) * 60e9);
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
                        "seed " + seed + " of " + test + ": " + e.getMessage() + "\nalone: mvn -pl core test -Dtest=" + test
                                + " -Dfuzz.seed=" + seed + " -Dfuzz.programs=1",
                        e);
            }
            seed++;
            if (System.nanoTime() - said > MINUTE) {
                said = System.nanoTime();
                System.out.printf("%s: %,d programs in %d minutes; next seed %d%n", test, seed - FIRST, (said - start) / MINUTE, seed);
            }
        }
        return seed - FIRST;
    }
}
