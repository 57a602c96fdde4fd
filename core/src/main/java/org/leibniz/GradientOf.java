package org.leibniz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.Unfolded.Outputs;

/// The gradient of a cell or function, made by [GradOperation]. It is a cell itself: call `apply`, with the sensitivity as the last
/// argument if there is one. Its parameters are those of the cell that it was made of.
///
/// @param <G> the type of the gradient
public final class GradientOf<G> extends CellOf<G> {
    private final Untyped f;
    private final @Nullable CellOf<?> origin;
    private final Wrt<G> wrt;
    private final boolean sens;

    GradientOf(Untyped f, @Nullable CellOf<?> origin, Wrt<G> wrt, boolean sens) {
        this.f = f;
        this.origin = origin;
        this.wrt = wrt;
        this.sens = sens;
    }

    /// The gradient of a function of any outputs, weighted: the sensitivity is a tree with as many tensors as the output has, in its order.
    ///
    /// ```java
    /// new GradOperation().getAll().sensParam().apply(net).apply(new TensorTuple(x, y), tuple(sens1, sens2));
    /// ```
    ///
    /// @param inputs the inputs of the function
    /// @param sens one tensor for each of its output, of the same shape and dtype
    /// @return the gradient
    /// @throws IllegalStateException if the operation has no `sensParam()`
    /// @throws IllegalArgumentException if the sensitivities are not as many, or one has another shape or dtype
    public G apply(TensorTuple inputs, Object sens) {
        if (!this.sens) {
            throw new IllegalStateException("apply: sens: the operation was made without a sensitivity; call sensParam() on it");
        }
        return gradient(inputs.toArray(Tensor[]::new), sens);
    }

    @Override
    G run(Tensor... inputs) {
        if (!sens) {
            return gradient(inputs, null);
        }
        if (inputs.length == 0) {
            throw new IllegalArgumentException("apply: inputs: expected the sensitivity as the last one, got none");
        }
        return gradient(Arrays.copyOf(inputs, inputs.length - 1), inputs[inputs.length - 1]);
    }

    private G gradient(Tensor[] inputs, @Nullable Object sensitivity) {
        return Untyped.cast(Derivatives.gradient("GradOperation", f, wrt, Outputs.ALL, sensitivity, (Object[]) inputs).grad());
    }

    @Override
    @Nullable
    CellOf<?> origin() {
        return origin;
    }

    /// What this is, for someone who forgot to apply it.
    @Override
    public String toString() {
        return "GradOperation(..): a function, not yet applied; call apply(..) on it";
    }
}
