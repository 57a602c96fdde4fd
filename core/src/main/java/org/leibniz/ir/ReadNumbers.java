package org.leibniz.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserLine;

/// Values of a trace that Java has read as numbers. What is computed of numbers does not depend on anything any more,
/// and no derivative passes.
public final class ReadNumbers {
    /// So many are known; a loop may read its state often.
    private static final int MOST = 64;

    private final List<Read> reads = new ArrayList<>(); // guarded by this

    ReadNumbers() {}

    /// One that was read.
    public static final class Read {
        private final Node node;
        private final @Nullable Throwable stack; // null if the lines of the function are not taken down

        private Read(Node node, @Nullable Throwable stack) {
            this.node = node;
            this.stack = stack;
        }

        /// Where it was read, as far as that is known.
        ///
        /// @return such as ` (Main.java:12)`, or nothing
        public String where() {
            String line = stack == null ? "" : UserLine.behind(stack);
            if (!line.isEmpty()) {
                return line;
            }
            var lines = node.trace.lines();
            return lines == null ? "" : " by a function of " + lines.writtenIn();
        }

        /// Whether it is known which function read it.
        public boolean isOfKnownFunction() {
            return node.trace.lines() != null;
        }

        /// Whether something is told of the function that read it for the first time.
        ///
        /// @return true at the first call
        public boolean isFirstTold() {
            var lines = node.trace.lines();
            return lines != null && lines.isFirstTold();
        }
    }

    /// Whether something may be added: a loop reads the same again, or ever more.
    synchronized boolean lacks(Node n) {
        return reads.size() < MOST && (reads.isEmpty() || reads.getLast().node != n);
    }

    synchronized void add(Node n, @Nullable Throwable stack) {
        reads.add(new Read(n, stack));
    }

    /// The first read of something that depends on a variable. By way of `stopGradient` nothing does, and that is
    /// meant.
    ///
    /// @param variable the variable
    /// @return null if there is none
    public @Nullable Read of(Value variable) {
        List<Read> all;
        synchronized (this) {
            all = List.copyOf(reads);
        }
        for (var read : all) {
            if (depends(read.node, variable.node())) {
                return read;
            }
        }
        return null;
    }

    private static boolean depends(Node last, @Nullable Node on) {
        var seen = new IdentityHashMap<Node, Boolean>();
        var stack = new ArrayDeque<Node>();
        stack.push(last);
        while (!stack.isEmpty()) {
            Node n = stack.pop();
            if (n == on) {
                return true;
            }
            if (n.op instanceof Mark.StopGradient) {
                continue;
            }
            for (var v : n.inputs) {
                Node m = v.node();
                if (m != null && seen.put(m, true) == null) {
                    stack.push(m);
                }
            }
        }
        return false;
    }
}
