package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;
import static org.leibniz.transform.Masks.all;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.nulls;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.leibniz.NonlinearRuleException;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.RuleName;
import org.leibniz.ir.Slices;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Linearize.Duals;

/// Derivatives given by the user, as a vjp or as a jvp; one is enough for both modes and every order.
///
/// A vjp rule `bwd(x, y, ct) -> cx` is the transpose of the derivative, so its transpose in `ct` is the derivative:
/// [Composite.LinearCall] stands for that map, transposes to a call of `bwd`, and is evaluated forward by transposing
/// `bwd`, on demand. A jvp rule is written out where the tangent is wanted and transposes like everything else. Both
/// see the operation's own output `y`, so second derivatives use the rule again.
///
/// The proof that a rule is linear is demanded only where the other mode is really needed: of the inputs that have
/// tangents or the outputs that have cotangents, and by a result that somebody uses. Until then a rule that is not
/// linear stands there as it is.
public final class CustomRule {
    private CustomRule() {}

    /// Applies a function that has a vjp rule.
    ///
    /// @param name the rule, for messages
    /// @param f the function
    /// @param xs its inputs
    /// @param rule from inputs, outputs and cotangents of the outputs to cotangents of the inputs
    /// @return the outputs
    public static Value[] vjp(String name, Fun f, Value[] xs, Fun rule) {
        return apply(f, xs, rule, true, m -> new RuleName(name, m == 1 ? "dout" : "dout[%d]", Ints.range(0, m)));
    }

    /// Applies a function that has a jvp rule.
    ///
    /// @param f the function
    /// @param xs its inputs
    /// @param rule from inputs, outputs and tangents of the inputs to tangents of the outputs
    /// @return the outputs
    public static Value[] jvp(Fun f, Value[] xs, Fun rule) {
        return jvp("a custom rule", xs.length == 1 ? "dx" : "dx[%d]", f, xs, rule);
    }

    /// Applies a function that has a jvp rule.
    ///
    /// @param name the rule, for messages
    /// @param tangent how the rule calls a tangent, for messages, with `%d` for the number of the input if there are
    ///     several
    /// @param f the function
    /// @param xs its inputs
    /// @param rule from inputs, outputs and tangents of the inputs to tangents of the outputs
    /// @return the outputs
    public static Value[] jvp(String name, String tangent, Fun f, Value[] xs, Fun rule) {
        return apply(f, xs, rule, false, _ -> new RuleName(name, tangent, Ints.range(0, xs.length)));
    }

    private static Value[] apply(Fun f, Value[] xs, Fun rule, boolean reverse, IntFunction<RuleName> whose) {
        Type[] in = Value.types(xs);
        var body = Staging.body(TracePurpose.RULE, f, in);
        Type[] out = body.program().outputTypes();
        Type[] last = tangents(reverse ? out : in);
        var ruled = Staging.body(TracePurpose.RULE, rule, Slices.join(in, out, last));
        Type[] expected = tangents(reverse ? in : out);
        Program p = ruled.program();
        if (p.outputs() != expected.length) {
            throw new IllegalArgumentException(
                    "custom rule: expected " + expected.length
                            + (reverse ? " cotangents, one an input" : " tangents, one an output")
                            + ", got " + p.outputs());
        }
        for (int i = 0; i < expected.length; i++) {
            if (!p.output(i).equals(expected[i])) {
                throw new IllegalArgumentException(
                        "custom rule: expected result " + i + " of type " + expected[i] + ", got " + p.output(i));
            }
        }
        return Value.bind(
                new Composite.Custom(body.program(), reverse ? p : null, reverse ? null : p, xs.length,
                        whose.apply(out.length)),
                Value.join(ruled.captured(), body.captured(), xs));
    }

    private static Type[] tangents(Type[] types) {
        Type[] t = new Type[types.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = types[i].tangent();
        }
        return t;
    }

