package org.leibniz.routine;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The threads that share the work of large programs: daemon threads of our own, one job at a time.
///
/// A job is a number of chunks and one atomic counter that hands them out. The caller starts on them at once; workers that come in time
/// take some of the rest. So a worker that the operating system has put aside delays nothing but the chunk it holds, and a second caller,
/// or a call from within a chunk, finds the workers busy and simply does all its chunks itself: nothing ever waits for a chunk that nobody
/// works on.
///
/// A worker out of work watches for the next job for at most 50 µs, giving way to other threads at every look, then parks: spinning longer
/// makes other processes on the machine, and then this one, crawl.
///
/// The number of threads is that of the processors, or the system property `leibniz.threads`; [#withThreads] sets it for a scope. No result
/// may depend on it: chunks are cut by the size of the problem alone.
public final class Workers {
    private static final long SPIN_NANOS = 50_000;

    private static final int DEFAULT_COUNT = defaultCount();

    private static final ScopedValue<Integer> COUNT = ScopedValue.newInstance();

    /// The job that the workers are on. Its caller sets it, and clears it when all its chunks are done.
    private static final AtomicReference<Job> CURRENT = new AtomicReference<>(Job.NONE);

    /// The workers started so far; only ever replaced by a longer array, under the class's lock.
    private static volatile Worker[] workers = {};

    private Workers() {}

    /// The number of threads that [#parallel] uses when called from here, the caller included.
    ///
    /// @return at least 1
    public static int count() {
        return COUNT.isBound() ? COUNT.get() : DEFAULT_COUNT;
    }

    /// Runs `body` with [#count] set to `n` for this thread and all it calls.
    ///
    /// @param <T> the type of the result
    /// @param n the number of threads, the caller included; 1 runs everything on the caller
    /// @param body what to run
    /// @return what `body` returns
    /// @throws IllegalArgumentException if n is less than 1
    public static <T> T withThreads(int n, Supplier<T> body) {
        if (n < 1) {
            throw new IllegalArgumentException("withThreads needs a number of threads of at least 1, the caller included; got n = " + n);
        }
        return ScopedValue.where(COUNT, n).call(body::get);
    }

    /// Runs `body` for each chunk from 0 to `chunks - 1`, in no certain order, on this thread and the workers, and returns when all are
    /// done. What the chunks wrote is then visible to the caller. If a chunk throws, chunks not yet begun are dropped, and when those begun
    /// have ended the first exception is thrown here, with the others as suppressed ones.
    ///
    /// Worth it from about 16 µs of work on; 4 to 8 chunks a thread balance well.
    ///
    /// @param chunks the number of chunks; none if 0
    /// @param body called with the number of each chunk, from several threads at a time
    public static void parallel(int chunks, IntConsumer body) {
        int threads = chunks > 1 && CURRENT.get() == Job.NONE ? Math.min(count(), chunks) : 1;
        if (threads > 1) {
            Worker[] team = team(threads - 1);
            Job job = new Job(chunks, threads, body);
            if (CURRENT.compareAndSet(Job.NONE, job)) {
                share(job, team);
                return;
            }
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            body.accept(chunk);
        }
    }

    /// Works on the published job together with the workers until it is done, and takes it off.
    private static void share(Job job, Worker[] team) {
        try {
            for (int i = 0; i < job.threads - 1; i++) {
                team[i].wake();
            }
            job.work();
            job.awaitEnd();
        } finally {
            CURRENT.set(Job.NONE);
        }
        job.rethrow();
    }

    private static Worker[] team(int size) {
        Worker[] team = workers;
        return team.length >= size ? team : grow(size);
    }

    private static synchronized Worker[] grow(int size) {
        Worker[] old = workers;
        if (old.length >= size) {
            return old;
        }
        Worker[] team = Arrays.copyOf(old, size);
        for (int i = old.length; i < size; i++) {
            team[i] = new Worker(i);
            team[i].thread.start();
        }
        workers = team;
        return team;
    }

