package org.leibniz.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;

/// The algebra of windows, for `Algebra`: the transpose of a convolution is a convolution.
///
/// Of `y[i] = sum over k: x[i + k] v[k]`, which is `dot(windows(x), v)`, the transpose is the product of every place
/// with every weight, laid over each other: `overlap(dot(g, v))[j] = sum over i + k = j: g[i] v[k]`. With zeros around
/// g and the weights turned round that is `sum over k: g[j - size + 1 + k] v[size - 1 - k]`, a product of windows
/// again, and nothing as large as all windows is written:
///
/// ```
/// overlap(dot(g, v)) = dot(windows(pad(g)), reverse(v))
/// ```
///
/// Of what it computes the border is cut off again where `x` had been padded; the cut is made in `g` instead.
final class WindowAlgebra {
    private final CommutingWriter w;

    WindowAlgebra(CommutingWriter writer) {
        w = writer;
    }

    /// Windows laid over each other and added.
    ///
    /// @param t the type of the result
    /// @return the slot of a product with turned weights, or of the operation as it is
    int overlap(Reduction.Overlap op, Type t, int x) {
        int product = w.maker(x) instanceof Movement.Transpose ? w.operand(x) : x;
        int rank = w.type(x).shape().rank();
        var perm = w.maker(x) instanceof Movement.Transpose(var p) ? p : Ints.range(0, rank);
        if (w.maker(product) instanceof Routine.Dot dot && op.step().equals(Ints.repeat(1, op.step().size()))) {
            for (int weights = 1; weights >= 0; weights--) {
                var axes = windowAxes(op, dot, perm, product, weights);
                if (axes != null) {
                    return turned(op, dot, perm, t, product, weights, axes);
                }
            }
        }
        return w.add(op, x);
    }

    /// Where the axes of windows come from.
    ///
    /// @param places of the places, axes of the one factor
    /// @param elements of the elements of a window, axes of the other factor, the weights
    private record WindowAxes(Ints places, Ints elements) {}

