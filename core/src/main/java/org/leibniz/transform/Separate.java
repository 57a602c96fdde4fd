package org.leibniz.transform;

import static org.leibniz.transform.Lists.elements;
import static org.leibniz.transform.Lists.join;
import static org.leibniz.transform.Lists.one;
import static org.leibniz.transform.Lists.part;
import static org.leibniz.transform.Lists.where;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// What of a program depends on some of its parameters, and the program with the rest computed apart.
///
/// Loops and branches carry both: the counter of a loop beside what it sums up. To run such a program backwards, as [Transpose] does with
/// the rules of users, the one must be known and the other is linear; so each becomes a loop of its own. What is zero whatever happens, such
/// as the tangent of a constant, is written as one.
///
/// ```
/// (i, s) = scan { i + 1, s * x[i] } (0, ct)    ==>   is = scan { i + 1, y: i } (0)     s = scan { s * x[i] } (ct) over is
/// while i < n { i + 1, 2 ct }                  ==>   a while that counts, and a scan of as many trips
/// ```
final class Separate {
    private Separate() {}

    /// What a value is.
    private enum Kind {
        /// It depends on none of the parameters.
        KNOWN,
        /// It is 0.
        ZERO,
        /// It may depend on them.
        DEPENDENT;

        /// What may be one or the other.
        Kind or(Kind other) {
            return this == other || other == ZERO ? this : this == ZERO ? other : DEPENDENT;
        }
    }

    private record Key(List<Kind> params, boolean apart) {}

    // ---- what depends

    /// What the outputs are.
    private static Kind[] kinds(Program p, Kind[] params) {
        return p.memo(new Key(List.of(params), false), () -> {
            var slots = Arrays.copyOf(params, p.slots());
            for (int i = 0; i < p.size(); i++) {
                System.arraycopy(results(p.op(i), operands(p, i, slots), p.results(i)), 0, slots, p.out(i), p.results(i));
            }
            var out = new Kind[p.outputs()];
            for (int i = 0; i < out.length; i++) {
                out[i] = slots[p.outSlot(i)];
            }
            return out;
        });
    }

    private static Kind[] operands(Program p, int i, Kind[] slots) {
        var in = new Kind[p.arity(i)];
        for (int j = 0; j < in.length; j++) {
            in[j] = slots[p.in(i, j)];
        }
        return in;
    }

    /// What the results of an operation are.
    private static Kind[] results(Op op, Kind[] in, int results) {
        return switch (op) {
            case Op.Call(var p) -> kinds(p, in);
            case Op.Custom(var f, var _, var _, var _, var _) -> kinds(f, cut(in, in.length - f.params(), f.params()));
            case Op.Cond c when in[0] != Kind.DEPENDENT -> {
                var operands = cut(in, 1, in.length - 1);
                yield or(kinds(c.then(), operands), kinds(c.otherwise(), operands));
            }
            case Op.Scan c when in[0] != Kind.DEPENDENT -> {
                int first = 1 + c.consts() + c.carry();
                var consts = cut(in, 1, c.consts());
                var xs = cut(in, first, in.length - first);
                var carry = carry(c.body(), consts, cut(in, 1 + c.consts(), c.carry()), xs);
                yield after(carry, kinds(c.body(), join(consts, carry, xs)));
            }
            case Op.While w -> {
                int first = w.condConsts() + w.bodyConsts();
                var consts = cut(in, w.condConsts(), w.bodyConsts());
                var carry = carry(w.body(), consts, cut(in, first, w.carry()), new Kind[0]);
                boolean ends = kinds(w.cond(), join(cut(in, 0, w.condConsts()), carry))[0] == Kind.DEPENDENT;
                yield ends
                        ? same(Kind.DEPENDENT, results)
                        : join(after(carry, kinds(w.body(), join(consts, carry))), same(Kind.KNOWN, 1));
            }
            case Op.Cond _,Op.Scan _,Op.LinearCall _,Op.Leaf _,Op.Pointwise _,Op.Movement _,Op.Reduction _,Op.Routine _,Op.Mark _ ->
                same(isZero(op, in) ? Kind.ZERO : List.of(in).contains(Kind.DEPENDENT) ? Kind.DEPENDENT : Kind.KNOWN, results);
        };
    }

