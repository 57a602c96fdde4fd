package org.leibniz.transform;

import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.Masks.merged;
import static org.leibniz.transform.Masks.where;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.leibniz.ir.Composite;
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
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Slices.Results;
import org.leibniz.ir.Value;

/// What of a program depends on some of its parameters, and the program with the rest computed apart.
///
/// Loops and branches carry both: the counter of a loop beside what it sums up. To run such a program backwards, as
/// [Transpose] does with the rules of users, the one must be known and the other is linear; so each becomes a loop of
/// its own. What is zero whatever happens, such as the tangent of a constant, is written as one.
///
/// ```
/// (i, s) = scan { i + 1, s * x[i] } (0, ct)    ==>   is = scan { i + 1, y: i } (0)
///                                                    s = scan { s * x[i] } (ct) over is
/// while i < n { i + 1, 2 ct }                  ==>   a while that counts, and a scan of as many trips
/// ```
final class Separate {
    private Separate() {}

    /// What a value is.
    private enum Dependence {
        /// It depends on none of the parameters.
        KNOWN,
        /// It is 0.
        ZERO,
        /// It may depend on them.
        DEPENDENT;

        /// What may be one or the other.
        Dependence or(Dependence other) {
            return this == other || other == ZERO ? this : this == ZERO ? other : DEPENDENT;
        }
    }

    private record Dependences(List<Dependence> params) {}

    private record Apart(List<Dependence> params) {}

    // ---- what depends

    /// What the outputs are.
    private static Dependence[] dependences(Program p, Dependence[] params) {
        return p.memo(new Dependences(List.of(params)), () -> {
            var slots = Arrays.copyOf(params, p.slots());
            for (int i = 0; i < p.size(); i++) {
                System.arraycopy(results(p.op(i), p.ofOperands(i, slots), p.results(i)), 0, slots, p.out(i),
                        p.results(i));
            }
            return p.ofOutputs(slots);
        });
    }

    /// What the results of an operation are.
    private static Dependence[] results(Op op, Dependence[] in, int results) {
        return switch (op) {
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call(var p) -> dependences(p, in);
            case Composite.Custom c -> dependences(c.f(), c.ofFunction(in));
            case Composite.Cond c when in[0] != Dependence.DEPENDENT -> {
                yield or(dependences(c.then(), c.arguments(in)), dependences(c.otherwise(), c.arguments(in)));
            }
            case Composite.Scan c when in[0] != Dependence.DEPENDENT -> {
                yield trips(c, in).all();
            }
            case Composite.While w -> {
                var after = trips(w, in);
                var goesOn = dependences(w.cond(), Slices.join(w.deciding(in), after.carry()))[0];
                yield goesOn == Dependence.DEPENDENT
                        ? same(Dependence.DEPENDENT, results)
                        : Slices.join(after.all(), same(Dependence.KNOWN, 1));
            }
            case Leaf _,Pointwise _,Movement _,Reduction _,Routine _,Mark _ -> as(op, in, results);
            case Composite.Cond _,Composite.Scan _,Composite.LinearCall _ -> as(op, in, results);
        };
    }

    /// All results alike.
    private static Dependence[] as(Op op, Dependence[] in, int results) {
        boolean depends = List.of(in).contains(Dependence.DEPENDENT);
        return same(isZero(op, in) ? Dependence.ZERO : depends ? Dependence.DEPENDENT : Dependence.KNOWN, results);
    }

    /// Whether an operation makes 0 of such operands.
    private static boolean isZero(Op op, Dependence[] in) {
        return switch (op) {
            case Leaf.Fill(var _, var number) -> number == 0;
            case Pointwise.Unary(var fn) -> fn == ScalarFn.NEG && in[0] == Dependence.ZERO;
            case Pointwise.Binary(var fn) -> switch (fn) {
                case MUL -> in[0] == Dependence.ZERO || in[1] == Dependence.ZERO;
                case DIV -> in[0] == Dependence.ZERO;
                case ADD, SUB -> in[0] == Dependence.ZERO && in[1] == Dependence.ZERO;
                default -> false;
            };
            case Routine.Dot _ -> in[0] == Dependence.ZERO || in[1] == Dependence.ZERO;
            case Pointwise.Select _ -> in[1] == Dependence.ZERO && in[2] == Dependence.ZERO;
            case Reduction.Reduce(var reducer, var _) -> reducer == Reducer.SUM && in[0] == Dependence.ZERO;
            case Routine.Scatter(var _, var _, var _, var reducer) ->
                reducer == Reducer.SUM && in[1] == Dependence.ZERO;
            case Routine.AddAt _ -> in[0] == Dependence.ZERO && in[2] == Dependence.ZERO;
            case Routine.Solve _,Routine.TriangularSolve _ -> in[1] == Dependence.ZERO;
            case Pointwise.Cast _,Routine.Gather _,Mark.Alias _,Mark.StopGradient _ -> in[0] == Dependence.ZERO;
            case Mark.Hook _,Mark.HookTangent _ -> false; // what it does is done all the same
            case Op.Linear _,Mark.Restated _ -> Stream.of(in).allMatch(k -> k == Dependence.ZERO);
            case Composite.LinearCall c -> Stream.of(c.tangents(in)).allMatch(k -> k == Dependence.ZERO);
            case Composite.Kernel kernel -> throw kernel.planned();
            case Op.Flat _,Leaf _,Routine.Sort _,Routine.Cholesky _,Composite.Flow _,Composite.Custom _ -> false;
        };
    }

