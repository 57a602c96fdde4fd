package org.leibniz.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.routine.Threefry;

/// The operations of the [Reference] on dense arrays, each written down as its definition.
final class ReferenceOps {
    private ReferenceOps() {}

    // ---- walking

    /// Visits every index of a shape in C order. The index is the same array each time.
    private static void each(Shape shape, Consumer<int[]> body) {
        int[] index = new int[shape.rank()];
        for (int i = 0; i < shape.size(); i++) {
            body.accept(index);
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
                index[axis] = 0;
            }
        }
    }

    /// A result whose elements are elements of an operand: for every index of the result, where it is in the operand.
    private static Object pick(ReferenceValue x, Type type, UnaryOperator<int[]> source) {
        var out = ReferenceValue.zeros(type);
        each(type.shape(), i -> out.copy(i, x, source.apply(i)));
        return out.data();
    }

    /// Items of certain axes, or of all others.
    private static int[] at(int[] index, Ints axes, boolean inside) {
        return IntStream.range(0, index.length).filter(a -> axes.contains(a) == inside).map(a -> index[a]).toArray();
    }

    private static int[] with(int[] index, int axis, int value) {
        int[] r = index.clone();
        r[axis] = value;
        return r;
    }

    private static int[] without(int[] index, int axis) {
        return at(index, Ints.of(axis), false);
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static boolean isFloating(ReferenceValue x) {
        return x.type().dtype().isFloating();
    }

    // ---- leaves

    static Object fill(Type type, double value) {
        return Buffers.filled(type.dtype(), type.shape(), value);
    }

    static Object iota(Type type, int axis) {
        var out = ReferenceValue.zeros(type);
        each(type.shape(), i -> out.setLong(i[axis], i));
        return out.data();
    }

    static Object randomBits(int[] key, Type type) {
        int n = type.shape().size();
        if (type.dtype() == DType.INT64) {
            long[] bits = new long[n];
            Threefry.fill(key[0], key[1], bits, 0, n);
            return bits;
        }
        int[] bits = new int[n];
        Threefry.fill(key[0], key[1], bits, 0, n);
        return bits;
    }

    // ---- elementwise

    static Object unary(ScalarFn fn, ReferenceValue x) {
        var out = ReferenceValue.zeros(x.type());
        each(x.type().shape(), i -> {
            if (isFloating(x)) {
                out.set(fn.apply(x.get(i)), i);
            } else if (x.type().dtype() == DType.BOOL) {
                out.setLong(fn == ScalarFn.NOT ? 1 - x.getLong(i) : fn.apply(x.getLong(i)), i);
            } else {
                out.setLong(fn.apply(x.getLong(i)), i);
            }
        });
        return out.data();
    }

    static Object binary(ScalarFn fn, ReferenceValue a, ReferenceValue b) {
        var out = ReferenceValue.zeros(a.type());
        each(a.type().shape(), i -> {
            if (isFloating(a)) {
                out.set(fn.apply(a.get(i), b.get(i)), i);
            } else if (fn == ScalarFn.SHIFT_RIGHT && a.type().dtype() == DType.INT32) {
                out.setLong((int) a.getLong(i) >>> (int) b.getLong(i), i);
            } else {
                out.setLong(fn.apply(a.getLong(i), b.getLong(i)), i);
            }
        });
        return out.data();
    }

    static Object compare(Relation relation, ReferenceValue a, ReferenceValue b) {
        var out = ReferenceValue.zeros(a.type().as(DType.BOOL));
        each(a.type().shape(), i -> {
            boolean unordered = isFloating(a) && (Double.isNaN(a.get(i)) || Double.isNaN(b.get(i)));
            // -0.0 + 0.0 is 0.0
            int order = isFloating(a)
                    ? Double.compare(a.get(i) + 0.0, b.get(i) + 0.0)
                    : Long.compare(a.getLong(i), b.getLong(i));
            boolean holds = switch (relation) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                case GT -> order > 0;
                case GE -> order >= 0;
            };
            out.setLong((unordered ? relation == Relation.NE : holds) ? 1 : 0, i);
        });
        return out.data();
    }

    static Object select(ReferenceValue condition, ReferenceValue a, ReferenceValue b) {
        var out = ReferenceValue.zeros(a.type());
        each(a.type().shape(), i -> out.copy(i, condition.getLong(i) != 0 ? a : b, i));
        return out.data();
    }

    static Object cast(ReferenceValue x, DType to) {
        var out = ReferenceValue.zeros(x.type().as(to));
        each(x.type().shape(), i -> {
            if (isFloating(x) || to == DType.FLOAT64) {
                out.set(x.get(i), i);
            } else if (to.isFloating()) {
                out.setLong(x.getLong(i), i); // rounded once, not by way of a double
            } else if (to.bytes() < 4 && to != DType.BOOL) {
                out.setLong((short) x.getLong(i), i); // the low bits
            } else {
                out.setLong(x.getLong(i), i);
            }
        });
        return out.data();
    }

    // ---- structure

    static Object broadcast(ReferenceValue x, Type type) {
        int lead = type.shape().rank() - x.rank();
        return pick(x, type, i -> IntStream.range(0, x.rank()).map(a -> x.dim(a) == 1 ? 0 : i[lead + a]).toArray());
    }

    static Object transpose(ReferenceValue x, Ints perm, Type type) {
        return pick(x, type, i -> IntStream.range(0, i.length).map(a -> i[perm.indexOf(a)]).toArray());
    }

    static Object slice(ReferenceValue x, Movement.Slice slice, Type type) {
        return pick(x, type, i -> IntStream.range(0, i.length)
                .map(a -> slice.start().get(a) + i[a] * slice.step().get(a)).toArray());
    }

    static Object pad(ReferenceValue x, Movement.Pad pad, Type type) {
        var out = ReferenceValue.zeros(type);
        each(x.type().shape(), i -> out
                .copy(IntStream.range(0, i.length).map(a -> pad.low().get(a) + i[a] * (1 + pad.interior().get(a)))
                        .toArray(), x, i));
        return out.data();
    }

    static Object reverse(ReferenceValue x, Ints axes) {
        return pick(x, x.type(),
                i -> IntStream.range(0, i.length).map(a -> axes.contains(a) ? x.dim(a) - 1 - i[a] : i[a]).toArray());
    }

    static Object windows(ReferenceValue x, Movement.Windows op, Type type) {
        return pick(x, type, i -> covered(i, op));
    }

    /// The index of an element of a window in what the windows are of.
    private static int[] covered(int[] i, Movement.Windows op) {
        int rank = i.length - op.axes().size();
        int[] at = Arrays.copyOf(i, rank);
        for (int k = 0; k < op.axes().size(); k++) {
            int axis = op.axes().get(k);
            at[axis] = i[axis] * op.step().get(k) + i[rank + k] * op.dilation().get(k);
        }
        return at;
    }

    static Object concat(ReferenceValue[] parts, int axis, Type type) {
        var out = ReferenceValue.zeros(type);
        int start = 0;
        for (var part : parts) {
            int from = start;
            each(part.type().shape(), i -> out.copy(with(i, axis, from + i[axis]), part, i));
            start += part.dim(axis);
        }
        return out.data();
    }

    static Object spread(ReferenceValue x, int n, int at) {
        return pick(x, x.type().as(x.type().shape().insert(at, n)), i -> without(i, at));
    }

    static Object collapse(ReferenceValue x, int at) {
        return reduce(x, Reducer.SUM, Ints.of(at), x.type().as(x.type().shape().remove(at)));
    }

    /// Dense items of a loop as one array.
    static Object stack(List<Object> items, Type type) {
        Object out = Buffers.allocate(type.dtype(), type.shape().size());
        int n = type.element().shape().size();
        for (int i = 0; i < items.size(); i++) {
            System.arraycopy(items.get(i), 0, out, i * n, n);
        }
        return out;
    }

    // ---- reductions and products

    static Object reduce(ReferenceValue x, Reducer reducer, Ints axes, Type type) {
        boolean ofNothing = x.type().shape().size() == 0 && type.shape().size() > 0;
        boolean extremum = reducer == Reducer.MAX || reducer == Reducer.MIN;
        if (ofNothing && extremum && type.dtype() != DType.BOOL) {
            throw new IllegalArgumentException((reducer == Reducer.MAX ? "max" : "min")
                    + " of nothing: expected at least one element along axes " + axes + ", got shape "
                    + x.type().shape());
        }
        if (!isFloating(x)) {
            long start = switch (reducer) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> type.dtype() == DType.BOOL ? 0 : Long.MIN_VALUE;
                case MIN -> type.dtype() == DType.BOOL ? 1 : Long.MAX_VALUE;
            };
            var acc = new ReferenceValue(type.as(DType.INT64), new long[type.shape().size()]);
            Arrays.fill((long[]) acc.data(), start);
            each(x.type().shape(), i -> {
                int[] o = at(i, axes, false);
                acc.setLong(function(reducer).apply(acc.getLong(o), x.getLong(i)), o);
            });
            return cast(acc, type.dtype());
        }
        double start = switch (reducer) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
        var acc = new ReferenceValue(type.as(DType.FLOAT64), fill(type.as(DType.FLOAT64), start));
        each(x.type().shape(), i -> {
            int[] o = at(i, axes, false);
            acc.set(function(reducer).apply(acc.get(o), x.get(i)), o);
        });
        return cast(acc, type.dtype());
    }

    static Object overlap(ReferenceValue x, Reduction.Overlap op, Type type) {
        var wide = type.as(type.dtype().isFloating() ? DType.FLOAT64 : DType.INT64);
        var sum = ReferenceValue.zeros(wide);
        var windows = op.windows(x.type().shape());
        each(x.type().shape(), i -> {
            int[] at = covered(i, windows);
            if (isFloating(x)) {
                sum.set(sum.get(at) + x.get(i), at);
            } else if (type.dtype() == DType.BOOL) {
                sum.setLong(sum.getLong(at) | x.getLong(i), at);
            } else {
                sum.setLong(sum.getLong(at) + x.getLong(i), at);
            }
        });
        return cast(sum, type.dtype());
    }

    private static ScalarFn function(Reducer reducer) {
        return switch (reducer) {
            case SUM -> ScalarFn.ADD;
            case PROD -> ScalarFn.MUL;
            case MAX -> ScalarFn.MAX;
            case MIN -> ScalarFn.MIN;
        };
    }

    static Object argReduce(ReferenceValue x, boolean largest, int axis, Type type) {
        var out = ReferenceValue.zeros(type);
        each(type.shape(), o -> {
            if (x.dim(axis) == 0) {
                throw new IllegalArgumentException(
                        (largest ? "argmax" : "argmin") + " of nothing: expected at least one element along axis "
                                + axis + ", got shape " + x.type().shape());
            }
            int best = 0;
            for (int k = 1; k < x.dim(axis); k++) {
                int[] candidate = insert(o, axis, k);
                int[] winner = insert(o, axis, best);
                if (isFloating(x)
                        ? beats(x.get(candidate), x.get(winner), largest)
                        : largest
                                ? x.getLong(candidate) > x.getLong(winner)
                                : x.getLong(candidate) < x.getLong(winner)) {
                    best = k;
                }
            }
            out.setLong(best, o);
        });
        return out.data();
    }

    private static boolean beats(double candidate, double winner, boolean largest) {
        return !Double.isNaN(winner)
                && (Double.isNaN(candidate) || (largest ? candidate > winner : candidate < winner));
    }

    private static int[] insert(int[] index, int axis, int value) {
        return join(Arrays.copyOf(index, axis), new int[]{value}, Arrays.copyOfRange(index, axis, index.length));
    }

    static Object cumSum(ReferenceValue x, int axis, boolean reverse) {
        var out = ReferenceValue.zeros(x.type());
        int n = x.dim(axis);
        each(x.type().shape().with(axis, 1), start -> {
            double sum = 0;
            long integerSum = 0;
            for (int k = 0; k < n; k++) {
                int[] i = with(start, axis, reverse ? n - 1 - k : k);
                if (isFloating(x)) {
                    out.set(sum += x.get(i), i);
                } else {
                    out.setLong(integerSum += x.getLong(i), i);
                }
            }
        });
        return out.data();
    }

    static Object dot(ReferenceValue a, ReferenceValue b, Routine.Dot dot, Type type) {
        var out = ReferenceValue.zeros(type);
        var freeA = dot.axes(0).free(a.rank());
        var freeB = dot.axes(1).free(b.rank());
        var contracted = Shape.of(Arrays.stream(dot.contractA().toArray()).map(a::dim).toArray());
        int batches = dot.batchA().size();
        each(type.shape(), o -> {
            int[] ia = new int[a.rank()];
            int[] ib = new int[b.rank()];
            put(ia, dot.batchA(), o, 0);
            put(ib, dot.batchB(), o, 0);
            put(ia, freeA, o, batches);
            put(ib, freeB, o, batches + freeA.size());
            double[] sum = {0};
            long[] integerSum = {0};
            each(contracted, k -> {
                put(ia, dot.contractA(), k, 0);
                put(ib, dot.contractB(), k, 0);
                if (isFloating(a)) {
                    sum[0] += a.get(ia) * b.get(ib);
                } else {
                    integerSum[0] += a.getLong(ia) * b.getLong(ib);
                }
            });
            if (isFloating(a)) {
                out.set(sum[0], o);
            } else {
                out.setLong(integerSum[0], o);
            }
        });
        return out.data();
    }

    /// Sets the items at some axes of an index to consecutive items of another one.
    private static void put(int[] index, Ints axes, int[] from, int start) {
        for (int i = 0; i < axes.size(); i++) {
            index[axes.get(i)] = from[start + i];
        }
    }

    // ---- indexing and order

    static Object gather(ReferenceValue x, ReferenceValue indices, Routine.Gather gather, Type type) {
        int axis = gather.axis();
        int indexAxes = indices.rank() - gather.batch();
        return pick(x, type, o -> {
            int k = index(indices, indexOfIndex(o, gather.batch(), axis, indexAxes), axis, x.dim(axis));
            return join(Arrays.copyOf(o, axis), new int[]{k}, Arrays.copyOfRange(o, axis + indexAxes, o.length));
        });
    }

    static Object scatter(ReferenceValue indices, ReferenceValue updates, Routine.Scatter scatter, Type type) {
        return combine(ReferenceValue.zeros(type.as(wide(type))), indices, updates, scatter.axis(), scatter.batch(),
                scatter.reducer(), type);
    }

    static Object addAt(ReferenceValue x, ReferenceValue indices, ReferenceValue updates, Routine.AddAt add) {
        var sums = new ReferenceValue(x.type().as(wide(x.type())), cast(x, wide(x.type())));
        return combine(sums, indices, updates, add.axis(), add.batch(), Reducer.SUM, x.type());
    }

    private static DType wide(Type type) {
        return type.dtype().isFloating() ? DType.FLOAT64 : DType.INT64;
    }

    /// Combines updates by position with what is there.
    private static Object combine(ReferenceValue acc, ReferenceValue indices, ReferenceValue updates, int axis,
            int batch, Reducer reducer, Type type) {
        int indexAxes = indices.rank() - batch;
        var fn = function(reducer);
        each(updates.type().shape(), u -> {
            int k = index(indices, indexOfIndex(u, batch, axis, indexAxes), axis, acc.dim(axis));
            int[] o = join(Arrays.copyOf(u, axis), new int[]{k}, Arrays.copyOfRange(u, axis + indexAxes, u.length));
            if (isFloating(updates)) {
                acc.set(fn.apply(acc.get(o), updates.get(u)), o);
            } else {
                acc.setLong(fn.apply(acc.getLong(o), updates.getLong(u)), o);
            }
        });
        return cast(acc, type.dtype());
    }

    static Object first(ReferenceValue indices, int batch, int size, Type type) {
        var places = ReferenceValue.zeros(type);
        var perBatch = indices.type().shape().slice(batch, indices.rank());
        each(indices.type().shape(), at -> {
            int[] lead = Arrays.copyOf(at, batch);
            long wanted = Math.floorMod(indices.getLong(at), (long) size);
            int[] place = {0, -1}; // of the one that is looked at, of the first that is the same
            each(perBatch, other -> {
                boolean same = Math.floorMod(indices.getLong(join(lead, other)), (long) size) == wanted;
                place[1] = same && place[1] < 0 ? place[0] : place[1];
                place[0]++;
            });
            places.setLong(place[1], at);
        });
        return places.data();
    }

    /// From an index of `B + P + I + Q` the one of `B + I`.
    private static int[] indexOfIndex(int[] o, int batch, int axis, int indexAxes) {
        return join(Arrays.copyOf(o, batch), Arrays.copyOfRange(o, axis, axis + indexAxes));
    }

    private static int index(ReferenceValue indices, int[] at, int axis, int extent) {
        long k = indices.getLong(at);
        if (k < -extent || k >= extent) {
            throw new IndexOutOfBoundsException(
                    "index " + k + " is out of range for axis " + axis + " of extent " + extent + ": expected "
                            + -extent + " to " + (extent - 1));
        }
        return (int) (k < 0 ? k + extent : k);
    }

    static Object[] sort(ReferenceValue x, int axis, Type[] types) {
        var sorted = ReferenceValue.zeros(types[0]);
        var positions = ReferenceValue.zeros(types[1]);
        each(x.type().shape().with(axis, 1), start -> {
            Comparator<Integer> order = isFloating(x)
                    ? Comparator.comparingDouble(k -> x.get(with(start, axis, k)) + 0.0) // -0.0 beside 0.0
                    : Comparator.comparingLong(k -> x.getLong(with(start, axis, k)));
            int[] by = IntStream.range(0, x.dim(axis)).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
            for (int k = 0; k < by.length; k++) {
                sorted.copy(with(start, axis, k), x, with(start, axis, by[k]));
                positions.setLong(by[k], with(start, axis, k));
            }
        });
        return new Object[]{sorted.data(), positions.data()};
    }
}
