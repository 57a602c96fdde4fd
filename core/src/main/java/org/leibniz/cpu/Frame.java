package org.leibniz.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.SimdLoops;

/// The slots that a kernel computes in: for each kind an array of arrays, each slot an array of its own, with room for
/// [SimdLoops#PAD] more than it is used for.
///
/// A kernel over a small space owns its frame, in which constants stay and the arrays of tensors themselves are slots.
/// Kernels over large spaces borrow one for each chunk from a pool, so that all of them compute in the same few
/// kilobytes, which stay in the nearest cache.
public final class Frame {
    private static final Scratch<Frame> POOL = new Scratch<>(Frame::bytes, Frame::new);

    public float[][] f = {};
    public double[][] d = {};
    public int[][] i = {};
    public long[][] l = {};
    public boolean[][] z = {};

    /// What the folds of the kernel gather on the way through a unit, one a fold. A frame that is borrowed has those of
    /// its last kernel, which may do for the next one.
    Accumulator[] accumulators = {};

    private long gathered; // bytes of these

    /// The code that it was made for, if it is not borrowed.
    @Nullable
    Object owner;

    /// A frame for some code alone.
    ///
    /// @param owner the code
    /// @param counts how many slots of each kind it needs
    /// @param length how many elements each slot holds
    public static Frame of(Object owner, int[] counts, int length) {
        var frame = new Frame();
        frame.grow(counts, SlotKind.padded(length));
        frame.owner = owner;
        return frame;
    }

    /// A frame with slots of [Tiling#BLOCK] elements, to be given back.
    static Frame borrow(int[] counts) {
        var frame = POOL.take(place());
        frame.grow(counts, Tiling.BLOCK);
        return frame;
    }

    /// Gives a borrowed frame back.
    void giveBack() {
        POOL.give(place(), this);
    }

    /// The same thread finds the same frame, still in its cache.
    private static int place() {
        return (int) Thread.currentThread().threadId() & Integer.MAX_VALUE;
    }

    private long bytes() {
        return Tiling.BLOCK * (4L * (f.length + i.length) + 8L * (d.length + l.length) + z.length) + gathered;
    }

    /// Has an accumulator for each fold, as good as new but for what it holds.
    void gather(Fold[] folds) {
        var all = accumulators.length < folds.length ? Arrays.copyOf(accumulators, folds.length) : accumulators;
        long more = 0;
        for (int k = 0; k < folds.length; k++) {
            var old = all[k];
            all[k] = folds[k].accumulator(old);
            if (all[k] != old) {
                more += all[k].bytes() - (old == null ? 0 : old.bytes());
            }
        }
        accumulators = all;
        gathered += more;
    }

    private void grow(int[] counts, int length) {
        f = grown(f, SlotKind.FLOAT, counts, length);
        d = grown(d, SlotKind.DOUBLE, counts, length);
        i = grown(i, SlotKind.INT, counts, length);
        l = grown(l, SlotKind.LONG, counts, length);
        z = grown(z, SlotKind.BOOL, counts, length);
    }

    @SuppressWarnings("unchecked") // arrays of that kind
    private static <A> A[] grown(A[] slots, SlotKind kind, int[] counts, int length) {
        int wanted = counts[kind.ordinal()];
        if (slots.length >= wanted) {
            return slots;
        }
        A[] more = Arrays.copyOf(slots, wanted);
        for (int k = slots.length; k < wanted; k++) {
            more[k] = (A) kind.allocate(length);
        }
        return more;
    }

    /// The array of a slot.
    public Object slot(SlotKind kind, int slot) {
        return switch (kind) {
            case FLOAT -> f[slot];
            case DOUBLE -> d[slot];
            case INT -> i[slot];
            case LONG -> l[slot];
            case BOOL -> z[slot];
        };
    }

    /// Makes an array a slot.
    void bind(SlotKind kind, int slot, Object array) {
        switch (kind) {
            case FLOAT -> f[slot] = (float[]) array;
            case DOUBLE -> d[slot] = (double[]) array;
            case INT -> i[slot] = (int[]) array;
            case LONG -> l[slot] = (long[]) array;
            case BOOL -> z[slot] = (boolean[]) array;
        }
    }
}
