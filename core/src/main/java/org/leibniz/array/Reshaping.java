package org.leibniz.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// Shapes, axes, and tensors side by side.
public final class Reshaping {
    private Reshaping() {}

    public static Value reshape(Value x, int... dims) {
        int[] d = UserCall.given(dims, "dims: expected extents").clone();
        int size = x.shape().size();
        int open = -1;
        long known = 1;
        for (int i = 0; i < d.length; i++) {
            if (d[i] == -1) {
                if (open >= 0) {
                    throw new IllegalArgumentException(
                            UserCall.method() + ": expected at most one -1, which stands for what is left over, got "
                                    + Arrays.toString(dims) + " for shape " + x.shape());
                }
                open = i;
            } else {
                // beyond that it matters no more, and would overflow
                known = Math.abs(known) > Integer.MAX_VALUE ? known : known * d[i];
            }
        }
        if (open >= 0) {
            if (known <= 0 || size % known != 0) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected " + (known == 0
                                ? "no extent 0 beside -1, which could stand for anything then"
                                : "extents of which " + size + " elements of shape " + x.shape() + " are a multiple")
                                + ", got " + Arrays.toString(dims));
            }
            d[open] = (int) (size / known);
        }
        Shape shape = Shape.of(d);
        if (shape.size() != size) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected " + size + " elements as in shape " + x.shape() + ", got "
                            + shape.size() + " for shape "
                            + shape);
        }
        return x.reshape(shape);
    }

    public static Value broadcast(Value x, int... dims) {
        Shape shape = Shape.of(dims);
        if (!Shape.broadcast(x.shape(), shape).equals(shape)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a shape that " + x.shape() + " broadcasts to, got " + shape);
        }
        return x.broadcast(shape);
    }

    /// Without a permutation the axes are reversed.
    public static Value transpose(Value x, int... perm) {
        int rank = x.shape().rank();
        if (Axes.given(perm).length == 0) {
            return x.transpose(Ints.of(IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()));
        }
        if (perm.length != rank) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected all " + rank + " axes of shape " + x.shape()
                            + " in their new order, got "
                            + Arrays.toString(perm) + "; swapAxes and moveAxis take fewer");
        }
        Axes.distinct(x.shape(), perm);
        return x.transpose(Ints.of(Arrays.stream(perm).map(axis -> Axes.one(x.shape(), axis)).toArray()));
    }

    public static Value swapAxes(Value x, int a, int b) {
        int[] perm = Ints.range(0, x.shape().rank()).toArray();
        int i = Axes.one(x.shape(), a);
        int j = Axes.one(x.shape(), b);
        perm[i] = j;
        perm[j] = i;
        return x.transpose(Ints.of(perm));
    }

    public static Value moveAxis(Value x, int from, int to) {
        return x.moveAxis(Axes.one(x.shape(), from), Axes.one(x.shape(), to));
    }

    public static Value expandDims(Value x, int axis) {
        return x.reshape(x.shape().insert(Axes.gap(x.shape(), axis), 1));
    }

    /// Without axes all of extent 1 are removed.
    public static Value squeeze(Value x, int... axes) {
        Shape s = x.shape();
        var removed = Axes.given(axes).length > 0
                ? Axes.distinct(s, axes)
                : Ints.of(IntStream.range(0, s.rank()).filter(i -> s.dim(i) == 1).toArray());
        Shape shape = s;
        for (int i = removed.size() - 1; i >= 0; i--) {
            int axis = removed.get(i);
            if (s.dim(axis) != 1) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected axes of extent 1, got axis " + axis + " of shape " + s
                                + "; use reshape or a reduction");
            }
            shape = shape.remove(axis);
        }
        return x.reshape(shape);
    }

    /// Without axes all are reversed.
    public static Value flip(Value x, int... axes) {
        return x.reverse(
                Axes.given(axes).length == 0 ? Ints.range(0, x.shape().rank()) : Axes.distinct(x.shape(), axes));
    }

    public static Value pad(Value x, int axis, int before, int after) {
        int a = Axes.one(x.shape(), axis);
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected 0 or more elements before and after, got " + before + " and "
                            + after
                            + "; cut with get(.., slice(from, to))");
        }
        extent((long) before + x.shape().dim(a) + after);
        int rank = x.shape().rank();
        int[] low = new int[rank];
        int[] high = new int[rank];
        low[a] = before;
        high[a] = after;
        return before == 0 && after == 0
                ? x
                : Value.bind1(new Movement.Pad(Ints.of(low), Ints.of(high), Ints.repeat(0, rank)), x);
    }

    /// Each axis is a broadcast axis and its own, merged. Those of extent 1 are left out: of the others there are fewer
    /// than 32, since each doubles the number of elements.
    public static Value tile(Value x, int... times) {
        int rank = Math.max(UserCall.given(times, "times: expected numbers of copies").length, x.shape().rank());
        var own = new ArrayList<Integer>();
        var both = new ArrayList<Integer>();
        int[] merged = new int[Math.min(rank, Shape.MAX_RANK + 1)];
        for (int i = 0; i < merged.length; i++) {
            int ownAxis = i - (rank - x.shape().rank());
            int timeAxis = i - (rank - times.length);
            int extent = ownAxis < 0 ? 1 : x.shape().dim(ownAxis);
            int time = timeAxis < 0 ? 1 : times[timeAxis];
            if (time < 0) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected numbers of copies of 0 or more, got " + Arrays.toString(times));
            }
            if (time != 1) {
                own.add(1);
                both.add(time);
            }
            if (extent != 1) {
                own.add(extent);
                both.add(extent);
            }
            merged[i] = extent((long) extent * time);
        }
        Shape shape = Shape.of(merged);
        return shape.size() == 0
                ? Value.zeros(x.type().as(shape))
                : x.reshape(shape(own)).broadcast(shape(both)).reshape(shape);
    }

    private static Shape shape(List<Integer> dims) {
        return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    public static Value repeat(Value x, int axis, int times) {
        int a = Axes.one(x.shape(), axis);
        if (times < 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a number of copies of 0 or more, got " + times);
        }
        Shape s = x.shape();
        Shape shape = s.with(a, extent((long) s.dim(a) * times));
        if (shape.size() == 0) {
            return Value.zeros(x.type().as(shape));
        }
        int before = s.slice(0, a + 1).size();
        int after = s.slice(a + 1, s.rank()).size();
        return x.reshape(Shape.of(before, 1, after)).broadcast(Shape.of(before, times, after)).reshape(shape);
    }

    // ---- several tensors

    public static Value concat(int axis, List<Value> parts) {
        Value first = some(parts).getFirst();
        if (first.shape().rank() == 0) {
            throw new IndexOutOfBoundsException(UserCall.method() + ": expected tensors with an axis " + axis
                    + ", got a 0-d one, which has no axes; stack(0, ..) makes a vector of such");
        }
        int a = Axes.one(first.shape(), axis);
        DType dtype = dtype(parts);
        for (int i = 1; i < parts.size(); i++) {
            Shape s = parts.get(i).shape();
            if (s.rank() != first.shape().rank() || !s.with(a, 0).equals(first.shape().with(a, 0))) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected shapes that agree but for axis " + a + ", as the first, "
                                + first.shape() + ", got "
                                + s + " at " + i);
            }
        }
        extent(parts.stream().mapToLong(p -> p.shape().dim(a)).sum());
        return parts.size() == 1 ? first : Value.bind1(new Routine.Concat(a), cast(parts, dtype));
    }

    public static Value stack(int axis, List<Value> parts) {
        Shape s = some(parts).getFirst().shape();
        int a = Axes.gap(s, axis);
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i).shape().equals(s)) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected tensors of equal shapes, as the first, " + s + ", got "
                                + parts.get(i).shape() + " at " + i
                                + "; concat joins along an axis that is there");
            }
        }
        return concat(a, parts.stream().map(v -> v.reshape(s.insert(a, 1))).toList());
    }

    private static List<Value> some(List<Value> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected one tensor or more, got none; zeros(0) is an empty tensor");
        }
        return parts;
    }

    private static DType dtype(List<Value> parts) {
        return parts.stream().map(Value::dtype).reduce(DType::promote).orElseThrow();
    }

    private static Value[] cast(List<Value> parts, DType dtype) {
        return parts.stream().map(v -> v.cast(dtype)).toArray(Value[]::new);
    }

    public static List<Value> split(Value x, int axis, int parts) {
        int a = Axes.one(x.shape(), axis);
        int n = x.shape().dim(a);
        if (parts < 1 || n % parts != 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a number of parts that divides the extent " + n + " of axis " + a
                            + " of shape " + x.shape()
                            + ", got " + parts + "; cut unequal parts with get(.., slice(from, to))");
        }
        int size = n / parts;
        var list = new ArrayList<Value>();
        for (int i = 0; i < parts; i++) {
            list.add(x.slice(a, i * size, size));
        }
        return list;
    }

    public static List<Value> unstack(Value x, int axis) {
        int a = Axes.one(x.shape(), axis);
        return IntStream.range(0, x.shape().dim(a)).mapToObj(i -> x.slice(a, i, 1).reshape(x.shape().remove(a)))
                .toList();
    }

    /// A computed extent of what the user asked for: a sum or product of others, computed in long so that it cannot be
    /// another number.
    private static int extent(long extent) {
        return extent == (int) extent ? (int) extent : Shape.extent(UserCall.method(), extent);
    }
}
