package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.leibniz.tree.Untyped;

/// What someone is told whose rule for a derivative is not linear, or gives nothing or the wrong thing: which rule,
/// where it was made, what was expected of it, and what to do.
final class RuleMessagesTest {
    private static final Tensor X = Tensor.of(1f, 2f, 3f);
    private static final String HERE = " (RuleMessagesTest.java:";

    private static void told(Class<? extends Throwable> type, ThrowingCallable call, String... parts) {
        var told = assertThatExceptionOfType(type).isThrownBy(call);
        for (String part : parts) {
            told.withMessageContaining(part);
        }
    }

    private static void notLinear(ThrowingCallable call, String... parts) {
        told(NonlinearRuleException.class, call, parts);
    }

    /// Of a rule for a tangent: it is what serves forward mode.
    private static void notLinearTangent(ThrowingCallable call, String in, String why) {
        notLinear(call, "Custom.jvp" + HERE, "the rule is not linear in " + in + ": " + why + ".",
                "serves forward mode (jvp, linearize, jacfwd)",
                "it must be linear in " + in + ".", "for reverse mode give a vjp rule: Custom.vjp");
    }

    /// Of a rule for a gradient: it is what serves reverse mode.
    private static void notLinearGradient(ThrowingCallable call, String rule, String in, String why) {
        notLinear(call, rule, "the rule is not linear in " + in + ": " + why + ".",
                "serves reverse mode (grad, vjp, jacrev)",
                "it must be linear in " + in + ".", "for forward mode give a jvp rule: Custom.jvp");
    }

    // ---- not linear

    @Test
    void aRuleForATangent() {
        var f = Custom.jvp(x -> x, (x, out, dx) -> dx.mul(dx));
        notLinearTangent(() -> grad((Tensor x) -> f.apply(x).sum()).apply(X), "dx", "it occurs in two factors of mul");
        notLinearTangent(() -> vjp(f, X).pullback().apply(X), "dx", "it occurs in two factors of mul");
        notLinearTangent(() -> jacrev(f).apply(X), "dx", "it occurs in two factors of mul");
        notLinearTangent(() -> jit(grad((Tensor x) -> f.apply(x).sum())).apply(X), "dx",
                "it occurs in two factors of mul");
        notLinearTangent(() -> vmap(grad(f)).apply(X), "dx", "it occurs in two factors of mul");
        notLinearTangent(() -> hessian((Tensor x) -> f.apply(x).sum()).apply(X), "dx",
                "it occurs in two factors of mul");
        var clipped = Custom.jvp(x -> x, (x, out, dx) -> clip(dx, -1, 1));
        notLinearTangent(() -> grad((Tensor x) -> clipped.apply(x).sum()).apply(X), "dx",
                "it occurs in two factors of select, which decides by it (where, clip and the like)");
        var shifted = Custom.jvp(x -> x, (x, out, dx) -> dx.add(1));
        notLinearTangent(() -> grad((Tensor x) -> shifted.apply(x).sum()).apply(X), "dx", "a constant is added to it");
        var constant = Custom.jvp(x -> x, (x, out, dx) -> x);
        notLinearTangent(() -> grad((Tensor x) -> constant.apply(x).sum()).apply(X), "dx",
                "a result does not depend on it");
    }

    /// Which of several arguments it is.
    @Test
    void aRuleForATangentOfSeveralInputs() {
        var f = Custom.jvp((x, y) -> x.mul(y), (x, y, out, dx, dy) -> dx.mul(y).add(sin(dy)));
        notLinearTangent(() -> grad((Tensor x) -> f.apply(X, x).sum()).apply(X), "the tangent of input 1",
                "it goes through sin");
        notLinearTangent(() -> grad((Tensor x) -> f.apply(x, x).sum()).apply(X), "the tangent of input 1",
                "it goes through sin");
        assertThat(grad((Tensor x) -> f.apply(x, X).sum()).apply(X).toFloatArray()).containsExactly(1, 2, 3);
        var product = Custom.jvp((x, y) -> x.mul(y), (x, y, out, dx, dy) -> dx.mul(dy));
        notLinearTangent(() -> grad((Tensor x) -> product.apply(x, x).sum()).apply(X),
                "the tangent of input 0 and the tangent of input 1",
                "it occurs in two factors of mul");
        // by one of them alone the other is 0, and so is the product
        assertThat(grad((Tensor x) -> product.apply(x, X).sum()).apply(X).toFloatArray()).containsExactly(0, 0, 0);
        Fn1<List<Tensor>, Tensor> tree = Custom.jvp((List<Tensor> l) -> l.get(0).mul(l.get(1)),
                (l, out, d) -> d.get(0).add(d.get(1).mul(d.get(1))));
        notLinearTangent(() -> grad((Tensor x) -> tree.apply(List.of(x, x)).sum()).apply(X), "dx[1]",
                "it occurs in two factors of mul");
        notLinearTangent(() -> grad((Tensor x) -> tree.apply(List.of(X, x)).sum()).apply(X), "dx[1]",
                "it goes through square");
    }

