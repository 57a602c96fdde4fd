package org.leibniz.ir;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.leibniz.NoValueException;
import org.leibniz.caller.UserLine;

/// The time during which a transformation runs a user's function. It decides three things only: whether an operation is
/// recorded or run, what a leaked value means, and how a [Variable] is read. What depends on what is decided by
/// reachability, never by traces.
public final class Trace {
    /// How a call, a branch or a loop is run whose value is asked for before it is differentiated: with what the
    /// derivative will need of the run, so that nothing runs again.
    @FunctionalInterface
    public interface Keeping {
        /// The program to run.
        ///
        /// @param program the operation as a program of its operands
        /// @param active by which of them it may be differentiated
        /// @return a program of the same parameters, with the same outputs and behind them what is kept
        Program keeping(Program program, boolean[] active);
    }

    /// From so many transformations, loops and branches in one another on, a stack that overflows does so on their
    /// account.
    static final int DEEP = 32;

    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();
    private static final ThreadLocal<long[]> CLOCK = ThreadLocal.withInitial(() -> new long[1]);
    // birth of the trace that was opened last, on whatever thread
    private static final AtomicLong YOUNGEST = new AtomicLong();
    private static final Trace[] NONE = {};
    // open, on whatever thread, and want variables
    private static final AtomicReference<Trace[]> WANTING = new AtomicReference<>(NONE);

    final TracePurpose purpose;
    final boolean dataless; // this trace or one around it has no data
    final @Nullable Trace parent;
    final long birth;
    private final int depth; // how many are around it
    final @Nullable Keeping keeping; // null if nothing is to be kept
    private @Nullable String what; // the method that a user called
    private @Nullable RecordedLines lines; // null if nobody knows whose function it runs
    private RecordedLines.@Nullable Noted noted; // nearly always null
    private volatile @Nullable ReadNumbers numbers; // nearly always null
    private volatile boolean closed;
    private volatile @Nullable Trace forward;
    private final Set<Variable> wanted;
    final Bindings bindings = new Bindings(this);

    /// Opens a trace inside the one that is current. It is younger than every trace that was opened before, also on
    /// other threads: a function may capture variables of a transformation that another thread has opened, and they are
    /// boundaries by their age.
    ///
    /// @param purpose what it is for
    /// @param wanted variables whose reads become variables of a gradient
    /// @param targets what the transformation is applied to; the trace is younger than all of it
    public Trace(TracePurpose purpose, Collection<Variable> wanted, Value... targets) {
        this(purpose, wanted, null, targets);
    }

    /// Opens a trace in which values that are read are kept for a derivative.
    ///
    /// @param purpose what it is for
    /// @param wanted variables whose reads become variables of a gradient
    /// @param keeping what to run where the value of a call, a branch or a loop is read; null to run it as it is
    /// @param targets what the transformation is applied to; the trace is younger than all of it
    public Trace(TracePurpose purpose, Collection<Variable> wanted, @Nullable Keeping keeping, Value... targets) {
        this.purpose = purpose;
        this.parent = current();
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.dataless = purpose.looking != null || parent != null && parent.dataless;
        this.keeping = dataless ? null : keeping;
        this.wanted = wanted.isEmpty() ? Set.of() : new LinkedHashSet<>(wanted);
        long oldest = 0;
        for (var v : targets) {
            var n = v.node();
            if (n != null) {
                oldest = Math.max(oldest, n.id);
            }
        }
        long latest = oldest;
        this.birth = YOUNGEST.updateAndGet(youngest -> tick(Math.max(youngest, latest)));
        if (purpose == TracePurpose.JIT || !wanted.isEmpty()) {
            WANTING.updateAndGet(this::among);
        }
    }

    private Trace[] among(Trace[] open) {
        Trace[] all = Arrays.copyOf(open, open.length + 1);
        all[open.length] = this;
        return all;
    }

    private Trace[] notAmong(Trace[] open) {
        Trace[] others = open.length == 1 ? NONE : new Trace[open.length - 1];
        int k = 0;
        for (var t : open) {
            if (t != this) {
                others[k++] = t;
            }
        }
        return others;
    }

    /// The open traces that want variables, on whatever thread.
    static Trace[] wanting() {
        return WANTING.get();
    }

    /// The birth of the trace that was opened last.
    static long youngest() {
        return YOUNGEST.get();
    }

    /// Whether reads of a variable are told from its value: differentiated by, or made an operand.
    boolean wants(Variable v) {
        return purpose == TracePurpose.JIT || wanted.contains(v);
    }

