package org.leibniz.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.leibniz.DType;
import org.leibniz.Index;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Control;

/// What a list of indexes selects of a shape: first a *region* by positions and ranges, then elements of it by the
/// positions that tensors hold.
///
/// The tensor-indexed axes of the region are brought together and merged to one, along which a single gather reads; a
/// change scatters along the same axis and puts the region back. So every mixture of indexes is a slice, a transpose, a
/// reshape and a gather, all of which differentiate and vectorise.
public final class Selection {
    /// What an index is, for messages.
    private static final String INDEX = "at(..), slice(..) or the like";

    /// What happens to a selected part.
    public enum Change {
        SET, ADD, MUL
    }

    private final Shape shape;
    private final int[] start;
    private final int[] size;
    private final int[] step;
    /// The region without the axes of single positions, with new axes.
    private Shape basic = Shape.SCALAR;
    /// Axes of `basic` along which tensors index, ascending, and their positions.
    private final List<Integer> picked = new ArrayList<>();
    private final List<Value> positions = new ArrayList<>();
    /// The shape that the positions broadcast to, and where its axes stand in the result.
    private Shape indexed = Shape.SCALAR;
    private int place;

    private Selection(Shape shape) {
        this.shape = shape;
        this.start = new int[shape.rank()];
        this.size = shape.toArray();
        this.step = new int[shape.rank()];
        Arrays.fill(step, 1);
    }

    /// Resolves positions on the first axes, without the work that other indexes make.
    ///
    /// @param shape what is indexed
    /// @param positions one a leading axis
    /// @return the selection
    /// @throws IndexOutOfBoundsException if there are more positions than axes, or one is out of range
    public static Selection of(Shape shape, int... positions) {
        requireAxes(shape, UserCall.given(positions, "positions: expected whole numbers").length);
        var s = new Selection(shape);
        for (int axis = 0; axis < positions.length; axis++) {
            s.start[axis] = s.position(axis, positions[axis]);
            s.size[axis] = 1;
        }
        s.basic = shape.slice(positions.length, shape.rank());
        return s;
    }

