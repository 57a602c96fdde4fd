package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.SlotRoles.Role;
import org.leibniz.plan.View;

/// Writes the code of a body that goes block by block: the items of an arrangement in order, each operand read just
/// before it is first needed, slots used again after the last use. Linear in the number of operations.
public final class Assembler implements Places {
    private final Body body;
    private final Program program;
    private final List<Item> items;
    private final @Nullable LoopMaker maker;
    private final Uses uses;
    // by value of the body, those that stand for others only
    private final boolean[] permanent; // whether it keeps its slot
    private final int[] slot; // -1 if there is none
    private final int[] array; // the operand in whose array it is instead, -1 if in none
    private final int[] offset;

    private final List<Instruction> instructions = new ArrayList<>();
    private final Slots slots = new Slots();
    private final List<Blocks.Repeat> once = new ArrayList<>();
    private final List<Blocks.Binding> bindings = new ArrayList<>();
    private final List<Fold> folds = new ArrayList<>();
    private double cost = Costs.BLOCK; // nanoseconds an element

    // which elements the code is for: all, or those for which no operand that is padded at its ends has padding
    private final boolean inside;
    private int first;
    private int end;

    private Assembler(Body body, List<Item> items, @Nullable LoopMaker maker, boolean inside) {
        this.body = body;
        this.program = body.program;
        this.items = items;
        this.maker = maker;
        this.inside = inside;
        this.end = body.n();
        int n = program.slots();
        this.uses = new Uses(body, items);
        this.permanent = new boolean[n];
        this.slot = filled(n);
        this.array = filled(n);
        this.offset = new int[n];
    }

    private static int[] filled(int n) {
        int[] a = new int[n];
        Arrays.fill(a, -1);
        return a;
    }

    /// The code of a body with the library of loops alone.
    public static Blocks library(Body body) {
        return of(body, singles(body), null);
    }

    /// The code of a body.
    ///
    /// @param items what it does, in order
    /// @param maker of the loops among them
    public static Blocks of(Body body, List<Item> items, @Nullable LoopMaker maker) {
        if (maker != null && items.size() == 1 && isPadded(body)) {
            var direct = new Assembler(body, items, maker, true).inside();
            if (direct != null) {
                return direct;
            }
        }
        return new Assembler(body, items, maker, false).blocks();
    }

    /// Whether there may be one loop for what is inside the padding of operands: an operand has some, and no result is
    /// written over one.
    private static boolean isPadded(Body body) {
        boolean isPadded = false;
        for (int s = 0; s < body.program.slots(); s++) {
            isPadded |= body.isRead(s) && body.view(s).normal().axes().stream().anyMatch(View.Axis::isPadded);
        }
        for (int k = 0; k < body.program.outputs(); k++) {
            isPadded &= body.over(k) < 0;
        }
        return isPadded;
    }

    /// One loop for what is inside, which is most, and the loops of the library for the rest; null if there is none.
    private @Nullable Blocks inside() {
        var code = blocks();
        return code.direct() instanceof Blocks.DirectLoop loop && 2 * (end - first) > body.n()
                ? code.with(new Blocks.DirectInside(loop, first, end, library(body)))
                : null;
    }

    private static List<Item> singles(Body body) {
        var items = new ArrayList<Item>(body.program.size());
        for (int i = 0; i < body.program.size(); i++) {
            if (body.isComputed(body.program.out(i))) {
                items.add(new Item.Single(i));
            }
        }
        return items;
    }

    private Blocks blocks() {
        var loops = new ArrayList<Item.Loop>();
        var places = new ArrayList<Integer>(); // before which instructions they stand
        for (var item : items) {
            if (item instanceof Item.Loop loop) {
                loops.add(loop);
                places.add(loop(loop));
            } else {
                write(((Item.Single) item).operation());
            }
        }
        copies();
        if (maker != null && !loops.isEmpty()) {
            var generated = maker.write(body, loops, this);
            for (int k = places.size() - 1; k >= 0; k--) {
                instructions.add(places.get(k), byRow(isOfRows(loops.get(k)), generated.get(k)));
            }
        }
        var code = instructions.toArray(new Instruction[0]);
        return new Blocks(code, slots.constants(), once.toArray(new Blocks.Repeat[0]),
                bindings.toArray(new Blocks.Binding[0]), folds.toArray(new Fold[0]), slots.counts(), cost,
                direct(code));
    }

    // ---- slots

    /// One use less; after the last one the slot is free.
    private void done(int s) {
        if (!body.isConstant(s) && --uses.left[uses.same[s]] == 0) {
            release(uses.same[s]);
        }
    }

