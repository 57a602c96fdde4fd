package org.leibniz.transform;

import static org.leibniz.transform.Lists.all;
import static org.leibniz.transform.Lists.count;
import static org.leibniz.transform.Lists.elements;
import static org.leibniz.transform.Lists.join;
import static org.leibniz.transform.Lists.live;
import static org.leibniz.transform.Lists.mask;
import static org.leibniz.transform.Lists.nulls;
import static org.leibniz.transform.Lists.one;
import static org.leibniz.transform.Lists.part;
import static org.leibniz.transform.Lists.spread;
import static org.leibniz.transform.Lists.tangentPart;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Op.Relation;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Linearize.Duals;

/// Branches and loops under differentiation, transposition and vectorisation.
///
/// The set {cond, while, scan} is closed under all three:
///
/// ```
/// linearize(While) = While with its residuals as further stacks, and a linear Scan over them of as many trips
/// jvp(While)       = While that carries values and tangents together, and no stack
/// transpose(Scan)  = Scan in the other direction that carries cotangents and one accumulator a linear constant
/// vmap(While)      = While any lane goes on; lanes that are done keep their state; the count becomes one a lane
/// vmap(Scan)       = Scan up to the largest count; lanes that are done keep their state
/// ```
/// A state that becomes active (or batched) in one trip is so from the start: masks are iterated to a fixpoint.
final class Loops {
    private Loops() {}

    // ---- linearize

    static Duals linearize(Op.Cond c, Value[] x, @Nullable Value[] t, boolean joint) {
        int n = x.length - 1;
        int k = c.then().outputs();
        var args = tangentPart(t, 1, n);
        boolean[] active = mask(args);
        Value[] ta = live(args);
        if (ta.length == 0) {
            return new Duals(Value.bind(c, x), nulls(k));
        }
        boolean[] either = or(Linearize.joint(c.then(), active, new boolean[k]).outActive(),
                Linearize.joint(c.otherwise(), active, new boolean[k]).outActive());
        if (joint) {
            var a = Linearize.joint(c.then(), active, either).program();
            var b = Linearize.joint(c.otherwise(), active, either).program();
            Value[] o = Value.bind(new Op.Cond(a, b), Value.join(x, ta));
            return new Duals(part(o, 0, k), spread(either, o, k));
        }
        var a = Linearize.split(c.then(), active, either, Ints.of());
        var b = Linearize.split(c.otherwise(), active, either, Ints.of());
        int ra = a.residuals();
        int rb = b.residuals();
        Type[] resA = part(a.primal().outputTypes(), k, ra);
        Type[] resB = part(b.primal().outputTypes(), k, rb);
        // each branch returns its own residuals and zeros for the other's
        Type[] params = c.then().paramTypes();
        Program pa = Program.of(v -> Value.join(a.primal().apply(v), zeros(resB)), params);
        Program pb = Program.of(v -> {
            Value[] o = b.primal().apply(v);
            return Value.join(part(o, 0, k), zeros(resA), part(o, k, rb));
        }, params);
        int nt = ta.length;
        Type[] linear = join(resA, resB, Value.types(ta));
        Program la = Program.of(v -> a.linear().apply(Value.join(part(v, 0, ra), part(v, ra + rb, nt))), linear);
        Program lb = Program.of(v -> b.linear().apply(part(v, ra, rb + nt)), linear);
        Value[] o = Value.bind(new Op.Cond(pa, pb), x);
        Value[] ty = count(either) == 0 ? new Value[0] : Value.bind(new Op.Cond(la, lb), Value.join(one(x[0]), part(o, k, ra + rb), ta));
        return new Duals(part(o, 0, k), spread(either, ty, 0));
    }

