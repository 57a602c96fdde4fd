package org.leibniz.transform;

import static org.leibniz.ir.Slices.join;
import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.LoopRules.zeros;
import static org.leibniz.transform.Masks.all;
import static org.leibniz.transform.Masks.or;

import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Slices.Results;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Branches and loops under vectorisation: see [LoopRules].
final class VmapFlow {
    private static final Ints LANES = Ints.of(0);

    private VmapFlow() {}

    static Vmap.Lanes vmap(Composite.Cond c, Value[] x, boolean[] mapped, int n) {
        boolean[] none = new boolean[c.then().outputs()];
        boolean[] in = c.arguments(mapped);
        boolean[] out = mapped[0]
                ? all(none.length)
                : or(Vmap.batch(c.then(), in, n, none).mapped(), Vmap.batch(c.otherwise(), in, n, none).mapped());
        Program a = Vmap.batch(c.then(), in, n, out).program();
        Program b = Vmap.batch(c.otherwise(), in, n, out).program();
        if (!mapped[0]) {
            return new Vmap.Lanes(Value.bind(new Composite.Cond(a, b), x), out);
        }
        // lanes differ: both branches run, each lane takes its own
        Value[] ya = taken(x[0], a, c.arguments(x), in);
        Value[] yb = taken(x[0].map(ScalarFn.NOT), b, c.arguments(x), in);
        for (int i = 0; i < ya.length; i++) {
            ya[i] = ya[i].type().isStack()
                    ? Value.bind1(new Routine.Either(), ya[i], yb[i])
                    : choose(x[0], ya[i], yb[i]);
        }
        return new Vmap.Lanes(ya, out);
    }

    static Vmap.Lanes vmap(Composite.While w, Value[] x, boolean[] mapped, int n) {
        boolean[] asked = w.deciding(mapped);
        var lanes = LoopRules.fixpoint(w.operands(mapped), now -> condition(w, asked, now, n).mapped()[0]
                ? all(w.carry())
                : or(now.carry(), w.results(body(w, now, n).mapped()).carry()));
        var cond = condition(w, asked, lanes, n);
        var body = body(w, lanes, n);
        var in = w.operands(x).carrying(spread(w.operands(x).carry(), w.operands(mapped).carry(), lanes.carry(), n));
        Value[] deciding = w.deciding(x);
        if (!cond.mapped()[0]) {
            var op = new Composite.While(cond.program(), body.program(), w.condConsts(), w.bodyConsts(), w.carry());
            return new Vmap.Lanes(Value.bind(op, Value.join(deciding, in.all())), join(body.mapped(), new boolean[1]));
        }
        // lanes differ: the loop goes on while any does, and counts the trips of each; its body asks, too
        var asking = new Operands<>(deciding, in.carry(), LoopRules.NONE);
        var counting = new Operands<>(in.consts(), one(Value.literal(new Type(DType.INT32, Shape.of(n)), 0)),
                LoopRules.NONE);
        var both = asking.beside(counting);
        Program any = LoopRules.condition(deciding, both.carry(), (consts, carry) -> one(
                cond.program().apply(Value.join(consts, Slices.head(carry, in.carry())))[0].reduce(Reducer.MAX,
                        LANES)));
        Program step = LoopRules.body(both, p -> {
            var a = asking.firstOf(p);
            var c = asking.restOf(p);
            Value goesOn = cond.program().apply(Value.join(a.consts(), a.carry()))[0];
            Value[] given = borrowed(goesOn, Value.join(c.consts(), a.carry()), lanes.all());
            var o = w.results(body.program().apply(given));
            Value trips = c.carry()[0].add(goesOn.cast(DType.INT32));
            return new Results<>(choose(goesOn, o.carry(), a.carry()), o.ys())
                    .beside(new Results<>(one(trips), LoopRules.NONE)).all();
        });
        var op = new Composite.While(any, step, deciding.length, both.consts().length, both.carry().length);
        var y = op.results(Value.bind(op, Value.join(deciding, both.all())));
        var carry = Slices.cut(y.carry(), in.carry(), counting.carry());
        Value[] all = Value.join(carry.get(0), y.ys(), carry.get(1));
        return new Vmap.Lanes(all, all(all.length));
    }

    static Vmap.Lanes vmap(Composite.Scan s, Value[] x, boolean[] mapped, int n) {
        var start = mapped[0] ? s.operands(mapped).carrying(all(s.carry())) : s.operands(mapped);
        var lanes = LoopRules.fixpoint(start, now -> or(now.carry(), s.results(body(s, now, n).mapped()).carry()));
        var body = body(s, lanes, n);
        var in = s.operands(x);
        Value[] xs = in.xs().clone();
        for (int i = 0; i < xs.length; i++) {
            // lanes behind the scanned axis
            xs[i] = lanes.xs()[i] && !xs[i].type().isStack() ? xs[i].moveAxis(0, 1) : xs[i];
        }
        var given = new Operands<>(in.consts(), spread(in.carry(), s.operands(mapped).carry(), lanes.carry(), n), xs);
        var y = mapped[0]
                ? masked(s, body.program(), x[0], given)
                : s.results(LoopRules.scan(x[0], given, body.program(), s.reverse(), s.length()));
        Value[] ys = y.ys().clone();
        for (int i = 0; i < ys.length; i++) {
            ys[i] = ys[i].type().isStack() ? ys[i] : ys[i].moveAxis(1, 0);
        }
        return new Vmap.Lanes(Value.join(y.carry(), ys), body.mapped());
    }

