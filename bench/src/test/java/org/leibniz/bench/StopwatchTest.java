package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Fresh JVMs with the classes of this one.
class StopwatchTest {
    private static final Checkout HERE = new Checkout("here", Jvm.ownClassPath());

    @Test
    void timesTheCallsOfARow() {
        try (var stopwatch = new Stopwatch(HERE, "affine")) {
            stopwatch.awaitStart();
            double first = stopwatch.once(0);
            double jitted = stopwatch.round(0, 0.1);
            assertThat(first).isGreaterThan(100 * jitted);
            assertThat(stopwatch.average(0, 0.1)).isPositive().isLessThan(first);
            assertThat(stopwatch.round(1, 0.1)).isGreaterThan(jitted);
        }
    }

    @Test
    void timesAnOverhead() {
        try (var stopwatch = new Stopwatch(HERE,
                "gradient of a chain of 10 operations: recording only, an operation")) {
            stopwatch.awaitStart();
            double cold = stopwatch.once(0);
            assertThat(stopwatch.round(0, 0.1)).isPositive().isLessThan(cold);
        }
    }

    @Test
    void whatAJvmDiedOfIsTold() {
        try (var stopwatch = new Stopwatch(HERE, "no_such_row")) {
            assertThatThrownBy(stopwatch::awaitStart).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no_such_row on here").hasMessageContaining("expected some of affine,");
        }
    }
}