    static Duals linearize(Op.While w, Value[] x, @Nullable Value[] t, boolean joint) {
        int cc = w.condConsts();
        int nb = w.bodyConsts();
        int nc = w.carry();
        int ny = w.body().outputs() - nc;
        boolean[] activeConsts = mask(tangentPart(t, cc, nb));
        boolean[] activeCarry = fixpoint(w.body(), activeConsts, mask(tangentPart(t, cc + nb, nc)), new boolean[0]);
        if (count(activeCarry) + count(activeConsts) == 0) {
            Value[] y = Value.bind(w, x);
            return new Duals(y, nulls(y.length));
        }
        boolean[] active = join(activeConsts, activeCarry);
        boolean[] must = join(activeCarry, new boolean[ny]);
        Value[] condConsts = part(x, 0, cc);
        Value[] consts = part(x, cc, nb);
        Value[] carry = part(x, cc + nb, nc);
        Value[] tb = live(tangentPart(t, cc, nb));
        Value[] tc = carryTangents(activeCarry, tangentPart(t, cc + nb, nc), carry);
        int kb = tb.length;
        int kc = tc.length;
        if (joint) {
            var j = Linearize.joint(w.body(), active, must);
            int k = nc + ny;
            int na = count(j.outActive());
            Program body = Program.of(a -> {
                Value[] o = j.program().apply(Value.join(part(a, 0, nb), part(a, nb + kb, nc), part(a, nb, kb), part(a, nb + kb + nc, kc)));
                return Value.join(part(o, 0, nc), part(o, k, kc), part(o, nc, ny), part(o, k + kc, na - kc));
            }, Value.types(Value.join(consts, tb, carry, tc)));
            Program cond = Program.of(a -> w.cond().apply(part(a, 0, cc + nc)), Value.types(Value.join(condConsts, carry, tc)));
            Value[] o = Value.bind(new Op.While(cond, body, cc, nb + kb, nc + kc), Value.join(condConsts, consts, tb, carry, tc));
            var ty = spread(j.outActive(), Value.join(part(o, nc, kc), part(o, nc + kc + ny, na - kc)), 0);
            return new Duals(Value.join(part(o, 0, nc), part(o, nc + kc, ny), one(o[o.length - 1])), append(ty, null));
        }
        var s = Linearize.split(w.body(), active, must, Ints.of());
        var kinds = Residuals.of(s, nb, Integer.MAX_VALUE);
        Program body = kinds.keepStacked(s, nc + ny, w.body().paramTypes());
        Value[] o = Value.bind(new Op.While(w.cond(), body, cc, nb, nc), x);
        Value trips = o[o.length - 1];
        Value[] invariant = kinds.invariant(s, consts);
        Value[] stacked = part(o, nc + ny, s.residuals() - invariant.length);
        Program linear = kinds.linearBody(s, Value.types(invariant), Value.types(tb), Value.types(tc), elements(stacked), new Type[0]);
        Value[] l = Value.bind(new Op.Scan(linear, invariant.length + kb, kc, false, -1),
                Value.join(one(trips), invariant, tb, tc, stacked));
        return new Duals(Value.join(part(o, 0, nc + ny), one(trips)), append(spread(s.outActive(), l, 0), null));
    }

