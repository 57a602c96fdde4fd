package org.leibniz.cpu.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Program;
import org.leibniz.routine.Contest;
import org.leibniz.routine.Turns;

/// How a small plan that runs step by step earns methods of Java: when it has been called so often that these are worth
/// writing, and the JVM has compiled them. They are tried on what the last calls were given, for on numbers of our own
/// a loop might not end, a position not exist.
///
/// @param <M> what runs it
/// @param <C> what a call is given
abstract class Earned<M, C> {
    /// Calls that earn methods.
    private static final int EARNED_CALLS = 200;
    /// So many calls are kept, since code that always takes the same branch is compiled for that.
    private static final int KEPT = 4;

    private final M steps;
    private volatile @Nullable M methods;
    private @Nullable List<C> kept = new ArrayList<>(); // until they are tried
    private int calls; // lost updates only delay it

    /// @param steps runs it meanwhile
    Earned(M steps) {
        this.steps = steps;
    }

    /// Writes the methods, if the JVM will compile them.
    abstract Optional<M> write();

    /// Runs one or the other.
    abstract void run(M method, C call);

    /// The methods, when they are earned.
    final @Nullable M methods() {
        return methods;
    }

    /// Counts a call.
    ///
    /// @return whether it is to be [kept][#keep]
    final boolean counts() {
        return kept != null && ++calls > EARNED_CALLS - KEPT;
    }

    /// Arrays of our own for what a call is given, since those of the caller may change, or be given up; null where
    /// there is none.
    static Object[] copies(Program plan, Object[] inputs) {
        Object[] copies = inputs.clone();
        for (int i = 0; i < copies.length; i++) {
            var type = plan.type(i);
            copies[i] = inputs[i] == null || type.isStack() ? inputs[i] : Buffers.copy(type.dtype(), inputs[i]);
        }
        return copies;
    }

    /// Holds what a call was given that has succeeded, until all of them have been tried.
    final synchronized void keep(C call) {
        var samples = kept;
        if (samples != null) {
            samples.add(call);
            if (samples.size() == KEPT) {
                kept = null;
                tryOn(samples);
            }
        }
    }

    private void tryOn(List<C> samples) {
        try {
            Turns.OF_PROCESS.offer(new Writing(samples));
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: it goes on step by step
        }
    }

    /// Writes the methods, and tries them.
    private final class Writing implements Turns.Task {
        private final List<C> samples;
        private @Nullable Contest contest;

        Writing(List<C> samples) {
            this.samples = samples;
        }

        @Override
        public long turn() {
            var started = contest;
            if (started != null) {
                return started.turn();
            }
            var written = write();
            if (written.isEmpty()) {
                return OVER;
            }
            contest = new Trial(written.get(), samples);
            return 0;
        }
    }

    private final class Trial extends Contest {
        private final M written;
        private final List<C> samples;
        private int next;

        Trial(M written, List<C> samples) {
            super(CALLS, KEPT);
            this.written = written;
            this.samples = samples;
        }

        private C sample() {
            next = (next + 1) % KEPT;
            return samples.get(next);
        }

        @Override
        protected void few(int turn) {
            run(written, samples.get(turn % KEPT));
        }

        @Override
        protected void championFew(int turn) {
            run(steps, samples.get(turn % KEPT));
        }

        @Override
        protected void champion() {
            run(steps, sample());
        }

        @Override
        protected void challenger() {
            run(written, sample());
        }

        @Override
        protected void won() {
            methods = written;
        }
    }
}
