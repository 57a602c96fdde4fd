package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.cpu.Kernel.Body;
import org.leibniz.cpu.Kernel.Store;
import org.leibniz.ir.ScalarFn;

/// From a body of library loops to one of generated loops: neighbouring instructions that the JVM can turn into vector instructions together
/// become one loop of up to twelve operations, whose intermediate results stay in registers. Everything else stays as it is, between the loops;
/// reading moves before a loop and writing behind it where that makes the loop longer. The operations and their order are the same for
/// every element, and so are the bits.
///
/// Loops of floating-point numbers may also be written with the Vector API ([LoopForm#VECTORS]). Those read operands that lie in order where they
/// are, and write results where they are to be: their first and last copies are none.
///
/// ```
/// load 0; mul 2 0 1; load 3; add 4 2 3; exp 5 4; neg 6 5; store 6     library
/// load 0; load 3; loop 0 (mul, add); exp 5 4; neg 6 5; store 6        PLAIN
/// loop 0 (mul, add); exp 5 4; loop 1 (neg)                            VECTORS
/// ```
final class Fusion {
    /// What each operation more than a few costs beside itself.
    private static final double LONG = 2;
    /// What a loop costs, where an operation or a read costs 1.
    private static final double CALL = 2;

    private static final ScalarFn[] FNS = ScalarFn.values();
    private static final Kind[] KINDS = Kind.values();

    /// What an instruction computes or is given; slots are assigned at the end.
    static final class Val {
        final Kind kind;
        /// The slot that it must be in: of a constant, of what is read once, or of a binding; -1 if any will do.
        final int pinned;
        /// Its number if it is a constant.
        final @Nullable Double number;
        int slot;
        /// The value in whose array it is, in place of a slot; -1 if in a slot.
        int array = -1;
        /// Where in the array the first element is.
        int offset;
        int uses;
        @Nullable
        Loop loop; // that computes it

        Val(Kind kind, int pinned, @Nullable Double number) {
            this.kind = kind;
            this.pinned = pinned;
            this.number = number;
            this.slot = pinned;
        }

        /// Whether it needs a slot of its own.
        boolean isLoose() {
            return pinned < 0 && array < 0;
        }
    }

    /// What the new body consists of.
    sealed interface Item {}

    /// An instruction, on values in place of slots.
    ///
    /// @param out
    ///            what it computes, if anything
    record Instruction(int op, int detail, Val[] in, @Nullable Val out) implements Item {
        ScalarFn fn() {
            return FNS[detail];
        }

        /// Whether it may be part of a generated loop.
        boolean isFusible(LoopForm form) {
            return op < Code.MAP + Kind.BOOL.ordinal() && form.has(KINDS[op - Code.MAP], fn());
        }
    }

    /// A generated loop.
    record Loop(Kind kind, List<Instruction> ops, List<Val> outputs) implements Item {
        /// What it reads from slots.
        List<Val> inputs() {
            var inputs = new ArrayList<Val>();
            for (var op : ops) {
                for (var x : op.in) {
                    if (x.loop != this && x.number == null && !inputs.contains(x)) {
                        inputs.add(x);
                    }
                }
            }
            return inputs;
        }
    }

    private final Kernel kernel;
    private final LoopForm form;
    private final Body body;
    private final Val[][] current; // what is in each slot now
    private final boolean[][] pinned;

    private Fusion(Kernel kernel, LoopForm form) {
        this.kernel = kernel;
        this.form = form;
        this.body = kernel.library;
        this.current = new Val[KINDS.length][];
        this.pinned = new boolean[KINDS.length][];
        for (var kind : KINDS) {
            current[kind.ordinal()] = new Val[body.slots()[kind.ordinal()]];
            pinned[kind.ordinal()] = new boolean[body.slots()[kind.ordinal()]];
        }
    }

    /// A body with generated loops for a kernel, if there is anything to generate.
    static Optional<Body> of(Kernel kernel, LoopForm form) {
        return new Fusion(kernel, form).fused();
    }

