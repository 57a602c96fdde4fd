package org.leibniz.array;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.KeepDims;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Value;

/// The axes that a reduction removes: what the user named, checked against a shape, counted from 0 and in ascending
/// order.
public final class Axes {
    private final Shape shape;
    private final Ints reduced;
    private final boolean keep;

    private Axes(Shape shape, Ints reduced, boolean keep) {
        this.shape = shape;
        this.reduced = reduced;
        this.keep = keep;
    }

    /// Axes that vanish.
    ///
    /// @param shape what is reduced
    /// @param axes from 0 or negative from the end; none means all
    /// @return the checked axes
    /// @throws IndexOutOfBoundsException if there is no such axis
    /// @throws IllegalArgumentException if an axis is named twice
    public static Axes of(Shape shape, int... axes) {
        return new Axes(shape, given(axes).length == 0 ? Ints.range(0, shape.rank()) : distinct(shape, axes), false);
    }

    /// Axes that stay with an extent of 1.
    public static Axes of(Shape shape, KeepDims axes) {
        return new Axes(shape, of(shape, UserCall.given(axes, "axes: expected keepDims(..)").axes()).reduced, true);
    }

    /// One axis of a shape.
    ///
    /// @param shape the shape
    /// @param axis from 0 or negative from the end
    /// @return the axis counted from 0
    /// @throws IndexOutOfBoundsException if there is no such axis
    public static int one(Shape shape, int axis) {
        int rank = shape.rank();
        if (axis < -rank || axis >= rank) {
            String expected = rank == 0 ? "a tensor with axes" : "an axis from " + -rank + " to " + (rank - 1);
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": expected " + expected + ", got axis " + axis + " of shape " + shape);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /// The place of a new axis among those of a shape.
    ///
    /// @param shape the shape without the new axis
    /// @param axis its place in the result, from 0 or negative from the end
    /// @return the place counted from 0
    /// @throws IndexOutOfBoundsException if the result has no such axis
    static int gap(Shape shape, int axis) {
        int rank = shape.rank() + 1;
        if (axis < -rank || axis >= rank) {
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": expected a place for the new axis from " + -rank + " to " + (rank - 1)
                            + " for shape " + shape
                            + ", got " + axis);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /// Several axes of a shape, ascending.
    ///
    /// @param shape the shape
    /// @param axes from 0 or negative from the end
    /// @return the axes counted from 0
    /// @throws IndexOutOfBoundsException if there is no such axis
    /// @throws IllegalArgumentException if an axis is named twice
    static Ints distinct(Shape shape, int... axes) {
        int[] sorted = given(axes).clone();
        for (int i = 0; i < axes.length; i++) {
            sorted[i] = one(shape, axes[i]);
        }
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected different axes, got " + Arrays.toString(axes)
                                + ", which names axis " + sorted[i]
                                + " of shape " + shape + " twice");
            }
        }
        return Ints.of(sorted);
    }

    /// Axes that a user named.
    ///
    /// @param axes the argument of that name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static int[] given(int @Nullable [] axes) {
        return UserCall.given(axes, "axes: expected numbers of axes");
    }

    /// The reduced axes.
    Ints reduced() {
        return reduced;
    }

    /// How many elements become one.
    ///
    /// @return the product of the reduced extents
    long count() {
        long n = 1;
        for (int i = 0; i < reduced.size(); i++) {
            n *= shape.dim(reduced.get(i));
        }
        return n;
    }

    /// A reduced value as it broadcasts against the original.
    ///
    /// @param value the result of a reduction over these axes
    /// @return the same with the reduced axes as extents of 1
    Value kept(Value value) {
        int[] dims = shape.toArray();
        for (int i = 0; i < reduced.size(); i++) {
            dims[reduced.get(i)] = 1;
        }
        return value.reshape(Shape.of(dims));
    }

    /// A reduced value as the user asked for it.
    ///
    /// @param value the result of a reduction over these axes
    /// @return the same, with extents of 1 if `keepDims(..)` was written
    Value finish(Value value) {
        return keep ? kept(value) : value;
    }

    @Override
    public String toString() {
        return (reduced.size() == 1 ? "axis " + reduced.get(0) : "axes " + reduced) + " of shape " + shape;
    }
}
