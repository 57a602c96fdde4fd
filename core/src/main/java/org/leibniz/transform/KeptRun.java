package org.leibniz.transform;

import org.leibniz.ir.Program;
import org.leibniz.ir.Value;

/// A function that has run, with what its derivative there needs of the run: residuals were kept, nothing is computed
/// again.
public abstract class KeptRun {
    final Program program;
    final Linearize.Split split;
    final Value[] residuals;
    final int differentiated;
    private final Value[] outputs;

    KeptRun(Differentiated call, Linearize.Split split, Value[] ofPrimal, int differentiated) {
        this.program = call.program();
        this.split = split;
        this.residuals = split.residuals(ofPrimal);
        this.differentiated = differentiated;
        this.outputs = call.outputs(split.outputs(ofPrimal));
    }

    /// The value of the function.
    public final Value[] outputs() {
        return outputs.clone();
    }

    /// What of the run it keeps.
    ///
    /// @return values that each call uses
    public final Value[] kept() {
        return residuals.clone();
    }
}