    private static int defaultCount() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(1, Integer.getInteger("leibniz.threads", processors));
    }

    /// Chunks handed out by a counter; everything that threads share about one call of [#parallel].
    private static final class Job {
        /// No job at all, in place of a null.
        static final Job NONE = new Job(0, 0, chunk -> {
        });

        final int threads;

        private final int chunks;

        private final IntConsumer body;

        private final AtomicInteger next = new AtomicInteger();

        private final AtomicInteger left;

        private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.GOOD);

        /// The caller, once it sleeps; a job kept by mistake must not keep a thread.
        private volatile @Nullable Thread sleeper;

        Job(int chunks, int threads, IntConsumer body) {
            this.chunks = chunks;
            this.threads = threads;
            this.body = body;
            this.left = new AtomicInteger(chunks);
        }

        boolean hasChunks() {
            return next.get() < chunks;
        }

        /// Takes chunks and runs them until none are left to take.
        void work() {
            while (hasChunks()) {
                int chunk = next.getAndIncrement();
                if (chunk < chunks) {
                    run(chunk);
                    if (left.decrementAndGet() == 0) {
                        LockSupport.unpark(sleeper); // which does nothing for null
                    }
                }
            }
        }

        private void run(int chunk) {
            if (outcome.get() instanceof Outcome.Good) {
                try {
                    body.accept(chunk);
                } catch (Throwable thrown) { // whatever it is, it belongs to the caller, who throws it on
                    fail(thrown);
                }
            }
        }

        private void fail(Throwable thrown) {
            if (!outcome.compareAndSet(Outcome.GOOD, new Outcome.Bad(thrown)) && outcome.get() instanceof Outcome.Bad(Throwable first)
                    && !first.equals(thrown)) {
                first.addSuppressed(thrown);
            }
        }

        /// Waits for the chunks that workers are on: a short spin, as they are about to end, then asleep.
        @SuppressWarnings("ThreadPriorityCheck") // yielding keeps the spin from harming whoever else wants the processor
        void awaitEnd() {
            long start = System.nanoTime();
            boolean interrupted = false;
            while (left.get() > 0) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.yield();
                } else {
                    sleeper = Thread.currentThread();
                    if (left.get() > 0) {
                        LockSupport.park(this);
                        interrupted |= Thread.interrupted(); // or park would return at once from now on
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            if (outcome.get() instanceof Outcome.Bad(Throwable thrown)) {
                switch (thrown) {
                    case RuntimeException unchecked -> throw unchecked;
                    case Error error -> throw error;
                    default -> throw new UndeclaredThrowableException(thrown, "a chunk threw a checked exception");
                }
            }
        }
    }

    /// Whether a job's chunks have all ended well so far.
    private sealed interface Outcome {
        Outcome GOOD = new Good();

        record Good() implements Outcome {}

        record Bad(Throwable thrown) implements Outcome {}
    }

    /// A worker thread: waits for jobs that want as many threads as to include it, and works on them.
    private static final class Worker implements Runnable {
        final Thread thread;

        private final int number;

        private volatile boolean parked;

        Worker(int number) {
            this.number = number;
            this.thread = Thread.ofPlatform().daemon().name("leibniz-worker-" + number).inheritInheritableThreadLocals(false)
                    .unstarted(this);
            // not that of the first caller, which may have to be unloaded some day
            this.thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        }

        void wake() {
            if (parked) {
                parked = false;
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (true) {
                awaitWork().work();
            }
        }

        private boolean wanted(Job job) {
            return number < job.threads - 1 && job.hasChunks();
        }

        /// Looks for work for a while, then sleeps until [#wake]. The order of writes and reads (parked, then the job; the job, then parked
        /// in `wake`) leaves no gap in which a job could be missed.
        @SuppressWarnings("ThreadPriorityCheck") // as in awaitEnd
        private Job awaitWork() {
            long start = System.nanoTime();
            while (true) {
                Job job = CURRENT.get();
                if (wanted(job)) {
                    return job;
                }
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.yield();
                } else {
                    parked = true;
                    if (!wanted(CURRENT.get())) {
                        LockSupport.park(Workers.class);
                    }
                    parked = false;
                    start = System.nanoTime();
                }
            }
        }
    }
}
