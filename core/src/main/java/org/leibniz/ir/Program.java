package org.leibniz.ir;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Sized;

/// A closed, typed, straight-line program: parameters, operations in order, outputs. Immutable. Values are *slots*: the
/// parameters first, then the outputs of each operation.
///
/// ```
/// { a: f32[3], b: f32[3]
///   c: f32[3] = mul a b
///   d: f32 = reduce[sum, [0]] c
///   return d }
/// ```
///
/// Programs derived from one (its gradient, its executable) are memoised on it and live as long as it does. What they
/// are keyed by has no size that could be another one at the next call: those go to the [Cache].
public final class Program implements Sized {
    /// So many things are memoised at most; one of a hundred parameters has one gradient mostly, and could have 2^100.
    private static final int MEMOS = 64;

    private final Type[] types; // of every slot
    private final int params;
    private final Op[] ops;
    private final int[] ins; // operand slots of all operations, one after the other
    private final int[] inStart; // where those of operation i begin; one more entry for the end
    private final int[] outStart; // first output slot of operation i; one more entry for the end
    private final int[] outs;
    private final int hash;
    private final boolean hooks;
    private final int depth;
    private final ConcurrentHashMap<Object, Object> memo = new ConcurrentHashMap<>(4);
    private volatile @Nullable Object origin;

    /// Makes a program.
    ///
    /// @param params the types of its parameters
    /// @param ops its operations
    /// @param operands for each operation its operand slots
    /// @param outs the slots of its outputs
    public Program(Type[] params, Op[] ops, int[][] operands, int[] outs) {
        int[] outStart = new int[ops.length + 1];
        Type[] all = Arrays.copyOf(params, params.length + ops.length + 8);
        int slot = params.length;
        for (int i = 0; i < ops.length; i++) {
            Type[] given = new Type[operands[i].length];
            for (int j = 0; j < given.length; j++) {
                given[j] = all[operands[i][j]];
            }
            outStart[i] = slot;
            for (Type t : Typing.types(ops[i], given)) {
                if (slot == all.length) {
                    all = Arrays.copyOf(all, 2 * slot);
                }
                all[slot++] = t;
            }
        }
        outStart[ops.length] = slot;
        this(Arrays.copyOf(all, slot), params.length, ops.clone(), operands, outStart, outs);
    }

    /// The same, when the types are known: what a [Writer] wrote.
    Program(Type[] types, int params, Op[] ops, int[][] operands, int[] outStart, int[] outs) {
        this.params = params;
        this.ops = ops;
        this.outs = outs.clone();
        this.types = types;
        this.outStart = outStart;
        this.inStart = new int[ops.length + 1];
        for (int i = 0; i < ops.length; i++) {
            inStart[i + 1] = inStart[i] + operands[i].length;
        }
        this.ins = new int[inStart[ops.length]];
        int h = 1;
        for (int i = 0; i < params; i++) {
            h = 31 * h + types[i].hashCode();
        }
        boolean anyHook = false;
        int deepest = 0;
        for (int i = 0; i < ops.length; i++) {
            anyHook |= ops[i].hasHooks();
            deepest = Math.max(deepest, ops[i].depth());
            int[] o = operands[i];
            System.arraycopy(o, 0, ins, inStart[i], o.length);
            h = (31 * h + ops[i].hashCode()) * 31 + Arrays.hashCode(o);
        }
        this.hash = 31 * h + Arrays.hashCode(outs);
        this.hooks = anyHook;
        this.depth = deepest + 1;
    }

    // ---- structure

    /// The number of parameters.
    public int params() {
        return params;
    }

    /// The number of operations.
    public int size() {
        return ops.length;
    }

    /// An operation.
    public Op op(int i) {
        return ops[i];
    }

    /// The number of operands of an operation.
    public int arity(int i) {
        return inStart[i + 1] - inStart[i];
    }

    /// An operand of an operation.
    public int in(int i, int j) {
        return ins[inStart[i] + j];
    }

    /// The first output slot of an operation; the others follow.
    public int out(int i) {
        return outStart[i];
    }

    /// The number of outputs of an operation.
    public int results(int i) {
        return outStart[i + 1] - outStart[i];
    }

    /// The number of slots.
    public int slots() {
        return types.length;
    }

    /// The type of a slot; the first are the parameters.
    public Type type(int slot) {
        return types[slot];
    }

    /// The number of outputs.
    public int outputs() {
        return outs.length;
    }

    /// The slot of an output.
    public int outSlot(int i) {
        return outs[i];
    }