    private void release(int s) {
        if (!permanent[s] && slot[s] >= 0) {
            slots.give(body.kind(s), slot[s]);
        }
    }

    private void releaseUnused(int s) {
        if (uses.left[s] == 0) {
            release(s);
        }
    }

    private int keep(SlotKind kind, int s) {
        permanent[s] = true;
        return slots.keep(kind);
    }

    /// The slot of an operand, which is read now if it is not there.
    private int in(int s) {
        if (body.isConstant(s)) {
            return slots.number(body.kind(s), body.number(s));
        }
        int x = uses.same[s];
        if (slot[x] < 0) {
            read(x);
        }
        return slot[x];
    }

    private void read(int x) {
        if (!body.isRead(x)) {
            throw new IllegalStateException("value " + x + " is used before it is computed in\n" + program);
        }
        var kind = body.kind(x);
        int operand = body.operand(x);
        boolean row = body.isRow(x);
        var view = body.view(x).normal();
        var transfer = Transfer.toSlot(program.type(x).dtype());
        boolean light = body.sourceSize(x) <= Tiling.BLOCK; // a state at rest still holds the arrays that were bound
        if (body.isSmall() && light && transfer.isCopy() && isPrefix(view)
                && (!uses.padded[x] || body.isRoomy(operand, view.size()))) {
            slot[x] = keep(kind, x);
            bindings.add(new Blocks.Binding(kind, slot[x], operand));
            return;
        }
        var load = new Load(operand, view, transfer, kind);
        int length = body.tiling.length();
        int period = view.period();
        boolean repeats = period == 1 && view.size() > 1
                || !row && period < body.n() && length % period == 0
                        && (length <= Tiling.BLOCK || Tiling.BLOCK % period == 0);
        if (repeats) {
            slot[x] = keep(kind, x);
            once.add(new Blocks.Repeat(load, slot[x]));
        } else if (maker != null && maker.isInPlace(kind) && !uses.apart[x] && !row
                && (load.isInPlace() || inside && load.isInPlaceInside())) {
            array[x] = operand;
            offset[x] = load.offset();
            first = Math.max(first, load.first());
            end = Math.min(end, load.end());
        } else {
            slot[x] = slots.take(kind);
            emit(row, new Instruction.Read(load, slot[x]));
            cost += load.isContiguous() ? Costs.LOAD : Costs.GATHER;
        }
    }

    private static boolean isPrefix(View normal) {
        return normal.offset() == 0
                && (normal.axes().isEmpty() || normal.axes().size() == 1 && normal.axes().getFirst().stride() == 1
                        && !normal.axes().getFirst().isPadded());
    }

    // ---- instructions

    private void emit(boolean row, Instruction instruction) {
        instructions.add(byRow(row, instruction));
    }

    private Instruction byRow(boolean row, Instruction instruction) {
        return row ? new Instruction.ByRow(instruction, body.roles.length()) : instruction;
    }

    private boolean isOfRows(Item.Loop loop) {
        return body.isRow(program.out(loop.operations()[0]));
    }

    private void write(int i) {
        var op = program.op(i);
        if (op instanceof Pointwise pointwise) {
            element(pointwise, i);
        } else if (op instanceof Reduction.Reduce(var reducer, var _)) {
            fold(reducer, i);
        } else if (op instanceof Movement.Spread) {
            spread(i);
        } else { // the normal form has no more
            throw new IllegalStateException(op.text() + " in a body that goes block by block:\n" + program);
        }
    }

    private void element(Pointwise op, int i) {
        int[] in = new int[3];
        for (int j = 0; j < program.arity(i); j++) {
            in[j] = in(program.in(i, j));
        }
        if (program.arity(i) == 1) {
            in[1] = in[0];
        }
        int y = program.out(i);
        boolean inPlace = !(op instanceof Pointwise.Binary(var fn) && fn == ScalarFn.POW);
        if (inPlace) {
            releaseOperands(i);
        }
        boolean direct = makeRoom(y);
        compute(op, i, in);
        if (!inPlace) {
            releaseOperands(i);
        }
        finish(y, direct);
    }

    private void releaseOperands(int i) {
        for (int j = 0; j < program.arity(i); j++) {
            done(program.in(i, j));
        }
    }

    /// Takes a slot for a value: the array in which it is stored if that will do.
    private boolean makeRoom(int y) {
        var kind = body.kind(y);
        boolean direct = uses.result[y] >= 0 && body.isSmall() && isNative(y)
                && (!uses.padded[y] || body.isRoomy(uses.result[y], program.type(y).shape().size()));
        if (direct) {
            slot[y] = keep(kind, y);
            bindings.add(new Blocks.Binding(kind, slot[y], uses.result[y]));
        } else {
            slot[y] = slots.take(kind);
        }
        return direct;
    }