    /// The number of generated loops of a body.
    static int loops(Body body) {
        int n = 0;
        for (int pc = 0; pc < body.code().length; pc += Code.WIDTH) {
            n += body.code()[pc] == Code.FUSED ? 1 : 0;
        }
        return n;
    }

    private Optional<Body> fused() {
        var items = arranged(decoded());
        leaveInPlace(items);
        var loops = new ArrayList<Loop>();
        for (var item : items) {
            if (item instanceof Loop loop) {
                loops.add(loop);
            }
        }
        if (loops.isEmpty()) {
            return Optional.empty();
        }
        int[] slots = assign(items);
        return Optional.of(encode(items, LoopWriter.write(loops, form), slots));
    }

    // ---- from slots to values

    private void pin(Kind kind, int slot, @Nullable Double number) {
        pinned[kind.ordinal()][slot] = true;
        current[kind.ordinal()][slot] = new Val(kind, slot, number);
    }

    private Val at(Kind kind, int slot) {
        return current[kind.ordinal()][slot];
    }

    private Val set(Kind kind, int slot) {
        return current[kind.ordinal()][slot] = new Val(kind, pinned[kind.ordinal()][slot] ? slot : -1, null);
    }

    private List<Instruction> decoded() {
        for (var c : kernel.constants) {
            pin(c.kind(), c.slot(), c.number());
        }
        for (var load : kernel.once) {
            pin(load.kind, load.slot, null);
        }
        for (var b : kernel.bindings) {
            pin(b.kind(), b.slot(), null);
        }
        int[] code = body.code();
        var list = new ArrayList<Instruction>(code.length / Code.WIDTH);
        for (int pc = 0; pc < code.length; pc += Code.WIDTH) {
            list.add(decode(code[pc], code[pc + 1], code[pc + 2], code[pc + 3], code[pc + 4], code[pc + 5]));
        }
        return list;
    }

    /// @param full
    ///            the instruction, perhaps one on an element a row
    private Instruction decode(int full, int detail, int y, int a, int b, int c) {
        int op = full % Code.ROWS;
        if (op < Code.COMPARE) {
            var kind = KINDS[op - Code.MAP];
            Val[] in = FNS[detail].arity() == 1 ? vals(at(kind, a)) : vals(at(kind, a), at(kind, b));
            return new Instruction(full, detail, in, set(kind, y));
        }
        if (op < Code.SELECT) {
            var kind = KINDS[op - Code.COMPARE];
            Val[] in = vals(at(kind, a), at(kind, b));
            return new Instruction(full, detail, in, set(Kind.BOOL, y));
        }
        if (op < Code.CAST) {
            var kind = KINDS[op - Code.SELECT];
            Val[] in = vals(at(Kind.BOOL, a), at(kind, b), at(kind, c));
            return new Instruction(full, detail, in, set(kind, y));
        }
        return switch (op) {
            case Code.CAST -> {
                boolean sticky = detail >= Code.STICKY;
                Val[] in = vals(at(KINDS[sticky ? detail - Code.STICKY : detail >> 3], a));
                yield new Instruction(full, detail, in, set(sticky ? Kind.FLOAT : KINDS[detail & 7], y));
            }
            case Code.ROUND -> {
                var kind = Kind.of(DType.values()[detail]);
                Val[] in = vals(at(kind, a));
                yield new Instruction(full, detail, in, set(kind, y));
            }
            case Code.LOAD -> new Instruction(full, detail, vals(), set(body.loads()[detail].kind, y));
            case Code.STORE -> new Instruction(full, detail, vals(at(body.stores()[detail].kind(), a)), null);
            case Code.FOLD -> new Instruction(full, detail, vals(at(body.folds()[detail].kind(), a)), null);
            case Code.SPREAD -> {
                Val[] in = vals(at(KINDS[detail], a));
                yield new Instruction(full, detail, in, set(KINDS[detail], y));
            }
            case Code.FOLD_ROWS -> {
                var kind = body.folds()[detail].kind();
                Val[] in = vals(at(kind, a));
                yield new Instruction(full, detail, in, set(kind, y));
            }
            case Code.MOVE, Code.FOLD_ARRAY -> new Instruction(full, detail, vals(), null);
            default -> throw new IllegalStateException("instruction " + op);
        };
    }

