package org.leibniz.cpu;

import org.leibniz.routine.SimdLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.leibniz.DType;
import org.leibniz.cpu.Kernel.Binding;
import org.leibniz.cpu.Kernel.Constant;
import org.leibniz.cpu.Kernel.Move;
import org.leibniz.cpu.Kernel.Store;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Term.Place;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Op;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.View;

/// Writes a group's kernel: instructions in the program's order, each operand read just before it is first needed, slots reused after the last
/// use. Linear in the number of terms.
final class Assembler {
    private final Group group;
    private final Tiling tiling;
    private final boolean small;
    private final Map<Ref, Place> reads = new HashMap<>();
    private final List<Map<Double, Place>> numbers = new ArrayList<>(); // by kind; 0 and -0 are two
    private final Map<Term, Place> spreads = new HashMap<>();
    private final Set<Term> copiesRead = new HashSet<>();

    private int[] code = new int[16 * Code.WIDTH];
    private int length;
    private int rows; // added to instructions on an element a row
    private final int[] slots = new int[Kind.values().length];
    private final int[][] free = new int[slots.length][16];
    private final int[] freeCount = new int[slots.length];
    private final List<Constant> constants = new ArrayList<>();
    private final List<Load> once = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private final List<Fold> folds = new ArrayList<>();
    private double cost = 0.02;

    private Assembler(Group group) {
        this.group = group;
        this.tiling = group.tiling();
        this.small = group.n <= Tiling.BLOCK;
        for (int i = 0; i < slots.length; i++) {
            numbers.add(new HashMap<>());
        }
    }

    /// The kernel of a group.
    ///
    /// @param number
    ///            where its frame is kept
    static Kernel kernel(Group group, int number, Tier tier) {
        var a = new Assembler(group);
        a.count();
        for (var t : group.terms) {
            a.write(t);
        }
        for (var t : group.terms) {
            t.place = null;
        }
        var body = new Kernel.Body(Arrays.copyOf(a.code, a.length), a.loads.toArray(new Load[0]), a.stores.toArray(new Store[0]),
                a.moves.toArray(new Move[0]), a.folds.toArray(new Fold[0]), null, a.slots, group.rowLength);
        var kernel = new Kernel(number, a.tiling, body, a.constants.toArray(new Constant[0]), a.once.toArray(new Load[0]),
                a.bindings.toArray(new Binding[0]), a.cost, tier);
        tier.made(kernel);
        return kernel;
    }

    // ---- who needs what

    private void count() {
        for (var t : group.terms) {
            for (var x : t.in) {
                if (x.term().source == Source.COPY && isHere(x)) {
                    copiesRead.add(x.term());
                }
            }
        }
        for (var t : group.terms) {
            if (t.source == Source.ELEMENT || group.isRowFold(t)) {
                t.place = new Place(Kind.of(t.dtype));
            }
            boolean padded = t.source == Source.ELEMENT && touchesPadding(t);
            if (padded) {
                place(t).padded = true;
            }
            for (var x : t.in) {
                if (x.term().isConstant() || isMove(t)) {
                    continue;
                }
                var p = operand(x);
                p.uses++;
                p.padded |= padded;
            }
            if (t.source == Source.COPY && !isMove(t)) {
                t.place = operand(t.in[0]); // what is read is the copy
            }
        }
    }

    /// A copy that nothing else in the group reads goes from array to array.
    private boolean isMove(Term t) {
        return t.source == Source.COPY && !copiesRead.contains(t);
    }

    private boolean touchesPadding(Term t) {
        var op = t.pointwise();
        boolean isLong = count(t) >= FloatLoops.LONG;
        return switch (op.kind()) {
            case UNARY -> isFloat(t) && Loops.isTranscendental(((Op.Unary) op).fn());
            case BINARY -> isFloat(t) && Loops.isTranscendental(((Op.Binary) op).fn());
            case COMPARE, SELECT -> isLong && isFloat(t.in[t.in.length - 1].term());
            case CAST -> isLong && isFloat(t) && t.in[0].term().dtype == DType.BOOL;
        };
    }

