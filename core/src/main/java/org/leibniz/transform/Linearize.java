package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;
import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.Masks.bits;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.mask;
import static org.leibniz.transform.SymbolicZeros.nulls;
import static org.leibniz.transform.SymbolicZeros.orZeros;
import static org.leibniz.transform.SymbolicZeros.plus;
import static org.leibniz.transform.SymbolicZeros.present;
import static org.leibniz.transform.SymbolicZeros.spread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Extract;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Trace;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.memory.Sized;

/// Differentiation: a program that also computes tangents, from the derivative rule of each operation.
///
/// Two forms of one table of rules:
/// - [#joint] (forward mode): `(x, t) -> (y, ty)` in one program; a loop carries value and tangent together and keeps
///   nothing.
/// - [#split] (for reverse mode and `linearize`): `x -> (y, residuals)` and a *linear* program `(residuals, t) -> ty`.
///   What the linear program needs of the first is a residual simply by being referenced.
///
/// ```
/// { a: f32                      split   { a: f32              and the linear   { r: f32, t: f32
///   b: f32 = sin a              ==>       b: f32 = sin a                         u: f32 = mul t r
///   return b }                            c: f32 = cos a                         return u }
///                                         return b, c }
/// ```
/// Tangents are floats for every dtype; one that is zero everywhere is null and never written.
final class Linearize {
    private Linearize() {}

    /// A program in two parts.
    ///
    /// @param primal `knowns, params -> outputs, residuals`
    /// @param linear `residuals, tangents of the active params -> tangents of the active outputs`
    /// @param active which params have a tangent
    /// @param outActive which outputs have a tangent
    /// @param residualParam for each residual the parameter that it is, or -1
    record Split(Program primal, Program linear, boolean[] active, boolean[] outActive, int[] residualParam)
            implements
                Sized {
        int residuals() {
            return residualParam.length;
        }

        /// What the first part gives but the residuals.
        <A> A outputs(A ofPrimal) {
            return Slices.before(ofPrimal, residuals());
        }

        /// The residuals of what the first part gives.
        <A> A residuals(A ofPrimal) {
            return Slices.last(ofPrimal, residuals());
        }

        /// The split that a program is the first part of.
        static Optional<Split> of(Program primal) {
            return primal.origin() instanceof Split split ? Optional.of(split) : Optional.empty();
        }

        private Split remembered() {
            primal.madeOf(this);
            return this;
        }

        @Override
        public long bytes(Consumer<@Nullable Object> parts) {
            parts.accept(primal);
            parts.accept(linear);
            return 128 + active.length + outActive.length + 4L * residualParam.length;
        }
    }

    /// A program with its tangents.
    ///
    /// @param program `knowns, params, tangents of the active params -> outputs, tangents of the active outputs`
    /// @param outActive which outputs have a tangent
    record Joint(Program program, boolean[] outActive) implements Sized {
        /// What it gives.
        Duals duals(Value[] results) {
            int n = outActive.length;
            return new Duals(part(results, 0, n), spread(outActive, results, n));
        }

        @Override
        public long bytes(Consumer<@Nullable Object> parts) {
            parts.accept(program);
            return 64L + outActive.length;
        }
    }

    /// The values and tangents of an operation's outputs.
    record Duals(Value[] values, @Nullable Value[] tangents) {}

