package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.cpu.PlanCheck.Access;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Stage.Task;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Program;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Scratch;
import org.leibniz.memory.Sized;
import org.leibniz.routine.Workers;

/// A program ready to run: steps over numbered values. Any number of threads may run it; each run has a state of its own.
final class Executable implements Sized {
    /// Steps, none of which takes long or else asks itself, between two questions whether the thread has been interrupted: a power of two.
    private static final int MANY = 64;

    /// Bytes from which on a table, which is quickly made again, belongs to the working memory and not to what is compiled.
    private static final int LARGE = 1 << 16;

    private final Step[] steps;
    private final int parameters;
    private final int[] outputs; // values
    private final Object[] initial; // tables that are not large
    private final List<Table> large = new ArrayList<>();
    private final MemoryPlan plan = new MemoryPlan();
    private final int[] buffer; // for each value its array in the plan, or -1
    private final int kernels;

    /// States at rest: as many as may be of use at a time.
    private final Scratch<State> idle;

    private Executable(Compiler compiler, Program program) {
        var schedule = Schedule.of(program);
        var stages = schedule.stages();
        this.parameters = program.params();
        var values = new ArrayList<Term>();
        for (var p : schedule.parameters) {
            value(p, values);
        }
        for (var t : schedule.tables()) {
            value(t, values);
        }
        for (var s : stages) {
            for (var t : written(s)) {
                value(t, values);
            }
        }
        this.initial = new Object[values.size()];
        this.buffer = new int[values.size()];
        Arrays.fill(buffer, -1);
        for (var t : schedule.tables()) {
            var data = Objects.requireNonNull(t.data);
            long bytes = (long) t.size * t.dtype.bytes();
            if (bytes > LARGE) {
                large.add(new Table(t.value, bytes, data));
            } else {
                initial[t.value] = data.get();
            }
        }
        share(stages, values);
        var all = new ArrayList<Step>();
        int count = 0;
        for (var s : stages) {
            if ((all.size() & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted(); // what was not finished is not remembered
            }
            fresh(s, all);
            if (s instanceof Task t) {
                all.add(Routines.step(compiler, t));
            } else if (s instanceof Group g && g.n > 0) {
                all.add(Assembler.kernel(g, count++, compiler.tier()));
            }
        }
        this.kernels = count;
        this.steps = all.toArray(new Step[0]);
        this.outputs = new int[schedule.outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = schedule.outputs[i].term().value;
        }
        this.idle = new Scratch<>(Runtime.getRuntime().availableProcessors() + 1, stateBytes(), this::state);
        assert PlanCheck.isSound(buffer, given(), accesses(stages), outputs);
    }

    /// Compiles a program.
    static Executable of(Compiler compiler, Program program) {
        return new Executable(compiler, program);
    }

    private static void value(Term t, List<Term> values) {
        if (t.value < 0) {
            t.value = values.size();
            values.add(t);
        }
    }

    private static List<Term> written(Stage s) {
        if (s instanceof Task t) {
            return Arrays.asList(t.out);
        }
        var stored = new ArrayList<Term>();
        if (s instanceof Group g) {
            for (var t : g.terms) {
                if (t.stored) {
                    stored.add(t);
                }
            }
        }
        return stored;
    }

    /// Gives intermediate results their arrays.
    private void share(List<Stage> stages, List<Term> values) {
        int[] last = new int[values.size()];
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) instanceof Task task) {
                for (var x : task.in) {
                    last[x.term().value] = i;
                }
            } else if (stages.get(i) instanceof Group g) {
                for (var t : g.terms) {
                    for (var x : t.in) {
                        if (x.term().value >= 0) {
                            last[x.term().value] = i;
                        }
                    }
                }
            }
        }
        var ending = new ArrayList<List<Term>>();
        for (int i = 0; i < stages.size(); i++) {
            ending.add(null);
        }
        for (int i = 0; i < stages.size(); i++) {
            boolean own = stages.get(i) instanceof Task t && t.allocates();
            for (var t : written(stages.get(i))) {
                if (!t.escapes && !own) {
                    buffer[t.value] = plan.take(t.dtype, t.size);
                    t.padded = true;
                    int end = Math.max(i, last[t.value]);
                    var list = ending.get(end);
                    if (list == null) {
                        list = new ArrayList<>();
                        ending.set(end, list);
                    }
                    list.add(t);
                }
            }
            var list = ending.get(i);
            if (list != null) {
                for (var t : list) {
                    plan.release(buffer[t.value]);
                }
            }
        }
    }

    /// Which values are there when a run begins.
    private boolean[] given() {
        boolean[] given = new boolean[buffer.length];
        for (int v = 0; v < given.length; v++) {
            given[v] = v < parameters || initial[v] != null;
        }
        for (var t : large) {
            given[t.value] = true;
        }
        return given;
    }

    /// What each stage reads and writes: of kernels as they are compiled.
    private List<Access> accesses(List<Stage> stages) {
        var kernel = Arrays.stream(steps).filter(Kernel.class::isInstance).map(Kernel.class::cast).iterator();
        var accesses = new ArrayList<Access>();
        for (var s : stages) {
            if (s instanceof Group g && g.n > 0) {
                accesses.add(kernel.next().access());
            } else if (s instanceof Task t) {
                int[] reads = Arrays.stream(t.in).mapToInt(x -> x.term().value).toArray();
                accesses.add(new Access(t.op, reads, values(written(t)), t.allocates()));
            } else {
                accesses.add(new Access("a kernel of nothing", new int[0], values(written(s)), false));
            }
        }
        return accesses;
    }

    private static int[] values(List<Term> terms) {
        return terms.stream().mapToInt(t -> t.value).toArray();
    }

    /// A table that every state has to itself.
    private record Table(int value, long bytes, Supplier<Object> maker) {}

    /// New arrays for what may outlive the run.
    private record Fresh(int[] values, DType[] dtypes, int[] sizes) implements Step {
        @Override
        public void run(State state) {
            for (int i = 0; i < values.length; i++) {
                state.values[values[i]] = Buffers.allocate(dtypes[i], sizes[i]);
            }
        }
    }

    private void fresh(Stage s, List<Step> steps) {
        if (s instanceof Task t && t.allocates()) {
            return;
        }
        var fresh = new ArrayList<Term>();
        for (var t : written(s)) {
            if (buffer[t.value] < 0) {
                fresh.add(t);
            }
        }
        if (!fresh.isEmpty()) {
            int[] v = new int[fresh.size()];
            DType[] d = new DType[v.length];
            int[] n = new int[v.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = fresh.get(i).value;
                d[i] = fresh.get(i).dtype;
                n[i] = fresh.get(i).size;
            }
            steps.add(new Fresh(v, d, n));
        }
    }

    // ---- running

    /// Runs the program.
    Object[] run(Object[] inputs) {
        State own = idle.take();
        State state = own.started();
        Object[] values = state.values;
        System.arraycopy(inputs, 0, values, 0, parameters);
        for (int i = 0; i < steps.length; i++) {
            if ((i & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted();
            }
            steps[i].run(state);
        }
        Object[] results = new Object[outputs.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = values[outputs[i]];
        }
        idle.give(own);
        return results;
    }

    private State state() {
        Object[] values = initial.clone();
        var buffers = plan.buffers();
        Object[] arrays = new Object[buffers.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = Buffers.allocate(buffers.get(i).dtype, buffers.get(i).length);
        }
        for (int v = 0; v < values.length; v++) {
            if (buffer[v] >= 0) {
                values[v] = arrays[buffer[v]];
            }
        }
        for (var t : large) {
            values[t.value] = t.maker.get();
        }
        return new State(values, kernels);
    }

    // ---- memory

    private long stateBytes() {
        long sum = 64L + 8L * initial.length;
        for (var b : plan.buffers()) {
            sum += Budget.array((long) b.dtype.bytes() * b.length);
        }
        for (var t : large) {
            sum += Budget.array(t.bytes);
        }
        for (var s : steps) {
            sum += s instanceof Kernel k ? k.frameBytes() : 0;
        }
        return sum;
    }

    /// Its code and tables. States are counted by their store, but for the lightest.
    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        long state = stateBytes();
        long sum = 500L + 24L * initial.length + (state < Scratch.LIGHT ? state : 0);
        for (var table : initial) {
            sum += Budget.array(table);
        }
        for (var s : steps) {
            sum += s instanceof Kernel k ? k.bytes() : 300;
        }
        return sum;
    }

    /// One line a step.
    @Override
    public String toString() {
        var b = new StringBuilder();
        for (var s : steps) {
            if (!(s instanceof Fresh)) {
                b.append(b.isEmpty() ? "" : "\n").append(s);
            }
        }
        return b.toString();
    }
}
