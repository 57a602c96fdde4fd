package org.leibniz.array;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Convolutions and pools: products with windows that slide over the last axes, and what windows are reduced to.
public final class Windowing {
    private Windowing() {}

    /// How windows slide: each a number for all axes, or one for each.
    ///
    /// @param padding on either side; null for as much as keeps the extents
    public record Slide(int[] stride, int @Nullable [] padding, int[] dilation) {}

    /// The axes behind samples and channels as windows see them, a number for each.
    private record Windows(int[] size, int[] stride, int[] low, int[] high, int[] dilation) {
        int reach(int i) {
            return (size[i] - 1) * dilation[i] + 1;
        }

        /// The windows of a value with the zeros around it.
        Value of(Value padded) {
            int n = size.length;
            int rank = padded.shape().rank();
            return Value.bind1(new Movement.Windows(Ints.range(rank - n, rank), Ints.of(size), Ints.of(stride),
                    Ints.of(dilation)), padded);
        }

        Value padded(Value x) {
            return isPadded() ? Value.bind1(padding(x.shape().rank()), x) : x;
        }

        boolean isPadded() {
            return Arrays.stream(low).sum() + Arrays.stream(high).sum() > 0;
        }

        private Movement.Pad padding(int rank) {
            int[] before = new int[rank];
            int[] after = new int[rank];
            System.arraycopy(low, 0, before, rank - low.length, low.length);
            System.arraycopy(high, 0, after, rank - high.length, high.length);
            return new Movement.Pad(Ints.of(before), Ints.of(after), Ints.repeat(0, rank));
        }
    }

    private static Windows windows(Value x, int[] size, Slide how) {
        int n = size.length;
        int[] stride = each("stride", n, how.stride());
        int[] dilation = each("dilation", n, how.dilation());
        int[] low = how.padding() == null ? new int[n] : each("padding", n, how.padding());
        int[] high = low.clone();
        for (int i = 0; i < n; i++) {
            int extent = x.shape().dim(2 + i);
            long reach = (size[i] - 1L) * dilation[i] + 1;
            if (how.padding() == null) {
                long all = Math.max((Math.ceilDiv(extent, stride[i]) - 1L) * stride[i] + reach - extent, 0);
                low[i] = (int) (all / 2);
                high[i] = (int) (all - all / 2);
            }
            if (reach > (long) extent + low[i] + high[i]) {
                throw new IllegalArgumentException(UserCall.method() + ": x: expected an extent of " + reach
                        + " or more on axis " + (2 + i) + ", padding included, for windows of size " + size[i]
                        + " and dilation " + dilation[i] + ", got shape " + x.shape() + " and padding " + low[i]
                        + " and "
                        + high[i] + "; pad more, or take smaller windows");
            }
        }
        return new Windows(size, stride, low, high, dilation);
    }

    private static int[] each(String name, int n, int... numbers) {
        if (numbers.length != 1 && numbers.length != n) {
            throw new IllegalArgumentException(UserCall.method() + ": " + name + ": expected one number, or " + n
                    + ", one for each axis behind samples and channels, got " + Arrays.toString(numbers));
        }
        return numbers.length == n ? numbers.clone() : IntStream.generate(() -> numbers[0]).limit(n).toArray();
    }

    private static void requireRank(String name, Value x, int n, String axes) {
        if (x.shape().rank() != n + 2) {
            throw new IllegalArgumentException(UserCall.method() + ": " + name + ": expected " + (n + 2) + " axes, "
                    + axes + ", got shape " + x.shape()
                    + (name.equals("x") && x.shape().rank() == n + 1 ? "; expandDims(0) makes a batch of one" : ""));
        }
    }

    // ---- convolutions

    /// Over the last `n` axes: `y[b, o, i..] = bias[o] + sum of x[b, c, i * stride + k * dilation ..] weight[o, c,
    /// k..]`, where the channels of a group see those of theirs.
    public static Value convolution(int n, Value left, Value right, @Nullable Value bias, Slide how, int groups) {
        requireRank("x", left, n, "samples, channels and " + n + " more");
        requireRank("weight", right, n, "channels out, channels in and " + n + " more");
        var dtype = Promotion.counting(DType.promote(left.dtype(), right.dtype()));
        int in = left.shape().dim(1);
        int out = right.shape().dim(0);
        int own = right.shape().dim(1);
        if ((long) own * groups != in) {
            throw new IllegalArgumentException(UserCall.method() + ": weight: expected shape (out, " + in
                    + (groups == 1 ? "" : " / " + groups) + ", ..) for x of shape " + left.shape()
                    + (groups == 1 ? "" : " in " + groups + " groups") + ", got " + right.shape()
                    + (own > 0 && groups == 1 && in % own == 0
                            ? "; or is that groups(" + in / own + ")?"
                            : "; the second axis of the weight has the channels that come in to a group"));
        }
        if (out % groups != 0) {
            throw new IllegalArgumentException(UserCall.method() + ": weight: expected a multiple of " + groups
                    + " channels out for as many groups, got shape " + right.shape());
        }
        int[] size = right.shape().slice(2, n + 2).toArray();
        if (Arrays.stream(size).anyMatch(k -> k == 0)) {
            throw new IllegalArgumentException(UserCall.method() + ": weight: expected windows of 1 element or more, "
                    + "got shape " + right.shape());
        }
        if (bias != null && !bias.shape().equals(Shape.of(out))) {
            throw new IllegalArgumentException(UserCall.method() + ": bias: expected shape (" + out
                    + ",), a number for each channel out of weight " + right.shape() + ", got " + bias.shape());
        }
        var windows = windows(left, size, how);
        var y = groups == 1
                ? product(windows, left.cast(dtype), right.cast(dtype))
                : grouped(windows, left.cast(dtype), right.cast(dtype), groups);
        int[] column = new int[n + 1];
        Arrays.fill(column, 1);
        column[0] = out;
        return bias == null ? y : y.add(bias.reshape(Shape.of(column)));
    }

