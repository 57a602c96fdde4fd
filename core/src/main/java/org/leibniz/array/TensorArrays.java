package org.leibniz.array;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// From flat Java arrays to tensors and back.
public final class TensorArrays {
    private TensorArrays() {}

    // ---- from arrays

    /// A vector.
    ///
    /// @param dtype the dtype that the array is kept in
    /// @param array an array of [Buffers], which becomes the tensor's own
    /// @return the value
    public static Value vector(DType dtype, Object array) {
        return Value.of(new Type(dtype, Shape.of(Buffers.length(array))), array);
    }

    /// A vector in any dtype.
    ///
    /// @param dtype the dtype
    /// @param values the elements
    /// @return the value
    /// @throws IllegalArgumentException if the dtype cannot hold one of them
    public static Value numbers(DType dtype, double... values) {
        Object data = Buffers.allocate(Given.dtype(dtype), elements(values).length);
        for (int i = 0; i < values.length; i++) {
            Numbers.put(dtype, data, i, values[i]);
        }
        return vector(dtype, data);
    }

    /// A vector in any dtype, of whole numbers.
    ///
    /// @param dtype the dtype
    /// @param values the elements
    /// @return the value
    /// @throws IllegalArgumentException if the dtype cannot hold one of them
    public static Value numbers(DType dtype, long... values) {
        Object data = Buffers.allocate(Given.dtype(dtype), elements(values).length);
        for (int i = 0; i < values.length; i++) {
            Numbers.put(dtype, data, i, values[i]);
        }
        return vector(dtype, data);
    }

    /// Flat data that a user gave.
    ///
    /// @param <A> the type of array
    /// @param data the array
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <A> A required(@Nullable A data) {
        return UserCall.given(data, "data: expected an array of the elements");
    }

    /// Elements that a user gave.
    ///
    /// @param <A> the type of array
    /// @param elements the array
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <A> A elements(@Nullable A elements) {
        return UserCall.given(elements, "elements: expected an array of them");
    }

    /// A vector in another shape.
    ///
    /// @param vector the elements, rows first
    /// @param dims the extents
    /// @return the value
    /// @throws IllegalArgumentException if an extent is negative, or they ask for another number of elements
    public static Value shaped(Value vector, int... dims) {
        UserCall.given(dims, "dims: expected the extents");
        for (int d : dims) {
            if (d < 0) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": dims: expected extents of 0 or more, got " + d + " in "
                                + Arrays.toString(dims)
                                + "; to leave one open, make a vector and reshape that: Tensor.of(data).reshape(..)");
            }
        }
        int n = vector.shape().size();
        var shape = Shape.of(dims);
        if (shape.size() != n) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected " + shape.size() + (shape.size() == 1 ? " element" : " elements")
                            + " of data for shape " + shape + ", got " + n + (dims.length == 0
                                    ? "; no extents make a 0-d tensor, Tensor.of(data, "
                                            + n + ") a vector"
                                    : ""));
        }
        return Value.sharing(new Type(vector.dtype(), shape), vector);
    }

    /// One number.
    ///
    /// @param dtype the dtype that the array is kept in
    /// @param array an array of one element, which becomes the tensor's own
    /// @return the value
    public static Value scalar(DType dtype, Object array) {
        return Value.of(Type.scalar(dtype), array);
    }

    // ---- to arrays

    public static float[] floats(Value v) {
        Trace.readAsNumbers(v);
        if (v.data() instanceof float[] same) {
            return same.clone();
        }
        float[] a = (float[]) Buffers.allocate(DType.FLOAT32, v.shape().size());
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) Buffers.getDouble(v.dtype(), v.data(), i);
        }
        return a;
    }

    public static double[] doubles(Value v) {
        Trace.readAsNumbers(v);
        if (v.data() instanceof double[] same) {
            return same.clone();
        }
        double[] a = (double[]) Buffers.allocate(DType.FLOAT64, v.shape().size());
        for (int i = 0; i < a.length; i++) {
            a[i] = Buffers.getDouble(v.dtype(), v.data(), i);
        }
        return a;
    }

    public static int[] ints(Value v) {
        requireWhole(v);
        if (v.data() instanceof int[] same) {
            return same.clone();
        }
        int[] a = (int[]) Buffers.allocate(DType.INT32, v.shape().size());
        for (int i = 0; i < a.length; i++) {
            long n = Buffers.getLong(v.dtype(), v.data(), i);
            if ((int) n != n) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected elements in the range of int, got " + n + " at " + i
                                + "; use toLongArray()");
            }
            a[i] = (int) n;
        }
        return a;
    }

    public static long[] longs(Value v) {
        requireWhole(v);
        if (v.data() instanceof long[] same) {
            return same.clone();
        }
        long[] a = (long[]) Buffers.allocate(DType.INT64, v.shape().size());
        for (int i = 0; i < a.length; i++) {
            a[i] = Buffers.getLong(v.dtype(), v.data(), i);
        }
        return a;
    }

    public static boolean[] booleans(Value v) {
        if (v.data() instanceof boolean[] same) {
            return same.clone();
        }
        throw new IllegalArgumentException(
                UserCall.method() + ": expected dtype BOOL, got " + v.dtype() + "; compare first, as in x.ne(0)");
    }

    /// The data of a value of one element.
    ///
    /// @param v the value
    /// @return an array of one element
    /// @throws IllegalArgumentException if there are none or several elements
    public static Object only(Value v) {
        if (v.shape().size() != 1) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a tensor of one element, got " + v.shape().size()
                            + " of shape "
                            + v.shape()
                            + (v.dtype() == DType.BOOL
                                    ? "; reduce it with any() or all()"
                                    : "; take one with get(..), or "
                                            + "reduce it with sum()"));
        }
        return v.data();
    }

    public static void requireWhole(Value v) {
        if (v.dtype().isFloating()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected integers or truth values, got dtype " + v.dtype()
                            + "; cast first, to INT64 for example");
        }
    }
}