    static Duals linearize(Op.Scan c, Value[] x, @Nullable Value[] t, boolean joint) {
        int nC = c.consts();
        int nc = c.carry();
        int first = 1 + nC + nc;
        int nx = x.length - first;
        int ny = c.body().outputs() - nc;
        boolean[] activeConsts = mask(tangentPart(t, 1, nC));
        boolean[] activeXs = mask(tangentPart(t, first, nx));
        boolean[] activeCarry = fixpoint(c.body(), activeConsts, mask(tangentPart(t, 1 + nC, nc)), activeXs);
        boolean[] active = join(activeConsts, activeCarry, activeXs);
        boolean[] must = join(activeCarry, new boolean[ny]);
        Value[] consts = part(x, 1, nC);
        Value[] carry = part(x, 1 + nC, nc);
        Value[] xs = part(x, first, nx);
        Value[] tb = live(tangentPart(t, 1, nC));
        Value[] tx = live(tangentPart(t, first, nx));
        Value[] tc = carryTangents(activeCarry, tangentPart(t, 1 + nC, nc), carry);
        int kb = tb.length;
        int kc = tc.length;
        int kx = tx.length;
        if (joint) {
            var j = Linearize.joint(c.body(), active, must);
            int k = nc + ny;
            int na = count(j.outActive());
            Program body = Program.of(a -> {
                int c0 = nC + kb;
                int x0 = c0 + nc + kc;
                Value[] o = j.program()
                        .apply(Value.join(part(a, 0, nC), part(a, c0, nc), part(a, x0, nx), part(a, nC, kb), part(a, c0 + nc, kc),
                                part(a, x0 + nx, kx)));
                return Value.join(part(o, 0, nc), part(o, k, kc), part(o, nc, ny), part(o, k + kc, na - kc));
            }, join(Value.types(Value.join(consts, tb, carry, tc)), elements(xs), elements(tx)));
            Value[] o = Value.bind(new Op.Scan(body, nC + kb, nc + kc, c.reverse(), c.length()),
                    Value.join(one(x[0]), consts, tb, carry, tc, xs, tx));
            var ty = spread(j.outActive(), Value.join(part(o, nc, kc), part(o, nc + kc + ny, na - kc)), 0);
            return new Duals(Value.join(part(o, 0, nc), part(o, nc + kc, ny)), ty);
        }
        var s = Linearize.split(c.body(), active, must, Ints.of());
        var kinds = Residuals.of(s, nC, nC + nc);
        Program body = kinds.keepStacked(s, nc + ny, c.body().paramTypes());
        Value[] o = Value.bind(new Op.Scan(body, nC, nc, c.reverse(), c.length()), x);
        Value[] invariant = kinds.invariant(s, consts);
        var stacked = new ArrayList<Value>();
        for (int i = 0, made = nc + ny; i < s.residuals(); i++) {
            if (kinds.isElement[i]) {
                stacked.add(xs[s.residualParam()[i] - nC - nc]);
            } else if (!kinds.isInvariant[i]) {
                stacked.add(o[made++]);
            }
        }
        Value[] st = Value.array(stacked);
        Program linear = kinds.linearBody(s, Value.types(invariant), Value.types(tb), Value.types(tc), elements(st), elements(tx));
        Value[] l = count(s.outActive()) == 0
                ? new Value[0]
                : Value.bind(new Op.Scan(linear, invariant.length + kb, kc, c.reverse(), c.length()),
                        Value.join(one(x[0]), invariant, tb, tc, st, tx));
        return new Duals(part(o, 0, nc + ny), spread(s.outActive(), l, 0));
    }

    /// What happens to the residuals of a loop body: those that are constants of the loop are passed once, those that are elements of the
    /// scanned inputs are scanned again, the others become stacks with an entry a trip.
    private static final class Residuals {
        private final boolean[] isInvariant;
        private final boolean[] isElement;

        private Residuals(boolean[] isInvariant, boolean[] isElement) {
            this.isInvariant = isInvariant;
            this.isElement = isElement;
        }

        static Residuals of(Linearize.Split s, int consts, int elementsFrom) {
            boolean[] invariant = new boolean[s.residuals()];
            boolean[] element = new boolean[s.residuals()];
            for (int i = 0; i < invariant.length; i++) {
                int p = s.residualParam()[i];
                invariant[i] = p >= 0 && p < consts;
                element[i] = p >= elementsFrom;
            }
            return new Residuals(invariant, element);
        }

        /// The body with the residuals to be stacked behind its outputs.
        Program keepStacked(Linearize.Split s, int outputs, Type[] params) {
            return Program.of(a -> {
                Value[] o = s.primal().apply(a);
                var r = new ArrayList<>(Arrays.asList(part(o, 0, outputs)));
                for (int i = 0; i < isInvariant.length; i++) {
                    if (!isInvariant[i] && !isElement[i]) {
                        r.add(o[outputs + i]);
                    }
                }
                return Value.array(r);
            }, params);
        }

