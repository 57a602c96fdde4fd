package org.leibniz.transform;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;

/// The gradient of a gather is a large table of zeros with some rows in it. Where it is only scaled and then added to
/// something, it stays a list of rows and their positions until then ([Routine.AddAt]), so that a step of descent costs
/// what it touches. It is the last part of [Simplify], since it has to know that nothing else uses the table.
///
/// ```
/// { a: f32[5000,8], b: i32[9], c: f32[9,8]              { a: f32[5000,8], b: i32[9], c: f32[9,8]
///   d: f32[5000,8] = scatter_sum[0 ..] b c                d: i32[9] = first[..] b
///   e: f32[5000,8] = 2                           ==>      e: f32[9,8] = scatter_sum[0 .. size 9] d c
///   f: f32[5000,8] = mul d e                              f: f32[9,8] = 2
///   g: f32[5000,8] = sub a f                              g: f32[9,8] = mul e f
///   return g }                                            h: f32[9,8] = neg g
///                                                         i: f32[5000,8] = add_at[0 ..] a b h
///                                                         return i }
/// ```
/// The rows of a position are summed before they are scaled, as they would be in the table, so the bits are the same:
/// the sum stands where the position occurs first ([Routine.First]), zeros where it occurs again.
final class SparseSums {
    /// The elements of a table from which on it is worth it.
    private static final int LARGE = 1 << 12;

    private static final int NONE = -1;

    /// What a slot may stay: rows for a table.
    ///
    /// @param into how they would be scattered
    /// @param indices the dtype of the positions
    /// @param elements of all rows
    private record Rows(Routine.Scatter into, DType indices, long elements) {
        @Nullable
        Rows and(@Nullable Rows other) {
            return other != null && into.equals(other.into) && indices == other.indices
                    ? new Rows(into, indices, elements + other.elements)
                    : null;
        }
    }

    /// Rows that are written: the slots of the positions, `B + [count]`, and of the updates, `B + P + [count] + Q`.
    private record Written(int indices, int updates) {}

    private final Program p;
    private final int[] makers;
    private final @Nullable Rows[] rows; // by slot
    private final boolean[] stays; // the slots that stay rows

    private SparseSums(Program p) {
        this.p = p;
        makers = p.makers();
        rows = new Rows[p.slots()];
        stays = new boolean[p.slots()];
    }

    /// Finds such tables.
    ///
    /// @param p a simplified program
    /// @return null if there are none
    static @Nullable SparseSums of(Program p) {
        for (int i = 0; i < p.size(); i++) {
            if (isLarge(p, i)) {
                var sums = new SparseSums(p);
                return sums.isAny() ? sums : null;
            }
        }
        return null;
    }

    /// Whether an operation makes a table of which at most half is touched.
    private static boolean isLarge(Program p, int i) {
        if (!(p.op(i) instanceof Routine.Scatter(var _, var _, var _, var reducer) && reducer == Reducer.SUM)) {
            return false;
        }
        int table = p.type(p.out(i)).shape().size();
        int updates = p.type(p.in(i, 1)).shape().size();
        return table >= LARGE && updates > 0 && updates <= table / 2;
    }

    private boolean isAny() {
        boolean[] once = once();
        for (int i = 0; i < p.size(); i++) {
            if (p.results(i) == 1 && once[p.out(i)]) {
                rows[p.out(i)] = rows(i);
            }
        }
        boolean any = false;
        for (int i = p.size() - 1; i >= 0; i--) {
            if (p.results(i) == 1 && stays[p.out(i)]) {
                for (int j = 0; j < p.arity(i); j++) {
                    stays[p.in(i, j)] |= rows[p.in(i, j)] != null;
                }
            } else {
                int added = added(i);
                if (added >= 0) {
                    stays[p.in(i, added)] = true;
                    any = true;
                }
            }
        }
        return any;
    }

