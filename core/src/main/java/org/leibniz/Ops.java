package org.leibniz;

import java.util.Arrays;
import java.util.List;
import org.leibniz.array.Einsum;
import org.leibniz.array.Products;
import org.leibniz.array.Reductions;
import org.leibniz.array.Reshaping;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Value;

/// The functions on tensors that are written in front of their arguments; what is written between or behind them is a
/// method of [Tensor]. Use them by way of [Leibniz], which has all functions: `import static org.leibniz.Leibniz.*;`.
///
/// [Elementwise] has the functions of each element, [Creation] makes tensors, here is the rest: indexes, products,
/// whole axes, losses.
public class Ops extends Convolutions {
    /// A whole axis, in `x.get(ALL, at(1))`.
    public static final Index ALL = new Index.Range(0, Integer.MAX_VALUE, 1);
    /// As many whole axes as the other indexes leave over, in `x.get(ELLIPSIS, at(-1))`.
    public static final Index ELLIPSIS = Index.Marker.ELLIPSIS;
    /// A new axis of extent 1, in `x.get(ALL, NEW_AXIS)`.
    public static final Index NEW_AXIS = Index.Marker.NEW_AXIS;

    Ops() {}

    // ---- indexes and axes

    /// One position; the axis vanishes.
    ///
    /// @param i from 0, or negative from the end
    /// @return the index
    public static Index at(int i) {
        return new Index.Position(i);
    }

    /// The positions that a tensor holds; its axes take the place of the indexed one.
    ///
    /// @param positions integers, from 0 or negative from the end
    /// @return the index
    /// @throws IllegalArgumentException if the tensor does not hold integers
    public static Index at(Tensor positions) {
        return new Index.Positions(positions);
    }

    /// All positions from one on.
    ///
    /// @param i the first, or negative from the end
    /// @return the index
    public static Index from(int i) {
        return new Index.Range(i, Integer.MAX_VALUE, 1);
    }

    /// All positions before one.
    ///
    /// @param i one past the last, or negative from the end
    /// @return the index
    public static Index until(int i) {
        return new Index.Range(0, i, 1);
    }

    /// The positions from one up to another, cut to what is there.
    ///
    /// @param from the first, or negative from the end
    /// @param to one past the last, or negative from the end
    /// @return the index
    public static Index slice(int from, int to) {
        return new Index.Range(from, to, 1);
    }

    /// The positions `from, from + step, ..` before `to`, cut to what is there.
    ///
    /// @param from the first, or negative from the end
    /// @param to one past the last, or negative from the end
    /// @param step 1 or more
    /// @return the index
    /// @throws IllegalArgumentException if the step is not positive
    public static Index slice(int from, int to, int step) {
        return new Index.Range(from, to, step);
    }

    /// Axes that a reduction leaves in place with extent 1: `x.mean(keepDims(1))`.
    ///
    /// @param axes from 0 or negative from the end; none means all
    /// @return the axes
    public static KeepDims keepDims(int... axes) {
        return new KeepDims(axes);
    }

    // ---- tensors side by side

    /// Tensors joined along an axis that they have.
    ///
    /// @param axis from 0 or negative from the end
    /// @param parts shapes that agree but for that axis; dtypes are promoted
    /// @return the joined tensor
    /// @throws IllegalArgumentException if there are none, or the shapes do not agree
    /// @throws IndexOutOfBoundsException if there is no such axis
    public static Tensor concat(int axis, Tensor... parts) {
        return new Tensor(Reshaping.concat(axis, values(parts)));
    }

    /// The tensors of a list joined along an axis that they have.
    ///
    /// @param axis from 0 or negative from the end
    /// @param parts shapes that agree but for that axis; dtypes are promoted
    /// @return the joined tensor
    /// @throws IllegalArgumentException if there are none, or the shapes do not agree
    /// @throws IndexOutOfBoundsException if there is no such axis
    public static Tensor concat(int axis, List<? extends Tensor> parts) {
        return new Tensor(Reshaping.concat(axis, values(parts)));
    }

