package org.leibniz;

import java.util.Arrays;
import org.leibniz.caller.UserCall;

/// The extents of a tensor, outermost first. Immutable; `Shape.of()` is the shape of a 0-d tensor, an extent of 0 makes
/// a tensor empty.
///
/// A shape prints as a Python tuple: `(2, 3)`, `(5,)`, `()`.
public final class Shape {
    /// The largest rank.
    public static final int MAX_RANK = 32;

    /// The shape of a 0-d tensor.
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;
    private final int size;
    private final int hash;

    /// Every shape is checked here, whoever made it. An extent of 0 does not make the others free: their product is
    /// limited all the same, as NumPy's is, so that the product of any extents of a shape is an int.
    private Shape(int[] dims) {
        this.dims = dims;
        if (dims.length > MAX_RANK) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": shape " + text(dims) + ": expected a rank of at most " + MAX_RANK + ", got "
                            + dims.length
                            + "; the lanes of vmap and the trips of a loop are an axis, too; reshape(..) makes fewer");
        }
        long n = 1;
        boolean empty = false;
        for (int d : dims) {
            n *= Math.max(d, 1);
            empty |= d <= 0;
            if (n > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": shape " + text(dims) + ": a tensor holds at most 2^31 - 1 elements"
                                + (empty ? ", not counting extents of 0" : ""));
            }
        }
        this.size = empty ? 0 : (int) n;
        this.hash = Arrays.hashCode(dims);
    }

    /// A computed extent: a sum or product of others, computed in long so that it cannot be another number. For the
    /// library's own use.
    ///
    /// @param what the operation, for the message
    /// @param extent the extent
    /// @return the same
    /// @throws IllegalArgumentException if it is more than an int holds
    public static int extent(String what, long extent) {
        if (extent != (int) extent) {
            throw new IllegalArgumentException(
                    what + ": an extent of " + extent + ": a tensor holds at most 2^31 - 1 elements");
        }
        return (int) extent;
    }

    /// Makes a shape.
    ///
    /// @param dims the extents, none negative
    /// @return the shape
    /// @throws IllegalArgumentException if an extent is negative, the rank exceeds 32 or the number of elements 2^31 -
    ///     1
    public static Shape of(int... dims) {
        if (UserCall.given(dims, "dims: expected extents").length == 0) {
            return SCALAR;
        }
        for (int d : dims) {
            if (d < 0) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": shape " + text(dims) + ": expected extents of 0 or more, got " + d);
            }
        }
        return new Shape(dims.clone());
    }

    /// A shape that may have extents known only at run time, written -1: the stacks that loops keep for their reverse
    /// pass. For the library's own use; no tensor that a user holds has such a shape.
    ///
    /// @param dims the extents, -1 for one that is not known yet
    /// @return the shape
    public static Shape ragged(int... dims) {
        return UserCall.given(dims, "dims: expected extents").length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /// The number of axes.
    ///
    /// @return the rank, 0 for a scalar
    public int rank() {
        return dims.length;
    }

    /// The number of elements.
    ///
    /// @return the product of the extents
    public int size() {
        return size;
    }

    /// One extent.
    ///
    /// @param axis from 0, or negative from the end
    /// @return the extent
    /// @throws IndexOutOfBoundsException if there is no such axis
    public int dim(int axis) {
        int a = axis < 0 ? axis + dims.length : axis;
        if (a < 0 || a >= dims.length) {
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": axis: expected "
                            + (dims.length == 0 ? "none" : -dims.length + " to " + (dims.length - 1))
                            + " for shape " + this
                            + ", got " + axis);
        }
        return dims[a];
    }

    /// The extents.
    ///
    /// @return a new array
    public int[] toArray() {
        return dims.clone();
    }

    /// The extents from one axis on, up to another.
    ///
    /// @param from the first axis
    /// @param to one past the last
    /// @return the part
    public Shape slice(int from, int to) {
        return from == 0 && to == dims.length ? this : ragged(Arrays.copyOfRange(dims, from, to));
    }

    /// This shape followed by another.
    ///
    /// @param other what to append
    /// @return the joined shape
    public Shape concat(Shape other) {
        UserCall.given(other, "other: expected a Shape");
        int[] all = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
        return ragged(all);
    }

    /// This shape with one extent replaced.
    ///
    /// @param axis from 0
    /// @param extent the new extent
    /// @return the changed shape
    public Shape with(int axis, int extent) {
        int[] d = dims.clone();
        d[axis] = extent;
        return ragged(d);
    }

    /// This shape with a new axis.
    ///
    /// @param axis where the new axis stands in the result
    /// @param extent its extent
    /// @return the larger shape
    public Shape insert(int axis, int extent) {
        int[] d = new int[dims.length + 1];
        System.arraycopy(dims, 0, d, 0, axis);
        d[axis] = extent;
        System.arraycopy(dims, axis, d, axis + 1, dims.length - axis);
        return ragged(d);
    }

    /// This shape without one axis.
    ///
    /// @param axis from 0
    /// @return the smaller shape
    public Shape remove(int axis) {
        int[] d = new int[dims.length - 1];
        System.arraycopy(dims, 0, d, 0, axis);
        System.arraycopy(dims, axis + 1, d, axis, d.length - axis);
        return ragged(d);
    }

    /// The step in elements from one index to the next along each axis, rows first (C order).
    ///
    /// @return a new array as long as the rank
    public int[] strides() {
        int[] s = new int[dims.length];
        int step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            s[i] = step;
            step *= Math.max(dims[i], 1);
        }
        return s;
    }

    /// The shape that two shapes broadcast to, by NumPy's rule: aligned at the end, extents equal or one of them 1.
    ///
    /// @param a one shape
    /// @param b the other
    /// @return the common shape
    /// @throws IllegalArgumentException if they do not fit
    public static Shape broadcast(Shape a, Shape b) {
        if (UserCall.given(a, "a: expected a Shape").equals(UserCall.given(b, "b: expected a Shape"))) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] d = new int[rank];
        for (int i = 0; i < rank; i++) {
            int x = i < rank - a.rank() ? 1 : a.dims[i - rank + a.rank()];
            int y = i < rank - b.rank() ? 1 : b.dims[i - rank + b.rank()];
            if (x != y && x != 1 && y != 1) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": shapes " + a + " and " + b + " do not broadcast: axis " + (i - rank)
                                + " has extents " + x
                                + " and " + y + ", expected equal ones or a 1; reshape or expandDims one of them");
            }
            d[i] = x == 1 ? y : x;
        }
        return ragged(d);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || (o instanceof Shape s && hash == s.hash && Arrays.equals(dims, s.dims));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(int[] dims) {
        var b = new StringBuilder("(");
        int shown = Math.min(dims.length, MAX_RANK + 1); // where a rank is refused it may be any
        for (int i = 0; i < shown; i++) {
            b.append(i == 0 ? "" : ", ").append(dims[i]);
        }
        return b.append(dims.length == 1 ? ",)" : shown < dims.length ? ", ..)" : ")").toString();
    }
}
