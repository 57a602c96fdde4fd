package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.cpu.PlanCheck.Access;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Scratch;
import org.leibniz.plan.Plan;
import org.leibniz.routine.Workers;

/// A plan ready to run on a [Backend]: steps over numbered values. Any number of threads may run it; each run has a
/// state of its own.
///
/// A value is an array of the plan: a parameter, a table (known when the plan is compiled), a result. Slots that are
/// another shape of one array are one value. A result that outlives the run, or that an operation may keep, is a new
/// array in each run; the others share arrays ([MemoryPlan]).
final class Executable extends Compiled {
    /// Steps, none of which takes long or else asks itself, between two questions whether the thread has been
    /// interrupted: a power of two.
    private static final int MANY = 64;

    /// Bytes from which on a table, which is quickly made again, belongs to the working memory and not to what is
    /// compiled.
    private static final int LARGE = 1 << 16;

    private final Backend backend;
    private final Step[] steps;
    private final int parameters;
    private final int[] outputs; // values
    private final Type[] outputTypes;
    private final boolean[] mayBeTable; // by output
    private final Object[] initial; // tables that are not large
    private final List<Known> large = new ArrayList<>();
    private final MemoryPlan memory = new MemoryPlan();
    private final int[] buffer; // for each value its array in the memory plan, or -1
    private final int places; // in each state
    private final long codeBytes;
    private final long stateBytes;

    /// States at rest: as many as may be of use at a time.
    private final Scratch<State> idle;

    /// Compiles a plan.
    ///
    /// @param given parameters whose arrays results may take
    Executable(Compiler compiler, Program plan, BitSet given) {
        this.backend = compiler.backend();
        this.parameters = plan.params();
        int[] value = PlanArrays.of(plan);
        this.outputs = plan.ofOutputs(value);
        this.outputTypes = plan.outputTypes();
        this.mayBeTable = new boolean[outputs.length];
        int[] makers = plan.makers();
        for (int i = 0; i < outputs.length; i++) {
            int maker = makers[outputs[i]];
            mayBeTable[i] = maker >= 0
                    && (plan.op(maker) instanceof Leaf || !PlanArrays.isNew(plan, maker, value));
        }
        var sites = sites(plan, value);
        int[] last = lastReads(sites, plan.slots());
        int[] shared = share(sites, last);
        var donation = new Donations(plan, sites, last, given, outputs);
        var wanted = new Wanted(shared, donation);
        for (int i = 0; i < sites.length; i++) {
            if (plan.op(i) instanceof Leaf leaf) {
                wanted.tables.add(known(value[plan.out(i)], plan.type(plan.out(i)), leaf));
            }
        }
        this.steps = steps(compiler, sites, shared, wanted, donation);
        this.places = wanted.places;
        this.buffer = Arrays.copyOf(shared, wanted.values);
        Arrays.fill(buffer, shared.length, buffer.length, -1);
        this.initial = new Object[buffer.length];
        long code = 500 + 24L * buffer.length;
        long state = 64 + 8L * buffer.length + wanted.placeBytes;
        for (var t : wanted.tables) {
            if (t.bytes > LARGE) {
                large.add(t);
                state += Budget.array(t.bytes);
            } else {
                initial[t.value] = t.make(backend);
                code += Budget.array(t.bytes);
            }
        }
        for (var b : memory.buffers()) {
            state += Budget.array((long) b.dtype.bytes() * b.length);
        }
        this.codeBytes = code;
        this.stateBytes = state;
        this.idle = new Scratch<>(Runtime.getRuntime().availableProcessors() + 1, state, this::state);
        assert PlanCheck.isSound(donation.arrays(buffer, memory.buffers().size()), given(),
                accesses(sites, donation), outputs, memory.buffers().size());
    }

    private Step[] steps(Compiler compiler, @Nullable Site[] sites, int[] shared, Wanted wanted, Donations donation) {
        var all = new ArrayList<Step>();
        for (var site : sites) {
            if (site == null) {
                continue;
            }
            if ((all.size() & MANY - 1) == MANY - 1) {
                Workers.checkInterrupted(); // what was not finished is not remembered
            }
            fresh(site, shared, donation, all);
            if (site.op() instanceof Composite.Kernel(var body, var _)) {
                if (Plan.isRoutine(body)) {
                    all.add(backend.routine(site));
                } else if (!site.isEmpty()) {
                    all.add(backend.kernel(site, wanted));
                }
            } else if (site.op() instanceof Composite.Flow op) {
                all.add(flow(compiler, site, op));
            } else if (site.op() instanceof Op.OnStacks op) {
                all.add(new StackStep(compiler, site, op));
            } else {
                all.add(backend.routine(site));
            }
        }
        return all.toArray(new Step[0]);
    }

