package org.leibniz;

// made of Gradients by Overloads: change that
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.Untyped;

/// Gradients of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class GradientsOfSeveral extends Hessians {
    GradientsOfSeveral() {}

    /// As [Leibniz#grad(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the gradient
    public static TensorFn2<Tensor> grad(TensorFn2<Tensor> f) {
        return new Typed.T2<>("grad", gradient(Untyped.of("grad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#grad(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the gradient
    public static TensorFn3<Tensor> grad(TensorFn3<Tensor> f) {
        return new Typed.T3<>("grad", gradient(Untyped.of("grad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#grad(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the gradient
    public static TensorFn4<Tensor> grad(TensorFn4<Tensor> f) {
        return new Typed.T4<>("grad", gradient(Untyped.of("grad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#grad(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn2<G> grad(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Typed.T2<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#grad(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn3<G> grad(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Typed.T3<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#grad(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn4<G> grad(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Typed.T4<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#grad(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @return a function that gives the gradient with respect to the first argument, in its form; what is static in it
    ///     stays
    public static <A, B> Fn2<A, B, A> grad(Fn2<A, B, Tensor> f) {
        return new Typed.F2<>("grad", gradient(Untyped.of("grad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#grad(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @return a function that gives the gradient with respect to the first argument, in its form; what is static in it
    ///     stays
    public static <A, B, C> Fn3<A, B, C, A> grad(Fn3<A, B, C, Tensor> f) {
        return new Typed.F3<>("grad", gradient(Untyped.of("grad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#grad(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @return a function that gives the gradient with respect to the first argument, in its form; what is static in it
    ///     stays
    public static <A, B, C, D> Fn4<A, B, C, D, A> grad(Fn4<A, B, C, D, Tensor> f) {
        return new Typed.F4<>("grad", gradient(Untyped.of("grad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#grad(Fn1, Wrt)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <A, B, G> Fn2<A, B, G> grad(Fn2<A, B, Tensor> f, Wrt<G> wrt) {
        return new Typed.F2<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#grad(Fn1, Wrt)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <A, B, C, G> Fn3<A, B, C, G> grad(Fn3<A, B, C, Tensor> f, Wrt<G> wrt) {
        return new Typed.F3<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#grad(Fn1, Wrt)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <A, B, C, D, G> Fn4<A, B, C, D, G> grad(Fn4<A, B, C, D, Tensor> f, Wrt<G> wrt) {
        return new Typed.F4<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives value and gradient
    public static TensorFn2<ValueAndGrad<Tensor, Tensor>> valueAndGrad(TensorFn2<Tensor> f) {
        return new Typed.T2<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives value and gradient
    public static TensorFn3<ValueAndGrad<Tensor, Tensor>> valueAndGrad(TensorFn3<Tensor> f) {
        return new Typed.T3<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives value and gradient
    public static TensorFn4<ValueAndGrad<Tensor, Tensor>> valueAndGrad(TensorFn4<Tensor> f) {
        return new Typed.T4<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn2<ValueAndGrad<Tensor, G>> valueAndGrad(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Typed.T2<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn3<ValueAndGrad<Tensor, G>> valueAndGrad(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Typed.T3<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn4<ValueAndGrad<Tensor, G>> valueAndGrad(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Typed.T4<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @return a function that gives value and gradient with respect to the first argument, in its form; what is static
    ///     in it stays
    public static <A, B> Fn2<A, B, ValueAndGrad<Tensor, A>> valueAndGrad(Fn2<A, B, Tensor> f) {
        return new Typed.F2<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGrad(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @return a function that gives value and gradient with respect to the first argument, in its form; what is static
    ///     in it stays
    public static <A, B, C> Fn3<A, B, C, ValueAndGrad<Tensor, A>> valueAndGrad(Fn3<A, B, C, Tensor> f) {
        return new Typed.F3<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGrad(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @return a function that gives value and gradient with respect to the first argument, in its form; what is static
    ///     in it stays
    public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<Tensor, A>> valueAndGrad(Fn4<A, B, C, D, Tensor> f) {
        return new Typed.F4<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGrad(Fn1, Wrt)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <A, B, G> Fn2<A, B, ValueAndGrad<Tensor, G>> valueAndGrad(Fn2<A, B, Tensor> f, Wrt<G> wrt) {
        return new Typed.F2<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(Fn1, Wrt)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <A, B, C, G> Fn3<A, B, C, ValueAndGrad<Tensor, G>> valueAndGrad(Fn3<A, B, C, Tensor> f, Wrt<G> wrt) {
        return new Typed.F3<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGrad(Fn1, Wrt)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <A, B, C, D, G> Fn4<A, B, C, D, ValueAndGrad<Tensor, G>> valueAndGrad(Fn4<A, B, C, D, Tensor> f,
            Wrt<G> wrt) {
        return new Typed.F4<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component
    public static <R extends Record> TensorFn2<ValueAndGrad<R, Tensor>> valueAndGradAux(TensorFn2<R> f) {
        return new Typed.T2<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component
    public static <R extends Record> TensorFn3<ValueAndGrad<R, Tensor>> valueAndGradAux(TensorFn3<R> f) {
        return new Typed.T3<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component
    public static <R extends Record> TensorFn4<ValueAndGrad<R, Tensor>> valueAndGradAux(TensorFn4<R> f) {
        return new Typed.T4<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.tensors(1)));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <R extends Record, G> TensorFn2<ValueAndGrad<R, G>> valueAndGradAux(TensorFn2<R> f, Wrt<G> wrt) {
        return new Typed.T2<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <R extends Record, G> TensorFn3<ValueAndGrad<R, G>> valueAndGradAux(TensorFn3<R> f, Wrt<G> wrt) {
        return new Typed.T3<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <R extends Record, G> TensorFn4<ValueAndGrad<R, G>> valueAndGradAux(TensorFn4<R> f, Wrt<G> wrt) {
        return new Typed.T4<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component with respect to the first
    ///     argument, in its form; what is static in it stays
    public static <A, B, R extends Record> Fn2<A, B, ValueAndGrad<R, A>> valueAndGradAux(Fn2<A, B, R> f) {
        return new Typed.F2<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGradAux(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component with respect to the first
    ///     argument, in its form; what is static in it stays
    public static <A, B, C, R extends Record> Fn3<A, B, C, ValueAndGrad<R, A>> valueAndGradAux(Fn3<A, B, C, R> f) {
        return new Typed.F3<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGradAux(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component with respect to the first
    ///     argument, in its form; what is static in it stays
    public static <A, B, C, D, R extends Record> Fn4<A, B, C, D, ValueAndGrad<R, A>> valueAndGradAux(
            Fn4<A, B, C, D, R> f) {
        return new Typed.F4<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.trees(1)));
    }

    /// As [Leibniz#valueAndGradAux(Fn1, Wrt)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <A, B, R extends Record, G> Fn2<A, B, ValueAndGrad<R, G>> valueAndGradAux(Fn2<A, B, R> f,
            Wrt<G> wrt) {
        return new Typed.F2<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(Fn1, Wrt)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <A, B, C, R extends Record, G> Fn3<A, B, C, ValueAndGrad<R, G>> valueAndGradAux(Fn3<A, B, C, R> f,
            Wrt<G> wrt) {
        return new Typed.F3<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [Leibniz#valueAndGradAux(Fn1, Wrt)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <A, B, C, D, R extends Record, G> Fn4<A, B, C, D, ValueAndGrad<R, G>> valueAndGradAux(
            Fn4<A, B, C, D, R> f, Wrt<G> wrt) {
        return new Typed.F4<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }
}
