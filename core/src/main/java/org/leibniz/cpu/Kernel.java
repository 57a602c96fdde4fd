package org.leibniz.cpu;

import org.leibniz.routine.Workers;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.ScalarFn;
import org.leibniz.memory.Budget;

/// Elementwise work over one index space, with everything that is read, written and reduced on the way: one pass over memory, block by block.
///
/// ```
/// f32[1000000]: load 0, load 1, mul, sin, store 2, fold sum 3
/// ```
///
/// Over a space that fits one block the arrays of tensors are slots themselves where possible, and constants stay in a frame that the run
/// state owns. Over a large one chunks of units are shared among the [Workers].
///
/// A kernel starts with a body of library loops. One that has worked for some time is given a body with generated loops ([Fusion]), by
/// setting one field; both have the same bits. Over a handful of elements it is [Straight] code.
final class Kernel implements Step {
    /// Nanoseconds of work from which on threads are worth it.
    private static final double PARALLEL = 16_000;
    private static final double CHUNK = 4_000;
    /// Bytes of a generated class and its machine code, about.
    private static final int GENERATED = 10_000;
    /// Nanoseconds that a chunk takes at most, about, so that an interrupt is heard; and, as that is no more than a guess, blocks between two
    /// questions for one within it: a power of two.
    private static final double LONG = 10e6;
    private static final int MANY = 64;

    /// A constant in a slot.
    record Constant(Kind kind, int slot, double number) {}

    /// Writes a slot to a value.
    record Store(Kind kind, int slot, DType dtype, int value) {
        void write(Object[] values, Frame frame, int from, int n) {
            Transfer.store(dtype, frame.slot(kind, slot), values[value], from, n);
        }
    }

    /// Copies a view to a value as it is.
    record Move(Load load, int value) {
        void run(Object[] values, int from, int n) {
            load.read(values[load.value], from, n, values[value], from);
        }
    }

    /// Makes the array of a value a slot.
    ///
    /// @param isResult
    ///            whether the kernel computes it
    record Binding(Kind kind, int slot, int value, boolean isResult) {}

    /// The instructions for a block and what they refer to. The slots of constants, of what is read once and of bindings are the same in every
    /// body of a kernel.
    ///
    /// @param code
    ///            see [Code]
    /// @param loops
    ///            generated loops that the code calls
    /// @param slots
    ///            the number of slots of each kind
    /// @param rowLength
    ///            the elements of a row if there are instructions on an element a row, else 0
    record Body(int[] code, Load[] loads, Store[] stores, Move[] moves, Fold[] folds, @Nullable Fused loops, int[] slots, int rowLength) {}

    /// A kernel of one operation on whole arrays: it needs no slots.
    private record Direct(Kind kind, ScalarFn fn, int a, int b, int y) {
        void run(Object[] values, int from, int to) {
            Loops.range(kind, fn, values[a], values[b], values[y], from, to);
        }
    }

    /// Three slots of floats and of doubles.
    private static final Body SCRATCH = new Body(new int[0], new Load[0], new Store[0], new Move[0], new Fold[0], null,
            new int[]{3, 3, 0, 0, 0}, 0);

    final int n;
    final Constant[] constants;
    final Load[] once; // the same in every block
    final Binding[] bindings;
    private final Tiling tiling;
    private final double cost; // nanoseconds an element
    private final int number;
    private final Tier tier;
    private final @Nullable Direct direct;
    final Body library; // the body that it started with
    private @Nullable Straight straight; // in place of the body, once it is worth it
    private Body body; // a reader may see the old one for a while, which is as good
    private double spent; // nanoseconds until a better body is made; lost updates only delay it

