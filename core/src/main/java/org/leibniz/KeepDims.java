package org.leibniz;

import java.util.Arrays;
import org.leibniz.array.Axes;

/// Axes that a reduction leaves in place with an extent of 1, so that its result broadcasts against the original:
/// `x.sub(x.mean(keepDims(1)))`. Made by [Ops#keepDims(int...)].
public final class KeepDims {
    private final int[] axes;

    KeepDims(int... axes) {
        this.axes = Axes.given(axes).clone();
    }

    /// The axes that it was made of.
    ///
    /// @return a copy
    public int[] axes() {
        return axes.clone();
    }

    /// The call that made it, such as `keepDims(1)`.
    @Override
    public String toString() {
        String list = Arrays.toString(axes);
        return "keepDims(" + list.substring(1, list.length() - 1) + ")";
    }
}
