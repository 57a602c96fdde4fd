package org.leibniz.cpu.generate;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Compiled;
import org.leibniz.memory.Budget;
import org.leibniz.routine.Contest;
import org.leibniz.routine.Turns;

/// A small plan that runs step by step until it has been called so often that methods of Java are worth writing, and
/// the JVM has compiled these. They are tried on what the last calls were given: on numbers of our own a loop might
/// not end, a position not exist.
final class Promising extends Compiled {
    /// Calls that earn methods.
    private static final int EARNED_CALLS = 200;
    /// Calls after which the JVM has compiled them, or is about to.
    private static final int CALLS = 3500;
    /// So many inputs are kept, since code that always takes the same branch is compiled for that.
    private static final int KEPT = 4;

    private final Compiled steps;
    private final Supplier<Optional<Compiled>> writer;
    private volatile @Nullable Compiled methods;
    private Object @Nullable [][] kept = new Object[KEPT][]; // until they are tried
    private int calls; // lost updates only delay it

    /// @param steps runs it meanwhile
    /// @param writer writes the methods, if the JVM will compile them
    Promising(Compiled steps, Supplier<Optional<Compiled>> writer) {
        this.steps = steps;
        this.writer = writer;
    }

    @Override
    public Object[] run(Object[] inputs) {
        var m = methods;
        if (m != null) {
            return m.run(inputs);
        }
        var samples = kept;
        if (samples != null) {
            samples[calls & KEPT - 1] = inputs;
            if (++calls == EARNED_CALLS) {
                kept = null;
                earned(samples);
            }
        }
        return steps.run(inputs);
    }

    private void earned(Object[][] samples) {
        try {
            Turns.OF_PROCESS.offer(new Writing(samples));
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: it goes on step by step
        }
    }

    /// Writes the methods, and tries them.
    private final class Writing implements Turns.Task {
        private final Object[][] samples;
        private @Nullable Contest contest;

        Writing(Object[][] samples) {
            this.samples = samples;
        }

        @Override
        public long turn() {
            var started = contest;
            if (started != null) {
                return started.turn();
            }
            var written = writer.get();
            if (written.isEmpty()) {
                return OVER;
            }
            contest = new Trial(written.get(), samples);
            return 0;
        }
    }

    private final class Trial extends Contest {
        private final Compiled written;
        private final Object[][] samples;
        private int next;

        Trial(Compiled written, Object[][] samples) {
            super(CALLS);
            this.written = written;
            this.samples = samples;
        }

        private Object[] inputs() {
            next = (next + 1) % KEPT;
            return samples[next];
        }

        @Override
        protected void few() {
            written.run(inputs());
        }

        @Override
        protected void champion() {
            steps.run(inputs());
        }

        @Override
        protected void challenger() {
            written.run(inputs());
        }

        @Override
        protected void won() {
            methods = written;
            Budget.made(written.bytes(_ -> {
            }));
        }
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        var m = methods;
        return 200 + steps.bytes(parts) + (m == null ? 0 : m.bytes(parts));
    }

    @Override
    public String toString() {
        var m = methods;
        return m == null ? steps.toString() : m.toString();
    }
}
