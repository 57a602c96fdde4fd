package org.leibniz.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;

/// The algebra of [Simplify]: one operation on operands that are simple already, written as something simpler where
/// there is something.
///
/// Rules look one operation deep, and what they write is simplified in turn, so chains of any length collapse without
/// recursion over them. Products with zero stay, since NaN times zero is NaN.
final class Algebra {
    private final CommutingWriter w;
    private final WindowAlgebra windows;

    Algebra(CommutingWriter writer) {
        w = writer;
        windows = new WindowAlgebra(writer);
    }

    /// Writes an operation; what is to become of programs in it is decided before.
    ///
    /// @param types the types of its outputs
    /// @param in the slots of its operands
    /// @return slots that hold the same as its outputs
    int[] write(Op op, Type[] types, int... in) {
        if (op instanceof Composite) {
            return kept(op, types, in);
        }
        if (haveNoElements(types)) {
            int[] fills = new int[types.length];
            for (int i = 0; i < fills.length; i++) {
                fills[i] = fill(types[i], 0);
            }
            return fills;
        }
        Type t = types[0];
        if (op instanceof Leaf.Fill) { // and so on: what is part of every gradient, as in Typing
            return kept(op, types, in);
        }
        if (op instanceof Movement.Broadcast) {
            return one(broadcast(t, in[0]));
        }
        if (op instanceof Movement.Reshape) {
            return one(reshape(t, in[0]));
        }
        if (op instanceof Reduction.Reduce(var reducer, var axes)) {
            return one(reduce(reducer, axes, t, in[0]));
        }
        if (op instanceof Mark.Alias) {
            return one(in[0]);
        }
        if (op instanceof Pointwise.Unary(var fn)) {
            return one(unary(fn, t, in[0]));
        }
        return op instanceof Pointwise.Binary(var fn) ? one(binary(fn, t, in[0], in[1])) : write(op, t, types, in);
    }

    /// The whole table.
    private int[] write(Op op, Type t, Type[] types, int... in) {
        return switch (op) {
            case Pointwise.Unary(var fn) -> one(unary(fn, t, in[0]));
            case Pointwise.Binary(var fn) -> one(binary(fn, t, in[0], in[1]));
            case Pointwise.Compare(var relation) -> one(compare(relation, t, in[0], in[1]));
            case Pointwise.Select _ -> one(select(t, in[0], in[1], in[2]));
            case Pointwise.Cast(var to) -> one(cast(to, in[0]));
            case Leaf.Iota(var type, var axis) -> type.shape().dim(axis) == 1 ? one(fill(type, 0)) : kept(op, types);
            case Movement.Broadcast _ -> one(broadcast(t, in[0]));
            case Movement.Reshape _ -> one(reshape(t, in[0]));
            case Movement.Transpose(var perm) -> one(transpose(perm, t, in[0]));
            case Movement.Slice slice -> one(slice(slice, t, in[0]));
            case Movement.Pad pad -> one(pad(pad, t, in[0]));
            case Movement.Reverse(var axes) -> one(reverse(axes, t, in[0]));
            case Movement.Windows seen -> one(windows(seen, t, in[0]));
            case Reduction.Overlap overlap -> one(w.is(in[0], 0) ? fill(t, 0) : windows.overlap(overlap, t, in[0]));
            case Routine.Concat(var axis) -> one(concat(axis, t, in));
            case Reduction.Reduce(var reducer, var axes) -> one(reduce(reducer, axes, t, in[0]));
            case Routine.Dot dot -> one(dot(dot, t, in[0], in[1]));
            case Routine.Either _ when isEmptyStack(in[0]) -> one(in[1]);
            case Routine.Either _ when isEmptyStack(in[1]) -> one(in[0]);
            case Mark.StopGradient _ when w.purpose() == Purpose.DIFFERENTIATE && w.constant(in[0]) == null ->
                kept(op, types, in);
            case Mark.Restated _ when w.purpose() == Purpose.DIFFERENTIATE && in[0] != in[1] ->
                one(restated(in[0], in[1]));
            case Mark _ -> one(in[0]);
            case Leaf _,Movement.Spread _,Reduction.Collapse _,Routine _,Composite _ -> kept(op, types, in);
        };
    }

    private static int[] one(int slot) {
        return new int[]{slot};
    }

