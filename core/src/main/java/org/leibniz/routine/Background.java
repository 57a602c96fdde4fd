package org.leibniz.routine;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Tasks that nobody waits for, done one after the other by a thread in the background. The thread is started when
/// there is something to do, if it can be, and ends when there has been nothing for a while. A task that fails is told
/// of in the log; the next has its turn.
public final class Background {
    private final String name;
    private final int most;
    private final Queue<Runnable> line = new ArrayDeque<>(); // this and the next guarded by the object itself
    private @Nullable Server server;

    /// No tasks yet, and no thread.
    ///
    /// @param name
    ///            of the thread
    /// @param most
    ///            how many tasks may wait
    public Background(String name, int most) {
        this.name = name;
        this.most = most;
    }

    /// Puts a task in line. Where no thread can be started it waits until another one is put there, and a thread can
    /// be.
    ///
    /// @param task
    ///            what to do
    /// @return false if too many wait already
    public boolean offer(Runnable task) {
        synchronized (this) {
            if (line.size() >= most) {
                return false;
            }
            line.add(task);
            if (server == null) {
                var wanted = new Server();
                if (Threads.start(name, wanted)) {
                    server = wanted;
                }
            } else {
                notifyAll();
            }
        }
        return true;
    }

    /// What the thread does.
    private final class Server implements Runnable {
        @Override
        public void run() {
            try {
                while (hasTask()) {
                    serve();
                }
            } finally { // however it ends, another may take its place
                synchronized (Background.this) {
                    if (server == this) {
                        server = null;
                    }
                }
            }
        }

        /// Waits for a task; if none comes, there is no server from then on. It holds no task meanwhile, which might
        /// hold anything.
        private boolean hasTask() {
            synchronized (Background.this) {
                long end = System.nanoTime() + Threads.IDLE_NANOS;
                while (line.isEmpty()) {
                    long millis = (end - System.nanoTime()) / 1_000_000;
                    if (millis <= 0) {
                        server = null;
                        return false;
                    }
                    try {
                        Background.this.wait(millis);
                    } catch (InterruptedException e) {
                        // nobody has a reason to interrupt this thread, and there is nothing that it should give up
                    }
                }
                return true;
            }
        }

        private void serve() {
            try {
                next().run();
            } catch (Throwable thrown) { // tasks only make things faster: all goes on as it is, and so does this thread
                tell(thrown);
            }
        }

        private Runnable next() {
            synchronized (Background.this) {
                return line.remove();
            }
        }

        private void tell(Throwable thrown) {
            try {
                System.getLogger("org.leibniz").log(Logger.Level.WARNING, name + ": something could not be made faster",
                        thrown);
            } catch (Throwable again) {
                // no memory to say so
            }
        }
    }
}