    /// Tensors as items along a new axis.
    ///
    /// @param axis its place in the result, from 0 or negative from the end
    /// @param parts tensors of equal shapes; dtypes are promoted
    /// @return the stacked tensor
    /// @throws IllegalArgumentException if there are none, or the shapes differ
    /// @throws IndexOutOfBoundsException if the result has no such axis
    public static Tensor stack(int axis, Tensor... parts) {
        return new Tensor(Reshaping.stack(axis, values(parts)));
    }

    /// The tensors of a list as items along a new axis.
    ///
    /// @param axis its place in the result, from 0 or negative from the end
    /// @param parts tensors of equal shapes; dtypes are promoted
    /// @return the stacked tensor
    /// @throws IllegalArgumentException if there are none, or the shapes differ
    /// @throws IndexOutOfBoundsException if the result has no such axis
    public static Tensor stack(int axis, List<? extends Tensor> parts) {
        return new Tensor(Reshaping.stack(axis, values(parts)));
    }

    private static List<Value> values(Tensor... parts) {
        return Arrays.stream(Given.tensors(parts, "parts")).map(Tensor::read).toList();
    }

    private static List<Value> values(List<? extends Tensor> parts) {
        return Given.tensors(parts, "parts").stream().map(Tensor::read).toList();
    }

    // ---- products and systems

    /// The matrix product, by NumPy's rules: `(.., m, k)` and `(.., k, n)` give `(.., m, n)`, leading axes broadcast, a
    /// vector on the left is a row, one on the right a column, and its axis vanishes.
    ///
    /// @param a the left factor, 1-d or more
    /// @param b the right factor, 1-d or more
    /// @return the product, of the promoted dtype (int32 for truth values)
    /// @throws IllegalArgumentException if the shapes do not fit, or a factor is 0-d
    public static Tensor matmul(Tensor a, Tensor b) {
        return new Tensor(Products.matmul(Given.tensor(a, "a").read(), Given.tensor(b, "b").read()));
    }

    /// A product in Einstein's notation: `einsum("bij,bjk->bik", x, y)`. Labels that the result lacks are summed; a
    /// label that occurs twice in a term takes a diagonal; `...` stands for axes that broadcast. Without `->` the
    /// result has the labels that occur once, in alphabetical order.
    ///
    /// @param equation the labels
    /// @param factors one tensor a term, multiplied from left to right
    /// @return the result, of the promoted dtype (int32 for truth values)
    /// @throws IllegalArgumentException if the equation cannot be read, or does not fit the factors
    public static Tensor einsum(String equation, Tensor... factors) {
        UserCall.given(equation, "equation: expected labels such as \"ij,jk->ik\"");
        return new Tensor(Einsum.of(equation,
                Arrays.stream(Given.tensors(factors, "factors")).map(Tensor::read).toArray(Value[]::new)));
    }

    /// The solution of linear equations, `a x = b`.
    ///
    /// @param a square matrices of shape `(.., n, n)`
    /// @param b right sides: a vector `(n,)`, or matrices `(.., n, k)`; leading axes broadcast
    /// @return x, with the shape of b; float32 for integers
    /// @throws IllegalArgumentException if the shapes do not fit
    public static Tensor solve(Tensor a, Tensor b) {
        return new Tensor(Products.solve(Given.tensor(a, "a").read(), Given.tensor(b, "b").read()));
    }

    /// The solution of linear equations with a triangular matrix.
    ///
    /// @param a square matrices of shape `(.., n, n)`, of which only one triangle is read
    /// @param b right sides: a vector `(n,)`, or matrices `(.., n, k)`; leading axes broadcast
    /// @param lower whether it is the lower triangle
    /// @return x with `a x = b`, of the shape of b; float32 for integers
    /// @throws IllegalArgumentException if the shapes do not fit
    public static Tensor triangularSolve(Tensor a, Tensor b, boolean lower) {
        return new Tensor(Products.triangularSolve(Given.tensor(a, "a").read(), Given.tensor(b, "b").read(), lower));
    }

    /// The Cholesky factor of a symmetric positive definite matrix.
    ///
    /// @param a square matrices of shape `(.., n, n)`; of one that is not symmetric the symmetric part is factorised,
    ///     so gradients are symmetric
    /// @return lower triangular `l` with `l lᵀ = a`; NaN where a is not positive definite
    /// @throws IllegalArgumentException if a is not square
    public static Tensor cholesky(Tensor a) {
        return new Tensor(Products.cholesky(Given.tensor(a, "a").read()));
    }

