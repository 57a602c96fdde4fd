package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.leibniz.bench.Comparison.Interval;
import org.leibniz.bench.Comparison.Pair;

class ComparisonTest {
    /// A comparison with these ratios.
    static Comparison of(double... ratios) {
        return new Comparison("row", DoubleStream.of(ratios).mapToObj(r -> new Pair(100, 100 * r)).toList());
    }

    @Test
    void neighboursAreComparedAndNotMedians() {
        // the machine got slower meanwhile
        var c = new Comparison("row", List.of(new Pair(10, 12), new Pair(100, 110), new Pair(1000, 1300)));
        assertThat(c.ratio()).isEqualTo(1.2);
        assertThat(c.base()).isEqualTo(100);
        assertThat(c.now()).isEqualTo(110);
    }

    @Test
    void oneDisturbedPairDoesNotCount() {
        assertThat(of(1, 1, 1, 1, 50).ratio()).isEqualTo(1);
    }

    @Test
    void intervalIsThatOfTheBinomialDistribution() {
        double[] ratios = DoubleStream.iterate(20, r -> r - 1).limit(20).toArray();
        assertThat(of(ratios).interval()).isEqualTo(new Interval(6, 15)); // 95.9 %, as tables of the sign test say
        assertThat(of(3, 1, 2, 5, 4).interval()).isEqualTo(new Interval(1, 5));
        assertThat(of(2).interval()).isEqualTo(new Interval(2, 2));
    }

    @Test
    void noiseExceedsNothing() {
        assertThat(of(1.15, 1.14, 1.16, 1.15, 1.15).exceeds(1.10)).isTrue();
        assertThat(of(1.08, 1.09, 1.07, 1.12, 1.08).exceeds(1.10)).isFalse();
        assertThat(of(1.5, 0.3, 5.0, 1.4, 2.0).exceeds(1.10)).isFalse(); // the machine was busy
    }

    @Test
    void nothingMeasuredIsAnError() {
        assertThatThrownBy(() -> new Comparison("mlp", List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mlp");
    }
}