    /// The forward evaluation of a linear map that is given by its transpose.
    ///
    /// @param c the map
    /// @return a program `residuals, tangents -> tangents`
    /// @throws NonlinearRuleException if the rule is not linear in its cotangents
    public static Program forward(Composite.LinearCall c) {
        int cotangents = c.bwd().params() - c.residuals();
        try {
            return Transpose.program(c.bwd(), Masks.last(c.bwd().params(), cotangents), all(c.bwd().outputs()), true);
        } catch (NotLinear e) {
            throw nonlinear(c.whose(), e, e.among(c.residuals(), cotangents),
                    "It gives a gradient, so it serves reverse mode (grad, vjp, jacrev) as it is; forward mode "
                            + "(jvp, linearize, jacfwd, hvp, hessian)",
                    "for forward mode give a jvp rule: Custom.jvp takes one that gives the tangent");
        }
    }

    /// The transpose of a tangent that a rule gives.
    ///
    /// @param c an operation that is meant as written
    /// @param linear the tangents among its operands
    /// @param given the outputs that have a cotangent
    /// @throws NonlinearRuleException if the rule is not linear in the tangents
    static Program backward(Composite.Custom c, boolean[] linear, boolean[] given) {
        try {
            return Transpose.program(c.f(), linear, given, true);
        } catch (NotLinear e) {
            throw nonlinear(c.whose(), e, e.among(c.f().params() - c.inputs(), c.inputs()),
                    "It gives a tangent, so it serves forward mode (jvp, linearize, jacfwd) as it is; reverse mode "
                            + "(grad, vjp, jacrev, and hessian and hvp with it)",
                    "for reverse mode give a vjp rule: Custom.vjp takes one that gives the gradient");
        }
    }

    /// @param arguments those that it is not linear in
    /// @param serves which mode it serves, and which one does not
    /// @param way what to do for that one
    private static NonlinearRuleException nonlinear(RuleName whose, NotLinear e, boolean[] arguments, String serves,
            String way) {
        String in = whose.arguments(arguments);
        return new NonlinearRuleException(whose.rule() + ": the rule is not linear in " + in + ": " + e.why() + ". "
                + serves + " transposes it, for which it must be linear in " + in + ". Write it so, or " + way);
    }

    /// Whether a linear map that is given by its transpose can be evaluated forward.
    static boolean isLinear(Composite.LinearCall c) {
        return isProved(c.bwd(), c.bwd().params() - c.residuals());
    }

    /// Whether a program is proved linear in its last `n` parameters.
    private static boolean isProved(Program p, int n) {
        return p.memo(new Proved(n), () -> {
            try {
                Transpose.program(p, Masks.last(p.params(), n), all(p.outputs()), true);
                return true;
            } catch (NotLinear | NonlinearRuleException e) { // of this rule, or of one that it uses
                return false; // whoever needs it asks again, and is told why
            }
        });
    }

    private record Proved(int n) {}

    /// Whether an operation without a rule is meant: a tangent that a rule gives, to be proved linear where it is
    /// transposed.
    static boolean isAsWritten(Composite.Custom c) {
        return c.bwd() == null && c.jvp() == null;
    }

    static Duals linearize(Composite.Custom c, Value[] x, @Nullable Value[] t, Value @Nullable [] known,
            boolean joint) {
        if (isAsWritten(c)) {
            return Linearize.call(c.f(), x, t, joint);
        }
        int n = c.inputs();
        int m = c.f().outputs();
        Value[] y = known == null ? Value.bind(c, x) : known;
        var given = c.arguments(t); // what the rule captured is constant, as in MindSpore
        Value[] live = live(given);
        if (live.length == 0) {
            return new Duals(y, nulls(m));
        }
        Value[] captured = c.capturedByRule(x);
        Value[] xs = c.arguments(x);
        boolean[] active = SymbolicZeros.mask(given);
        if (c.jvp() != null) {
            Program rule = active(c, active);
            Value[] in = Value.join(captured, xs, y, live);
            if (joint) {
                return new Duals(y, rule.apply(in));
            }
            return new Duals(y, isProved(rule, live.length)
                    ? Separate.apart(rule, Masks.last(in.length, live.length)).apply(in)
                    : Value.bind(new Composite.Custom(rule, null, null, live.length, c.whose().of(active)), in));
        }
        var linear = new Composite.LinearCall(Linearize.only(rule(c.bwd()), active), captured.length + n + m,
                Arrays.asList(tangents(Value.types(y))), c.whose());
        Value[] in = Value.join(captured, xs, y, live);
        return new Duals(y,
                joint && isLinear(linear)
                        ? Value.bind(new Composite.Call(forward(linear)), in)
                        : Value.bind(linear, in));
    }