    /// Whether an operation makes 0 of such operands.
    private static boolean isZero(Op op, Kind[] in) {
        return switch (op) {
            case Op.Fill(var _, var number) -> number == 0;
            case Op.Unary(var fn) -> fn == ScalarFn.NEG && in[0] == Kind.ZERO;
            case Op.Binary(var fn) -> switch (fn) {
                case MUL -> in[0] == Kind.ZERO || in[1] == Kind.ZERO;
                case DIV -> in[0] == Kind.ZERO;
                case ADD, SUB -> in[0] == Kind.ZERO && in[1] == Kind.ZERO;
                default -> false;
            };
            case Op.Dot _ -> in[0] == Kind.ZERO || in[1] == Kind.ZERO;
            case Op.Select _ -> in[1] == Kind.ZERO && in[2] == Kind.ZERO;
            case Op.Reduce(var reducer, var _) -> reducer == Op.Reducer.SUM && in[0] == Kind.ZERO;
            case Op.Scatter(var _, var _, var _, var reducer) -> reducer == Op.Reducer.SUM && in[1] == Kind.ZERO;
            case Op.Solve _,Op.TriangularSolve _ -> in[1] == Kind.ZERO;
            case Op.Cast _,Op.Gather _,Op.Alias _,Op.StopGradient _ -> in[0] == Kind.ZERO;
            case Op.Hook _,Op.HookTangent _ -> false; // what it does is done all the same
            case Op.Linear _,Op.Restated _ -> Stream.of(in).allMatch(k -> k == Kind.ZERO);
            case Op.LinearCall c -> Stream.of(in).skip(c.residuals()).allMatch(k -> k == Kind.ZERO);
            case Op.Flat _,Op.Leaf _,Op.Sort _,Op.Cholesky _,Op.Flow _,Op.Custom _ -> false;
        };
    }

    /// What the state of a loop is once what it is at the start has had its effect.
    private static Kind[] carry(Program body, Kind[] consts, Kind[] start, Kind[] xs) {
        var carry = start;
        while (true) {
            var next = or(carry, cut(kinds(body, join(consts, carry, xs)), 0, carry.length));
            if (Arrays.equals(next, carry)) {
                return carry;
            }
            carry = next;
        }
    }

    /// The outputs of a loop, of which state may have been left as it was at the start.
    private static Kind[] after(Kind[] carry, Kind[] out) {
        return join(carry, cut(out, carry.length, out.length - carry.length));
    }

    private static Kind[] or(Kind[] a, Kind[] b) {
        var r = new Kind[a.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = a[i].or(b[i]);
        }
        return r;
    }

    private static Kind[] same(Kind kind, int n) {
        var r = new Kind[n];
        Arrays.fill(r, kind);
        return r;
    }

    private static Kind[] cut(Kind[] list, int from, int n) {
        return Arrays.copyOfRange(list, from, from + n);
    }

