package org.leibniz.transform;

import static org.leibniz.ir.Slices.join;
import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.LoopRules.zeros;
import static org.leibniz.transform.Masks.all;
import static org.leibniz.transform.Masks.count;
import static org.leibniz.transform.Masks.merged;
import static org.leibniz.transform.Masks.or;
import static org.leibniz.transform.Masks.where;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.mask;
import static org.leibniz.transform.SymbolicZeros.nulls;
import static org.leibniz.transform.SymbolicZeros.spread;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Linearize.Duals;

/// Branches and loops under differentiation: see [LoopRules].
final class LinearizeFlow {
    private LinearizeFlow() {}

    static Duals linearize(Composite.Cond c, Value[] x, @Nullable Value[] t, boolean joint) {
        boolean[] none = new boolean[c.then().outputs()];
        boolean[] active = mask(c.arguments(t));
        Value[] dx = live(c.arguments(t));
        if (dx.length == 0) {
            return new Duals(Value.bind(c, x), nulls(none.length));
        }
        boolean[] either = or(Linearize.joint(c.then(), active, none).outActive(),
                Linearize.joint(c.otherwise(), active, none).outActive());
        if (joint) {
            var a = Linearize.joint(c.then(), active, either);
            var b = Linearize.joint(c.otherwise(), active, either);
            return a.duals(Value.bind(new Composite.Cond(a.program(), b.program()), Value.join(x, dx)));
        }
        var a = Linearize.split(c.then(), active, either, Ints.of());
        var b = Linearize.split(c.otherwise(), active, either, Ints.of());
        Type[] ofA = a.residuals(a.primal().outputTypes());
        Type[] ofB = b.residuals(b.primal().outputTypes());
        // each branch returns its own residuals and zeros for the other's
        Program pa = Program.of(v -> Value.join(a.primal().apply(v), zeros(ofB)), c.then().paramTypes());
        Program pb = Program.of(v -> {
            Value[] o = b.primal().apply(v);
            return Value.join(b.outputs(o), zeros(ofA), b.residuals(o));
        }, c.otherwise().paramTypes());
        Type[] linear = join(ofA, ofB, Value.types(dx));
        Program la = Program.of(v -> {
            var p = Slices.cut(v, ofA, ofB, dx);
            return a.linear().apply(Value.join(p.get(0), p.get(2)));
        }, linear);
        Program lb = Program.of(v -> {
            var p = Slices.cut(v, ofA, ofB, dx);
            return b.linear().apply(Value.join(p.get(1), p.get(2)));
        }, linear);
        var y = Slices.cut(Value.bind(new Composite.Cond(pa, pb), x), none, ofA, ofB);
        Value[] dy = count(either) == 0
                ? LoopRules.NONE
                : Value.bind(new Composite.Cond(la, lb), Value.join(one(x[0]), y.get(1), y.get(2), dx));
        return new Duals(y.get(0), spread(either, dy, 0));
    }

    static Duals linearize(Composite.Loop loop, Value[] x, @Nullable Value[] t, boolean joint) {
        var given = loop.operands(t);
        boolean[] none = new boolean[loop.body().outputs()];
        var active = LoopRules.fixpoint(given.map(SymbolicZeros::mask),
                now -> or(now.carry(),
                        loop.results(Linearize.joint(loop.body(), now.all(), none).outActive()).carry()));
        if (count(active.all()) == 0) {
            Value[] y = Value.bind(loop, x);
            return new Duals(y, nulls(y.length));
        }
        Value[] carry = loop.operands(x).carry();
        var state = new ArrayList<Value>();
        for (int i = 0; i < carry.length; i++) {
            if (active.carry()[i]) {
                state.add(SymbolicZeros.orZeros(given.carry()[i], carry[i].type().tangent()));
            }
        }
        var tangents = new Operands<>(live(given.consts()), Value.array(state), live(given.xs()));
        boolean[] must = Arrays.copyOf(active.carry(), none.length); // the state
        return joint
                ? together(loop, x, tangents, Linearize.joint(loop.body(), active.all(), must))
                : apart(loop, x, tangents, Linearize.split(loop.body(), active.all(), must, Ints.of()));
    }