    /// Whether this trace is another one or around it.
    boolean isAround(@Nullable Trace inner) {
        Trace t = inner;
        while (t != null && t != this) {
            t = t.parent;
        }
        return t != null;
    }

    static long tick(long atLeast) {
        long[] clock = CLOCK.get();
        clock[0] = Math.max(clock[0], atLeast) + 1;
        return clock[0];
    }

    /// The innermost trace open on this thread. A task that was bound to one that has ended meanwhile runs in what is
    /// open around that.
    public static @Nullable Trace current() {
        Trace t = CURRENT.isBound() ? CURRENT.get() : null;
        while (t != null && t.closed) {
            t = t.parent;
        }
        return t;
    }

    /// Runs something inside this trace.
    ///
    /// @param <T> the type of the result
    /// @param body what to run
    /// @return its result
    public <T extends @Nullable Object> T run(ScopedValue.CallableOp<T, RuntimeException> body) {
        try {
            return ScopedValue.where(CURRENT, this).call(body);
        } catch (StackOverflowError e) {
            if (depth != DEEP) { // those inside have no stack left to say it, and those around are told
                throw e;
            }
            throw new IllegalStateException(
                    "transformations, loops and branches are nested deeper than the stack of this thread allows,"
                            + " more than " + DEEP
                            + " deep. A function that calls itself in a branch of Flow.cond has no end, since"
                            + " both branches are traced: write the recursion as Flow.whileLoop, or in Java outside "
                            + "of jit; where it has an end, use a"
                            + " thread with a larger stack (-Xss, or new Thread(group, task, name, bytes))",
                    e);
        }
    }

    /// Runs what of the user's comes after a transformed function. It sees what the function assigned, and may assign
    /// itself; all of that takes effect when it has returned, nothing if it throws.
    ///
    /// @param <T> the type of the result
    /// @param assigned variables that the function assigned, with their new values, as the surroundings see them
    /// @param then what to run
    /// @return its result
    public static <T extends @Nullable Object> T after(Map<Variable, Value> assigned,
            ScopedValue.CallableOp<T, RuntimeException> then) {
        var trace = new Trace(TracePurpose.AFTER, List.of());
        try {
            assigned.forEach(trace.bindings::assign);
            T made = trace.run(then);
            trace.propagate(trace.writes());
            return made;
        } finally {
            trace.close(trace.heir());
        }
    }

    /// A task that runs inside the trace that is current here and now, on whatever thread: parameters read there are
    /// found by the gradient.
    ///
    /// @param <T> the type of the result
    /// @param task the task
    /// @return the bound task
    public static <T> Callable<T> bound(Callable<T> task) {
        Trace here = current();
        return here == null ? task : () -> ScopedValue.where(CURRENT, here).call(task::call);
    }

    /// Says whose function runs in this trace, before it runs: where its first traces record what is noted, to be told
    /// of tensors that leak.
    ///
    /// @param function its class, null if it is no function of a user
    /// @param called the method that the user called, null if it is not known
    public void runs(@Nullable Class<?> function, @Nullable String called) {
        what = called;
        if (function != null) {
            lines = RecordedLines.of(function);
            noted = lines.note();
        }
    }

    /// Says whose hook runs in the current trace, if that is one for what comes after a function.
    public static void runsHook(Class<?> hook) {
        var here = current();
        if (here != null && here.purpose == TracePurpose.AFTER && here.lines == null) {
            here.runs(hook, here.what);
        }
    }

    /// Takes down where something is recorded, in the first traces of a function.
    void note(Node n) {
        var taken = noted;
        if (taken != null) {
            taken.add(n);
        }
    }

    /// The method that a user called, or what kind of a transformation it is.
    String what() {
        return what == null ? title() : what;
    }

    /// Whose function it is, where nobody has noted the lines; from now on the next trace does.
    ///
    /// @return the class that it is written in, null if it is not known
    @Nullable
    String writtenIn() {
        return lines == null ? null : lines.noteAgain();
    }

    /// The lines of its function, null if nobody knows whose it runs.
    @Nullable
    RecordedLines lines() {
        return lines;
    }

    /// What Java has read as numbers of what was recorded in this trace and in those inside.
    public @Nullable ReadNumbers numbers() {
        return numbers;
    }

    /// Takes down that Java reads a value as a number or numbers.
    public static void readAsNumbers(Value v) {
        var n = v.node();
        if (n != null && v.dtype().isFloating()) {
            Throwable stack = null; // of the function that reads, the same for all
            for (Trace t = n.trace.resolve(); t != null; t = t.parent) {
                var known = t.readsOfNumbers();
                if (known.lacks(n)) {
                    stack = stack == null && n.trace.noted != null ? new Throwable() : stack;
                    known.add(n, stack);
                }
            }
        }
    }

