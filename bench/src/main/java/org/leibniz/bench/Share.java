package org.leibniz.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/// A time, and how much of a processor the workers had meanwhile. A worker that other processes keep from working makes
/// its row slow, and looks like a fault of the row otherwise.
///
/// @param nanos the time
/// @param workers the processors' time that all workers of the library took, over the time that passed and the number
///     of workers: 1 if each had a processor for itself, 0 if they had nothing to do
record Share(double nanos, double workers) {
    private static final String WORKER = "leibniz-worker-";

    /// Measures the workers while something is timed.
    static Share of(DoubleSupplier timed) {
        int workers = Machine.threads() - 1;
        var before = workersNanos();
        long begin = System.nanoTime();
        double nanos = timed.getAsDouble();
        double passed = System.nanoTime() - begin;
        long spent = 0;
        for (var worker : workersNanos().entrySet()) { // one that is new began at zero
            spent += worker.getValue() - before.getOrDefault(worker.getKey(), 0L);
        }
        return new Share(nanos, workers == 0 ? 0 : spent / passed / workers);
    }

    /// The median time and the median share.
    static Share median(List<Share> all) {
        return new Share(Clock.median(all.stream().mapToDouble(Share::nanos).toArray()),
                Clock.median(all.stream().mapToDouble(Share::workers).toArray()));
    }

    /// The time that each worker has spent so far.
    private static Map<Long, Long> workersNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var spent = new HashMap<Long, Long>();
        Stream.of(threads.getThreadInfo(threads.getAllThreadIds())).filter(Share::isWorker)
                .forEach(t -> spent.put(t.getThreadId(), Math.max(0, threads.getThreadCpuTime(t.getThreadId()))));
        return spent;
    }

    @SuppressWarnings("ConstantValue") // of a thread that has ended meanwhile there is no info
    private static boolean isWorker(ThreadInfo thread) {
        return thread != null && thread.getThreadName().startsWith(WORKER);
    }
}
