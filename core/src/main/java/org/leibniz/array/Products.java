package org.leibniz.array;

import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// Matrix products by NumPy's rules, and linear systems.
public final class Products {
    private Products() {}

    /// The operands of a product in a common dtype.
    private static Value[] promoted(Value a, Value b) {
        DType dtype = Promotion.counting(DType.promote(a.dtype(), b.dtype()));
        return new Value[]{a.cast(dtype), b.cast(dtype)};
    }

    /// The last axis of a against the last but one of b; axes before those are a batch and broadcast. Only a batch that
    /// both have becomes batch axes of the product, so a weight matrix beside a batch of inputs makes one large
    /// product.
    public static Value matmul(Value left, Value right) {
        if (left.shape().rank() == 0 || right.shape().rank() == 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected tensors with one axis or more, got shapes " + left.shape() + " and "
                            + right.shape()
                            + "; use mul for a scalar");
        }
        Value[] v = promoted(left, right);
        Value a = v[0];
        Value b = v[1];
        int rankA = a.shape().rank();
        int rankB = b.shape().rank();
        int n = a.shape().dim(-1);
        int inner = Math.max(rankB - 2, 0);
        if (b.shape().dim(inner) != n) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected the last axis of a, " + a.shape() + ", to be as long as axis "
                            + inner
                            + " of b, "
                            + b.shape() + ", got " + n + " and " + b.shape().dim(inner) + "; transpose one of them?");
        }
        if (rankA > 2 && rankB > 2) {
            Shape batch = Shape.broadcast(batch(a), batch(b));
            return a.broadcast(batch.concat(matrix(a))).matmul(b.broadcast(batch.concat(matrix(b))));
        }
        Value product = contract(a, b, rankA - 1, inner);
        return rankA == 2 && rankB > 2 ? product.moveAxis(0, rankB - 2) : product;
    }

    private static Shape batch(Value v) {
        return v.shape().slice(0, v.shape().rank() - 2);
    }

    private static Shape matrix(Value v) {
        return v.shape().slice(v.shape().rank() - 2, v.shape().rank());
    }

    private static Value contract(Value a, Value b, int axisA, int axisB) {
        return a.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(axisA), Ints.of(axisB)), b);
    }

    /// NumPy's `dot`: the last axis of a against the last but one (or only one) of b, all other axes side by side.
    public static Value dot(Value left, Value right) {
        Value[] v = promoted(left, right);
        Value a = v[0];
        Value b = v[1];
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            Shape s = a.shape().rank() == 0 ? b.shape() : a.shape();
            return a.broadcast(s).mul(b.broadcast(s));
        }
        int inner = Math.max(b.shape().rank() - 2, 0);
        if (a.shape().dim(-1) != b.shape().dim(inner)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected the last axis of a, " + a.shape() + ", to be as long as axis "
                            + inner
                            + " of b, "
                            + b.shape() + ", got " + a.shape().dim(-1) + " and " + b.shape().dim(inner));
        }
        return contract(a, b, a.shape().rank() - 1, inner);
    }

    public static Value outer(Value left, Value right) {
        Value[] v = promoted(left, right);
        int n = v[0].shape().size();
        int m = v[1].shape().size();
        var s = Shape.of(n, m);
        return v[0].reshape(Shape.of(n, 1)).broadcast(s).mul(v[1].reshape(Shape.of(1, m)).broadcast(s));
    }

    // ---- linear systems

    public static Value solve(Value a, Value b) {
        return system(new Routine.Solve(false), a, b);
    }

    public static Value triangularSolve(Value a, Value b, boolean lower) {
        return system(new Routine.TriangularSolve(lower, false), a, b);
    }

    /// A vector as right side is a matrix of one column.
    private static Value system(Op op, Value left, Value right) {
        requireSquare(left);
        DType dtype = Promotion.floating(DType.promote(left.dtype(), right.dtype()));
        Value a = left.cast(dtype);
        int n = a.shape().dim(-1);
        boolean vector = right.shape().rank() == 1;
        Value b = right.cast(dtype);
        b = vector ? b.reshape(Shape.of(b.shape().dim(0), 1)) : b;
        if (b.shape().rank() == 0 || b.shape().dim(-2) != n) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a right side of shape (" + n + ",) or (.., " + n
                            + ", k) for a matrix of shape "
                            + left.shape() + ", got " + right.shape());
        }
        Shape batch = Shape.broadcast(batch(a), batch(b));
        Value x = Value.bind1(op, a.broadcast(batch.concat(matrix(a))), b.broadcast(batch.concat(matrix(b))));
        return vector ? x.reshape(batch.concat(Shape.of(n))) : x;
    }

    public static Value cholesky(Value a) {
        requireSquare(a);
        Value x = a.cast(Promotion.floating(a.dtype()));
        Value l = Value.bind1(new Routine.Cholesky(), x.add(x.transposed()).mul(0.5));
        var positions = l.type().as(DType.INT32);
        Value lower = Value.iota(positions, l.shape().rank() - 2).compare(Relation.GE,
                Value.iota(positions, l.shape().rank() - 1));
        // zeros already; as a choice they have no derivative, whatever is made of them
        return Value.select(lower, l, Value.zeros(l.type()));
    }

    public static Value inverse(Value a) {
        requireSquare(a);
        DType dtype = Promotion.floating(a.dtype());
        return solve(a.cast(dtype), Sequences.eye(dtype, a.shape().dim(-1)));
    }

    private static void requireSquare(Value a) {
        Shape s = a.shape();
        if (s.rank() < 2 || s.dim(-1) != s.dim(-2)) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a square matrix or a batch of them, of shape (.., n, n), got shape "
                            + s);
        }
    }
}
