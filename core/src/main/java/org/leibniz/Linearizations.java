package org.leibniz;

import java.util.function.Function;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Products with Jacobians, tangents pushed forward, and products with Hessians; use them by way of [Leibniz], which
/// has all functions.
///
/// Overloads by arity as in [Gradients].
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public class Linearizations extends Pullbacks {
    Linearizations() {}

    // ---- jvp: tangents forward

    /// The value of a function with its derivative along a tangent, by forward mode: at about twice the cost of the
    /// function, for any number of results.
    ///
    /// ```java
    /// Tensor slope = jvp(x -> sin(x), x, onesLike(x)).tangent();
    /// var both = jvp((x, y) -> x.mul(y), tuple(x, y), tuple(dx, dy));
    /// ```
    ///
    /// Source: MindSpore's `mindspore.jvp`, there by two reverse passes.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent, of its shape and dtype
    /// @return value and tangent
    /// @throws IllegalArgumentException if a tangent has another shape or dtype than its input
    public static <R> Jvp<R> jvp(TensorFn1<R> f, Tensor x, Tensor dx) {
        return jvp("jvp", Untyped.of("jvp", f), one(x), one(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn2<R> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn3<R> f, Tuple3<Tensor, Tensor, Tensor> x, Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <R> Jvp<R> jvp(TensorFn4<R> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x,
            Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent, a tree of its form
    /// @return value and tangent
    public static <A, R> Jvp<R> jvp(Fn1<A, R> f, A x, A dx) {
        return jvp("jvp", Untyped.of("jvp", f), one(x), one(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, R> Jvp<R> jvp(Fn2<A, B, R> f, Tuple2<A, B> x, Tuple2<A, B> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, C, R> Jvp<R> jvp(Fn3<A, B, C, R> f, Tuple3<A, B, C> x, Tuple3<A, B, C> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value and tangent
    public static <A, B, C, D, R> Jvp<R> jvp(Fn4<A, B, C, D, R> f, Tuple4<A, B, C, D> x, Tuple4<A, B, C, D> dx) {
        return jvp("jvp", Untyped.of("jvp", f), all(x), all(dx));
    }

    /// As [#jvp(TensorFn1, Tensor, Tensor)], of a function that returns a pair: a tensor, which is differentiated, and
    /// something else, which is returned as it is.
    ///
    /// Source: `has_aux=True` of MindSpore's `jvp`.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn1<Tuple2<Tensor, X>> f, Tensor x, Tensor dx) {
        return jvpAux(Untyped.of("jvpAux", f), one(x), one(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn2<Tuple2<Tensor, X>> f, Tuple2<Tensor, Tensor> x,
            Tuple2<Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn3<Tuple2<Tensor, X>> f, Tuple3<Tensor, Tensor, Tensor> x,
            Tuple3<Tensor, Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the inputs
    /// @param dx their tangents
    /// @return value, tangent and the second component
    public static <X> JvpAux<X> jvpAux(TensorFn4<Tuple2<Tensor, X>> f, Tuple4<Tensor, Tensor, Tensor, Tensor> x,
            Tuple4<Tensor, Tensor, Tensor, Tensor> dx) {
        return jvpAux(Untyped.of("jvpAux", f), all(x), all(dx));
    }

    /// As [#jvpAux(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <X> the type of the second component
    /// @param f the function
    /// @param x the input
    /// @param dx its tangent
    /// @return value, tangent and the second component
    public static <A, X> JvpAux<X> jvpAux(Fn1<A, Tuple2<Tensor, X>> f, A x, A dx) {
        return jvpAux(Untyped.of("jvpAux", f), one(x), one(dx));
    }

    private static Object[] one(Object x) {
        return new Object[]{x};
    }

    private static Object[] all(Record tuple) {
        return switch (UserCall.given(tuple,
                "the inputs and what goes with them: expected a tuple(..) of one an input")) {
            case Tuple2(var a, var b) -> new Object[]{a, b};
            case Tuple3(var a, var b, var c) -> new Object[]{a, b, c};
            case Tuple4(var a, var b, var c, var d) -> new Object[]{a, b, c, d};
            default -> throw new IllegalStateException(tuple + " is no tuple");
        };
    }

    private static <R> Jvp<R> jvp(String what, Untyped f, Object[] x, Object[] dx) {
        return Untyped.cast(Derivatives.jvp(what, f, Outputs.ALL, x, dx));
    }

    private static <X> JvpAux<X> jvpAux(Untyped f, Object[] x, Object[] dx) {
        var r = Derivatives.jvp("jvpAux", f, Outputs.FIRST, x, dx);
        Tuple2<Tensor, X> result = Untyped.cast(r.value());
        return new JvpAux<>(result.first(), (Tensor) r.tangent(), result.second());
    }

    // ---- linearize

    /// The value of a function with its derivative there as a linear function, which may be called often without
    /// running the function again.
    ///
    /// Source: MindSpore's `ops.linearize`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the input
    /// @return value and linear function
    public static <R> Linearized<Tensor, R> linearize(TensorFn1<R> f, Tensor x) {
        return linearized(Untyped.of("linearize", f), Linearizations::one, x);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of two tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @return value and linear function
    public static <R> Linearized<Tuple2<Tensor, Tensor>, R> linearize(TensorFn2<R> f, Tensor x, Tensor y) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of three tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return value and linear function
    public static <R> Linearized<Tuple3<Tensor, Tensor, Tensor>, R> linearize(TensorFn3<R> f, Tensor x, Tensor y,
            Tensor z) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y, z);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of four tensors; the linear function takes a tuple.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return value and linear function
    public static <R> Linearized<Tuple4<Tensor, Tensor, Tensor, Tensor>, R> linearize(TensorFn4<R> f, Tensor x,
            Tensor y, Tensor z, Tensor w) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, x, y, z, w);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the input
    /// @return value and linear function
    public static <A, R> Linearized<A, R> linearize(Fn1<A, R> f, A a) {
        return linearized(Untyped.of("linearize", f), Linearizations::one, a);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of two trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @return value and linear function
    public static <A, B, R> Linearized<Tuple2<A, B>, R> linearize(Fn2<A, B, R> f, A a, B b) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of three trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @return value and linear function
    public static <A, B, C, R> Linearized<Tuple3<A, B, C>, R> linearize(Fn3<A, B, C, R> f, A a, B b, C c) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b, c);
    }

    /// As [#linearize(TensorFn1, Tensor)], of a function of four trees; the linear function takes a tuple.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param a the first input
    /// @param b the second input
    /// @param c the third input
    /// @param d the fourth input
    /// @return value and linear function
    public static <A, B, C, D, R> Linearized<Tuple4<A, B, C, D>, R> linearize(Fn4<A, B, C, D, R> f, A a, B b, C c,
            D d) {
        return linearized(Untyped.of("linearize", f), Linearizations::all, a, b, c, d);
    }

    private static <A, R> Linearized<A, R> linearized(Untyped f, Function<A, Object[]> tangents, Object... arguments) {
        return Untyped.cast(Derivatives.linearize(f, tangents, arguments));
    }

    // ---- hvp: products with the Hessian

    /// The product of the Hessian of a function with a vector, forward over reverse: at a small multiple of the
    /// gradient's cost, without the Hessian.
    ///
    /// Source: `jvp(grad(f), x, v)` in MindSpore's guide to Jacobians and Hessians.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the input
    /// @param v the vector, of its shape and dtype
    /// @return the product, of the shape of the input and its dtype; float64 for integers
    public static Tensor hvp(TensorFn1<Tensor> f, Tensor x, Tensor v) {
        return Untyped.cast(product(Untyped.of("hvp", f), one(x), one(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of two tensors: with the Hessian by all of them.
    ///
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of three tensors: with the Hessian by all of them.
    ///
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, Tuple3<Tensor, Tensor, Tensor> x,
            Tuple3<Tensor, Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of four tensors: with the Hessian by all of them.
    ///
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f,
            Tuple4<Tensor, Tensor, Tensor, Tensor> x, Tuple4<Tensor, Tensor, Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @param x the input
    /// @param v the vector, a tree of its form
    /// @return the product, a tree of that form
    public static <A> A hvp(Fn1<A, Tensor> f, A x, A v) {
        return Untyped.cast(product(Untyped.of("hvp", f), one(x), one(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of two trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a tree for each input
    /// @return the product, a tree for each input
    public static <A, B> Tuple2<A, B> hvp(Fn2<A, B, Tensor> f, Tuple2<A, B> x, Tuple2<A, B> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of three trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a tree for each input
    /// @return the product, a tree for each input
    public static <A, B, C> Tuple3<A, B, C> hvp(Fn3<A, B, C, Tensor> f, Tuple3<A, B, C> x, Tuple3<A, B, C> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [#hvp(TensorFn1, Tensor, Tensor)], of a function of four trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a tree for each input
    /// @return the product, a tree for each input
    public static <A, B, C, D> Tuple4<A, B, C, D> hvp(Fn4<A, B, C, D, Tensor> f, Tuple4<A, B, C, D> x,
            Tuple4<A, B, C, D> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    private static Object product(Untyped f, Object[] x, Object[] v) {
        Untyped gradient = a -> Derivatives
                .gradient("hvp", f, WrtChoice.trees(x.length), Outputs.ONE, null, ByInteger.FLOATING, a).grad();
        return Untyped.<Jvp<Object>>cast(Derivatives.jvp("hvp", gradient, Outputs.ALL, x, v)).tangent();
    }
}
