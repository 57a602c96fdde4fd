package org.leibniz.cpu;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.memory.Sized;

/// One thing that an executable does: reads values and writes others. Steps keep nothing of a run; what they need
/// meanwhile is in the state.
public interface Step extends Sized {
    /// Runs it on the values of a run.
    void run(State state);

    /// About what most take.
    @Override
    default long bytes(Consumer<@Nullable Object> parts) {
        return 300;
    }
}
