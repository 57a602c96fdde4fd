package org.leibniz.array;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.CellOf;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// What the library sees of the types of users, and users do not: the value in a tensor, the variable in a parameter.
/// Packages that are not exported ask here; `org.leibniz` answers, as soon as there is a tensor.
public abstract class Insides {
    private static volatile @Nullable Insides given;

    /// Nothing to make outside `org.leibniz`.
    protected Insides() {}

    /// The answers, once for all: a constant for whoever compiles what asks.
    private static final class Held {
        static final Insides INSIDES = taken();

        private static Insides taken() {
            try {
                MethodHandles.lookup().ensureInitialized(Tensor.class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
            return Objects.requireNonNull(given);
        }
    }

    /// Gives the answers.
    ///
    /// @param insides by `org.leibniz`, as it is initialised
    public static void give(Insides insides) {
        given = insides;
    }

    /// Where to ask.
    public static Insides get() {
        return Held.INSIDES;
    }

    // ---- tensors

    /// The value in a tensor.
    ///
    /// @param x the tensor
    /// @return its value; a parameter's as seen through the transformation that is open here
    public abstract Value value(Tensor x);

    /// A tensor of a value.
    public abstract Tensor tensor(Value value);

    // ---- parameters

    /// What holds the value of a parameter.
    public abstract Variable variable(Parameter p);

    /// Whether hooks see its gradient.
    ///
    /// @param p the parameter
    /// @return true if there is one
    public abstract boolean isHooked(Parameter p);

    /// Its gradient as its hooks leave it.
    public abstract Value hooked(Parameter p, Value gradient);

    /// Whether a user named it.
    ///
    /// @param p the parameter
    /// @return false if a cell does
    public abstract boolean isNamed(Parameter p);

    /// Its name within the cell that holds it.
    ///
    /// @param p the parameter
    /// @param field the field in which it is held
    /// @return the name
    public abstract String nameIn(Parameter p, String field);

    /// Tells it its path.
    ///
    /// @param p the parameter
    /// @param path from a cell that holds it
    public abstract void found(Parameter p, String path);

    // ---- cells

    /// What a user registered with a cell.
    ///
    /// @param cell the cell
    /// @return parameters and cells by their names
    public abstract Map<String, Object> registered(CellOf<?> cell);

    /// The cell of which a transformation made this one.
    ///
    /// @param cell the cell
    /// @return its origin, null for a cell of a user
    public abstract @Nullable CellOf<?> origin(CellOf<?> cell);

    // ---- gradients by id

    /// Gradients with their ids.
    ///
    /// @param ids positions and parameters, alone or in lists
    /// @param gradients one an id
    /// @return both
    public abstract GradsById gradsById(Object ids, List<Tensor> gradients);

    /// What they belong to.
    public abstract Object ids(GradsById grads);

    /// The gradients.
    public abstract List<Tensor> gradients(GradsById grads);
}