    /// Which slots one operation uses once.
    private boolean[] once() {
        int[] uses = new int[p.slots()];
        for (int i = 0; i < p.size(); i++) {
            for (int j = 0; j < p.arity(i); j++) {
                uses[p.in(i, j)]++;
            }
        }
        for (int i = 0; i < p.outputs(); i++) {
            uses[p.outSlot(i)] += 2;
        }
        boolean[] once = new boolean[uses.length];
        for (int s = 0; s < once.length; s++) {
            once[s] = uses[s] == 1;
        }
        return once;
    }

    private boolean isSum(int i) {
        return p.op(i) instanceof Pointwise.Binary(var fn) && (fn == ScalarFn.ADD || fn == ScalarFn.SUB);
    }

    /// The operand that is added as rows to the other one, or -1.
    private int added(int i) {
        if (!isSum(i)) {
            return NONE;
        }
        return rows[p.in(i, 1)] != null
                ? 1
                : rows[p.in(i, 0)] != null && p.op(i).equals(ScalarFn.ADD.op()) ? 0 : NONE;
    }

    /// What an operation gives may stay what its operand is, if it does the same to every element and leaves zeros.
    private @Nullable Rows rows(int i) {
        var op = p.op(i);
        if (op instanceof Routine.Scatter into) {
            return isLarge(p, i)
                    ? new Rows(into, p.type(p.in(i, 0)).dtype(), p.type(p.in(i, 1)).shape().size())
                    : null;
        }
        if (isSum(i)) {
            var first = rows[p.in(i, 0)];
            var both = first == null ? null : first.and(rows[p.in(i, 1)]);
            return both != null && both.elements <= p.type(p.out(i)).shape().size() / 2 ? both : null;
        }
        if (op.equals(ScalarFn.MUL.op())) {
            int factor = factor(i);
            return isUniform(p.in(i, factor), false) ? rows[p.in(i, 1 - factor)] : null;
        }
        boolean scaled = op.equals(ScalarFn.NEG.op())
                || op.equals(ScalarFn.DIV.op()) && isUniform(p.in(i, 1), true)
                || op instanceof Pointwise.Cast(var to) && to.isFloating()
                        && p.type(p.in(i, 0)).dtype().isFloating();
        return scaled ? rows[p.in(i, 0)] : null;
    }

    /// Which operand of a product or quotient is the number.
    private int factor(int i) {
        return isUniform(p.in(i, 1), false) ? 1 : 0;
    }

    /// Whether a slot holds one number everywhere, which leaves zeros as they are.
    private boolean isUniform(int slot, boolean divides) {
        var maker = makers[slot] < 0 ? null : p.op(makers[slot]);
        return maker instanceof Leaf.Fill(var _, var number)
                ? Double.isFinite(number) && !(divides && number == 0)
                : maker instanceof Movement.Broadcast && p.type(p.in(makers[slot], 0)).shape().size() == 1;
    }

    // ---- writing

    /// Writes the program anew.
    ///
    /// @return the slots of its outputs
    int[] write(CommutingWriter w, Algebra algebra) {
        return new Writing(w, algebra).program();
    }

    private final class Writing {
        private final CommutingWriter w;
        private final Algebra algebra;
        private final int[] at = Ints.range(0, p.slots()).toArray(); // for each slot the one where it is now
        private final @Nullable Written[] written = new Written[p.slots()]; // those that stay rows

        Writing(CommutingWriter w, Algebra algebra) {
            this.w = w;
            this.algebra = algebra;
        }

        int[] program() {
            for (int i = 0; i < p.size(); i++) {
                int out = p.out(i);
                int added = added(i);
                if (p.results(i) == 1 && stays[out]) {
                    written[out] = rows(i);
                } else if (added >= 0) {
                    at[out] = addAt(i, added);
                } else {
                    int[] slots = algebra.write(p.op(i), p.resultTypes(i), p.ofOperands(i, at));
                    System.arraycopy(slots, 0, at, out, slots.length);
                }
            }
            return p.ofOutputs(at);
        }