    private static Value product(Windows windows, Value x, Value weight) {
        int n = windows.size.length;
        var seen = windows.of(windows.padded(x)); // sample, channel, places, elements
        var y = seen.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.range(n + 2, 2 * n + 2).prepend(1),
                Ints.range(1, n + 2)), weight);
        return y.moveAxis(n + 1, 1); // from sample, places, channel
    }

    private static Value grouped(Windows windows, Value x, Value weight, int groups) {
        int n = windows.size.length;
        var s = x.shape();
        var w = weight.shape();
        var split = x.reshape(s.with(1, groups).insert(2, s.dim(1) / groups));
        var seen = windows.of(windows.padded(split)); // sample, group, channel, places, elements
        var y = seen.dot(
                new Routine.Dot(Ints.of(1), Ints.of(0), Ints.range(n + 3, 2 * n + 3).prepend(2), Ints.range(2, n + 3)),
                weight.reshape(w.with(0, groups).insert(1, w.dim(0) / groups)));
        var moved = y.moveAxis(0, 1).moveAxis(n + 2, 2); // from group, sample, places, channel
        var m = moved.shape();
        return moved.reshape(m.remove(2).with(1, w.dim(0)));
    }

    // ---- pools

    private static Windows pooled(int n, Value x, int[] given, @Nullable Slide how) {
        requireRank("x", x, n, "samples, channels and " + n + " more");
        int[] size = each("size", n, given);
        if (Arrays.stream(size).anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException(UserCall.method() + ": size: expected windows of 1 element or more, got "
                    + Arrays.toString(given));
        }
        var windows = windows(x, size, how == null ? new Slide(size, new int[]{0}, new int[]{1}) : how);
        for (int i = 0; i < n; i++) {
            if (how != null && how.padding() != null && 2 * windows.low[i] > windows.reach(i)) {
                throw new IllegalArgumentException(UserCall.method() + ": padding: expected at most half of a window, "
                        + "so that each has an element, got padding " + windows.low[i]
                        + " for a window that reaches over "
                        + windows.reach(i));
            }
        }
        return windows;
    }

    /// The last axes of windows, their elements.
    private static Ints elements(Value seen, int n) {
        return Ints.range(seen.shape().rank() - n, seen.shape().rank());
    }

    /// The mean of each window, of zeros around as well.
    public static Value mean(int n, Value x, int[] size, @Nullable Slide how) {
        var windows = pooled(n, x, size, how);
        var seen = windows.of(windows.padded(x.cast(Promotion.floating(x.dtype()))));
        return seen.sum(elements(seen, n)).div(Value.literal(Type.scalar(seen.dtype()),
                Arrays.stream(windows.size).asDoubleStream().reduce(1, (a, b) -> a * b)));
    }

    /// The greatest element of each window, whose derivative is that of the first one that is as great.
    public static Value max(int n, Value x, int[] size, @Nullable Slide how) {
        var windows = pooled(n, x, size, how);
        var seen = windows.of(bordered(windows, x));
        var axes = elements(seen, n);
        var y = seen.reduce(Reducer.MAX, axes);
        return x.node() == null || !x.dtype().isFloating()
                ? y
                : Value.bind1(new Mark.Restated(), y, first(seen, y, axes));
    }

    /// With the least number around.
    private static Value bordered(Windows windows, Value x) {
        if (!windows.isPadded()) {
            return x;
        }
        double least = switch (x.dtype()) {
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> Reducer.MAX.identity(x.dtype());
        };
        var padded = windows.padded(x);
        var inside = windows.padded(Value.literal(x.type().as(DType.BOOL), 1));
        return least == 0 ? padded : Value.select(inside, padded, Value.literal(padded.type(), least));
    }

    /// Of each window the first element that is as great as its maximum, chosen by position.
    private static Value first(Value seen, Value most, Ints axes) {
        var s = seen.shape();
        var elements = axes.extents(s);
        var position = Value.iota(new Type(DType.INT32, Shape.of(elements.size())), 0).reshape(elements).broadcast(s);
        var none = Value.literal(position.type(), elements.size());
        var reached = seen.compare(Relation.EQ, kept(most, s));
        var first = Value.select(reached, position, none).reduce(Reducer.MIN, axes);
        return Value.select(position.compare(Relation.EQ, kept(first, s)), seen, Value.zeros(seen.type())).sum(axes);
    }

    /// For every element of a window what was made of it.
    private static Value kept(Value y, Shape seen) {
        int[] extents = Arrays.copyOf(y.shape().toArray(), seen.rank());
        Arrays.fill(extents, y.shape().rank(), extents.length, 1);
        return y.reshape(Shape.of(extents)).broadcast(seen);
    }
}
