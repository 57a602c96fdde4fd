package org.leibniz.cpu;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.routine.Workers;

/// Elementwise work over one index space, with everything that is read, written and reduced on the way: one pass over
/// memory. A [Body] says what is done, a kernel on which arrays.
///
/// Over a space that fits one block the arrays of tensors are slots themselves where possible, and constants stay in a
/// frame that the run state owns. Over a large one chunks of units are shared among the [Workers]. Over a handful of
/// elements it is [Straight] code.
public final class Kernel implements Step {
    /// Blocks between two questions for an interrupt within a chunk, whose length is a guess: a power of two.
    private static final int MANY = 64;

    private static final Object[] NOTHING = {};

    /// Three slots of floats and of doubles: what straight code needs.
    private static final Blocks SCRATCH = new Blocks(new Instruction[0], new Blocks.Constant[0], new Blocks.Repeat[0],
            new Blocks.Binding[0],
            new Fold[0], new int[]{3, 3, 0, 0, 0}, 0, null);

    private final Body body;
    private final int[] at;
    private final int number;

    /// @param at for each operand of the body the number of its array among the values of a run
    /// @param number where in the run state the frame is kept
    public Kernel(Body body, int[] at, int number) {
        this.body = body;
        this.at = at;
        this.number = number;
    }

    @Override
    public void run(State state) {
        run(state, body.use());
    }

    /// Runs some code of the body, perhaps not the one in use.
    public void run(State state, Code code) {
        if (code instanceof Straight straight) {
            straight.run(state.values, at, frame(SCRATCH, state));
        } else if (body.isSmall()) {
            runBlock((Blocks) code, state);
        } else {
            runUnits((Blocks) code, state.values);
        }
    }

    /// The frame that the run state has for this kernel, ready for some code.
    private Frame frame(Blocks code, State state) {
        if (state.kept[number] instanceof Frame frame && frame.owner == code) {
            return frame;
        }
        var frame = Frame.of(code, code.slots(), body.n());
        prepare(code, frame, body.n());
        state.kept[number] = frame;
        return frame;
    }

    private void runBlock(Blocks code, State state) {
        Object[] values = state.values;
        Frame frame = frame(code, state);
        for (var x : code.bindings()) {
            frame.bind(x.kind(), x.slot(), values[at[x.operand()]]);
        }
        repeat(code, values, frame, body.n());
        Object[] partials = partials(code, values);
        code.run(frame, values, at, partials, 0, body.n());
        finish(code, frame, partials, values);
    }

    private void runUnits(Blocks code, Object[] values) {
        Object[] partials = partials(code, values);
        int units = body.tiling.units();
        double work = code.cost() * body.n();
        if (work < Costs.PARALLEL) {
            chunk(code, values, partials, 0, units, true);
            return;
        }
        double even = Math.min(4 * Workers.count(), work / Costs.CHUNK);
        int chunks = (int) Math.min(units, Math.max(2, Math.max(even, work / Costs.LONG)));
        Workers.share(units, chunks, new Workers.Part() { // no lambda, as in share
            @Override
            public void run(int from, int to) {
                chunk(code, values, partials, from, to, false);
            }
        });
        if (partials.length > 0) {
            Frame frame = Frame.borrow(code.slots());
            try {
                frame.gather(code.folds());
                finish(code, frame, partials, values);
            } finally {
                frame.giveBack();
            }
        }
    }

    /// Runs some units.
    ///
    /// @param isAll whether there are no others, so that folds end with them
    private void chunk(Blocks code, Object[] values, Object[] partials, int fromUnit, int toUnit, boolean isAll) {
        var direct = code.direct();
        if (direct != null) {
            direct.run(values, at, body.tiling.start(fromUnit), body.tiling.start(toUnit));
            return;
        }
        Frame frame = Frame.borrow(code.slots());
        try {
            prepare(code, frame, Tiling.BLOCK);
            repeat(code, values, frame, body.blockLength());
            body.tiling.walk(fromUnit, toUnit, new Tiling.Visitor() {
                private int blocks;

                @Override
                public void block(int from, int length) {
                    if ((++blocks & MANY - 1) == 0) {
                        Workers.checkInterrupted();
                    }
                    code.run(frame, values, at, partials, from, length);
                }

                @Override
                public void unitEnd(int unit) {
                    var folds = code.folds();
                    for (int i = 0; i < folds.length; i++) {
                        folds[i].unitEnd(unit, frame.accumulators[i], partials[i]);
                    }
                }
            });
            if (isAll) {
                finish(code, frame, partials, values);
            }
        } finally {
            frame.giveBack();
        }
    }

    /// Constants and accumulators.
    private static void prepare(Blocks code, Frame frame, int length) {
        code.fill(frame, length);
        frame.gather(code.folds());
        for (int i = 0; i < code.folds().length; i++) {
            frame.accumulators[i].begin();
        }
    }

    private void repeat(Blocks code, Object[] values, Frame frame, int n) {
        for (var x : code.once()) {
            x.load().repeat(values[at[x.load().operand]], frame.slot(x.load().kind, x.slot()), n);
        }
    }

    private Object[] partials(Blocks code, Object[] values) {
        if (code.folds().length == 0) {
            return NOTHING;
        }
        Object[] partials = new Object[code.folds().length];
        for (int i = 0; i < partials.length; i++) {
            partials[i] = code.folds()[i].partial(values, at);
        }
        return partials;
    }

    private void finish(Blocks code, Frame frame, Object[] partials, Object[] values) {
        for (int i = 0; i < partials.length; i++) {
            code.folds()[i].finish(partials[i], values, at, frame.accumulators[i]);
        }
    }

    /// What it takes itself; its body counts once for all kernels that it is the body of.
    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        parts.accept(body);
        return 60 + 4L * at.length;
    }

    @Override
    public String toString() {
        return "kernel [" + body.n() + "] " + body.tiling + ", "
                + (body.code() instanceof Blocks blocks ? blocks : "straight code");
    }
}