    @Test
    void aRuleForAGradient() {
        var f = Custom.vjp(x -> x, (x, out, dout) -> dout.mul(dout));
        notLinearGradient(() -> jvp(f, X, X), "Custom.vjp" + HERE, "dout", "it occurs in two factors of mul");
        notLinearGradient(() -> linearize(f, X).pushforward().apply(X), "Custom.vjp" + HERE, "dout",
                "it occurs in two factors of mul");
        notLinearGradient(() -> jacfwd(f).apply(X), "Custom.vjp" + HERE, "dout", "it occurs in two factors of mul");
        notLinearGradient(() -> jit((Tensor x) -> jvp(f, x, X).tangent()).apply(X), "Custom.vjp" + HERE, "dout",
                "it occurs in two factors of mul");
        notLinearGradient(() -> vmap((Tensor x) -> jvp(f, x, x).tangent()).apply(X), "Custom.vjp" + HERE, "dout",
                "it occurs in two factors of mul");
        Fn1<Tensor, Tuple2<Tensor, Tensor>> pair = Custom.vjp((Tensor x) -> tuple(x, x.mul(2)),
                (x, out, d) -> d.first().add(exp(d.second())));
        notLinearGradient(() -> jvp((Tensor x) -> pair.apply(x).second(), X, X), "Custom.vjp" + HERE, "dout[1]",
                "it goes through exp");
    }

    /// In loops and branches, where the parameters are others.
    @Test
    void inLoopsAndBranches() {
        var loop = Custom.jvp((x, y) -> x.mul(y),
                (x, y, out, dx, dy) -> Flow.fori(0, 3, dx, (i, s) -> s.add(dy.mul(dy))));
        notLinearTangent(() -> grad((Tensor x) -> loop.apply(x, x).sum()).apply(X), "the tangent of input 1",
                "it occurs in two factors of mul");
        var branch = Custom.vjp((Tensor x) -> x,
                (x, out, dout) -> Flow.cond(x.sum().gt(0), () -> exp(dout), () -> dout));
        notLinearGradient(() -> jvp(branch, X, X), "Custom.vjp" + HERE, "dout", "it goes through exp");
        var decided = Custom.vjp((Tensor x) -> x,
                (x, out, dout) -> Flow.cond(dout.sum().gt(0), () -> dout, () -> dout.mul(2)));
        notLinearGradient(() -> jvp(decided, X, X), "Custom.vjp" + HERE, "dout", "it decides a cond");
    }

    /// A rule that uses another one: whose is at fault.
    @Test
    void oneRuleInAnother() {
        var inner = Custom.vjp(x -> x, (x, out, dout) -> exp(dout));
        var outer = Custom.jvp(x -> x, (x, out, dx) -> jvp(inner, x, dx).tangent());
        notLinearGradient(() -> jvp(outer, X, X), "Custom.vjp" + HERE, "dout", "it goes through exp");
    }

    private static final class Squared extends Cell {
        @Override
        public Tensor construct(Tensor x) {
            return x.mul(2);
        }

        @Override
        public Tensor bprop(Tensor x, Tensor out, Tensor dout) {
            return dout.mul(dout);
        }
    }

    @Test
    void aCellsRule() {
        notLinearGradient(() -> jvp((Tensor x) -> new Squared().apply(x), X, X),
                "bprop of org.leibniz.RuleMessagesTest$Squared", "dout",
                "it occurs in two factors of mul");
    }

    // ---- nothing

    private static void nothing(ThrowingCallable call, String... parts) {
        told(IllegalArgumentException.class, call, parts);
    }

    private static Tensor none() {
        return Untyped.cast(null);
    }

