package org.leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.Matrices.Matrix;

/// The matrices of a product that is symmetric, C\[m,m] = A D Aᵀ with a diagonal D, or of many side by side, as a body
/// says it: both operands are one view of one array, the first perhaps scaled along k. By definition the upper half of
/// such a product is the lower one, mirrored, so it costs half of another one.
///
/// ```
/// { a: f64[100000], b: f64[1000]
///   c: f64[100,1000] = ..                       a view of a
///   d: f64[100,1000] = broadcast(100, 1000) b   the same for each row
///   e: f64[100,1000] = mul c d
///   f: f64[100,100] = dot[batch [][] contract [1][1]] e c
///   return f }
/// ```
///
/// @param dtype of all, a float
/// @param batches how many products there are
/// @param m rows of A, rows and columns of C
/// @param k columns of A
/// @param a the matrix
/// @param factors of the diagonal, in the order in which A is multiplied by them
/// @param c the result
public record Symmetric(DType dtype, int batches, int m, int k, Matrix a, List<Factor> factors, Matrix c) {
    /// From so many rows on, and so many multiply-adds, half of a product costs less than all of it.
    private static final int ROWS = 64;

    private static final long WORK = 200_000;

    /// A factor of the diagonal.
    ///
    /// @param matrix where it lies, the same for all rows; null if it is a number
    /// @param number which one it is
    public record Factor(@Nullable Matrix matrix, double number) {}

    /// Whether half of a product is worth what it takes to know that the other is the same.
    static boolean isWorthIt(DType dtype, int m, int n, int k) {
        return (dtype == DType.FLOAT32 || dtype == DType.FLOAT64) && m == n && m >= ROWS && (long) m * n * k >= WORK;
    }

    /// The matrices of a symmetric product.
    ///
    /// @param body of a kernel of a plan
    /// @return where they lie; empty if the body is around something else
    public static Optional<Symmetric> of(Program body) {
        for (int i = 0; i < body.size(); i++) {
            if (body.op(i) instanceof Routine.Dot) {
                return of(body, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<Symmetric> of(Program body, int dot) {
        var views = SlotViews.of(body);
        int[] maker = body.makers();
        int scaled = body.in(dot, 0);
        int right = body.in(dot, 1);
        var type = body.type(right);
        var factors = new ArrayList<Factor>();
        while (views.view()[scaled] == null) {
            int mul = maker[scaled];
            int by = body.in(mul, 1);
            boolean number = body.op(maker[by]) instanceof Leaf.Fill;
            factors.addFirst(number
                    ? new Factor(null, ((Leaf.Fill) body.op(maker[by])).value())
                    : new Factor(Matrices.matrix(body, views, by), 0));
            scaled = body.in(mul, 0);
        }
        int m = type.shape().dim(-2);
        int k = type.shape().dim(-1);
        if (!isWorthIt(type.dtype(), m, body.type(scaled).shape().dim(-2), k)
                || views.source()[scaled] != views.source()[right]
                || !Objects.equals(Matrices.operand(views, scaled, body), Matrices.operand(views, right, body))) {
            return Optional.empty();
        }
        int batches = type.shape().size() / (m * k);
        var c = Matrices.result(body, views, dot);
        return Optional.of(new Symmetric(type.dtype(), batches, m, k, Matrices.matrix(body, views, scaled), factors,
                c.column() == 1 ? c : c.transposed()));
    }

    /// What a product's body multiplies its first operand by.
    static Pointwise scaling() {
        return new Pointwise.Binary(ScalarFn.MUL);
    }
}