    private static Kind[] join(Kind[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(Kind[]::new);
    }

    private static boolean[] dependent(Kind[] kinds) {
        boolean[] r = new boolean[kinds.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = kinds[i] == Kind.DEPENDENT;
        }
        return r;
    }

    // ---- apart

    /// The program with calls written out, and every branch and loop in two, and so those inside: what does not depend on the parameters, and
    /// what does.
    static Program apart(Program p, boolean[] params) {
        var kinds = same(Kind.KNOWN, params.length);
        for (int i = 0; i < params.length; i++) {
            kinds[i] = params[i] ? Kind.DEPENDENT : Kind.KNOWN;
        }
        return apart(p, kinds);
    }

    private static Program apart(Program p, Kind[] params) {
        return p.memo(new Key(List.of(params), true), () -> Program.of(a -> write(p, params, a), p.paramTypes()));
    }

    private static Value[] write(Program p, Kind[] params, Value[] arguments) {
        var slots = Arrays.copyOf(params, p.slots());
        Value[] env = Arrays.copyOf(arguments, p.slots());
        for (int i = 0; i < params.length; i++) {
            env[i] = params[i] == Kind.ZERO ? Value.zeros(p.type(i)) : env[i];
        }
        for (int i = 0; i < p.size(); i++) {
            var in = operands(p, i, slots);
            var out = results(p.op(i), in, p.results(i));
            System.arraycopy(out, 0, slots, p.out(i), out.length);
            boolean dependent = List.of(in).contains(Kind.DEPENDENT);
            boolean mixed = dependent && !Stream.of(out).allMatch(k -> k == Kind.DEPENDENT);
            Value[] y = switch (p.op(i)) {
                case Op.Call(var callee) -> write(callee, in, p.operands(i, env));
                case Op.Custom(var f, var _, var _, var _, var _) when dependent -> {
                    int captured = in.length - f.params(); // by the rule
                    yield write(f, cut(in, captured, f.params()), part(p.operands(i, env), captured, f.params()));
                }
                case Op.Cond c when mixed -> cond(c, in, out, p.operands(i, env));
                case Op.Scan c when mixed -> scan(c, in, out, p.operands(i, env));
                case Op.Cond c when dependent -> {
                    var operands = cut(in, 1, in.length - 1);
                    yield Value.bind(new Op.Cond(apart(c.then(), operands), apart(c.otherwise(), operands)), p.operands(i, env));
                }
                case Op.Scan c when dependent -> {
                    int first = 1 + c.consts() + c.carry();
                    var inside = join(cut(in, 1, c.consts()), cut(out, 0, c.carry()), cut(in, first, in.length - first));
                    yield Value.bind(new Op.Scan(apart(c.body(), inside), c.consts(), c.carry(), c.reverse(), c.length()),
                            p.operands(i, env));
                }
                case Op.While w when dependent && out[out.length - 1] != Kind.DEPENDENT -> loop(w, in, out, p.operands(i, env));
                case Op.Custom _,Op.Cond _,Op.Scan _,Op.While _,Op.LinearCall _ -> p.step(i, env);
                case Op.Leaf _,Op.Pointwise _,Op.Movement _,Op.Reduction _,Op.Routine _,Op.Mark _ -> p.step(i, env);
            };
            for (int j = 0; j < y.length; j++) {
                env[p.out(i) + j] = out[j] == Kind.ZERO ? Value.zeros(p.type(p.out(i) + j)) : y[j];
            }
        }
        return p.pick(env);
    }

    private static Value[] cond(Op.Cond c, Kind[] in, Kind[] out, Value[] x) {
        var operands = cut(in, 1, in.length - 1);
        boolean[] linear = dependent(operands);
        boolean[] all = new boolean[linear.length];
        boolean[] outs = dependent(out);
        Value[] known = Value.join(one(x[0]), where(part(x, 1, linear.length), linear, false));
        Value[] y = Value.bind(
                new Op.Cond(some(c.then(), operands, linear, outs, false), some(c.otherwise(), operands, linear, outs, false)), known);
        Value[] z = Lists.count(outs) == 0
                ? new Value[0]
                : Value.bind(new Op.Cond(some(c.then(), operands, all, outs, true), some(c.otherwise(), operands, all, outs, true)), x);
        return merged(outs, z, y);
    }

    private static Value[] scan(Op.Scan c, Kind[] in, Kind[] out, Value[] x) {
        int nC = c.consts();
        int nc = c.carry();
        int first = 1 + nC + nc;
        int nx = in.length - first;
        var known = new Known(c.body(), nC, nc, join(cut(in, 1, nC), cut(out, 0, nc), cut(in, first, nx)), dependent(out));
        Value[] xs = part(x, first, nx);
        Value[] consts = known.consts(part(x, 1, nC));
        Value[] state = known.state(part(x, 1 + nC, nc));
        Value[] elements = where(xs, part(known.linear(), nC + nc, nx), false);
        var body = known.body(Lists.join(Value.types(Value.join(consts, state)), elements(elements)));
        Value[] y = Value.bind(new Op.Scan(body, consts.length, state.length, c.reverse(), c.length()),
                Value.join(one(x[0]), consts, state, elements));
        Value[] rest = known.rest(x[0], part(x, 1, nC), part(x, 1 + nC, nc), xs, part(y, y.length - state.length, state.length),
                c.reverse(), c.length());
        return merged(dependent(out), rest, known.results(y));
    }

    private static Value[] loop(Op.While w, Kind[] in, Kind[] out, Value[] x) {
        int cc = w.condConsts();
        int nb = w.bodyConsts();
        int nc = w.carry();
        var carry = cut(out, 0, nc);
        var known = new Known(w.body(), nb, nc, join(cut(in, cc, nb), carry), dependent(cut(out, 0, out.length - 1)));
        var asking = join(cut(in, 0, cc), carry);
        Value[] asked = where(part(x, 0, cc), dependent(cut(in, 0, cc)), false);
        Value[] consts = known.consts(part(x, cc, nb));
        Value[] state = known.state(part(x, cc + nb, nc));
        var cond = some(w.cond(), asking, dependent(asking), new boolean[1], false);
        var body = known.body(Value.types(Value.join(consts, state)));
        Value[] y = Value.bind(new Op.While(cond, body, asked.length, consts.length, state.length), Value.join(asked, consts, state));
        Value trips = y[y.length - 1];
        Value[] rest = known.rest(trips, part(x, cc, nb), part(x, cc + nb, nc), new Value[0],
                part(y, y.length - 1 - state.length, state.length), false, -1);
        return merged(dependent(out), rest, Value.join(known.results(y), one(trips)));
    }

    /// The part of a loop that does not depend, and how the other one goes on from it.
    ///
    /// @param whole the body of the loop
    /// @param nC how many constants it has
    /// @param nc how much state
    /// @param params what its parameters are
    /// @param out which of its outputs depend
    private record Known(Program whole, int nC, int nc, Kind[] params, boolean[] out) {

        boolean[] linear() {
            return dependent(params);
        }

        /// The constants that do not depend.
        Value[] consts(Value[] all) {
            return where(all, part(linear(), 0, nC), false);
        }

        /// The state that does not depend.
        Value[] state(Value[] all) {
            return where(all, part(linear(), nC, nc), false);
        }

        /// `constants, state, entries -> state, results, state before the trip`, of what does not depend.
        Program body(Type[] types) {
            var p = apart(whole, params);
            int from = nC - Lists.count(part(linear(), 0, nC));
            int n = nc - Lists.count(part(linear(), nC, nc));
            return Program.of(a -> Value.join(where(p.apply(filled(p, linear(), a)), out, false), part(a, from, n)), types);
        }

        /// The results of that loop that the whole has too.
        Value[] results(Value[] y) {
            return part(y, 0, out.length - Lists.count(out));
        }

        /// Runs what depends, over the states that do not.
        Value[] rest(Value trips, Value[] consts, Value[] start, Value[] xs, Value[] states, boolean reverse, int length) {
            if (Lists.count(out) == 0) {
                return new Value[0];
            }
            var p = apart(whole, params);
            boolean[] carry = part(linear(), nC, nc);
            Value[] state = where(start, carry, true);
            int ns = state.length;
            int nx = xs.length;
            Program body = Program.of(a -> {
                Value[] carried = merged(carry, part(a, nC, ns), part(a, nC + ns + nx, states.length));
                return where(p.apply(Value.join(part(a, 0, nC), carried, part(a, nC + ns, nx))), out, true);
            }, Lists.join(Value.types(Value.join(consts, state)), elements(xs), elements(states)));
            return Value.bind(new Op.Scan(body, nC, ns, reverse, length), Value.join(one(trips), consts, state, xs, states));
        }
    }

    /// Some outputs of a program, of the parameters that remain; the others are not needed for them.
    ///
    /// @param params what the parameters are
    /// @param dropped those that do not remain
    /// @param out the outputs that depend
    /// @param wanted whether those are meant or the others
    private static Program some(Program p, Kind[] params, boolean[] dropped, boolean[] out, boolean wanted) {
        var q = apart(p, params);
        return Program.of(a -> where(q.apply(filled(q, dropped, a)), out, wanted), where(p.paramTypes(), dropped, false));
    }

    /// Arguments, with zeros for parameters that are not given, since nothing that is used depends on them.
    private static Value[] filled(Program p, boolean[] missing, Value[] given) {
        Value[] a = new Value[missing.length];
        for (int i = 0, k = 0; i < a.length; i++) {
            a[i] = missing[i] ? Value.zeros(p.type(i)) : given[k++];
        }
        return a;
    }

    private static Value[] merged(boolean[] mask, Value[] where, Value[] elsewhere) {
        Value[] r = new Value[mask.length];
        for (int i = 0, a = 0, b = 0; i < r.length; i++) {
            r[i] = mask[i] ? where[a++] : elsewhere[b++];
        }
        return r;
    }
}
