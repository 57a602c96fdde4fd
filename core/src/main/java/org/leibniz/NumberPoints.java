package org.leibniz;

import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;

/// Derivatives at numbers, as `grad(f).apply(1.0)` is the gradient at one; use them by way of [Leibniz], which has all
/// functions.
///
/// A number is a 0-d tensor, float64 of a `double`, float32 of a `float`; a whole one stands for a real one, as in
/// [TensorFn1#apply(int)]: `vjp(f, 2)` is `vjp(f, 2.0)`. Everything else is as it is for tensors. Vectors are points by
/// `Tensor.of(..)`. `jvp` of several inputs takes the numbers and then their tangents, `jvp(f, x, y, dx, dy)`, since
/// `tuple(1.0, 2.0)` is a pair of Java's numbers. Kotlin wants the type of the lambda: `vjp({ x: Tensor -> sin(x) },
/// 1.0)`.
@SuppressWarnings("overloads") // functions of one to four inputs, told apart by the count of numbers
public class NumberPoints extends Hessians {
    NumberPoints() {}

    // ---- vjp

    /// As [#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, double x) {
        return vjp(f, Tensor.scalar(x));
    }

    /// As [#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, float x) {
        return vjp(f, Tensor.scalar(x));
    }

    /// As [#vjp(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tensor> vjp(TensorFn1<R> f, long x) {
        return vjp(f, (double) x);
    }

    /// As [#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, double x, double y) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, float x, float y) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [#vjp(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple2<Tensor, Tensor>> vjp(TensorFn2<R> f, long x, long y) {
        return vjp(f, (double) x, (double) y);
    }

    /// As [#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, double x, double y, double z) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, float x, float y, float z) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [#vjp(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple3<Tensor, Tensor, Tensor>> vjp(TensorFn3<R> f, long x, long y, long z) {
        return vjp(f, (double) x, (double) y, (double) z);
    }

    /// As [#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, double x, double y, double z,
            double w) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, float x, float y, float z,
            float w) {
        return vjp(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [#vjp(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R> Vjp<R, Tuple4<Tensor, Tensor, Tensor, Tensor>> vjp(TensorFn4<R> f, long x, long y, long z,
            long w) {
        return vjp(f, (double) x, (double) y, (double) z, (double) w);
    }

    /// As [#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient
    /// @param f the function
    /// @param wrt with respect to what
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, double x) {
        return vjp(f, wrt, Tensor.scalar(x));
    }

    /// As [#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient
    /// @param f the function
    /// @param wrt with respect to what
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, float x) {
        return vjp(f, wrt, Tensor.scalar(x));
    }

    /// As [#vjp(TensorFn1, Wrt, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient
    /// @param f the function
    /// @param wrt with respect to what
    /// @param x where, a whole number, which stands for a real one
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(TensorFn1<R> f, Wrt<G> wrt, long x) {
        return vjp(f, wrt, (double) x);
    }

    /// As [#vjp(CellOf, Wrt, Tensor...)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param <G> the type of the gradient
    /// @param net the cell
    /// @param wrt with respect to what
    /// @param x where, a number of the dtype that [CellOf#apply(Number)] makes
    /// @return value and pullback
    public static <R, G> Vjp<R, G> vjp(CellOf<R> net, Wrt<G> wrt, Number x) {
        return vjp(net, wrt, UserCall.given(net, "net: expected a cell").number("vjp", Given.number(x, "x")));
    }

    /// As [#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, double x) {
        return vjpAux(f, Tensor.scalar(x));
    }

    /// As [#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, float x) {
        return vjpAux(f, Tensor.scalar(x));
    }

    /// As [#vjpAux(TensorFn1, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value, pullback and the second component
    public static <X> VjpAux<Tensor, X> vjpAux(TensorFn1<Tuple2<Tensor, X>> f, long x) {
        return vjpAux(f, (double) x);
    }

    // ---- jvp

    /// As [#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// ```java
    /// IO.println(jvp(x -> sin(x), 0.5, 1.0).tangent());        // 0.8775825618903728
    /// ```
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param dx its tangent, alike
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, double x, double dx) {
        return jvp(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param dx its tangent, alike
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, float x, float dx) {
        return jvp(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @param dx its tangent, alike
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn1<R> f, long x, long dx) {
        return jvp(f, (double) x, (double) dx);
    }

    /// As [#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, double x, double y, double dx, double dy) {
        return jvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(dx), Tensor.scalar(dy)));
    }

    /// As [#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, float x, float y, float dx, float dy) {
        return jvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(dx), Tensor.scalar(dy)));
    }

    /// As [#jvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, long x, long y, long dx, long dy) {
        return jvp(f, (double) x, (double) y, (double) dx, (double) dy);
    }

    /// As [#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, double x, double y, double z, double dx, double dy, double dz) {
        return jvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz)));
    }

    /// As [#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, float x, float y, float z, float dx, float dy, float dz) {
        return jvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz)));
    }

    /// As [#jvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, long x, long y, long z, long dx, long dy, long dz) {
        return jvp(f, (double) x, (double) y, (double) z, (double) dx, (double) dy, (double) dz);
    }

    /// As [#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @param dw the tangent of the fourth input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, double x, double y, double z, double w, double dx, double dy,
            double dz, double dw) {
        return jvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz), Tensor.scalar(dw)));
    }

    /// As [#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @param dw the tangent of the fourth input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, float x, float y, float z, float w, float dx, float dy, float dz,
            float dw) {
        return jvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(dx), Tensor.scalar(dy), Tensor.scalar(dz), Tensor.scalar(dw)));
    }

    /// As [#jvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then their tangents.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @param dx the tangent of the first input
    /// @param dy the tangent of the second input
    /// @param dz the tangent of the third input
    /// @param dw the tangent of the fourth input
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, long x, long y, long z, long w, long dx, long dy, long dz, long dw) {
        return jvp(f, (double) x, (double) y, (double) z, (double) w, (double) dx, (double) dy, (double) dz,
                (double) dw);
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param dx its tangent, alike
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, double x, double dx) {
        return jvpAux(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param dx its tangent, alike
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, float x, float dx) {
        return jvpAux(f, Tensor.scalar(x), Tensor.scalar(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], at a number.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @param dx its tangent, alike
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, long x, long dx) {
        return jvpAux(f, (double) x, (double) dx);
    }

    // ---- linearize

    /// As [#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, double x) {
        return linearize(f, Tensor.scalar(x));
    }

    /// As [#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, float x) {
        return linearize(f, Tensor.scalar(x));
    }

    /// As [#linearize(TensorFn1, Tensor)], at a number.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, long x) {
        return linearize(f, (double) x);
    }

    /// As [#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, double x, double y) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, float x, float y) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [#linearize(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, long x, long y) {
        return linearize(f, (double) x, (double) y);
    }

    /// As [#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, double x, double y,
            double z) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, float x, float y,
            float z) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [#linearize(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, long x, long y, long z) {
        return linearize(f, (double) x, (double) y, (double) z);
    }

    /// As [#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, double x,
            double y, double z, double w) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, float x, float y,
            float z, float w) {
        return linearize(f, Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w));
    }

    /// As [#linearize(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, long x, long y,
            long z, long w) {
        return linearize(f, (double) x, (double) y, (double) z, (double) w);
    }

    // ---- hvp

    /// As [#hvp(TensorFn1, Tensor, Tensor)], at a number: the second derivative times another.
    ///
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float64 tensor
    /// @param v the factor, alike
    /// @return the product
    public static Tensor hvp(TensorFn1<Tensor> f, double x, double v) {
        return hvp(f, Tensor.scalar(x), Tensor.scalar(v));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], at a number: the second derivative times another.
    ///
    /// @param f the function
    /// @param x where, a number, taken as a 0-d float32 tensor
    /// @param v the factor, alike
    /// @return the product
    public static Tensor hvp(TensorFn1<Tensor> f, float x, float v) {
        return hvp(f, Tensor.scalar(x), Tensor.scalar(v));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], at a number: the second derivative times another.
    ///
    /// @param f the function
    /// @param x where, a whole number, which stands for a real one
    /// @param v the factor, alike
    /// @return the product
    public static Tensor hvp(TensorFn1<Tensor> f, long x, long v) {
        return hvp(f, (double) x, (double) v);
    }

    /// As [#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, double x, double y, double vx, double vy) {
        return hvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(vx), Tensor.scalar(vy)));
    }

    /// As [#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, float x, float y, float vx, float vy) {
        return hvp(f, new Tuple2<>(Tensor.scalar(x), Tensor.scalar(y)),
                new Tuple2<>(Tensor.scalar(vx), Tensor.scalar(vy)));
    }

    /// As [#hvp(TensorFn2, Tuple2, Tuple2)], at two numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, long x, long y, long vx, long vy) {
        return hvp(f, (double) x, (double) y, (double) vx, (double) vy);
    }

    /// As [#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, double x, double y, double z, double vx,
            double vy, double vz) {
        return hvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz)));
    }

    /// As [#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, float x, float y, float z, float vx, float vy,
            float vz) {
        return hvp(f, new Tuple3<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z)),
                new Tuple3<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz)));
    }

    /// As [#hvp(TensorFn3, Tuple3, Tuple3)], at three numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, long x, long y, long z, long vx, long vy,
            long vz) {
        return hvp(f, (double) x, (double) y, (double) z, (double) vx, (double) vy, (double) vz);
    }

    /// As [#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float64 tensor
    /// @param y the second input, a number, taken as a 0-d float64 tensor
    /// @param z the third input, a number, taken as a 0-d float64 tensor
    /// @param w the fourth input, a number, taken as a 0-d float64 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @param vw the part of the vector for the fourth input
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, double x, double y, double z,
            double w, double vx, double vy, double vz, double vw) {
        return hvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz), Tensor.scalar(vw)));
    }

    /// As [#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a number, taken as a 0-d float32 tensor
    /// @param y the second input, a number, taken as a 0-d float32 tensor
    /// @param z the third input, a number, taken as a 0-d float32 tensor
    /// @param w the fourth input, a number, taken as a 0-d float32 tensor
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @param vw the part of the vector for the fourth input
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, float x, float y, float z, float w,
            float vx, float vy, float vz, float vw) {
        return hvp(f, new Tuple4<>(Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z), Tensor.scalar(w)),
                new Tuple4<>(Tensor.scalar(vx), Tensor.scalar(vy), Tensor.scalar(vz), Tensor.scalar(vw)));
    }

    /// As [#hvp(TensorFn4, Tuple4, Tuple4)], at four numbers: the inputs, then the parts of the vector.
    ///
    /// @param f the function
    /// @param x the first input, a whole number, which stands for a real one
    /// @param y the second input, a whole number, which stands for a real one
    /// @param z the third input, a whole number, which stands for a real one
    /// @param w the fourth input, a whole number, which stands for a real one
    /// @param vx the part of the vector for the first input
    /// @param vy the part of the vector for the second input
    /// @param vz the part of the vector for the third input
    /// @param vw the part of the vector for the fourth input
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f, long x, long y, long z, long w,
            long vx, long vy, long vz, long vw) {
        return hvp(f, (double) x, (double) y, (double) z, (double) w, (double) vx, (double) vy, (double) vz,
                (double) vw);
    }
}