    /// The derivative of a map that is given by its transpose. One that is not linear has none by itself, but may be
    /// differentiated where nobody uses its value: with `A(r) v` written for the map, `<ct, d(A(r) v)>` is `<bwd(r,
    /// ct), dv>` and the derivative of `<bwd(r, ct), v>` by `r`, each of which is again the transpose of a map.
    static Duals linearize(Composite.LinearCall c, Value[] x, @Nullable Value[] t, boolean joint) {
        if (isLinear(c)) {
            return Linearize.call(forward(c), x, t, joint);
        }
        Value[] r = c.residuals(x);
        Value[] v = c.tangents(x);
        var tr = c.residuals(t);
        var tv = c.tangents(t);
        var sum = nulls(c.outputs().size());
        if (live(tv).length > 0) {
            Value[] dv = new Value[v.length];
            for (int i = 0; i < dv.length; i++) {
                dv[i] = SymbolicZeros.orZeros(tv[i], v[i].type());
            }
            sum = Value.bind(c, Value.join(r, dv)).clone();
        }
        if (live(tr).length > 0) {
            var byResiduals = new Composite.LinearCall(residualsBackward(c, SymbolicZeros.mask(tr)), x.length,
                    c.outputs(),
                    c.whose());
            Value[] d = Value.bind(byResiduals, Value.join(r, v, live(tr)));
            for (int i = 0; i < d.length; i++) {
                sum[i] = SymbolicZeros.plus(sum[i], d[i]);
            }
        }
        return new Duals(Value.bind(c, x), sum);
    }

    private record Backward(int residuals, Ints active) {}

    /// `residuals, v, ct -> ` the derivative of `<bwd(residuals, ct), v>` by some of the residuals.
    private static Program residualsBackward(Composite.LinearCall c, boolean[] active) {
        Program bwd = c.bwd();
        int n = c.residuals();
        return bwd.memo(new Backward(n, Masks.bits(active)), () -> {
            Type[] p = bwd.paramTypes();
            Type[] v = bwd.outputTypes();
            var split = Linearize.split(bwd, Arrays.copyOf(active, p.length));
            return Program.of(a -> {
                Value[] o = split.primal().apply(Value.join(part(a, 0, n), part(a, n + v.length, p.length - n)));
                var cts = nulls(Masks.count(split.outActive()));
                for (int i = 0, k = 0; i < v.length; i++) {
                    if (split.outActive()[i]) {
                        cts[k++] = a[n + i];
                    }
                }
                return Transpose.pull(split, split.residuals(o), cts, Masks.count(active));
            }, Slices.join(part(p, 0, n), v, part(p, n, p.length - n)));
        });
    }

    private record Active(Ints inputs) {}

    /// A jvp rule of some tangents; the others are zero.
    private static Program active(Composite.Custom c, boolean[] active) {
        Program jvp = rule(c.jvp());
        return jvp.memo(new Active(Masks.bits(active)), () -> {
            int n = c.inputs();
            if (Masks.count(active) == n) {
                return jvp;
            }
            Type[] p = jvp.paramTypes();
            int first = p.length - n; // tangent
            return Simplify.differentiable(Program.of(a -> {
                var given = SymbolicZeros.spread(active, a, first);
                Value[] tx = new Value[n];
                for (int i = 0; i < n; i++) {
                    tx[i] = SymbolicZeros.orZeros(given[i], p[first + i]);
                }
                return jvp.apply(Value.join(part(a, 0, first), tx));
            }, Slices.join(part(p, 0, first), Masks.where(part(p, first, n), active, true))));
        });
    }

    private static Program rule(@Nullable Program rule) {
        if (rule == null) {
            throw new IllegalStateException("a custom operation without a rule");
        }
        return rule;
    }
}
