package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.leibniz.ForkedJvm;

/// Threads that run out of memory or stack, each in a JVM of its own.
class NoMemoryTest {
    private static String run(Class<?> main, String... flags) {
        var result = ForkedJvm.run(Duration.ofSeconds(60), main, List.of(flags));
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output();
    }

    /// The heap is full to the last byte when a worker's chunk fails.
    @Test
    void aWorkerWithoutMemory() {
        assertThat(run(Full.class, "-Xmx64m")).contains("3 failures, 30 chunks");
    }

    static final class Full {
        private static @Nullable Object hog;
        private static volatile boolean isFull;

        private Full() {}

        public static void main(String[] args) {
            int failures = 0;
            for (int round = 0; round < 3; round++) {
                isFull = false;
                try {
                    Workers.withThreads(2, Full::fail);
                } catch (OutOfMemoryError e) {
                    hog = null;
                    failures++;
                    awaitMemory();
                }
            }
            var chunks = new AtomicInteger();
            for (int round = 0; round < 3; round++) {
                Workers.withThreads(2, () -> {
                    Workers.parallel(10, chunk -> chunks.incrementAndGet());
                    return 0;
                });
            }
            System.out.println(failures + " failures, " + chunks + " chunks");
        }

        /// Until the worker, which holds it as long as it unwinds its stack, has let go of what filled the heap.
        private static void awaitMemory() {
            for (boolean full = true; full;) {
                try {
                    full = new byte[1 << 22].length == 0;
                } catch (OutOfMemoryError e) {
                    Thread.onSpinWait();
                }
            }
        }

        private static int fail() {
            var caller = Thread.currentThread();
            Workers.parallel(2, chunk -> {
                if (Thread.currentThread() == caller) {
                    while (!isFull) {
                        Thread.onSpinWait();
                    }
                } else {
                    fill();
                }
            });
            return 0;
        }

        private static void fill() {
            for (int length = 1 << 20;; length /= 2) {
                try {
                    while (true) {
                        @Nullable
                        Object[] more = new @Nullable Object[length + 1];
                        more[0] = hog;
                        hog = more;
                    }
                } catch (OutOfMemoryError e) {
                    if (length == 0) {
                        isFull = true;
                        throw e;
                    }
                }
            }
        }
    }

    /// A caller that runs out of stack, wherever that is, leaves workers that serve the next one.
    @Test
    void aCallerWithoutStack() {
        assertThat(run(Deep.class, "-Xss512k")).contains("shared by 2 threads");
    }

    static final class Deep {
        private Deep() {}

        public static void main(String[] args) {
            for (int round = 0; round < 20; round++) {
                try {
                    Workers.withThreads(2, () -> down(Integer.MAX_VALUE));
                } catch (StackOverflowError e) {
                    // as it must
                }
            }
            var threads = new AtomicInteger();
            Workers.withThreads(2, () -> {
                Workers.parallel(2, chunk -> {
                    threads.incrementAndGet();
                    while (threads.get() < 2) { // for ever, if the caller has to do both
                        Thread.onSpinWait();
                    }
                });
                return 0;
            });
            System.out.println("shared by " + threads + " threads");
        }

        private static int down(int calls) {
            Workers.parallel(4, chunk -> {
            });
            return calls == 0 ? 0 : down(calls - 1) + 1;
        }
    }
}