    private static Val[] vals(Val... vals) {
        return vals;
    }

    // ---- which instructions go together

    private static final class Run {
        final List<Instruction> ops = new ArrayList<>();
        final List<List<Instruction>> before = new ArrayList<>(); // to be done before the operation of that number
        final List<Instruction> after = new ArrayList<>();

        Run() {
            before.add(new ArrayList<>());
        }

        void add(Instruction i) {
            ops.add(i);
            before.add(new ArrayList<>());
        }

        boolean computes(Instruction user) {
            for (var x : user.in) {
                for (int k = ops.size() - 1; k >= 0; k--) {
                    if (ops.get(k).out == x) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private List<Item> arranged(List<Instruction> code) {
        var items = new ArrayList<Item>();
        var run = new Run();
        for (var i : code) {
            if (i.isFusible(form)) {
                if (!run.ops.isEmpty() && (run.ops.getFirst().op != i.op || run.ops.size() == 8 * form.most())) {
                    close(run, items);
                    run = new Run();
                }
                run.add(i);
            } else if (!run.computes(i)) {
                run.before.getLast().add(i);
            } else if (i.out == null) {
                run.after.add(i);
            } else {
                close(run, items);
                run = new Run();
                items.add(i);
            }
        }
        close(run, items);
        return items;
    }

    /// Cuts a run into loops.
    private void close(Run run, List<Item> items) {
        int from = 0;
        for (int to : cuts(run.ops)) {
            for (int at = from; at < to; at++) {
                items.addAll(run.before.get(at));
            }
            if (to - from < form.fewest()) {
                items.addAll(run.ops.subList(from, to));
            } else {
                var loop = new Loop(KINDS[run.ops.getFirst().op - Code.MAP], List.copyOf(run.ops.subList(from, to)), new ArrayList<>());
                for (var op : loop.ops) {
                    if (op.out != null) {
                        op.out.loop = loop;
                    }
                }
                items.add(loop);
            }
            from = to;
        }
        items.addAll(run.before.getLast());
        items.addAll(run.after);
    }

    /// The ends of the loops, such that as little as possible is read and written between them.
    private int[] cuts(List<Instruction> ops) {
        int n = ops.size();
        var last = new IdentityHashMap<Val, Integer>(); // where a value is used last in the run
        for (int i = 0; i < n; i++) {
            for (var x : ops.get(i).in) {
                last.put(x, i);
            }
        }
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int start = 0; start < n; start++) {
            var inside = Collections.newSetFromMap(new IdentityHashMap<Val, Boolean>());
            int reads = 0;
            for (int end = start + 1; end <= Math.min(n, start + form.most()); end++) {
                var op = ops.get(end - 1);
                for (var x : op.in) {
                    reads += x.number == null && inside.add(x) ? 1 : 0;
                }
                inside.add(op.out);
                int writes = 0;
                for (int i = start; i < end; i++) {
                    Integer use = last.get(ops.get(i).out);
                    writes += use == null || use >= end ? 1 : 0;
                }
                double cost = best[start] + CALL + reads + writes + LONG * Math.max(0, end - start - form.few());
                if (cost < best[end]) {
                    best[end] = cost;
                    from[end] = start;
                }
            }
        }
        int count = 0;
        for (int end = n; end > 0; end = from[end]) {
            count++;
        }
        int[] cuts = new int[count];
        for (int end = n; end > 0; end = from[end]) {
            cuts[--count] = end;
        }
        return cuts;
    }

    // ---- what needs no slot

    /// Operands that only loops read and that lie in order stay in their arrays; results of loops that are only stored, or read by loops,
    /// are computed there.
    private void leaveInPlace(List<Item> items) {
        var apart = new IdentityHashMap<Val, Integer>(); // how often a value is used outside of loops
        for (var item : items) {
            if (item instanceof Instruction i) {
                for (var x : i.in) {
                    apart.merge(x, 1, Integer::sum);
                }
            }
        }
        items.removeIf(item -> item instanceof Instruction i
                && (i.op == Code.LOAD && staysThere(i, apart) || i.op == Code.STORE && isThere(i, apart)));
    }

    private boolean staysThere(Instruction load, IdentityHashMap<Val, Integer> apart) {
        var from = body.loads()[load.detail];
        var x = Objects.requireNonNull(load.out);
        boolean stays = from.isInPlace() && form.isVector(x.kind) && x.isLoose() && !apart.containsKey(x);
        if (stays) {
            x.array = from.value;
            x.offset = from.offset();
        }
        return stays;
    }

    private boolean isThere(Instruction store, IdentityHashMap<Val, Integer> apart) {
        var to = body.stores()[store.detail];
        var x = store.in[0];
        boolean there = x.loop != null && form.isVector(x.kind) && x.isLoose() && to.dtype() == x.kind.dtype()
                && apart.getOrDefault(x, 0) == 1;
        if (there) {
            x.array = to.value();
        }
        return there;
    }

    // ---- from values to slots

    private int[] assign(List<Item> items) {
        for (var item : items) {
            switch (item) {
                case Instruction i -> {
                    for (var x : i.in) {
                        x.uses++;
                    }
                }
                case Loop loop -> {
                    for (var x : loop.inputs()) {
                        x.uses++;
                    }
                }
            }
        }
        int[] slots = body.slots().clone();
        int[][] free = new int[KINDS.length][];
        int[] count = new int[KINDS.length];
        for (var kind : KINDS) {
            int k = kind.ordinal();
            free[k] = new int[slots[k]];
            for (int s = slots[k] - 1; s >= 0; s--) {
                if (!pinned[k][s]) {
                    free[k][count[k]++] = s;
                }
            }
        }
        for (var item : items) {
            List<Val> in = item instanceof Loop loop ? loop.inputs() : Arrays.asList(((Instruction) item).in);
            List<Val> out = item instanceof Loop loop
                    ? outputs(loop)
                    : ((Instruction) item).out == null ? List.of() : List.of(((Instruction) item).out);
            for (var y : out) {
                if (y.isLoose()) {
                    int k = y.kind.ordinal();
                    y.slot = count[k] > 0 ? free[k][--count[k]] : slots[k]++;
                }
            }
            for (var x : in) {
                if (--x.uses == 0 && x.isLoose()) {
                    int k = x.kind.ordinal();
                    if (count[k] == free[k].length) {
                        free[k] = Arrays.copyOf(free[k], 2 * count[k] + 8);
                    }
                    free[k][count[k]++] = x.slot;
                }
            }
        }
        return slots;
    }

    private static List<Val> outputs(Loop loop) {
        for (var op : loop.ops) {
            if (op.out != null && (op.out.uses > 0 || !op.out.isLoose())) {
                loop.outputs.add(op.out);
            }
        }
        return loop.outputs;
    }

    private Body encode(List<Item> items, Fused loops, int[] slots) {
        int[] code = new int[items.size() * Code.WIDTH];
        var loads = body.loads().clone();
        var stores = body.stores().clone();
        int pc = 0;
        int loop = 0;
        for (var item : items) {
            if (item instanceof Instruction i) {
                code[pc] = i.op;
                code[pc + 1] = i.detail;
                code[pc + 2] = i.out == null ? 0 : i.out.slot;
                for (int k = 0; k < i.in.length; k++) {
                    code[pc + 3 + k] = i.in[k].slot;
                }
                if (i.in.length == 1) {
                    code[pc + 4] = i.in[0].slot;
                }
                switch (i.op % Code.ROWS) {
                    case Code.LOAD -> loads[i.detail] = loads[i.detail].into(code[pc + 2]);
                    case Code.STORE -> stores[i.detail] = new Store(stores[i.detail].kind(), code[pc + 3], stores[i.detail].dtype(),
                            stores[i.detail].value());
                    default -> {
                    }
                }
            } else {
                code[pc] = Code.FUSED;
                code[pc + 1] = loop++;
            }
            pc += Code.WIDTH;
        }
        return new Body(code, loads, stores, body.moves(), body.folds(), loops, slots, body.rowLength());
    }
}
