package org.leibniz.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Times calls, and counts what they allocate.
final class Clock {
    private static final long SAMPLE_NANOS = 20_000;
    private static final int OTHER_CALLS = 5000;
    private static final int COUNTED_CALLS = 1000;
    private static final long COUNTED_NANOS = 200_000_000;

    /// Where results go, so that no call can be optimised away.
    @SuppressWarnings("UnusedVariable")
    private static volatile @Nullable Object sink;

    static {
        // What is timed is called from one place, for which the JVM compiles the calls it has seen there. So that rows
        // which come first are not ahead of later ones by this, it has seen several.
        for (Supplier<?> other : List.<Supplier<?>>of(() -> "a", () -> "b", () -> "c", () -> "d")) {
            for (int i = 0; i < OTHER_CALLS; i++) {
                call(other, 1);
            }
        }
    }

    private Clock() {}

    /// Makes calls until they get no faster. The JVM compiles meanwhile, and Leibniz replaces its first loops by faster
    /// ones.
    ///
    /// @return after how many seconds they were within a quarter of the best
    static double warmUp(Supplier<?> call) {
        return new Course.Warmth().await(call);
    }

    /// The median time of a call in ns. Calls are timed one by one, short ones in groups of about 20 µs.
    static double round(Supplier<?> call, double seconds) {
        call(call, 2);
        int group = 1;
        while (call(call, group) < SAMPLE_NANOS) {
            group *= 2;
        }
        double[] samples = new double[Math.max(3, (int) (seconds * 1e9 / Math.max(SAMPLE_NANOS, call(call, group))))];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (double) call(call, group) / group;
        }
        return median(samples);
    }

    /// The time of a single call in ms.
    static double once(Supplier<?> call) {
        return call(call, 1) / 1e6;
    }

    /// The average time in ns of calls made for about as many seconds, at least one, the slow ones at the beginning
    /// included.
    static double average(Supplier<?> call, double seconds) {
        long spent = 0;
        int calls = 0;
        do {
            spent += call(call, 1);
            calls++;
        } while (spent < seconds * 1e9);
        return (double) spent / calls;
    }

    private static long call(Supplier<?> call, int times) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sink = call.get();
        }
        return System.nanoTime() - begin;
    }

    /// How many bytes a call allocates on its thread, workers not counted.
    static long allocated(Supplier<?> call) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long end = System.nanoTime() + COUNTED_NANOS;
        long before = threads.getCurrentThreadAllocatedBytes();
        int calls = 0;
        do {
            sink = call.get();
            calls++;
        } while (calls < COUNTED_CALLS && System.nanoTime() < end);
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    static double median(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
