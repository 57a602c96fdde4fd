package org.leibniz.transform;

import static org.leibniz.ir.Slices.join;
import static org.leibniz.transform.Fun.one;

import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Slices.Operands;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// What the rules for loops are written with. The set {cond, while, scan} is closed under differentiation,
/// transposition and vectorisation, each of which has a file: [LinearizeFlow], [TransposeFlow], [VmapFlow].
///
/// ```
/// linearize(While) = While with its residuals as further stacks, and a linear Scan over them of as many trips
/// jvp(While)       = While that carries values and tangents together, and no stack
/// transpose(Scan)  = Scan in the other direction that carries cotangents and one accumulator a linear constant
/// vmap(While)      = While any lane goes on; lanes that are done keep their state; the count becomes one a lane
/// vmap(Scan)       = Scan up to the largest count; lanes that are done keep their state
/// ```
/// A state that becomes active (or batched) in one trip is so from the start: masks are iterated to a fixpoint.
///
/// Operands have names, and a loop that does two things at once has those of both, each part of one
/// [beside][Operands#beside] that of the other.
final class LoopRules {
    static final Value[] NONE = {};

    private LoopRules() {}

    /// The body of a loop, as a rule from what it is given to its outputs.
    ///
    /// @param in the operands of the loop
    static Program body(Operands<Value[]> in, Function<Operands<Value[]>, Value[]> rule) {
        return Program.of(a -> rule.apply(in.cut(a)),
                join(Value.types(in.consts()), Value.types(in.carry()), elements(in.xs())));
    }

    /// Whether a loop goes on, as a rule from constants and state.
    static Program condition(Value[] consts, Value[] carry, BinaryOperator<Value[]> rule) {
        return Program.of(a -> {
            var p = Slices.cut(a, consts, carry);
            return rule.apply(p.get(0), p.get(1));
        }, Value.types(Value.join(consts, carry)));
    }

    /// The same kind of loop with another body.
    ///
    /// @param in the parts that its body is given
    static Composite.Loop with(Composite.Loop loop, Program body, Operands<Value[]> in) {
        return switch (loop) {
            case Composite.While w ->
                new Composite.While(w.cond(), body, w.condConsts(), in.consts().length, in.carry().length);
            case Composite.Scan s ->
                new Composite.Scan(body, in.consts().length, in.carry().length, s.reverse(), s.length());
        };
    }

    /// How many trips a loop has made.
    static Value trips(Composite.Loop loop, Value[] x, Value[] y) {
        return switch (loop) {
            case Composite.While w -> w.counted(y)[0];
            case Composite.Scan s -> s.deciding(x)[0];
        };
    }

    /// Runs a body so many times.
    static Value[] scan(Value trips, Operands<Value[]> in, Program body, boolean reverse, int length) {
        return Value.bind(new Composite.Scan(body, in.consts().length, in.carry().length, reverse, length),
                Value.join(one(trips), in.all()));
    }

    /// What the state of a loop is once what it is at the start has had its effect.
    ///
    /// @param next the state after a trip, which has what it had before
    static <A> Operands<A> fixpoint(Operands<A> start, Function<Operands<A>, A> next) {
        var now = start;
        while (true) {
            A carry = next.apply(now);
            if (Objects.deepEquals(carry, now.carry())) {
                return now;
            }
            now = now.carrying(carry);
        }
    }

    /// The types of the entries of what is scanned.
    static Type[] elements(Value[] stacks) {
        Type[] t = new Type[stacks.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = stacks[i].type().element();
        }
        return t;
    }

    static Value[] zeros(Type[] types) {
        Value[] z = new Value[types.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = Value.zeros(types[i]);
        }
        return z;
    }
}