    /// @param number
    ///            where in the run state the frame is kept
    Kernel(int number, Tiling tiling, Body body, Constant[] constants, Load[] once, Binding[] bindings, double cost, Tier tier) {
        this.number = number;
        this.n = tiling.size();
        this.tiling = tiling;
        this.library = body;
        this.body = body;
        this.constants = constants;
        this.once = once;
        this.bindings = bindings;
        this.cost = cost;
        this.tier = tier;
        this.direct = n > Tiling.BLOCK && once.length == 0 && constants.length == 0 && !tiling.columns() ? direct(body) : null;
        this.spent = direct == null ? 0 : -1; // another body would not be used
    }

    /// Load, perhaps another load, one operation, store.
    private static @Nullable Direct direct(Body b) {
        int[] code = b.code;
        int at = b.loads.length * Code.WIDTH;
        if (b.loads.length == 0 || b.stores.length != 1 || code.length != at + 2 * Code.WIDTH
                || code[at] >= Code.MAP + Kind.BOOL.ordinal()) {
            return null;
        }
        var kind = Kind.values()[code[at] - Code.MAP];
        var fn = ScalarFn.values()[code[at + 1]];
        var store = b.stores[0];
        if (Loops.isTranscendental(fn) || store.dtype != kind.dtype() || code[at + Code.WIDTH + 3] != code[at + 2]) {
            return null;
        }
        for (var load : b.loads) {
            if (!load.isWhole()) {
                return null;
            }
        }
        int first = b.loads[0].slot == code[at + 3] ? 0 : 1;
        int second = b.loads[0].slot == code[at + 4] ? 0 : b.loads.length - 1;
        return new Direct(kind, fn, b.loads[first].value, b.loads[second].value, store.value);
    }

    /// The body in use.
    Body body() {
        return body;
    }

    /// Uses another body from now on.
    void use(Body better) {
        body = better;
        Budget.made(bytes(better) + GENERATED);
    }

    /// Runs straight code from now on.
    void use(Straight code) {
        straight = code;
        Budget.made(GENERATED);
    }

    /// Has it ask for a better body again some time, since none could be made.
    void earnAnew() {
        spent = 0;
    }

    /// The most elements in a block.
    int blockLength() {
        int rows = tiling.rowsInBlock() * tiling.length();
        return Math.min(n, rows == 0 ? Tiling.BLOCK : rows);
    }

    /// About what its frame takes in a state that owns one.
    long frameBytes() {
        if (n > Tiling.BLOCK) {
            return 0;
        }
        long elements = 0;
        for (var kind : Kind.values()) {
            elements += (long) kind.bytes() * library.slots[kind.ordinal()];
        }
        return elements * Frame.padded(n);
    }

    /// About what its code takes: of what is generated, what the JVM makes of it.
    long bytes() {
        long sum = 400 + bytes(library);
        Body b = body;
        return sum + (b == library ? 0 : bytes(b)) + (b.loops == null && straight == null ? 0 : GENERATED);
    }

    private static long bytes(Body b) {
        return 4L * b.code.length + 100L * (b.loads.length + b.stores.length + b.moves.length + b.folds.length);
    }

    @Override
    public void run(State state) {
        if (spent >= 0) {
            spent += n <= StraightWriter.FEW ? Tier.WORTH / Tier.CALLS : cost * n;
            if (spent > Tier.WORTH) {
                spent = -1;
                tier.earned(this);
            }
        }
        if (n <= Tiling.BLOCK) {
            runBlock(state);
        } else {
            runUnits(state.values);
        }
    }

    private void runBlock(State state) {
        Object[] values = state.values;
        Straight code = straight;
        Body b = code == null ? body : SCRATCH;
        Frame frame = state.frames[number];
        if (frame == null || frame.owner != b) {
            frame = Frame.of(b, n);
            if (code == null) {
                prepare(b, frame, n);
            }
            state.frames[number] = frame;
        }
        if (code != null) {
            code.run(values, frame);
            return;
        }
        for (var x : bindings) {
            frame.bind(x.kind, x.slot, values[x.value]);
        }
        for (var load : once) {
            load.repeat(values, frame, n);
        }
        Object[] partials = partials(b, values);
        Code.run(b, frame, values, partials, 0, n);
        finish(b, partials, values);
    }

