package org.leibniz.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserLine;
import org.leibniz.memory.PerClass;

/// Where a function of a user recorded its operations, to say of a tensor that leaked out of it where it comes from.
///
/// To record an operation takes 40 ns, to take down the stack a microsecond, to read it 20. So stacks are taken down in
/// the first few traces of functions of a class only, and read when something has leaked. Those of one trace are read
/// at once and remembered as texts, by operation and place: later traces do mostly the same. What is kept for good are
/// texts, which keep no class and no tensor alive.
final class RecordedLines {
    /// In so many traces stacks are taken down.
    private static final int TRACES = 4;
    /// Of so many operations in each.
    private static final int OPERATIONS = 256;
    /// So many lines are remembered.
    private static final int REMEMBERED = 128;

    private static final PerClass<RecordedLines> ALL = new PerClass<>(
            function -> new RecordedLines(writtenIn(function.getName())));

    private final String writtenIn; // the class whose lambda it is, or that of the function
    private final AtomicInteger traces = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile List<Line> remembered = List.of();

    private static String writtenIn(String function) {
        int lambda = function.indexOf("$$");
        return lambda < 0 ? function : function.substring(0, lambda);
    }

    private RecordedLines(String writtenIn) {
        this.writtenIn = writtenIn;
    }

    /// The lines of the functions of a class.
    static RecordedLines of(Class<?> function) {
        return ALL.get(function);
    }

    /// An operation of an earlier trace.
    ///
    /// @param what the operation and the type of its first result
    /// @param place how many numbers after the trace's own the clock gave it one
    /// @param text where it was recorded
    private record Line(int what, long place, String text) {
        static int what(Node n) {
            Object op = n.op instanceof Composite || n.op.hasHooks() ? n.op.getClass() : n.op;
            return 31 * op.hashCode() + n.outputs[0].type().hashCode();
        }
    }

    String writtenIn() {
        return writtenIn;
    }

    /// Whether something is to be told of these functions for the first time.
    boolean isFirstTold() {
        return !told.getAndSet(true);
    }

    /// What a trace takes down.
    ///
    /// @return null if the function is known well enough
    @Nullable
    Noted note() {
        if (traces.get() >= TRACES) {
            return null;
        }
        int trace = traces.getAndIncrement();
        boolean remembering = trace == 1; // the first one makes derived programs, so its numbers are others than later
        return trace >= TRACES ? null : new Noted(this, remembering);
    }

    /// Takes down one more trace: something leaked that none of the first ones has recorded.
    ///
    /// @return the class that the function is written in
    String noteAgain() {
        traces.accumulateAndGet(TRACES - 1, Math::min);
        return writtenIn;
    }

    /// The line on which an earlier trace recorded the same operation at the place that is nearest.
    @Nullable
    String remembered(Node n) {
        int what = Line.what(n);
        long place = n.id - n.trace.birth;
        Line nearest = null;
        for (var line : remembered) {
            if (line.what == what
                    && (nearest == null || Math.abs(line.place - place) < Math.abs(nearest.place - place))) {
                nearest = line;
            }
        }
        return nearest == null ? null : nearest.text;
    }

    /// What was taken down in one trace. It lives as long as what was recorded there.
    static final class Noted {
        private final RecordedLines lines;
        private final boolean remembering;
        private final Throwable opened = new Throwable();
        private Throwable[] stacks = new Throwable[16];
        private long[] ids = new long[16];
        private int[] whats = new int[16];
        private int count;

        private Noted(RecordedLines lines, boolean remembering) {
            this.lines = lines;
            this.remembering = remembering;
        }

        synchronized void add(Node n) {
            if (count == OPERATIONS || n.outputs.length == 0) {
                return;
            }
            if (count == ids.length) {
                stacks = Arrays.copyOf(stacks, 2 * count);
                ids = Arrays.copyOf(ids, 2 * count);
                whats = Arrays.copyOf(whats, 2 * count);
            }
            stacks[count] = new Throwable();
            ids[count] = n.id;
            whats[count] = remembering ? Line.what(n) : 0;
            count++;
        }

        /// Where the function was applied.
        @Nullable
        String opened() {
            return UserLine.of(opened);
        }

        /// Where something was recorded.
        synchronized @Nullable String line(Node n) {
            for (int i = 0; i < count; i++) {
                if (ids[i] == n.id) {
                    return UserLine.of(stacks[i]);
                }
            }
            return null;
        }

        /// The trace ends.
        synchronized void close(long birth) {
            if (!remembering) {
                return;
            }
            var all = new ArrayList<Line>();
            for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
                String text = UserLine.of(stacks[i]);
                if (text != null) {
                    all.add(new Line(whats[i], ids[i] - birth, text));
                }
            }
            lines.remembered = List.copyOf(all);
        }
    }
}
