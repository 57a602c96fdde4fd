package org.leibniz.routine;

import org.jspecify.annotations.Nullable;

/// Starts the threads of the library, which inherit nothing from whoever happens to need them first, neither
/// thread-locals nor a context class loader nor a thread group, since an application may have to be unloaded while they
/// live.
///
/// All of them are a help that nobody depends on. Where the operating system, or the memory that is left, allows no
/// more threads, there are none, and whoever wanted one goes on without. They end when they have had nothing to do for
/// [#IDLE_NANOS], and are started again when they are needed: so the library itself can be unloaded as well.
public final class Threads {
    /// So long does a thread that has nothing to do wait before it ends.
    public static final long IDLE_NANOS = 3_000_000_000L;

    /// So long is no other attempt made when a thread could not be started, at first and at most: the JVM says so on
    /// its output each time.
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60 * PAUSE_NANOS;

    private static final ThreadGroup GROUP = root();

    private static long pause; // 0 if the last start went well; races lengthen or shorten a pause, no more
    private static long pausedAt;

    /// Tests set it, to start threads in their way, or to fail to.
    static volatile @Nullable Starter starter;

    private Threads() {}

    /// Starts a thread.
    interface Starter {
        void start(Thread thread);
    }

    /// A thread of the library.
    static final class Own extends Thread {
        private final boolean isWorker;

        Own(Runnable work, String name, boolean daemon) {
            super(GROUP, work, name, 0, false); // no thread-locals, and the class loader of the system
            this.isWorker = work instanceof Workers.Worker;
            setDaemon(daemon);
        }

        boolean isWorker() {
            return isWorker;
        }
    }

    /// Starts a daemon thread, if that is possible just now.
    ///
    /// @param name
    ///            what debuggers call it
    /// @param work
    ///            what it runs
    /// @return whether it has been started
    public static boolean start(String name, Runnable work) {
        return start(name, work, true);
    }

    /// Starts a thread, if that is possible just now.
    ///
    /// @param daemon
    ///            whether the JVM may end before it does
    static boolean start(String name, Runnable work, boolean daemon) {
        if (pause > 0 && System.nanoTime() - pausedAt < pause) {
            return false;
        }
        try {
            var thread = new Own(work, name, daemon);
            var other = starter;
            if (other == null) {
                thread.start();
            } else {
                other.start(thread);
            }
            pause = 0;
            return true;
        } catch (OutOfMemoryError e) { // of memory, or of threads: the JVM does not tell them apart
            pausedAt = System.nanoTime();
            pause = Math.clamp(2 * pause, PAUSE_NANOS, LONGEST_PAUSE_NANOS);
            return false;
        }
    }

    private static ThreadGroup root() {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