    /// The operation as it is.
    private int[] kept(Op op, Type[] types, int... in) {
        int first = w.add(op, in);
        return Ints.range(first, first + types.length).toArray();
    }

    private static boolean haveNoElements(Type... types) {
        for (var t : types) {
            if (t.shape().size() > 0 || t.isStack()) {
                return false;
            }
        }
        return true;
    }

    private int fill(Type t, double value) {
        return w.add(new Leaf.Fill(t, value));
    }

    private boolean isEmptyStack(int slot) {
        return w.maker(slot) instanceof Leaf.Fill(var type, var _) && type.isStack();
    }

    private boolean is(int slot, ScalarFn fn) {
        return w.maker(slot) instanceof Pointwise.Unary(var f) && f == fn;
    }

    // ---- elementwise

    private int unary(ScalarFn fn, Type t, int x) {
        var c = w.constant(x);
        var folded = c == null ? null : Constants.apply(fn, t.dtype(), c);
        if (folded != null) {
            return fill(t, folded);
        }
        if (fn == ScalarFn.SQUARE) {
            return square(t, x);
        }
        boolean undone = (fn == ScalarFn.NEG || fn == ScalarFn.NOT) && is(x, fn);
        return undone ? w.operand(x) : w.add(fn.op(), x);
    }

    private int restated(int value, int form) {
        int first = w.maker(value) instanceof Mark.Restated ? w.operand(value) : value;
        return w.add(new Mark.Restated(), first, form);
    }

    /// The square of a norm has derivatives at 0, where the norm has none: it is differentiated as what the root is of
    /// there, and elsewhere as the square of the root of something else than 0.
    private int square(Type t, int x) {
        int square = w.add(ScalarFn.SQUARE.op(), x);
        boolean scaled = w.maker(x) instanceof Pointwise.Binary(var div) && div == ScalarFn.DIV;
        int root = scaled ? w.operand(x) : x;
        boolean differentiate = w.purpose() == Purpose.DIFFERENTIATE;
        if (!differentiate || !is(root, ScalarFn.ROOT) || w.maker(w.operand(root)) instanceof Pointwise.Select) {
            return square;
        }
        int squares = w.operand(root);
        int zero = w.add(new Pointwise.Compare(Relation.EQ), squares, fill(t, 0));
        int other = w.add(ScalarFn.ROOT.op(), w.add(new Pointwise.Select(), zero, fill(t, 1), squares));
        int norm = scaled ? w.add(ScalarFn.DIV.op(), other, w.operand(x, 1)) : other;
        return restated(square, w.add(new Pointwise.Select(), zero, squares, w.add(ScalarFn.SQUARE.op(), norm)));
    }

    private int binary(ScalarFn fn, Type t, int a, int b) {
        var ca = w.constant(a);
        var cb = w.constant(b);
        var folded = ca == null || cb == null ? null : Constants.apply(fn, t.dtype(), ca, cb);
        if (folded != null) {
            return fill(t, folded);
        }
        return switch (fn) {
            case ADD -> add(t, a, b);
            case SUB -> sub(t, a, b);
            case MUL -> mul(t, a, b);
            case DIV -> {
                if (cb != null && Constants.isPowerOfTwo(cb)) {
                    yield mul(t, a, fill(t, 1 / cb)); // exact
                }
                yield w.add(fn.op(), a, b);
            }
            case POW -> pow(t, a, b);
            case MAX, MIN -> a == b ? a : w.add(fn.op(), a, b);
            case AND, OR -> {
                double neutral = fn == ScalarFn.AND ? 1 : 0;
                if (t.dtype() == DType.BOOL && !t.isStack() && (ca != null || cb != null)) {
                    yield w.is(b, neutral) || w.is(a, 1 - neutral) ? a : b;
                }
                yield a == b ? a : w.add(fn.op(), a, b);
            }
            default -> w.add(fn.op(), a, b);
        };
    }

    private int add(Type t, int a, int b) {
        if (w.is(a, 0) || w.is(b, 0)) {
            return w.is(b, 0) ? a : b;
        }
        if (is(b, ScalarFn.NEG)) {
            return sub(t, a, w.operand(b));
        }
        return is(a, ScalarFn.NEG) ? sub(t, b, w.operand(a)) : w.add(ScalarFn.ADD.op(), a, b);
    }