    /// A function may read on several threads.
    private synchronized ReadNumbers readsOfNumbers() {
        var known = numbers;
        if (known == null) {
            known = new ReadNumbers();
            numbers = known;
        }
        return known;
    }

    /// Where the function of this trace was applied.
    @Nullable
    String openedAt() {
        return noted == null ? null : noted.opened();
    }

    /// Where something was recorded in this trace.
    @Nullable
    String lineOf(Node n) {
        return noted == null ? null : noted.line(n);
    }

    /// Where an earlier call of the function recorded the same.
    @Nullable
    String lineOfEarlier(Node n) {
        return lines == null ? null : lines.remembered(n);
    }

    /// Whether parameters may be assigned here.
    boolean mayAssign() {
        return purpose != TracePurpose.BODY && purpose != TracePurpose.VMAP && purpose != TracePurpose.RULE;
    }

    /// A placeholder without data.
    ///
    /// @param type its type
    /// @param what for messages, such as `input 0`
    /// @return the placeholder
    public Value input(Type type, String what) {
        return new Node(new Leaf.Input(what), new Value[0], new Type[]{type}, this).outputs[0];
    }

    /// A variable of this transformation: a fresh identity of a value.
    public Value alias(Value target) {
        return new Node(new Mark.Alias(), new Value[]{target}, new Type[]{target.type()}, this).outputs[0];
    }

    /// Ends this trace. Values recorded in it belong to `heir` from now on; without one they have leaked.
    ///
    /// @param heir the trace around that they belong to, or null
    public void close(@Nullable Trace heir) {
        if (!closed) {
            forward = heir;
            closed = true;
            numbers = null; // they would keep what they were computed from
            if (noted != null) {
                noted.close(birth);
            }
            if (purpose == TracePurpose.JIT || !wanted.isEmpty()) {
                WANTING.updateAndGet(this::notAmong);
            }
        }
    }

    /// The open trace that values recorded here belong to now.
    ///
    /// @return it, or null if they have leaked
    @Nullable
    Trace resolve() {
        Trace t = this;
        while (t != null && t.closed) {
            t = t.forward;
        }
        return t;
    }

    /// The trace around this one that its results belong to when it ends: the youngest open one that anything it used
    /// was recorded in, else the one around if that has no data.
    ///
    /// @param used what the results are computed from
    /// @return the heir, or null if results can be computed now
    public @Nullable Trace heir(Value... used) {
        Trace heir = null;
        for (var v : used) {
            var n = v.node();
            Trace t = n == null ? null : n.trace.resolve();
            if (t != null && t != this && t.birth < birth && (heir == null || t.birth > heir.birth)) {
                heir = t;
            }
        }
        return heir == null && parent != null && parent.dataless ? parent : heir;
    }

    /// What to tell someone who asks for a value that is not there.
    ///
    /// @param which the value
    /// @return the exception, for a trace without data
    NoValueException noValue(String which) {
        for (Trace t = this; t != null; t = t.parent) {
            if (t.purpose.looking != null) {
                return new NoValueException("no value here" + UserLine.here() + ": inside " + t.title() + " a tensor ("
                        + which
                        + ") stands for all values that it will have. For a decision on data use Flow.cond, "
                        + "Flow.whileLoop or where;"
                        + " to look at a value, " + t.purpose.looking);
            }
        }
        throw new IllegalStateException("a trace in which values are there");
    }

    /// Its name for messages.
    String title() {
        return purpose.title;
    }

    /// Whether this trace or one around it has no data.
    ///
    /// @return true inside jit, vmap and bodies
    public boolean isDataless() {
        return dataless;
    }

    /// The trace around this one.
    public @Nullable Trace parent() {
        return parent;
    }

    // ---- variables

    /// The variables read here through this trace itself: operands under `jit`, the wanted ones under `grad`. In the
    /// order of their first read.
    ///
    /// @return each with the value that stands for it
    public Map<Variable, Value> reads() {
        return bindings.reads();
    }

    /// The variables assigned here, with their last values.
    ///
    /// @return each with its new value
    public Map<Variable, Value> writes() {
        return bindings.writes();
    }

    /// Passes assignments on to the trace around, or commits them: all or, if a value cannot be computed, none.
    ///
    /// @param assigned variables with their new values, as the surroundings see them
    public void propagate(Map<Variable, Value> assigned) {
        if (parent == null) {
            assigned.values().forEach(Value::force);
            assigned.forEach(Variable::commit);
        } else {
            assigned.forEach(parent.bindings::assign);
        }
    }
}
