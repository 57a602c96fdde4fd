package org.leibniz.transform;

import static org.leibniz.transform.LoopRules.zeros;
import static org.leibniz.transform.Masks.all;
import static org.leibniz.transform.Masks.where;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.mask;
import static org.leibniz.transform.SymbolicZeros.nulls;
import static org.leibniz.transform.SymbolicZeros.spread;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Slices.Results;
import org.leibniz.ir.Value;

/// Branches and loops of a linear program backwards: see [LoopRules].
final class TransposeFlow {
    private TransposeFlow() {}

    static @Nullable Value[] transpose(Composite.Cond c, Transpose.Site s) {
        if (s.linear()[0]) {
            throw new NotLinear("it decides a cond");
        }
        boolean[] given = mask(s.ct());
        var a = Transpose.body(c.then(), c.arguments(s.linear()), given, s.strict());
        var b = Transpose.body(c.otherwise(), c.arguments(s.linear()), given, s.strict());
        Value[] args = Value.join(live(c.arguments(s.in())), live(s.ct()));
        return s.place(Transpose.nonZero(Control.cond(s.x(0), args, a, b), a.program(), b.program()));
    }

    static @Nullable Value[] transpose(Composite.Scan c, Transpose.Site s) {
        if (s.linear()[0]) {
            throw new NotLinear("it is the length of a scan");
        }
        // a state that starts without tangent is a zero
        for (int i : c.operands(Ints.range(0, s.in().length).toArray()).carry()) {
            s.onlyZero(i, "a scan starts from a constant");
        }
        var in = c.operands(s.in()); // null where linear
        var linear = c.operands(s.linear()).carrying(all(c.carry()));
        var ct = c.results(s.ct());
        var given = new Results<>(all(c.carry()), mask(ct.ys()));
        var traced = Transpose.body(c.body(), linear.all(), given.all(), s.strict());
        Program body = traced.program();

        // what the body is given that is not linear, with a sum for each linear constant; and cotangents
        Value[] sums = zeros(where(c.operands(s.types()).consts(), linear.consts(), true));
        var forward = new Operands<>(Value.join(traced.captured(), live(in.consts())), sums, live(in.xs()));
        Value[] state = new Value[c.carry()];
        for (int i = 0; i < state.length; i++) {
            state[i] = SymbolicZeros.orZeros(ct.carry()[i], c.results(s.outs()).carry()[i]);
        }
        var backward = new Operands<>(LoopRules.NONE, state, live(ct.ys()));
        var both = forward.beside(backward);
        Program step = LoopRules.body(both, p -> {
            var f = forward.firstOf(p);
            var b = forward.restOf(p);
            Value[] o = body.apply(Value.join(f.consts(), f.xs(), b.carry(), b.xs()));
            for (int i = 0; i < sums.length; i++) {
                o[i] = f.carry()[i].add(o[i]);
            }
            return o;
        });
        Value[] o = LoopRules.scan(s.x(0), both, step, !c.reverse(), c.length());

        // a sum or an entry is zero if that of every trip is
        boolean[] isState = where(linear.map(part -> new boolean[part.length]).carrying(all(c.carry())).all(),
                linear.all(), true);
        var some = nulls(o.length);
        for (int i = 0; i < some.length; i++) {
            some[i] = body.isZero(i) && !isState[i] ? null : o[i];
        }
        return Slices.join(nulls(1), spread(linear.all(), some, 0));
    }
}
