package org.leibniz;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.tree.TupleText;

/// An immutable list of tensors: the gradients of all inputs, of a list of weights, the outputs of a cell. It prints as
/// a Python tuple.
///
/// Source: the tuples that MindSpore's `GradOperation(get_all=True)` and `grad(fn, None, weights)` return.
public final class TensorTuple extends AbstractList<Tensor> implements RandomAccess {
    private final List<Tensor> items;

    /// Makes a tuple.
    ///
    /// @param items the tensors
    public TensorTuple(Tensor... items) {
        this.items = List.of(Given.tensors(items, "items"));
    }

    /// Makes a tuple of a list's tensors.
    ///
    /// @param items the tensors
    public TensorTuple(Collection<? extends Tensor> items) {
        this.items = List.copyOf(Given.tensors(items, "items"));
    }

    @Override
    public Tensor get(int index) {
        if (index < 0 || index >= items.size()) {
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": index: expected 0 to " + (items.size() - 1) + " for a tuple of "
                            + items.size() + ", got "
                            + index);
        }
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    /// The tuple as Python prints it, such as `(Tensor(shape=[1], dtype=Float32, value= [ 5.00000000e+00]),)`.
    @Override
    public String toString() {
        return TupleText.of(items);
    }
}
