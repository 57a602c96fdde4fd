package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.routine.Waiting.await;
import static org.leibniz.routine.Waiting.pause;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leibniz.ForkedJvm;

/// What becomes of the library's threads: they cannot be started, have tasks that fail, are out of work.
@Timeout(60)
class ThreadsTest {
    @AfterEach
    void startThemAsEver() {
        Threads.starter = null;
        assertThat(startsAgain()).isTrue();
    }

    private static boolean startsAgain() {
        for (int i = 0; i < 300; i++) {
            if (Threads.start("leibniz-test", () -> {
            })) {
                return true;
            }
            pause(10);
        }
        return false;
    }

    private static void refuse() {
        Threads.starter = thread -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
    }

    /// Far more threads than there are by now, none of which can be started.
    @Test
    void withoutThreadsTheCallerDoesAll() {
        refuse();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        int chunks = Workers.withThreads(40, () -> {
            var done = new AtomicInteger();
            for (int round = 0; round < 3; round++) {
                Workers.parallel(200, chunk -> {
                    seen.add(Thread.currentThread());
                    done.incrementAndGet();
                });
            }
            return done.get();
        });
        assertThat(chunks).isEqualTo(600);
        assertThat(seen).hasSizeLessThan(39);
    }

    @Test
    void afterAFailureNobodyTriesForAWhile() {
        var attempts = new AtomicInteger();
        Threads.starter = thread -> {
            attempts.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
        };
        for (int i = 0; i < 100; i++) {
            assertThat(Threads.start("leibniz-test", () -> {
            })).isFalse();
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void tasksWaitForAThread() throws InterruptedException {
        var background = new Background("leibniz-test", 10);
        var done = new ConcurrentLinkedQueue<Integer>();
        refuse();
        assertThat(background.offer(() -> done.add(1))).isTrue();
        Threads.starter = null;
        assertThat(startsAgain()).isTrue();
        var end = new CountDownLatch(1);
        assertThat(background.offer(end::countDown)).isTrue();
        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly(1);
    }

    @Test
    void aTaskThatFailsIsNotTheLast() throws InterruptedException {
        var background = new Background("leibniz-test", 10);
        var thread = new ConcurrentLinkedQueue<Thread>();
        var end = new CountDownLatch(1);
        background.offer(() -> {
            thread.add(Thread.currentThread());
            throw new OutOfMemoryError("what a test throws");
        });
        background.offer(() -> {
            throw new NoClassDefFoundError("what a test throws");
        });
        background.offer(() -> {
            thread.add(Thread.currentThread());
            end.countDown();
        });
        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread).hasSize(2);
        assertThat(thread.poll()).isSameAs(thread.poll());
    }

    @Test
    void noMoreTasksThanMayWait() throws InterruptedException {
        var background = new Background("leibniz-test", 2);
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        background.offer(() -> {
            begun.countDown();
            await(go);
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(background.offer(() -> {
        })).isTrue();
        assertThat(background.offer(() -> {
        })).isTrue();
        assertThat(background.offer(() -> {
        })).isFalse();
        go.countDown();
    }

    /// Threads out of work end, and are back when there is work.
    @Test
    void idleThreadsEnd() throws InterruptedException {
        var background = new Background("leibniz-test", 10);
        Set<Thread> first = threads(background);
        for (var thread : first) {
            if (thread != Thread.currentThread()) {
                thread.join(Duration.ofSeconds(20));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(threads(background)).doesNotContainAnyElementsOf(
                first.stream().filter(thread -> thread != Thread.currentThread()).toList());
    }

    /// Three threads that work together, and one in the background.
    private static Set<Thread> threads(Background background) throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        var together = new CountDownLatch(3);
        Workers.withThreads(3, () -> {
            Workers.parallel(3, chunk -> {
                seen.add(Thread.currentThread());
                together.countDown();
                await(together);
            });
            return 0;
        });
        var done = new CountDownLatch(1);
        background.offer(() -> {
            seen.add(Thread.currentThread());
            done.countDown();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasSize(4);
        return seen;
    }

    /// A worker that sleeps holds nothing of the job that it was on, nor of one that it only saw.
    @Test
    void aWorkerHoldsNoJob() {
        var first = job(4);
        var second = job(2);
        long end = System.nanoTime() + Threads.IDLE_NANOS / 2; // it would hold nothing when it has ended
        while (first.get() != null || second.get() != null) {
            assertThat(System.nanoTime()).isLessThan(end);
            System.gc();
        }
    }

    private static WeakReference<byte[]> job(int threads) {
        byte[] array = new byte[1000];
        Workers.withThreads(threads, () -> {
            var together = new CountDownLatch(threads);
            Workers.parallel(threads, chunk -> {
                array[chunk]++;
                together.countDown();
                await(together);
            });
            return 0;
        });
        pause(5); // longer than workers watch
        return new WeakReference<>(array);
    }

    /// Neither the first caller's class loader nor its thread-locals nor its group.
    @Test
    void threadsInheritNothing() {
        var result = ForkedJvm.run(Duration.ofSeconds(60), Inherits.class, List.of("-Xmx64m"));
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output().lines()).containsExactlyInAnyOrder("leibniz-worker-0 true true null",
                "leibniz-background true true null");
    }

    static final class Inherits {
        private static final InheritableThreadLocal<String> LOCAL = new InheritableThreadLocal<>();

        private Inherits() {}

        public static void main(String[] args) throws InterruptedException {
            var group = new ThreadGroup("of an application");
            var caller = new Thread(group, Inherits::start);
            caller.setContextClassLoader(new URLClassLoader(new URL[0]));
            caller.start();
            caller.join();
        }

        private static void start() {
            LOCAL.set("of the caller");
            var caller = Thread.currentThread();
            var both = new CountDownLatch(2);
            Workers.withThreads(2, () -> {
                Workers.parallel(2, chunk -> {
                    both.countDown();
                    await(both);
                    if (Thread.currentThread() != caller) {
                        tell();
                    }
                });
                return 0;
            });
            var done = new CountDownLatch(1);
            new Background("leibniz-background", 1).offer(() -> {
                tell();
                done.countDown();
            });
            await(done);
        }

        private static void tell() {
            var here = Thread.currentThread();
            System.out.println(
                    here.getName() + " " + (here.getContextClassLoader() == ClassLoader.getSystemClassLoader()) + " "
                            + (here.getThreadGroup().getParent() == null) + " " + LOCAL.get());
        }
    }
}
