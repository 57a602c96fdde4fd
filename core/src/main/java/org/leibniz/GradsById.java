package org.leibniz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients with what each belongs to: `grad(f, returnIds(wrt(0, w))).apply(x).get(w)`.
///
/// Source: `return_ids=True` and `get_grad` of MindSpore.
public final class GradsById {
    private final Object labelled; // an Entry, or a list of such

    GradsById(Object labelled) {
        this.labelled = labelled;
    }

    /// A gradient and what it belongs to.
    ///
    /// @param id a position or a parameter
    /// @param gradient its gradient
    record Entry(Object id, Tensor gradient) {}

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
        return find("parameter " + parameter.name(), parameter);
    }

    private Tensor find(String what, Object id) {
        Tensor found = search(labelled, id);
        if (found == null) {
            throw new IllegalArgumentException("get: can not find the gradient for " + what + ": it is not among those asked for, " + this);
        }
        return found;
    }

    private static @Nullable Tensor search(Object labelled, Object id) {
        if (labelled instanceof Entry(var key, var gradient)) {
            return key.equals(id) ? gradient : null;
        }
        for (var part : (List<?>) labelled) {
            Tensor found = search(part, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The gradients with their ids as MindSpore prints them: `((0, Tensor(..)), ('w', Tensor(..)))`.
    @Override
    public String toString() {
        return text(labelled);
    }

    private static String text(Object labelled) {
        if (labelled instanceof Entry(var key, var gradient)) {
            return TupleText.of(key instanceof Parameter p ? p.name() : key, gradient);
        }
        var parts = ((List<?>) labelled).stream().map(GradsById::text).toList();
        return "(" + String.join(", ", parts) + (parts.size() == 1 ? ",)" : ")");
    }
}