    /// The type of an output.
    public Type output(int i) {
        return types[outs[i]];
    }

    /// Whether an output is a zero that is written in the program.
    ///
    /// @param i which output
    /// @return true for an output that is `0` for every input
    public boolean isZero(int i) {
        int at = Arrays.binarySearch(outStart, outs[i]);
        while (at >= 0 && at + 1 < ops.length && outStart[at + 1] == outs[i]) { // past operations without results
            at++;
        }
        return at >= 0 && at < ops.length && ops[at] instanceof Leaf.Fill(var _, var number) && number == 0;
    }

    /// Whether any of some slots is an operand or an output.
    ///
    /// @param from the first of the slots
    /// @param to the end of the slots, exclusive
    /// @return true if one of them is used
    public boolean uses(int from, int to) {
        return Arrays.stream(ins).anyMatch(s -> s >= from && s < to)
                || Arrays.stream(outs).anyMatch(s -> s >= from && s < to);
    }

    /// The types of the parameters.
    public Type[] paramTypes() {
        return Arrays.copyOf(types, params);
    }

    /// The types of the outputs.
    public Type[] outputTypes() {
        return ofOutputs(types);
    }

    /// Whether one of the operations [has hooks][Op#hasHooks()].
    ///
    /// @return true if there is a hook in it
    public boolean hasHooks() {
        return hooks;
    }

    // ---- lists of what there is for each slot: values, types, truth values, other slots

    /// What there is for the operands of an operation.
    ///
    /// @param <A> an array
    /// @param i the operation
    /// @param ofSlots one a slot, as far as they are known by now
    /// @return one an operand
    public <A> A ofOperands(int i, A ofSlots) {
        return Slices.pick(ofSlots, ins, inStart[i], inStart[i + 1]);
    }

    /// What there is for the outputs of an operation.
    ///
    /// @param <A> an array
    /// @param i the operation
    /// @param ofSlots one a slot
    /// @return one an output of the operation
    public <A> A ofResults(int i, A ofSlots) {
        return Slices.part(ofSlots, outStart[i], results(i));
    }

    /// What there is for the outputs.
    public <A> A ofOutputs(A ofSlots) {
        return Slices.pick(ofSlots, outs, 0, outs.length);
    }

    /// The operation that computes each slot.
    ///
    /// @return its number, -1 for a parameter
    public int[] makers() {
        int[] makers = new int[types.length];
        Arrays.fill(makers, 0, params, -1);
        for (int i = 0; i < ops.length; i++) {
            Arrays.fill(makers, outStart[i], outStart[i + 1], i);
        }
        return makers;
    }

    /// The types of the operands of an operation.
    public Type[] operandTypes(int i) {
        return ofOperands(i, types);
    }

    /// The types of the outputs of an operation.
    public Type[] resultTypes(int i) {
        return ofResults(i, types);
    }

    // ---- use

    /// Applies the operations one by one to values, so that they are recorded where the values are traced: the program
    /// is written out there.
    public Value[] apply(Value... arguments) {
        if (arguments.length != params) {
            throw new IllegalStateException(
                    "a program of " + params + " parameters is applied to " + arguments.length + " arguments");
        }
        Value[] env = Arrays.copyOf(arguments, types.length);
        for (int i = 0; i < ops.length; i++) {
            Value[] out = step(i, env);
            System.arraycopy(out, 0, env, outStart[i], out.length);
        }
        return ofOutputs(env);
    }

    /// Applies one operation to the values of an environment.
    ///
    /// @param i the operation
    /// @param env a value for each slot that is known by now
    /// @return the outputs of the operation
    public Value[] step(int i, Value[] env) {
        if (ops[i] instanceof Leaf.Fill(var type, var number) && !type.isStack()) {
            return new Value[]{Value.literal(type, number)};
        }
        return Value.bind(ops[i], ofOperands(i, env));
    }

    /// The same computation with other parameters in another order.
    ///
    /// @param all the new parameters
    /// @param from for each old parameter the number of the new one that it is
    /// @return the program
    public Program rewire(Type[] all, int... from) {
        int[][] operands = new int[ops.length][];
        int shift = all.length - params;
        for (int i = 0; i < ops.length; i++) {
            operands[i] = new int[arity(i)];
            for (int j = 0; j < operands[i].length; j++) {
                int s = in(i, j);
                operands[i][j] = s < params ? from[s] : s + shift;
            }
        }
        int[] o = new int[outs.length];
        for (int i = 0; i < o.length; i++) {
            o[i] = outs[i] < params ? from[outs[i]] : outs[i] + shift;
        }
        return new Program(all, ops, operands, o);
    }