    private int sub(Type t, int a, int b) {
        if (w.is(b, 0)) {
            return a;
        }
        if (w.is(a, 0) && t.dtype().isInteger()) { // of floats 0 - 0 is 0 and not -0
            return unary(ScalarFn.NEG, t, b);
        }
        return is(b, ScalarFn.NEG) ? add(t, a, w.operand(b)) : w.add(ScalarFn.SUB.op(), a, b);
    }

    private int mul(Type t, int a, int b) {
        if (w.is(a, 1) || w.is(b, 1)) {
            return w.is(b, 1) ? a : b;
        }
        if (w.is(a, -1) || w.is(b, -1)) {
            return unary(ScalarFn.NEG, t, w.is(b, -1) ? a : b);
        }
        if (t.dtype().isInteger() && (w.is(a, 0) || w.is(b, 0))) {
            return fill(t, 0);
        }
        if (a == b && w.purpose() == Purpose.DIFFERENTIATE && t.dtype().isFloating()) {
            return square(t, a);
        }
        return is(a, ScalarFn.NEG) && is(b, ScalarFn.NEG)
                ? mul(t, w.operand(a), w.operand(b))
                : w.add(ScalarFn.MUL.op(), a, b);
    }

    private int pow(Type t, int a, int b) {
        if (w.is(b, 0)) {
            return fill(t, 1);
        }
        if (w.is(b, 1)) {
            return a;
        }
        if (w.is(b, 2)) {
            return unary(ScalarFn.SQUARE, t, a);
        }
        return w.is(b, -1) && t.dtype().isFloating()
                ? unary(ScalarFn.RECIPROCAL, t, a)
                : w.add(ScalarFn.POW.op(), a, b);
    }

    private int compare(Relation relation, Type t, int a, int b) {
        var ca = w.constant(a);
        var cb = w.constant(b);
        if (ca != null && cb != null) {
            return fill(t, Constants.holds(relation, w.type(a).dtype(), ca, cb) ? 1 : 0);
        }
        return w.add(new Pointwise.Compare(relation), a, b);
    }

    private int select(Type t, int condition, int a, int b) {
        var c = w.constant(condition);
        if (a == b || c != null) {
            return c != null && c == 0 ? b : a;
        }
        if (is(condition, ScalarFn.NOT)) {
            return select(t, w.operand(condition), b, a);
        }
        boolean indicator = !t.isStack() && w.is(a, 1) && w.is(b, 0);
        return indicator ? cast(t.dtype(), condition) : w.add(new Pointwise.Select(), condition, a, b);
    }

    private int cast(DType to, int x) {
        var from = w.type(x);
        if (from.dtype() == to) {
            return x;
        }
        if (w.maker(x) instanceof Leaf.Fill(var type, var value)) {
            return fill(from.as(to), type.isStack() ? 0 : Constants.cast(from.dtype(), to, value));
        }
        if (w.maker(x) instanceof Pointwise.Cast && Constants.isExact(w.type(w.operand(x)).dtype(), from.dtype())) {
            return cast(to, w.operand(x));
        }
        return w.add(new Pointwise.Cast(to), x);
    }

    // ---- structure

