package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.routine.Waiting.await;
import static org.leibniz.routine.Waiting.pause;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEveryChunkOnce(int threads) {
        assertEveryChunkRunsOnce(threads);
    }

    private static void assertEveryChunkRunsOnce(int threads) {
        for (int chunks : new int[]{0, 1, 2, 7, 64, 1000}) {
            for (int round = 0; round < 50; round++) {
                int[] runs = new int[chunks]; // plain writes: the caller must see them
                Workers.withThreads(threads, () -> {
                    Workers.parallel(chunks, chunk -> runs[chunk]++);
                    return 0;
                });
                assertThat(runs).containsOnly(chunks == 0 ? new int[0] : new int[]{1});
            }
        }
    }

    @Test
    void theNumberOfThreadsHoldsForAScope() {
        int before = Workers.count();
        assertThat(Workers.withThreads(3, () -> Workers.count() + 10 * Workers.withThreads(1, Workers::count)))
                .isEqualTo(13);
        assertThat(Workers.count()).isEqualTo(before).isPositive();
        assertThatThrownBy(() -> Workers.withThreads(0,
                () -> 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("n = 0");
    }

    @Test
    void oneThreadIsTheCaller() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.withThreads(1, () -> {
            Workers.parallel(100, chunk -> seen.add(Thread.currentThread()));
            return 0;
        });
        assertThat(seen).containsExactly(Thread.currentThread());
    }

    @Test
    void workersHelp() {
        threeThreadsMeet();
    }

    private static void threeThreadsMeet() {
        CountDownLatch together = new CountDownLatch(3);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.withThreads(3, () -> {
            Workers.parallel(3, chunk -> {
                seen.add(Thread.currentThread());
                together.countDown();
                await(together); // passes only if three threads have a chunk each
            });
            return 0;
        });
        assertThat(seen).hasSize(3).allMatch(thread -> thread.equals(Thread.currentThread()) || thread.isDaemon());
    }

    @Test
    void aCallFromWithinAChunkRunsOnItsThread() {
        AtomicInteger runs = new AtomicInteger();
        Workers.withThreads(4, () -> {
            Workers.parallel(8, outer -> {
                Thread here = Thread.currentThread();
                Workers.parallel(8, inner -> {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    runs.incrementAndGet();
                });
            });
            return 0;
        });
        assertThat(runs).hasValue(64);
    }

    @Test
    void manyCallersAtATime() throws InterruptedException {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Runnable work = () -> {
                for (int round = 0; round < 500; round++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(9);
                    Workers.parallel(9, runs::incrementAndGet);
                    for (int chunk = 0; chunk < 9; chunk++) {
                        assertThat(runs.get(chunk)).isOne();
                    }
                }
            };
            Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            callers.add(builder.uncaughtExceptionHandler((thread, thrown) -> failed.set(thrown))
                    .start(() -> onThreeThreads(work)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failed).hasNullValue();
    }

    private static void onThreeThreads(Runnable work) {
        Workers.withThreads(3, () -> {
            work.run();
            return 0;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anExceptionReachesTheCaller(int threads) {
        for (int round = 0; round < 200; round++) {
            int bad = round % 20;
            assertThatThrownBy(() -> Workers.withThreads(threads, () -> {
                Workers.parallel(20, chunk -> {
                    if (chunk == bad) {
                        throw new IllegalStateException("chunk " + bad);
                    }
                });
                return 0;
            })).isInstanceOf(IllegalStateException.class).hasMessage("chunk " + bad);
        }
        assertEveryChunkRunsOnce(threads); // the workers are free again
    }

    @Test
    void allChunksMayFail() {
        assertThatThrownBy(() -> Workers.withThreads(4, () -> {
            Workers.parallel(100, chunk -> {
                throw new AssertionError("chunk " + chunk);
            });
            return 0;
        })).isInstanceOf(AssertionError.class).hasMessageStartingWith("chunk ");
    }

    @Test
    void anInterruptIsKept() {
        Workers.withThreads(2, () -> {
            CountDownLatch started = new CountDownLatch(2);
            Thread caller = Thread.currentThread();
            Workers.parallel(2, chunk -> {
                started.countDown();
                await(started);
                if (!Thread.currentThread().equals(caller)) {
                    caller.interrupt();
                    pause(20); // the caller waits for this chunk meanwhile
                }
            });
            return 0;
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aWorkerThatSleptWakesUp() {
        for (int round = 0; round < 5; round++) {
            pause(5); // longer than workers watch
            threeThreadsMeet();
        }
    }
}