    private static boolean isFloat(Term t) {
        return t.dtype.isFloating();
    }

    /// The number of elements that an instruction for a term works on if there is but one block.
    private int count(Term t) {
        return group.isOfRows(t) ? group.n / group.rowLength : group.n;
    }

    /// Whether an array of which so many elements are in use may be touched up to the next multiple of [SimdLoops#PAD].
    private static boolean isRoomy(Term t, int count) {
        return t.padded || count % SimdLoops.PAD == 0;
    }

    private boolean isHere(Ref x) {
        return group.isInside(x);
    }

    /// The place of an operand that is no constant.
    private Place operand(Ref x) {
        if (isHere(x)) {
            return x.isWhole() ? place(x.term()) : spread(x.term());
        }
        var key = x.normal();
        var p = reads.get(key);
        if (p == null) {
            p = new Place(Kind.of(x.term().dtype));
            reads.put(key, p);
        }
        return p;
    }

    private Place spread(Term t) {
        var p = spreads.get(t);
        if (p == null) {
            p = new Place(Kind.of(t.dtype));
            spreads.put(t, p);
            place(t).uses++;
        }
        return p;
    }

    private static Place place(Term t) {
        var p = t.place;
        if (p == null) {
            throw new IllegalStateException("used before it is computed");
        }
        return p;
    }

    // ---- slots

    private int take(Kind kind) {
        int k = kind.ordinal();
        return freeCount[k] > 0 ? free[k][--freeCount[k]] : slots[k]++;
    }

    /// One use less; after the last one the slot is free.
    private void done(Place p) {
        if (--p.uses == 0) {
            release(p);
        }
    }

    private void release(Place p) {
        if (!p.permanent) {
            int k = p.kind.ordinal();
            if (freeCount[k] == free[k].length) {
                free[k] = Arrays.copyOf(free[k], 2 * freeCount[k]);
            }
            free[k][freeCount[k]++] = p.slot;
        }
    }

    /// The slot of an operand, which is read now if it is not there.
    private int slot(Ref x, Kind kind) {
        if (x.term().isConstant()) {
            return number(kind, x.term().number);
        }
        var p = operand(x);
        if (p.slot < 0) {
            if (isHere(x)) {
                spread(x.term(), p);
            } else {
                read(x, p);
            }
        }
        return p.slot;
    }

    private int number(Kind kind, double number) {
        var known = numbers.get(kind.ordinal());
        var p = known.get(number);
        if (p == null) {
            p = new Place(kind);
            p.slot = slots[kind.ordinal()]++;
            constants.add(new Constant(kind, p.slot, number));
            known.put(number, p);
        }
        return p.slot;
    }

    private void spread(Term t, Place p) {
        var rows = place(t);
        p.slot = take(p.kind);
        emit(Code.SPREAD, p.kind.ordinal(), p.slot, rows.slot, 0, 0);
        cost += 0.05;
        done(rows);
    }

    private void read(Ref x, Place p) {
        var t = x.term();
        boolean ofRows = group.rowLength > 0 && (long) x.view().size() * group.rowLength == group.n; // the view counts: it may be a broadcast
        var view = x.view().normal();
        var transfer = Transfer.toSlot(t.dtype);
        boolean light = t.size <= Tiling.BLOCK; // a state at rest still holds the arrays that were bound
        if (small && light && transfer.isCopy() && isPrefix(view) && (!p.padded || isRoomy(t, view.size()))) {
            p.slot = slots[p.kind.ordinal()]++;
            p.permanent = true;
            bindings.add(new Binding(p.kind, p.slot, t.value, false));
            return;
        }
        int period = view.period();
        boolean repeats = period == 1 && x.view().size() > 1 || !ofRows && period < group.n && tiling.length() % period == 0
                && (tiling.length() <= Tiling.BLOCK || Tiling.BLOCK % period == 0);
        if (repeats) {
            p.slot = slots[p.kind.ordinal()]++;
            p.permanent = true;
            once.add(new Load(t.value, view, transfer, p.kind, p.slot));
            return;
        }
        p.slot = take(p.kind);
        emit(ofRows ? Code.ROWS + Code.LOAD : Code.LOAD, loads.size(), p.slot, 0, 0, 0);
        var load = new Load(t.value, view, transfer, p.kind, p.slot);
        loads.add(load);
        cost += load.isContiguous() ? 0.04 : 0.3;
    }

