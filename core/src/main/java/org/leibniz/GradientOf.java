package org.leibniz;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Transformed;
import org.leibniz.tree.Untyped;

/// The gradient of a cell or function, made by [GradOperation]. It is a cell itself: call `apply`, with the sensitivity
/// as the last argument if there is one. Its parameters are those of the cell that it was made of.
///
/// @param <G> the type of the gradient
public final class GradientOf<G> extends CellOf<G> {
    private final Subject subject;
    private final Wrt<G> wrt;
    private final boolean sens;

    GradientOf(Subject subject, Wrt<G> wrt, boolean sens) {
        WrtChoice.requireSome("GradOperation", wrt);
        this.subject = subject;
        this.wrt = wrt;
        this.sens = sens;
    }

    /// The gradient of a function of any outputs, weighted: the sensitivity is a tree of the structure of the output,
    /// where a list and a tuple are alike, and a number stands for a tensor of one element.
    ///
    /// ```java
    /// new GradOperation().getAll().sensParam().apply(net).apply(new TensorTuple(x, y), tuple(sens1, sens2));
    /// ```
    ///
    /// @param inputs the inputs of the function
    /// @param sens a tensor for each of its output, of the same shape and dtype
    /// @return the gradient
    /// @throws IllegalStateException if the operation has no `sensParam()`
    /// @throws IllegalArgumentException if the function takes another number of inputs, the sensitivities have another
    ///     structure, or one has another shape or dtype
    public G apply(TensorTuple inputs, Object sens) {
        if (!this.sens) {
            throw new IllegalStateException(
                    "apply: sens: the operation was made without a sensitivity; call sensParam() on it");
        }
        UserCall.given(sens, "sens: expected the sensitivity of the result, a tensor or a tree of tensors");
        if (!subject.takes(UserCall.given(inputs, "inputs: expected a TensorTuple").size())) {
            throw new IllegalArgumentException(
                    "apply: inputs: expected " + subject.inputsText() + ", got " + inputs.size());
        }
        return gradient(inputs.toArray(Tensor[]::new), sens);
    }

    @Override
    boolean isTransformed() {
        return true;
    }

    @Override
    G run(Tensor... inputs) {
        int n = sens ? inputs.length - 1 : inputs.length;
        if (n < 0 || !subject.takes(n)) {
            throw new IllegalArgumentException("apply: inputs: expected " + subject.inputsText()
                    + (sens ? " and the sensitivity as the last one" : "") + ", got " + inputs.length);
        }
        return sens ? gradient(Arrays.copyOf(inputs, n), inputs[n]) : gradient(inputs, null);
    }

    private G gradient(Tensor[] inputs, @Nullable Object sensitivity) {
        return Untyped.cast(Derivatives
                .gradient("GradOperation", subject.f(), wrt, Outputs.ALL, sensitivity, ByInteger.TRUNCATED,
                        (Object[]) inputs)
                .grad());
    }

    @Override
    @Nullable
    CellOf<?> origin() {
        return subject.cell();
    }

    @Override
    Set<Integer> inputs() {
        return sens ? subject.inputs().stream().map(n -> n + 1).collect(Collectors.toSet()) : subject.inputs();
    }

    /// What this is, for someone who forgot to apply it.
    @Override
    public String toString() {
        return Transformed.text("GradOperation");
    }
}
