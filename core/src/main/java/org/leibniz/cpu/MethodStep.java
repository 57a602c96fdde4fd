package org.leibniz.cpu;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An operation that is a program of its own. What it is given may be part of what it returns.
///
/// @param in the values of its operands
/// @param out the values of its results
record MethodStep(Compiled program, int[] in, int[] out) implements Step {
    @Override
    public void run(State state) {
        Object[] x = new Object[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = state.values[in[i]];
        }
        Object[] y = program.run(x);
        for (int i = 0; i < y.length; i++) {
            state.values[out[i]] = y[i];
        }
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        return 100 + program.bytes(parts);
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
