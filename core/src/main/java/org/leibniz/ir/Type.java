package org.leibniz.ir;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;

/// What is known of a value before it is computed: its dtype and its shape.
///
/// A leading extent of -1 is known only at run time: the value is then a [Stack], the list of residuals that a loop
/// leaves for its reverse pass. All axes up to the last -1 are *list axes*; a loop in a loop makes ragged lists of
/// lists.
///
/// @param dtype the element type
/// @param shape the extents
public record Type(DType dtype, Shape shape) {

    /// The type of one number.
    public static Type scalar(DType dtype) {
        return new Type(dtype, Shape.SCALAR);
    }

    /// The same shape with other elements.
    public Type as(DType other) {
        return dtype == other ? this : new Type(other, shape);
    }

    /// Other extents with the same elements.
    public Type as(Shape other) {
        return new Type(dtype, other);
    }

    /// The type of a tangent or a cotangent of such a value.
    ///
    /// @return the same shape with floating elements
    public Type tangent() {
        return as(dtype.tangent());
    }

    /// How many leading axes are list axes.
    ///
    /// @return 0 for every type but a stack's
    public int listAxes() {
        for (int i = shape.rank() - 1; i >= 0; i--) {
            if (shape.dim(i) < 0) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Whether such a value is a list made by a loop, not one array.
    ///
    /// @return true if an extent is -1
    public boolean isStack() {
        return shape.size() == 0 && listAxes() > 0; // nearly all are not even empty
    }

    /// The type of an element along the first axis.
    ///
    /// @return the type without its first axis
    public Type element() {
        return as(shape.remove(0));
    }

    /// The type of `n` such values behind a new first axis.
    ///
    /// @param n how many, -1 for a number known only at run time
    /// @return the type
    public Type stacked(int n) {
        return as(shape.insert(0, n));
    }

    /// The type of `n` such values under `vmap`: the new axis stands first, or behind the list axes of a stack.
    public Type batched(int n) {
        return as(shape.insert(listAxes(), n));
    }

    // types are compared at the first call of a program, where the methods that a record generates take milliseconds
    @Override
    public boolean equals(@Nullable Object o) {
        return this == o || o instanceof Type t && dtype == t.dtype && shape.equals(t.shape);
    }

    @Override
    public int hashCode() {
        return 31 * dtype.ordinal() + shape.hashCode();
    }

    /// Short text as in a program: `f32[2,3]`.
    @Override
    public String toString() {
        var b = new StringBuilder(switch (dtype) {
            case BOOL -> "bool";
            case UINT8 -> "u8";
            case INT8 -> "i8";
            case INT16 -> "i16";
            case INT32 -> "i32";
            case INT64 -> "i64";
            case FLOAT16 -> "f16";
            case BFLOAT16 -> "bf16";
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
        });
        if (shape.rank() > 0) {
            b.append('[');
            for (int i = 0; i < shape.rank(); i++) {
                b.append(i == 0 ? "" : ",").append(shape.dim(i) < 0 ? "?" : String.valueOf(shape.dim(i)));
            }
            b.append(']');
        }
        return b.toString();
    }
}
