package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.mask;
import static org.leibniz.transform.SymbolicZeros.nulls;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Extract;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Slices;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Reverse mode: a linear program run backwards. If `y = A x` is what the program computes of its linear parameters,
/// this computes `AT ct`.
///
/// A rule that a user wrote is proved linear on the way (`strict`): its program is taken apart first ([Separate]), so
/// that what does not depend on the linear parameters, such as the counter of a loop, does not count.
///
/// Only linear operations occur on the way, so there are few rules, and each is one line: the transpose of a sum is a
/// broadcast, of a slice a pad, of a product with a constant that product. Cotangents that meet are added. Operations
/// that do not depend on the linear parameters are run forward first.
final class Transpose {
    private Transpose() {}

    private record Transposition(Ints linear, Ints cotangents, boolean strict) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Transposition other && strict == other.strict
                    && linear.equals(other.linear) && cotangents.equals(other.cotangents);
        }

        @Override
        public int hashCode() {
            return 31 * linear.hashCode() + cotangents.hashCode() + (strict ? 1 : 0);
        }
    }

    /// The transpose as a program `nonlinear params, cotangents -> cotangents of the linear params`.
    ///
    /// @param p linear in some parameters
    /// @param linear which
    /// @param given the outputs that have a cotangent
    /// @param strict whether `p` is a user's rule that has to be proved linear
    /// @throws NotLinear if it is not
    static Program program(Program p, boolean[] linear, boolean[] given, boolean strict) {
        return p.memo(new Transposition(Masks.bits(linear), Masks.bits(given), strict), () -> {
            var q = strict ? Separate.apart(p, linear) : p;
            return Program.of(a -> apply(q, linear, given, strict, a), types(p, linear, given));
        });
    }

    /// The transpose of a branch or body: as [#program], with what hooks in it use from around it captured.
    static Extract.Traced body(Program p, boolean[] linear, boolean[] given, boolean strict) {
        return p.hasHooks()
                ? Staging.body(TracePurpose.BODY, a -> apply(p, linear, given, strict, a),
                        types(p, linear, given))
                : new Extract.Traced(program(p, linear, given, strict), new Value[0], Ints.of(), new Value[0]);
    }

    private static Type[] types(Program p, boolean[] linear, boolean[] given) {
        return Slices.join(Masks.where(p.paramTypes(), linear, false), Masks.where(p.outputTypes(), given, true));
    }

    private static Value[] apply(Program p, boolean[] linear, boolean[] given, boolean strict, Value... a) {
        int k = linear.length - Masks.count(linear);
        return apply(p, linear, part(a, 0, k), SymbolicZeros.spread(given, a, k), strict);
    }

    /// The transpose of the linear part of a program that is split, applied to values.
    ///
    /// @param variables how many tangents that part has, its last parameters
    static Value[] pull(Linearize.Split split, Value[] residuals, @Nullable Value[] cts, int variables) {
        return apply(split.linear(), Masks.last(split.linear().params(), variables), residuals, cts, false);
    }

    /// The transpose applied to values: recorded or run at once, as their operations are.
    static Value[] apply(Program p, boolean[] linear, Value[] nonlinear, @Nullable Value[] cotangents, boolean strict) {
        var env = nulls(p.slots());
        boolean[] depends = Arrays.copyOf(linear, p.slots());
        for (int i = 0, k = 0; i < linear.length; i++) {
            env[i] = linear[i] ? null : nonlinear[k++];
        }
        for (int i = 0; i < p.size(); i++) {
            if (Masks.any(p.ofOperands(i, depends))) {
                Arrays.fill(depends, p.out(i), p.out(i) + p.results(i), true);
            } else {
                Value[] y = forward(p, i, env);
                System.arraycopy(y, 0, env, p.out(i), y.length);
            }
        }
        var ct = nulls(p.slots());
        for (int i = 0; i < p.outputs(); i++) {
            int s = p.outSlot(i);
            if (depends[s]) {
                ct[s] = SymbolicZeros.plus(ct[s], cotangents[i]);
            } else if (strict && cotangents[i] != null && !isZero(env[s])) {
                throw new NotLinear("a result does not depend on it").in(linear);
            }
        }
        for (int i = p.size() - 1; i >= 0; i--) {
            var out = p.ofResults(i, ct);
            if (!Masks.any(mask(out)) || !depends[p.out(i)]) {
                continue;
            }
            boolean[] lin = p.ofOperands(i, depends);
            var back = rule(p, i, linear, new Site(p.op(i), p.ofOperands(i, env), p.operandTypes(i), lin, out,
                    p.resultTypes(i), strict));
            for (int j = 0; j < lin.length; j++) {
                if (lin[j]) {
                    int s = p.in(i, j);
                    ct[s] = SymbolicZeros.plus(ct[s], back[j]);
                }
            }
        }
        var result = new ArrayList<Value>();
        for (int i = 0; i < linear.length; i++) {
            if (linear[i]) {
                result.add(SymbolicZeros.orZeros(ct[i], p.type(i)));
            }
        }
        return Value.array(result);
    }

    /// The cotangents of the linear operands; what is not linear is told in the parameters of the program.
    private static @Nullable Value[] rule(Program p, int i, boolean[] linear, Site s) {
        try {
            return rule(s);
        } catch (NotLinear e) {
            boolean[] needed = new boolean[p.slots()];
            for (int j = 0; j < p.arity(i); j++) {
                needed[p.in(i, j)] |= e.isIn(s.op(), j);
            }
            for (int k = i - 1; k >= 0; k--) {
                boolean any = Masks.any(p.ofResults(k, needed));
                for (int j = 0; any && j < p.arity(k); j++) {
                    needed[p.in(k, j)] = true;
                }
            }
            boolean[] in = new boolean[linear.length];
            for (int k = 0; k < in.length; k++) {
                in[k] = linear[k] && needed[k];
            }
            throw e.in(in);
        }
    }

    // every operand of an operation that does not depend on the linear parameters is present
    @SuppressWarnings("NullAway")
    private static Value[] forward(Program p, int i, @Nullable Value[] env) {
        return p.step(i, env);
    }

    private static boolean isZero(@Nullable Value v) {
        return v != null && v.isZero();
    }

    /// One operation of a linear program, seen backwards.
    ///
    /// @param op the operation
    /// @param in its operands, null where linear
    /// @param types the types of its operands
    /// @param linear which operands are linear
    /// @param ct the cotangents of its outputs, null for zero
    /// @param outs the types of its outputs
    /// @param strict whether linearity has to be proved
    record Site(Op op, @Nullable Value[] in, Type[] types, boolean[] linear, @Nullable Value[] ct, Type[] outs,
            boolean strict) {
        Value x(int i) {
            return SymbolicZeros.present(in[i]);
        }

        Value[] nonlinear() {
            return live(in);
        }

        /// Results one a linear operand, at the places of those operands.
        @Nullable
        Value[] place(@Nullable Value[] results) {
            return SymbolicZeros.spread(linear, results, 0);
        }

        /// The cotangent of an output that has one.
        Value ct(int output) {
            return SymbolicZeros.present(ct[output]);
        }

        /// The shape of an operand.
        Shape shape(int operand) {
            return types[operand].shape();
        }

        /// The only linear operand.
        int only() {
            int only = -1;
            for (int i = 0; i < linear.length; i++) {
                if (linear[i]) {
                    if (only >= 0) {
                        throw new NotLinear("it occurs in two factors of " + described(op));
                    }
                    only = i;
                }
            }
            return only;
        }

        /// The cotangent of the only linear operand.
        @Nullable
        Value[] back(Value cotangent) {
            var back = nulls(linear.length);
            back[only()] = cotangent;
            return back;
        }

        /// The operation is not linear in its only operand.
        @Nullable
        Value[] through() {
            return refused("it goes through " + described(op));
        }

        /// Refuses the only linear operand, or first that there are two.
        @Nullable
        Value[] refused(String why) {
            only();
            throw new NotLinear(why);
        }

        /// Strictly, another term must be a written zero.
        void onlyZero(int i, String what) {
            if (strict && !linear[i] && !x(i).isZero()) {
                throw new NotLinear(what);
            }
        }
    }

    /// The cotangents of the linear operands: the table of transposes.
    private static @Nullable Value[] rule(Site s) {
        var op = s.op();
        if (op instanceof Pointwise.Binary(var fn)) { // and so on: what is part of every gradient, as in Typing
            return binary(fn, s);
        }
        if (op instanceof Movement.Broadcast) {
            return s.back(unbroadcast(s.ct(0), s.shape(0)));
        }
        return op instanceof Reduction.Reduce(var r, var axes) ? reduced(r, axes, s) : rule(s, op);
    }

    private static @Nullable Value[] binary(ScalarFn fn, Site s) {
        if (fn == ScalarFn.ADD || fn == ScalarFn.SUB) { // two terms, each linear or zero
            s.onlyZero(0, "it is added to a constant");
            s.onlyZero(1, "a constant is added to it");
            Value ct = s.ct(0);
            return new @Nullable Value[]{s.linear()[0] ? ct : null,
                    s.linear()[1] ? fn == ScalarFn.SUB ? ct.neg() : ct : null};
        }
        if (fn == ScalarFn.MUL) { // two factors, of which one is linear
            return s.back(s.ct(0).mul(s.x(1 - s.only())));
        }
        return fn == ScalarFn.DIV && s.only() == 0 ? s.back(s.ct(0).div(s.x(1))) : s.through();
    }

    private static @Nullable Value[] reduced(Reducer r, Ints axes, Site s) {
        return r == Reducer.SUM ? s.back(Linearize.keep(s.ct(0), s.shape(0), axes)) : s.through();
    }

    /// The whole table.
    private static @Nullable Value[] rule(Site s, Op op) {
        return switch (op) {
            // programs
            case Composite.Cond c -> TransposeFlow.transpose(c, s);
            case Composite.Scan c -> TransposeFlow.transpose(c, s);
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call(var p) when p.hasHooks() ->
                s.place(apply(p, s.linear(), s.nonlinear(), s.ct(), s.strict()));
            case Composite.Call(var p) -> called(s, program(p, s.linear(), mask(s.ct()), s.strict()));
            case Composite.Custom c when CustomRule.isAsWritten(c) ->
                called(s, CustomRule.backward(c, s.linear(), mask(s.ct())));
            case Composite.LinearCall c -> {
                Value[] cts = new Value[s.ct().length];
                for (int i = 0; i < cts.length; i++) {
                    cts[i] = SymbolicZeros.orZeros(s.ct()[i], s.outs()[i]);
                }
                if (Masks.count(c.residuals(s.linear())) > 0) {
                    throw new NotLinear("it decides what a rule gives");
                }
                Value[] residuals = live(c.residuals(s.in()));
                Value[] o = Value.bind(new Composite.Call(c.bwd()), Value.join(residuals, cts));
                // a tangent that was filled up with zeros is not linear, and not asked for
                yield Slices.join(nulls(residuals.length), o);
            }
            case Composite.Custom _ -> s.through();
            case Composite.While _ -> s.refused("it decides how long a loop goes on");

            // several terms, each linear or zero
            case Pointwise.Binary(var fn) -> binary(fn, s);
            case Pointwise.Select _ when s.linear()[0] -> s.through();
            case Pointwise.Select _ -> {
                s.onlyZero(1, "it is chosen or a constant is");
                s.onlyZero(2, "it is chosen or a constant is");
                Value ct = s.ct(0);
                Value zero = Value.zeros(ct.type());
                yield new @Nullable Value[]{null, s.linear()[1] ? Value.select(s.x(0), ct, zero) : null,
                        s.linear()[2] ? Value.select(s.x(0), zero, ct) : null};
            }
            case Routine.Concat(var axis) -> {
                for (int i = 0; i < s.in().length; i++) {
                    s.onlyZero(i, "a constant stands beside it");
                }
                var back = nulls(s.types().length);
                for (int i = 0, from = 0; i < back.length; i++) {
                    int n = s.types()[i].shape().dim(axis);
                    back[i] = s.ct(0).slice(axis, from, n);
                    from += n;
                }
                yield back;
            }
            case Routine.Either _ -> new @Nullable Value[]{s.ct(0), s.ct(0)};

            // several factors, of which one is linear
            case Routine.Dot d -> s.back(dot(d, s, s.only(), s.ct(0)));
            case Routine.Gather(var axis, var batch) -> s.only() == 0
                    ? s.back(Value.bind1(new Routine.Scatter(axis, batch, s.shape(0).dim(axis), Reducer.SUM), s.x(1),
                            s.ct(0)))
                    : s.through();
            case Routine.Scatter(var axis, var batch, var _, var r) -> s.only() == 1 && r == Reducer.SUM
                    ? s.back(s.ct(0).gather(axis, batch, s.x(0)))
                    : s.through();
            case Routine.AddAt(var axis, var batch) -> { // two terms at positions that are known
                if (s.linear()[1]) {
                    yield s.through();
                }
                s.onlyZero(0, "it is added to a constant");
                s.onlyZero(2, "a constant is added to it");
                Value ct = s.ct(0);
                yield new @Nullable Value[]{s.linear()[0] ? ct : null, null,
                        s.linear()[2] ? ct.gather(axis, batch, s.x(1)) : null};
            }
            case Routine.Solve(var transposed) -> s.only() == 1
                    ? s.back(Value.bind1(new Routine.Solve(!transposed), s.x(0), s.ct(0)))
                    : s.through();
            case Routine.TriangularSolve(var lower, var transposed) -> s.only() == 1
                    ? s.back(Value.bind1(new Routine.TriangularSolve(lower, !transposed), s.x(0), s.ct(0)))
                    : s.through();

            // one operand
            case Pointwise.Unary(var fn) -> fn == ScalarFn.NEG ? s.back(s.ct(0).neg()) : s.through();
            case Pointwise.Cast(var to) -> to.isFloating() ? s.back(s.ct(0).cast(s.types()[0].dtype())) : s.through();
            case Movement.Broadcast _ -> s.back(unbroadcast(s.ct(0), s.shape(0)));
            case Movement.Reshape _ -> s.back(s.ct(0).reshape(s.shape(0)));
            case Movement.Transpose(var perm) -> s.back(s.ct(0).transpose(inverse(perm)));
            case Movement.Slice(var start, var size, var step) ->
                s.back(Value.bind1(padding(start, size, step, s.shape(0)), s.ct(0)));
            case Movement.Pad(var low, var _, var interior) ->
                s.back(Value.bind1(new Movement.Slice(low, Ints.of(s.shape(0).toArray()), interior.shift(1)), s.ct(0)));
            case Movement.Reverse(var axes) -> s.back(s.ct(0).reverse(axes));
            case Movement.Windows(var axes, var _, var step, var dilation) ->
                s.back(Value.bind1(
                        new Reduction.Overlap(axes, Ints.of(axes.extents(s.shape(0)).toArray()), step, dilation),
                        s.ct(0)));
            case Reduction.Overlap overlap -> s.back(Value.bind1(overlap.windows(s.shape(0)), s.ct(0)));
            case Reduction.Reduce(var r, var axes) -> reduced(r, axes, s);
            case Routine.CumSum(var axis, var reverse) ->
                s.back(Value.bind1(new Routine.CumSum(axis, !reverse), s.ct(0)));
            case Movement.Spread(var n, var at) -> s.back(Value.bind1(new Reduction.Collapse(n, at), s.ct(0)));
            case Reduction.Collapse(var n, var at) -> s.back(Value.bind1(new Movement.Spread(n, at), s.ct(0)));
            case Mark.HookTangent(var fn) -> s.back(fn.apply(s.ct(0)));
            case Mark.Alias _,Mark.StopGradient _,Mark.Hook _ -> s.back(s.ct(0));

            case Leaf _ -> new @Nullable Value[0];
            case Op.Flat _,Routine.Sort _,Routine.Cholesky _,Mark.Restated _ -> s.through();
        };
    }

    /// The cotangents by a call of a program that computes them.
    private static @Nullable Value[] called(Site s, Program back) {
        return s.place(nonZero(Value.bind(new Composite.Call(back), Value.join(s.nonlinear(), live(s.ct()))), back));
    }

    /// The results of transposed programs, null where all of them write a zero: a cotangent that is zero everywhere is
    /// not passed on, or higher derivatives would carry dead work, and 0 · ∞ with it.
    static @Nullable Value[] nonZero(Value[] results, Program... programs) {
        var r = Arrays.<@Nullable Value>copyOf(results, results.length);
        for (int i = 0; i < r.length; i++) {
            boolean zero = true;
            for (var p : programs) {
                zero &= p.isZero(i);
            }
            r[i] = zero ? null : r[i];
        }
        return r;
    }

    /// `y[b, m, n] = sum a[b, m, k] x[b, k, n]`: the cotangent of x is `sum a[b, m, k] ct[b, m, n]`, its axes brought
    /// back in x's order.
    private static Value dot(Routine.Dot d, Site s, int i, Value ct) {
        var other = s.x(1 - i);
        var mine = d.axes(i);
        var theirs = d.axes(1 - i);
        int nb = mine.batch().size();
        var freeX = mine.free(s.types()[i].shape().rank());
        var freeO = theirs.free(other.shape().rank());
        int fromO = i == 0 ? nb + freeX.size() : nb;
        var back = new Routine.Dot(Ints.range(0, nb), theirs.batch(), Ints.range(fromO, fromO + freeO.size()), freeO);
        Value r = ct.dot(back, other); // axes: batch, free of x, contracted of the other in its own order
        int[] perm = new int[s.types()[i].shape().rank()];
        int next = 0;
        for (int k = 0; k < nb; k++) {
            perm[mine.batch().get(k)] = next++;
        }
        for (int k = 0; k < freeX.size(); k++) {
            perm[freeX.get(k)] = next++;
        }
        for (int k = 0; k < other.shape().rank(); k++) {
            if (theirs.contract().contains(k)) {
                perm[mine.contract().get(theirs.contract().indexOf(k))] = next++;
            }
        }
        return r.transpose(Ints.of(perm));
    }

    private static Op padding(Ints start, Ints size, Ints step, Shape shape) {
        int n = shape.rank();
        int[] high = new int[n];
        int[] interior = new int[n];
        int[] low = start.toArray();
        for (int i = 0; i < n; i++) {
            boolean some = size.get(i) > 0;
            interior[i] = step.get(i) - 1;
            low[i] = some ? low[i] : 0;
            high[i] = shape.dim(i) - low[i] - (some ? (size.get(i) - 1) * step.get(i) + 1 : 0);
        }
        return new Movement.Pad(Ints.of(low), Ints.of(high), Ints.of(interior));
    }

    static Ints inverse(Ints perm) {
        int[] r = new int[perm.size()];
        for (int i = 0; i < r.length; i++) {
            r[perm.get(i)] = i;
        }
        return Ints.of(r);
    }

    /// Sums a broadcast value back to the shape that was broadcast.
    static Value unbroadcast(Value v, Shape to) {
        int lead = v.shape().rank() - to.rank();
        var axes = new ArrayList<Integer>();
        for (int i = 0; i < v.shape().rank(); i++) {
            if (i < lead || to.dim(i - lead) == 1 && v.shape().dim(i) != 1) {
                axes.add(i);
            }
        }
        return v.sum(Ints.of(axes)).reshape(to);
    }

    private static String described(Op op) {
        return op.name() + (op instanceof Pointwise.Select ? ", which decides by it (where, clip and the like)" : "");
    }
}
