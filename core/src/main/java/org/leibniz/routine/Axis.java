package org.leibniz.routine;

import org.leibniz.Shape;

/// One axis of an array in C order, `x[before, extent, after]`: the array is `before * after` *lines* along it, whose
/// elements are `after` apart.
///
/// @param before
///            the number of elements of the axes before it
/// @param extent
///            the elements of a line
/// @param after
///            the number of elements of the axes after it
public record Axis(int before, int extent, int after) {

    /// An axis of a shape.
    public static Axis of(Shape shape, int axis) {
        return new Axis(shape.slice(0, axis).size(), shape.dim(axis), shape.slice(axis + 1, shape.rank()).size());
    }

    /// The number of lines.
    public int lines() {
        return before * after;
    }

    /// The index of the first element of a line.
    int start(int line) {
        return line / after * extent * after + line % after;
    }
}