    /// The results of a loop, of which state may have been left as it was at the start.
    private static Results<Dependence[]> trips(Composite.Loop loop, Dependence[] in) {
        var given = LoopRules.fixpoint(loop.operands(in),
                now -> or(now.carry(), loop.results(dependences(loop.body(), now.all())).carry()));
        return new Results<>(given.carry(), loop.results(dependences(loop.body(), given.all())).ys());
    }

    private static Dependence[] or(Dependence[] a, Dependence[] b) {
        var r = new Dependence[a.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = a[i].or(b[i]);
        }
        return r;
    }

    private static Dependence[] same(Dependence dependence, int n) {
        var r = new Dependence[n];
        Arrays.fill(r, dependence);
        return r;
    }

    private static boolean[] dependent(Dependence[] dependences) {
        boolean[] r = new boolean[dependences.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = dependences[i] == Dependence.DEPENDENT;
        }
        return r;
    }

    // ---- apart

    /// The program with calls written out, and every branch and loop in two, and so those inside: what does not depend
    /// on the parameters, and what does.
    static Program apart(Program p, boolean[] params) {
        var dependences = same(Dependence.KNOWN, params.length);
        for (int i = 0; i < params.length; i++) {
            dependences[i] = params[i] ? Dependence.DEPENDENT : Dependence.KNOWN;
        }
        return apart(p, dependences);
    }

    private static Program apart(Program p, Dependence[] params) {
        return p.memo(new Apart(List.of(params)), () -> Program.of(a -> write(p, params, a), p.paramTypes()));
    }

    private static Value[] write(Program p, Dependence[] params, Value[] arguments) {
        var slots = Arrays.copyOf(params, p.slots());
        Value[] env = Arrays.copyOf(arguments, p.slots());
        for (int i = 0; i < params.length; i++) {
            env[i] = params[i] == Dependence.ZERO ? Value.zeros(p.type(i)) : env[i];
        }
        for (int i = 0; i < p.size(); i++) {
            var in = p.ofOperands(i, slots);
            var out = results(p.op(i), in, p.results(i));
            System.arraycopy(out, 0, slots, p.out(i), out.length);
            boolean dependent = List.of(in).contains(Dependence.DEPENDENT);
            boolean mixed = dependent && !Stream.of(out).allMatch(k -> k == Dependence.DEPENDENT);
            Value[] y = switch (p.op(i)) {
                case Composite.Kernel kernel -> throw kernel.planned();
                case Composite.Call(var callee) -> write(callee, in, p.ofOperands(i, env));
                case Composite.Custom c when dependent ->
                    write(c.f(), c.ofFunction(in), c.ofFunction(p.ofOperands(i, env)));
                case Composite.Cond c when mixed -> cond(c, in, out, p.ofOperands(i, env));
                case Composite.Scan c when mixed -> loop(c, in, out, p.ofOperands(i, env));
                case Composite.Cond c when dependent -> {
                    var inside = c.arguments(in);
                    yield Value.bind(new Composite.Cond(apart(c.then(), inside), apart(c.otherwise(), inside)),
                            p.ofOperands(i, env));
                }
                case Composite.Scan c when dependent -> {
                    var inside = c.operands(in).carrying(c.results(out).carry());
                    yield Value.bind(
                            new Composite.Scan(apart(c.body(), inside.all()), c.consts(), c.carry(), c.reverse(),
                                    c.length()),
                            p.ofOperands(i, env));
                }
                case Composite.While w when dependent && out[out.length - 1] != Dependence.DEPENDENT ->
                    loop(w, in, out, p.ofOperands(i, env));
                case Composite.Custom _,Composite.Cond _,Composite.Scan _,Composite.While _,Composite.LinearCall _ ->
                    p.step(i, env);
                case Leaf _,Pointwise _,Movement _,Reduction _,Routine _,Mark _ -> p.step(i, env);
            };
            for (int j = 0; j < y.length; j++) {
                env[p.out(i) + j] = out[j] == Dependence.ZERO ? Value.zeros(p.type(p.out(i) + j)) : y[j];
            }
        }
        return p.ofOutputs(env);
    }

