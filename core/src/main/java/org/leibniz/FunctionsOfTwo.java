package org.leibniz;

// made of Tensor by Overloads: change that
import org.leibniz.caller.Given;
import org.leibniz.ir.ScalarFn;

/// Functions of two operands that are methods of the first; use them by way of [Leibniz], which has all functions.
class FunctionsOfTwo extends Broadcasting {
    FunctionsOfTwo() {}

    /// As [Tensor#add(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a + b`
    public static Tensor add(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.ADD, a, b);
    }

    /// As [Tensor#sub(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a - b`
    public static Tensor sub(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.SUB, a, b);
    }

    /// As [Tensor#mul(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a * b`
    public static Tensor mul(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MUL, a, b);
    }

    /// As [Tensor#div(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a / b`, float32 for integers
    public static Tensor div(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.DIV, a, b);
    }

    /// As [Tensor#pow(Tensor)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @return `a` to the power of `b`
    public static Tensor pow(Tensor a, Tensor b) {
        return Given.tensor(a, "a").pow(Given.tensor(b, "b"));
    }

    /// As [Tensor#pow(Tensor)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @return `a` to the power of `b`
    public static Tensor pow(Tensor a, Number b) {
        return Given.tensor(a, "a").pow(Given.number(b, "b"));
    }

    /// As [Tensor#pow(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `a` to the power of `b`
    public static Tensor pow(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.POW, a, b);
    }

    /// As [Tensor#maximum(Tensor)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @return `max(this, b)`
    public static Tensor maximum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").maximum(Given.tensor(b, "b"));
    }

    /// As [Tensor#maximum(Tensor)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @return `max(this, b)`
    public static Tensor maximum(Tensor a, Number b) {
        return Given.tensor(a, "a").maximum(Given.number(b, "b"));
    }

    /// As [Tensor#maximum(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `max(this, b)`
    public static Tensor maximum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MAX, a, b);
    }

    /// As [Tensor#minimum(Tensor)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @return `min(this, b)`
    public static Tensor minimum(Tensor a, Tensor b) {
        return Given.tensor(a, "a").minimum(Given.tensor(b, "b"));
    }

    /// As [Tensor#minimum(Tensor)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @return `min(this, b)`
    public static Tensor minimum(Tensor a, Number b) {
        return Given.tensor(a, "a").minimum(Given.number(b, "b"));
    }

    /// As [Tensor#minimum(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return `min(this, b)`
    public static Tensor minimum(Number a, Tensor b) {
        return Arithmetic.apply(ScalarFn.MIN, a, b);
    }

    /// As [Tensor#isClose(Tensor)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @return truth values, inside `jit` and `vmap` as well
    public static Tensor isClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"));
    }

    /// As [Tensor#isClose(Tensor)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @return truth values, inside `jit` and `vmap` as well
    public static Tensor isClose(Tensor a, Number b) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"));
    }

    /// As [Tensor#isClose(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return truth values, inside `jit` and `vmap` as well
    public static Tensor isClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b);
    }

    /// As [Tensor#isClose(Tensor, double, double)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// As [Tensor#isClose(Tensor, double, double)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").isClose(Given.number(b, "b"), rtol, atol);
    }

    /// As [Tensor#isClose(Tensor, double, double)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).isClose(b, rtol, atol);
    }

    /// As [Tensor#isClose(Tensor, double, double, boolean)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public static Tensor isClose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return Given.tensor(a, "a").isClose(Given.tensor(b, "b"), rtol, atol, equalNan);
    }

    /// As [Tensor#allClose(Tensor)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @return true if they are; of no elements, too
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(other).all()` is the answer
    ///     as a tensor
    public static boolean allClose(Tensor a, Tensor b) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"));
    }

    /// As [Tensor#allClose(Tensor)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @return true if they are; of no elements, too
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(other).all()` is the answer
    ///     as a tensor
    public static boolean allClose(Tensor a, Number b) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"));
    }

    /// As [Tensor#allClose(Tensor)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @return true if they are; of no elements, too
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(other).all()` is the answer
    ///     as a tensor
    public static boolean allClose(Number a, Tensor b) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b);
    }

    /// As [Tensor#allClose(Tensor, double, double)].
    ///
    /// @param a the left operand
    /// @param b the right operand
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Tensor b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.tensor(b, "b"), rtol, atol);
    }

    /// As [Tensor#allClose(Tensor, double, double)], with a number.
    ///
    /// @param a the left operand
    /// @param b the right operand, a number, which takes a's dtype
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Tensor a, Number b, double rtol, double atol) {
        return Given.tensor(a, "a").allClose(Given.number(b, "b"), rtol, atol);
    }

    /// As [Tensor#allClose(Tensor, double, double)], with a number on the left.
    ///
    /// @param a the left operand, a number, which takes b's dtype
    /// @param b the right operand
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public static boolean allClose(Number a, Tensor b, double rtol, double atol) {
        return Closeness.number(Given.tensor(b, "b"), Given.number(a, "a")).allClose(b, rtol, atol);
    }

    /// As [Tensor#allClose(Tensor, double, double, boolean)].
    ///
    /// @param a the left operand
    /// @param b the right operand
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