    /// The inverse of a matrix. To solve equations [#solve] is faster and more exact.
    ///
    /// @param a square matrices of shape `(.., n, n)`
    /// @return the inverses
    /// @throws IllegalArgumentException if a is not square
    public static Tensor inverse(Tensor a) {
        return new Tensor(Products.inverse(Given.tensor(a, "a").read()));
    }

    // ---- along an axis

    /// Exponentials that sum to 1 along the last axis.
    ///
    /// @param x one axis or more
    /// @return positive numbers of the same shape
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /// Exponentials that sum to 1 along an axis, without overflow.
    ///
    /// @param x one axis or more
    /// @param axis from 0 or negative from the end
    /// @return positive numbers of the same shape
    /// @throws IndexOutOfBoundsException if there is no such axis
    public static Tensor softmax(Tensor x, int axis) {
        return new Tensor(Reductions.softmax(Given.tensor(x, "x").read(), axis));
    }

    /// The logarithm of [#softmax(Tensor)] along the last axis.
    ///
    /// @param x one axis or more
    /// @return numbers up to 0 of the same shape
    public static Tensor logSoftmax(Tensor x) {
        return logSoftmax(x, -1);
    }

    /// The logarithm of [#softmax(Tensor, int)], without overflow or underflow.
    ///
    /// @param x one axis or more
    /// @param axis from 0 or negative from the end
    /// @return numbers up to 0 of the same shape
    /// @throws IndexOutOfBoundsException if there is no such axis
    public static Tensor logSoftmax(Tensor x, int axis) {
        return new Tensor(Reductions.logSoftmax(Given.tensor(x, "x").read(), axis));
    }

