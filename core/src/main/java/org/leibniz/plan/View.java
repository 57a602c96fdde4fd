package org.leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Type;

/// Where the elements of a value are found in the array of another one: an index map, so that reshape, transpose,
/// broadcast, slice, reverse and pad cost nothing by themselves. Element `i` (of all axes) is at `offset + sum of
/// axis[k].at(i[k])`; where an axis is padded and `i[k]` is not on its grid, the element is zero.
///
/// ```
/// x: f32[4,6]            offset 0   axes 4*6 6*1
/// transpose[1,0] x       offset 0   axes 6*1 4*6
/// slice[.. step 2] that  offset 0   axes 3*2 4*6
/// broadcast(5, 3, 4)     offset 0   axes 5*0 3*2 4*6
/// ```
///
/// A reshape does not change at which place in C order an element stands, so a view may keep axes that are not those of
/// its value's shape as long as nothing asks for them; [#as] brings them into line where strides can express it.
///
/// @param offset where index 0 of every axis is found
/// @param axes in C order
public record View(int offset, List<Axis> axes) {

    /// One axis: `size` elements; those at `low + m * step` for `m < count` are `stride` apart in the array, the others
    /// are zero.
    public record Axis(int size, int stride, int low, int step, int count) {
        public static Axis of(int size, int stride) {
            return new Axis(size, stride, 0, 1, size);
        }

        public boolean isPadded() {
            return count != size;
        }

        // views are compared at the first call of a program, where what a record generates takes milliseconds
        @Override
        public boolean equals(Object o) {
            return o instanceof Axis a && size == a.size && stride == a.stride && low == a.low && step == a.step
                    && count == a.count;
        }

        @Override
        public int hashCode() {
            return (((size * 31 + stride) * 31 + low) * 31 + step) * 31 + count;
        }
    }

    private static final View SCALAR = new View(0, List.of());

    /// All of an array in order.
    public static View of(Shape shape) {
        int rank = shape.rank();
        if (rank == 0) {
            return SCALAR;
        }
        Axis[] axes = new Axis[rank];
        int stride = 1;
        for (int i = rank - 1; i >= 0; i--) {
            axes[i] = Axis.of(shape.dim(i), stride);
            stride *= Math.max(shape.dim(i), 1);
        }
        return new View(0, Arrays.asList(axes));
    }

    /// All of an array in order; of a stack nothing.
    static View of(Type t) {
        return of(t.isStack() ? Shape.of(0) : t.shape());
    }

    /// The number of elements.
    public int size() {
        int n = 1;
        for (var a : axes) {
            n *= a.size;
        }
        return n;
    }

    private boolean isEmpty() {
        return size() == 0;
    }

    /// Whether this is the whole array in order. (Of one element: the first.)
    public boolean isIdentity() {
        int stride = 1;
        for (int i = axes.size() - 1; i >= 0; i--) {
            var a = axes.get(i);
            if (a.size != 1 && (a.stride != stride || a.isPadded()) || a.size == 1 && a.count == 0) {
                return isEmpty();
            }
            stride *= a.size;
        }
        return offset == 0 || isEmpty();
    }

    // ---- the operations, on a view whose axes are those of its value

    /// What an operation makes of a view; null if strides do not express it.
    public @Nullable View through(Movement op) {
        return switch (op) {
            case Movement.Broadcast(var shape) -> broadcast(shape);
            case Movement.Reshape(var shape) -> as(shape);
            case Movement.Transpose(var perm) -> transpose(perm);
            case Movement.Slice slice -> slice(slice);
            case Movement.Pad pad -> pad(pad);
            case Movement.Reverse(var axes) -> reverse(axes);
            case Movement.Windows windows -> windows(windows);
            case Movement.Spread(var n, var axis) -> spread(n, axis);
        };
    }

    /// Result axis `i` is axis `perm[i]`.
    public View transpose(Ints perm) {
        Axis[] r = new Axis[perm.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = axes.get(perm.get(i));
        }
        return new View(offset, Arrays.asList(r));
    }

    /// Reversed order along some axes.
    public View reverse(Ints along) {
        int o = offset;
        Axis[] r = axes.toArray(new Axis[0]);
        for (int i = 0; i < r.length; i++) {
            var a = r[i];
            if (along.contains(i) && a.count > 0) {
                o += (a.count - 1) * a.stride;
                r[i] = new Axis(a.size, -a.stride, a.size - 1 - (a.low + a.step * (a.count - 1)), a.step, a.count);
            }
        }
        return new View(o, Arrays.asList(r));
    }