    /// A scan whose lanes have lengths of their own: as many trips as the longest; a lane takes part in trip i if i is
    /// below its count.
    private static Results<Value[]> masked(Composite.Scan s, Program body, Value counts, Operands<Value[]> in) {
        Value longest = counts.reduce(Reducer.MAX, LANES);
        Value first = s.reverse() ? longest.sub(1) : Value.literal(longest.type(), 0);
        var counting = new Operands<>(one(counts), one(first), LoopRules.NONE);
        var both = in.beside(counting);
        Program step = LoopRules.body(both, p -> {
            var a = in.firstOf(p);
            var c = in.restOf(p);
            Value i = c.carry()[0];
            Value takesPart = i.broadcast(c.consts()[0].shape()).compare(Relation.LT, c.consts()[0]);
            var o = s.results(body.apply(a.all()));
            return new Results<>(choose(takesPart, o.carry(), a.carry()), o.ys())
                    .beside(new Results<>(one(s.reverse() ? i.sub(1) : i.add(1)), LoopRules.NONE)).all();
        });
        var op = new Composite.Scan(step, both.consts().length, both.carry().length, s.reverse(), s.length());
        var y = op.results(Value.bind(op, Value.join(one(longest), both.all())));
        return new Results<>(Slices.head(y.carry(), in.carry()), y.ys());
    }

    /// A body whose state is mapped behind a trip where it is before it, and all of whose results are.
    private static Vmap.Batched body(Composite.Loop loop, Operands<boolean[]> mapped, int n) {
        boolean[] ys = all(loop.results(loop.body().outputTypes()).ys().length);
        return Vmap.batch(loop.body(), mapped.all(), n, new Results<>(mapped.carry(), ys).all());
    }

    private static Vmap.Batched condition(Composite.While w, boolean[] asked, Operands<boolean[]> mapped, int n) {
        return Vmap.batch(w.cond(), join(asked, mapped.carry()), n, new boolean[1]);
    }

    /// A state that becomes mapped is so from the start.
    private static Value[] spread(Value[] state, boolean[] mapped, boolean[] becomes, int n) {
        Value[] r = state.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] = becomes[i] && !mapped[i] ? Vmap.spread(state[i], n) : state[i];
        }
        return r;
    }

    /// A batched branch, computed if any lane takes it; what it gives for the others means nothing.
    private static Value[] taken(Value lanes, Program branch, Value[] args, boolean[] mapped) {
        Type[] types = Value.types(Value.join(one(lanes), args));
        Program some = Program.of(a -> {
            var p = Slices.cut(a, one(lanes), args);
            return branch.apply(borrowed(p.get(0)[0], p.get(1), mapped));
        }, types);
        Program none = Program.of(_ -> zeros(branch.outputTypes()), types);
        return Value.bind(new Composite.Cond(some, none),
                Value.join(one(lanes.reduce(Reducer.MAX, LANES)), one(lanes), args));
    }

    /// The arguments of a batched body in which some lanes take no part: those borrow the arguments of the first that
    /// does. So no lane runs on what it would not run on alone: inner loops end, no index is out of range, no NaN is
    /// computed only to be multiplied by zero.
    private static Value[] borrowed(Value lanes, Value[] x, boolean[] mapped) {
        Value first = Value.bind1(new Routine.ArgReduce(true, 0), lanes.cast(DType.INT32));
        Value[] r = x.clone();
        for (int i = 0; i < r.length; i++) {
            if (mapped[i] && !x[i].type().isStack()) { // stacks were made by such a body
                r[i] = choose(lanes, x[i], x[i].gather(0, 0, first).broadcast(x[i].shape()));
            }
        }
        return r;
    }

    /// Lane by lane one of two states.
    private static Value[] choose(Value lanes, Value[] a, Value[] b) {
        Value[] r = new Value[a.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = choose(lanes, a[i], b[i]);
        }
        return r;
    }

    /// Lane by lane one of two values.
    private static Value choose(Value lanes, Value a, Value b) {
        int[] d = new int[a.shape().rank()];
        Arrays.fill(d, 1);
        d[0] = lanes.shape().dim(0);
        return Value.select(lanes.reshape(Shape.of(d)).broadcast(a.shape()), a, b);
    }
}