    @Test
    void aRuleThatReturnsNull() {
        String shape = "a tensor of shape (3,) and dtype FLOAT32";
        nothing(() -> grad((Tensor x) -> Custom.vjp(y -> y, (y, out, d) -> none()).apply(x).sum()).apply(X),
                "Custom.vjp" + HERE,
                "the rule returned null for input 0: expected a gradient, " + shape, "zerosLike(..)");
        nothing(() -> jvp((Tensor x) -> Custom.jvp(y -> y, (y, out, d) -> none()).apply(x), X, X), "Custom.jvp" + HERE,
                "the rule returned null for result 0: expected a tangent, " + shape, "zerosLike(..)");
        nothing(() -> grad((Tensor x) -> Custom.vjp((y, z) -> y, (y, z, out, d) -> tuple(d, none())).apply(x, x).sum())
                .apply(X),
                "Custom.vjp" + HERE, "the rule returned null for input 1: expected a gradient, " + shape);
        nothing(() -> grad(
                (Tensor x) -> Custom.vjp((y, z) -> y, (y, z, out, d) -> Untyped.cast(null)).apply(x, x).sum()).apply(X),
                "Custom.vjp" + HERE, "the rule returned null for the inputs");
        nothing(() -> grad(
                (Tensor x) -> Custom.vjp((List<Tensor> l) -> l.get(0), (l, out, d) -> Arrays.asList(d, none()))
                        .apply(List.of(x, x)).sum())
                .apply(X), "Custom.vjp" + HERE, "the rule returned null for the input[1]", shape);
        nothing(() -> grad(
                (Tensor x) -> Custom.jvp((List<Tensor> l) -> l, (l, out, d) -> Arrays.asList(d.get(0), none()))
                        .apply(List.of(x, x)).get(1).sum())
                .apply(X), "Custom.jvp" + HERE, "the rule returned null for the result[1]",
                shape);
    }

    @Test
    void aFunctionWithARuleThatReturnsNull() {
        String told = "expected a function that returns a tensor or a tree of tensors, got one that returns null";
        nothing(() -> Custom.vjp(y -> none(), (y, out, d) -> d).apply(X), "Custom.vjp" + HERE, told);
        nothing(() -> grad((Tensor x) -> Custom.jvp(y -> none(), (y, out, d) -> d).apply(x)).apply(X),
                "Custom.jvp" + HERE, told);
    }

    private static final class Nothing extends Cell {
        @Override
        public Tensor construct(Tensor x) {
            return x.mul(2);
        }

        @Override
        public Tensor bprop(Tensor x, Tensor out, Tensor dout) {
            return none();
        }

        @Override
        public Tensor construct(Tensor x, Tensor y) {
            return x.mul(y);
        }

        @Override
        public Tuple2<Tensor, Tensor> bprop(Tensor x, Tensor y, Tensor out, Tensor dout) {
            return tuple(dout.mul(y), none());
        }
    }

    @Test
    void aCellsRuleThatReturnsNull() {
        String rule = "bprop of org.leibniz.RuleMessagesTest$Nothing: the rule returned null for ";
        nothing(() -> grad((Tensor x) -> new Nothing().apply(x).sum()).apply(X), rule + "input 0");
        nothing(() -> grad((Tensor x) -> new Nothing().apply(x, x).sum()).apply(X), rule + "input 1");
    }

    /// A hook may return null: the gradient stays, as in MindSpore.
    @Test
    void aHookThatReturnsNull() {
        assertThat(grad((Tensor x) -> hookGradient(x, g -> none()).sum()).apply(X).toFloatArray()).containsExactly(1, 1,
                1);
    }

    // ---- the wrong thing

    @Test
    void theWrongShape() {
        told(IllegalArgumentException.class,
                () -> grad((Tensor x) -> Custom.vjp(y -> y, (y, out, d) -> ones(2)).apply(x).sum()).apply(X),
                "Custom.vjp" + HERE, "gradient of input 0", "expected (3,)", "got (2,)");
        told(IllegalArgumentException.class,
                () -> grad((Tensor x) -> Custom.vjp((y, z) -> y, (y, z, out, d) -> tuple(d, ones(2))).apply(x, x).sum())
                        .apply(X),
                "Custom.vjp" + HERE, "gradient of input 1", "expected (3,)", "got (2,)");
        told(IllegalArgumentException.class,
                () -> grad((Tensor x) -> Custom.jvp(y -> y, (y, out, d) -> d.sum()).apply(x).sum()).apply(X),
                "Custom.jvp" + HERE, "tangent of result 0: expected the shape of the result, (3,)", "got ()");
        told(IllegalArgumentException.class, () -> grad((Tensor x) -> hookGradient(x, g -> ones(2)).sum()).apply(X),
                "hookGradient: hook",
                "shape (3,)", "got (2,)");
        var w = new Parameter(X, "w");
        w.registerHook(g -> ones(2));
        told(IllegalArgumentException.class, () -> grad((Tensor x) -> x.mul(w).sum(), w).apply(X),
                "a hook of the parameter w",
                "shape (3,)",
                "got (2,)");
    }

    @Test
    void mapsThatReturnNullAreNotToldOfJit() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> vmap((Tensor x) -> none()).apply(X))
                .withMessageContaining("vmap").withMessageNotContaining("jit");
    }
}
