package org.leibniz;

import java.util.Arrays;
import org.leibniz.array.Axes;
import org.leibniz.operator.Mapping;

/// Which axes [Leibniz#vmap(TensorFn1, MappedAxes)] maps over: made by [Leibniz#inAxes(int...)].
///
/// ```java
/// vmap(grad(loss), inAxes(NONE, 0, 0)).apply(w, xs, ys);      // w for all, a row of xs and of ys each
/// vmap(f, inAxes(1).outAxes(1)).apply(columns);
/// ```
public final class MappedAxes {
    /// The input is the same for all.
    private final int[] in;
    private final int[] out;

    MappedAxes(int[] in, int[] out) {
        this.in = in.clone();
        this.out = out.clone();
    }

    /// Says where the mapped axis stands in the results.
    ///
    /// @param axes one for all tensors of the result, or one for each; from 0 or negative from the end
    /// @return these axes with those of the results
    /// @throws IllegalArgumentException if none is given, or [Leibniz#NONE]
    public MappedAxes outAxes(int... axes) {
        if (Axes.given(axes).length == 0) {
            throw new IllegalArgumentException("outAxes: axes: expected one for all results or one for each, got none");
        }
        if (Arrays.stream(axes).anyMatch(a -> a == Mapping.NONE)) {
            throw new IllegalArgumentException(
                    "outAxes: axes: expected numbers, got NONE: every result has the mapped axis; take its first "
                            + "entry with get(0)");
        }
        return new MappedAxes(in, axes);
    }

    /// The axes of the inputs.
    ///
    /// @return one for all, or one for each
    public int[] in() {
        return in.clone();
    }

    /// The axes of the results.
    ///
    /// @return one for all, or one for each
    public int[] out() {
        return out.clone();
    }
}