    private record Linearization(boolean joint, Ints active, Ints must, Ints known) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Linearization other && joint == other.joint && active.equals(other.active)
                    && must.equals(other.must) && known.equals(other.known);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * active.hashCode() + must.hashCode()) + known.hashCode() + (joint ? 1 : 0);
        }
    }

    static Split split(Program p, boolean[] active, boolean[] must, Ints known) {
        return p.memo(new Linearization(false, bits(active), bits(must), known), () -> {
            var trace = new Trace(TracePurpose.RULE, List.of());
            try {
                return trace.run(() -> split(p, active, must, known, trace));
            } finally {
                trace.close(null);
            }
        });
    }

    static Split split(Program p, boolean[] active) {
        return split(p, active, new boolean[p.outputs()], Ints.of());
    }

    /// The parts of a function that is differentiated by its last parameters. What is known is known by the numbers of
    /// its operations, so only a program of which nothing is known is simplified first.
    static Split split(Program p, int variables, Ints known) {
        var simple = known.size() == 0 ? Simplify.differentiable(p) : p;
        return split(simple, Masks.last(p.params(), variables), new boolean[p.outputs()], known);
    }

    /// What to run instead of a program that will be differentiated once its outputs have been looked at.
    ///
    /// @param p the program
    /// @param active by which parameters
    /// @return `params -> outputs, residuals`, of which [#run] knows the linear part
    static Program keeping(Program p, boolean[] active) {
        return split(Simplify.differentiable(p), active).primal();
    }

    private static Split split(Program p, boolean[] active, boolean[] must, Ints known, Trace trace) {
        int n = p.params();
        Value[] knowns = inputs(trace, types(p, known), "known value ");
        Value[] params = inputs(trace, p.paramTypes(), "parameter ");
        var tangents = nulls(n);
        for (int i = 0; i < n; i++) {
            tangents[i] = active[i] ? trace.input(p.type(i).tangent(), "tangent ".concat(Integer.toString(i))) : null;
        }
        var duals = run(p, params, tangents, known, knowns, false);
        boolean[] outActive = activate(p, duals, must);
        var linear = Extract.linear(trace, live(tangents), live(duals.tangents()));
        Value[] residuals = linear.captured();
        var position = new IdentityHashMap<Value, Integer>();
        for (int i = 0; i < n; i++) {
            position.put(params[i], i);
        }
        int[] residualParam = new int[residuals.length];
        for (int i = 0; i < residuals.length; i++) {
            residualParam[i] = position.getOrDefault(residuals[i], -1);
        }
        var primal = Extract.closed(trace, Value.join(knowns, params), Value.join(duals.values(), residuals));
        return new Split(primal, linear.program(), active, outActive, residualParam).remembered();
    }

    static Joint joint(Program p, boolean[] active, boolean[] must, Ints known) {
        return p.memo(new Linearization(true, bits(active), bits(must), known), () -> {
            var outActive = new boolean[1][];
            Type[] knowns = types(p, known);
            Type[] params = p.paramTypes();
            var tangents = new ArrayList<Type>();
            for (int i = 0; i < active.length; i++) {
                if (active[i]) {
                    tangents.add(params[i].tangent());
                }
            }
            var program = Program.of(a -> {
                Value[] x = part(a, knowns.length, params.length);
                var duals = run(p, x, spread(active, a, knowns.length + params.length), known,
                        part(a, 0, knowns.length), true);
                outActive[0] = activate(p, duals, must);
                return Value.join(duals.values(), live(duals.tangents()));
            }, Slices.join(knowns, params, tangents.toArray(new Type[0])));
            return new Joint(program, outActive[0]);
        });
    }

    static Joint joint(Program p, boolean[] active, boolean[] must) {
        return joint(p, active, must, Ints.of());
    }

    private record Outputs(Ints kept) {}

    /// A program with only some of its outputs: what nobody asks for is not computed, nor proved.
    static Program only(Program p, boolean[] outputs) {
        return Masks.count(outputs) == outputs.length
                ? p
                : p.memo(new Outputs(bits(outputs)),
                        () -> Program.of(a -> Masks.where(p.apply(a), outputs, true), p.paramTypes()));
    }

    /// Gives outputs that must have a tangent a zero one.
    private static boolean[] activate(Program p, Duals duals, boolean[] must) {
        for (int i = 0; i < must.length; i++) {
            if (must[i] && duals.tangents()[i] == null) {
                duals.tangents()[i] = Value.zeros(p.output(i).tangent());
            }
        }
        return mask(duals.tangents());
    }

    private static Value[] inputs(Trace trace, Type[] types, String what) {
        Value[] in = new Value[types.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = trace.input(types[i], what.concat(Integer.toString(i)));
        }
        return in;
    }

    /// The types of the outputs of operations.
    private static Type[] types(Program p, Ints ops) {
        var types = new ArrayList<Type>();
        for (int i = 0; i < ops.size(); i++) {
            types.addAll(Arrays.asList(p.resultTypes(ops.get(i))));
        }
        return types.toArray(new Type[0]);
    }

    /// Interprets a program on values and tangents.
    private static Duals run(Program p, Value[] params, @Nullable Value[] tangents, Ints known, Value[] knownValues,
            boolean joint) {
        Value[] env = Arrays.copyOf(params, p.slots());
        var tan = Arrays.copyOf(tangents, p.slots());
        for (int i = 0, k = 0, at = 0; i < p.size(); i++) {
            Value[] y = null;
            if (k < known.size() && known.get(k) == i) {
                y = part(knownValues, at, p.results(i));
                at += y.length;
                k++;
            }
            var t = p.ofOperands(i, tan);
            if (Masks.any(mask(t))) {
                var d = y == null ? null : kept(p, i, t, y);
                d = d == null ? rule(p.op(i), p.ofOperands(i, env), t, y, joint) : d;
                System.arraycopy(d.values(), 0, env, p.out(i), d.values().length);
                System.arraycopy(d.tangents(), 0, tan, p.out(i), d.tangents().length);
            } else {
                y = y == null ? p.step(i, env) : y;
                System.arraycopy(y, 0, env, p.out(i), y.length);
            }
        }
        return new Duals(p.ofOutputs(env), p.ofOutputs(tan));
    }

    /// Values and tangents of a call that was run with what its derivative needs.
    ///
    /// @param y its outputs and residuals
    /// @return null for any other operation; and where it has to run again, with tangents: if an operand has one by
    ///     which it was not to be differentiated, and if the residuals are used, since an inner derivative made of
    ///     them is differentiated
    private static @Nullable Duals kept(Program p, int i, @Nullable Value[] t, Value[] y) {
        var split = p.op(i) instanceof Composite.Call(var primal) ? Split.of(primal).orElse(null) : null;
        if (split == null || p.uses(p.out(i) + y.length - split.residuals(), p.out(i) + y.length)) {
            return null;
        }
        var ts = new ArrayList<Value>();
        for (int j = 0; j < t.length; j++) {
            boolean active = j < split.active().length && split.active()[j];
            if (t[j] != null && !active) {
                return null;
            }
            if (active) {
                ts.add(orZeros(t[j], p.type(p.in(i, j)).tangent()));
            }
        }
        Value[] ty = Masks.count(split.outActive()) == 0
                ? new Value[0]
                : Value.bind(new Composite.Call(split.linear()), Value.join(split.residuals(y), Value.array(ts)));
        return new Duals(y, Arrays.copyOf(spread(split.outActive(), ty, 0), y.length));
    }

    // ---- the rules

    /// Values and tangents of one operation, of which at least one operand has a tangent: the table of derivatives.
    ///
    /// @param y the outputs if they are known already
    static Duals rule(Op op, Value[] x, @Nullable Value[] t, Value @Nullable [] y, boolean joint) {
        Value[] out = isRunByItsRule(op) ? new Value[0] : value(op, x, y);
        if (op instanceof Pointwise.Unary(var fn)) { // and so on: what is part of every gradient, as in Typing
            return unary(fn, x, out, t);
        }
        if (op instanceof Pointwise.Binary(var fn)) {
            return binary(fn, x, out, t);
        }
        if (op instanceof Reduction.Reduce(var reducer, var axes)) {
            return reduced(reducer, axes, x, out, t, joint);
        }
        return op instanceof Op.Linear ? linear(op, x, out, t) : rule(op, x, t, y, joint, out);
    }

    private static Duals unary(ScalarFn fn, Value[] x, Value[] y, @Nullable Value[] t) {
        return dual(y, fn.tangent(floating(x[0]), floating(y[0]), present(t[0])));
    }

    private static Duals binary(ScalarFn fn, Value[] x, Value[] y, @Nullable Value[] t) {
        Value a = floating(x[0]);
        Value b = floating(x[1]);
        Value r = floating(y[0]);
        return dual(y,
                plus(t[0] == null ? null : fn.tangent(0, a, b, r, t[0]),
                        t[1] == null ? null : fn.tangent(1, a, b, r, t[1])));
    }

    private static Duals reduced(Reducer reducer, Ints axes, Value[] x, Value[] y, @Nullable Value[] t, boolean joint) {
        return switch (reducer) {
            case SUM -> dual(y, present(t[0]).sum(axes));
            case MAX, MIN ->
                x[0].dtype() == DType.BOOL ? flat(y) : dual(y, extremum(x[0], y[0], present(t[0]), axes));
            case PROD -> product(x[0], axes, t, joint);
        };
    }

    /// The same operation on the tangents.
    private static Duals linear(Op op, Value[] x, Value[] y, @Nullable Value[] t) {
        Value[] all = new Value[t.length];
        for (int i = 0; i < t.length; i++) {
            all[i] = orZeros(t[i], x[i].type().tangent());
        }
        return dual(y, Value.bind(op, all));
    }

    /// The whole table.
    private static Duals rule(Op op, Value[] x, @Nullable Value[] t, Value @Nullable [] y, boolean joint, Value[] out) {
        return switch (op) {
            // programs
            case Composite.Cond c -> LinearizeFlow.linearize(c, x, t, joint);
            case Composite.Loop loop -> LinearizeFlow.linearize(loop, x, t, joint);
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call(var p) -> call(p, x, t, joint);
            case Composite.Custom c -> CustomRule.linearize(c, x, t, y, joint);
            case Composite.LinearCall c -> CustomRule.linearize(c, x, t, joint);

            case Mark.Hook(var fn) -> dual(out, joint ? t[0] : Value.bind1(new Mark.HookTangent(fn), present(t[0])));
            case Pointwise.Unary(var fn) -> unary(fn, x, out, t);
            case Pointwise.Binary(var fn) -> binary(fn, x, out, t);
            case Pointwise.Select _ when t[1] == null && t[2] == null -> flat(out);
            case Pointwise.Select _ -> {
                var type = out[0].type().tangent();
                yield dual(out, Value.select(x[0], orZeros(t[1], type), orZeros(t[2], type)));
            }
            case Pointwise.Cast(var to) -> dual(out,
                    to.isFloating()
                            ? present(t[0]).cast(to)
                            : to == DType.BOOL || x[0].dtype().isFloating() ? null : t[0]);

            case Op.Linear _ -> linear(op, x, out, t);
            case Mark.Alias _ -> dual(out, t[0]);
            case Mark.Restated _ -> dual(out, t[1]);

            case Reduction.Reduce(var reducer, var axes) -> reduced(reducer, axes, x, out, t, joint);
            // bilinear
            case Routine.Dot d -> dual(out,
                    plus(t[0] == null ? null : t[0].dot(d, floating(x[1])),
                            t[1] == null ? null : floating(x[0]).dot(d, t[1])));
            // by position: linear in the elements, flat in the positions
            case Routine.Gather(var axis, var batch) -> dual(out, t[0] == null ? null : t[0].gather(axis, batch, x[1]));
            case Routine.Scatter(var _, var _, var _, var reducer) ->
                dual(out, t[1] == null || reducer != Reducer.SUM ? null : Value.bind1(op, x[0], t[1]));
            case Routine.AddAt(var axis, var batch) -> {
                Value onto = t[0];
                Value added = t[2];
                int size = x[0].shape().dim(axis);
                yield dual(out, onto == null || added == null
                        ? onto != null || added == null
                                ? onto
                                : Value.bind1(new Routine.Scatter(axis, batch, size, Reducer.SUM), x[1], added)
                        : Value.bind1(op, onto, x[1], added));
            }
            case Routine.Sort(var axis) -> dual(out, takeAlong(present(t[0]), out[1], axis), null);

            // a x = b: a dx = db - da x
            case Routine.Solve(var transposed) -> dual(out, Value.bind1(op, x[0],
                    present(plus(t[1], t[0] == null ? null : matrix(t[0], transposed).matmul(out[0]).neg()))));
            case Routine.TriangularSolve(var lower, var transposed) -> dual(out, Value.bind1(op, x[0],
                    present(plus(t[1],
                            t[0] == null ? null : matrix(triangle(t[0], lower, 1), transposed).matmul(out[0]).neg()))));
            case Routine.Cholesky _ -> dual(out, cholesky(out[0], present(t[0])));

            case Leaf _,Op.Flat _,Mark.StopGradient _ -> flat(out);
        };
    }

    /// Whether a rule computes the outputs together with their tangents: it runs programs, or is a loop.
    private static boolean isRunByItsRule(Op op) {
        return op instanceof Composite || op instanceof Reduction.Reduce(var reducer, var _) && reducer == Reducer.PROD;
    }

    private static Value[] value(Op op, Value[] x, Value @Nullable [] y) {
        return y != null ? y : op instanceof Mark.Alias ? x : Value.bind(op, x);
    }

    /// Outputs with a tangent each, null where it is zero.
    private static Duals dual(Value[] y, @Nullable Value... tangents) {
        if (tangents.length != y.length) {
            throw new IllegalStateException("a tangent for each of " + y.length + " outputs: got " + tangents.length);
        }
        return new Duals(y, tangents);
    }

    /// Outputs that do not move.
    private static Duals flat(Value[] y) {
        return new Duals(y, nulls(y.length));
    }

    /// The derivative of a maximum or minimum is shared equally by the elements that reach it. They are counted in
    /// float32 at least: float16 counts to 2,048, bfloat16 to 256.
    private static Value extremum(Value x, Value y, Value t, Ints axes) {
        var wide = t.dtype().bytes() == 2 ? DType.FLOAT32 : t.dtype();
        var reached = x.compare(Relation.EQ, keep(y, x.shape(), axes)).cast(wide);
        return t.cast(wide).mul(reached).sum(axes).div(reached.sum(axes)).cast(t.dtype());
    }

    /// A product as a loop of multiplications: exact where elements are 0, and to any order.
    private static Duals product(Value x, Ints axes, @Nullable Value[] t, boolean joint) {
        int[] perm = new int[x.shape().rank()];
        int k = 0;
        for (int i = 0; i < axes.size(); i++) {
            perm[k++] = axes.get(i);
        }
        for (int i = 0; i < perm.length; i++) {
            if (!axes.contains(i)) {
                perm[k++] = i;
            }
        }
        var order = Ints.of(perm);
        var moved = x.transpose(order);
        var kept = moved.shape().slice(axes.size(), perm.length);
        int n = moved.shape().slice(0, axes.size()).size();
        var flat = kept.insert(0, n);
        var element = x.type().as(kept);
        var body = Program.of(a -> one(a[0].mul(a[1])), element, element);
        var scan = new Composite.Scan(body, 0, 1, false, n);
        Value[] in = {Value.literal(Type.scalar(DType.INT32), n), Value.literal(element, 1), moved.reshape(flat)};
        return LinearizeFlow.linearize(scan, in,
                new @Nullable Value[]{null, null, present(t[0]).transpose(order).reshape(flat)}, joint);
    }

    private static Value cholesky(Value l, Value t) {
        var below = triangle(t, true, 0);
        var symmetric = triangle(t, true, 1).add(below.transposed());
        var solve = new Routine.TriangularSolve(true, false);
        var inner = Value.bind1(solve, l, Value.bind1(solve, l, symmetric).transposed());
        var half = triangle(inner, true, 0).add(triangle(inner, true, 1)).mul(0.5);
        return l.matmul(half);
    }

    static Duals call(Program p, Value[] x, @Nullable Value[] t, boolean joint) {
        boolean[] active = mask(t);
        int n = p.outputs();
        if (joint) {
            var j = joint(p, active, new boolean[n]);
            return j.duals(Value.bind(new Composite.Call(j.program()), Value.join(x, live(t))));
        }
        var s = split(p, active);
        Value[] o = Value.bind(new Composite.Call(s.primal()), x);
        Value[] ty = Masks.count(s.outActive()) == 0
                ? new Value[0]
                : Value.bind(new Composite.Call(s.linear()), Value.join(s.residuals(o), live(t)));
        return new Duals(s.outputs(o), spread(s.outActive(), ty, 0));
    }

    // ---- vocabulary

    /// Values as the floats that tangents are.
    static Value floating(Value x) {
        return x.cast(x.dtype().tangent());
    }

    /// A reduced value broadcast back over the reduced axes.
    static Value keep(Value reduced, Shape full, Ints axes) {
        int[] d = full.toArray();
        for (int i = 0; i < axes.size(); i++) {
            d[axes.get(i)] = 1;
        }
        return reduced.reshape(Shape.ragged(d)).broadcast(full);
    }

    /// For each position along an axis the element that `positions` names there.
    static Value takeAlong(Value x, Value positions, int axis) {
        int last = x.shape().rank() - 1;
        return x.moveAxis(axis, last).gather(last, last, positions.moveAxis(axis, last)).moveAxis(last, axis);
    }

    private static Value matrix(Value a, boolean transposed) {
        return transposed ? a.transposed() : a;
    }

    /// The lower (or upper) triangle of matrices, with the diagonal if `diagonal` is 1.
    private static Value triangle(Value a, boolean lower, int diagonal) {
        int n = a.shape().rank();
        var index = new Type(DType.INT32, a.shape().slice(n - 2, n));
        Value row = Value.iota(index, 0);
        Value column = Value.iota(index, 1);
        var relation = lower ? diagonal == 1 ? Relation.GE : Relation.GT : diagonal == 1 ? Relation.LE : Relation.LT;
        return Value.select(row.compare(relation, column), a, Value.literal(a.type(), 0));
    }
}