    /// A loop over a few numbers is methods of Java in a large program, too.
    private Step flow(Compiler compiler, Site site, Composite.Flow op) {
        if (op instanceof Composite.Loop && !Site.hasStack(site.inTypes()) && !Site.hasStack(site.outTypes())) {
            var methods = backend.methods(site.alone(), compiler.steps());
            if (methods.isPresent()) {
                return new MethodStep(methods.get(), site.in(), site.out());
            }
        }
        return new FlowStep(compiler, site, op);
    }

    /// The operations that are steps; null for the others.
    private static @Nullable Site[] sites(Program plan, int[] value) {
        var sites = new Site[plan.size()];
        for (int i = 0; i < sites.length; i++) {
            if (plan.op(i) instanceof Op.Whole) {
                sites[i] = Site.of(plan, i, value);
            }
        }
        return sites;
    }

    /// For each value the last operation that reads it.
    private static int[] lastReads(@Nullable Site[] sites, int values) {
        int[] last = new int[values];
        Arrays.fill(last, -1);
        for (int i = 0; i < sites.length; i++) {
            var site = sites[i];
            for (int j = 0; site != null && j < site.in().length; j++) {
                last[site.in()[j]] = i;
            }
        }
        return last;
    }

    /// Gives intermediate results their arrays.
    private int[] share(@Nullable Site[] sites, int[] last) {
        int values = last.length;
        boolean[] escapes = new boolean[values];
        for (int v : outputs) {
            escapes[v] = true;
        }
        for (var site : sites) {
            for (int j = 0; site != null && j < site.in().length; j++) {
                escapes[site.in()[j]] |= site.keeps(j);
            }
        }
        int[] shared = new int[values];
        Arrays.fill(shared, -1);
        int[] next = new int[values]; // the other value that ends with the same step, plus one
        int[] ending = new int[sites.length]; // a value that ends with this step, plus one
        for (int i = 0; i < sites.length; i++) {
            var site = sites[i];
            if (site != null && !site.allocates()) {
                for (int j = 0; j < site.out().length; j++) {
                    int v = site.out()[j];
                    if (!escapes[v] && !site.reads(v)) {
                        var type = site.outTypes()[j];
                        shared[v] = memory.take(type.dtype(), type.shape().size());
                        int end = Math.max(i, last[v]);
                        next[v] = ending[end];
                        ending[end] = v + 1;
                    }
                }
            }
            for (int v = ending[i] - 1; v >= 0; v = next[v] - 1) {
                memory.release(shared[v]);
            }
        }
        return shared;
    }

    // ---- what there is beside the results

    /// What kernels want, found as they are prepared.
    private static final class Wanted implements Workspace {
        private final int[] shared;
        private final Donations donation;
        private final List<Known> tables = new ArrayList<>();
        private int values;
        private int places;
        private long placeBytes;

        Wanted(int[] shared, Donations donation) {
            this.shared = shared;
            this.donation = donation;
            this.values = shared.length;
        }

        @Override
        public boolean isRoomy(int value) {
            return value < shared.length && shared[value] >= 0;
        }

        @Override
        public int takenFrom(int value) {
            return donation.takenFrom(value);
        }

        @Override
        public int table(long bytes, Supplier<Object> maker) {
            tables.add(new Known(values, bytes, maker));
            return values++;
        }

        @Override
        public int place(long bytes) {
            placeBytes += bytes;
            return places++;
        }
    }

    /// A table that every state has to itself if it is large.
    private record Known(int value, long bytes, Supplier<Object> maker) {
        Object make(Backend backend) {
            var made = maker.get();
            return made instanceof Stack ? made : backend.write(made);
        }
    }

    private static Known known(int value, Type type, Leaf leaf) {
        long bytes = type.isStack() ? 0 : (long) type.shape().size() * type.dtype().bytes();
        return new Known(value, bytes, new Table(leaf));
    }