    /// Class numbers as rows of zeros with a 1 in the place of the class.
    ///
    /// @param classes integers from 0 to depth - 1; another one gives a row of zeros
    /// @param depth how many classes there are
    /// @return float32 of the shape of classes and a last axis of extent `depth`
    /// @throws IllegalArgumentException if the classes are no integers, or the depth is negative
    public static Tensor oneHot(Tensor classes, int depth) {
        requireClasses(Given.tensor(classes, "classes"));
        if (depth < 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": depth: expected a number of classes of 0 or more, got " + depth);
        }
        classes.shape().insert(classes.ndim(), depth); // refused before the classes are counted
        return classes.expandDims(-1).eq(arange(depth)).cast(DType.FLOAT32);
    }

    // ---- losses

    /// The mean cross entropy of logits and labels, computed from logarithms and so right for logits of any size.
    ///
    /// @param logits one number a class along the last axis: `(batch, classes)`, or `(classes,)` for one example
    /// @param labels class numbers of the shape of the logits without the last axis, or probabilities of the shape of
    ///     the logits
    /// @return the mean over all examples, 0-d
    /// @throws IllegalArgumentException if the shapes do not fit
    /// @throws IndexOutOfBoundsException if there is no such class; inside `jit` and `vmap`, where labels have no
    ///     values yet, when the program runs
    public static Tensor crossEntropy(Tensor logits, Tensor labels) {
        Given.tensor(labels, "labels");
        Shape s = Given.tensor(logits, "logits").shape();
        if (s.rank() == 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected logits of shape (batch, classes) or (classes,), got shape ()");
        }
        var surprise = new Tensor(Reductions.surprise(logits.read()));
        if (labels.dtype().isFloating()) {
            if (!labels.shape().equals(s)) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected probabilities of the shape of the logits, " + s + ", got "
                                + labels.shape() + " of dtype " + labels.dtype()
                                + "; class numbers are integers: cast(DType.INT32)");
            }
            return labels.mul(surprise).sum(-1).mean();
        }
        requireClasses(labels);
        int last = s.rank() - 1;
        if (!labels.shape().equals(s.slice(0, last))) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected one class number an example, of shape " + s.slice(0, last)
                            + " for logits of shape " + s
                            + " (the classes are the last axis), got shape " + labels.shape());
        }
        Value classes = labels.read().dtype().computes() ? labels.read() : labels.read().cast(DType.INT32);
        return new Tensor(surprise.read().gather(last, last, inRange(classes, s.dim(last)))).mean();
    }

    private static void requireClasses(Tensor classes) {
        if (!classes.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected integer class numbers, got dtype " + classes.dtype()
                            + "; cast to INT32");
        }
    }

    /// Class numbers, checked if they are known. One below 0 would count from the end; if it comes later, it is lowered
    /// so far that no element is found there.
    private static Value inRange(Value classes, int count) {
        Object known = classes.known();
        if (known == null) {
            return Value.select(classes.compare(Relation.LT, 0), classes.sub(count), classes);
        }
        for (int i = 0; i < classes.shape().size(); i++) {
            long c = Buffers.getLong(classes.dtype(), known, i);
            if (c < 0 || c >= count) {
                throw new IndexOutOfBoundsException(
                        UserCall.method() + ": expected class numbers from 0 to " + (count - 1) + ", got " + c
                                + " at " + i);
            }
        }
        return classes;
    }

    /// The mean squared error.
    ///
    /// @param prediction the prediction
    /// @param target what it should be, of the same shape: `(n, 1)` and `(n,)` would be compared each with each
    /// @return the mean of `(prediction - target)²`, 0-d
    /// @throws IllegalArgumentException if the shapes differ
    public static Tensor mseLoss(Tensor prediction, Tensor target) {
        if (!Given.tensor(target, "target").shape().equals(Given.tensor(prediction, "prediction").shape())) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a target of the shape of the prediction, " + prediction.shape()
                            + ", got "
                            + target.shape() + "; reshape(..) or broadcastTo(..) makes one of the other");
        }
        return square(prediction.sub(target)).mean();
    }

    /// The mean binary cross entropy of logits and labels: `labels softplus(-logits) + (1 - labels) softplus(logits)`.
    /// Both terms and all their derivatives are exact for logits of any size.
    ///
    /// @param logits numbers of any shape
    /// @param labels of the same shape, 0 or 1 or between
    /// @return the mean over all elements, 0-d
    /// @throws IllegalArgumentException if the shapes differ
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor labels) {
        requireEqualShapes(logits, labels);
        return binaryCrossEntropies(logits, labels, labels).mean();
    }

    /// The mean binary cross entropy of logits and labels, weighted:
    /// `weight (posWeight labels softplus(-logits) + (1 - labels) softplus(logits))`.
    ///
    /// @param logits numbers of any shape
    /// @param labels of the same shape, 0 or 1 or between
    /// @param weight the weight of each element; broadcasts
    /// @param posWeight the weight of the label 1 against that of 0; broadcasts
    /// @return the mean over all elements, 0-d
    /// @throws IllegalArgumentException if the shapes differ, or the weights do not broadcast to them
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor labels, Tensor weight, Tensor posWeight) {
        requireEqualShapes(logits, labels);
        Shape s = logits.shape();
        for (Tensor w : List.of(Given.tensor(weight, "weight"), Given.tensor(posWeight, "posWeight"))) {
            if (!Shape.broadcast(w.shape(), s).equals(s)) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected weights that broadcast to the logits, " + s
                                + ", got " + w.shape());
            }
        }
        return binaryCrossEntropies(logits, labels, labels.mul(posWeight)).mul(weight).mean();
    }

    private static Tensor binaryCrossEntropies(Tensor logits, Tensor labels, Tensor positive) {
        return positive.mul(softplus(logits.neg())).add(sub(1, labels).mul(softplus(logits)));
    }

    private static void requireEqualShapes(Tensor logits, Tensor labels) {
        if (!Given.tensor(labels, "labels").shape().equals(Given.tensor(logits, "logits").shape())) {
            throw new IllegalArgumentException(UserCall.method() + ": expected labels of the shape of the logits, "
                    + logits.shape() + ", got "
                    + labels.shape());
        }
    }

    // ---- derivatives

    /// The same values, with derivative 0: to the derivative they are constants.
    ///
    /// @param x any tensor
    /// @return a tensor equal to x
    public static Tensor stopGradient(Tensor x) {
        return new Tensor(Value.bind1(new Mark.StopGradient(), Given.tensor(x, "x").read()));
    }
}