    private static boolean isPrefix(View normal) {
        return normal.offset() == 0 && (normal.axes().isEmpty() || normal.axes().size() == 1 && normal.axes().getFirst().stride() == 1
                && !normal.axes().getFirst().isPadded());
    }

    // ---- instructions

    private void emit(int op, int detail, int y, int a, int b, int c) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        code[length] = op + rows;
        code[length + 1] = detail;
        code[length + 2] = y;
        code[length + 3] = a;
        code[length + 4] = b;
        code[length + 5] = c;
        length += Code.WIDTH;
    }

    private void write(Term t) {
        switch (t.source) {
            case ELEMENT -> element(t, place(t));
            case COPY -> copy(t);
            case FOLD -> fold(t);
            default -> throw new IllegalStateException(t.source + " in a group");
        }
    }

    private void element(Term t, Place p) {
        int[] in = new int[3];
        Kind of = Kind.BOOL;
        for (int i = 0; i < t.in.length; i++) {
            of = Kind.of(t.in[i].term().dtype);
            in[i] = slot(t.in[i], of);
        }
        if (t.in.length == 1) {
            in[1] = in[0];
        }
        boolean inPlace = !(t.op instanceof Op.Binary(var fn) && fn == ScalarFn.POW);
        if (inPlace) {
            release(t);
        }
        boolean direct = makeRoom(t, p);
        rows = group.isOfRows(t) ? Code.ROWS : 0;
        compute(t, of, p, in);
        rows = 0;
        if (!inPlace) {
            release(t);
        }
        if (t.stored && !direct) {
            store(t, p);
        }
        if (p.uses == 0) {
            release(p);
        }
    }

    /// Takes a slot for a result: the array in which it is stored if that will do.
    private boolean makeRoom(Term t, Place p) {
        boolean direct = t.stored && small && t.dtype == p.kind.dtype() && (!p.padded || isRoomy(t, count(t)));
        if (direct) {
            p.slot = slots[p.kind.ordinal()]++;
            p.permanent = true;
            bindings.add(new Binding(p.kind, p.slot, t.value, true));
        } else {
            p.slot = take(p.kind);
        }
        return direct;
    }

    private void release(Term t) {
        for (var x : t.in) {
            if (!x.term().isConstant()) {
                done(operand(x));
            }
        }
    }

    private void compute(Term t, Kind of, Place p, int[] in) {
        var op = t.pointwise();
        double each = switch (op.kind()) {
            case UNARY -> map(((Op.Unary) op).fn(), p, in);
            case BINARY -> map(((Op.Binary) op).fn(), p, in);
            case COMPARE -> {
                emit(Code.COMPARE + of.ordinal(), ((Op.Compare) op).relation().ordinal(), p.slot, in[0], in[1], 0);
                yield 0.06;
            }
            case SELECT -> {
                emit(Code.SELECT + p.kind.ordinal(), 0, p.slot, in[0], in[1], in[2]);
                yield 0.06;
            }
            case CAST -> cast(t.in[0].term().dtype, ((Op.Cast) op).to(), of, p, in[0]);
        };
        cost += each;
        boolean rounds = t.dtype != p.kind.dtype() && (t.op instanceof Op.Unary || t.op instanceof Op.Binary);
        if (rounds) {
            emit(Code.ROUND, t.dtype.ordinal(), p.slot, p.slot, 0, 0);
            cost += 0.3;
        }
    }

    /// Applies a function.
    ///
    /// @return what it costs an element, in nanoseconds
    private double map(ScalarFn fn, Place p, int[] in) {
        emit(Code.MAP + p.kind.ordinal(), fn.ordinal(), p.slot, in[0], in[1], 0);
        return Loops.isTranscendental(fn) ? p.kind == Kind.DOUBLE ? 2 : 0.6 : 0.05;
    }

    /// A cast to a narrow integer goes by way of the low bits of an int64, as [org.leibniz.ir.Buffers] does; one to float16 or bfloat16 is
    /// rounded once.
    private double cast(DType from, DType to, Kind of, Place p, int x) {
        int a = x;
        if (of != p.kind) {
            if (p.kind == Kind.INT && to != DType.INT32 && (of == Kind.FLOAT || of == Kind.DOUBLE)) {
                int wide = take(Kind.LONG);
                emit(Code.CAST, of.ordinal() * 8 + Kind.LONG.ordinal(), wide, x, x, 0);
                emit(Code.CAST, Kind.LONG.ordinal() * 8 + Kind.INT.ordinal(), p.slot, wide, wide, 0);
                var w = new Place(Kind.LONG);
                w.slot = wide;
                release(w);
            } else {
                boolean sticky = p.kind == Kind.FLOAT && to != DType.FLOAT32 && of != Kind.BOOL;
                emit(Code.CAST, sticky ? Code.STICKY + of.ordinal() : of.ordinal() * 8 + p.kind.ordinal(), p.slot, x, x, 0);
            }
            a = p.slot;
        }
        if (to != p.kind.dtype() && from != to) {
            emit(Code.ROUND, to.ordinal(), p.slot, a, a, 0);
        } else if (a != p.slot) {
            emit(Code.ROUND, p.kind.dtype().ordinal(), p.slot, a, a, 0);
        }
        return 0.1;
    }

    private void store(Term t, Place p) {
        emit(group.isOfRows(t) ? Code.ROWS + Code.STORE : Code.STORE, stores.size(), 0, p.slot, 0, 0);
        stores.add(new Store(p.kind, p.slot, t.dtype, t.value));
        cost += 0.05;
    }

    private void copy(Term t) {
        var x = t.in[0];
        if (isMove(t)) {
            emit(Code.MOVE, moves.size(), 0, 0, 0, 0);
            var load = new Load(x.term().value, x.view(), Transfer.same(t.dtype), Kind.of(t.dtype), 0);
            moves.add(new Move(load, t.value));
            cost += load.isContiguous() ? 0.06 : 0.5;
            return;
        }
        var p = operand(x);
        slot(x, p.kind);
        if (t.stored) {
            store(t, p);
        }
        done(p);
    }

    private void fold(Term t) {
        var x = t.in[0];
        var kind = Kind.of(x.term().dtype);
        var reducer = ((Op.Reduce) Objects.requireNonNull(t.op)).reducer();
        cost += 0.1;
        if (isReadForThis(t, x)) {
            emit(Code.FOLD_ARRAY, folds.size(), 0, 0, 0, 0);
            folds.add(new Fold(reducer, t.a, t.r, t.b, kind, t.dtype, t.value, x.term().value));
            return;
        }
        int slot = slot(x, kind);
        if (!group.isRowFold(t)) {
            emit(Code.FOLD, folds.size(), 0, slot, 0, 0);
            folds.add(new Fold(reducer, t.a, t.r, t.b, kind, t.dtype, t.value, -1));
            done(operand(x));
            return;
        }
        var p = place(t);
        boolean direct = makeRoom(t, p);
        emit(Code.FOLD_ROWS, folds.size(), p.slot, slot, 0, 0);
        folds.add(new Fold(reducer, t.a, t.r, t.b, kind, t.dtype, -1, -1));
        done(operand(x));
        if (t.dtype != kind.dtype()) {
            emit(Code.ROWS + Code.ROUND, t.dtype.ordinal(), p.slot, p.slot, 0, 0);
        }
        if (t.stored && !direct) {
            store(t, p);
        }
        if (p.uses == 0) {
            release(p);
        }
    }

    /// Whether nothing but a fold reads an array in order, so that it need not be copied to a slot.
    private boolean isReadForThis(Term fold, Ref x) {
        return !small && !group.isRowFold(fold) && !isHere(x) && operand(x).uses == 1 && operand(x).slot < 0 && isPrefix(x.view().normal())
                && Transfer.toSlot(x.term().dtype).isCopy();
    }
}
