package org.leibniz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.operator.ReadFlags;
import org.leibniz.operator.Rules;

/// A tensor whose value can change: a weight. It stands wherever a tensor does (`matmul(x, w)`), gradients are taken
/// with respect to it (`grad(f, w)`), and what a function, loop or record returns of it is a snapshot.
///
/// Its dtype and shape never change. Inside a transformation an assignment is seen by later reads and takes effect when
/// the outermost transformation returns; if that throws, none does. A read on another thread takes no part in the
/// transformation that is open here, and what is computed from it may not enter that: bind the task with
/// [Leibniz#bound(java.util.concurrent.Callable)].
///
/// ```java
/// var w = new Parameter(Tensor.of(6f), "w");
/// Tensor dw = grad((x, y) -> w.mul(x).add(y), w).apply(a, b);
/// w.assignSub(dw.mul(0.1));
/// ```
///
/// Source: MindSpore's `Parameter`.
public final class Parameter extends Tensor implements Wrt<Tensor> {
    private static final String UNNAMED = "Parameter";

    private final Variable variable;
    private final String given; // by the user, empty if not
    private volatile String path = ""; // from a cell that holds it
    private volatile boolean requiresGrad;
    private final List<TensorFn1<Tensor>> hooks = new CopyOnWriteArrayList<>();

    /// Makes a parameter that is named by the field of the cell that holds it.
    ///
    /// @param value the first value; its dtype and shape stay
    public Parameter(Tensor value) {
        this(value, "", true);
    }

    /// Makes a parameter.
    ///
    /// @param value the first value; its dtype and shape stay
    /// @param name its name; in a nested cell the cell's path stands before it
    public Parameter(Tensor value, String name) {
        this(value, name, true);
    }

    /// Makes a parameter.
    ///
    /// @param value the first value; its dtype and shape stay
    /// @param name its name; in a nested cell the cell's path stands before it
    /// @param requiresGrad false for a frozen one
    public Parameter(Tensor value, String name, boolean requiresGrad) {
        this(Value.sharing(Given.tensor(value, "value").read().type(), value.read()), named(name), requiresGrad);
    }

    private static String named(@Nullable String name) {
        if (name == null) {
            throw UserCall.gotNull("name: expected a text",
                    "; leave it out, and the cell that holds the parameter names it by its field");
        }
        return name;
    }

    private Parameter(Value value, String name, boolean requiresGrad) {
        super(Value.zeros(value.type())); // only its type counts: the value is in the variable
        this.variable = new Variable(value, () -> "the parameter " + name());
        this.given = name;
        this.requiresGrad = requiresGrad;
    }

    // ---- the value

    /// The value as seen here: through the transformation that is open on this thread, if there is one.
    @Override
    Value read() {
        return variable.read();
    }

    @Override
    Value glance() {
        return variable.glance();
    }

    Variable variable() {
        return variable;
    }

    /// A snapshot of the value.
    ///
    /// @return a plain tensor that later assignments do not change
    public Tensor value() {
        return new Tensor(read());
    }

    /// Sets the value.
    ///
    /// @param value of this parameter's shape and dtype
    /// @throws IllegalArgumentException if the shape or dtype is another one
    /// @throws IllegalStateException inside `vmap`, a loop body, a branch or a custom rule
    public void assign(Tensor value) {
        Value given = Given.tensor(value, "value").read();
        update("assign", _ -> given);
    }

    /// Adds to the value. Outside transformations no thread loses what another one adds; an assignment that a
    /// transformed function makes takes effect when it returns, whatever was assigned meanwhile.
    ///
    /// @param value what is added; it broadcasts and is cast to this parameter's dtype
    /// @throws IllegalArgumentException if the sum has another shape
    /// @throws IllegalStateException inside `vmap`, a loop body, a branch or a custom rule
    public void assignAdd(Tensor value) {
        Value change = Given.tensor(value, "value").read().cast(dtype());
        update("assignAdd", old -> old.add(change));
    }

