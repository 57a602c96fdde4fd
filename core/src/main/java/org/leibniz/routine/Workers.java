package org.leibniz.routine;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.InterruptedComputationException;

/// The threads that share the work of large programs: daemon threads of our own, one job at a time.
///
/// A job is a number of chunks and one atomic counter that hands them out. The caller starts on them at once;
/// workers that come in time take some of the rest. So a worker that the operating system has put aside delays
/// nothing but the chunk it holds, and a second caller, or a call from within a chunk, finds the workers busy and
/// simply does all its chunks itself: nothing ever waits for a chunk that nobody works on.
///
/// A worker out of work watches for the next job for at most 50 µs, giving way to other threads at every look, then
/// parks: spinning longer makes other processes on the machine, and then this one, crawl. After some seconds it
/// ends; the next job that wants it has it back. If it cannot be started, the job is done by those that there are.
///
/// The number of threads is that of the processors, or the system property `leibniz.threads`; [#withThreads] sets it
/// for a scope. No result may depend on it: chunks are cut by the size of the problem alone.
public final class Workers {
    private static final long SPIN_NANOS = 50_000;

    private static final int DEFAULT_COUNT = defaultCount();

    private static final ScopedValue<Integer> COUNT = ScopedValue.newInstance();

    /// The job that the workers are on. Its caller sets it, and clears it when all its chunks are done.
    private static final AtomicReference<Job> CURRENT = new AtomicReference<>(Job.NONE);

    /// The workers started so far, some of which may have gone; replaced under the class's lock.
    private static volatile @Nullable Worker[] workers = {};

    private Workers() {}

