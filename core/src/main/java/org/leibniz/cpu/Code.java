package org.leibniz.cpu;

import org.leibniz.DType;
import org.leibniz.ir.Op.Relation;
import org.leibniz.ir.ScalarFn;

/// The instructions of a kernel, six ints each: what to do, a detail, the slot of the result, up to three operand slots. A fixed library of
/// loops, one call an instruction and block, is at full speed for the whole JVM within dozens of calls.
final class Code {
    /// Ints an instruction.
    static final int WIDTH = 6;

    /// `y = fn(a, b)` by kind: MAP + kind; the detail is the function.
    static final int MAP = 0;
    /// `y = a relation b` by kind; the detail is the relation.
    static final int COMPARE = 5;
    /// `y = a ? b : c` by kind.
    static final int SELECT = 10;
    /// `y = a` of another kind; the detail is 8 times the kind of a plus the kind of y.
    static final int CAST = 15;
    /// Added to the kind that a cast is from, if it is to floats that are then rounded to fewer bits: see [org.leibniz.ir.Buffers#sticky(double)].
    static final int STICKY = 64;
    /// `y = a` rounded or narrowed; the detail is the dtype.
    static final int ROUND = 16;
    /// Reads a block: the detail is the number of the load.
    static final int LOAD = 17;
    /// Writes a block: the detail is the number of the store.
    static final int STORE = 18;
    /// Copies a block from value to value: the detail is the number of the move.
    static final int MOVE = 19;
    /// Gives a block to a fold: the detail is its number.
    static final int FOLD = 20;
    /// Runs a generated loop: the detail is its number.
    static final int FUSED = 21;
    /// `y[i] = a[row of i]`; the detail is the kind.
    static final int SPREAD = 22;
    /// Reduces each row of `a` to an element of `y`: the detail is the number of the fold.
    static final int FOLD_ROWS = 23;
    /// Gives a block of an array in order to a fold, without reading it into a slot: the detail is the fold's number.
    static final int FOLD_ARRAY = 24;
    /// Added to an instruction that works on an element a row.
    static final int ROWS = 32;

    private static final ScalarFn[] FNS = ScalarFn.values();
    private static final Relation[] RELATIONS = Relation.values();
    private static final Kind[] KINDS = Kind.values();
    private static final DType[] DTYPES = DType.values();

    private Code() {}

    /// Runs the instructions of a body on one block.
    static void run(Kernel.Body k, Frame frame, Object[] values, Object[] partials, int from, int n) {
        int[] code = k.code();
        int length = k.rowLength();
        for (int pc = 0; pc < code.length; pc += WIDTH) {
            int op = code[pc];
            if (op >= ROWS) {
                run(op - ROWS, pc, k, frame, values, partials, from / length, n / length);
            } else {
                run(op, pc, k, frame, values, partials, from, n);
            }
        }
    }

    private static void run(int op, int pc, Kernel.Body k, Frame frame, Object[] values, Object[] partials, int from, int n) {
        int[] code = k.code();
        int detail = code[pc + 1];
        int y = code[pc + 2];
        int a = code[pc + 3];
        int b = code[pc + 4];
        switch (op) {
            case MAP -> FloatLoops.apply(FNS[detail], frame.f[a], frame.f[b], frame.f[y], n);
            case MAP + 1 -> DoubleLoops.apply(FNS[detail], frame.d[a], frame.d[b], frame.d[y], n);
            case MAP + 2 -> IntLoops.apply(FNS[detail], frame.i[a], frame.i[b], frame.i[y], n);
            case MAP + 3 -> LongLoops.apply(FNS[detail], frame.l[a], frame.l[b], frame.l[y], n);
            case MAP + 4 -> BoolLoops.apply(FNS[detail], frame.z[a], frame.z[b], frame.z[y], n);
            case COMPARE -> FloatLoops.compare(RELATIONS[detail], frame.f[a], frame.f[b], frame.z[y], n);
            case COMPARE + 1 -> DoubleLoops.compare(RELATIONS[detail], frame.d[a], frame.d[b], frame.z[y], n);
            case COMPARE + 2 -> IntLoops.compare(RELATIONS[detail], frame.i[a], frame.i[b], frame.z[y], n);
            case COMPARE + 3 -> LongLoops.compare(RELATIONS[detail], frame.l[a], frame.l[b], frame.z[y], n);
            case COMPARE + 4 -> BoolLoops.compare(RELATIONS[detail], frame.z[a], frame.z[b], frame.z[y], n);
            case SELECT -> FloatLoops.select(frame.z[a], frame.f[b], frame.f[code[pc + 5]], frame.f[y], n);
            case SELECT + 1 -> DoubleLoops.select(frame.z[a], frame.d[b], frame.d[code[pc + 5]], frame.d[y], n);
            case SELECT + 2 -> IntLoops.select(frame.z[a], frame.i[b], frame.i[code[pc + 5]], frame.i[y], n);
            case SELECT + 3 -> LongLoops.select(frame.z[a], frame.l[b], frame.l[code[pc + 5]], frame.l[y], n);
            case SELECT + 4 -> BoolLoops.select(frame.z[a], frame.z[b], frame.z[code[pc + 5]], frame.z[y], n);
            case CAST -> {
                if (detail >= STICKY) {
                    CastLoops.sticky(KINDS[detail - STICKY], frame, a, y, n);
                } else {
                    CastLoops.apply(KINDS[detail >> 3], KINDS[detail & 7], frame, a, y, n);
                }
            }
            case ROUND -> CastLoops.round(DTYPES[detail], frame, a, y, n);
            case LOAD -> k.loads()[detail].read(values, frame, from, n);
            case STORE -> k.stores()[detail].write(values, frame, from, n);
            case MOVE -> k.moves()[detail].run(values, from, n);
            case FOLD ->
                k.folds()[detail].block(frame.slot(k.folds()[detail].kind(), a), 0, from, n, frame.accumulators[detail], partials[detail]);
            case FOLD_ARRAY -> k.folds()[detail].block(values[k.folds()[detail].source()], from, from, n, frame.accumulators[detail],
                    partials[detail]);
            case FUSED -> fused(k, detail, values, frame, from, n);
            case SPREAD -> spread(KINDS[detail], frame.slot(KINDS[detail], a), frame.slot(KINDS[detail], y), k.rowLength(), n);
            case FOLD_ROWS -> k.folds()[detail].rows(frame.slot(k.folds()[detail].kind(), a), n / k.rowLength(),
                    frame.slot(k.folds()[detail].kind(), y), frame.accumulators[detail]);
            default -> throw new IllegalStateException("instruction " + op);
        }
    }

    private static void fused(Kernel.Body k, int loop, Object[] values, Frame frame, int from, int n) {
        var loops = k.loops();
        if (loops != null) {
            loops.run(loop, values, frame, from, n);
        }
    }

    private static void spread(Kind kind, Object rows, Object y, int length, int n) {
        var transfer = Transfer.same(kind.dtype());
        for (int i = 0, at = 0; at < n; i++, at += length) {
            transfer.run(rows, i, 0, y, at, 1, length);
        }
    }
}
