package org.leibniz.cpu;

import org.leibniz.DType;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.routine.SimdLoops;

/// What is done with a block: one call of a loop. The loops of the library are few and shared, so that the whole JVM
/// runs them at full speed within dozens of calls.
///
/// `y`, `a`, `b`, `c` are slots of the frame, of the kinds that the instruction says.
public sealed interface Instruction {
    /// Does it.
    ///
    /// @param frame the slots
    /// @param values the arrays of the run
    /// @param at for each operand of the body the number of its array
    /// @param partials what folds have come to
    /// @param from where in the space the block starts; of instructions on rows, in the rows
    /// @param n its elements, or rows
    void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n);

    /// Another one on an element a row.
    record ByRow(Instruction each, int length) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            each.run(frame, values, at, partials, from / length, n / length);
        }
    }

    /// `y = fn(a, b)`.
    record Map(SlotKind kind, ScalarFn fn, int y, int a, int b) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            switch (kind) {
                case FLOAT -> FloatLoops.apply(fn, frame.f[a], frame.f[b], frame.f[y], n);
                case DOUBLE -> DoubleLoops.apply(fn, frame.d[a], frame.d[b], frame.d[y], n);
                case INT -> IntLoops.apply(fn, frame.i[a], frame.i[b], frame.i[y], n);
                case LONG -> LongLoops.apply(fn, frame.l[a], frame.l[b], frame.l[y], n);
                case BOOL -> BoolLoops.apply(fn, frame.z[a], frame.z[b], frame.z[y], n);
            }
        }
    }

    /// `y = a relation b`.
    record Compare(SlotKind of, Relation relation, int y, int a, int b) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            switch (of) {
                case FLOAT -> FloatLoops.compare(relation, frame.f[a], frame.f[b], frame.z[y], n);
                case DOUBLE -> DoubleLoops.compare(relation, frame.d[a], frame.d[b], frame.z[y], n);
                case INT -> IntLoops.compare(relation, frame.i[a], frame.i[b], frame.z[y], n);
                case LONG -> LongLoops.compare(relation, frame.l[a], frame.l[b], frame.z[y], n);
                case BOOL -> BoolLoops.compare(relation, frame.z[a], frame.z[b], frame.z[y], n);
            }
        }
    }

    /// `y = c ? a : b`.
    record Select(SlotKind kind, int y, int c, int a, int b) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            switch (kind) {
                case FLOAT -> FloatLoops.select(frame.z[c], frame.f[a], frame.f[b], frame.f[y], n);
                case DOUBLE -> DoubleLoops.select(frame.z[c], frame.d[a], frame.d[b], frame.d[y], n);
                case INT -> IntLoops.select(frame.z[c], frame.i[a], frame.i[b], frame.i[y], n);
                case LONG -> LongLoops.select(frame.z[c], frame.l[a], frame.l[b], frame.l[y], n);
                case BOOL -> BoolLoops.select(frame.z[c], frame.z[a], frame.z[b], frame.z[y], n);
            }
        }
    }

    /// `y = a` of another kind.
    record Convert(SlotKind from, SlotKind to, int y, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int start, int n) {
            CastLoops.apply(from, to, frame, a, y, n);
        }
    }

    /// `y = a` as a float that is then rounded to fewer bits: see [org.leibniz.ir.Buffers#sticky(double)].
    record Sticky(SlotKind from, int y, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int start, int n) {
            CastLoops.sticky(from, frame, a, y, n);
        }
    }

    /// `y = a` rounded or narrowed to a dtype.
    record Round(DType to, int y, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            CastLoops.round(to, frame, a, y, n);
        }
    }

    /// Reads a block into a slot.
    record Read(Load load, int y) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            load.read(values[at[load.operand]], from, n, frame.slot(load.kind, y), 0);
        }
    }

    /// Writes a slot to the array of an operand.
    record Store(SlotKind kind, DType dtype, int operand, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            Transfer.store(dtype, frame.slot(kind, a), values[at[operand]], from, n);
        }
    }

    /// Copies from array to array.
    record Move(Load load, int operand) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            load.read(values[at[load.operand]], from, n, values[at[operand]], from);
        }
    }

    /// Gives a block in a slot to a fold.
    record FoldSlot(Fold fold, int number, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            fold.block(frame.slot(fold.kind(), a), 0, from, n, frame.accumulators[number], partials[number]);
        }
    }

    /// Gives a block of an array in order to a fold, without reading it into a slot.
    record FoldArray(Fold fold, int number, int operand) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            fold.block(values[at[operand]], from, from, n, frame.accumulators[number], partials[number]);
        }
    }

    /// Reduces each row of `a` to an element of `y`.
    record FoldRows(Fold fold, int number, int y, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            fold.rows(frame.slot(fold.kind(), a), n / fold.r(), frame.slot(fold.kind(), y), frame.accumulators[number]);
        }
    }

    /// `y[i] = a[row of i]`.
    record Spread(SlotKind kind, int length, int y, int a) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            boolean done = switch (kind) {
                case FLOAT -> SimdLoops.best().floats().spread(frame.f[a], n / length, length, frame.f[y]);
                case DOUBLE -> SimdLoops.best().doubles().spread(frame.d[a], n / length, length, frame.d[y]);
                case INT, LONG, BOOL -> false;
            };
            if (done) {
                return;
            }
            var transfer = Transfer.same(kind.dtype());
            Object rows = frame.slot(kind, a);
            Object all = frame.slot(kind, y);
            for (int i = 0, start = 0; start < n; i++, start += length) {
                transfer.run(rows, i, 0, all, start, 1, length);
            }
        }
    }

    /// Runs a generated loop.
    public record Generated(GeneratedLoops loops, int number) implements Instruction {
        @Override
        public void run(Frame frame, Object[] values, int[] at, Object[] partials, int from, int n) {
            loops.run(number, values, at, frame, from, n);
        }
    }
}