        private int addAt(int i, int added) {
            var rows = written(p.in(i, added));
            var into = scatter(p.in(i, added));
            int updates = p.op(i).equals(ScalarFn.SUB.op()) ? negative(rows.updates) : rows.updates;
            return w.add(new Routine.AddAt(into.axis(), into.batch()), at[p.in(i, 1 - added)], rows.indices, updates);
        }

        private Written rows(int i) {
            var op = p.op(i);
            if (op instanceof Routine.Scatter into) {
                return flat(into, at[p.in(i, 0)], at[p.in(i, 1)]);
            }
            if (isSum(i)) {
                return sum(scatter(p.out(i)), written(p.in(i, 0)), written(p.in(i, 1)), op);
            }
            boolean scaled = op instanceof Pointwise.Binary;
            int number = scaled ? factor(i) : NONE;
            var rows = written(p.in(i, number == 0 ? 1 : 0));
            var t = w.type(rows.updates);
            var type = p.type(p.out(i)).as(t.shape());
            int updates = !scaled
                    ? write(op, type, rows.updates)
                    : number == 1
                            ? write(op, type, rows.updates, everywhere(p.in(i, 1), t))
                            : write(op, type, everywhere(p.in(i, 0), t), rows.updates);
            return new Written(rows.indices, updates);
        }

        /// Updates of a scatter with one axis of positions.
        private Written flat(Routine.Scatter into, int indices, int updates) {
            var i = w.type(indices);
            var u = w.type(updates);
            int axes = i.shape().rank() - into.batch();
            var positions = i.shape().slice(0, into.batch());
            var count = Shape.of(i.shape().slice(into.batch(), i.shape().rank()).size());
            var merged = u.shape().slice(0, into.axis()).concat(count)
                    .concat(u.shape().slice(into.axis() + axes, u.shape().rank()));
            return collected(into, reshape(indices, positions.concat(count)), reshape(updates, merged));
        }

        /// The same sums with the sum of each position where it occurs first.
        private Written collected(Routine.Scatter into, int indices, int updates) {
            var type = w.type(updates);
            int count = type.shape().dim(into.axis());
            if (count == 1 || type.dtype().isInteger()) {
                return new Written(indices, updates);
            }
            int first = w.add(new Routine.First(into.batch(), into.size()), indices);
            return new Written(indices,
                    w.add(new Routine.Scatter(into.axis(), into.batch(), count, Reducer.SUM), first, updates));
        }

        /// The sum or difference of rows.
        private Written sum(Routine.Scatter into, Written a, Written b, Op op) {
            if (a.indices == b.indices) {
                return new Written(a.indices, write(op, w.type(a.updates), a.updates, b.updates));
            }
            int second = op.equals(ScalarFn.SUB.op()) ? negative(b.updates) : b.updates;
            return collected(into, joined(into.batch(), a.indices, b.indices),
                    joined(into.axis(), a.updates, second));
        }

        private int joined(int axis, int a, int b) {
            var shape = w.type(a).shape();
            var type = w.type(a).as(shape.with(axis, shape.dim(axis) + w.type(b).shape().dim(axis)));
            return write(new Routine.Concat(axis), type, a, b);
        }

        private int negative(int updates) {
            return write(ScalarFn.NEG.op(), w.type(updates), updates);
        }

        private int reshape(int slot, Shape shape) {
            return write(new Movement.Reshape(shape), w.type(slot).as(shape), slot);
        }

        /// The number that a slot of the program holds everywhere, for all of some updates.
        private int everywhere(int slot, Type updates) {
            if (p.op(makers[slot]) instanceof Leaf.Fill(var _, var number)) {
                return w.add(new Leaf.Fill(updates, number));
            }
            int one = reshape(at[p.in(makers[slot], 0)], Shape.SCALAR);
            return write(new Movement.Broadcast(updates.shape()), updates, one);
        }

        private int write(Op op, Type type, int... in) {
            return algebra.write(op, new Type[]{type}, in)[0];
        }

        private Routine.Scatter scatter(int slot) {
            return present(rows[slot]).into;
        }

        private Written written(int slot) {
            return present(written[slot]);
        }
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