    private int broadcast(Type t, int x) {
        var from = w.type(x).shape();
        var to = t.shape();
        if (from.size() == to.size()) {
            return reshape(t, x);
        }
        var maker = w.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Leaf.Iota(var _, var axis)) {
            return w.add(new Leaf.Iota(t, axis + to.rank() - from.rank()));
        }
        boolean through = maker instanceof Movement.Broadcast
                || maker instanceof Movement.Reshape && fits(w.type(w.operand(x)).shape(), from);
        return through ? broadcast(t, w.operand(x)) : w.add(new Movement.Broadcast(to), x);
    }

    /// Whether a shape of as many elements is another one with ones in front, so that both broadcast alike.
    private static boolean fits(Shape shape, Shape longer) {
        int lead = longer.rank() - shape.rank();
        return lead >= 0 && longer.slice(lead, longer.rank()).equals(shape);
    }

    private int reshape(Type t, int x) {
        var from = w.type(x).shape();
        if (from.equals(t.shape())) {
            return x;
        }
        var maker = w.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Movement.Reshape) {
            return reshape(t, w.operand(x));
        }
        if (maker instanceof Leaf.Iota(var _, var axis)
                && Arrays.equals(longAxes(from, true), longAxes(t.shape(), true))) {
            int k = Arrays.binarySearch(longAxes(from, false), axis);
            return w.add(new Leaf.Iota(t, longAxes(t.shape(), false)[k]));
        }
        return w.add(new Movement.Reshape(t.shape()), x);
    }

    /// The axes of extents other than 1, or those extents.
    private static int[] longAxes(Shape s, boolean extents) {
        return IntStream.range(0, s.rank()).filter(i -> s.dim(i) != 1).map(i -> extents ? s.dim(i) : i).toArray();
    }

    private int transpose(Ints perm, Type t, int x) {
        var from = w.type(x).shape();
        int[] moved = Arrays.stream(perm.toArray()).filter(axis -> from.dim(axis) != 1).toArray();
        if (Ints.of(moved).isAscending()) {
            return reshape(t, x); // only extents of 1 move
        }
        var maker = w.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Leaf.Iota(var _, var axis)) {
            return w.add(new Leaf.Iota(t, perm.indexOf(axis)));
        }
        if (maker instanceof Movement.Transpose(var first)) {
            return transpose(first.at(perm), t, w.operand(x));
        }
        return w.add(new Movement.Transpose(perm), x);
    }

    private int slice(Movement.Slice op, Type t, int x) {
        var from = w.type(x).shape();
        if (from.equals(t.shape())) {
            return x;
        }
        int n = from.rank();
        var maker = w.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Movement.Slice first) {
            int[] start = IntStream.range(0, n).map(i -> first.start().get(i) + op.start().get(i) * first.step().get(i))
                    .toArray();
            int[] step = IntStream.range(0, n).map(i -> op.step().get(i) * first.step().get(i)).toArray();
            return slice(new Movement.Slice(Ints.of(start), op.size(), Ints.of(step)), t, w.operand(x));
        }
        if (maker instanceof Routine.Concat(var axis)) {
            return sliceOfJoined(op, axis, t, x);
        }
        int part = windows.slice(op, x);
        return part < 0 ? w.add(op, x) : part;
    }

    private int windows(Movement.Windows op, Type t, int x) {
        var c = w.constant(x);
        return c != null ? fill(t, c) : w.add(op, x);
    }

    /// A slice of one of the joined parts, if it lies in one.
    private int sliceOfJoined(Movement.Slice op, int axis, Type t, int x) {
        int first = op.start().get(axis);
        int last = first + (op.size().get(axis) - 1) * op.step().get(axis);
        int part = 0;
        int begin = 0;
        while (begin + extent(w.operand(x, part), axis) <= first) {
            begin += extent(w.operand(x, part++), axis);
        }
        if (last >= begin + extent(w.operand(x, part), axis)) {
            return w.add(op, x);
        }
        int[] start = op.start().toArray();
        start[axis] -= begin;
        return slice(new Movement.Slice(Ints.of(start), op.size(), op.step()), t, w.operand(x, part));
    }

    private int extent(int slot, int axis) {
        return w.type(slot).shape().dim(axis);
    }

    private int pad(Movement.Pad op, Type t, int x) {
        if (w.type(x).shape().equals(t.shape())) {
            return x;
        }
        int n = t.shape().rank();
        if (w.is(x, 0)) {
            return fill(t, 0);
        }
        if (w.maker(x) instanceof Movement.Pad first && op.interior().equals(Ints.repeat(0, n))) {
            int[] low = IntStream.range(0, n).map(i -> first.low().get(i) + op.low().get(i)).toArray();
            int[] high = IntStream.range(0, n).map(i -> first.high().get(i) + op.high().get(i)).toArray();
            return pad(new Movement.Pad(Ints.of(low), Ints.of(high), first.interior()), t, w.operand(x));
        }
        return w.add(op, x);
    }

    private int reverse(Ints axes, Type t, int x) {
        int[] moved = Arrays.stream(axes.toArray()).filter(axis -> t.shape().dim(axis) != 1).toArray();
        if (moved.length == 0 || w.maker(x) instanceof Leaf.Fill) {
            return x;
        }
        var op = new Movement.Reverse(Ints.of(moved));
        return op.equals(w.maker(x)) ? w.operand(x) : w.add(op, x);
    }

    private int concat(int axis, Type t, int... in) {
        int[] parts = Arrays.stream(in).filter(s -> extent(s, axis) > 0).toArray();
        if (parts.length == 1) {
            return parts[0];
        }
        var value = w.constant(parts[0]);
        return value != null && Arrays.stream(parts).allMatch(s -> value.equals(w.constant(s)))
                ? fill(t, value)
                : w.add(new Routine.Concat(axis), parts);
    }

    // ---- reductions and products

    private int reduce(Reducer reducer, Ints axes, Type t, int x) {
        var from = w.type(x).shape();
        if (Arrays.stream(axes.toArray()).allMatch(axis -> from.dim(axis) == 1)) {
            return reshape(t, x);
        }
        var c = w.constant(x);
        if (c != null && from.size() > 0 && (reducer == Reducer.MAX || reducer == Reducer.MIN)) {
            return fill(t, c);
        }
        if (c != null && reducer == Reducer.SUM) {
            var sum = Constants.sum(t.dtype(), c, from.size() / t.shape().size());
            return sum == null ? w.add(new Reduction.Reduce(reducer, axes), x) : fill(t, sum);
        }
        // a sum of sums has bits of its own
        boolean exact = reducer == Reducer.MAX || reducer == Reducer.MIN || !t.dtype().isFloating();
        if (exact && w.maker(x) instanceof Reduction.Reduce(var first, var firstAxes) && first == reducer) {
            return reduce(reducer, both(firstAxes, axes, w.type(w.operand(x)).shape().rank()), t, w.operand(x));
        }
        return w.add(new Reduction.Reduce(reducer, axes), x);
    }

    /// The axes of one reduction and of another one after it.
    private static Ints both(Ints first, Ints second, int rank) {
        int[] rest = IntStream.range(0, rank).filter(axis -> !first.contains(axis)).toArray();
        return Ints.of(IntStream.range(0, rank)
                .filter(i -> first.contains(i) || second.contains(Arrays.binarySearch(rest, i))).toArray());
    }

    private int dot(Routine.Dot op, Type t, int a, int b) {
        var free = w.maker(a) instanceof Movement.Transpose(var perm)
                ? untransposed(perm, op.batchA(), op.contractA())
                : null;
        if (free != null) {
            return dot(new Routine.Dot(free[0], op.batchB(), free[1], op.contractB()), t, w.operand(a), b);
        }
        free = w.maker(b) instanceof Movement.Transpose(var perm)
                ? untransposed(perm, op.batchB(), op.contractB())
                : null;
        if (free != null) {
            return dot(new Routine.Dot(op.batchA(), free[0], op.contractA(), free[1]), t, a, w.operand(b));
        }
        if (op.batchA().size() == 0 && op.contractA().size() == 1) {
            int rank = t.shape().rank();
            if (isIdentity(a)) { // its other axis comes first
                int axis = op.contractB().get(0);
                return transpose(Ints.moved(axis, 0, rank), t, b);
            }
            if (isIdentity(b)) {
                return transpose(Ints.moved(op.contractA().get(0), rank - 1, rank), t, a);
            }
        }
        return w.add(op, a, b);
    }

    /// Batch and contracted axes of a factor before it was transposed.
    ///
    /// @return null if its other axes would come in another order
    private static Ints @Nullable [] untransposed(Ints perm, Ints batch, Ints contract) {
        var free = perm.at(batch.concat(contract).others(perm.size()));
        return free.isAscending() ? new Ints[]{perm.at(batch), perm.at(contract)} : null;
    }

    /// Whether a matrix is written as an identity: `row == column` as numbers.
    private boolean isIdentity(int slot) {
        var shape = w.type(slot).shape();
        if (!(w.maker(slot) instanceof Pointwise.Cast)) {
            return false;
        }
        int equal = w.operand(slot);
        if (!(w.maker(equal) instanceof Pointwise.Compare(var relation) && relation == Relation.EQ)) {
            return false;
        }
        return shape.rank() == 2 && shape.dim(0) == shape.dim(1)
                && w.maker(w.operand(equal)) instanceof Leaf.Iota(var _, var row)
                && w.maker(w.operand(equal, 1)) instanceof Leaf.Iota(var _, var column) && row != column;
    }
}
