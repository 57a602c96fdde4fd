package org.leibniz;

import java.util.List;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.operator.Jacobians;
import org.leibniz.tree.Untyped;

/// Second derivatives: whole Hessians, and products with them; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class Hessians extends ReverseJacobians {
    Hessians() {}

    /// The Hessian of a function of one tensor, forward over reverse: all second derivatives. Its shape is the output's
    /// (`()` for a loss) followed by the input's twice, its dtype the input's, float64 of integers.
    ///
    /// Source: `jacfwd(jacrev(f))` in MindSpore's guide to Jacobians and Hessians, which has no function of its own for
    /// it.
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn1<Tensor> hessian(TensorFn1<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], with respect to an input or a parameter, then another.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn1<Tensor> hessian(TensorFn1<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T1<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of one tree: of a record, list or map of tensors. There is a block for
    /// every two tensors of it. They are given in rows, one a tensor of the tree in the order of [Tree#leaves], each in
    /// the form of the tree.
    ///
    /// ```java
    /// record Line(Tensor slope, Tensor offset) {}
    /// List<Line> h = hessian((Line l) -> loss(l)).apply(line);
    /// Tensor mixed = h.get(0).offset(); // first by the slope, then by the offset
    /// ```
    ///
    /// For a tree of many elements see `hvp`, which takes a product with all of it in one pass.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @return a function that gives the rows; a block has the output's shape followed by those of its two tensors
    public static <A> Fn1<A, List<A>> hessian(Fn1<A, Tensor> f) {
        return new Typed.F1<>("hessian", Jacobians.hessianOfTree(Untyped.of("hessian", f)));
    }

    /// As [#hessian(TensorFn1)], of a cell, with respect to its first input **alone**.
    ///
    /// @param net the cell
    /// @return a cell that gives the Hessian
    public static CellOf<Tensor> hessian(CellOf<Tensor> net) {
        return hessian(net, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a cell, with respect to an input or a parameter, then another.
    ///
    /// @param net the cell
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a cell that gives a tensor of the output's shape followed by those of `i` and `j`
    public static CellOf<Tensor> hessian(CellOf<Tensor> net, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.OfCell<>("hessian", Jacobians.hessian(untyped(net), i, j), net);
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

    static Object product(Untyped f, Object[] x, Object[] v) {
        Untyped gradient = a -> Derivatives
                .gradient("hvp", f, WrtChoice.trees(x.length), Outputs.ONE, null, ByInteger.FLOATING, a).grad();
        return Untyped.<Jvp<Object>>cast(Derivatives.jvp("hvp", gradient, Outputs.ALL, x, v)).tangent();
    }
}
