package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    /// The verdict on a quantity whose trials give these ratios; there must be no more trials than these.
    private static Verdict of(double... trials) {
        var left = new ArrayDeque<>(DoubleStream.of(trials).boxed().toList());
        var verdict = Verdict.of(() -> List.of(ComparisonTest.of(left.remove()))).getFirst();
        assertThat(left).as("trials that were not made").isEmpty();
        return verdict;
    }

    @Test
    void whatIsAsFastAsBeforeTakesOneTrial() {
        assertThat(of(1.00).isSlower()).isFalse();
        assertThat(of(0.5).isSlower()).isFalse();
        assertThat(of(Verdict.LIMIT).isSlower()).isFalse();
    }

    @Test
    void whatHasFiveTrialsMoreForItIsSlower() {
        assertThat(of(1.15, 1.15, 1.14, 1.16, 1.15).isSlower()).isTrue();
        assertThat(of(1.15, 1.15, 1.09, 1.16, 1.15, 1.12, 1.11).isSlower()).isTrue();
        assertThat(of(1.15, 1.15, 1.09, 1.16, 1.15, 1.12, 1.11).repeated()).containsExactly(1.15, 1.09, 1.16, 1.15,
                1.12, 1.11);
    }

    @Test
    void whatHasMoreAgainstItIsNot() {
        assertThat(of(3.0, 1.0, 1.0).isSlower()).isFalse();
        assertThat(of(1.3, 1.3, 1.0, 1.0, 1.0).isSlower()).isFalse();
    }

    @Test
    void whatNoiseHidesIsUnclear() {
        var verdict = Verdict.of(() -> List.of(ComparisonTest.of(0.8, 4, 6))).getFirst();
        assertThat(verdict.isSlower()).isFalse();
        assertThat(verdict.isUnclear()).isTrue();
        assertThat(of(1.0).isUnclear()).isFalse();
        assertThat(of(1.3, 1.0, 1.0).isUnclear()).isFalse();
        assertThat(of(1.2, 1.2, 1.2, 1.2, 1.2).isUnclear()).isFalse();
    }

    @Test
    void quantitiesMeasuredTogetherAreJudgedOneByOne() {
        var trials = new ArrayDeque<>(
                List.of(List.of(1.2, 1.0), List.of(1.2, 2.0), List.of(1.2, 2.0), List.of(1.2, 2.0), List.of(1.2, 2.0)));
        var verdicts = Verdict.of(() -> trials.remove().stream().map(ComparisonTest::of).toList());
        assertThat(verdicts).extracting(Verdict::isSlower).containsExactly(true, false);
        assertThat(verdicts.getLast().repeated()).isEmpty();
    }

    /// Trials are steps of a walk between -1 and 5, so how often it ends where is the gambler's ruin: (q/p - 1) /
    /// ((q/p)⁶ - 1) for steps up by the probability p, down by q.
    @Test
    void convictionsAreThoseOfTheGamblersRuin() {
        assertThat(convicted(1.0)).isCloseTo(0.00098, within(0.0003)); // p = 0.3 · 0.7: slow on the newer checkout only
        assertThat(convicted(1.4)).isCloseTo(0.734, within(0.005)); // p = 0.79: all but slow on the older checkout only
        assertThat(convicted(1.5)).isEqualTo(1);
    }

    /// How often a row is found slower that is slow by a third in three JVMs of ten, and takes so many times as long on
    /// the newer checkout.
    private static double convicted(double slower) {
        var r = new Random(1);
        int times = 100_000;
        return IntStream.range(0, times)
                .filter(_ -> Verdict.of(() -> List.of(ComparisonTest.of(slower * jvm(r) / jvm(r)))).getFirst()
                        .isSlower())
                .count() / (double) times;
    }

    private static double jvm(Random r) {
        return r.nextInt(10) < 3 ? 1.33 : 1;
    }
}