    /// Subtracts from the value, on several threads as [#assignAdd(Tensor)].
    ///
    /// @param value what is subtracted; it broadcasts and is cast to this parameter's dtype
    /// @throws IllegalArgumentException if the difference has another shape
    /// @throws IllegalStateException inside `vmap`, a loop body, a branch or a custom rule
    public void assignSub(Tensor value) {
        Value change = Given.tensor(value, "value").read().cast(dtype());
        update("assignSub", old -> old.sub(change));
    }

    private void update(String what, UnaryOperator<Value> change) {
        variable.update(what, old -> {
            Value value = change.apply(old);
            var type = variable.type();
            if (!value.type().equals(type)) {
                throw new IllegalArgumentException(
                        what + ": value: expected shape " + type.shape() + " and dtype " + type.dtype()
                                + " as the parameter " + name()
                                + " has, got " + value.shape() + " and " + value.dtype()
                                + "; a parameter keeps its shape and dtype, so reshape or cast the value");
            }
            return value;
        });
    }

    // ---- name and gradient

    /// Its name: the one that was given, behind the path of the cells that hold it, such as `hidden.0.weight`. A cell
    /// names its parameters when it lists them.
    ///
    /// @return the name, `Parameter` for one that has none
    public String name() {
        return !path.isEmpty() ? path : given.isEmpty() ? UNNAMED : given;
    }

    boolean isNamed() {
        return !given.isEmpty();
    }

    /// The name within the cell that holds it in a field.
    String nameIn(String field) {
        return given.isEmpty() ? field : given;
    }

    /// Learns its path from a cell. The longest one stays, so that the order in which an inner and an outer cell list
    /// it does not matter.
    synchronized void found(String where) {
        if (where.length() > path.length()) {
            path = where;
        }
    }

    /// Whether it is trained: listed by [CellOf#trainableParams()], and not of zero gradient where it is named.
    ///
    /// @return false if it is frozen
    public boolean requiresGrad() {
        return ReadFlags.read(this, p -> p.requiresGrad);
    }

    /// Freezes or thaws it.
    ///
    /// @param requires false to freeze it
    public void requiresGrad(boolean requires) {
        requiresGrad = requires;
    }

    /// Passes every gradient of this parameter through a function: to clip it, to look at it. Several hooks act in the
    /// order of their registration, each once on the gradient that a transformation returns, also where that is zero.
    /// What they assign takes effect with the assignments of the function, when all have returned.
    ///
    /// @param hook from the gradient to the one that takes its place, of the same shape; null keeps it
    /// @return the way to remove it
    /// @throws IllegalStateException if this parameter is frozen
    public Handle registerHook(TensorFn1<Tensor> hook) {
        Given.function(hook, "hook");
        if (!requiresGrad) {
            throw new IllegalStateException(
                    "registerHook: parameter " + name()
                            + " requires no gradient, so no hook would see one; call requiresGrad(true)");
        }
        TensorFn1<Tensor> mine = hook::apply; // the same function may be registered twice
        hooks.add(mine);
        return new Handle(() -> hooks.remove(mine));
    }

    boolean isHooked() {
        return !hooks.isEmpty();
    }

    Value hooked(Value gradient) {
        Value g = gradient;
        for (var hook : ReadFlags.read(this, p -> List.copyOf(p.hooks))) {
            g = Rules.hooked("a hook of the parameter " + name(), hook, g);
        }
        return g;
    }

    /// The line that MindSpore prints, and below it the value as a tensor prints it; inside `jit` and the like, what it
    /// stands for.
    @Override
    public String toString() {
        return repr() + "\n" + super.toString();
    }

    /// The line that MindSpore prints everywhere, and which stands for a parameter inside a printed tuple:
    /// `Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)`.
    @Override
    public String repr() {
        return "Parameter (name=" + name() + ", shape=" + shape() + ", dtype=" + dtype().title() + ", requires_grad="
                + (requiresGrad ? "True" : "False")
                + ")";
    }
}
