package org.leibniz.compile;

import java.util.function.IntConsumer;
import org.leibniz.DType;

/// Elementwise work over one index space, with everything that is read, written and reduced on the way: one pass over memory, block by block.
///
/// ```
/// f32[1000000]: load 0, load 1, mul, sin, store 2, fold sum 3
/// ```
///
/// Over a space that fits one block the arrays of tensors are slots themselves where possible, and constants stay in a frame that the run
/// state owns. Over a large one chunks of units are shared among the [Workers].
final class Kernel implements Step {
    /// Nanoseconds of work from which on threads are worth it.
    private static final double PARALLEL = 16_000;
    private static final double CHUNK = 4_000;

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
    record Binding(Kind kind, int slot, int value) {}

    final int[] code;
    final Load[] loads;
    final Store[] stores;
    final Move[] moves;
    final Fold[] folds;

    private final int n;
    private final Tiling tiling;
    private final int[] slots;
    private final Constant[] constants;
    private final Load[] once; // the same in every block
    private final Binding[] bindings;
    private final double cost; // nanoseconds an element
    private final int number;
    private final String text;

    /// @param number
    ///            where in the run state the frame is kept
    /// @param slots
    ///            the number of slots of each kind
    Kernel(int number, Tiling tiling, int[] code, int[] slots, Constant[] constants, Load[] once, Binding[] bindings, Load[] loads, Store[] stores,
            Move[] moves, Fold[] folds, double cost, String text) {
        this.number = number;
        this.n = tiling.size();
        this.tiling = tiling;
        this.code = code;
        this.slots = slots;
        this.constants = constants;
        this.once = once;
        this.bindings = bindings;
        this.loads = loads;
        this.stores = stores;
        this.moves = moves;
        this.folds = folds;
        this.cost = cost;
        this.text = text;
    }

    @Override
    public void run(State state) {
        if (n <= Tiling.BLOCK) {
            runBlock(state);
        } else {
            runUnits(state.values);
        }
    }

    private void runBlock(State state) {
        Object[] values = state.values;
        Frame frame = state.frames[number];
        if (frame == null) {
            frame = Frame.of(slots, n);
            prepare(frame, n);
            state.frames[number] = frame;
        }
        for (var b : bindings) {
            frame.bind(b.kind, b.slot, values[b.value]);
        }
        for (var load : once) {
            load.read(values, frame, 0, n);
        }
        Object[] partials = partials(values);
        Code.run(this, frame, values, partials, 0, n);
        finish(partials, values);
    }

    private void runUnits(Object[] values) {
        Object[] partials = partials(values);
        int units = tiling.units();
        double work = cost * n;
        if (work < PARALLEL) {
            chunk(values, partials, 0, units);
        } else {
            int chunks = (int) Math.min(units, Math.max(2, Math.min(4 * Workers.count(), work / CHUNK)));
            Workers.parallel(chunks, new IntConsumer() {
                @Override
                public void accept(int chunk) {
                    chunk(values, partials, (int) ((long) units * chunk / chunks), (int) ((long) units * (chunk + 1) / chunks));
                }
            });
        }
        finish(partials, values);
    }

    private void chunk(Object[] values, Object[] partials, int fromUnit, int toUnit) {
        Frame frame = Frame.borrow(slots);
        try {
            prepare(frame, Tiling.BLOCK);
            int block = tiling.rowsInBlock() * tiling.length();
            for (var load : once) {
                load.read(values, frame, 0, block == 0 ? Tiling.BLOCK : Math.min(block, n));
            }
            tiling.walk(fromUnit, toUnit, new Tiling.Body() {
                @Override
                public void block(int from, int length) {
                    Code.run(Kernel.this, frame, values, partials, from, length);
                }

                @Override
                public void unitEnd(int unit) {
                    for (int i = 0; i < folds.length; i++) {
                        folds[i].unitEnd(unit, frame.accumulators[i], partials[i]);
                    }
                }
            });
        } finally {
            frame.giveBack();
        }
    }

    /// Constants and accumulators.
    private void prepare(Frame frame, int length) {
        for (var c : constants) {
            c.kind.fill(frame.slot(c.kind, c.slot), 0, length, c.number);
        }
        var accumulators = new Accumulator[folds.length];
        for (int i = 0; i < folds.length; i++) {
            accumulators[i] = folds[i].accumulator();
            accumulators[i].begin();
        }
        frame.accumulators = accumulators;
    }

    private static final Object[] NOTHING = {};

    private Object[] partials(Object[] values) {
        if (folds.length == 0) {
            return NOTHING;
        }
        Object[] partials = new Object[folds.length];
        for (int i = 0; i < partials.length; i++) {
            partials[i] = folds[i].partial(values);
        }
        return partials;
    }

    private void finish(Object[] partials, Object[] values) {
        for (int i = 0; i < partials.length; i++) {
            folds[i].finish(partials[i], values);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
