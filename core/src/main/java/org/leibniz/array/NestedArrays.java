package org.leibniz.array;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.caller.ClassName;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Nested Java arrays as a tensor: `double[][]`, `int[][][]`, `Object[]` of either, down to primitive rows or boxed
/// numbers.
public final class NestedArrays {
    private final Shape shape;
    private final DType dtype;
    private final Object data;
    private final int[] index; // where the walk is
    private int next;

    private NestedArrays(Shape shape, DType dtype) {
        this.shape = shape;
        this.dtype = dtype;
        this.data = Buffers.allocate(dtype, shape.size());
        this.index = new int[shape.rank()];
    }

    /// Copies nested arrays.
    ///
    /// @param rows arrays of arrays of numbers or truth values
    /// @param wanted the dtype, or null for the smallest that holds all elements
    /// @return the value
    /// @throws IllegalArgumentException if rows differ in length, or there is something that is no number
    public static Value value(Object[] rows, @Nullable DType wanted) {
        DType found = dtype(UserCall.given(rows, "nested: expected nested arrays of numbers"), "");
        DType dtype = wanted == null ? found : wanted;
        if (dtype == null) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected elements, whose type says the dtype, got none in an array of "
                            + ClassName.of(rows.getClass().getComponentType()) + "; use zeros(0)");
        }
        var walk = new NestedArrays(shape(rows), dtype);
        walk.copy(rows, 0);
        return Value.of(new Type(dtype, walk.shape), walk.data);
    }

    // ---- what it will be

    /// The shape, as far as the first row of each axis tells.
    private static Shape shape(Object[] rows) {
        var dims = new ArrayList<Integer>();
        @Nullable
        Object item = rows;
        while (item != null && item.getClass().isArray()) {
            int n = Array.getLength(item);
            dims.add(n);
            if (n == 0) { // the rest is known by its type
                for (Class<?> c = item.getClass().componentType(); c.isArray(); c = c.componentType()) {
                    dims.add(0);
                }
            }
            if (n == 0 || !(item instanceof Object[] inner)) {
                break;
            }
            item = inner[0];
        }
        return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The smallest dtype that holds all elements, null where there are none.
    private static @Nullable DType dtype(@Nullable Object item, String path) {
        if (!(item instanceof Object[] rows)) {
            Class<?> type = item == null ? Void.class : item.getClass();
            DType d = Numbers.dtype(type.isArray() ? type.componentType() : type);
            if (d == null) {
                throw notANumber(item, path);
            }
            return d;
        }
        Class<?> element = rows.getClass();
        while (element.isArray()) {
            element = element.componentType();
        }
        DType all = Numbers.dtype(element);
        if (all != null) {
            return all;
        }
        if (element.isPrimitive()) {
            throw notANumber(rows, path);
        }
        for (int i = 0; i < rows.length; i++) {
            DType d = dtype(rows[i], path + "[" + i + "]");
            all = all == null ? d : d == null ? all : DType.promote(all, d);
        }
        return all;
    }

    private static IllegalArgumentException notANumber(@Nullable Object item, String path) {
        String what = item == null ? "null" : ClassName.one(item.getClass());
        String wayOut = item instanceof Tensor || item instanceof Tensor[]
                ? "; join tensors with stack(0, ..)"
                : item instanceof CharSequence
                        ? "; convert text with Double.parseDouble"
                        : item instanceof Collection ? "; toArray() makes an array of a collection" : "";
        return new IllegalArgumentException(
                UserCall.method() + ": expected nested arrays of numbers or truth values, got " + what
                        + (path.isEmpty() ? "" : " at " + path)
                        + wayOut);
    }

    // ---- copying

    private void copy(@Nullable Object item, int depth) {
        if (item == null) {
            throw notANumber(null, path(depth));
        }
        boolean isArray = item.getClass().isArray();
        if (depth == shape.rank() ? isArray : !isArray || Array.getLength(item) != shape.dim(depth)) {
            String expected = depth == shape.rank() ? "a number" : "a row of length " + shape.dim(depth);
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected rows of equal length; at " + path(depth) + " " + expected
                            + " is needed, got "
                            + (isArray ? "length " + Array.getLength(item) : ClassName.one(item.getClass())));
        }
        switch (item) {
            case Object[] rows -> {
                for (int i = 0; i < rows.length; i++) {
                    index[depth] = i;
                    copy(rows[i], depth + 1);
                }
            }
            case double[] row -> {
                for (double d : row) {
                    put(d);
                }
            }
            case float[] row -> {
                for (float f : row) {
                    put(f);
                }
            }
            case int[] row -> {
                for (int n : row) {
                    put(n);
                }
            }
            case long[] row -> {
                for (long n : row) {
                    put(n);
                }
            }
            case short[] row -> {
                for (short n : row) {
                    put(n);
                }
            }
            case byte[] row -> {
                for (byte n : row) {
                    put(n);
                }
            }
            case boolean[] row -> {
                for (boolean b : row) {
                    put(b ? 1L : 0);
                }
            }
            case Boolean b -> put(b ? 1L : 0);
            case Byte n -> put(n);
            case Number n when Numbers.isWhole(n) -> put(n.longValue());
            case Number n -> put(n.doubleValue());
            default -> throw notANumber(item, path(depth));
        }
    }

    private void put(double d) {
        Numbers.put(dtype, data, next++, d);
    }

    private void put(long n) {
        Numbers.put(dtype, data, next++, n);
    }

    /// Java has no unsigned bytes, so that those of images come as signed ones: as UINT8 they keep their bits.
    private void put(byte n) {
        put(dtype == DType.UINT8 ? n & 255L : n);
    }

    private String path(int depth) {
        var b = new StringBuilder();
        Arrays.stream(index).limit(depth).forEach(i -> b.append('[').append(i).append(']'));
        return b.toString();
    }
}
