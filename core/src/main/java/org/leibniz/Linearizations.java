package org.leibniz;

import java.util.function.Function;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Products with Jacobians, tangents pushed forward; use them by way of [Leibniz], which
/// has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class Linearizations extends Pullbacks {
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

    static Object[] one(Object x) {
        return new Object[]{x};
    }

    static Object[] all(Record tuple) {
        return switch (UserCall.given(tuple,
                "the inputs and what goes with them: expected a tuple(..) of one an input")) {
            case Tuple2(var a, var b) -> new Object[]{a, b};
            case Tuple3(var a, var b, var c) -> new Object[]{a, b, c};
            case Tuple4(var a, var b, var c, var d) -> new Object[]{a, b, c, d};
            default -> throw new IllegalStateException(tuple + " is no tuple");
        };
    }

    static <R> Jvp<R> jvp(String what, Untyped f, Object[] x, Object[] dx) {
        return Untyped.cast(Derivatives.jvp(what, f, Outputs.ALL, x, dx));
    }

    static <X> JvpAux<X> jvpAux(Untyped f, Object[] x, Object[] dx) {
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

    static <A, R> Linearized<A, R> linearized(Untyped f, Function<A, Object[]> tangents, Object... arguments) {
        return Untyped.cast(Derivatives.linearize(f, tangents, arguments));
    }
}
