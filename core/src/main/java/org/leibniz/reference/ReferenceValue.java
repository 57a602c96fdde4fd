package org.leibniz.reference;

import org.leibniz.ir.Buffers;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;

/// A value of the [Reference]: a type and its data. Elements are found by their multi-index.
///
/// @param type the type; of a stack if the data is one
/// @param data a primitive array or a [Stack]
record ReferenceValue(Type type, Object data) {

    /// Zeros, to be filled in.
    static ReferenceValue zeros(Type type) {
        return new ReferenceValue(type,
                type.isStack() ? Stack.EMPTY : Buffers.allocate(type.dtype(), type.shape().size()));
    }

    int rank() {
        return type.shape().rank();
    }

    int dim(int axis) {
        return type.shape().dim(axis);
    }

    double get(int... index) {
        return Buffers.getDouble(type.dtype(), data, offset(index));
    }

    long getLong(int... index) {
        return Buffers.getLong(type.dtype(), data, offset(index));
    }

    /// Stores a number, rounded to the dtype.
    void set(double value, int... index) {
        Buffers.setDouble(type.dtype(), data, offset(index), value);
    }

    void setLong(long value, int... index) {
        Buffers.setLong(type.dtype(), data, offset(index), value);
    }

    /// Stores an element of another grid of the same dtype, bit by bit.
    void copy(int[] index, ReferenceValue from, int... fromIndex) {
        System.arraycopy(from.data, from.offset(fromIndex), data, offset(index), 1);
    }

    private int offset(int[] index) {
        int[] strides = type.shape().strides();
        int k = 0;
        for (int i = 0; i < index.length; i++) {
            k += index[i] * strides[i];
        }
        return k;
    }

    // ---- along the first axis

    /// How many items there are along the first axis: of a stack as many as it holds.
    int length() {
        if (data instanceof Stack(var items)) {
            return items.size();
        }
        int each = type.element().shape().size();
        return each == 0 ? 0 : Buffers.length(data) / each;
    }

    /// One item along the first axis; of an empty stack zeros.
    ReferenceValue item(int i) {
        var element = type.element();
        if (data instanceof Stack(var items)) {
            return items.isEmpty() ? zeros(element) : new ReferenceValue(element, items.get(i));
        }
        if (type.isStack() && length() == 0) {
            return zeros(element);
        }
        int n = element.shape().size();
        Object part = Buffers.allocate(element.dtype(), n);
        System.arraycopy(data, i * n, part, 0, n);
        return new ReferenceValue(element, part);
    }
}
