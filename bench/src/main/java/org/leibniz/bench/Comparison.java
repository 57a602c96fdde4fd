package org.leibniz.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One quantity measured in turns on two checkouts. What counts is each measurement beside its neighbour: the median of
/// the ratios, which is the same on a machine that is slower for a while.
///
/// @param what the quantity
/// @param pairs what was measured, at least one pair
record Comparison(String what, List<Pair> pairs) {
    private static final double DEVIATIONS = 1.96; // on either side, for 95 %

    /// Two measurements in ns, one made right after the other.
    ///
    /// @param base on the older checkout
    /// @param now on the newer one
    record Pair(double base, double now) {
        /// How many times as long it takes now.
        double ratio() {
            return now / base;
        }
    }

    /// From where to where.
    record Interval(double low, double high) {}

    Comparison {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(what + ": expected a pair of measurements at least, got none");
        }
        pairs = List.copyOf(pairs);
    }

    double base() {
        return Clock.median(all(Pair::base));
    }

    double now() {
        return Clock.median(all(Pair::now));
    }

    /// How many times as long it takes now.
    double ratio() {
        return Clock.median(all(Pair::ratio));
    }

    /// An interval in which the ratio lies with a probability of about 95 %, whatever the noise is like, if pairs do
    /// not depend on one another: how many of them are below the true median is binomial. From the least to the
    /// greatest ratio if there are seven pairs or fewer.
    Interval interval() {
        double[] ratios = all(Pair::ratio);
        Arrays.sort(ratios);
        int outside = (int) Math.max(0, (ratios.length - DEVIATIONS * Math.sqrt(ratios.length)) / 2);
        return new Interval(ratios[outside], ratios[ratios.length - 1 - outside]);
    }

    /// Whether the pairs say that it takes more than so many times as long: in the median, and noise could not make
    /// them say that it takes longer at all. Where the machine is so busy that it could, they say nothing.
    boolean exceeds(double limit) {
        return ratio() > limit && interval().low() > 1;
    }

    private double[] all(ToDoubleFunction<Pair> of) {
        return pairs.stream().mapToDouble(of).toArray();
    }
}
