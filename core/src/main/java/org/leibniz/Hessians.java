package org.leibniz;

import java.util.List;
import org.leibniz.operator.Jacobians;
import org.leibniz.tree.Untyped;

/// Hessians: all second derivatives by one input or one tree; use them by way of [Leibniz], which has all functions.
///
/// Overloads by arity as in [Gradients].
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public class Hessians extends ReverseJacobians {
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

    /// As [#hessian(TensorFn1)], of a function of two tensors, with respect to the first **alone**: the other inputs
    /// are constants. The other blocks are those of `hessian(f, wrt(0), wrt(1))`, `hessian(f, wrt(1), wrt(1))`; all
    /// blocks at once are those of a function of one tree ([#hessian(Fn1)]).
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a function of three tensors, with respect to the first **alone**: the other inputs
    /// are constants. The other blocks are those of `hessian(f, wrt(0), wrt(1))`, `hessian(f, wrt(1), wrt(1))`; all
    /// blocks at once are those of a function of one tree ([#hessian(Fn1)]).
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f) {
        return hessian(f, wrt(0), wrt(0));
    }

    /// As [#hessian(TensorFn1)], of a function of four tensors, with respect to the first **alone**: the other inputs
    /// are constants. The other blocks are those of `hessian(f, wrt(0), wrt(1))`, `hessian(f, wrt(1), wrt(1))`; all
    /// blocks at once are those of a function of one tree ([#hessian(Fn1)]).
    ///
    /// @param f the function
    /// @return a function that gives the Hessian
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f) {
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

    /// As [#hessian(TensorFn1)], of a function of two tensors, one block: `hessian(f, wrt(0), wrt(1))` has the
    /// derivatives with respect to an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn2<Tensor> hessian(TensorFn2<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T2<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of three tensors, one block: `hessian(f, wrt(0), wrt(1))` has the
    /// derivatives with respect to an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn3<Tensor> hessian(TensorFn3<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T3<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
    }

    /// As [#hessian(TensorFn1)], of a function of four tensors, one block: `hessian(f, wrt(0), wrt(1))` has the
    /// derivatives with respect to an element of the first input, then one of the second.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape followed by those of `i` and `j`
    public static TensorFn4<Tensor> hessian(TensorFn4<Tensor> f, Wrt<Tensor> i, Wrt<Tensor> j) {
        return new Typed.T4<>("hessian", Jacobians.hessian(Untyped.of("hessian", f), i, j));
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
}
