package org.leibniz;

import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;

/// One entry of an index list: `x.get(ALL, at(1), slice(0, 9, 2))`.
///
/// | written | takes | the axis |
/// |---|---|---|
/// | `at(2)`, `at(-1)` | one element | vanishes |
/// | `from(1)`, `until(-1)`, `slice(0, 9)`, `slice(0, 9, 2)`, `ALL` | a range, cut to what is there | stays |
/// | `at(tensor)` | the elements at integer positions | becomes the axes of the tensor |
/// | `ELLIPSIS` | as many `ALL` as are missing | stay |
/// | `NEW_AXIS` | nothing | appears with extent 1 |
///
/// Axes that are not mentioned are taken whole. Several tensors are broadcast against each other and used together, as
/// in NumPy: their axes stand where the first of them stood, or in front if something other than `at(..)` is between
/// them.
///
/// The entries are made by the functions of [Ops].
public sealed interface Index {
    /// One position.
    ///
    /// @param i from 0, or negative from the end
    record Position(int i) implements Index {}

    /// The positions `from, from + step, ..` before `to`.
    ///
    /// @param from the first, or negative from the end
    /// @param to one past the last, or negative from the end; `Integer.MAX_VALUE` is past the end of every axis
    /// @param step 1 or more
    record Range(int from, int to, int step) implements Index {
        /// Checks the step.
        ///
        /// @throws IllegalArgumentException if the step is not positive
        public Range {
            if (step < 1) {
                throw new IllegalArgumentException(UserCall.method() + ": expected a step of 1 or more, got " + step
                        + "; reverse an axis with flip(axis)");
            }
        }
    }

    /// Positions that a tensor holds.
    ///
    /// @param positions integers, from 0 or negative from the end
    record Positions(Tensor positions) implements Index {
        /// Checks the dtype.
        ///
        /// @throws IllegalArgumentException if the tensor does not hold integers
        public Positions {
            if (Given.tensor(positions, "positions").dtype() == DType.BOOL) {
                throw new IllegalArgumentException(
                        UserCall.method()
                                + ": expected integer positions, got a mask of dtype BOOL, which selects a number of"
                                + " elements that is known only at run time; use where(mask, a, b)");
            }
            if (!positions.dtype().isInteger()) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected integer positions, got dtype " + positions.dtype()
                                + "; convert them with cast(DType.INT32)");
            }
        }
    }

    /// Entries without arguments.
    enum Marker implements Index {
        /// As many whole axes as the other entries leave over.
        ELLIPSIS,
        /// An axis of extent 1 that was not there.
        NEW_AXIS
    }
}