    /// Writes a program by running a rule on placeholders. The rule may use nothing from outside but its arguments.
    ///
    /// @param rule from parameters to outputs
    /// @param params the types of the parameters
    /// @return the program
    public static Program of(Function<Value[], Value[]> rule, Type... params) {
        var trace = new Trace(TracePurpose.RULE, java.util.List.of());
        try {
            return trace.run(() -> {
                Value[] in = new Value[params.length];
                for (int i = 0; i < in.length; i++) {
                    in[i] = trace.input(params[i], "parameter ".concat(Integer.toString(i)));
                }
                return Extract.closed(trace, in, rule.apply(in));
            });
        } finally {
            trace.close(null);
        }
    }

    /// A thing derived from this program, made once, or once more after a great many others.
    ///
    /// @param <T> its type
    /// @param key what it is, with `equals`; no number in it is one of a run
    /// @param maker makes it; may be called more than once by concurrent threads, one result wins
    /// @return it
    @SuppressWarnings("unchecked")
    public <T> T memo(Object key, Supplier<T> maker) {
        Object found = memo.get(key);
        if (found == null) {
            Object made = made(maker); // not inside computeIfAbsent: makers derive further programs from this one
            if (memo.size() >= MEMOS) {
                memo.clear(); // start over, what is needed comes back
            }
            Object raced = memo.putIfAbsent(key, made);
            found = raced == null ? made : raced;
            if (raced == null && made instanceof Sized s && made != this) {
                long[] programs = {0};
                long own = s.bytes(part -> programs[0] += part instanceof Program p ? p.ownBytes() : 0);
                Budget.made(own + programs[0]);
            }
        }
        return (T) found;
    }

    /// A thing derived from this program and a size that may be another one at the next call, remembered for some time.
    ///
    /// @param <T> its type
    /// @param key what it is, with `equals`
    /// @param maker makes it; may be called more than once
    /// @return it
    public <T extends Sized> T remembered(Object key, Supplier<T> maker) {
        // what a hook has captured must not be kept for others' sake
        return hooks ? memo(key, maker) : Cache.derived(this, key, () -> made(maker));
    }

    /// The program that does the same, as it is remembered for all who write it alike.
    ///
    /// @return this one, or one equal to it
    public Program interned() {
        int[] code = new int[ops.length + ins.length];
        int at = 0;
        for (int i = 0; i < ops.length; i++) {
            code[at++] = arity(i);
            for (int j = 0; j < arity(i); j++) {
                code[at++] = in(i, j);
            }
        }
        return Cache.intern(new ProgramStructure(paramTypes(), 0, ops, ops.length, code, code.length, outs), hooks);
    }

    /// What this program was made of: not a memo, since nothing else knows it.
    public @Nullable Object origin() {
        return origin;
    }

    /// Tells what this program was made of.
    ///
    /// @param whole what it is a part of
    public void madeOf(Object whole) {
        origin = whole;
    }

    private long ownBytes() {
        return 200 + 28L * types.length + 24L * ops.length
                + 4L * (ins.length + inStart.length + outStart.length + outs.length);
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        for (var op : ops) {
            op.programs().forEach(parts);
        }
        memo.values().forEach(parts);
        parts.accept(origin);
        return ownBytes() + 64L * memo.size();
    }

    private <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    /// How deep programs are nested: 1 for one without any.
    int depth() {
        return depth;
    }

    /// What to throw where the stack did not suffice for this program.
    Error tooDeep(StackOverflowError e) {
        if (depth < Trace.DEEP) {
            return e; // it is not on account of this program
        }
        throw new IllegalStateException("loops and branches are nested deeper than the stack of this thread allows to"
                + " differentiate and compile: write them side by side, or as one Flow.whileLoop or Flow.scan; or use "
                + "a thread with a larger"
                + " stack (-Xss, or new Thread(group, task, name, bytes))", e);
    }

    /// Structural equality: the same operations on the same slots of the same types.
    @Override
    public boolean equals(Object o) {
        return this == o || o instanceof Program p && hash == p.hash && params == p.params && Arrays.equals(ins, p.ins)
                && Arrays.equals(outs, p.outs)
                && Arrays.equals(inStart, p.inStart) && Arrays.equals(ops, p.ops) && Arrays.equals(types, p.types);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return ProgramText.of(this);
    }
}
