package org.leibniz.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// How a function becomes fast that has not been called yet. What a user waits for is cumulative: with everything that
/// happens meanwhile, from the moment when the inputs are there.
///
/// @param seconds to the end of call 1, 10, 100 and 1,000; NaN where it was not waited for
/// @param warmSeconds until calls were within a quarter of the best; NaN if that was not waited for
/// @param startSeconds from the start of the process to the moment when the inputs were there; NaN if it is not known
record Course(double[] seconds, double warmSeconds, double startSeconds) {
    /// The calls at whose end the time is told.
    static final List<Integer> CALLS = List.of(1, 10, 100, 1000);

    /// So long is waited at most for them.
    static final double PATIENCE = 30;

    /// Makes the calls, as many of them as end in time, as far as the calls before tell.
    ///
    /// @param patience how many seconds may be waited
    /// @param toTheBest whether to go on until calls get no faster
    static Course of(Supplier<?> call, double patience, boolean toTheBest) {
        double[] seconds = new double[CALLS.size()];
        Arrays.fill(seconds, Double.NaN);
        var warmth = new Warmth();
        double passed = 0;
        double one = 0; // about what a call takes, once that is known
        for (int i = 0, made = 0; i < seconds.length; made = CALLS.get(i++)) {
            double before = passed;
            int left = CALLS.get(i) - made;
            for (; left > 0 && passed + one * left <= patience; left--) {
                double time = Clock.once(call) / 1e3;
                passed += time;
                warmth.add(time);
            }
            if (left > 0) {
                break;
            }
            seconds[i] = passed;
            // the first call says nothing of the others
            one = made == 0 ? 0 : (passed - before) / (CALLS.get(i) - made);
        }
        return new Course(seconds, toTheBest ? warmth.await(call) : Double.NaN, Double.NaN);
    }

    /// Several of one function: the median of each number.
    static Course median(List<Course> all) {
        double[] seconds = new double[CALLS.size()];
        for (int i = 0; i < seconds.length; i++) {
            int at = i;
            seconds[i] = median(all.stream().mapToDouble(c -> c.seconds()[at]));
        }
        return new Course(seconds, median(all.stream().mapToDouble(Course::warmSeconds)),
                median(all.stream().mapToDouble(Course::startSeconds)));
    }

    /// The median of those numbers that are known, NaN if none is.
    static double median(DoubleStream numbers) {
        double[] known = numbers.filter(Double::isFinite).toArray();
        return known.length == 0 ? Double.NaN : Clock.median(known);
    }

    /// The same of a process that took so long to start.
    Course after(double start) {
        return new Course(seconds, warmSeconds, start);
    }

    /// As a line of numbers, which [#parse] reads; the start is not among them.
    String text() {
        return DoubleStream.concat(DoubleStream.of(seconds), DoubleStream.of(warmSeconds)).mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    static Course parse(String text) {
        double[] numbers = Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        return new Course(Arrays.copyOf(numbers, CALLS.size()), numbers[CALLS.size()], Double.NaN);
    }

    /// When calls get no faster. They are watched in rounds of a tenth of a second, whose medians count; the best there
    /// is is the best median of five successive ones, since a single one may be lucky.
    static final class Warmth {
        private static final double ROUND_SECONDS = 0.1;
        private static final int BEST_OF = 5;
        private static final double STALE_SECONDS = 4;
        private static final double GAIN = 0.97;
        private static final double NEAR = 1.25;

        private final List<Double> rounds = new ArrayList<>();
        private final List<Double> ends = new ArrayList<>();
        private final List<Double> unfinished = new ArrayList<>(); // calls of the round that is not full yet
        private double unfinishedSeconds;
        private double passed;

        /// A call that took so many seconds.
        void add(double seconds) {
            passed += seconds;
            unfinished.add(seconds);
            unfinishedSeconds += seconds;
            if (unfinishedSeconds >= ROUND_SECONDS) {
                close(Clock.median(unfinished.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        }

        private void close(double median) {
            rounds.add(median);
            ends.add(passed);
            unfinished.clear();
            unfinishedSeconds = 0;
        }

        /// Makes calls until they get no faster: until four seconds did not bring 3 %, or half a minute has passed.
        ///
        /// @return after how many seconds, from the first call on, a round came within a quarter of the best
        double await(Supplier<?> call) {
            double end = passed + PATIENCE;
            double best = best();
            for (double gained = passed; passed < end
                    && (rounds.size() < BEST_OF || passed < gained + STALE_SECONDS);) {
                long begin = System.nanoTime();
                double nanos = Clock.round(call, ROUND_SECONDS);
                passed += (System.nanoTime() - begin) / 1e9;
                close(nanos / 1e9);
                double now = best();
                gained = now < best * GAIN ? passed : gained;
                best = Math.min(now, best);
            }
            int warm = 0;
            while (rounds.get(warm) > best * NEAR) {
                warm++;
            }
            return ends.get(warm);
        }

        private double best() {
            double best = Double.POSITIVE_INFINITY;
            for (int i = BEST_OF; i <= rounds.size(); i++) {
                best = Math.min(best,
                        Clock.median(
                                rounds.subList(i - BEST_OF, i).stream().mapToDouble(Double::doubleValue).toArray()));
            }
            return best;
        }
    }
}
