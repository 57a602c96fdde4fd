package org.leibniz;

// made of ForwardJacobians and ReverseJacobians by Overloads: change that
import java.util.List;
import org.leibniz.operator.WrtChoice;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Jacobians of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class JacobiansOfSeveral extends TangentsOfSeveral {
    JacobiansOfSeveral() {}

    /// As [Leibniz#jacfwd(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn2<Tensor> jacfwd(TensorFn2<Tensor> f) {
        return new Typed.T2<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn3<Tensor> jacfwd(TensorFn3<Tensor> f) {
        return new Typed.T3<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn4<Tensor> jacfwd(TensorFn4<Tensor> f) {
        return new Typed.T4<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn2<G> jacfwd(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn3<G> jacfwd(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians
    public static <G> TensorFn4<G> jacfwd(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B> Fn2<A, B, A> jacfwd(Fn2<A, B, Tensor> f) {
        return new Typed.F2<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B, C> Fn3<A, B, C, A> jacfwd(Fn3<A, B, C, Tensor> f) {
        return new Typed.F3<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwd(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B, C, D> Fn4<A, B, C, D, A> jacfwd(Fn4<A, B, C, D, Tensor> f) {
        return new Typed.F4<>("jacfwd", forwardJacobian(Untyped.of("jacfwd", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn2<Tuple2<Tensor, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f) {
        return new Typed.T2<>("jacfwdAux",
                forwardJacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn3<Tuple2<Tensor, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f) {
        return new Typed.T3<>("jacfwdAux",
                forwardJacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn4<Tuple2<Tensor, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f) {
        return new Typed.T4<>("jacfwdAux",
                forwardJacobian(Untyped.of("jacfwdAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn2<Tuple2<G, X>> jacfwdAux(TensorFn2<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwdAux", forwardJacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn3<Tuple2<G, X>> jacfwdAux(TensorFn3<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwdAux", forwardJacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdAux(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn4<Tuple2<G, X>> jacfwdAux(TensorFn4<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwdAux", forwardJacobian(Untyped.of("jacfwdAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn2<TensorTuple> jacfwdEach(TensorFn2<? extends List<Tensor>> f) {
        return new Typed.T2<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f)));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn3<TensorTuple> jacfwdEach(TensorFn3<? extends List<Tensor>> f) {
        return new Typed.T3<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f)));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn4<TensorTuple> jacfwdEach(TensorFn4<? extends List<Tensor>> f) {
        return new Typed.T4<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f)));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn2<List<G>> jacfwdEach(TensorFn2<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn3<List<G>> jacfwdEach(TensorFn3<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [Leibniz#jacfwdEach(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)` of positions
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn4<List<G>> jacfwdEach(TensorFn4<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacfwdEach", forwardJacobians(Untyped.of("jacfwdEach", f), wrt));
    }

    /// As [Leibniz#jacrev(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn2<Tensor> jacrev(TensorFn2<Tensor> f) {
        return new Typed.T2<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrev(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn3<Tensor> jacrev(TensorFn3<Tensor> f) {
        return new Typed.T3<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrev(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobian
    public static TensorFn4<Tensor> jacrev(TensorFn4<Tensor> f) {
        return new Typed.T4<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.tensors(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrev(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn2<G> jacrev(TensorFn2<Tensor> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacrev(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn3<G> jacrev(TensorFn3<Tensor> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacrev(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians
    public static <G> TensorFn4<G> jacrev(TensorFn4<Tensor> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), wrt, Outputs.ONE));
    }

    /// As [Leibniz#jacrev(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B> Fn2<A, B, A> jacrev(Fn2<A, B, Tensor> f) {
        return new Typed.F2<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrev(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B, C> Fn3<A, B, C, A> jacrev(Fn3<A, B, C, Tensor> f) {
        return new Typed.F3<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrev(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @return a function that gives a tree of the argument's form, with the Jacobian with respect to each tensor in
    ///     its place
    public static <A, B, C, D> Fn4<A, B, C, D, A> jacrev(Fn4<A, B, C, D, Tensor> f) {
        return new Typed.F4<>("jacrev", reverseJacobian(Untyped.of("jacrev", f), WrtChoice.trees(1), Outputs.ONE));
    }

    /// As [Leibniz#jacrevAux(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn2<Tuple2<Tensor, X>> jacrevAux(TensorFn2<Tuple2<Tensor, X>> f) {
        return new Typed.T2<>("jacrevAux",
                reverseJacobian(Untyped.of("jacrevAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacrevAux(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn3<Tuple2<Tensor, X>> jacrevAux(TensorFn3<Tuple2<Tensor, X>> f) {
        return new Typed.T3<>("jacrevAux",
                reverseJacobian(Untyped.of("jacrevAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacrevAux(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param <X> the type of the second component
    /// @param f the function
    /// @return a function that gives the Jacobian and the second component
    public static <X> TensorFn4<Tuple2<Tensor, X>> jacrevAux(TensorFn4<Tuple2<Tensor, X>> f) {
        return new Typed.T4<>("jacrevAux",
                reverseJacobian(Untyped.of("jacrevAux", f), WrtChoice.tensors(1), Outputs.FIRST));
    }

    /// As [Leibniz#jacrevAux(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn2<Tuple2<G, X>> jacrevAux(TensorFn2<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacrevAux", reverseJacobian(Untyped.of("jacrevAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacrevAux(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn3<Tuple2<G, X>> jacrevAux(TensorFn3<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacrevAux", reverseJacobian(Untyped.of("jacrevAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacrevAux(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <X> the type of the second component
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians and the second component
    public static <X, G> TensorFn4<Tuple2<G, X>> jacrevAux(TensorFn4<Tuple2<Tensor, X>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacrevAux", reverseJacobian(Untyped.of("jacrevAux", f), wrt, Outputs.FIRST));
    }

    /// As [Leibniz#jacrevEach(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn2<TensorTuple> jacrevEach(TensorFn2<? extends List<Tensor>> f) {
        return new Typed.T2<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f)));
    }

    /// As [Leibniz#jacrevEach(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn3<TensorTuple> jacrevEach(TensorFn3<? extends List<Tensor>> f) {
        return new Typed.T3<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f)));
    }

    /// As [Leibniz#jacrevEach(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Jacobians, in the order of the outputs
    public static TensorFn4<TensorTuple> jacrevEach(TensorFn4<? extends List<Tensor>> f) {
        return new Typed.T4<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f)));
    }

    /// As [Leibniz#jacrevEach(TensorFn1, Wrt)], of a function of two tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn2<List<G>> jacrevEach(TensorFn2<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T2<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f), wrt));
    }

    /// As [Leibniz#jacrevEach(TensorFn1, Wrt)], of a function of three tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn3<List<G>> jacrevEach(TensorFn3<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T3<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f), wrt));
    }

    /// As [Leibniz#jacrevEach(TensorFn1, Wrt)], of a function of four tensors.
    ///
    /// @param <G> the type of the gradient, which `wrt` says
    /// @param f the function
    /// @param wrt with respect to what: `wrt(..)`, a [Parameter], a [ParameterTuple]
    /// @return a function that gives the Jacobians: one answer an output
    public static <G> TensorFn4<List<G>> jacrevEach(TensorFn4<? extends List<Tensor>> f, Wrt<G> wrt) {
        return new Typed.T4<>("jacrevEach", reverseJacobians(Untyped.of("jacrevEach", f), wrt));
    }
}
