package org.leibniz;

import static org.leibniz.DType.BFLOAT16;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT16;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Fun;

/// The table of operations: what each takes, from where its random inputs come, and what may be asked of it.
/// [OpTableTest] drives every row through values, derivatives, `vmap` and `jit` on every evaluator. The scalar
/// functions and the operations of programs are here, those of the public interface in [PublicOps].
final class OpTable {
    static final DType[] FLOATS = {FLOAT64, FLOAT32, FLOAT16, BFLOAT16};
    static final DType[] WIDE = {FLOAT64, FLOAT32};
    static final DType[] INTEGERS = {INT32, INT64};

    private OpTable() {}

    /// Where the elements of an input come from.
    @FunctionalInterface
    interface Domain {
        double[] sample(Random random, Shape shape);

        /// Uniform numbers.
        static Domain in(double low, double high) {
            return (r, s) -> r.doubles(s.size(), low, high).toArray();
        }

        /// Integers from one up to, not including, another.
        static Domain integers(int low, int high) {
            return (r, s) -> r.ints(s.size(), low, high).asDoubleStream().toArray();
        }
    }

    static final Domain REAL = Domain.in(-2, 2);
    static final Domain POSITIVE = Domain.in(0.3, 3);
    static final Domain UNIT = Domain.in(-0.9, 0.9);
    static final Domain BITS = Domain.integers(0, 2);
    /// Nothing near 0, of both signs.
    static final Domain NONZERO = (r, s) -> r.doubles(s.size(), 0.3, 2).map(x -> r.nextBoolean() ? x : -x).toArray();
    /// Nothing near an integer or half of one.
    static final Domain BETWEEN = (r, s) -> r.doubles(s.size(), 0.1, 0.4).map(x -> x + 0.5 * r.nextInt(-8, 8))
            .toArray();
    /// No two near each other, so that an order is safe.
    static final Domain DISTINCT = (r, s) -> {
        var order = new ArrayList<Double>();
        for (int i = 0; i < s.size(); i++) {
            order.add(0.3 * (i - s.size() / 2) + r.nextDouble(0.05, 0.2));
        }
        Collections.shuffle(order, r);
        return order.stream().mapToDouble(Double::doubleValue).toArray();
    };
    /// Matrices far from singular, and their triangles too.
    static final Domain REGULAR = (r, s) -> diagonal(r.doubles(s.size(), -1, 1).toArray(), s, 4);
    /// Symmetric positive definite matrices.
    static final Domain DEFINITE = (r, s) -> {
        double[] a = r.doubles(s.size(), -0.5, 0.5).toArray();
        int n = s.dim(-1);
        for (int m = 0; m < a.length; m += n * n) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    a[m + j * n + i] = a[m + i * n + j];
                }
            }
        }
        return diagonal(a, s, 3);
    };

    private static double[] diagonal(double[] a, Shape s, double plus) {
        int n = s.dim(-1);
        for (int m = 0; m < a.length; m += n * n) {
            for (int i = 0; i < n; i++) {
                a[m + i * n + i] += plus;
            }
        }
        return a;
    }

    /// An input of an operation.
    ///
    /// @param shape its shape
    /// @param domain its elements
    /// @param fixed its dtype if that is not the row's; such an input is not differentiated unless it is floating
    record Input(Shape shape, Domain domain, @Nullable DType fixed) {
        DType dtype(DType row) {
            return fixed == null ? row : fixed;
        }

        Value sample(Random random, DType row, Shape as) {
            var dtype = dtype(row);
            double[] x = domain.sample(random, as);
            Object data = Buffers.allocate(dtype, x.length);
            for (int i = 0; i < x.length; i++) {
                Buffers.setDouble(dtype, data, i, x[i]);
            }
            return Value.of(new Type(dtype, as), data);
        }
    }

    static Input input(Domain domain, int... dims) {
        return new Input(Shape.of(dims), domain, null);
    }

    static Input fixed(DType dtype, Domain domain, int... dims) {
        return new Input(Shape.of(dims), domain, dtype);
    }

    /// One operation.
    ///
    /// @param name the operation, and in parentheses what of it
    /// @param f the function
    /// @param inputs what it takes
    /// @param dtypes in what it is computed; derivatives are checked if float64 is among them
    /// @param elementwise whether larger inputs of equal shapes may be given too
    /// @param differentiable whether its results have derivatives; those of steps are 0
    /// @param ulps how far evaluators may be apart: in units of the last place of each element, or of the largest one
    ///     if not elementwise
    record Row(String name, Fun f, List<Input> inputs, DType[] dtypes, boolean elementwise, boolean differentiable,
            double ulps) {
        /// The operation alone.
        String operation() {
            int end = name.indexOf('(');
            return end < 0 ? name : name.substring(0, end);
        }

        Row dtypes(DType... types) {
            return new Row(name, f, inputs, types, elementwise, differentiable, ulps);
        }

        Row ulps(double limit) {
            return new Row(name, f, inputs, dtypes, elementwise, differentiable, limit);
        }

        /// Of results without derivatives: truth values, positions.
        Row discrete() {
            return new Row(name, f, inputs, dtypes, elementwise, false, ulps);
        }
    }

    static Row row(String name, Fun f, Input... inputs) {
        return new Row(name, f, List.of(inputs), WIDE, false, true, 64);
    }

    private static Fun one(Op op) {
        return x -> Value.bind(op, x);
    }

    // ---- the rows

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (ScalarFn fn : ScalarFn.values()) {
            scalar(fn, rows);
        }
        rows.addAll(operations());
        rows.addAll(PublicOps.rows());
        return List.copyOf(rows);
    }

    private static void scalar(ScalarFn fn, List<Row> rows) {
        var real = new Domain[fn.arity()];
        var whole = new Domain[fn.arity()];
        Arrays.fill(whole, Domain.integers(-20, 21));
        switch (fn) {
            case NEG, ADD, SUB, MUL, SQUARE, EXP, EXPM1, SIN, COS, ATAN, SINH, COSH, TANH, ASINH, SIGMOID, SOFTPLUS,
                    LOG_SIGMOID, ERF,
                    ERFC, BELL, NORMAL_CDF ->
                Arrays.fill(real, REAL);
            case DIV, RECIPROCAL, ABS, SIGN, RELU, CBRT, ATAN2 -> Arrays.fill(real, NONZERO);
            case MAX, MIN -> {
                real[0] = Domain.integers(-4, 4);
                real[1] = (r, s) -> Arrays.stream(Domain.integers(-4, 4).sample(r, s)).map(x -> x + 0.3).toArray();
            }
            case FLOOR_DIV, MOD, REM -> {
                real[0] = (r, s) -> Arrays.stream(BETWEEN.sample(r, s)).map(x -> 1.5 * x).toArray();
                real[1] = (r, s) -> r.doubles(s.size()).map(x -> r.nextBoolean() ? 1.5 : -1.5).toArray();
                whole[1] = (r, s) -> r.ints(s.size(), 1, 9).mapToDouble(x -> r.nextBoolean() ? x : -x).toArray();
            }
            case FLOOR, CEIL, ROUND, TRUNC -> Arrays.fill(real, BETWEEN);
            case LOG, SQRT, ROOT, RSQRT, LGAMMA, DIGAMMA -> Arrays.fill(real, POSITIVE);
            case POLYGAMMA -> {
                // the order is no operand to differentiate by
                rows.add(scalar(fn.name() + "(order)", x -> Value.bind(fn.op(), Value.literal(x[0].type(), 2), x[0]),
                        new Domain[]{POSITIVE}, 8,
                        FLOATS));
                return;
            }
            case LOG1P -> Arrays.fill(real, Domain.in(-0.7, 3));
            case POW -> {
                real[0] = POSITIVE;
                real[1] = REAL;
                whole[0] = Domain.integers(-3, 4);
                whole[1] = Domain.integers(0, 6);
            }
            case TAN -> Arrays.fill(real, Domain.in(-1.2, 1.2));
            case ASIN, ACOS, ATANH, ERFINV, ERFINV_BELL -> Arrays.fill(real, UNIT);
            case ACOSH -> Arrays.fill(real, Domain.in(1.2, 4));
            case NOT, AND, OR, XOR -> {
            }
            case SHIFT_RIGHT -> whole[1] = Domain.integers(0, 31);
        }
        double ulps = fn == ScalarFn.POW ? 4 : 8;
        if (fn.accepts(FLOAT64)) {
            rows.add(scalar(fn.name(), one(fn.op()), real, ulps, FLOATS));
        }
        if (fn.accepts(INT32)) {
            rows.add(scalar(fn.name() + "(integers)", one(fn.op()), whole, 0, INTEGERS));
        }
        if (fn.accepts(BOOL)) {
            Arrays.fill(whole, BITS);
            rows.add(scalar(fn.name() + "(truth values)", one(fn.op()), whole, 0, BOOL));
        }
    }

    private static Row scalar(String name, Fun f, Domain[] domains, double ulps, DType... dtypes) {
        var inputs = Arrays.stream(domains).map(d -> input(d, 2, 3)).toList();
        return new Row(name, f, inputs, dtypes, true, true, ulps);
    }

    /// Operations of programs in forms that the public interface does not write.
    private static List<Row> operations() {
        var none = Ints.of();
        return List.of(
                row("Slice(steps)", one(new Movement.Slice(ints(1, 0), ints(2, 3), ints(2, 1))), input(REAL, 4, 3)),
                row("Pad(between)", one(new Movement.Pad(ints(1, 0), ints(0, 2), ints(0, 2))), input(REAL, 2, 3)),
                row("Windows", one(new Movement.Windows(ints(2, 0), ints(2, 3), ints(1, 2), ints(2, 1))),
                        input(REAL, 6, 2, 4)),
                row("Overlap", one(new Reduction.Overlap(ints(0, 2), ints(6, 5), ints(2, 1), ints(1, 2))),
                        input(REAL, 2, 2, 3, 3, 2)),
                row("Overlap(side by side)", one(new Reduction.Overlap(ints(1), ints(7), ints(3), ints(1))),
                        input(REAL, 2, 2, 2)),
                row("Dot(batch)", one(new Routine.Dot(ints(1), ints(0), ints(0), ints(2))), input(REAL, 3, 2, 4),
                        input(REAL, 2, 5, 3)),
                row("Dot(two axes)", one(new Routine.Dot(none, none, ints(0, 2), ints(1, 0))), input(REAL, 3, 2, 4),
                        input(REAL, 4, 3)),
                row("Dot(outer)", one(new Routine.Dot(none, none, none, none)), input(REAL, 3), input(REAL, 2)),
                row("Gather(batch)", one(new Routine.Gather(2, 1)), input(REAL, 2, 3, 4),
                        fixed(INT32, Domain.integers(-4, 4), 2, 5)),
                row("Gather(indices 2-d)", one(new Routine.Gather(1, 0)), input(REAL, 2, 3),
                        fixed(INT64, Domain.integers(0, 3), 2, 2)),
                row("Scatter(sum)", x -> Value.bind(new Routine.Scatter(0, 0, 5, Reducer.SUM), x[1], x[0]),
                        input(REAL, 4, 2),
                        fixed(INT32, Domain.integers(-5, 5), 4)),
                row("Scatter(batch)", x -> Value.bind(new Routine.Scatter(1, 1, 4, Reducer.SUM), x[1], x[0]),
                        input(REAL, 2, 3),
                        fixed(INT32, Domain.integers(0, 4), 2, 3)),
                row("Scatter(max)", x -> Value.bind(new Routine.Scatter(0, 0, 5, Reducer.MAX), x[1], x[0]),
                        fixed(INT32, Domain.integers(0, 9), 4),
                        fixed(INT32, Domain.integers(0, 5), 4)).discrete(),
                row("AddAt", x -> Value.bind(new Routine.AddAt(0, 0), x[0], x[2], x[1]), input(REAL, 5, 2),
                        input(REAL, 4, 2), fixed(INT32, Domain.integers(-5, 5), 4)),
                row("AddAt(batch)", x -> Value.bind(new Routine.AddAt(1, 1), x[0], x[2], x[1]), input(REAL, 2, 4),
                        input(REAL, 2, 3), fixed(INT64, Domain.integers(0, 4), 2, 3)),
                row("AddAt(indices 2-d)", x -> Value.bind(new Routine.AddAt(1, 0), x[0], x[2], x[1]),
                        input(REAL, 2, 3, 2), input(REAL, 2, 2, 2, 2), fixed(INT32, Domain.integers(-3, 3), 2, 2)),
                row("AddAt(one)", x -> Value.bind(new Routine.AddAt(1, 0), x[0], x[2], x[1]), input(REAL, 2, 3, 2),
                        input(REAL, 2, 2), fixed(INT32, Domain.integers(-3, 3))),
                row("First", one(new Routine.First(0, 5)), fixed(INT32, Domain.integers(-5, 5), 3, 4)).discrete(),
                row("First(batch)", one(new Routine.First(1, 3)), fixed(INT64, Domain.integers(-3, 3), 2, 7))
                        .discrete(),
                row("CumSum(reverse)", one(new Routine.CumSum(0, true)), input(REAL, 4, 2)).dtypes(FLOAT64, FLOAT32,
                        INT32),
                row("Sort(values)", x -> new Value[]{Value.bind(new Routine.Sort(1), x)[0]}, input(DISTINCT, 2, 5)),
                row("Solve", one(new Routine.Solve(false)), input(REGULAR, 3, 3), input(REAL, 3, 2)),
                row("Solve(transposed)", one(new Routine.Solve(true)), input(REGULAR, 2, 3, 3), input(REAL, 2, 3, 1)),
                row("TriangularSolve(lower)", one(new Routine.TriangularSolve(true, false)), input(REGULAR, 3, 3),
                        input(REAL, 3, 2)),
                row("TriangularSolve(upper)", one(new Routine.TriangularSolve(false, false)), input(REGULAR, 2, 3, 3),
                        input(REAL, 2, 3, 2)),
                row("TriangularSolve(lower transposed)", one(new Routine.TriangularSolve(true, true)),
                        input(REGULAR, 3, 3),
                        input(REAL, 3, 2)),
                row("TriangularSolve(upper transposed)", one(new Routine.TriangularSolve(false, true)),
                        input(REGULAR, 3, 3),
                        input(REAL, 3, 2)),
                row("Cholesky(batch)", one(new Routine.Cholesky()), input(DEFINITE, 2, 3, 3)),
                row("Cast(narrow)", x -> new Value[]{x[0].cast(FLOAT32)}, fixed(FLOAT64, REAL, 2, 3)).dtypes(FLOAT64)
                        .discrete(),
                row("Select", one(new Pointwise.Select()), fixed(BOOL, BITS, 2, 3), input(REAL, 2, 3),
                        input(REAL, 2, 3)),
                row("RandomBits", one(new Routine.RandomBits(new Type(INT64, Shape.of(7)))),
                        fixed(INT32, Domain.integers(0, 1000), 2))
                        .discrete(),
                row("Compare(EQ)", one(new Pointwise.Compare(Relation.EQ)), input(BITS, 2, 3), input(BITS, 2, 3))
                        .dtypes(FLOAT64, INT32, BOOL)
                        .discrete(),
                row("Restated", x -> Value.bind(new Mark.Restated(), x[0].mul(x[0]), x[0].map(ScalarFn.SQUARE)),
                        input(REAL, 2, 3)),
                row("StopGradient", one(new Mark.StopGradient()), input(REAL, 2, 3)).discrete());
    }

    private static Ints ints(int... items) {
        return Ints.of(items);
    }
}