    private boolean isNative(int s) {
        return program.type(s).dtype() == body.kind(s).dtype();
    }

    /// Stores what has been computed if it is a result.
    private void finish(int y, boolean stored) {
        if (uses.result[y] >= 0 && !stored) {
            store(y);
        }
        releaseUnused(y);
    }

    private void store(int s) {
        emit(body.isRow(s), new Instruction.Store(body.kind(s), program.type(s).dtype(), uses.result[s], slot[s]));
        cost += Costs.STORE;
    }

    private void compute(Pointwise op, int i, int[] in) {
        int out = program.out(i);
        var kind = body.kind(out);
        var dtype = program.type(out).dtype();
        boolean row = body.isRow(out);
        int y = slot[out];
        cost += switch (op.member()) {
            case UNARY -> map(((Pointwise.Unary) op).fn(), kind, dtype, row, y, in);
            case BINARY -> map(((Pointwise.Binary) op).fn(), kind, dtype, row, y, in);
            case COMPARE -> {
                emit(row,
                        new Instruction.Compare(body.kind(program.in(i, 1)), ((Pointwise.Compare) op).relation(), y,
                                in[0],
                                in[1]));
                yield Costs.SELECT;
            }
            case SELECT -> {
                emit(row, new Instruction.Select(kind, y, in[0], in[1], in[2]));
                yield Costs.SELECT;
            }
            case CAST -> cast(program.type(program.in(i, 0)).dtype(), ((Pointwise.Cast) op).to(), row, y, in[0]);
        };
    }

    /// Applies a function.
    ///
    /// @return what it costs an element, in nanoseconds
    private double map(ScalarFn fn, SlotKind kind, DType dtype, boolean row, int y, int[] in) {
        emit(row, new Instruction.Map(kind, fn, y, in[0], in[1]));
        double function = kind == SlotKind.DOUBLE ? Costs.DOUBLE_FUNCTION : Costs.FLOAT_FUNCTION;
        double each = fn.isTranscendental() ? function : Costs.OPERATION;
        if (dtype == kind.dtype()) {
            return each;
        }
        emit(row, new Instruction.Round(dtype, y, y));
        return each + Costs.ROUND;
    }

    /// A cast to a narrow integer goes by way of the low bits of an int64, as [org.leibniz.ir.Buffers] does; one to
    /// float16 or bfloat16 is rounded once.
    private double cast(DType from, DType to, boolean row, int y, int x) {
        var of = SlotKind.of(from);
        var kind = SlotKind.of(to);
        int a = x;
        if (of != kind) {
            if (kind == SlotKind.INT && to != DType.INT32 && (of == SlotKind.FLOAT || of == SlotKind.DOUBLE)) {
                int wide = slots.take(SlotKind.LONG);
                emit(row, new Instruction.Convert(of, SlotKind.LONG, wide, x));
                emit(row, new Instruction.Convert(SlotKind.LONG, SlotKind.INT, y, wide));
                slots.give(SlotKind.LONG, wide);
            } else if (kind == SlotKind.FLOAT && to != DType.FLOAT32 && of != SlotKind.BOOL) {
                emit(row, new Instruction.Sticky(of, y, x));
            } else {
                emit(row, new Instruction.Convert(of, kind, y, x));
            }
            a = y;
        }
        if (to != kind.dtype() && from != to) {
            emit(row, new Instruction.Round(to, y, a));
        } else if (a != y) {
            emit(row, new Instruction.Round(kind.dtype(), y, a));
        }
        return Costs.CAST;
    }

    private void spread(int i) {
        int x = in(program.in(i, 0));
        int y = program.out(i);
        boolean direct = makeRoom(y);
        emit(false, new Instruction.Spread(body.kind(y), body.roles.length(), slot[y], x));
        cost += Costs.SPREAD;
        done(program.in(i, 0));
        finish(y, direct);
    }

