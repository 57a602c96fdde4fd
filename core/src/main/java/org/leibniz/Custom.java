package org.leibniz;

import org.leibniz.operator.Rules;
import org.leibniz.tree.Untyped;

/// Functions with derivatives of one's own: where the one that follows from the code is not stable, not wanted, or not
/// known.
///
/// A rule is given for one mode and serves both and every order: it is differentiated itself, and where the other mode
/// is asked for it is transposed, for which it must be linear in the gradient or tangent. It is asked for only by a
/// result that is used: the Hessian of `clipped(g(x))` by forward over reverse needs no tangent of `clipped` itself.
/// Function and rule run on placeholders where something is differentiated or compiled, so they decide with `Flow.cond`
/// and `where` there. What they capture is a constant to the derivative, parameters too.
///
/// ```java
/// var clipped = Custom.vjp(x -> x, (x, out, dout) -> clip(dout, -1, 1));
/// ```
///
/// Source: MindSpore's `Cell.bprop`, as functions; JAX's `custom_vjp` and `custom_jvp`.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public final class Custom {
    private Custom() {}

    /// A rule of five tensors.
    ///
    /// @param <R> the result
    @FunctionalInterface
    public interface Rule5<R> {
        /// Applies the rule.
        ///
        /// @param a the first argument
        /// @param b the second argument
        /// @param c the third argument
        /// @param d the fourth argument
        /// @param e the fifth argument
        /// @return the result
        R apply(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e);
    }

    // ---- from the gradient of the output to that of the inputs

    /// A function of one tensor with a rule for its gradient.
    ///
    /// @param f the function
    /// @param rule `(x, out, dout) -> dx`; the result is cast to the dtype of `x` and summed to its shape
    /// @return the function with that derivative
    public static TensorFn1<Tensor> vjp(TensorFn1<Tensor> f, TensorFn3<Tensor> rule) {
        return new Typed.T1<>("Custom.vjp",
                backward(Untyped.of("Custom.vjp", f), rule, Untyped.of("Custom.vjp: rule", rule)));
    }

    /// A function of two tensors with a rule for its gradients.
    ///
    /// @param f the function
    /// @param rule `(x, y, out, dout) -> tuple(dx, dy)`; each is cast to the dtype of its input and summed to its shape
    /// @return the function with that derivative
    public static TensorFn2<Tensor> vjp(TensorFn2<Tensor> f, TensorFn4<Tuple2<Tensor, Tensor>> rule) {
        return new Typed.T2<>("Custom.vjp",
                backward(Untyped.of("Custom.vjp", f), rule, Untyped.of("Custom.vjp: rule", rule)));
    }

    /// A function of three tensors with a rule for its gradients.
    ///
    /// @param f the function
    /// @param rule `(x, y, z, out, dout) -> tuple(dx, dy, dz)`; each is cast to the dtype of its input and summed to
    ///     its shape
    /// @return the function with that derivative
    public static TensorFn3<Tensor> vjp(TensorFn3<Tensor> f, Rule5<Tuple3<Tensor, Tensor, Tensor>> rule) {
        return new Typed.T3<>("Custom.vjp",
                backward(Untyped.of("Custom.vjp", f), rule, untyped("Custom.vjp: rule", rule)));
    }

    /// A function of a tree with a rule for its gradient.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result
    /// @param f the function
    /// @param rule `(x, out, dout) -> dx`, a tree of the form of `x`
    /// @return the function with that derivative
    public static <A, R> Fn1<A, R> vjp(Fn1<A, R> f, Fn3<A, R, R, A> rule) {
        return new Typed.F1<>("Custom.vjp",
                backward(Untyped.of("Custom.vjp", f), rule, Untyped.of("Custom.vjp: rule", rule)));
    }

    // ---- from the tangents of the inputs to that of the output

    /// A function of one tensor with a rule for its tangent.
    ///
    /// @param f the function
    /// @param rule `(x, out, dx) -> dout`, of the shape of the output
    /// @return the function with that derivative
    public static TensorFn1<Tensor> jvp(TensorFn1<Tensor> f, TensorFn3<Tensor> rule) {
        return new Typed.T1<>("Custom.jvp",
                forward(Untyped.of("Custom.jvp", f), rule, Untyped.of("Custom.jvp: rule", rule)));
    }

    /// A function of two tensors with a rule for its tangent.
    ///
    /// @param f the function
    /// @param rule `(x, y, out, dx, dy) -> dout`, of the shape of the output
    /// @return the function with that derivative
    public static TensorFn2<Tensor> jvp(TensorFn2<Tensor> f, Rule5<Tensor> rule) {
        return new Typed.T2<>("Custom.jvp",
                forward(Untyped.of("Custom.jvp", f), rule, untyped("Custom.jvp: rule", rule)));
    }

    /// A function of a tree with a rule for its tangent.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result
    /// @param f the function
    /// @param rule `(x, out, dx) -> dout`, a tree of the form of the output
    /// @return the function with that derivative
    public static <A, R> Fn1<A, R> jvp(Fn1<A, R> f, Fn3<A, R, A, R> rule) {
        return new Typed.F1<>("Custom.jvp",
                forward(Untyped.of("Custom.jvp", f), rule, Untyped.of("Custom.jvp: rule", rule)));
    }

    private static Untyped backward(Untyped f, Object given, Untyped rule) {
        String name = "Custom.vjp" + Rules.line(given);
        return a -> Rules.vjp(name, f, rule, a);
    }

    private static Untyped forward(Untyped f, Object given, Untyped rule) {
        String name = "Custom.jvp" + Rules.line(given);
        return a -> Rules.jvp(name, f, rule, a);
    }

    private static Untyped untyped(String what, Rule5<?> rule) {
        Untyped.requireFunction(what, rule);
        return Untyped.ofUser(rule,
                a -> Untyped
                        .cast(rule.apply((Tensor) a[0], (Tensor) a[1], (Tensor) a[2], (Tensor) a[3], (Tensor) a[4])));
    }
}
