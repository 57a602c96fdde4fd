package org.leibniz.cpu;

import java.util.function.Supplier;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Stack;

/// What is known when a program is compiled: the elements of a leaf, in order, or the empty stack.
public record Table(Leaf leaf) implements Supplier<Object> {
    @Override
    public Object get() {
        return switch (leaf) {
            case Leaf.Fill(var type, var value) ->
                type.isStack() ? Stack.EMPTY : Buffers.filled(type.dtype(), Shape.of(type.shape().size()), value);
            case Leaf.Iota(var type, var axis) -> {
                int n = type.shape().size();
                int extent = type.shape().dim(axis);
                int after = type.shape().slice(axis + 1, type.shape().rank()).size();
                Object data = Buffers.allocate(type.dtype(), n);
                for (int k = 0; k < n; k++) {
                    Buffers.setLong(type.dtype(), data, k, k / after % extent);
                }
                yield data;
            }
            case Leaf.Input input ->
                throw new IllegalStateException("a placeholder, " + input.text() + ", inside a program");
        };
    }
}
