package org.leibniz.routine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Tasks that make the process faster and that nobody waits for, a turn of a few milliseconds at a time, in the
/// background. One thread has all of them, and rests as long as it has worked: what it takes is half a processor at
/// most, however many tasks there are.
///
/// Of the tasks that want a turn now the one has it that came first. So tasks that were earned first, as those are on
/// which most time is spent, are done first, and while one waits for the compiler the next has its turn.
public final class Turns {
    /// The tasks of this process.
    public static final Turns OF_PROCESS = new Turns("leibniz-warm-up");

    /// Tasks in line: more than a program is likely to have.
    private static final int MOST = 4096;

    /// The thread rests as long as it has worked, but no longer than this.
    private static final long LONGEST_REST_NANOS = 20_000_000;

    /// Something to do in turns.
    public interface Task {
        /// There is no more to do.
        long OVER = -1;

        /// One turn, a few milliseconds.
        ///
        /// @return after how many nanoseconds it wants another one, or [#OVER]
        long turn();
    }

    /// A task and when it wants its turn.
    private static final class Waiting {
        final Task task;
        long due = System.nanoTime();

        Waiting(Task task) {
            this.task = task;
        }
    }

    private final List<Waiting> line = new ArrayList<>(); // in the order in which they came; guarded by itself
    private final Background thread;
    private boolean isServed; // guarded by the line

    Turns(String name) {
        this.thread = new Background(name, Integer.MAX_VALUE);
    }

    /// Puts a task in line.
    ///
    /// @return false if too many wait already
    public boolean offer(Task task) {
        synchronized (line) {
            if (line.size() >= MOST) {
                return false;
            }
            line.add(new Waiting(task));
            if (isServed) {
                line.notifyAll();
            } else {
                serve();
            }
        }
        return true;
    }

    /// Asks for a thread that gives the next turn.
    private void serve() {
        isServed = false; // if there is no memory for it
        thread.offer(this::next);
        isServed = true;
    }

    /// The next turn. A task that fails has no other.
    private void next() {
        long after = Task.OVER;
        var next = awaitDue();
        long begin = System.nanoTime();
        try {
            after = next.task.turn();
        } finally {
            long end = System.nanoTime();
            next.due = end + after;
            synchronized (line) {
                if (after < 0) {
                    line.remove(next);
                }
                if (line.isEmpty()) {
                    isServed = false;
                } else {
                    serve();
                }
            }
            LockSupport.parkNanos(Math.min(end - begin, LONGEST_REST_NANOS));
        }
    }

    private Waiting awaitDue() {
        synchronized (line) {
            while (true) {
                long now = System.nanoTime();
                long least = Long.MAX_VALUE;
                for (var waiting : line) {
                    if (waiting.due - now <= 0) {
                        return waiting;
                    }
                    least = Math.min(least, waiting.due - now);
                }
                try {
                    line.wait(least / 1_000_000, (int) (least % 1_000_000));
                } catch (InterruptedException e) {
                    // nobody has a reason to interrupt this thread, and there is nothing that it should give up
                }
            }
        }
    }
}
