package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Fresh JVMs with the classes of this one.
class StartsTest {
    @Test
    void everyStartIsMeasuredAndTheCachesFit() {
        var starts = Starts.starts(1);
        assertThat(starts).containsOnlyKeys(Starts.EMPTY, Starts.GRADIENT, Starts.CACHED,
                Starts.EMPTY + Starts.WITH_VECTOR,
                Starts.GRADIENT + Starts.WITH_VECTOR, Starts.CACHED + Starts.WITH_VECTOR);
        assertThat(starts.values()).allMatch(millis -> millis > 1);
    }

    @Test
    void firstCallsOfManyAndOfLongProgramsAreMeasured() {
        assertThat(Starts.measured("programs")).isPositive();
        assertThat(Starts.measured("operations", "1000")).isPositive();
    }
}
