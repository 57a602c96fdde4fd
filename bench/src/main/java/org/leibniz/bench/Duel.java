package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.leibniz.bench.Comparison.Pair;

/// Trials of two checkouts, each in JVMs of its own.
///
/// @param base the older one
/// @param now the newer one
record Duel(Checkout base, Checkout now) {
    private static final int STARTS = 8;
    private static final double EARLY_SECONDS = 0.5;
    private static final int WARM_UP_ROUNDS = 10;
    private static final double WARM_UP_ROUND_SECONDS = 0.25;
    private static final double SECONDS = 4;
    private static final double ROUND_SECONDS = 0.05;
    private static final int LEAST_ROUNDS = 9;

    /// What a call takes once it is warm.
    ///
    /// @param name of a row or an overhead
    /// @param calls what the quantities are called, one for each of its calls
    List<Comparison> warm(String name, List<String> calls) {
        try (var b = new Stopwatch(base, name); var n = new Stopwatch(now, name)) {
            awaitBoth(b, n);
            return IntStream.range(0, calls.size()).mapToObj(call -> warm(calls.get(call), call, b, n)).toList();
        }
    }

    private static void awaitBoth(Stopwatch base, Stopwatch now) {
        base.awaitStart();
        now.awaitStart();
    }

    private static Comparison warm(String what, int call, Stopwatch base, Stopwatch now) {
        for (int turn = 0; turn < WARM_UP_ROUNDS; turn++) {
            Turn.of(turn, () -> base.average(call, WARM_UP_ROUND_SECONDS),
                    () -> now.average(call, WARM_UP_ROUND_SECONDS));
        }
        var pairs = new ArrayList<Pair>();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        while (pairs.size() < LEAST_ROUNDS || System.nanoTime() < end) {
            pairs.add(Turn.of(pairs.size(), () -> base.round(call, ROUND_SECONDS), () -> now.round(call, ROUND_SECONDS))
                    .pair(t -> t));
        }
        return new Comparison(what, pairs);
    }

    /// What the inputs and the first jitted call of a row take, and what the calls after it, on average, until half a
    /// second is over. The inputs belong to it: which classes are loaded for them and which for the call is chance, and
    /// moves 30 ms from the one to the other. While it runs, and after, loops are generated and the JVM compiles on
    /// other threads; so here only one JVM is up at a time, or the first would disturb the second.
    List<Comparison> cold(String row, String firstCall, String after) {
        var early = IntStream.range(0, STARTS).mapToObj(i -> Turn.of(i, () -> early(base, row), () -> early(now, row)))
                .toList();
        return List.of(new Comparison(firstCall, early.stream().map(t -> t.pair(Early::first)).toList()),
                new Comparison(after, early.stream().map(t -> t.pair(Early::after)).toList()));
    }

    private record Early(double first, double after) {}

    private static Early early(Checkout checkout, String row) {
        try (var stopwatch = new Stopwatch(checkout, row)) {
            double inputs = stopwatch.awaitStart();
            return new Early(inputs + stopwatch.once(0), stopwatch.average(0, EARLY_SECONDS));
        }
    }

    /// What a JVM takes from its start to its end with one gradient between.
    List<Comparison> starts(String what, boolean vector) {
        return List.of(new Comparison(what, IntStream.range(0, STARTS)
                .mapToObj(i -> Turn.of(i, () -> start(base, vector), () -> start(now, vector)).pair(t -> t)).toList()));
    }

    private static double start(Checkout checkout, boolean vector) {
        return 1e6 * Starts.toItsEnd(checkout.classPath(), vector, "gradient");
    }
}
