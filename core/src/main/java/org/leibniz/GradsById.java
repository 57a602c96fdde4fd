package org.leibniz;

import java.util.Iterator;
import java.util.List;
import org.leibniz.caller.Given;
import org.leibniz.tree.HolderClass;
import org.leibniz.tree.TupleText;
import org.leibniz.tree.Untyped;

/// Gradients with what each belongs to: `grad(f, returnIds(wrt(0, w))).apply(x).get(w)`. It is a tree of them, so it
/// may be the result of a function that is transformed.
///
/// Source: `return_ids=True` and `get_grad` of MindSpore.
public final class GradsById {
    private final Object ids; // a position, a Parameter, or a list of such
    private final List<Tensor> gradients; // one an id, in order

    GradsById(Object ids, List<Tensor> gradients) {
        this.ids = ids;
        this.gradients = List.copyOf(gradients);
    }

    /// What the gradients belong to: a position, a parameter, or a list of such, in the form that was asked for.
    Object ids() {
        return ids;
    }

    /// The gradients, one an id.
    List<Tensor> gradients() {
        return gradients;
    }

    /// The gradient of an input.
    ///
    /// @param position which input
    /// @return its gradient
    /// @throws IllegalArgumentException if it was not asked for
    public Tensor get(int position) {
        return find("position " + position, position);
    }

    /// The gradient of a parameter.
    ///
    /// @param parameter which
    /// @return its gradient
    /// @throws IllegalArgumentException if it was not asked for
    public Tensor get(Parameter parameter) {
        return find("parameter " + Given.tensor(parameter, "parameter").name(), parameter);
    }

    private Tensor find(String what, Object id) {
        int i = HolderClass.flat(ids).indexOf(id);
        if (i < 0) {
            throw new IllegalArgumentException(
                    "get: can not find the gradient for " + what + ": it is not among those asked for, " + this);
        }
        return gradients.get(i);
    }

    /// The gradients with their ids as MindSpore prints them: `((0, Tensor(..)), ('w', Tensor(..)))`.
    @Override
    public String toString() {
        return text(ids, gradients.iterator());
    }

    private static String text(Object ids, Iterator<Tensor> gradients) {
        if (ids instanceof List<?> list) {
            var parts = list.stream().map(part -> text(Untyped.cast(part), gradients)).toList();
            return "(" + String.join(", ", parts) + (parts.size() == 1 ? ",)" : ")");
        }
        return TupleText.of(HolderClass.name(ids), gradients.next());
    }
}