    private void runUnits(Object[] values) {
        Body b = body;
        Object[] partials = partials(b, values);
        int units = tiling.units();
        double work = cost * n;
        if (work < PARALLEL) {
            chunk(b, values, partials, 0, units);
        } else {
            double even = Math.min(4 * Workers.count(), work / CHUNK);
            int chunks = (int) Math.min(units, Math.max(2, Math.max(even, work / LONG)));
            Workers.parallel(chunks, new IntConsumer() {
                @Override
                public void accept(int chunk) {
                    chunk(b, values, partials, (int) ((long) units * chunk / chunks), (int) ((long) units * (chunk + 1) / chunks));
                }
            });
        }
        finish(b, partials, values);
    }

    private void chunk(Body b, Object[] values, Object[] partials, int fromUnit, int toUnit) {
        if (direct != null) {
            direct.run(values, tiling.start(fromUnit), tiling.start(toUnit));
            return;
        }
        Frame frame = Frame.borrow(b.slots);
        try {
            prepare(b, frame, Tiling.BLOCK);
            for (var load : once) {
                load.repeat(values, frame, blockLength());
            }
            tiling.walk(fromUnit, toUnit, new Tiling.Body() {
                private int blocks;

                @Override
                public void block(int from, int length) {
                    if ((++blocks & MANY - 1) == 0) {
                        Workers.checkInterrupted();
                    }
                    Code.run(b, frame, values, partials, from, length);
                }

                @Override
                public void unitEnd(int unit) {
                    for (int i = 0; i < b.folds.length; i++) {
                        b.folds[i].unitEnd(unit, frame.accumulators[i], partials[i]);
                    }
                }
            });
        } finally {
            frame.giveBack();
        }
    }

    /// Constants and accumulators.
    private void prepare(Body b, Frame frame, int length) {
        for (var c : constants) {
            c.kind.fill(frame.slot(c.kind, c.slot), 0, length, c.number);
        }
        var accumulators = new Accumulator[b.folds.length];
        for (int i = 0; i < b.folds.length; i++) {
            accumulators[i] = b.folds[i].accumulator();
            accumulators[i].begin();
        }
        frame.accumulators = accumulators;
    }

    private static final Object[] NOTHING = {};

    private static Object[] partials(Body b, Object[] values) {
        if (b.folds.length == 0) {
            return NOTHING;
        }
        Object[] partials = new Object[b.folds.length];
        for (int i = 0; i < partials.length; i++) {
            partials[i] = b.folds[i].partial(values);
        }
        return partials;
    }

    private static void finish(Body b, Object[] partials, Object[] values) {
        for (int i = 0; i < partials.length; i++) {
            b.folds[i].finish(partials[i], values);
        }
    }

    /// What it reads and writes.
    PlanCheck.Access access() {
        var reads = IntStream.builder();
        var writes = IntStream.builder();
        for (var b : bindings) {
            (b.isResult ? writes : reads).add(b.value);
        }
        for (var load : once) {
            reads.add(load.value);
        }
        for (var load : library.loads) {
            reads.add(load.value);
        }
        for (var store : library.stores) {
            writes.add(store.value);
        }
        for (var move : library.moves) {
            reads.add(move.load.value);
            writes.add(move.value);
        }
        for (var fold : library.folds) {
            if (fold.source() >= 0) {
                reads.add(fold.source());
            }
            if (fold.value() >= 0) {
                writes.add(fold.value());
            }
        }
        return new PlanCheck.Access(this, reads.build().toArray(), writes.build().toArray(), false);
    }

    @Override
    public String toString() {
        return "kernel [" + n + "] " + tiling + ", " + body.code.length / Code.WIDTH + " instructions"
                + (body.loops == null ? "" : ", fused");
    }
}