        Value[] invariant(Linearize.Split s, Value[] consts) {
            var r = new ArrayList<Value>();
            for (int i = 0; i < isInvariant.length; i++) {
                if (isInvariant[i]) {
                    r.add(consts[s.residualParam()[i]]);
                }
            }
            return Value.array(r);
        }

        /// `[invariant, t consts], [t carry], [stacked, t xs] -> t carry, t ys`
        Program linearBody(Linearize.Split s, Type[] invariant, Type[] tb, Type[] tc, Type[] stacked, Type[] tx) {
            int ni = invariant.length;
            int x0 = ni + tb.length + tc.length;
            return Program.of(a -> {
                Value[] r = new Value[isInvariant.length];
                int p = 0;
                int q = x0;
                for (int i = 0; i < r.length; i++) {
                    r[i] = isInvariant[i] ? a[p++] : a[q++];
                }
                return s.linear().apply(Value.join(r, part(a, ni, tb.length + tc.length), part(a, q, tx.length)));
            }, join(invariant, tb, tc, stacked, tx));
        }
    }

    /// The states that have a tangent once those that start with one, and the constants, have had their effect.
    private static boolean[] fixpoint(Program body, boolean[] consts, boolean[] start, boolean[] xs) {
        boolean[] carry = start.clone();
        boolean changed = true;
        while (changed) {
            changed = false;
            boolean[] out = Linearize.joint(body, join(consts, carry, xs), new boolean[body.outputs()]).outActive();
            for (int i = 0; i < carry.length; i++) {
                if (out[i] && !carry[i]) {
                    carry[i] = true;
                    changed = true;
                }
            }
        }
        return carry;
    }

    private static Value[] carryTangents(boolean[] active, @Nullable Value[] t, Value[] carry) {
        var r = new ArrayList<Value>();
        for (int i = 0; i < active.length; i++) {
            if (active[i]) {
                r.add(Lists.orZeros(t[i], carry[i].type().tangent()));
            }
        }
        return Value.array(r);
    }

    private static Value[] zeros(Type[] types) {
        Value[] z = new Value[types.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = Value.zeros(types[i]);
        }
        return z;
    }

    private static @Nullable Value[] append(@Nullable Value[] list, @Nullable Value last) {
        var r = Arrays.copyOf(list, list.length + 1);
        r[list.length] = last;
        return r;
    }

