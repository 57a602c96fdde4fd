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

    /// The sum, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a + b`
    public static Tensor add(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.ADD, a, b);
    }

    /// The difference, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a - b`
    public static Tensor sub(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.SUB, a, b);
    }

    /// The product, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a b`
    public static Tensor mul(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MUL, a, b);
    }

    /// The quotient, with a number on the left. Integers are divided as float32.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a / b`
    public static Tensor div(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.DIV, a, b);
    }

    /// The power, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return `aᵇ`
    public static Tensor pow(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.POW, a, b);
    }

    /// The larger of a number and each element, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return the larger of a and b
    public static Tensor maximum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MAX, a, b);
    }

    /// The smaller of a number and each element, with a number on the left.
    ///
    /// @param a a number, which takes b's dtype
    /// @param b the right operand
    /// @return the smaller of a and b
    public static Tensor minimum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MIN, a, b);
    }

    /// The larger of two elements; see [Tensor#maximum(Tensor)].
    ///
    /// @param a one operand
    /// @param b the other
    /// @return `max(a, b)`
    public static Tensor maximum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").maximum(Given.tensor(b, "b"));
    }

    /// The larger of two elements, with a number on the right; see [Tensor#maximum(Number)].
    ///
    /// @param a one operand
    /// @param b the other, a number
    /// @return `max(a, b)`
    public static Tensor maximum(Tensor a, Number b) {
        return Given.tensor(a, "a").maximum(Given.number(b, "b"));
    }

    /// The smaller of two elements; see [Tensor#minimum(Tensor)].
    ///
    /// @param a one operand
    /// @param b the other
    /// @return `min(a, b)`
    public static Tensor minimum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").minimum(Given.tensor(b, "b"));
    }

    /// The smaller of two elements, with a number on the right; see [Tensor#minimum(Number)].
    ///
    /// @param a one operand
    /// @param b the other, a number
    /// @return `min(a, b)`
    public static Tensor minimum(Tensor a, Number b) {
        return Given.tensor(a, "a").minimum(Given.number(b, "b"));
    }

    /// The power; see [Tensor#pow(Tensor)].
    ///
    /// @param a the base
    /// @param b the exponent
    /// @return `aᵇ`
    public static Tensor pow(Tensor a, Tensor b) {
        return Given.tensor(a, "a").pow(Given.tensor(b, "b"));
    }

    /// The power, with a number on the right; see [Tensor#pow(Number)].
    ///
    /// @param a the base
    /// @param b the exponent, a number
    /// @return `aᵇ`
    public static Tensor pow(Tensor a, Number b) {
        return Given.tensor(a, "a").pow(Given.number(b, "b"));
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

    /// Whether elements of two tensors are close: `|a - b| <= atol + rtol |b|`, with `rtol` 1e-5 and `atol` 1e-8; see
    /// [Tensor#isClose(Tensor)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast
    public static Tensor isClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"));
    }

    /// Whether elements of two tensors are close; see [Tensor#isClose(Tensor, double, double)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// Whether elements are close to a number; see [Tensor#isClose(Number)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @return truth values
    public static Tensor isClose(Tensor a, Number b) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"));
    }

    /// Whether elements are close to a number; see [Tensor#isClose(Number, double, double)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"), rtol, atol);
    }

    /// Whether elements are close, with a number on the left; see [Tensor#isClose(Tensor)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @return truth values
    public static Tensor isClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b);
    }

    /// Whether elements are close, with a number on the left; see [Tensor#isClose(Tensor, double, double)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    public static Tensor isClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b, rtol, atol);
    }

    /// Whether elements of two tensors are close; see [Tensor#isClose(Tensor, double, double, boolean)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol, equalNan);
    }

    /// Whether all elements of two tensors are close, an answer for tests and Java's `if`; see
    /// [Tensor#allClose(Tensor)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(a, b).all()` is the answer as
    ///     a tensor
    public static boolean allClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"));
    }

    /// Whether all elements of two tensors are close; see [Tensor#allClose(Tensor, double, double)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// Whether all elements are close to a number; see [Tensor#allClose(Number)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @return true if they are
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Number b) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"));
    }

    /// Whether all elements are close to a number; see [Tensor#allClose(Number, double, double)].
    ///
    /// @param a a tensor
    /// @param b a number, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"), rtol, atol);
    }

    /// Whether all elements are close, with a number on the left; see [Tensor#allClose(Tensor)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @return true if they are
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b);
    }

    /// Whether all elements are close, with a number on the left; see [Tensor#allClose(Tensor, double, double)].
    ///
    /// @param a a number
    /// @param b a tensor, by which the tolerance is measured
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are
    /// @throws IllegalArgumentException if a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b, rtol, atol);
    }

    /// Whether all elements of two tensors are close; see [Tensor#allClose(Tensor, double, double, boolean)].
    ///
    /// @param a one tensor
    /// @param b the other, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"), rtol, atol, equalNan);
    }
}
