package org.leibniz.transform;

import static org.leibniz.transform.Lists.all;
import static org.leibniz.transform.Lists.live;
import static org.leibniz.transform.Lists.nulls;
import static org.leibniz.transform.Lists.part;
import static org.leibniz.transform.Lists.tangentPart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Linearize.Duals;

/// Derivatives given by the user, as a vjp or as a jvp; one is enough for both modes and every order.
///
/// A vjp rule `bwd(x, y, ct) -> cx` is the transpose of the derivative, so its transpose in `ct` is the derivative: [Op.LinearCall] stands for
/// that map, transposes to a call of `bwd`, and is evaluated forward by transposing `bwd`, on demand. A jvp rule is written out where the
/// tangent is wanted and transposes like everything else. Both see the operation's own output `y`, so second derivatives use the rule again.
public final class CustomRule {
    private CustomRule() {}

    /// Applies a function that has a vjp rule.
    ///
    /// @param f the function
    /// @param xs its inputs
    /// @param rule from inputs, outputs and cotangents of the outputs to cotangents of the inputs
    /// @return the outputs
    public static Value[] vjp(Fun f, Value[] xs, Fun rule) {
        return apply(f, xs, rule, true);
    }

    /// Applies a function that has a jvp rule.
    ///
    /// @param f the function
    /// @param xs its inputs
    /// @param rule from inputs, outputs and tangents of the inputs to tangents of the outputs
    /// @return the outputs
    public static Value[] jvp(Fun f, Value[] xs, Fun rule) {
        return apply(f, xs, rule, false);
    }

    private static Value[] apply(Fun f, Value[] xs, Fun rule, boolean reverse) {
        Type[] in = Value.types(xs);
        var body = Staging.body(Trace.Kind.RULE, f, in);
        Type[] out = body.program().outputTypes();
        Type[] last = tangents(reverse ? out : in);
        var ruled = Staging.body(Trace.Kind.RULE, rule, Lists.join(in, out, last));
        Type[] expected = tangents(reverse ? in : out);
        Program p = ruled.program();
        if (p.outputs() != expected.length) {
            throw new IllegalArgumentException(
                    "custom rule: expected " + expected.length + (reverse ? " cotangents, one an input" : " tangents, one an output")
                            + ", got " + p.outputs());
        }
        for (int i = 0; i < expected.length; i++) {
            if (!p.output(i).equals(expected[i])) {
                throw new IllegalArgumentException(
                        "custom rule: expected result " + i + " of type " + expected[i] + ", got " + p.output(i));
            }
        }
        return Value.bind(new Op.Custom(body.program(), reverse ? p : null, reverse ? null : p, xs.length),
                Value.join(xs, body.captured(), ruled.captured()));
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
    /// @throws org.leibniz.NonlinearRuleException if the rule is not linear in its cotangents
    public static Program forward(Op.LinearCall c) {
        boolean[] linear = new boolean[c.bwd().params()];
        Arrays.fill(linear, c.residuals(), linear.length, true);
        return Transpose.program(c.bwd(), linear, all(c.bwd().outputs()), true);
    }

    static Duals linearize(Op.Custom c, Value[] x, @Nullable Value[] t, Value @Nullable [] known, boolean joint) {
        int n = c.inputs();
        int m = c.f().outputs();
        int captures = c.f().params() - n;
        Value[] y = known == null ? Value.bind(c, x) : known;
        var given = tangentPart(t, 0, n); // what the rule captured is constant, as in MindSpore
        if (live(given).length == 0) {
            return new Duals(y, nulls(m));
        }
        Value[] xs = part(x, 0, n);
        Value[] ruleCaptures = part(x, n + captures, x.length - n - captures);
        Value[] tx = new Value[n];
        for (int i = 0; i < n; i++) {
            tx[i] = Lists.orZeros(given[i], xs[i].type().tangent());
        }
        Program jvp = c.jvp();
        if (jvp != null) {
            if (!joint) { // a jvp rule must be linear for reverse mode: said here, once, with its reason
                boolean[] linear = new boolean[jvp.params()];
                Arrays.fill(linear, n + m, n + m + n, true);
                Transpose.program(jvp, linear, all(jvp.outputs()), true);
            }
            return new Duals(y, jvp.apply(Value.join(xs, y, tx, ruleCaptures)));
        }
        var linear = new Op.LinearCall(cotangentsLast(c, m), n + m + ruleCaptures.length, Arrays.asList(tangents(Value.types(y))));
        Value[] in = Value.join(xs, y, ruleCaptures, tx);
        return new Duals(y, joint ? Value.bind(new Op.Call(forward(linear)), in) : Value.bind(linear, in));
    }

    /// `bwd(x, y, ct, captures)` as `bwd(x, y, captures, ct)`.
    private static Program cotangentsLast(Op.Custom c, int m) {
        Program bwd = c.bwd();
        if (bwd == null) {
            throw new IllegalStateException("a custom operation without a rule");
        }
        return bwd.memo("cotangents last", () -> {
            int n = c.inputs();
            Type[] p = bwd.paramTypes();
            int captures = p.length - n - 2 * m;
            int[] from = new int[p.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = i < n + m ? i : i < n + 2 * m ? i + captures : i - m;
            }
            return bwd.rewire(Lists.join(part(p, 0, n + m), part(p, n + 2 * m, captures), part(p, n + m, m)), from);
        });
    }
}