    private void fold(Reducer reducer, int i) {
        int x = program.in(i, 0);
        int y = program.out(i);
        var kind = body.kind(x);
        var dtype = program.type(y).dtype();
        var shape = program.type(x).shape();
        cost += Costs.FOLD;
        if (body.role(y) == Role.FOLDED) {
            var fold = new Fold(reducer, shape.dim(0), shape.dim(1), shape.dim(2), kind, dtype, uses.result[y]);
            if (isReadForThis(uses.same[x])) {
                emit(false, new Instruction.FoldArray(fold, folds.size(), body.operand(uses.same[x])));
                uses.left[uses.same[x]]--;
            } else {
                emit(false, new Instruction.FoldSlot(fold, folds.size(), in(x)));
                done(x);
            }
            folds.add(fold);
            return;
        }
        var fold = new Fold(reducer, shape.dim(0), shape.dim(1), 1, kind, dtype, -1);
        int a = in(x);
        boolean direct = makeRoom(y);
        emit(false, new Instruction.FoldRows(fold, folds.size(), slot[y], a));
        folds.add(fold);
        done(x);
        if (!isNative(y)) {
            emit(true, new Instruction.Round(dtype, slot[y], slot[y]));
        }
        finish(y, direct);
    }

    /// Whether nothing but a fold reads an array in order, so that it need not be copied to a slot.
    private boolean isReadForThis(int x) {
        return body.isRead(x) && !body.isSmall() && !body.isConstant(x) && uses.left[x] == 1 && slot[x] < 0
                && !body.isOverwritten(body.operand(x))
                && isPrefix(body.view(x).normal())
                && Transfer.toSlot(program.type(x).dtype()).isCopy();
    }

    /// Results that are read and not computed: what nothing else reads goes from array to array.
    private void copies() {
        for (int k = 0; k < program.outputs(); k++) {
            int s = uses.same[program.outSlot(k)];
            if (body.isRead(s) && uses.left[s] == 0) {
                var dtype = program.type(s).dtype();
                var load = new Load(body.operand(s), body.view(s), Transfer.same(dtype), SlotKind.of(dtype));
                emit(body.isRow(s), new Instruction.Move(load, uses.result[s]));
                cost += load.isContiguous() ? Costs.MOVE : Costs.MOVE_GATHERED;
            } else if (body.isRead(s)) {
                in(s);
                store(s);
                done(s);
            }
        }
    }

    // ---- generated loops

    /// Makes room for a loop, which is generated when all places are known.
    ///
    /// @return before which instruction it stands
    private int loop(Item.Loop loop) {
        for (int s : loop.inputs()) {
            int x = uses.same[s];
            if (slot[x] < 0 && array[x] < 0) {
                read(x);
            }
        }
        int place = instructions.size();
        boolean[] stored = new boolean[loop.outputs().length];
        for (int k = 0; k < stored.length; k++) {
            stored[k] = makeRoomForLoop(loop.outputs()[k]);
        }
        cost += Costs.OPERATION * loop.operations().length;
        for (int s : loop.inputs()) {
            done(s);
        }
        for (int k = 0; k < stored.length; k++) {
            finish(loop.outputs()[k], stored[k]);
        }
        return place;
    }

    private boolean makeRoomForLoop(int y) {
        if (uses.result[y] >= 0 && !body.isSmall() && maker != null && maker.isInPlace(body.kind(y)) && isNative(y)
                && !uses.apart[y] && !body.isRow(y)) {
            array[y] = uses.result[y];
            return true;
        }
        return makeRoom(y);
    }

    @Override
    public int slot(int value) {
        return slot[uses.same[value]];
    }

    @Override
    public int operand(int value) {
        return array[uses.same[value]];
    }

    @Override
    public int offset(int value) {
        return offset[uses.same[value]];
    }

    // ---- one loop

    /// What needs no slots: one generated loop, one copy, or one operation of what is read and stored in order.
    private Blocks.@Nullable Direct direct(Instruction[] code) {
        if (body.isSmall() || body.tiling.columns() || !once.isEmpty() || slots.constants().length > 0) {
            return null;
        }
        if (code.length == 1 && (code[0] instanceof Instruction.Generated
                || code[0] instanceof Instruction.Move(var load, var _) && !load.isByColumn())) {
            return Arrays.stream(slots.counts()).sum() == 0 ? new Blocks.DirectLoop(code[0]) : null;
        }
        int at = code.length - 2;
        if (at < 1 || at > 2 || !(code[at] instanceof Instruction.Map(var kind, var fn, int y, int a, int b))
                || kind == SlotKind.BOOL || fn.isTranscendental()
                || !(code[at + 1] instanceof Instruction.Store(var _, var dtype, int to, int from)) || from != y
                || dtype != kind.dtype()) {
            return null;
        }
        int first = -1;
        int second = -1;
        for (int k = 0; k < at; k++) {
            if (!(code[k] instanceof Instruction.Read(var load, int into)) || !load.isWhole()) {
                return null;
            }
            first = into == a ? load.operand : first;
            second = into == b ? load.operand : second;
        }
        return first < 0 || second < 0 ? null : new Blocks.DirectOperation(kind, fn, first, second, to);
    }
}
