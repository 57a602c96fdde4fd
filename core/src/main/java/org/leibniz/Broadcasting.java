package org.leibniz;

import org.leibniz.array.Numbers;
import org.leibniz.array.Promotion;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;

/// Functions of the elements of several operands, tensors and numbers, which broadcast; use them by way of [Leibniz],
/// which has all functions.
class Broadcasting extends Elementwise {
    Broadcasting() {}

    // ---- two arguments

    /// The angle of the point `(x, y)`, counted from the x axis.
    ///
    /// @param y the height
    /// @param x the length
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Tensor y, Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.tensor(y, "y"), Given.tensor(x, "x"));
    }

    /// The angle of the point `(x, y)`, with a number as the length.
    ///
    /// @param y the height
    /// @param x the length, a number
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Tensor y, Number x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.tensor(y, "y"), Given.number(x, "x"));
    }

    /// The angle of the point `(x, y)`, with a number as the height.
    ///
    /// @param y the height, a number
    /// @param x the length
    /// @return the angle in `[-π, π]`
    public static Tensor atan2(Number y, Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN2, Given.number(y, "y"), Given.tensor(x, "x"));
    }

    /// Elements kept within bounds. The derivative is 1 between the bounds and on them, 0 outside; NaN stays.
    ///
    /// @param x the argument
    /// @param low the lower bound
    /// @param high the upper bound
    /// @return `low` where x is below it, `high` where x is above it, else x
    /// @throws IllegalArgumentException if `low` is above `high`, or x's dtype cannot hold one of them
    public static Tensor clip(Tensor x, Number low, Number high) {
        if (Given.number(low, "low").doubleValue() > Given.number(high, "high").doubleValue()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected low up to high, got " + low + " and " + high);
        }
        Value v = Given.tensor(x, "x").read();
        return clip(x, new Tensor(Promotion.number(low, v)), new Tensor(Promotion.number(high, v)));
    }

    /// Elements kept within bounds that are tensors.
    ///
    /// @param x the argument
    /// @param low the lower bounds
    /// @param high the upper bounds, not below the lower ones
    /// @return `low` where x is below it, `high` where x is above it, else x
    public static Tensor clip(Tensor x, Tensor low, Tensor high) {
        Tensor raised = where(Given.tensor(x, "x").lt(Given.tensor(low, "low")), low, x);
        return where(raised.gt(Given.tensor(high, "high")), high, raised);
    }

    // ---- choices

    /// A choice for each element: `where(x.gt(0), x, y)`. What is not chosen has no part in the derivative, but is
    /// computed: a NaN there becomes a NaN in derivatives, so guard the argument as well, as in `where(ok,
    /// log(where(ok, x, 1)), 0)`.
    ///
    /// @param condition truth values
    /// @param a what is taken where the condition is true
    /// @param b what is taken elsewhere
    /// @return the choice, of the promoted dtype of a and b
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Arithmetic.where(condition, Given.tensor(a, "a").read(), Given.tensor(b, "b").read());
    }

    /// A choice between tensor and number.
    ///
    /// @param condition truth values
    /// @param a what is taken where the condition is true
    /// @param b a number, which takes a's dtype
    /// @return the choice
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Tensor a, Number b) {
        Value v = Given.tensor(a, "a").read();
        return Arithmetic.where(condition, v, Promotion.number(Given.number(b, "b"), v));
    }

    /// A choice between number and tensor.
    ///
    /// @param condition truth values
    /// @param a a number, which takes b's dtype
    /// @param b what is taken where the condition is false
    /// @return the choice
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL or the shapes do not broadcast
    public static Tensor where(Tensor condition, Number a, Tensor b) {
        Value v = Given.tensor(b, "b").read();
        return Arithmetic.where(condition, Promotion.number(Given.number(a, "a"), v), v);
    }

    /// A choice between two numbers.
    ///
    /// @param condition truth values
    /// @param a a number, taken where the condition is true
    /// @param b a number, taken elsewhere
    /// @return the choice: of the dtype that the numbers make, float64 of doubles, float32 of floats, int32 of ints,
    ///     int64 of longs; promoted
    /// @throws IllegalArgumentException if the condition is not of dtype BOOL
    public static Tensor where(Tensor condition, Number a, Number b) {
        return Arithmetic.where(condition, Numbers.literal(Given.number(a, "a")),
                Numbers.literal(Given.number(b, "b")));
    }

}