    /// NumPy broadcasting.
    public View broadcast(Shape shape) {
        Axis[] r = new Axis[shape.rank()];
        int lead = r.length - axes.size();
        for (int i = 0; i < r.length; i++) {
            int n = shape.dim(i);
            var a = i < lead ? null : axes.get(i - lead);
            r[i] = a == null || a.size == 1 && a.count == 1 ? Axis.of(n, 0) : a.size == 1 ? new Axis(n, 0, 0, 1, 0) : a;
        }
        return new View(offset, Arrays.asList(r));
    }

    /// A new axis of equal elements.
    public View spread(int n, int at) {
        var r = new ArrayList<>(axes);
        r.add(at, Axis.of(n, 0));
        return new View(offset, r);
    }

    /// Zeros around and between.
    public View pad(Movement.Pad pad) {
        Axis[] r = new Axis[axes.size()];
        for (int i = 0; i < r.length; i++) {
            var a = axes.get(i);
            int apart = pad.interior().get(i) + 1;
            int low = pad.low().get(i);
            int size = low + pad.high().get(i) + a.size + Math.max(a.size - 1, 0) * (apart - 1);
            r[i] = new Axis(size, a.stride, low + a.low * apart, a.count > 1 ? a.step * apart : 1, a.count);
        }
        return new View(offset, Arrays.asList(r));
    }

    /// Part of each axis; null if steps over padding between elements do not give such a view again.
    @Nullable
    public View slice(Movement.Slice slice) {
        int o = offset;
        Axis[] r = new Axis[axes.size()];
        for (int i = 0; i < r.length; i++) {
            var a = axes.get(i);
            int from = slice.start().get(i);
            int by = slice.step().get(i);
            int size = slice.size().get(i);
            if (size == 0) {
                r[i] = Axis.of(0, a.stride);
            } else if (!a.isPadded()) {
                o += from * a.stride;
                r[i] = Axis.of(size, a.stride * by);
            } else if (a.step == 1 || a.count <= 1) { // taken: low <= from + by * j < low + count
                int first = Math.ceilDiv(Math.max(a.low - from, 0), by);
                int last = Math.min(size - 1, Math.floorDiv(a.low + a.count - 1 - from, by));
                if (last >= first) {
                    o += (from + by * first - a.low) * a.stride;
                }
                r[i] = padded(size, a.stride * by, first, 1, last - first + 1);
            } else if (by == 1 || by == a.step && (a.low - from) % by == 0) {
                // taken: (low - from + step * m) / by for some of m < count
                int first = Math.ceilDiv(Math.max(from - a.low, 0), a.step);
                int last = Math.min(a.count - 1, Math.floorDiv((size - 1) * by + from - a.low, a.step));
                o += Math.max(first, 0) * a.stride;
                r[i] = padded(size, a.stride, (a.low - from + a.step * first) / by, a.step / by, last - first + 1);
            } else if (by == a.step) {
                r[i] = new Axis(size, 0, 0, 1, 0);
            } else {
                return null;
            }
        }
        return new View(o, Arrays.asList(r));
    }

    private static Axis padded(int size, int stride, int low, int step, int count) {
        return count <= 0 ? new Axis(size, 0, 0, 1, 0) : new Axis(size, stride, low, step, count);
    }

    /// Windows that slide: a step along the places of an axis, another one within a window; null over padding, where
    /// both decide together what is zero.
    public @Nullable View windows(Movement.Windows op) {
        var r = new ArrayList<>(axes);
        for (int i = 0; i < op.axes().size(); i++) {
            var a = axes.get(op.axes().get(i));
            if (a.isPadded()) {
                return null;
            }
            int places = Movement.Windows.places(a.size, op.reach(i), op.step().get(i));
            r.set(op.axes().get(i), Axis.of(places, a.stride * op.step().get(i)));
            r.add(Axis.of(op.size().get(i), a.stride * op.dilation().get(i)));
        }
        return new View(offset, r);
    }

    // ---- other axes for the same elements