    private static boolean[] or(boolean[] a, boolean[] b) {
        boolean[] r = a.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] |= b[i];
        }
        return r;
    }

    // ---- transpose

    static @Nullable Value[] transpose(Op.Cond c, Transpose.Site s) {
        if (s.linear()[0]) {
            throw new NotLinear("it decides a cond");
        }
        boolean[] given = mask(s.ct());
        boolean[] linear = part(s.linear(), 1, s.linear().length - 1);
        var a = Transpose.body(c.then(), linear, given, s.strict());
        var b = Transpose.body(c.otherwise(), linear, given, s.strict());
        Value[] args = Value.join(s.nonlinear(1), live(s.ct()));
        return s.place(Transpose.nonZero(Control.cond(s.x(0), args, a, b), a.program(), b.program()));
    }

    static @Nullable Value[] transpose(Op.Scan c, Transpose.Site s) {
        if (s.linear()[0]) {
            throw new NotLinear("it is the length of a scan");
        }
        int nC = c.consts();
        int nc = c.carry();
        int first = 1 + nC + nc;
        int nx = s.in().length - first;
        int ny = s.ct().length - nc;
        boolean[] linear = part(s.linear(), 1, s.linear().length - 1);
        Arrays.fill(linear, nC, nC + nc, true);
        for (int i = 0; i < nc; i++) {
            if (!s.linear()[1 + nC + i]) { // a state that starts without tangent is a zero that becomes linear
                s.onlyZero(1 + nC + i, "a scan starts from a constant");
            }
        }
        boolean[] given = mask(s.ct());
        Arrays.fill(given, 0, nc, true);
        var traced = Transpose.body(c.body(), linear, given, s.strict());
        Program body = traced.program();
        var acc = new ArrayList<Value>();
        var consts = new ArrayList<>(Arrays.asList(traced.captured()));
        for (int i = 0; i < nC; i++) {
            if (linear[i]) {
                acc.add(Value.zeros(s.types()[1 + i]));
            } else {
                consts.add(s.x(1 + i));
            }
        }
        Value[] carry = new Value[nc];
        for (int i = 0; i < nc; i++) {
            carry[i] = Lists.orZeros(s.ct()[i], s.outs()[i]);
        }
        var xs = new ArrayList<Value>();
        for (int i = 0; i < nx; i++) {
            if (!linear[nC + nc + i]) {
                xs.add(s.x(first + i));
            }
        }
        int lc = acc.size();
        int nk = consts.size();
        int nlx = xs.size();
        xs.addAll(Arrays.asList(live(tangentPart(s.ct(), nc, ny))));
        Value[] scanned = Value.array(xs);
        int kx = scanned.length;
        // [consts], [accumulators, ct carry], [xs, ct ys] -> accumulators, ct carry, ct xs
        Program step = Program.of(a -> {
            int x0 = nk + lc + nc;
            Value[] o = body.apply(Value.join(part(a, 0, nk), part(a, x0, nlx), part(a, nk + lc, nc), part(a, x0 + nlx, kx - nlx)));
            for (int i = 0; i < lc; i++) {
                o[i] = a[nk + i].add(o[i]);
            }
            return o;
        }, join(Value.types(Value.array(consts)), Value.types(Value.array(acc)), Value.types(carry), elements(scanned)));
        Value[] o = Value.bind(new Op.Scan(step, nk, lc + nc, !c.reverse(), c.length()),
                Value.join(one(s.x(0)), Value.array(consts), Value.array(acc), carry, scanned));
        var back = nulls(s.in().length);
        for (int i = 0, k = 0; i < linear.length; i++) {
            if (linear[i]) {
                boolean added = i < nC || i >= nC + nc; // a constant's accumulator or an element: zero if every trip's is
                Value v = added && body.isZero(k) ? null : o[k];
                back[1 + i] = s.linear()[1 + i] ? v : null;
                k++;
            }
        }
        return back;
    }

    // ---- vmap

    static Vmap.Lanes vmap(Op.Cond c, Value[] x, boolean[] mapped, int n) {
        int k = c.then().outputs();
        boolean[] in = part(mapped, 1, mapped.length - 1);
        boolean[] out = or(Vmap.batch(c.then(), in, n, new boolean[k]).mapped(), Vmap.batch(c.otherwise(), in, n, new boolean[k]).mapped());
        if (mapped[0]) {
            Arrays.fill(out, true);
        }
        Program a = Vmap.batch(c.then(), in, n, out).program();
        Program b = Vmap.batch(c.otherwise(), in, n, out).program();
        if (!mapped[0]) {
            return new Vmap.Lanes(Value.bind(new Op.Cond(a, b), x), out);
        }
        // lanes differ: both branches run, each lane takes its own
        Value[] args = part(x, 1, x.length - 1);
        Value[] ya = taken(x[0], a, args, in);
        Value[] yb = taken(x[0].map(ScalarFn.NOT), b, args, in);
        for (int i = 0; i < k; i++) {
            ya[i] = ya[i].type().isStack() ? Value.bind1(new Op.Either(), ya[i], yb[i]) : choose(x[0], ya[i], yb[i]);
        }
        return new Vmap.Lanes(ya, out);
    }

    static Vmap.Lanes vmap(Op.While w, Value[] x, boolean[] mapped, int n) {
        int cc = w.condConsts();
        int nb = w.bodyConsts();
        int nc = w.carry();
        int ny = w.body().outputs() - nc;
        boolean[] mc = part(mapped, 0, cc);
        boolean[] mb = part(mapped, cc, nb);
        boolean[] carry = part(mapped, cc + nb, nc);
        boolean lanesDiffer = false;
        boolean changed = true;
        while (changed) {
            changed = false;
            boolean[] out = Vmap.batch(w.body(), join(mb, carry), n, join(carry, all(ny))).mapped();
            lanesDiffer = Vmap.batch(w.cond(), join(mc, carry), n, new boolean[1]).mapped()[0];
            for (int i = 0; i < nc; i++) {
                if ((out[i] || lanesDiffer) && !carry[i]) {
                    carry[i] = true;
                    changed = true;
                }
            }
        }
        Program body = Vmap.batch(w.body(), join(mb, carry), n, join(carry, all(ny))).program();
        Program cond = Vmap.batch(w.cond(), join(mc, carry), n, new boolean[1]).program();
        Value[] z = x.clone();
        for (int i = 0; i < nc; i++) {
            if (carry[i] && !mapped[cc + nb + i]) {
                z[cc + nb + i] = Vmap.spread(x[cc + nb + i], n);
            }
        }
        if (!lanesDiffer) {
            return new Vmap.Lanes(Value.bind(new Op.While(cond, body, cc, nb, nc), z), join(carry, all(ny), new boolean[1]));
        }
        Value[] condConsts = part(z, 0, cc);
        Value[] consts = part(z, cc, nb);
        Value[] state = part(z, cc + nb, nc);
        Value trips = Value.literal(new Type(DType.INT32, org.leibniz.Shape.of(n)), 0);
        Program any = Program.of(a -> one(cond.apply(part(a, 0, cc + nc))[0].reduce(Op.Reducer.MAX, Ints.of(0))),
                Value.types(Value.join(condConsts, state, one(trips))));
        Program step = Program.of(a -> {
            Value[] s = part(a, cc + nb, nc);
            Value goesOn = cond.apply(Value.join(part(a, 0, cc), s))[0];
            Value[] o = body.apply(borrowed(goesOn, Value.join(part(a, cc, nb), s), join(mb, carry)));
            for (int i = 0; i < nc; i++) {
                o[i] = choose(goesOn, o[i], s[i]);
            }
            return Value.join(part(o, 0, nc), one(a[cc + nb + nc].add(goesOn.cast(DType.INT32))), part(o, nc, ny));
        }, Value.types(Value.join(condConsts, consts, state, one(trips))));
        Value[] o = Value.bind(new Op.While(any, step, cc, cc + nb, nc + 1), Value.join(condConsts, condConsts, consts, state, one(trips)));
        return new Vmap.Lanes(Value.join(part(o, 0, nc), part(o, nc + 1, ny), one(o[nc])), all(nc + ny + 1));
    }

    static Vmap.Lanes vmap(Op.Scan c, Value[] x, boolean[] mapped, int n) {
        int nC = c.consts();
        int nc = c.carry();
        int first = 1 + nC + nc;
        int nx = x.length - first;
        int ny = c.body().outputs() - nc;
        boolean[] consts = part(mapped, 1, nC);
        boolean[] carry = part(mapped, 1 + nC, nc);
        boolean[] xs = part(mapped, first, nx);
        if (mapped[0]) {
            Arrays.fill(carry, true);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            boolean[] out = Vmap.batch(c.body(), join(consts, carry, xs), n, join(carry, all(ny))).mapped();
            for (int i = 0; i < nc; i++) {
                if (out[i] && !carry[i]) {
                    carry[i] = true;
                    changed = true;
                }
            }
        }
        Program body = Vmap.batch(c.body(), join(consts, carry, xs), n, join(carry, all(ny))).program();
        Value[] z = x.clone();
        for (int i = 0; i < nc; i++) {
            if (carry[i] && !mapped[1 + nC + i]) {
                z[1 + nC + i] = Vmap.spread(x[1 + nC + i], n);
            }
        }
        for (int i = 0; i < nx; i++) {
            if (xs[i] && !x[first + i].type().isStack()) {
                z[first + i] = x[first + i].moveAxis(0, 1); // lanes behind the scanned axis
            }
        }
        Value[] o = mapped[0] ? masked(c, body, z) : Value.bind(new Op.Scan(body, nC, nc, c.reverse(), c.length()), z);
        for (int i = nc; i < nc + ny; i++) {
            o[i] = o[i].type().isStack() ? o[i] : o[i].moveAxis(1, 0);
        }
        return new Vmap.Lanes(o, join(carry, all(ny)));
    }

    /// A scan whose lanes have lengths of their own: as many trips as the longest; a lane takes part in trip i if i is below its count.
    private static Value[] masked(Op.Scan c, Program body, Value[] z) {
        int nC = c.consts();
        int nc = c.carry();
        int first = 1 + nC + nc;
        int nx = z.length - first;
        int ny = body.outputs() - nc;
        Value[] consts = part(z, 1, nC);
        Value[] carry = part(z, 1 + nC, nc);
        Value[] xs = part(z, first, nx);
        Value counts = z[0];
        Value longest = counts.reduce(Op.Reducer.MAX, Ints.of(0));
        Value start = c.reverse() ? longest.sub(1) : Value.literal(longest.type(), 0);
        Program step = Program.of(a -> {
            Value[] s = part(a, nC + 1, nc);
            Value i = a[nC + 1 + nc];
            Value takesPart = i.broadcast(a[nC].shape()).compare(Relation.LT, a[nC]);
            Value[] o = body.apply(Value.join(part(a, 0, nC), s, part(a, nC + 2 + nc, nx)));
            for (int j = 0; j < nc; j++) {
                o[j] = choose(takesPart, o[j], s[j]);
            }
            return Value.join(part(o, 0, nc), one(c.reverse() ? i.sub(1) : i.add(1)), part(o, nc, ny));
        }, join(Value.types(Value.join(consts, one(counts), carry, one(start))), elements(xs)));
        Value[] o = Value.bind(new Op.Scan(step, nC + 1, nc + 1, c.reverse(), c.length()),
                Value.join(one(longest), consts, one(counts), carry, one(start), xs));
        return Value.join(part(o, 0, nc), part(o, nc + 1, ny));
    }

    /// A batched branch, computed if any lane takes it; what it gives for the others means nothing.
    private static Value[] taken(Value lanes, Program branch, Value[] args, boolean[] mapped) {
        Type[] types = Value.types(Value.join(one(lanes), args));
        Program some = Program.of(a -> branch.apply(borrowed(a[0], part(a, 1, args.length), mapped)), types);
        Program none = Program.of(a -> zeros(branch.outputTypes()), types);
        return Value.bind(new Op.Cond(some, none), Value.join(one(lanes.reduce(Op.Reducer.MAX, Ints.of(0))), one(lanes), args));
    }

    /// The arguments of a batched body in which some lanes take no part: those borrow the arguments of the first that does. So no lane runs on
    /// what it would not run on alone: inner loops end, no index is out of range, no NaN is computed only to be multiplied by zero.
    private static Value[] borrowed(Value lanes, Value[] x, boolean[] mapped) {
        Value first = Value.bind1(new Op.ArgReduce(true, 0), lanes.cast(DType.INT32));
        Value[] r = x.clone();
        for (int i = 0; i < r.length; i++) {
            if (mapped[i] && !x[i].type().isStack()) { // stacks were made by such a body
                r[i] = choose(lanes, x[i], x[i].gather(0, 0, first).broadcast(x[i].shape()));
            }
        }
        return r;
    }

    /// Lane by lane one of two values.
    private static Value choose(Value lanes, Value a, Value b) {
        int[] d = new int[a.shape().rank()];
        Arrays.fill(d, 1);
        d[0] = lanes.shape().dim(0);
        return Value.select(lanes.reshape(org.leibniz.Shape.of(d)).broadcast(a.shape()), a, b);
    }
}