    private static Value[] cond(Composite.Cond c, Dependence[] in, Dependence[] out, Value[] x) {
        var inside = c.arguments(in);
        boolean[] linear = dependent(inside);
        boolean[] all = new boolean[linear.length];
        boolean[] outs = dependent(out);
        Value[] known = Value.join(one(x[0]), where(c.arguments(x), linear, false));
        Value[] y = Value.bind(
                new Composite.Cond(some(c.then(), inside, linear, outs, false),
                        some(c.otherwise(), inside, linear, outs, false)),
                known);
        Value[] z = Masks.count(outs) == 0
                ? LoopRules.NONE
                : Value.bind(new Composite.Cond(some(c.then(), inside, all, outs, true),
                        some(c.otherwise(), inside, all, outs, true)), x);
        return merged(outs, z, y);
    }

    /// A loop of what does not depend, which keeps its state before each trip; and over those a scan of what does.
    private static Value[] loop(Composite.Loop loop, Dependence[] in, Dependence[] out, Value[] x) {
        var inside = loop.operands(in).carrying(loop.results(out).carry());
        var linear = inside.map(Separate::dependent);
        boolean[] outs = dependent(loop.results(out).all());
        var body = apart(loop.body(), inside.all());
        var given = loop.operands(x);

        var known = new Operands<>(where(given.consts(), linear.consts(), false),
                where(given.carry(), linear.carry(), false), where(given.xs(), linear.xs(), false));
        var step = LoopRules.body(known,
                p -> Value.join(where(body.apply(filled(body, linear.all(), p.all())), outs, false), p.carry()));
        Composite.Loop op = LoopRules.with(loop, step, known);
        Value[] asked = loop.deciding(x);
        if (op instanceof Composite.While w) {
            var asking = Slices.join(w.deciding(in), inside.carry());
            asked = where(asked, dependent(w.deciding(in)), false);
            op = new Composite.While(some(w.cond(), asking, dependent(asking), new boolean[1], false), step,
                    asked.length,
                    w.bodyConsts(), w.carry());
        }
        Value[] y = Value.bind(op, Value.join(asked, known.all()));
        var ofKnown = op.results(y);
        var results = Slices.cut(ofKnown.all(), where(loop.body().outputTypes(), outs, false), known.carry());
        Value[] rest = Masks.count(outs) == 0
                ? LoopRules.NONE
                : rest(loop, body, linear.carry(), outs, given, results.get(1), LoopRules.trips(op, x, y));
        return merged(dependent(out), rest, Value.join(results.get(0), op.counted(y)));
    }

    /// What depends, over the states of what does not.
    private static Value[] rest(Composite.Loop loop, Program apart, boolean[] carry, boolean[] outs,
            Operands<Value[]> given,
            Value[] states, Value trips) {
        var whole = given.carrying(where(given.carry(), carry, true));
        var both = whole.beside(new Operands<>(LoopRules.NONE, LoopRules.NONE, states));
        Program body = LoopRules.body(both, p -> {
            var w = whole.firstOf(p);
            Value[] state = merged(carry, w.carry(), whole.restOf(p).xs());
            return where(apart.apply(w.carrying(state).all()), outs, true);
        });
        return LoopRules.scan(trips, both, body, loop.reverse(), loop.length());
    }

    /// Some outputs of a program, of the parameters that remain; the others are not needed for them.
    ///
    /// @param params what the parameters are
    /// @param dropped those that do not remain
    /// @param out the outputs that depend
    /// @param wanted whether those are meant or the others
    private static Program some(Program p, Dependence[] params, boolean[] dropped, boolean[] out, boolean wanted) {
        var q = apart(p, params);
        return Program.of(a -> where(q.apply(filled(q, dropped, a)), out, wanted),
                where(p.paramTypes(), dropped, false));
    }

    /// Arguments, with zeros for parameters that are not given, since nothing that is used depends on them.
    private static Value[] filled(Program p, boolean[] missing, Value[] given) {
        Value[] a = new Value[missing.length];
        for (int i = 0, k = 0; i < a.length; i++) {
            a[i] = missing[i] ? Value.zeros(p.type(i)) : given[k++];
        }
        return a;
    }
}