    /// The number of threads that [#parallel] uses when called from here, the caller included.
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
            throw new IllegalArgumentException(
                    "withThreads needs a number of threads of at least 1, the caller included; got n = " + n);
        }
        return ScopedValue.where(COUNT, n).call(body::get);
    }

    /// A part of the work: the items from one to another.
    @FunctionalInterface
    public interface Part {
        /// Does it.
        ///
        /// @param from the first item
        /// @param to the end of the last one
        void run(int from, int to);
    }

    /// Cuts items into chunks of about equal length, of which each is one part of the work; as [#parallel] has them
    /// done.
    ///
    /// @param items how many there are
    /// @param chunks into how many chunks to cut them
    /// @param part called with the items of each, from several threads at a time
    public static void share(int items, int chunks, Part part) {
        parallel(chunks, new IntConsumer() { // no lambda: what links one is paid by the first call of a program
            @Override
            public void accept(int chunk) {
                part.run(bound(items, chunk, chunks), bound(items, chunk + 1, chunks));
            }
        });
    }

    /// Where chunk number `chunk` of `chunks` begins.
    ///
    /// @param items how many there are
    /// @param chunk the chunk, or `chunks` for the end of the last one
    /// @param chunks the number of chunks
    /// @return from 0 to `items`
    static int bound(int items, int chunk, int chunks) {
        return (int) ((long) items * chunk / chunks);
    }

    /// Whether [#parallel] would share work now: there is more than one thread, and no job under way, be it that of
    /// which the caller is a chunk.
    ///
    /// @return a guess, as another caller may be quicker
    static boolean areFree() {
        return count() > 1 && CURRENT.get().isOver();
    }

    /// Runs `body` for each chunk from 0 to `chunks - 1`, in no certain order, on this thread and the workers, and
    /// returns when all are done. What the chunks wrote is then visible to the caller. If a chunk throws, chunks not
    /// yet begun are dropped, and when those begun have ended the first exception is thrown here, with the others as
    /// suppressed ones. It is no different if the thread is interrupted while there are chunks not yet begun.
    ///
    /// Worth it from about 16 µs of work on; 4 to 8 chunks a thread balance well.
    ///
    /// @param chunks the number of chunks; none if 0
    /// @param body called with the number of each chunk, from several threads at a time
    /// @throws InterruptedComputationException if this thread is interrupted; its interrupt status stays
    public static void parallel(int chunks, IntConsumer body) {
        if (chunks > 1) {
            Job before = CURRENT.get();
            int threads = before.isOver() ? Math.min(count(), chunks) : 1;
            if (threads > 1) {
                Job job = new Job(chunks, threads, body);
                try {
                    if (CURRENT.compareAndSet(before, job)) {
                        share(job);
                        return;
                    }
                } catch (StackOverflowError e) {
                    job.isLeft = true; // the stack may have ended on the way into share
                    throw e;
                }
            }
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            if (chunks > 1) {
                checkInterrupted();
            }
            body.accept(chunk);
        }
    }

    /// Ends a computation whose thread has been interrupted, or, on a worker, whose caller has. Asked between two
    /// chunks, and by whatever works for some milliseconds within one.
    ///
    /// @throws InterruptedComputationException
    ///             if so
    public static void checkInterrupted() {
        Thread here = Thread.currentThread();
        if (here instanceof Threads.Own own && own.isWorker() ? CURRENT.get().isGivenUp : here.isInterrupted()) {
            throw new InterruptedComputationException();
        }
    }

    /// Works on the published job together with the workers until it is done, and takes it off.
    private static void share(Job job) {
        try {
            summon(job);
            job.work(job.threads - 1);
        } finally {
            // first of all, as it needs no call: should the stack end here, the next caller may still replace the job
            job.isLeft = true;
            job.awaitEnd();
            CURRENT.compareAndSet(job, Job.NONE);
        }
        job.rethrow();
    }

    /// Wakes the workers that the job wants, and hires those that there are not, or not any more.
    private static void summon(Job job) {
        for (int number = 0; number < job.threads - 1 && job.hasChunks(); number++) {
            @Nullable
            Worker[] all = workers;
            Worker worker = number < all.length ? all[number] : null;
            if ((worker == null || !worker.wake()) && !hire(number)) {
                return; // those that there are will do
            }
        }
    }

    private static synchronized boolean hire(int number) {
        try {
            @Nullable
            Worker[] all = workers.length > number ? workers : Arrays.copyOf(workers, number + 1);
            Worker worker = all[number];
            if (worker == null || !worker.wake()) {
                worker = new Worker(number);
                if (!Threads.start("leibniz-worker-".concat(Integer.toString(number)), worker)) {
                    return false;
                }
                all[number] = worker;
                workers = all;
            }
            return true;
        } catch (OutOfMemoryError e) { // the caller may have enough for what it is to do
            return false;
        }
    }

    private static int defaultCount() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(1, Integer.getInteger("leibniz.threads", processors));
    }

    /// Chunks handed out by a counter; everything that threads share about one call of [#parallel].
    ///
    /// Its end does not hang on a count of chunks, of which one might be lost to a thread that has no memory or no
    /// stack left, but on who is in it: a worker counts itself in before it takes a chunk, and out whatever happens;
    /// what it has to do on the way out allocates nothing. When all chunks are taken and no worker is in, all of
    /// them have ended.
    private static final class Job {
        /// No job at all, in place of a null.
        static final Job NONE = new Job(0, 0, chunk -> {
        });

        static {
            NONE.isLeft = true;
        }

        /// So long does the caller sleep at most before it looks for itself: a worker may have been unable to wake
        /// it.
        private static final long NAP_NANOS = 10_000_000;

        final int threads;

        private final int chunks;

        /// Nothing, once all have ended: a worker that is parked may still refer to the job.
        private @Nullable IntConsumer body;

        private final AtomicInteger next = new AtomicInteger();

        /// The workers that are in it.
        private final AtomicInteger inside = new AtomicInteger();

        /// What was thrown first.
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        /// What each thread threw; it takes no chunk after that.
        private final @Nullable Throwable[] thrown;

        /// The caller, once it sleeps; a job kept by mistake must not keep a thread.
        private volatile @Nullable Thread sleeper;

        /// Whether what its workers do is of no use any more.
        volatile boolean isGivenUp;

        /// Whether its caller has gone on, or is about to.
        volatile boolean isLeft;

        Job(int chunks, int threads, IntConsumer body) {
            this.chunks = chunks;
            this.threads = threads;
            this.body = body;
            this.thrown = new Throwable[threads];
        }

        /// Whether there are chunks to take. What a caller that has gone on left behind is of no use to anybody.
        boolean hasChunks() {
            return !isLeft && next.get() < chunks;
        }

        /// Whether nobody works on it nor ever will.
        boolean isOver() {
            return isLeft && inside.get() == 0;
        }

        /// What a worker does with it.
        void help(int number) {
            inside.incrementAndGet();
            try {
                work(number);
            } finally {
                if (inside.decrementAndGet() == 0) {
                    LockSupport.unpark(sleeper); // which does nothing for null
                }
            }
        }

        /// Takes chunks and runs them until none are left to take, or one throws.
        void work(int number) {
            try {
                IntConsumer chunks = body;
                for (int chunk = take(); chunks != null && chunk >= 0; chunk = take()) {
                    checkInterrupted();
                    chunks.accept(chunk);
                }
            } catch (Throwable any) { // whatever it is, it belongs to the caller, who throws it on
                fail(number, any);
            }
        }

        /// The next chunk, or -1.
        private int take() {
            int chunk = hasChunks() ? next.getAndIncrement() : chunks;
            return chunk < chunks ? chunk : -1;
        }

        private void fail(int number, Throwable any) {
            isGivenUp = true;
            next.set(chunks);
            failure.compareAndSet(null, any);
            thrown[number] = any;
        }

        /// Waits for the chunks that workers are on: a short spin, as they are about to end, then asleep. The job
        /// lets go of what it worked on.
        // yielding keeps the spin from harming whoever else wants the processor
        @SuppressWarnings("ThreadPriorityCheck")
        void awaitEnd() {
            next.set(chunks); // if the caller has not taken them all, it has failed in a way of its own
            long start = System.nanoTime();
            boolean interrupted = false;
            while (inside.get() > 0) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.yield();
                } else {
                    sleeper = Thread.currentThread();
                    if (inside.get() > 0) {
                        LockSupport.parkNanos(this, NAP_NANOS);
                        interrupted |= Thread.interrupted(); // or park would return at once from now on
                        isGivenUp |= interrupted;
                    }
                }
            }
            sleeper = null;
            body = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            Throwable first = failure.get();
            if (first == null) {
                return;
            }
            try {
                for (Throwable other : thrown) {
                    if (other != null && other != first && !(other instanceof InterruptedComputationException)) {
                        first.addSuppressed(other);
                    }
                }
            } catch (OutOfMemoryError e) {
                // then without the others
            }
            switch (first) {
                // from here, whoever noticed it
                case InterruptedComputationException _ -> throw new InterruptedComputationException();
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                default -> throw new UndeclaredThrowableException(first, "a chunk threw a checked exception");
            }
        }
    }

    /// A worker: waits for jobs that want as many threads as to include it, works on them, and ends when none have
    /// come for a while.
    static final class Worker implements Runnable {
        private static final int AWAKE = 0;
        private static final int PARKED = 1;
        private static final int GONE = 2;

        private final int number;

        private final AtomicInteger state = new AtomicInteger(AWAKE);

        private volatile @Nullable Thread thread;

        Worker(int number) {
            this.number = number;
        }

        /// Wakes it if it is parked.
        ///
        /// @return false if it has gone for good
        boolean wake() {
            if (state.get() == PARKED && state.compareAndSet(PARKED, AWAKE)) {
                LockSupport.unpark(thread);
            }
            return state.get() != GONE;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                while (awaitWork()) {
                    help();
                }
            } finally {
                state.set(GONE); // however it ends, another may take its place
            }
        }

        private void help() {
            try {
                Job job = CURRENT.get();
                if (wanted(job)) {
                    job.help(number);
                }
            } catch (Throwable any) {
                // the caller could not be woken, which it will be by itself: this thread has to live on
            }
        }

        private boolean wanted(Job job) {
            return number < job.threads - 1 && job.hasChunks();
        }

        /// Looks for work for a while, then sleeps until [#wake]. The order of writes and reads (parked, then the
        /// job; the job, then parked in `wake`) leaves no gap in which a job could be missed. No job is in a local
        /// variable when it sleeps.
        ///
        /// @return whether there is work; if not, it has gone
        @SuppressWarnings("ThreadPriorityCheck") // as in awaitEnd
        private boolean awaitWork() {
            long start = System.nanoTime();
            while (!wanted(CURRENT.get())) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.yield();
                } else {
                    state.set(PARKED);
                    if (!wanted(CURRENT.get()) && !sleep()) {
                        return false;
                    }
                    state.set(AWAKE);
                    start = System.nanoTime();
                }
            }
            return true;
        }

        /// Sleeps.
        ///
        /// @return false if it slept as long as it may without being woken, and has gone
        private boolean sleep() {
            long end = System.nanoTime() + Threads.IDLE_NANOS;
            while (state.get() == PARKED) {
                long left = end - System.nanoTime();
                if (left <= 0 && state.compareAndSet(PARKED, GONE)) {
                    return false;
                }
                Thread.interrupted(); // nobody has a reason to interrupt it, and it would not sleep
                LockSupport.parkNanos(Workers.class, left);
            }
            return true;
        }
    }
}
