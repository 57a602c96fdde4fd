package org.leibniz.cpu.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Compiled;
import org.leibniz.ir.Program;
import org.leibniz.memory.Budget;
import org.leibniz.plan.Machine;
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

    private final Program plan;
    private final Machine machine;
    private final Function<Program, Compiled> maker;
    private final Compiled steps;
    private volatile @Nullable Compiled methods;
    private @Nullable List<Object[]> kept = new ArrayList<>(); // until they are tried
    private int calls; // lost updates only delay it

    /// @param plan the plan
    /// @param machine what it was made for
    /// @param maker makes what runs a plan step by step
    Promising(Program plan, Machine machine, Function<Program, Compiled> maker) {
        this.plan = plan;
        this.machine = machine;
        this.maker = maker;
        this.steps = maker.apply(plan);
    }

    @Override
    public Object[] run(Object[] inputs) {
        var m = methods;
        if (m != null) {
            return m.run(inputs);
        }
        Object[] results = steps.run(inputs);
        if (calls < EARNED_CALLS) {
            count(inputs);
        }
        return results;
    }

    /// Counts a call that has succeeded. What the last of them were given is held until it has been tried.
    private void count(Object[] inputs) {
        int n = ++calls;
        if (n > EARNED_CALLS - KEPT) {
            keep(inputs, n == EARNED_CALLS);
        }
    }

    private synchronized void keep(Object[] inputs, boolean last) {
        var samples = kept;
        if (samples != null) {
            samples.add(inputs);
            if (last) {
                kept = null;
                earned(samples);
            }
        }
    }

    private void earned(List<Object[]> samples) {
        try {
            Turns.OF_PROCESS.offer(new Writing(samples));
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: it goes on step by step
        }
    }

    /// Writes the methods, and tries them.
    private final class Writing implements Turns.Task {
        private final List<Object[]> samples;
        private @Nullable Contest contest;

        Writing(List<Object[]> samples) {
            this.samples = samples;
        }

        @Override
        public long turn() {
            var started = contest;
            if (started != null) {
                return started.turn();
            }
            var written = SmallProgramWriter.write(plan, machine, maker);
            if (written.isEmpty()) {
                return OVER;
            }
            contest = new Trial(written.get(), samples);
            return 0;
        }
    }

    private final class Trial extends Contest {
        private final Compiled written;
        private final List<Object[]> samples;
        private int next;

        Trial(Compiled written, List<Object[]> samples) {
            super(CALLS);
            this.written = written;
            this.samples = samples;
        }

        private Object[] inputs() {
            next = (next + 1) % samples.size();
            return samples.get(next);
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