    /// One loop of values and tangents.
    private static Duals together(Composite.Loop loop, Value[] x, Operands<Value[]> tangents, Linearize.Joint joint) {
        var in = loop.operands(x);
        var both = in.beside(tangents);
        Program body = LoopRules.body(both, p -> {
            var d = joint.duals(joint.program().apply(Value.join(in.firstOf(p).all(), in.restOf(p).all())));
            return loop.results(d.values()).beside(loop.results(d.tangents()).map(SymbolicZeros::live)).all();
        });
        Composite.Loop op = switch (loop) {
            case Composite.While w -> new Composite.While(
                    LoopRules.condition(w.deciding(x), both.carry(),
                            (consts, carry) -> w.cond().apply(Value.join(consts, Slices.head(carry, in.carry())))),
                    body, w.condConsts(), both.consts().length, both.carry().length);
            case Composite.Scan s -> LoopRules.with(s, body, both);
        };
        Value[] o = Value.bind(op, Value.join(loop.deciding(x), both.all()));
        var y = loop.results(loop.body().outputTypes());
        return duals(Value.join(y.firstOf(op.results(o)).all(), op.counted(o)), joint.outActive(),
                y.restOf(op.results(o)).all());
    }

    /// A loop of values that keeps residuals, and a linear scan over them. Residuals that are constants of the loop are
    /// passed once, those that are entries of what is scanned are scanned again, the others become stacks with an entry
    /// a trip.
    private static Duals apart(Composite.Loop loop, Value[] x, Operands<Value[]> tangents, Linearize.Split split) {
        var in = loop.operands(x);
        var none = in.map(part -> new boolean[part.length]);
        boolean[] constant = are(split.residualParam(),
                new Operands<>(all(in.consts().length), none.carry(), none.xs()).all());
        boolean[] entry = are(split.residualParam(),
                new Operands<>(none.consts(), none.carry(), all(in.xs().length)).all());
        Program body = Program.of(a -> {
            Value[] o = split.primal().apply(a);
            return Value.join(split.outputs(o), where(split.residuals(o), or(constant, entry), false));
        }, loop.body().paramTypes());
        var op = LoopRules.with(loop, body, in);
        Value[] o = Value.bind(op, x);
        var y = loop.results(loop.body().outputTypes());
        Value[] made = y.restOf(op.results(o)).ys();

        var passed = new ArrayList<Value>();
        var scanned = new ArrayList<Value>();
        for (int i = 0, k = 0; i < split.residuals(); i++) {
            if (constant[i]) {
                passed.add(in.all()[split.residualParam()[i]]);
            } else {
                scanned.add(entry[i] ? in.all()[split.residualParam()[i]] : made[k++]);
            }
        }
        var residuals = new Operands<>(Value.array(passed), LoopRules.NONE, Value.array(scanned));
        var both = residuals.beside(tangents);
        Program linear = LoopRules.body(both, p -> {
            var r = residuals.firstOf(p);
            return split.linear().apply(Value.join(merged(constant, r.consts(), r.xs()), residuals.restOf(p).all()));
        });
        Value[] dy = count(split.outActive()) == 0
                ? LoopRules.NONE
                : LoopRules.scan(LoopRules.trips(op, x, o), both, linear, loop.reverse(), loop.length());
        return duals(Value.join(y.firstOf(op.results(o)).all(), op.counted(o)), split.outActive(), dy);
    }

    /// Which residuals are among some parameters.
    private static boolean[] are(int[] parameter, boolean[] some) {
        boolean[] r = new boolean[parameter.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = parameter[i] >= 0 && some[parameter[i]];
        }
        return r;
    }

    /// The results of a loop and their tangents; the number of trips has none.
    private static Duals duals(Value[] y, boolean[] active, Value[] tangents) {
        return new Duals(y, Arrays.copyOf(spread(active, tangents, 0), y.length));
    }
}
