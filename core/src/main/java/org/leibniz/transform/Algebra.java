package org.leibniz.transform;

import java.util.ArrayList;
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
    private final Draft d;

    Algebra(Draft draft) {
        d = draft;
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
            return Arrays.stream(types).mapToInt(t -> fill(t, 0)).toArray();
        }
        Type t = types[0];
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
            case Routine.Concat(var axis) -> one(concat(axis, t, in));
            case Reduction.Reduce(var reducer, var axes) -> one(reduce(reducer, axes, t, in[0]));
            case Routine.Dot dot -> one(dot(dot, t, in[0], in[1]));
            case Routine.Either _ when isEmptyStack(in[0]) -> one(in[1]);
            case Routine.Either _ when isEmptyStack(in[1]) -> one(in[0]);
            case Mark.StopGradient _ when d.purpose() == Simplify.Purpose.DIFFERENTIATE && d.constant(in[0]) == null ->
                kept(op, types, in);
            case Mark.Restated _ when d.purpose() == Simplify.Purpose.DIFFERENTIATE && in[0] != in[1] ->
                one(restated(t, in[0], in[1]));
            case Mark _ -> one(in[0]);
            case Leaf _,Movement.Spread _,Reduction.Collapse _,Routine _,Composite _ -> kept(op, types, in);
        };
    }

    private static int[] one(int slot) {
        return new int[]{slot};
    }

    /// The operation as it is.
    private int[] kept(Op op, Type[] types, int... in) {
        int first = d.add(op, types, in);
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
        return d.add(new Leaf.Fill(t, value), t);
    }

    private boolean isEmptyStack(int slot) {
        return d.maker(slot) instanceof Leaf.Fill(var type, var _) && type.isStack();
    }

    private boolean is(int slot, ScalarFn fn) {
        return d.maker(slot) instanceof Pointwise.Unary(var f) && f == fn;
    }

    // ---- elementwise

    private int unary(ScalarFn fn, Type t, int x) {
        var c = d.constant(x);
        var folded = c == null ? null : Constants.apply(fn, t.dtype(), c);
        if (folded != null) {
            return fill(t, folded);
        }
        if (fn == ScalarFn.SQUARE) {
            return square(t, x);
        }
        boolean undone = (fn == ScalarFn.NEG || fn == ScalarFn.NOT) && is(x, fn);
        return undone ? d.operand(x) : d.add(fn.op(), t, x);
    }

    private int restated(Type t, int value, int form) {
        int first = d.maker(value) instanceof Mark.Restated ? d.operand(value) : value;
        return d.add(new Mark.Restated(), t, first, form);
    }

    /// The square of a norm has derivatives at 0, where the norm has none: it is differentiated as what the root is of
    /// there, and elsewhere as the square of the root of something else than 0.
    private int square(Type t, int x) {
        int square = d.add(ScalarFn.SQUARE.op(), t, x);
        boolean scaled = d.maker(x) instanceof Pointwise.Binary(var div) && div == ScalarFn.DIV;
        int root = scaled ? d.operand(x) : x;
        boolean differentiate = d.purpose() == Simplify.Purpose.DIFFERENTIATE;
        if (!differentiate || !is(root, ScalarFn.ROOT) || d.maker(d.operand(root)) instanceof Pointwise.Select) {
            return square;
        }
        int squares = d.operand(root);
        int zero = d.add(new Pointwise.Compare(Relation.EQ), t.as(DType.BOOL), squares, fill(t, 0));
        int other = d.add(ScalarFn.ROOT.op(), t, d.add(new Pointwise.Select(), t, zero, fill(t, 1), squares));
        int norm = scaled ? d.add(ScalarFn.DIV.op(), t, other, d.operand(x, 1)) : other;
        return restated(t, square,
                d.add(new Pointwise.Select(), t, zero, squares, d.add(ScalarFn.SQUARE.op(), t, norm)));
    }

    private int binary(ScalarFn fn, Type t, int a, int b) {
        var ca = d.constant(a);
        var cb = d.constant(b);
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
                yield d.add(fn.op(), t, a, b);
            }
            case POW -> pow(t, a, b);
            case MAX, MIN -> a == b ? a : d.add(fn.op(), t, a, b);
            case AND, OR -> {
                double neutral = fn == ScalarFn.AND ? 1 : 0;
                if (t.dtype() == DType.BOOL && !t.isStack() && (ca != null || cb != null)) {
                    yield d.is(b, neutral) || d.is(a, 1 - neutral) ? a : b;
                }
                yield a == b ? a : d.add(fn.op(), t, a, b);
            }
            default -> d.add(fn.op(), t, a, b);
        };
    }

    private int add(Type t, int a, int b) {
        if (d.is(a, 0) || d.is(b, 0)) {
            return d.is(b, 0) ? a : b;
        }
        if (is(b, ScalarFn.NEG)) {
            return sub(t, a, d.operand(b));
        }
        return is(a, ScalarFn.NEG) ? sub(t, b, d.operand(a)) : d.add(ScalarFn.ADD.op(), t, a, b);
    }

    private int sub(Type t, int a, int b) {
        if (d.is(b, 0)) {
            return a;
        }
        if (d.is(a, 0) && t.dtype().isInteger()) { // of floats 0 - 0 is 0 and not -0
            return unary(ScalarFn.NEG, t, b);
        }
        return is(b, ScalarFn.NEG) ? add(t, a, d.operand(b)) : d.add(ScalarFn.SUB.op(), t, a, b);
    }

    private int mul(Type t, int a, int b) {
        if (d.is(a, 1) || d.is(b, 1)) {
            return d.is(b, 1) ? a : b;
        }
        if (d.is(a, -1) || d.is(b, -1)) {
            return unary(ScalarFn.NEG, t, d.is(b, -1) ? a : b);
        }
        if (t.dtype().isInteger() && (d.is(a, 0) || d.is(b, 0))) {
            return fill(t, 0);
        }
        if (a == b && d.purpose() == Simplify.Purpose.DIFFERENTIATE && t.dtype().isFloating()) {
            return square(t, a);
        }
        return is(a, ScalarFn.NEG) && is(b, ScalarFn.NEG)
                ? mul(t, d.operand(a), d.operand(b))
                : d.add(ScalarFn.MUL.op(), t, a, b);
    }

    private int pow(Type t, int a, int b) {
        if (d.is(b, 0)) {
            return fill(t, 1);
        }
        if (d.is(b, 1)) {
            return a;
        }
        if (d.is(b, 2)) {
            return unary(ScalarFn.SQUARE, t, a);
        }
        return d.is(b, -1) && t.dtype().isFloating()
                ? unary(ScalarFn.RECIPROCAL, t, a)
                : d.add(ScalarFn.POW.op(), t, a, b);
    }

    private int compare(Relation relation, Type t, int a, int b) {
        var ca = d.constant(a);
        var cb = d.constant(b);
        if (ca != null && cb != null) {
            return fill(t, Constants.holds(relation, d.type(a).dtype(), ca, cb) ? 1 : 0);
        }
        return d.add(new Pointwise.Compare(relation), t, a, b);
    }

    private int select(Type t, int condition, int a, int b) {
        var c = d.constant(condition);
        if (a == b || c != null) {
            return c != null && c == 0 ? b : a;
        }
        if (is(condition, ScalarFn.NOT)) {
            return select(t, d.operand(condition), b, a);
        }
        boolean indicator = !t.isStack() && d.is(a, 1) && d.is(b, 0);
        return indicator ? cast(t.dtype(), condition) : d.add(new Pointwise.Select(), t, condition, a, b);
    }

    private int cast(DType to, int x) {
        var from = d.type(x);
        if (from.dtype() == to) {
            return x;
        }
        if (d.maker(x) instanceof Leaf.Fill(var type, var value)) {
            return fill(from.as(to), type.isStack() ? 0 : Constants.cast(from.dtype(), to, value));
        }
        if (d.maker(x) instanceof Pointwise.Cast && Constants.isExact(d.type(d.operand(x)).dtype(), from.dtype())) {
            return cast(to, d.operand(x));
        }
        return d.add(new Pointwise.Cast(to), from.as(to), x);
    }

    // ---- structure

    private int broadcast(Type t, int x) {
        var from = d.type(x).shape();
        var to = t.shape();
        if (from.size() == to.size()) {
            return reshape(t, x);
        }
        var maker = d.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Leaf.Iota(var _, var axis)) {
            return d.add(new Leaf.Iota(t, axis + to.rank() - from.rank()), t);
        }
        boolean through = maker instanceof Movement.Broadcast
                || maker instanceof Movement.Reshape && fits(d.type(d.operand(x)).shape(), from);
        return through ? broadcast(t, d.operand(x)) : d.add(new Movement.Broadcast(to), t, x);
    }

    /// Whether a shape of as many elements is another one with ones in front, so that both broadcast alike.
    private static boolean fits(Shape shape, Shape longer) {
        int lead = longer.rank() - shape.rank();
        return lead >= 0 && longer.slice(lead, longer.rank()).equals(shape);
    }

    private int reshape(Type t, int x) {
        var from = d.type(x).shape();
        if (from.equals(t.shape())) {
            return x;
        }
        var maker = d.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Movement.Reshape) {
            return reshape(t, d.operand(x));
        }
        if (maker instanceof Leaf.Iota(var _, var axis)
                && Arrays.equals(longAxes(from, true), longAxes(t.shape(), true))) {
            int k = Arrays.binarySearch(longAxes(from, false), axis);
            return d.add(new Leaf.Iota(t, longAxes(t.shape(), false)[k]), t);
        }
        return d.add(new Movement.Reshape(t.shape()), t, x);
    }

    /// The axes of extents other than 1, or those extents.
    private static int[] longAxes(Shape s, boolean extents) {
        return IntStream.range(0, s.rank()).filter(i -> s.dim(i) != 1).map(i -> extents ? s.dim(i) : i).toArray();
    }

    private int transpose(Ints perm, Type t, int x) {
        var from = d.type(x).shape();
        int[] moved = IntStream.range(0, perm.size()).map(perm::get).filter(axis -> from.dim(axis) != 1).toArray();
        if (IntStream.range(1, moved.length).allMatch(i -> moved[i - 1] < moved[i])) {
            return reshape(t, x); // only extents of 1 move
        }
        var maker = d.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Leaf.Iota(var _, var axis)) {
            return d.add(new Leaf.Iota(t, perm.indexOf(axis)), t);
        }
        if (maker instanceof Movement.Transpose(var first)) {
            return transpose(through(first, perm), t, d.operand(x));
        }
        return d.add(new Movement.Transpose(perm), t, x);
    }

    private int slice(Movement.Slice op, Type t, int x) {
        var from = d.type(x).shape();
        if (from.equals(t.shape())) {
            return x;
        }
        int n = from.rank();
        var maker = d.maker(x);
        if (maker instanceof Leaf.Fill(var _, var value)) {
            return fill(t, value);
        }
        if (maker instanceof Movement.Slice first) {
            int[] start = IntStream.range(0, n).map(i -> first.start().get(i) + op.start().get(i) * first.step().get(i))
                    .toArray();
            int[] step = IntStream.range(0, n).map(i -> op.step().get(i) * first.step().get(i)).toArray();
            return slice(new Movement.Slice(Ints.of(start), op.size(), Ints.of(step)), t, d.operand(x));
        }
        return maker instanceof Routine.Concat(var axis) ? sliceOfJoined(op, axis, t, x) : d.add(op, t, x);
    }

    /// A slice of one of the joined parts, if it lies in one.
    private int sliceOfJoined(Movement.Slice op, int axis, Type t, int x) {
        int first = op.start().get(axis);
        int last = first + (op.size().get(axis) - 1) * op.step().get(axis);
        int part = 0;
        int begin = 0;
        while (begin + extent(d.operand(x, part), axis) <= first) {
            begin += extent(d.operand(x, part++), axis);
        }
        if (last >= begin + extent(d.operand(x, part), axis)) {
            return d.add(op, t, x);
        }
        int[] start = op.start().toArray();
        start[axis] -= begin;
        return slice(new Movement.Slice(Ints.of(start), op.size(), op.step()), t, d.operand(x, part));
    }

    private int extent(int slot, int axis) {
        return d.type(slot).shape().dim(axis);
    }

    private int pad(Movement.Pad op, Type t, int x) {
        if (d.type(x).shape().equals(t.shape())) {
            return x;
        }
        int n = t.shape().rank();
        if (d.is(x, 0)) {
            return fill(t, 0);
        }
        if (d.maker(x) instanceof Movement.Pad first && op.interior().equals(Ints.repeat(0, n))) {
            int[] low = IntStream.range(0, n).map(i -> first.low().get(i) + op.low().get(i)).toArray();
            int[] high = IntStream.range(0, n).map(i -> first.high().get(i) + op.high().get(i)).toArray();
            return pad(new Movement.Pad(Ints.of(low), Ints.of(high), first.interior()), t, d.operand(x));
        }
        return d.add(op, t, x);
    }

    private int reverse(Ints axes, Type t, int x) {
        int[] moved = Arrays.stream(axes.toArray()).filter(axis -> t.shape().dim(axis) != 1).toArray();
        if (moved.length == 0 || d.maker(x) instanceof Leaf.Fill) {
            return x;
        }
        var op = new Movement.Reverse(Ints.of(moved));
        return op.equals(d.maker(x)) ? d.operand(x) : d.add(op, t, x);
    }

    private int concat(int axis, Type t, int... in) {
        int[] parts = Arrays.stream(in).filter(s -> extent(s, axis) > 0).toArray();
        if (parts.length == 1) {
            return parts[0];
        }
        var value = d.constant(parts[0]);
        return value != null && Arrays.stream(parts).allMatch(s -> value.equals(d.constant(s)))
                ? fill(t, value)
                : d.add(new Routine.Concat(axis), t, parts);
    }

    // ---- reductions and products

    private int reduce(Reducer reducer, Ints axes, Type t, int x) {
        var from = d.type(x).shape();
        if (Arrays.stream(axes.toArray()).allMatch(axis -> from.dim(axis) == 1)) {
            return reshape(t, x);
        }
        var c = d.constant(x);
        if (c != null && from.size() > 0 && (reducer == Reducer.MAX || reducer == Reducer.MIN)) {
            return fill(t, c);
        }
        if (c != null && reducer == Reducer.SUM) {
            var sum = Constants.sum(t.dtype(), c, from.size() / t.shape().size());
            return sum == null ? d.add(new Reduction.Reduce(reducer, axes), t, x) : fill(t, sum);
        }
        // a sum of sums has bits of its own
        boolean exact = reducer == Reducer.MAX || reducer == Reducer.MIN || !t.dtype().isFloating();
        if (exact && d.maker(x) instanceof Reduction.Reduce(var first, var firstAxes) && first == reducer) {
            return reduce(reducer, both(firstAxes, axes, d.type(d.operand(x)).shape().rank()), t, d.operand(x));
        }
        return d.add(new Reduction.Reduce(reducer, axes), t, x);
    }

    /// The axes of one reduction and of another one after it.
    private static Ints both(Ints first, Ints second, int rank) {
        int[] rest = IntStream.range(0, rank).filter(axis -> !first.contains(axis)).toArray();
        return Ints.of(IntStream.range(0, rank)
                .filter(i -> first.contains(i) || second.contains(Arrays.binarySearch(rest, i))).toArray());
    }

    private int dot(Routine.Dot op, Type t, int a, int b) {
        var free = d.maker(a) instanceof Movement.Transpose(var perm)
                ? untransposed(perm, op.batchA(), op.contractA())
                : null;
        if (free != null) {
            return dot(new Routine.Dot(free[0], op.batchB(), free[1], op.contractB()), t, d.operand(a), b);
        }
        free = d.maker(b) instanceof Movement.Transpose(var perm)
                ? untransposed(perm, op.batchB(), op.contractB())
                : null;
        if (free != null) {
            return dot(new Routine.Dot(op.batchA(), free[0], op.contractA(), free[1]), t, a, d.operand(b));
        }
        if (op.batchA().size() == 0 && op.contractA().size() == 1) {
            int rank = t.shape().rank();
            if (isIdentity(a)) { // its other axis comes first
                int axis = op.contractB().get(0);
                return transpose(moved(axis, 0, rank), t, b);
            }
            if (isIdentity(b)) {
                return transpose(moved(op.contractA().get(0), rank - 1, rank), t, a);
            }
        }
        return d.add(op, t, a, b);
    }

    /// The permutation that moves one axis.
    private static Ints moved(int from, int to, int rank) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < rank; i++) {
            if (i != from) {
                order.add(i);
            }
        }
        order.add(to, from);
        return Ints.of(order.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Batch and contracted axes of a factor before it was transposed.
    ///
    /// @return null if its other axes would come in another order
    private static Ints @Nullable [] untransposed(Ints perm, Ints batch, Ints contract) {
        int[] free = IntStream.range(0, perm.size()).filter(i -> !batch.contains(i) && !contract.contains(i))
                .map(perm::get).toArray();
        boolean ordered = IntStream.range(1, free.length).allMatch(i -> free[i - 1] < free[i]);
        return ordered ? new Ints[]{through(perm, batch), through(perm, contract)} : null;
    }

    private static Ints through(Ints perm, Ints axes) {
        return Ints.of(Arrays.stream(axes.toArray()).map(perm::get).toArray());
    }

    /// Whether a matrix is written as an identity: `row == column` as numbers.
    private boolean isIdentity(int slot) {
        var shape = d.type(slot).shape();
        if (!(d.maker(slot) instanceof Pointwise.Cast)) {
            return false;
        }
        int equal = d.operand(slot);
        if (!(d.maker(equal) instanceof Pointwise.Compare(var relation) && relation == Relation.EQ)) {
            return false;
        }
        return shape.rank() == 2 && shape.dim(0) == shape.dim(1)
                && d.maker(d.operand(equal)) instanceof Leaf.Iota(var _, var row)
                && d.maker(d.operand(equal, 1)) instanceof Leaf.Iota(var _, var column) && row != column;
    }
}
