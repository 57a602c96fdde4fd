package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CourseTest {
    /// A call that takes so many milliseconds at first and so many later.
    private static Supplier<?> call(int calls, double slow, double fast) {
        int[] made = {0};
        return () -> {
            long end = System.nanoTime() + (long) (1e6 * (made[0]++ < calls ? slow : fast));
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return made;
        };
    }

    @Test
    void timesAreThoseToTheEndsOfCalls() {
        double[] seconds = Course.of(call(10, 20, 0.1), 30, false).seconds();
        assertThat(seconds[0]).isGreaterThan(0.020);
        assertThat(seconds[1]).isGreaterThan(0.200);
        assertThat(seconds[2] - seconds[1]).isGreaterThan(0.009);
        assertThat(seconds[3] - seconds[2]).isGreaterThan(0.090);
    }

    @Test
    void longCallsAreNotWaitedFor() {
        double[] seconds = Course.of(call(0, 0, 2), 1, false).seconds();
        assertThat(seconds[2]).isGreaterThan(0.2);
        assertThat(seconds[3]).isNaN();
    }

    @Test
    void warmIsWhatComesNearTheBest() {
        assertThat(Course.of(call(100, 5, 0.5), 30, true).warmSeconds()).isBetween(0.5, 5.0);
    }

    @Test
    void aLineTellsAll() {
        var course = new Course(new double[]{0.1, 0.2, 1.5e-9, Double.NaN}, 2.5, Double.NaN);
        var read = Course.parse(course.text());
        assertThat(read.seconds()).containsExactly(course.seconds());
        assertThat(read.warmSeconds()).isEqualTo(2.5);
    }

    @Test
    void mediansPassOverWhatWasNotWaitedFor() {
        var median = Course.median(List.of(new Course(new double[]{1, 2, 3, 4}, Double.NaN, 1),
                new Course(new double[]{2, 3, 4, Double.NaN}, Double.NaN, 3),
                new Course(new double[]{4, 5, 9, Double.NaN}, 7, 2)));
        assertThat(median.seconds()).containsExactly(2, 3, 4, 4);
        assertThat(median.warmSeconds()).isEqualTo(7);
        assertThat(median.startSeconds()).isEqualTo(2);
    }
}