    /// New arrays for what may outlive the run. The JVM clears them, which takes large ones as long as a kernel.
    ///
    /// @param shared whether the workers make them together
    private record Fresh(Backend backend, int[] values, DType[] dtypes, int[] sizes, boolean shared) implements Step {
        /// Bytes from which on they do.
        private static final long LARGE = 1 << 20;

        static Fresh of(Backend backend, int[] values, DType[] dtypes, int[] sizes) {
            long bytes = 0;
            for (int i = 0; i < values.length; i++) {
                bytes += (long) sizes[i] * dtypes[i].bytes();
            }
            return new Fresh(backend, values, dtypes, sizes, values.length > 1 && bytes >= LARGE);
        }

        @Override
        public void run(State state) {
            if (shared) {
                Workers.parallel(values.length, i -> allocate(state, i));
            } else {
                for (int i = 0; i < values.length; i++) {
                    allocate(state, i);
                }
            }
        }

        private void allocate(State state, int i) {
            state.values[values[i]] = backend.allocate(dtypes[i], sizes[i]);
        }
    }

    /// The array of a parameter that was given up, for a result.
    private record Taken(int value, int parameter) implements Step {
        @Override
        public void run(State state) {
            state.values[value] = state.values[parameter];
        }
    }

    private void fresh(Site site, int[] shared, Donations donation, List<Step> steps) {
        if (site.allocates()) {
            return;
        }
        int count = 0;
        int[] v = new int[site.out().length];
        DType[] d = new DType[v.length];
        int[] n = new int[v.length];
        for (int j = 0; j < v.length; j++) {
            int value = site.out()[j];
            if (site.reads(value)) {
                continue; // it is there, and added to
            }
            if (donation.takenFrom(value) >= 0) {
                steps.add(new Taken(value, donation.takenFrom(value)));
            } else if (shared[value] < 0) {
                v[count] = value;
                d[count] = site.outTypes()[j].dtype();
                n[count++] = site.outTypes()[j].shape().size();
            }
        }
        if (count > 0) {
            steps.add(Fresh.of(backend, Arrays.copyOf(v, count), Arrays.copyOf(d, count), Arrays.copyOf(n, count)));
        }
    }

    // ---- for the assertion

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

    /// What each step reads and writes.
    private static List<Access> accesses(@Nullable Site[] sites, Donations donation) {
        var accesses = new ArrayList<Access>();
        for (var site : sites) {
            if (site != null) {
                int[] written = Arrays.stream(site.out()).filter(v -> !site.reads(v)).toArray();
                accesses.add(new Access(site.op().name(), site.in(), written, site.allocates(),
                        donation.overwritten(site)));
            }
        }
        return accesses;
    }

    // ---- running

    @Override
    public Object[] run(Object[] inputs) {
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
            Object result = values[outputs[i]];
            results[i] = mayBeTable[i] && isTable(result, own) ? backend.write(copy(i, result)) : result;
        }
        idle.give(own);
        return results;
    }

    /// Whether it is an array that other runs read: then it is copied for who gets it, who may give it up.
    private boolean isTable(Object result, State own) {
        for (var table : initial) {
            if (table == result && !(result instanceof Stack)) {
                return true;
            }
        }
        for (var t : large) {
            if (own.values[t.value] == result) {
                return true;
            }
        }
        return false;
    }

    private Object copy(int output, Object result) {
        return Buffers.copy(outputTypes[output].dtype(), backend.read(result));
    }

    private State state() {
        Object[] values = initial.clone();
        var buffers = memory.buffers();
        Object[] arrays = new Object[buffers.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = backend.allocate(buffers.get(i).dtype, buffers.get(i).length);
        }
        for (int v = 0; v < values.length; v++) {
            if (buffer[v] >= 0) {
                values[v] = arrays[buffer[v]];
            }
        }
        for (var t : large) {
            values[t.value] = t.make(backend);
        }
        return new State(values, places);
    }

    // ---- memory

    /// Its code and tables. States are counted by their store, but for the lightest.
    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        long sum = codeBytes + (stateBytes < Scratch.LIGHT ? stateBytes : 0);
        for (var s : steps) {
            sum += s.bytes(parts);
        }
        return sum;
    }

    /// One line a step.
    @Override
    public String toString() {
        var b = new StringBuilder();
        for (var s : steps) {
            if (!(s instanceof Fresh) && !(s instanceof Taken)) {
                b.append(b.isEmpty() ? "" : "\n").append(s);
            }
        }
        return b.toString();
    }
}
