package org.leibniz.transform;

import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leibniz.DType;
import org.leibniz.caller.UserLine;
import org.leibniz.ir.Value;

/// Derivatives by integers and truth values: the one rule for all operators. Every derivative by such an input is
/// computed in floats ([DType#tangent]); operators differ only in what they hand out: those of MindSpore what MindSpore
/// does, which the log says once.
///
/// | operator | dtype of a derivative by an integer |
/// |---|---|
/// | `grad`, `valueAndGrad`, `GradOperation`, `vjp` | [#TRUNCATED]: the input's; fractions are cut off, said once |
/// | `jvp`, `linearize`, `hvp`, `jacfwd`, `jacrev`, `hessian` | [#FLOATING] |
public enum ByInteger {
    /// In the dtype of the input.
    TRUNCATED,
    /// In floats, as computed.
    FLOATING;

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /// What an operator hands out.
    ///
    /// @param dtype the dtype of the input
    /// @param derivative the derivative by it, floating
    /// @return the derivative, of the input's dtype or of that of its tangents
    public Value given(DType dtype, Value derivative) {
        Value floating = derivative.cast(dtype.tangent());
        if (this == FLOATING || dtype.isFloating()) {
            return floating;
        }
        if (!floating.isZero()) {
            tell(dtype);
        }
        // it loses its fraction, but not its own derivative: the gradient of a gradient by an integer is right
        return CustomRule.jvp(x -> Fun.one(x[0].cast(dtype)), Fun.one(floating), xyt -> Fun.one(xyt[2]))[0];
    }

    private static void tell(DType dtype) {
        if (!TOLD.getAndSet(true)) {
            System.getLogger("org.leibniz").log(Logger.Level.WARNING,
                    "a gradient by an input of dtype " + dtype + " has that dtype, so its"
                            + " fractions are cut off" + UserLine.here()
                            + ": differentiate by floats, as in grad(f).apply(x.cast(DType.FLOAT32)), or take"
                            + " jacrev or jvp, which stay floating (said once)");
        }
    }
}
