package org.leibniz.transform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// Derivatives of functions of values, of which nothing is made before the assignments of the function take effect.
public final class Shorthand {
    private Shorthand() {}

    /// [Gradient#gradient] without hooks.
    public static Gradient.Result gradient(Fun f, Value[] xs, List<Variable> wanted, int summed,
            @Nullable Function<Type[], Value[]> sens) {
        return Gradient.gradient(f, xs, wanted, summed, sens, ByInteger.TRUNCATED, false, r -> r);
    }

    /// [Gradient#vjp] without hooks.
    public static Gradient.Pullback vjp(Fun f, Value[] xs, List<Variable> wanted, int differentiated) {
        return Gradient.vjp(f, xs, wanted, differentiated, false, back -> back);
    }

    /// [Tangent#jvp].
    public static Tangent.Pair jvp(Fun f, Value[] xs, Value[] ts, int differentiated) {
        return Tangent.jvp(f, xs, ts, differentiated, pair -> pair);
    }

    /// [Tangent#linearize].
    public static Tangent.Pushforward linearize(Fun f, Value[] xs, int differentiated) {
        return Tangent.linearize(f, xs, differentiated, forward -> forward);
    }

    /// [CustomRule#vjp] of a rule without a name.
    public static Value[] vjpRule(Fun f, Value[] xs, Fun rule) {
        return CustomRule.vjp("a custom rule", f, xs, rule);
    }
}
