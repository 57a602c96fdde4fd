package org.leibniz;

// made of Hessians by Overloads: change that
import java.util.List;
import org.leibniz.operator.Jacobians;
import org.leibniz.tree.Untyped;

/// Second derivatives of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class HessiansOfSeveral extends JacobiansOfSeveral {
    HessiansOfSeveral() {}

    /// As [Leibniz#hessian(TensorFn1)], of a function of two tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [Leibniz#hessian(TensorFn1)], of a function of three tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [Leibniz#hessian(TensorFn1)], of a function of four tensors, with respect to the first.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [Leibniz#hessian(TensorFn1, Wrt, Wrt)], of a function of two tensors.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T2<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [Leibniz#hessian(TensorFn1, Wrt, Wrt)], of a function of three tensors.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T3<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [Leibniz#hessian(TensorFn1, Wrt, Wrt)], of a function of four tensors.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T4<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [Leibniz#hessian(Fn1)], of a function of two trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @return a function that gives the rows; a block has the output's shape followed by those of its two tensors
    public static <A, B> Fn2<A, B, List<A>> hessian(Fn2<A, B, Tensor> f) {
        return new Typed.F2<>("hessian", Jacobians.hessianOfTree(Untyped.of("hessian", f)));
    }

    /// As [Leibniz#hessian(Fn1)], of a function of three trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @return a function that gives the rows; a block has the output's shape followed by those of its two tensors
    public static <A, B, C> Fn3<A, B, C, List<A>> hessian(Fn3<A, B, C, Tensor> f) {
        return new Typed.F3<>("hessian", Jacobians.hessianOfTree(Untyped.of("hessian", f)));
    }

    /// As [Leibniz#hessian(Fn1)], of a function of four trees, with respect to the first.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @return a function that gives the rows; a block has the output's shape followed by those of its two tensors
    public static <A, B, C, D> Fn4<A, B, C, D, List<A>> hessian(Fn4<A, B, C, D, Tensor> f) {
        return new Typed.F4<>("hessian", Jacobians.hessianOfTree(Untyped.of("hessian", f)));
    }

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], of a function of two tensors: with the Hessian by all of them.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple2<Tensor, Tensor> hvp(TensorFn2<Tensor> f, Tuple2<Tensor, Tensor> x, Tuple2<Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], of a function of three tensors: with the Hessian by all of them.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple3<Tensor, Tensor, Tensor> hvp(TensorFn3<Tensor> f, Tuple3<Tensor, Tensor, Tensor> x,
            Tuple3<Tensor, Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [Leibniz#hvp(TensorFn1, Tensor, Tensor)], of a function of four tensors: with the Hessian by all of them.
    ///
    /// @param f the function; a result that is not 0-d is summed
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> hvp(TensorFn4<Tensor> f,
            Tuple4<Tensor, Tensor, Tensor, Tensor> x, Tuple4<Tensor, Tensor, Tensor, Tensor> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [Leibniz#hvp(Fn1, Object, Object)], of a function of two trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static <A, B> Tuple2<A, B> hvp(Fn2<A, B, Tensor> f, Tuple2<A, B> x, Tuple2<A, B> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [Leibniz#hvp(Fn1, Object, Object)], of a function of three trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static <A, B, C> Tuple3<A, B, C> hvp(Fn3<A, B, C, Tensor> f, Tuple3<A, B, C> x, Tuple3<A, B, C> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }

    /// As [Leibniz#hvp(Fn1, Object, Object)], of a function of four trees: with the Hessian by all of them.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param f the function
    /// @param x the inputs
    /// @param v the vector, a part for each input
    /// @return the product, a part for each input
    public static <A, B, C, D> Tuple4<A, B, C, D> hvp(Fn4<A, B, C, D, Tensor> f, Tuple4<A, B, C, D> x,
            Tuple4<A, B, C, D> v) {
        return Untyped.cast(product(Untyped.of("hvp", f), all(x), all(v)));
    }
}
