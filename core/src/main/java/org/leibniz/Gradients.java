package org.leibniz;

import java.util.List;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.Derivative;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Gradients of functions and cells; use them by way of [Leibniz], which has all functions.
///
/// The overloads repeat three things for one to four inputs. A lambda without types is a function of tensors. One that
/// names its types is a function of trees: records, lists, maps, arrays. Cells are taken as they are. What comes back
/// is a function or cell of the same inputs.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class Gradients extends Ops {
    Gradients() {}

    // ---- grad

    /// The gradient of a function of one tensor, of any order by nesting: `grad(grad(f))`.
    ///
    /// A result that is not 0-d is summed first. The gradient has the input's shape and its dtype, whatever that is (an
    /// integer's gradient is truncated, as MindSpore's, and the log says so once; `jvp`, Jacobians, `hvp` and Hessians
    /// stay floating); it is zero where the result does not depend on the input. The function runs once a call; plain
    /// Java `if` and `while` on its values are followed along the path taken. It gives one tensor: for further results
    /// see [#valueAndGradAux(TensorFn1)], for the sum of several outputs [GradOperation].
    ///
    /// ```java
    /// Tensor dx = grad(x -> w.mul(x).add(b)).apply(Tensor.of(100f));
    /// ```
    ///
    /// Source: MindSpore's `mindspore.grad`.
    ///
    /// @param f the function
    /// @return a function that gives the gradient
    public static TensorFn1<Tensor> grad(TensorFn1<Tensor> f) {
        return new Typed.T1<>("grad", gradient(Untyped.of("grad", f), WrtChoice.tensors(1)));
    }

    /// As [#grad(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// ```java
    /// Tensor dw = grad(x -> w.mul(x).add(b), w).apply(x);
    /// TensorTuple all = grad(x -> net.apply(x).sum(), net.trainableParams()).apply(x);
    /// ```
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn1<G> grad(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Typed.T1<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [#grad(TensorFn1)], of a function of one tree, with respect to the whole tree: the gradient of a record is
    /// that record. Its lambda names its types.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives the gradient with respect to the first argument, in its form; what is static in it
    ///     stays
    public static <A> Fn1<A, A> grad(Fn1<A, Tensor> f) {
        return new Typed.F1<>("grad", gradient(Untyped.of("grad", f), WrtChoice.trees(1)));
    }

    /// As [#grad(TensorFn1)], of a function of one tree, with respect to given inputs, which are tensors, and
    /// parameters.
    ///
    /// @param <A> the type of the argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <A, G> Fn1<A, G> grad(Fn1<A, Tensor> f, Wrt<G> wrt) {
        return new Typed.F1<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [#grad(TensorFn1)], of a computation that captures everything, with respect to parameters.
    ///
    /// ```java
    /// Tensor dw = grad(() -> square(w).sum(), w).apply();
    /// ```
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the computation
    /// @param wrt with respect to what: a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <G> Fn0<G> grad(Fn0<Tensor> f, Wrt<G> wrt) {
        return new Typed.F0<>("grad", gradient(Untyped.of("grad", f), wrt));
    }

    /// As [#grad(TensorFn1)], of a cell, with respect to its first input. It is a cell itself, so `grad(grad(net))` and
    /// `jit(grad(net))` are.
    ///
    /// @param net the cell
    /// @return a function that gives the gradient with respect to the first input
    public static CellOf<Tensor> grad(CellOf<Tensor> net) {
        return new Typed.OfCell<>("grad", gradient(untyped(net), WrtChoice.tensors(1)), net);
    }

    /// As [#grad(TensorFn1)], of a cell, with respect to given inputs and parameters.
    ///
    /// ```java
    /// TensorTuple dw = grad(net, net.trainableParams()).apply(x);
    /// ```
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the gradient with respect to `wrt`
    public static <G> CellOf<G> grad(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("grad", gradient(untyped(net), wrt), net);
    }

    // ---- value and gradient

    /// The value of a function of one tensor together with its gradient, from one run of the function. The rules are
    /// those of [#grad(TensorFn1)]; the value is not summed.
    ///
    /// ```java
    /// switch (valueAndGrad(loss, net.trainableParams()).apply(x, y)) {
    ///     case ValueAndGrad(var value, var g) -> ..
    /// }
    /// ```
    ///
    /// Source: MindSpore's `mindspore.value_and_grad`.
    ///
    /// @param f the function
    /// @return a function that gives value and gradient
    public static TensorFn1<ValueAndGrad<Tensor, Tensor>> valueAndGrad(TensorFn1<Tensor> f) {
        return new Typed.T1<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.tensors(1)));
    }

    /// As [#valueAndGrad(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <G> TensorFn1<ValueAndGrad<Tensor, G>> valueAndGrad(TensorFn1<Tensor> f, Wrt<G> wrt) {
        return new Typed.T1<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [#valueAndGrad(TensorFn1)], of a function of one tree, with respect to the whole tree: the gradient of a
    /// record is that record. Its lambda names its types.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives value and gradient with respect to the first argument, in its form; what is static
    ///     in it stays
    public static <A> Fn1<A, ValueAndGrad<Tensor, A>> valueAndGrad(Fn1<A, Tensor> f) {
        return new Typed.F1<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), WrtChoice.trees(1)));
    }

    /// As [#valueAndGrad(TensorFn1)], of a function of one tree, with respect to given inputs, which are tensors, and
    /// parameters.
    ///
    /// @param <A> the type of the argument
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <A, G> Fn1<A, ValueAndGrad<Tensor, G>> valueAndGrad(Fn1<A, Tensor> f, Wrt<G> wrt) {
        return new Typed.F1<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [#valueAndGrad(TensorFn1)], of a computation that captures everything, with respect to parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the computation
    /// @param wrt with respect to what: a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <G> Fn0<ValueAndGrad<Tensor, G>> valueAndGrad(Fn0<Tensor> f, Wrt<G> wrt) {
        return new Typed.F0<>("valueAndGrad", valueAndGradient(Untyped.of("valueAndGrad", f), wrt));
    }

    /// As [#valueAndGrad(TensorFn1)], of a cell, with respect to its first input.
    ///
    /// @param net the cell
    /// @return a function that gives value and gradient with respect to the first input
    public static CellOf<ValueAndGrad<Tensor, Tensor>> valueAndGrad(CellOf<Tensor> net) {
        return new Typed.OfCell<>("valueAndGrad", valueAndGradient(untyped(net), WrtChoice.tensors(1)), net);
    }

    /// As [#valueAndGrad(TensorFn1)], of a cell, with respect to given inputs and parameters.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives value and gradient with respect to `wrt`
    public static <G> CellOf<ValueAndGrad<Tensor, G>> valueAndGrad(CellOf<Tensor> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("valueAndGrad", valueAndGradient(untyped(net), wrt), net);
    }

    // ---- with further results

    /// The value and gradient of a function that returns more than its loss: the first component of the record or tuple
    /// that it returns is differentiated, the others are returned as they are.
    ///
    /// ```java
    /// var f = valueAndGradAux((x, y) -> {
    ///     var z = net.apply(x);
    ///     return tuple(mseLoss(z, y), z);
    /// }, net.trainableParams());
    /// switch (f.apply(x, y)) { case ValueAndGrad(Tuple2(var loss, var z), var g) -> .. }
    /// ```
    ///
    /// Source: `has_aux=True` of MindSpore's `value_and_grad`.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component
    public static <R extends Record> TensorFn1<ValueAndGrad<R, Tensor>> valueAndGradAux(TensorFn1<R> f) {
        return new Typed.T1<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.tensors(1)));
    }

    /// As [#valueAndGradAux(TensorFn1)], of a function of one tensor, with respect to given inputs and parameters.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    /// @throws IndexOutOfBoundsException when applied, if there is no input at a position
    public static <R extends Record, G> TensorFn1<ValueAndGrad<R, G>> valueAndGradAux(TensorFn1<R> f, Wrt<G> wrt) {
        return new Typed.T1<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [#valueAndGradAux(TensorFn1)], of a function of one tree, with respect to the whole tree: the gradient of a
    /// record is that record. Its lambda names its types.
    ///
    /// @param <A> the type of the argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param f the function
    /// @return a function that gives the whole record and the gradient of its first component with respect to the first
    ///     argument, in its form; what is static in it stays
    public static <A, R extends Record> Fn1<A, ValueAndGrad<R, A>> valueAndGradAux(Fn1<A, R> f) {
        return new Typed.F1<>("valueAndGradAux",
                valueAndGradientAux(Untyped.of("valueAndGradAux", f), WrtChoice.trees(1)));
    }

    /// As [#valueAndGradAux(TensorFn1)], of a function of one tree, with respect to given inputs, which are tensors,
    /// and parameters.
    ///
    /// @param <A> the type of the argument
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <A, R extends Record, G> Fn1<A, ValueAndGrad<R, G>> valueAndGradAux(Fn1<A, R> f, Wrt<G> wrt) {
        return new Typed.F1<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [#valueAndGradAux(TensorFn1)], of a computation that captures everything, with respect to parameters.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the computation
    /// @param wrt with respect to what: a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <R extends Record, G> Fn0<ValueAndGrad<R, G>> valueAndGradAux(Fn0<R> f, Wrt<G> wrt) {
        return new Typed.F0<>("valueAndGradAux", valueAndGradientAux(Untyped.of("valueAndGradAux", f), wrt));
    }

    /// As [#valueAndGradAux(TensorFn1)], of a cell, with respect to its first input.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param net the cell
    /// @return a function that gives the whole record and the gradient of its first component with respect to the first
    ///     input
    public static <R extends Record> CellOf<ValueAndGrad<R, Tensor>> valueAndGradAux(CellOf<R> net) {
        return new Typed.OfCell<>("valueAndGradAux", valueAndGradientAux(untyped(net), WrtChoice.tensors(1)), net);
    }

    /// As [#valueAndGradAux(TensorFn1)], of a cell, with respect to given inputs and parameters.
    ///
    /// @param <R> what the function returns: a record or tuple whose first component is a tensor
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param net the cell
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the whole record and the gradient of its first component with respect to `wrt`
    public static <R extends Record, G> CellOf<ValueAndGrad<R, G>> valueAndGradAux(CellOf<R> net, Wrt<G> wrt) {
        return new Typed.OfCell<>("valueAndGradAux", valueAndGradientAux(untyped(net), wrt), net);
    }

    static Untyped gradient(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("grad", wrt);
        return new Derivative(List.of(wrt),
                a -> Derivatives.gradient("grad", f, wrt, Outputs.ONE, null, ByInteger.TRUNCATED, a).grad());
    }

    static Untyped valueAndGradient(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("valueAndGrad", wrt);
        return new Derivative(List.of(wrt),
                a -> Derivatives.gradient("valueAndGrad", f, wrt, Outputs.ONE, null, ByInteger.TRUNCATED, a));
    }

    static Untyped valueAndGradientAux(Untyped f, Wrt<?> wrt) {
        WrtChoice.requireSome("valueAndGradAux", wrt);
        return new Derivative(List.of(wrt),
                a -> Derivatives.gradient("valueAndGradAux", f, wrt, Outputs.FIRST, null, ByInteger.TRUNCATED, a));
    }

    // ---- with respect to what

    /// An input by its position.
    ///
    /// @param i a position, from 0
    /// @return with respect to it: the gradient is a tensor
    /// @throws IllegalArgumentException if it is negative
    public static Wrt<Tensor> wrt(int i) {
        return WrtChoice.tensors(WrtChoice::tuple, i);
    }

    /// Two inputs by their positions, in this order.
    ///
    /// @param i a position, from 0
    /// @param j a position, from 0
    /// @return with respect to them: the gradient is a tuple of two tensors
    /// @throws IllegalArgumentException if one is negative, or two are equal
    public static Wrt<Tuple2<Tensor, Tensor>> wrt(int i, int j) {
        return WrtChoice.tensors(WrtChoice::tuple, i, j);
    }

    /// Three inputs by their positions, in this order.
    ///
    /// @param i a position, from 0
    /// @param j a position, from 0
    /// @param k a position, from 0
    /// @return with respect to them: the gradient is a tuple of three tensors
    /// @throws IllegalArgumentException if one is negative, or two are equal
    public static Wrt<Tuple3<Tensor, Tensor, Tensor>> wrt(int i, int j, int k) {
        return WrtChoice.tensors(WrtChoice::tuple, i, j, k);
    }

    /// Four inputs by their positions, in this order.
    ///
    /// @param i a position, from 0
    /// @param j a position, from 0
    /// @param k a position, from 0
    /// @param l a position, from 0
    /// @return with respect to them: the gradient is a tuple of four tensors
    /// @throws IllegalArgumentException if one is negative, or two are equal
    public static Wrt<Tuple4<Tensor, Tensor, Tensor, Tensor>> wrt(int i, int j, int k, int l) {
        return WrtChoice.tensors(WrtChoice::tuple, i, j, k, l);
    }

    /// Inputs by their positions, in this order.
    ///
    /// @param positions at least one, from 0
    /// @return with respect to them: the gradient is a [TensorTuple]
    /// @throws IllegalArgumentException if there is none, one is negative, or two are equal
    public static Wrt<TensorTuple> wrt(int[] positions) {
        return WrtChoice.tensors(TensorTuple::new, positions);
    }

    /// An input by its position, and something else: `wrt(0, net.trainableParams())`.
    ///
    /// @param <G> the type of the gradient of the other
    /// @param i a position, from 0
    /// @param other a [Parameter], a [ParameterTuple] or another `wrt(..)`
    /// @return with respect to both: the gradient is a pair
    /// @throws IllegalArgumentException if the position is negative
    public static <G> Wrt<Tuple2<Tensor, G>> wrt(int i, Wrt<G> other) {
        return new WrtChoice.Both<>(wrt(i), other);
    }

    /// Inputs by their positions, and something else.
    ///
    /// @param <G> the type of the gradient of the other
    /// @param positions at least one, from 0
    /// @param other a [Parameter], a [ParameterTuple] or another `wrt(..)`
    /// @return with respect to both: the gradient is a pair
    /// @throws IllegalArgumentException if there is no position, one is negative, or two are equal
    public static <G> Wrt<Tuple2<TensorTuple, G>> wrt(int[] positions, Wrt<G> other) {
        return new WrtChoice.Both<>(wrt(positions), other);
    }

    /// Two things at once: `wrt(wrt(1, 2), net.trainableParams())`, `wrt(w, b)`.
    ///
    /// @param <F> the type of the gradient of the first
    /// @param <G> the type of the gradient of the second
    /// @param first one `wrt(..)`, [Parameter] or [ParameterTuple]
    /// @param second another
    /// @return with respect to both: the gradient is a pair
    public static <F, G> Wrt<Tuple2<F, G>> wrt(Wrt<F> first, Wrt<G> second) {
        return new WrtChoice.Both<>(first, second);
    }

    /// The gradients with what each belongs to, to look them up: `grad(f, returnIds(wrt(0, w))).apply(x).get(w)`.
    ///
    /// Source: `return_ids=True` and `get_grad` of MindSpore.
    ///
    /// @param wrt `wrt(..)`, a [Parameter] or a [ParameterTuple]
    /// @return with respect to the same: the gradient is a [GradsById]
    public static Wrt<GradsById> returnIds(Wrt<?> wrt) {
        return new WrtChoice.Labelled(wrt);
    }

    // ---- cells without their types

    static Untyped untyped(CellOf<?> net) {
        return UserCall.given(net, "net: expected a cell").untyped();
    }
}