    /// The fewest axes: none of one element, no two that could be one.
    public View normal() {
        var r = new ArrayList<Axis>(axes.size());
        for (var a : axes) {
            if (a.size == 1 && !a.isPadded()) {
                continue;
            }
            var last = r.isEmpty() ? null : r.getLast();
            if (last != null && !last.isPadded() && !a.isPadded() && last.stride == a.stride * a.size) {
                r.set(r.size() - 1, Axis.of(last.size * a.size, a.stride));
            } else {
                r.add(a);
            }
        }
        return new View(offset, r);
    }

    /// The same elements in the same order with axes of the given extents, or null if strides cannot express it.
    @Nullable
    public View as(Shape shape) {
        if (fits(shape)) {
            return this;
        }
        if (isEmpty()) {
            return of(shape);
        }
        var from = normal().axes;
        Axis[] r = new Axis[shape.rank()];
        int next = from.size() - 1;
        int rest = 1; // how much of axis `next` is not covered by the axes made so far
        int stride = 0;
        for (int i = r.length - 1; i >= 0; i--) {
            int n = shape.dim(i);
            if (n == 1) {
                r[i] = Axis.of(1, 0);
                continue;
            }
            if (rest == 1) {
                var a = from.get(next--);
                if (a.size == n) {
                    r[i] = a;
                    continue;
                }
                if (a.isPadded()) {
                    return null;
                }
                rest = a.size;
                stride = a.stride;
            }
            if (rest % n != 0) {
                return null;
            }
            r[i] = Axis.of(n, stride);
            stride *= n;
            rest /= n;
        }
        // an axis of one padded element has no place
        return rest == 1 && next < 0 ? new View(offset, Arrays.asList(r)) : null;
    }

    private boolean fits(Shape shape) {
        if (axes.size() != shape.rank()) {
            return false;
        }
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).size != shape.dim(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where an element is found, its number in C order; -1 if it is padding.
    public int position(int element) {
        int p = offset;
        int rest = element;
        for (int k = axes.size() - 1; k >= 0; k--) {
            var a = axes.get(k);
            int i = rest % a.size;
            rest /= a.size;
            if (a.isPadded()) {
                int m = i - a.low;
                if (m < 0 || m % a.step != 0 || m / a.step >= a.count) {
                    return -1;
                }
                i = m / a.step;
            }
            p += i * a.stride;
        }
        return p;
    }

    /// Where each element of an array goes in an array that holds this view of it, which must have them all; null if it
    /// has not.
    public @Nullable View inverse() {
        int stride = size();
        var ways = new ArrayList<int[]>(); // stride from, stride to, size: the largest first
        for (var a : axes) {
            if (a.isPadded() || a.size == 0) {
                return null;
            }
            stride /= a.size;
            if (a.size > 1) {
                int k = ways.size();
                while (k > 0 && ways.get(k - 1)[0] < a.stride) {
                    k--;
                }
                ways.add(k, new int[]{a.stride, stride, a.size});
            }
        }
        int expected = size();
        var result = new ArrayList<Axis>();
        for (int[] way : ways) {
            expected /= way[2];
            if (way[0] != expected) {
                return null;
            }
            result.add(Axis.of(way[2], way[1]));
        }
        return offset == 0 && expected == 1 ? new View(0, result) : null;
    }

    /// The number of elements after which the view repeats itself, in C order: 1 if all are the same, [#size] if it
    /// does not.
    public int period() {
        int p = size();
        for (var a : axes) {
            if (a.size != 1 && a.stride != 0 || a.isPadded()) {
                return p;
            }
            p /= Math.max(a.size, 1);
        }
        return 1;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof View v && offset == v.offset && axes.equals(v.axes);
    }

    @Override
    public int hashCode() {
        return 31 * offset + axes.hashCode();
    }

    /// Short text: `3+ 5*0 4*6`, of a padded axis `9*1(2:1:4)`.
    @Override
    public String toString() {
        var b = new StringBuilder();
        if (offset != 0) {
            b.append(offset).append('+');
        }
        for (var a : axes) {
            b.append(b.isEmpty() ? "" : " ").append(a.size).append('*').append(a.stride);
            if (a.isPadded()) {
                b.append('(').append(a.low).append(':').append(a.step).append(':').append(a.count).append(')');
            }
        }
        return b.toString();
    }
}