    /// @return null if places and elements do not come from one factor each
    private @Nullable WindowAxes windowAxes(Reduction.Overlap op, Routine.Dot dot, Ints perm, int product,
            int weights) {
        int n = op.axes().size();
        int kept = perm.size() - n;
        int[] places = new int[n];
        int[] elements = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = source(dot, product, 1 - weights, perm.get(op.axes().get(i)));
            elements[i] = source(dot, product, weights, perm.get(kept + i));
            if (places[i] < 0 || elements[i] < 0) {
                return null;
            }
        }
        return new WindowAxes(Ints.of(places), Ints.of(elements));
    }

    /// The free axis of a factor that an axis of a product is.
    ///
    /// @return -1 if it is another one
    private int source(Routine.Dot dot, int product, int factor, int axis) {
        int batch = dot.batchA().size();
        var a = free(dot, product, 0);
        int i = axis - batch - (factor == 0 ? 0 : a.size());
        var free = factor == 0 ? a : free(dot, product, 1);
        return i >= 0 && i < free.size() ? free.get(i) : -1;
    }

    private Ints free(Routine.Dot dot, int product, int factor) {
        return dot.axes(factor).free(w.type(w.operand(product, factor)).shape().rank());
    }

    private int turned(Reduction.Overlap op, Routine.Dot dot, Ints perm, Type t, int product, int weights,
            WindowAxes axes) {
        int g = w.operand(product, 1 - weights);
        var from = w.type(g).shape();
        int[] low = new int[from.rank()];
        int[] high = new int[from.rank()];
        var windows = op.windows(axes.elements.extents(w.type(w.operand(product, weights)).shape()));
        for (int i = 0; i < axes.places.size(); i++) {
            int axis = axes.places.get(i);
            low[axis] = windows.reach(i) - 1;
            high[axis] = op.extent().get(i) - from.dim(axis);
        }
        int padded = w.add(new Movement.Pad(Ints.of(low), Ints.of(high), Ints.repeat(0, from.rank())), g);
        int seen = w.add(new Movement.Windows(axes.places, windows.size(), op.step(), op.dilation()), padded);
        int reversed = w.add(new Movement.Reverse(axes.elements), w.operand(product, weights));
        var within = Ints.range(from.rank(), from.rank() + axes.places.size());
        int sum = weights == 1
                ? w.add(new Routine.Dot(dot.batchA(), dot.batchB(), dot.contractA().concat(within),
                        dot.contractB().concat(axes.elements)), seen, reversed)
                : w.add(new Routine.Dot(dot.batchA(), dot.batchB(), dot.contractA().concat(axes.elements),
                        dot.contractB().concat(within)), reversed, seen);
        return ordered(perm, t.shape().rank(), sum);
    }

    /// The axes that are left, in the order in which they were.
    private int ordered(Ints perm, int kept, int sum) {
        int[] order = new int[kept];
        for (int j = 0; j < kept; j++) {
            int axis = perm.get(j);
            order[j] = axis - (int) IntStream.range(kept, perm.size()).filter(k -> perm.get(k) < axis).count();
        }
        var back = Ints.of(order);
        return back.equals(Ints.range(0, kept)) ? sum : w.add(new Movement.Transpose(back), sum);
    }

    // ---- cuts

    /// A part of a product of windows, or of what is padded, as one of less.
    ///
    /// @return -1 if it is of something else
    int slice(Movement.Slice op, int x) {
        if (!op.step().equals(Ints.repeat(1, op.step().size()))) {
            return -1;
        }
        if (w.maker(x) instanceof Movement.Transpose(var perm)) {
            var places = Ints.of(IntStream.range(0, perm.size()).map(perm::indexOf).toArray());
            int part = product(new Movement.Slice(op.start().at(places), op.size().at(places), op.step()),
                    w.operand(x));
            return part < 0 ? -1 : w.add(new Movement.Transpose(perm), part);
        }
        return w.maker(x) instanceof Movement.Pad pad ? padded(op, pad, x) : product(op, x);
    }

    /// A part of a product of windows: fewer windows.
    private int product(Movement.Slice op, int x) {
        if (!(w.maker(x) instanceof Routine.Dot dot)) {
            return -1;
        }
        int factor = w.maker(w.operand(x, 0)) instanceof Movement.Windows ? 0 : 1;
        int seen = w.operand(x, factor);
        if (!(w.maker(seen) instanceof Movement.Windows windows)) {
            return -1;
        }
        var whole = w.type(w.operand(seen)).shape();
        int[] start = new int[whole.rank()];
        int[] size = whole.toArray();
        for (int i = 0; i < op.start().size(); i++) {
            int count = op.size().get(i);
            if (count == w.type(x).shape().dim(i)) {
                continue;
            }
            int at = windows.axes().indexOf(source(dot, x, factor, i));
            if (at < 0) {
                return -1;
            }
            start[windows.axes().get(at)] = op.start().get(i) * windows.step().get(at);
            size[windows.axes().get(at)] = (count - 1) * windows.step().get(at) + windows.reach(at);
        }
        var cut = new Movement.Slice(Ints.of(start), Ints.of(size), Ints.repeat(1, start.length));
        int inner = w.operand(seen);
        int part = w.maker(inner) instanceof Movement.Pad pad ? padded(cut, pad, inner) : -1;
        int fewer = w.add(windows, part < 0 ? w.add(cut, inner) : part);
        return factor == 0 ? w.add(dot, fewer, w.operand(x, 1)) : w.add(dot, w.operand(x, 0), fewer);
    }

    /// A part of what is padded that has all of what is inside: less padding.
    private int padded(Movement.Slice op, Movement.Pad pad, int x) {
        int n = op.start().size();
        int[] low = IntStream.range(0, n).map(i -> pad.low().get(i) - op.start().get(i)).toArray();
        int[] high = IntStream.range(0, n).map(i -> pad.high().get(i) - w.type(x).shape().dim(i) + op.start().get(i)
                + op.size().get(i)).toArray();
        if (Arrays.stream(low).anyMatch(k -> k < 0) || Arrays.stream(high).anyMatch(k -> k < 0)) {
            return -1;
        }
        var less = new Movement.Pad(Ints.of(low), Ints.of(high), pad.interior());
        boolean none = Arrays.stream(low).sum() + Arrays.stream(high).sum() == 0
                && pad.interior().equals(Ints.repeat(0, n));
        return none ? w.operand(x) : w.add(less, w.operand(x));
    }
}
