package org.leibniz.cpu;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A program all of whose values have few elements, as methods of a generated class: every element a local variable,
/// branches are branches, loops are loops.
public abstract class SmallProgram extends Compiled {
    /// Bytes of a generated class and its machine code, about.
    private static final int GENERATED = 20_000;

    /// What it runs as a whole, by number: operations of its plan that are not written out.
    protected final Compiled[] parts;

    /// For what is generated.
    protected SmallProgram(Compiled[] parts) {
        this.parts = parts;
    }

    @Override
    public final long bytes(Consumer<@Nullable Object> programs) {
        long sum = GENERATED;
        for (var p : parts) {
            sum += p.bytes(programs);
        }
        return sum;
    }

    @Override
    public final String toString() {
        var b = new StringBuilder("one method");
        for (var p : parts) {
            b.append(", and\n").append(p);
        }
        return b.toString();
    }
}
