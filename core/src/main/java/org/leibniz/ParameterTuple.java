package org.leibniz;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.RandomAccess;
import org.leibniz.caller.UserCall;
import org.leibniz.tree.TupleText;

/// An immutable list of parameters, and the answer to "with respect to what?": `grad(f, net.trainableParams())` gives a
/// [TensorTuple] with one gradient a parameter, in this order.
///
/// Source: MindSpore's `ParameterTuple`.
public final class ParameterTuple extends AbstractList<Parameter> implements RandomAccess, Wrt<TensorTuple> {
    private static final String ITEMS = "items: expected parameters";

    private final List<Parameter> items;

    /// Makes a tuple.
    ///
    /// @param items the parameters
    /// @throws IllegalArgumentException if two of them have the same name
    public ParameterTuple(Parameter... items) {
        this(Arrays.asList(UserCall.given(items, ITEMS)));
    }

    /// Makes a tuple of a list's parameters.
    ///
    /// @param items the parameters
    /// @throws IllegalArgumentException if two of them have the same name
    public ParameterTuple(Collection<Parameter> items) {
        this.items = List.copyOf(UserCall.each(UserCall.given(items, ITEMS), "items", "a Parameter"));
        var byName = new HashMap<String, Parameter>();
        for (var p : this.items) {
            var other = p.isNamed() ? byName.putIfAbsent(p.name(), p) : null;
            if (other != null && other != p) {
                throw new IllegalArgumentException(
                        "ParameterTuple: items: expected parameters of different names, got two that are named '"
                                + p.name()
                                + "', at " + this.items.indexOf(other) + ", of shape " + other.shape() + ", and at "
                                + this.items.indexOf(p)
                                + ", of shape "
                                + p.shape()
                                + "; give each a name of its own, new Parameter(value, \"other\"), or none, new "
                                + "Parameter(value)");
            }
        }
    }

    @Override
    public Parameter get(int index) {
        if (index < 0 || index >= items.size()) {
            throw new IndexOutOfBoundsException(
                    UserCall.method() + ": index: expected " + (items.isEmpty()
                            ? "none, since there are no parameters"
                            : "0 to " + (items.size() - 1) + " for " + items.size() + " parameters") + ", got "
                            + index);
        }
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    /// The tuple as Python prints it: `(Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True),)`.
    @Override
    public String toString() {
        return TupleText.of(items);
    }
}