    private static void requireAxes(Shape shape, long named) {
        if (named > shape.rank()) {
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": expected at most " + shape.rank() + " indexes for shape " + shape + ", got "
                            + named);
        }
    }

    /// Resolves a list of indexes.
    ///
    /// @param shape what is indexed
    /// @param indexes the list
    /// @return the selection
    /// @throws IndexOutOfBoundsException if there are more indexes than axes, or one is out of range
    /// @throws IllegalArgumentException if there are two ellipses
    public static Selection of(Shape shape, Index... indexes) {
        UserCall.each(Arrays.asList(UserCall.given(indexes, "indexes: expected " + INDEX)), "indexes", INDEX);
        long named = Arrays.stream(indexes).filter(i -> !(i instanceof Index.Marker)).count();
        requireAxes(shape, named);
        if (Arrays.stream(indexes).filter(i -> i == Index.Marker.ELLIPSIS).count() > 1) {
            throw new IllegalArgumentException(UserCall.method()
                    + ": expected at most one ELLIPSIS, got several: it would be open which axes each stands for");
        }
        var s = new Selection(shape);
        s.resolve(indexes, shape.rank() - (int) named);
        return s;
    }

    private void resolve(Index[] indexes, int unnamed) {
        var dims = new ArrayList<Integer>();
        int axis = 0;
        int runs = 0; // of `at(..)` without anything else between
        boolean inRun = false;
        for (Index index : indexes) {
            boolean isAt = index instanceof Index.Position || index instanceof Index.Positions;
            if (isAt && !inRun && runs++ == 0) {
                place = dims.size();
            }
            inRun = isAt;
            switch (index) {
                case Index.Position(var i) -> {
                    start[axis] = position(axis, i);
                    size[axis++] = 1;
                }
                case Index.Range range -> {
                    cut(axis, range);
                    dims.add(size[axis++]);
                }
                case Index.Positions tensor -> {
                    picked.add(dims.size());
                    positions.add(checked(axis, computing(tensor.positions())));
                    dims.add(size[axis++]);
                }
                case Index.Marker.ELLIPSIS -> {
                    for (int i = 0; i < unnamed; i++) {
                        dims.add(size[axis++]);
                    }
                }
                case Index.Marker.NEW_AXIS -> dims.add(1);
            }
        }
        while (axis < shape.rank()) {
            dims.add(size[axis++]);
        }
        place = runs > 1 ? 0 : place;
        indexed = positions.stream().map(Value::shape).reduce(Shape.SCALAR, (a, b) -> Shape.broadcast(a, b));
        basic = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The positions in a dtype that computes.
    private static Value computing(Tensor positions) {
        Value v = Insides.get().value(positions);
        return v.dtype().computes() ? v : v.cast(DType.INT32);
    }

    private int position(int axis, int i) {
        int n = shape.dim(axis);
        if (i < -n || i >= n) {
            throw new IndexOutOfBoundsException(UserCall.method() + ": expected " + bounds(axis) + ", got " + i);
        }
        return i < 0 ? i + n : i;
    }

    private String bounds(int axis) {
        int n = shape.dim(axis);
        String which = " on axis " + axis + " of shape " + shape;
        return n == 0 ? "no index, since there is nothing" + which : "an index from " + -n + " to " + (n - 1) + which;
    }

    private void cut(int axis, Index.Range range) {
        int n = shape.dim(axis);
        int from = Math.clamp(range.from() < 0 ? range.from() + (long) n : range.from(), 0, n);
        int to = Math.clamp(range.to() < 0 ? range.to() + (long) n : range.to(), from, n);
        start[axis] = from;
        size[axis] = Math.ceilDiv(to - from, range.step());
        // one of 2^31 - 1 to a single element would only invite overflow
        step[axis] = size[axis] > 1 ? range.step() : 1;
    }

    /// Positions that are known are checked now, for a clear message; others are checked by the gather when it runs.
    private Value checked(int axis, Value p) {
        Object known = p.known();
        if (known != null) {
            int n = shape.dim(axis);
            for (int k = 0; k < p.shape().size(); k++) {
                long i = Buffers.getLong(p.dtype(), known, k);
                if (i < -n || i >= n) {
                    throw new IndexOutOfBoundsException(
                            UserCall.method() + ": expected positions that are " + bounds(axis) + ", got " + i);
                }
            }
        }
        return p;
    }

    // ---- reading

    /// Reads the selected elements.
    ///
    /// @param x the tensor, of the shape that was resolved
    /// @return the elements
    public Value of(Value x) {
        Value part = region(x).reshape(basic);
        return picked.isEmpty() ? part : merged(part).gather(place, 0, merged());
    }

    private boolean isWhole() {
        for (int axis = 0; axis < size.length; axis++) {
            if (size[axis] != shape.dim(axis)) {
                return false;
            }
        }
        return true;
    }

    private Value region(Value x) {
        return isWhole() ? x : Value.bind1(new Movement.Slice(Ints.of(start), Ints.of(size), Ints.of(step)), x);
    }

    /// The axes of `basic` with those that tensors index side by side at `place`.
    private int[] order() {
        int[] rest = IntStream.range(0, basic.rank()).filter(a -> !picked.contains(a)).toArray();
        var before = Arrays.stream(rest).limit(place);
        var after = Arrays.stream(rest).skip(place);
        return IntStream.concat(IntStream.concat(before, picked.stream().mapToInt(Integer::intValue)), after).toArray();
    }

    private Shape ordered() {
        return Shape.of(Arrays.stream(order()).map(basic::dim).toArray());
    }

    /// The ordered axes with others in place of those that tensors index.
    private Shape withPicked(Shape others) {
        var s = ordered();
        return s.slice(0, place).concat(others).concat(s.slice(place + picked.size(), s.rank()));
    }

    private Value merged(Value part) {
        var extent = Shape.of(ordered().slice(place, place + picked.size()).size());
        return part.transpose(Ints.of(order())).reshape(withPicked(extent));
    }

    private Value unmerged(Value merged) {
        int[] order = order();
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return merged.reshape(ordered()).transpose(Ints.of(inverse));
    }

    /// The positions along the merged axis. One that is out of range on any axis is out of range there.
    private Value merged() {
        Value first = positions.getFirst();
        if (positions.size() == 1) {
            return first;
        }
        int extent = basic.dim(picked.getFirst());
        Value index = counted(first, extent);
        Value valid = inside(first, extent);
        for (int k = 1; k < picked.size(); k++) {
            int n = basic.dim(picked.get(k));
            Value p = positions.get(k);
            index = index.mul(n).add(counted(p, n));
            valid = valid.map(ScalarFn.AND, inside(p, n));
            extent *= n;
        }
        return Value.select(valid, index, Value.literal(index.type(), -1.0 - extent));
    }

    private static Value inside(Value p, int extent) {
        return p.compare(Relation.GE, -extent).map(ScalarFn.AND, p.compare(Relation.LT, extent));
    }

    /// Positions counted from 0.
    private static Value counted(Value p, int extent) {
        return Value.select(p.compare(Relation.LT, 0), p.add(extent), p);
    }

    // ---- changing

    /// A tensor with the selected elements changed.
    ///
    /// @param x the tensor, of the shape that was resolved
    /// @param change what happens
    /// @param values the new values, terms or factors
    /// @return the changed tensor
    /// @throws IllegalArgumentException if the values do not broadcast to the selected elements, or their dtype does
    ///     not fit
    public Value update(Value x, Change change, Value values) {
        Shape target = withPicked(indexed);
        Value fitting = fitting(x.dtype(), change, values, target);
        if (target.size() == 0) {
            return x;
        }
        if (picked.isEmpty()) {
            return put(x, change, fitting.reshape(Shape.of(size)));
        }
        Value part = merged(region(x).reshape(basic));
        Value index = merged();
        Value changed = switch (change) {
            case SET -> set(part, index, fitting);
            case ADD -> Value.bind1(new Routine.AddAt(place, 0), part, index, fitting);
            case MUL -> mul(part, index, fitting);
        };
        return put(x, Change.SET, unmerged(changed).reshape(Shape.of(size)));
    }

    private static Value fitting(DType dtype, Change change, Value values, Shape target) {
        if (change != Change.SET) {
            Promotion.requireComputing(dtype);
        }
        DType given = values.dtype();
        if (DType.promote(dtype, given) != dtype && !(dtype.isFloating() && given.isFloating()) && !(dtype.isInteger()
                && given.isInteger())) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected values that a tensor of dtype " + dtype + " can hold, got dtype "
                            + given + "; cast the tensor before it is changed, x.cast(DType."
                            + DType.promote(dtype, given)
                            + ").at(..), or the values to DType." + dtype);
        }
        if (!Shape.broadcast(values.shape(), target).equals(target)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected values that broadcast to the selected shape " + target
                            + ", got shape "
                            + values.shape());
        }
        return values.cast(dtype).broadcast(target);
    }

    /// Puts a region back.
    private Value put(Value x, Change change, Value region) {
        Value all = isWhole() ? region : padded(region);
        return switch (change) {
            case SET -> isWhole() ? all : Value.select(mask(), all, x);
            case ADD -> x.add(all);
            case MUL -> isWhole() ? x.mul(all) : Value.select(mask(), x.mul(all), x);
        };
    }

    private Value mask() {
        return padded(Value.literal(new Type(DType.BOOL, Shape.of(size)), 1));
    }

    /// The region in its place, zeros around and between.
    private Value padded(Value region) {
        int[] high = new int[size.length];
        int[] interior = new int[size.length];
        for (int i = 0; i < size.length; i++) {
            high[i] = shape.dim(i) - 1 - (start[i] + (size[i] - 1) * step[i]);
            interior[i] = step[i] - 1;
        }
        return Value.bind1(new Movement.Pad(Ints.of(start), Ints.of(high), Ints.of(interior)), region);
    }

    /// The last value for each position: a maximum over the ordinal numbers of the values finds it, whatever the order
    /// of the scatter.
    private Value set(Value part, Value index, Value values) {
        Value last = last(index.reshape(Shape.of(index.shape().size())), part.shape().dim(place));
        return Value.select(along(last.compare(Relation.GT, 0), part.shape().rank()), found(flat(values, index), last),
                part);
    }

    /// For each of `n` positions the ordinal number, from 1, of the last index that names it; 0 if none does.
    private static Value last(Value index, int n) {
        Value ordinals = Value.iota(new Type(DType.INT32, index.shape()), 0).add(1);
        return Value.bind1(new Routine.Scatter(0, 0, n, Reducer.MAX), index, ordinals);
    }

    /// The values of those ordinal numbers; anything where there is none.
    private Value found(Value values, Value ordinals) {
        return values.gather(place, 0, ordinals.map(ScalarFn.MAX, Value.literal(ordinals.type(), 1)).sub(1));
    }

    /// The product of all values for each position. Sorted by position, a running product that starts anew with each of
    /// them has it at the last one: as much memory as there are values, in every derivative, and right where factors
    /// are zero.
    private Value mul(Value part, Value index, Value values) {
        int n = part.shape().dim(place);
        var all = Shape.of(index.shape().size());
        Value[] sorted = Value.bind(new Routine.Sort(0), counted(index, n).reshape(all));
        int[] none = {0};
        Value before = sorted[0].slice(0, 0, all.size() - 1);
        Value shifted = Value.bind1(new Movement.Pad(Ints.of(1), Ints.of(none), Ints.of(none)), before);
        Value first = Value.iota(new Type(DType.INT32, all), 0).compare(Relation.EQ, 0);
        Value starts = first.map(ScalarFn.OR, sorted[0].compare(Relation.NE, shifted));
        Value factors = flat(values, index).gather(place, 0, sorted[1]).moveAxis(place, 0);
        Value one = Value.literal(factors.type().element(), 1);
        Value[] running = Control.scan(new Value[]{one}, new Value[]{starts, factors}, a -> {
            Value product = Value.select(a[1], one, a[0]).mul(a[2]);
            return new Value[]{product, product};
        }, all.size(), false);
        Value last = last(sorted[0], n);
        Value product = found(running[1].moveAxis(0, place), last);
        Value some = along(last.compare(Relation.GT, 0), part.shape().rank());
        return part.mul(Value.select(some, product, Value.literal(product.type(), 1)));
    }

    /// Values with the axes of the positions as one.
    private Value flat(Value values, Value index) {
        var s = values.shape();
        return values.reshape(s.slice(0, place).concat(Shape.of(index.shape().size())).concat(s.slice(place
                + index.shape().rank(), s.rank())));
    }

    /// Truth values along the axes from `place` on, as they broadcast against a tensor of a rank.
    private Value along(Value v, int rank) {
        int[] ones = new int[rank - place - v.shape().rank()];
        Arrays.fill(ones, 1);
        return v.reshape(v.shape().concat(Shape.of(ones)));
    }
}
